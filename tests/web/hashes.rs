//! Some of the published vectors again, in the wasm build: the compiler makes other code of the same crates.

use crate::subtrees::by_subtrees;
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, Encoding, Hashers, digest};
use latchkey::engine::password::StoredHash;
use wasm_bindgen_test::wasm_bindgen_test;

/// The digests of "abc": FIPS 180-4 and FIPS 202 (NIST's examples), RFC 1321, RFC 7693, and b3sum.
const ABC: [(Algorithm, &str); 10] = [
    (
        Algorithm::Sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    (
        Algorithm::Sha384,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    ),
    (
        Algorithm::Sha512,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
         2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ),
    (
        Algorithm::Sha512_256,
        "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
    ),
    (
        Algorithm::Sha3_256,
        "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    ),
    (
        Algorithm::Sha3_512,
        "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e\
         10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
    ),
    (
        Algorithm::Blake3,
        "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    ),
    (
        Algorithm::Blake2b512,
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1\
         7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    ),
    (Algorithm::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (Algorithm::Md5, "900150983cd24fb0d6963f7d28e17f72"),
];

#[wasm_bindgen_test]
fn every_algorithm_gives_its_published_digest() {
    for (algorithm, expected) in ABC {
        assert_eq!(digest(algorithm, b"abc").encode(Encoding::Hex), expected);
    }
}

/// `test_vectors.json` of the BLAKE3 repository: the bytes 0 to 250 again and again, 5121 of them.
#[wasm_bindgen_test]
fn blake3_gives_its_published_digest_over_several_chunks_and_by_subtrees() {
    let input: Vec<u8> = (0..=250).cycle().take(5_121).collect();
    let whole = digest(Algorithm::Blake3, &input);
    assert_eq!(
        whole.encode(Encoding::Hex),
        "628bd2cb2004694adaab7bbd778a25df25c47b9d4155a55f8fbd79f2fe154cff"
    );
    for cut in [1_024, 2_048, 4_096] {
        assert_eq!(by_subtrees(&input, cut), Some(whole), "cut at {cut}");
    }
}

/// FIPS 180-4's example of a million times "a", in slices of an odd length.
#[wasm_bindgen_test]
fn a_million_bytes_in_slices_give_their_published_digest() {
    let mut hashers = Hashers::new(&[Algorithm::Sha256]);
    for slice in vec![b'a'; 1_000_000].chunks(4_097) {
        hashers.update(slice);
    }
    assert_eq!(
        hashers.finish()[0].encode(Encoding::Hex),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    );
}

/// RFC 4231, test case 2.
#[wasm_bindgen_test]
fn hmac_gives_its_published_code() {
    let code = hmac(Algorithm::Sha256, b"Jefe", b"what do ya want for nothing?");
    assert_eq!(
        code.map(|code| code.encode(Encoding::Hex)).as_deref(),
        Some("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    );
}

/// The test of `crypt_blowfish`.
#[wasm_bindgen_test]
fn bcrypt_verifies_a_published_hash() {
    let stored = concat!(
        "$2a$05$",
        "CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
    );
    let stored = StoredHash::read(stored).expect("the hash is whole");
    assert_eq!(stored.verify(b"U*U"), Ok(true));
    assert_eq!(stored.verify(b"another"), Ok(false));
}

/// Made by the reference implementation (Python's argon2-cffi), with 64 KiB, 2 passes and 1 lane.
#[wasm_bindgen_test]
fn argon2id_verifies_a_hash_of_the_reference_implementation() {
    let stored = concat!(
        "$argon2id$v=19$m=64,t=2,p=1$",
        "c29tZXNhbHRzb21lc2FsdA$Gpj7qOY5RCXJvcMzqcdQqvgR3wcPX7SleI4c9NtXk6E"
    );
    let stored = StoredHash::read(stored).expect("the hash is whole");
    assert_eq!(stored.verify(b"password"), Ok(true));
    assert_eq!(stored.verify(b"another"), Ok(false));
}
