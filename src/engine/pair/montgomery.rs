//! X25519 (RFC 7748): private keys and their public ones.

use crate::engine::base::random::{ByteSource, RandomError};
use curve25519_dalek::MontgomeryPoint;
use zeroize::Zeroizing;

/// Draws a private key: any 32 bytes.
pub(super) fn draw(rng: &mut dyn ByteSource) -> Result<Zeroizing<[u8; 32]>, RandomError> {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill(bytes.as_mut_slice())?;
    Ok(bytes)
}

/// The public key of `private`.
#[inline(never)]
pub(super) fn public(private: &[u8; 32]) -> [u8; 32] {
    MontgomeryPoint::mul_base_clamped(*private).to_bytes()
}
