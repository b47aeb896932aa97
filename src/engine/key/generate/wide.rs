//! What [`Sampler`](super::Sampler) does byte by byte, for sixteen bytes at a time, with the vectors of WebAssembly's
//! `simd128`. The symbols are the same, in the same order.

use std::arch::wasm32::{
    i8x16_neg, u8x16, u8x16_add, u8x16_bitmask, u8x16_gt, u8x16_le, u8x16_splat, u8x16_sub,
    u8x16_swizzle, u64x2, u64x2_extract_lane, u64x2_splat, v128, v128_or,
};

/// The bytes of a vector.
pub(super) const WIDTH: usize = 16;

/// For alphabets of so many symbols: a byte is below five times as many, and the symbols fit into four vectors.
const COUNTS: std::ops::RangeInclusive<u8> = 52..=64;

/// For each set of accepted bytes among eight, a bit each: their indices in order, the first in the lowest byte.
static INDICES: [u64; 256] = {
    let mut all = [0; 256];
    let mut set = 0;
    while set < all.len() {
        let (mut index, mut place) = (0, 0);
        while index < 8 {
            if set >> index & 1 == 1 {
                all[set] |= index << (8 * place);
                place += 1;
            }
            index += 1;
        }
        set += 1;
    }
    all
};

/// The constants of an alphabet, in vectors.
pub(super) struct WideSampler {
    /// The last byte value that is accepted.
    last: v128,
    /// The last values that are below one, two and three times the count of symbols.
    limits: [v128; 3],
    /// Nothing and these multiples.
    multiples: v128,
    /// The symbols, by their values.
    symbols: [v128; 4],
}

impl WideSampler {
    /// For `symbols` in a table that repeats them `count` apart; `None` for counts that are done byte by byte.
    #[inline]
    pub fn new(count: u8, symbols: &[u8; 256]) -> Option<Self> {
        COUNTS.contains(&count).then(|| {
            let (two, three) = (count * 2, count * 3);
            let (vectors, _) = symbols.as_chunks();
            Self {
                last: u8x16_splat(u8::MAX - (u8::MAX % count + 1) % count),
                limits: [count, two, three].map(|limit| u8x16_splat(limit - 1)),
                multiples: u8x16(0, count, two, three, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                symbols: std::array::from_fn(|quarter| vector(&vectors[quarter])),
            }
        })
    }

    /// Writes the symbols of `bytes` to the beginning of `room` and returns how many there are.
    #[inline]
    pub fn accept(&self, bytes: &[u8; WIDTH], room: &mut [u8; WIDTH]) -> usize {
        let bytes = vector(bytes);
        let accepted = u8x16_bitmask(u8x16_le(bytes, self.last));
        // A comparison gives -1 where it holds.
        let [one, two, three] = self.limits.map(|limit| u8x16_gt(bytes, limit));
        let times = i8x16_neg(u8x16_add(u8x16_add(one, two), three));
        let values = u8x16_sub(bytes, u8x16_swizzle(self.multiples, times));
        // An index beyond a vector gives 0: of the four, one gives the symbol.
        let quarter = |quarter: u8| {
            let index = u8x16_sub(values, u8x16_splat(quarter * 16));
            u8x16_swizzle(self.symbols[usize::from(quarter)], index)
        };
        let symbols = v128_or(
            v128_or(quarter(0), quarter(1)),
            v128_or(quarter(2), quarter(3)),
        );
        let [low, high, ..] = accepted.to_le_bytes();
        let first = u64x2_extract_lane::<0>(packed(symbols, low));
        let next = u64x2_extract_lane::<1>(symbols);
        let next = u64x2_extract_lane::<0>(packed(u64x2_splat(next), high));
        let count = low.count_ones() as usize;
        room[..8].copy_from_slice(&first.to_le_bytes());
        room[count..count + 8].copy_from_slice(&next.to_le_bytes());
        accepted.count_ones() as usize
    }
}

/// The first eight of `symbols` without those whose bit is not in `accepted`.
#[inline]
fn packed(symbols: v128, accepted: u8) -> v128 {
    u8x16_swizzle(symbols, u64x2(INDICES[usize::from(accepted)], 0))
}

#[inline]
fn vector(bytes: &[u8; WIDTH]) -> v128 {
    let (halves, _) = bytes.as_chunks();
    u64x2(u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1]))
}
