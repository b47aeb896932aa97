//! HMAC (RFC 2104) whose key is overwritten.
//!
//! The crate `hmac` leaves the key, XOR 0x5c, in memory: for a hash without a block-level interface, such as SHA-3, it
//! keeps the outer key and does not overwrite it.

use sha2::digest::common::BlockSizeUser;
use sha2::digest::{FixedOutputReset, Update};
use zeroize::Zeroizing;

/// HMAC being computed with the hash `D`.
pub(super) struct HmacState<D> {
    inner: D,
    /// The key, padded to a block, XOR 0x5c.
    outer: Zeroizing<Vec<u8>>,
}

impl<D: Default + Update + FixedOutputReset + BlockSizeUser> HmacState<D> {
    const IPAD: u8 = 0x36;
    const OPAD: u8 = 0x5c;

    /// Starts an HMAC under `key`, of any length.
    pub fn new(key: &[u8]) -> Self {
        let mut inner = D::default();
        let mut pad = Zeroizing::new(vec![0; D::block_size()]);
        if key.len() > pad.len() {
            inner.update(key);
            let hashed = inner.finalize_fixed_reset();
            pad[..hashed.len()].copy_from_slice(&hashed);
        } else {
            pad[..key.len()].copy_from_slice(key);
        }
        pad.iter_mut().for_each(|byte| *byte ^= Self::IPAD);
        inner.update(&pad);
        pad.iter_mut()
            .for_each(|byte| *byte ^= Self::IPAD ^ Self::OPAD);
        Self { inner, outer: pad }
    }

    /// Appends `slice` to the input.
    pub fn update(&mut self, slice: &[u8]) {
        self.inner.update(slice);
    }

    /// Writes the result to `out`, which is as long as a digest.
    pub fn finish(&mut self, out: &mut [u8]) {
        let inner = self.inner.finalize_fixed_reset();
        self.inner.update(&self.outer);
        self.inner.update(&inner);
        out.copy_from_slice(&self.inner.finalize_fixed_reset());
    }
}
