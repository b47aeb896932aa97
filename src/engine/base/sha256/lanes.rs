//! SHA-256 (FIPS 180-4) of four texts of one length at a time, one in each 32-bit lane of a vector.
//!
//! Texts of one length have as many blocks and the same padding, so all lanes do the same work. The keys of a batch
//! are such texts. The vectors are those of WebAssembly's `simd128`; elsewhere, as in native tests, four words in an
//! array take their place.

use super::INITIAL;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How many texts are hashed at a time.
pub const LANES: usize = 4;
/// The length of a block in bytes.
const BLOCK: usize = 64;
/// The rounds of a block, and the words of its message schedule.
const ROUNDS: usize = 64;
/// Where the length of the text begins in the last block.
const LENGTH: usize = BLOCK - size_of::<u64>();

/// The constants K of the rounds: the first 32 bits of the fractional parts of the cube roots of the first 64 primes
/// (FIPS 180-4, section 4.2.2).
const CONSTANTS: [u32; ROUNDS] = {
    let mut constants = [0; ROUNDS];
    let mut prime = 2;
    let mut index = 0;
    while index < ROUNDS {
        constants[index] = cube_root_fraction(prime);
        index += 1;
        prime = next_prime(prime);
    }
    constants
};

/// The first 32 bits of the fractional part of the cube root of `number`, at most 311: the root of `number` times 2^96
/// is that of `number` times 2^32, rounded down.
const fn cube_root_fraction(number: u128) -> u32 {
    let cube = number << 96;
    // The root is below 2^35, since 311 is below 2^9: its bits are found from the highest down.
    let mut root = 0_u128;
    let mut bit = 1 << 34;
    while bit > 0 {
        let larger = root | bit;
        if larger * larger * larger <= cube {
            root = larger;
        }
        bit >>= 1;
    }
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the integer part is cut off"
    )]
    let fraction = root as u32;
    fraction
}

const fn next_prime(after: u128) -> u128 {
    let mut number = after + 1;
    let mut divisor = 2;
    while divisor < number {
        if number.is_multiple_of(divisor) {
            number += 1;
            divisor = 2;
        } else {
            divisor += 1;
        }
    }
    number
}

/// Four 32-bit words, each of which is computed with the words in the same place of other vectors.
trait Lanes: Copy {
    /// The same word in all lanes.
    fn splat(word: u32) -> Self;
    /// Four big-endian words of each of four texts: the first vector has the first word of each.
    fn read(texts: [&[u8; 16]; LANES]) -> [Self; 4];
    /// The word of each lane.
    fn words(self) -> [u32; LANES];
    /// The sum modulo 2^32.
    fn add(self, other: Self) -> Self;
    /// The bits that differ.
    fn xor(self, other: Self) -> Self;
    /// The bits of `one` where this has a 1, those of `zero` elsewhere.
    fn choose(self, one: Self, zero: Self) -> Self;
    /// The word shifted to the right.
    fn shift<const BITS: u32>(self) -> Self;
    /// The word rotated to the right.
    fn rotate<const BITS: u32>(self) -> Self;
}

/// Lanes without vector instructions.
#[derive(Clone, Copy)]
struct Portable([u32; LANES]);

impl Portable {
    fn zip(self, other: Self, one: impl Fn(u32, u32) -> u32) -> Self {
        Self(std::array::from_fn(|lane| one(self.0[lane], other.0[lane])))
    }
}

impl Lanes for Portable {
    fn splat(word: u32) -> Self {
        Self([word; LANES])
    }

    fn read(texts: [&[u8; 16]; LANES]) -> [Self; 4] {
        std::array::from_fn(|place| {
            Self(texts.map(|text| {
                let (words, _) = text.as_chunks();
                u32::from_be_bytes(words[place])
            }))
        })
    }

    fn words(self) -> [u32; LANES] {
        self.0
    }

    fn add(self, other: Self) -> Self {
        self.zip(other, u32::wrapping_add)
    }

    fn xor(self, other: Self) -> Self {
        self.zip(other, |one, other| one ^ other)
    }

    fn choose(self, one: Self, zero: Self) -> Self {
        zero.xor(self.zip(one.xor(zero), |mask, differ| mask & differ))
    }

    fn shift<const BITS: u32>(self) -> Self {
        Self(self.0.map(|word| word >> BITS))
    }

    fn rotate<const BITS: u32>(self) -> Self {
        Self(self.0.map(|word| word.rotate_right(BITS)))
    }
}

#[cfg(target_feature = "simd128")]
mod simd {
    //! Vectors of WebAssembly's `simd128`.

    use super::{LANES, Lanes};
    use std::arch::wasm32::{
        i8x16_shuffle, i32x4_shuffle, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr,
        u32x4_splat, u64x2, v128, v128_bitselect, v128_or, v128_xor,
    };

    /// Lanes of a vector of 128 bits.
    #[derive(Clone, Copy)]
    pub(super) struct Simd(v128);

    impl Lanes for Simd {
        #[inline]
        fn splat(word: u32) -> Self {
            Self(u32x4_splat(word))
        }

        #[inline]
        fn read(texts: [&[u8; 16]; LANES]) -> [Self; 4] {
            let [a, b, c, d] = texts.map(|text| {
                let (halves, _) = text.as_chunks();
                let bytes = u64x2(u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1]));
                i8x16_shuffle::<3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12>(bytes, bytes)
            });
            // A 4 by 4 matrix is transposed: the words of a text stand in a row, then in a column.
            let (ab_low, ab_high) = (
                i32x4_shuffle::<0, 4, 1, 5>(a, b),
                i32x4_shuffle::<2, 6, 3, 7>(a, b),
            );
            let (cd_low, cd_high) = (
                i32x4_shuffle::<0, 4, 1, 5>(c, d),
                i32x4_shuffle::<2, 6, 3, 7>(c, d),
            );
            [
                Self(i32x4_shuffle::<0, 1, 4, 5>(ab_low, cd_low)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(ab_low, cd_low)),
                Self(i32x4_shuffle::<0, 1, 4, 5>(ab_high, cd_high)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(ab_high, cd_high)),
            ]
        }

        #[inline]
        fn words(self) -> [u32; LANES] {
            [
                u32x4_extract_lane::<0>(self.0),
                u32x4_extract_lane::<1>(self.0),
                u32x4_extract_lane::<2>(self.0),
                u32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline]
        fn add(self, other: Self) -> Self {
            Self(u32x4_add(self.0, other.0))
        }

        #[inline]
        fn xor(self, other: Self) -> Self {
            Self(v128_xor(self.0, other.0))
        }

        #[inline]
        fn choose(self, one: Self, zero: Self) -> Self {
            Self(v128_bitselect(one.0, zero.0, self.0))
        }

        #[inline]
        fn shift<const BITS: u32>(self) -> Self {
            Self(u32x4_shr(self.0, BITS))
        }

        #[inline]
        fn rotate<const BITS: u32>(self) -> Self {
            Self(v128_or(
                u32x4_shr(self.0, BITS),
                u32x4_shl(self.0, 32 - BITS),
            ))
        }
    }
}

#[cfg(not(target_feature = "simd128"))]
use Portable as Vector;
#[cfg(target_feature = "simd128")]
use simd::Simd as Vector;

/// Hashes four texts of one length after four others.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct FourSha256 {
    /// The length of the texts that the padding is written for.
    length: Option<usize>,
    /// The end of each text that does not fill a block, and the padding after it.
    ends: [[[u8; BLOCK]; 2]; LANES],
    /// The message schedule of a last block that holds padding only, with the constants of the rounds added. It is
    /// the same for all texts of a length.
    padding: [u32; ROUNDS],
}

impl Default for FourSha256 {
    fn default() -> Self {
        Self::new()
    }
}

impl FourSha256 {
    /// With empty buffers.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            length: None,
            ends: [[[0; BLOCK]; 2]; LANES],
            padding: [0; ROUNDS],
        }
    }

    /// The digest of each of `texts`; `None` where they are not of one length.
    #[inline]
    pub fn digests(&mut self, texts: [&[u8]; LANES]) -> Option<[[u8; 32]; LANES]> {
        self.digests_in::<Vector>(texts)
    }

    #[inline]
    fn digests_in<L: Lanes>(&mut self, texts: [&[u8]; LANES]) -> Option<[[u8; 32]; LANES]> {
        let length = texts[0].len();
        if texts.iter().any(|text| text.len() != length) {
            return None;
        }
        if self.length != Some(length) {
            self.pad(length);
        }
        let mut state = INITIAL.map(L::splat);
        let texts = texts.map(|text| text.as_chunks());
        let [(first, _), ..] = texts;
        for block in 0..first.len() {
            compress(&mut state, texts.map(|(blocks, _)| &blocks[block]));
        }
        for (ends, (_, rest)) in self.ends.iter_mut().zip(texts) {
            ends[0][..rest.len()].copy_from_slice(rest);
        }
        let rest = length % BLOCK;
        if rest > 0 {
            compress(&mut state, self.ends.each_ref().map(|ends| &ends[0]));
        }
        if rest == 0 || rest >= LENGTH {
            compress_known(&mut state, &self.padding);
        }
        let mut digests = [[0; 32]; LANES];
        for (place, words) in state.into_iter().enumerate() {
            for (digest, word) in digests.iter_mut().zip(words.words()) {
                digest.as_chunks_mut().0[place] = word.to_be_bytes();
            }
        }
        Some(digests)
    }

    /// Writes the padding for texts of `length` bytes: a 1 bit, and the length in bits at the end of a block.
    #[inline(never)]
    fn pad(&mut self, length: usize) {
        let rest = length % BLOCK;
        let blocks = if rest < LENGTH { 1 } else { 2 };
        for ends in &mut self.ends {
            let bytes = ends.as_flattened_mut();
            bytes[rest..].fill(0);
            bytes[rest] = 0x80;
            let bits = 8 * length as u64;
            bytes[blocks * BLOCK - 8..][..8].copy_from_slice(&bits.to_be_bytes());
        }
        let last = &self.ends[0][blocks - 1];
        self.padding = schedule(last);
        self.length = Some(length);
    }
}

/// The rounds of a block of each text (FIPS 180-4, section 6.2.2). The message schedule is written as the rounds go,
/// so that the processor does both at a time.
#[inline]
fn compress<L: Lanes>(state: &mut [L; 8], blocks: [&[u8; BLOCK]; LANES]) {
    let mut words = [L::splat(0); 16];
    for (quarter, words) in words.as_chunks_mut().0.iter_mut().enumerate() {
        *words = L::read(blocks.map(|block| &block.as_chunks().0[quarter]));
    }
    let before = *state;
    eight(state, |index| words[index].add(L::splat(CONSTANTS[index])));
    eight(state, |index| {
        words[8 + index].add(L::splat(CONSTANTS[8 + index]))
    });
    for constants in CONSTANTS.as_chunks::<16>().0.iter().skip(1) {
        eight(state, |index| {
            words[index] = next_word(&words, index);
            words[index].add(L::splat(constants[index]))
        });
        eight(state, |index| {
            words[8 + index] = next_word(&words, 8 + index);
            words[8 + index].add(L::splat(constants[8 + index]))
        });
    }
    add(state, before);
}

/// The rounds of a block whose message schedule is known, with the constants added.
#[inline]
fn compress_known<L: Lanes>(state: &mut [L; 8], schedule: &[u32; ROUNDS]) {
    let before = *state;
    for words in schedule.as_chunks::<8>().0 {
        eight(state, |index| L::splat(words[index]));
    }
    add(state, before);
}

#[inline]
fn add<L: Lanes>(state: &mut [L; 8], other: [L; 8]) {
    for (before, after) in state.iter_mut().zip(other) {
        *before = before.add(after);
    }
}

/// The word of the message schedule that takes the place of the word at `index`, 16 words earlier.
#[inline]
fn next_word<L: Lanes>(words: &[L; 16], index: usize) -> L {
    let after = |count: usize| words[(index + count) % 16];
    let (early, late) = (after(1), after(14));
    let early = early
        .rotate::<7>()
        .xor(early.rotate::<18>())
        .xor(early.shift::<3>());
    let late = late
        .rotate::<17>()
        .xor(late.rotate::<19>())
        .xor(late.shift::<10>());
    after(0).add(early).add(after(9)).add(late)
}

/// Eight rounds with these words. After eight rounds each variable has its first place again, so none is moved.
#[allow(
    clippy::many_single_char_names,
    reason = "the variables of the standard"
)]
#[inline]
fn eight<L: Lanes>(state: &mut [L; 8], mut word: impl FnMut(usize) -> L) {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    round([a, b, c], &mut d, [e, f, g], &mut h, word(0));
    round([h, a, b], &mut c, [d, e, f], &mut g, word(1));
    round([g, h, a], &mut b, [c, d, e], &mut f, word(2));
    round([f, g, h], &mut a, [b, c, d], &mut e, word(3));
    round([e, f, g], &mut h, [a, b, c], &mut d, word(4));
    round([d, e, f], &mut g, [h, a, b], &mut c, word(5));
    round([c, d, e], &mut f, [g, h, a], &mut b, word(6));
    round([b, c, d], &mut e, [f, g, h], &mut a, word(7));
    *state = [a, b, c, d, e, f, g, h];
}

/// One round, with the variables named by their place instead of moved.
#[allow(
    clippy::many_single_char_names,
    reason = "the variables of the standard"
)]
#[inline]
fn round<L: Lanes>([a, b, c]: [L; 3], d: &mut L, [e, f, g]: [L; 3], h: &mut L, word: L) {
    let sum = e.rotate::<6>().xor(e.rotate::<11>()).xor(e.rotate::<25>());
    let first = h.add(word).add(e.choose(f, g)).add(sum);
    let sum = a.rotate::<2>().xor(a.rotate::<13>()).xor(a.rotate::<22>());
    let majority = a.xor(b).choose(c, b);
    *d = d.add(first);
    *h = first.add(sum).add(majority);
}

/// The message schedule of `block`, with the constants of the rounds added.
fn schedule(block: &[u8; BLOCK]) -> [u32; ROUNDS] {
    let mut words = [Portable::splat(0); 16];
    for (quarter, words) in words.as_chunks_mut().0.iter_mut().enumerate() {
        *words = Portable::read([&block.as_chunks().0[quarter]; LANES]);
    }
    let mut schedule = CONSTANTS;
    for (index, constant) in schedule.iter_mut().enumerate() {
        if index >= 16 {
            words[index % 16] = next_word(&words, index % 16);
        }
        *constant = constant.wrapping_add(words[index % 16].0[0]);
    }
    schedule
}

#[cfg(test)]
mod tests {
    use super::{CONSTANTS, FourSha256, Portable};
    use sha2::{Digest as _, Sha256};

    /// The first and the last constant in the standard's list.
    #[test]
    fn the_constants_are_those_of_the_standard() {
        assert_eq!(CONSTANTS[..2], [0x428a_2f98, 0x7137_4491]);
        assert_eq!(CONSTANTS[62..], [0xbef9_a3f7, 0xc671_78f2]);
    }

    #[test]
    fn four_texts_of_every_length_have_the_digests_that_each_has_alone() {
        let mut four = FourSha256::new();
        // Up and down, so that what is left of another length would show.
        for length in (0..=300).chain((0..300).rev()) {
            let texts = [0x00, 0x5a, 0xa5, 0xff].map(|flipped| {
                let text = (0..length).map(|index: usize| index.to_le_bytes()[0] ^ flipped);
                text.collect::<Vec<u8>>()
            });
            let digests = four.digests(texts.each_ref().map(Vec::as_slice));
            let expected: [[u8; 32]; 4] = texts.map(|text| Sha256::digest(text).into());
            assert_eq!(digests, Some(expected), "{length} bytes");
        }
    }

    #[test]
    fn texts_of_several_lengths_have_no_digests_here() {
        let texts: [&[u8]; 4] = [b"a", b"b", b"c", b"dd"];
        assert_eq!(FourSha256::new().digests(texts), None);
        assert_eq!(FourSha256::new().digests_in::<Portable>(texts), None);
    }
}
