//! A part of each file of published vectors, in the browser's build; the native tests run them whole.

use crate::monte::monte;
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, Encoding, digest};
use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use wasm_bindgen_test::wasm_bindgen_test;

fn bytes(hex: &str) -> Vec<u8> {
    base16ct::mixed::decode_vec(hex).expect("the vectors are hex")
}

fn hex(bytes: &[u8]) -> String {
    Encoding::Hex.encode(bytes)
}

#[wasm_bindgen_test]
fn sha_1_sha_2_and_sha_3_give_the_digests_of_cavp() {
    let mut checked = 0;
    let records = include_str!("cavp.txt").lines();
    for record in records.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = record.split(' ');
        let mut field = || fields.next().expect("a record has four fields");
        let algorithm = field()
            .parse::<Algorithm>()
            .expect("the algorithm is known");
        let (kind, message, expected) = (field(), bytes(field()), field());
        let computed = match kind {
            "monte" => monte(algorithm, &message),
            _ => digest(algorithm, &message).as_bytes().to_vec(),
        };
        assert_eq!(hex(&computed), expected, "{algorithm:?}, {kind}");
        checked += 1;
    }
    assert_eq!(checked, 7 * 3);
}

/// RFC 4231, test cases 1 and 6: a key shorter and one longer than a block.
#[wasm_bindgen_test]
fn hmac_gives_the_codes_of_rfc_4231() {
    let table: [(&[u8], &[u8], Algorithm, &str); 3] = [
        (
            &[0x0b; 20],
            b"Hi There",
            Algorithm::Sha256,
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            &[0x0b; 20],
            b"Hi There",
            Algorithm::Sha512,
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
        ),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            Algorithm::Sha256,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ];
    for (key, message, algorithm, expected) in table {
        let code = hmac(algorithm, key, message).expect("it has HMAC");
        assert_eq!(hex(code.as_bytes()), expected, "{algorithm:?}");
    }
}

/// RFC 7914, sections 11 and 12; their short salts fit no PHC string, so the crates themselves are tested.
#[wasm_bindgen_test]
fn pbkdf2_and_scrypt_give_the_keys_of_rfc_7914() {
    let mut key = [0; 64];
    pbkdf2_hmac::<Sha256>(b"passwd", b"salt", 1, &mut key);
    assert_eq!(
        hex(&key),
        "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
    );
    let cost = scrypt::Params::new(4, 1, 1).expect("they are the RFC's");
    scrypt::scrypt(b"", b"", &cost, &mut key).expect("there is memory");
    assert_eq!(
        hex(&key),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    );
}

/// RFC 6070's inputs with SHA-256 in place of SHA-1, as other libraries test them.
#[wasm_bindgen_test]
fn pbkdf2_gives_the_keys_of_rfc_6070_by_sha_256() {
    let mut key = [0; 32];
    pbkdf2_hmac::<Sha256>(b"password", b"salt", 1, &mut key);
    assert_eq!(
        hex(&key),
        "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"
    );
}

/// RFC 9106, section 5.3. It has a secret key and associated data, which no hash made here has, so the crate
/// itself is tested.
#[wasm_bindgen_test]
fn argon2id_gives_the_tag_of_rfc_9106() {
    let data = argon2::AssociatedData::new(&[4; 12]).expect("12 bytes of data are allowed");
    let params = argon2::ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(data)
        .build()
        .expect("they are the RFC's");
    let (algorithm, version) = (argon2::Algorithm::Argon2id, argon2::Version::V0x13);
    let argon2 = argon2::Argon2::new_with_secret(&[3; 8], algorithm, version, params)
        .expect("8 bytes are allowed");
    let mut tag = [0; 32];
    argon2
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .expect("there is memory");
    assert_eq!(
        hex(&tag),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}
