//! Published vectors for hashes and their encodings. The names say where each table comes from.

use latchkey::engine::hash::{Algorithm, Encoding, digest};

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
        assert_eq!(digest.as_bytes().len(), Algorithm::Sha256.digest_len());
    }
}

/// RFC 4648, section 10; base64url has the same letters there and we leave its padding off.
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
