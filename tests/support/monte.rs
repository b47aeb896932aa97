//! The Monte Carlo tests of NIST's CAVP, natively and in the browser's build.

use latchkey::engine::digest::{Algorithm, digest};

/// The last of a thousand chained digests. SHAVS 6.4 for SHA-1 and SHA-2, where each is of the three before it;
/// SHA3VS 6.2.3 for SHA-3, where it is of the one before it.
pub fn monte(algorithm: Algorithm, seed: &[u8]) -> Vec<u8> {
    let of = match algorithm {
        Algorithm::Sha3_256 | Algorithm::Sha3_512 => 1,
        _ => 3,
    };
    let mut last = vec![seed.to_vec(); of];
    for _ in 0..1000 {
        let next = digest(algorithm, &last.concat()).as_bytes().to_vec();
        last.rotate_left(1);
        last[of - 1] = next;
    }
    last[of - 1].clone()
}
