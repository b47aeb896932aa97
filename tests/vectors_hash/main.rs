//! Published vectors for hashes, their encodings and password hashes. Each table names its source.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/monte.rs"]
mod monte;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../referees/mod.rs"]
mod referees;
#[path = "../support/subtrees.rs"]
mod subtrees;

mod blake;
mod cavp;
mod password;
mod stored;

use latchkey::engine::digest::decoding::read_hex;
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, Digest, Encoding, digest, sha256};

fn bytes(hex: &str) -> Vec<u8> {
    read_hex(hex).expect("a vector is hex")
}

fn hex(digest: &Digest) -> String {
    digest.encode(Encoding::Hex)
}

/// FIPS 180-2, appendix B.1 to B.3, and NIST's example values for SHA-256; the empty message is
/// `Len = 0` of the CAVP file `SHA256ShortMsg.rsp`.
#[test]
fn sha256_gives_the_digests_of_fips_180() {
    let million = vec![b'a'; 1_000_000];
    let table: [(&[u8], &str); 4] = [
        (
            b"",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            b"abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            &million,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ];
    for (message, expected) in table {
        let digest = digest(Algorithm::Sha256, message);
        assert_eq!(digest.encode(Encoding::Hex), expected);
        assert_eq!(digest, sha256(message));
    }
}

/// RFC 4648, section 10; base64url has the same symbols there, and ours has no padding.
#[test]
fn encodings_give_the_texts_of_rfc_4648() {
    let table = [
        ("", "", ""),
        ("f", "66", "Zg=="),
        ("fo", "666f", "Zm8="),
        ("foo", "666f6f", "Zm9v"),
        ("foob", "666f6f62", "Zm9vYg=="),
        ("fooba", "666f6f6261", "Zm9vYmE="),
        ("foobar", "666f6f626172", "Zm9vYmFy"),
    ];
    for (bytes, hex, base64) in table {
        let bytes = bytes.as_bytes();
        assert_eq!(Encoding::Hex.encode(bytes), hex);
        assert_eq!(Encoding::HexUpper.encode(bytes), hex.to_uppercase());
        assert_eq!(Encoding::Base64.encode(bytes), base64);
        assert_eq!(
            Encoding::Base64Url.encode(bytes),
            base64.trim_end_matches('=')
        );
    }
}

/// RFC 4648, sections 4 and 5: the two alphabets differ in the symbols 62 and 63 only.
#[test]
fn base64url_differs_from_base64_in_two_symbols() {
    assert_eq!(Encoding::Base64.encode(&[0xfb, 0xef, 0xff]), "++//");
    assert_eq!(Encoding::Base64Url.encode(&[0xfb, 0xef, 0xff]), "--__");
}

/// NIST's examples for HMAC with SHA-3 (`HMAC_SHA3-256.pdf`, `HMAC_SHA3-512.pdf`): keys that count up from
/// 0, shorter than a block, as long, and longer.
#[test]
fn hmac_with_sha3_gives_the_codes_of_nist() {
    let table = [
        (
            Algorithm::Sha3_256,
            32,
            "<",
            "4fe8e202c4f058e8dddc23d8c34e467343e23555e24fc2f025d598f558f67205",
        ),
        (
            Algorithm::Sha3_256,
            136,
            "=",
            "68b94e2e538a9be4103bebb5aa016d47961d4d1aa906061313b557f8af2c3faa",
        ),
        (
            Algorithm::Sha3_256,
            168,
            ">",
            "9bcf2c238e235c3ce88404e813bd2f3a97185ac6f238c63d6229a00b07974258",
        ),
        (
            Algorithm::Sha3_512,
            64,
            "<",
            "4efd629d6c71bf86162658f29943b1c308ce27cdfa6db0d9c3ce81763f9cbce5\
             f7ebe9868031db1a8f8eb7b6b95e5c5e3f657a8996c86a2f6527e307f0213196",
        ),
        (
            Algorithm::Sha3_512,
            72,
            "=",
            "544e257ea2a3e5ea19a590e6a24b724ce6327757723fe2751b75bf007d80f6b3\
             60744bf1b7a88ea585f9765b47911976d3191cf83c039f5ffab0d29cc9d9b6da",
        ),
        (
            Algorithm::Sha3_512,
            136,
            ">",
            "5f464f5e5b7848e3885e49b2c385f0694985d0e38966242dc4a5fe3fea4b37d4\
             6b65ceced5dcf59438dd840bab22269f0ba7febdb9fcf74602a35666b2a32915",
        ),
    ];
    for (algorithm, key_len, relation, expected) in table {
        let key: Vec<u8> = (0..key_len).collect();
        let message = format!("Sample message for keylen{relation}blocklen");
        let code = hmac(algorithm, &key, message.as_bytes()).expect("SHA-3 has HMAC");
        assert_eq!(hex(&code), expected);
    }
}
