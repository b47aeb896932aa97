//! SHA-256 (FIPS 180-4) of a text that may be a secret.

use sha2::{Digest as _, Sha256};

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
