//! SHA-256 (FIPS 180-4) of many short texts, one after another.
//!
//! A streaming hasher clears its buffer after each text. In a batch the next key overwrites it anyway: one
//! buffer serves all keys, the crate's compression function does the work, and the buffer is cleared at the
//! end.

use crate::engine::base::sha256::sha256_in_place;
use sha2::block_api::compress256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The length of a block in bytes.
const BLOCK: usize = 64;
/// The padding of a text: a 1 bit and the length, at least nine bytes.
const END: usize = 9;
/// How many blocks the buffer holds: keys of the usual size need two.
const BLOCKS: usize = 2;

/// The initial hash value: the first 32 bits of the fractional parts of the square roots of the first eight
/// primes (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// Hashes one text after another.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ShortSha256 {
    blocks: [[u8; BLOCK]; BLOCKS],
}

impl ShortSha256 {
    /// A hasher with an empty buffer.
    pub fn new() -> Self {
        Self {
            blocks: [[0; BLOCK]; BLOCKS],
        }
    }

    /// The digest of `text`; one that does not fit into the buffer is hashed as a stream.
    #[inline]
    pub fn digest(&mut self, text: &[u8]) -> [u8; 32] {
        let used = (text.len() + END).div_ceil(BLOCK);
        if used > BLOCKS {
            return sha256_in_place(text);
        }
        let blocks = &mut self.blocks[..used];
        let bytes = blocks.as_flattened_mut();
        let (body, end) = bytes.split_at_mut(text.len());
        body.copy_from_slice(text);
        end.fill(0);
        end[0] = 0x80;
        let bits = 8 * text.len() as u64;
        let length = end.len() - 8;
        end[length..].copy_from_slice(&bits.to_be_bytes());
        let mut state = INITIAL;
        compress256(&mut state, blocks);
        let mut digest = [0; 32];
        for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::ShortSha256;
    use sha2::{Digest as _, Sha256};

    #[test]
    fn every_length_gives_the_digest_that_the_stream_gives() {
        let mut short = ShortSha256::new();
        // Up and down, so that remnants of a longer text in the buffer would show.
        for length in (0..200).chain((0..200).rev()) {
            let text: Vec<u8> = (0..length).map(|byte| byte ^ 0xa5).collect();
            assert_eq!(
                short.digest(&text)[..],
                Sha256::digest(&text)[..],
                "{length}"
            );
        }
    }
}
