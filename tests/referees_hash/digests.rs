//! Digests and HMAC codes against Python's hashlib and hmac, at every length up to a few blocks.

use crate::{ask, hex};
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, digest};

/// Bytes that count up, as in the official vectors of BLAKE2.
fn counting(len: usize) -> Vec<u8> {
    (0..=u8::MAX).cycle().take(len).collect()
}

/// The name in Python's hashlib, which has no BLAKE3.
fn python_name(algorithm: Algorithm) -> Option<&'static str> {
    Some(match algorithm {
        Algorithm::Sha256 => "sha256",
        Algorithm::Sha384 => "sha384",
        Algorithm::Sha512 => "sha512",
        Algorithm::Sha512_256 => "sha512_256",
        Algorithm::Sha3_256 => "sha3_256",
        Algorithm::Sha3_512 => "sha3_512",
        Algorithm::Blake2b512 => "blake2b",
        Algorithm::Sha1 => "sha1",
        Algorithm::Md5 => "md5",
        Algorithm::Blake3 => return None,
    })
}

#[test]
fn digests_of_every_length_equal_those_of_hashlib() {
    let (mut lines, mut ours) = (Vec::new(), Vec::new());
    for algorithm in Algorithm::ALL {
        let Some(name) = python_name(algorithm) else {
            continue;
        };
        for len in 0..=300 {
            lines.push(format!("digest {name} {}", hex(&counting(len))));
            ours.push(hex(digest(algorithm, &counting(len)).as_bytes()));
        }
    }
    assert_eq!(ask("digests.py", &lines), ours);
}

#[test]
fn hmac_codes_under_keys_of_every_length_equal_those_of_python() {
    let (mut lines, mut ours) = (Vec::new(), Vec::new());
    for algorithm in Algorithm::ALL {
        for len in 0..=150 {
            let Some(code) = hmac(algorithm, &counting(len), b"message") else {
                continue;
            };
            let name = python_name(algorithm).expect("hashlib has all that have HMAC here");
            lines.push(format!(
                "hmac {name} {} {}",
                hex(b"message"),
                hex(&counting(len))
            ));
            ours.push(hex(code.as_bytes()));
        }
    }
    assert_eq!(lines.len(), 6 * 151);
    assert_eq!(ask("digests.py", &lines), ours);
}
