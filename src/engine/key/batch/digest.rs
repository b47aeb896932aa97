//! SHA-256 (FIPS 180-4) of many short texts: four at a time where they are of one length, else one after another.
//!
//! A streaming hasher clears its buffer after each text. In a batch the next key overwrites it anyway: one
//! buffer serves all keys, the crate's compression function does the work, and the buffer is cleared at the
//! end.

use crate::engine::base::sha256::lanes::{FourSha256, LANES};
use crate::engine::base::sha256::{INITIAL, sha256_in_place};
use sha2::block_api::compress256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The length of a block in bytes.
const BLOCK: usize = 64;
/// The padding of a text: a 1 bit and the length, at least nine bytes.
const END: usize = 9;
/// How many blocks the buffer holds: keys of the usual size need two.
const BLOCKS: usize = 2;

/// Hashes many short texts.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ShortSha256 {
    blocks: [[u8; BLOCK]; BLOCKS],
    four: FourSha256,
}

impl ShortSha256 {
    /// A hasher with an empty buffer.
    pub fn new() -> Self {
        Self {
            blocks: [[0; BLOCK]; BLOCKS],
            four: FourSha256::new(),
        }
    }

    /// The digest of each of `texts`.
    #[inline]
    pub fn digests(&mut self, texts: [&[u8]; LANES]) -> [[u8; 32]; LANES] {
        match self.four.digests(texts) {
            Some(digests) => digests,
            None => texts.map(|text| self.digest(text)),
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
    fn four_texts_have_the_digests_that_each_has_alone_whatever_their_lengths() {
        let mut short = ShortSha256::new();
        for texts in [["ab", "cd", "ef", "gh"], ["ab", "cd", "ef", "ghi"], [""; 4]] {
            let digests = short.digests(texts.map(str::as_bytes));
            let expected: [[u8; 32]; 4] = texts.map(|text| Sha256::digest(text).into());
            assert_eq!(digests, expected, "{texts:?}");
        }
    }

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
