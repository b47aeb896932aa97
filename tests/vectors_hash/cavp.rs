//! NIST's CAVP files for SHA-1, SHA-2 and SHA-3, and the vectors of RFCs in the same form, from the `PyPI`
//! package `cryptography_vectors`.
//!
//! `Len` is in bits; with `Len = 0` the message is empty although `Msg = 00`. The Monte Carlo tests chain
//! a hundred thousand digests as the SHAVS and SHA3VS documents say.

use crate::bytes;
use crate::monte::monte;
use crate::referees::vectors;
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, Hasher, digest};

/// Calls `check` with the values of `names` for each complete record of a file.
pub(crate) fn records<const N: usize>(
    text: &str,
    names: [&str; N],
    mut check: impl FnMut([&str; N]),
) -> usize {
    let (mut values, mut count) = ([None; N], 0);
    for line in text.lines() {
        let Some((name, value)) = line.split_once('=') else {
            continue;
        };
        if let Some(place) = names.iter().position(|known| *known == name.trim()) {
            values[place] = Some(value.trim());
        }
        if values.iter().all(Option::is_some) {
            check(values.map(Option::unwrap_or_default));
            values = [None; N];
            count += 1;
        }
    }
    count
}

fn message(len: &str, hex: &str) -> Vec<u8> {
    if len == "0" { Vec::new() } else { bytes(hex) }
}

/// Every message at once and in slices of 61 bytes, which no block size divides.
fn messages(algorithm: Algorithm, name: &str) -> usize {
    records(&vectors(name), ["Len", "Msg", "MD"], |[len, msg, md]| {
        let (message, expected) = (message(len, msg), bytes(md));
        assert_eq!(
            message.len() * 8,
            len.parse().expect("a number of bits"),
            "{name}"
        );
        assert!(
            digest(algorithm, &message).equals(&expected),
            "{name}, {len} bits"
        );
        let mut hasher = Hasher::new(algorithm);
        message.chunks(61).for_each(|slice| hasher.update(slice));
        assert!(
            hasher.finish().equals(&expected),
            "{name}, {len} bits, in slices"
        );
    })
}

/// Each digest is the seed of the next thousand.
fn chained(algorithm: Algorithm, name: &str) -> usize {
    let text = vectors(name);
    let mut seed = Vec::new();
    records(&text, ["Seed"], |[hex]| seed = bytes(hex));
    records(&text, ["COUNT", "MD"], |[count, md]| {
        seed = monte(algorithm, &seed);
        assert_eq!(seed, bytes(md), "{name}, count {count}");
    })
}

fn family(algorithm: Algorithm, stem: &str) -> [usize; 3] {
    [
        messages(algorithm, &format!("hashes/{stem}ShortMsg.rsp")),
        messages(algorithm, &format!("hashes/{stem}LongMsg.rsp")),
        chained(algorithm, &format!("hashes/{stem}Monte.rsp")),
    ]
}

#[test]
fn sha1_passes_the_cavp() {
    assert_eq!(family(Algorithm::Sha1, "SHA1/SHA1"), [65, 64, 100]);
}

#[test]
fn sha256_passes_the_cavp() {
    assert_eq!(family(Algorithm::Sha256, "SHA2/SHA256"), [65, 64, 100]);
}

#[test]
fn sha384_passes_the_cavp() {
    assert_eq!(family(Algorithm::Sha384, "SHA2/SHA384"), [129, 128, 100]);
}

#[test]
fn sha512_passes_the_cavp() {
    assert_eq!(family(Algorithm::Sha512, "SHA2/SHA512"), [129, 128, 100]);
}

#[test]
fn sha512_256_passes_the_cavp() {
    assert_eq!(
        family(Algorithm::Sha512_256, "SHA2/SHA512_256"),
        [129, 128, 100]
    );
}

#[test]
fn sha3_256_passes_the_cavp() {
    assert_eq!(
        family(Algorithm::Sha3_256, "SHA3/SHA3_256"),
        [137, 100, 100]
    );
}

#[test]
fn sha3_512_passes_the_cavp() {
    assert_eq!(family(Algorithm::Sha3_512, "SHA3/SHA3_512"), [73, 100, 100]);
}

#[test]
fn md5_gives_the_digests_of_rfc_1321() {
    assert_eq!(messages(Algorithm::Md5, "hashes/MD5/rfc-1321.txt"), 7);
}

#[test]
fn blake2b_gives_the_digests_of_its_reference_tool() {
    assert_eq!(
        messages(Algorithm::Blake2b512, "hashes/blake2/blake2b.txt"),
        7
    );
}

/// RFC 4231, without its case 5, which is about truncation.
#[test]
fn hmac_gives_the_codes_of_rfc_4231() {
    for (algorithm, name) in [
        (Algorithm::Sha256, "HMAC/rfc-4231-sha256.txt"),
        (Algorithm::Sha384, "HMAC/rfc-4231-sha384.txt"),
        (Algorithm::Sha512, "HMAC/rfc-4231-sha512.txt"),
    ] {
        let count = records(&vectors(name), ["Key", "Msg", "MD"], |[key, msg, md]| {
            let code = hmac(algorithm, &bytes(key), &bytes(msg)).expect("SHA-2 has HMAC");
            let expected = bytes(md);
            assert_eq!(
                &code.as_bytes()[..expected.len()],
                expected,
                "{name}, {msg}"
            );
        });
        assert_eq!(count, 6, "{name}");
    }
}
