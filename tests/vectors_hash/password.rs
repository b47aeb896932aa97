//! Published vectors of password hashes. scrypt's and PBKDF2's are beside the code: their short salts fit
//! no PHC string.

use crate::bytes;
use crate::cavp::records;
use crate::referees::vectors;
use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use latchkey::engine::password::StoredHash;

/// RFC 9106, sections 5.1 to 5.3. They have a secret key and associated data, which no hash made here has, so
/// the crate itself is tested.
#[test]
fn argon2_gives_the_tags_of_rfc_9106() {
    let table = [
        (
            Algorithm::Argon2d,
            "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb",
        ),
        (
            Algorithm::Argon2i,
            "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8",
        ),
        (
            Algorithm::Argon2id,
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        ),
    ];
    for (algorithm, expected) in table {
        let data = AssociatedData::new(&[4; 12]).expect("12 bytes of data are allowed");
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(data)
            .build()
            .expect("they are the RFC's");
        let argon2 = Argon2::new_with_secret(&[3; 8], algorithm, Version::V0x13, params)
            .expect("8 bytes are allowed");
        let mut tag = [0; 32];
        argon2
            .hash_password_into(&[1; 32], &[2; 16], &mut tag)
            .expect("there is memory");
        assert_eq!(tag.as_slice(), bytes(expected), "{algorithm:?}");
    }
}

/// The package's vectors of the Argon2 reference tool, as PHC strings. Left out are those with a key or
/// data, and hashes of less than 10 bytes, which no PHC string has.
#[test]
fn argon2_verifies_the_vectors_of_its_reference_tool() {
    let variants = [("argon2d", 1), ("argon2i", 2), ("argon2id", 3)];
    for (variant, expected_count) in variants {
        let text = vectors(&format!("KDF/{variant}.txt"));
        let left_out = ["secret =", "ad =", "length = 4\n", "length = 8\n"];
        let fitting: String = text
            .split("COUNT")
            .filter(|record| !left_out.iter().any(|field| record.contains(field)))
            .collect();
        let names = ["lanes", "iter", "memcost", "pass", "salt", "output"];
        let count = records(
            &fitting,
            names,
            |[lanes, passes, memory, password, salt, hash]| {
                let [salt, hash] = [salt, hash].map(|hex| STANDARD_NO_PAD.encode(bytes(hex)));
                let phc = format!("${variant}$v=19$m={memory},t={passes},p={lanes}${salt}${hash}");
                let stored =
                    StoredHash::read(&phc).unwrap_or_else(|error| panic!("{phc}: {error}"));
                assert_eq!(stored.verify(&bytes(password)), Ok(true), "{phc}");
                assert_eq!(stored.verify(b"another"), Ok(false), "{phc}");
            },
        );
        assert_eq!(count, expected_count, "{variant}");
    }
}

/// Openwall's `crypt_blowfish`, `wrapper.c`: passwords of no byte, of a byte above 127, and of 72 bytes.
#[test]
fn bcrypt_verifies_the_vectors_of_crypt_blowfish() {
    let longest = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let table: [(&[u8], &str); 6] = [
        (
            b"",
            concat!(
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.",
                "7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"
            ),
        ),
        (
            b"U*U",
            concat!(
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.",
                "E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
            ),
        ),
        (
            b"U*U*",
            concat!(
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.",
                "VGOzA784oUp/Z0DY336zx7pLYAy0lwK"
            ),
        ),
        (
            b"U*U*U",
            concat!(
                "$2a$05$XXXXXXXXXXXXXXXXXXXXXO",
                "AcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"
            ),
        ),
        (
            b"\xa3",
            concat!(
                "$2y$05$/OK.fbVrR/bpIqNJ5ianF.",
                "Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq"
            ),
        ),
        (
            longest,
            concat!(
                "$2a$05$abcdefghijklmnopqrstuu",
                "5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
            ),
        ),
    ];
    for (password, hash) in table {
        let stored = StoredHash::read(hash).expect(hash);
        assert_eq!(stored.verify(password), Ok(true), "{hash}");
        assert_eq!(stored.verify(b"another"), Ok(false), "{hash}");
    }
}
