//! SHA-256 (FIPS 180-4) of a text that may be a secret.

pub mod lanes;

use sha2::{Digest as _, Sha256};

/// The initial hash value: the first 32 bits of the fractional parts of the square roots of the first eight
/// primes (FIPS 180-4, section 5.3.3).
pub(in crate::engine) const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The 32 bytes of the SHA-256 digest of `message`.
///
/// The hasher keeps the last block of the message and is overwritten when it is dropped. It is not moved until
/// then: finalizing by value, as `Digest::digest` does, would leave a copy of a short secret behind.
#[must_use]
pub fn sha256_in_place(message: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(message);
    hasher.finalize_reset().into()
}
