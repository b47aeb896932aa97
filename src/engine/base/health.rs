//! Health tests of a source of random bytes, in the sense of NIST SP 800-90B, section 4.4: a source that fails
//! one of them is broken. Passing them proves nothing: they only find the faults that are seen in the wild, a
//! function that does nothing, fills half of the buffer, counts up or starts over.
//!
//! Every byte that is given out has passed the standard's two tests, in draws of at least [`WINDOW`] bytes. No byte
//! that is given out is kept.
//!
//! A sound source fails the repetition count test by chance once in 2^43 draws of 64 KiB (a million keys take 700),
//! the adaptive proportion test once in 2^51, and the other tests far more seldom.

use zeroize::Zeroizing;

/// How many bytes are counted together.
pub const WINDOW: usize = 1024;
/// Repetition count test: this many equal bytes in a row, at a place that is a multiple of as many. A row of 15 always
/// holds one. With 8 bits of entropy a byte, such a row begins at a given place once in 2^56, and a draw of 64 KiB has
/// 2^13 of them.
const ROW: usize = 8;
/// Adaptive proportion test: the first value of a window of 512 bytes comes this often in it. Its count is close to a
/// Poisson distribution of mean 2, which reaches 24 with a probability of 2^-58; a draw of 64 KiB has 2^7 windows.
const FIRST_OFTEN: u8 = 24;
/// The window of that test.
const FIRST_WINDOW: usize = 512;
/// The same for each of the 256 values, not the first one only: a value comes this often in a window. Its count is
/// close to a Poisson distribution of mean 4, which reaches 36 with a probability of 2^-72; one of 256 values does
/// once in 2^64 windows.
const OFTEN: u32 = 36;
/// This many of the 256 values are missing in a window; on average 5 are. That 40 given ones are missing has a
/// probability of (216 / 256)^1024, or 2^-251, and there are 2^157 ways to choose them: once in 2^94 windows.
const MISSING: u32 = 40;
/// The length of the blocks that must differ, in bytes.
pub const BLOCK: usize = 16;

/// Whether the bytes of one draw pass. A remainder shorter than a window is counted too, with the same limits.
#[inline]
#[must_use]
pub fn is_sound(draw: &[u8]) -> bool {
    // A quarter of a long draw is enough for the tests that go beyond the standard's.
    let step = if draw.len() > 16 * WINDOW { 4 } else { 1 };
    no_row_of_equal_bytes(draw)
        && draw.chunks(FIRST_WINDOW).all(first_is_not_often)
        && draw.chunks(WINDOW).step_by(step).all(has_all_values)
        && all_blocks_differ(draw, step)
}

/// Whether no group of [`ROW`] bytes is one byte repeated.
#[inline]
fn no_row_of_equal_bytes(draw: &[u8]) -> bool {
    let (rows, _) = draw.as_chunks::<ROW>();
    // No early return: it would keep this loop and the one over the counts below from being vectorised.
    rows.iter().fold(true, |passes, row| {
        let row = u64::from_le_bytes(*row);
        passes & (row != row.rotate_left(8))
    })
}

/// Whether the first value of a window is not too frequent in it.
#[inline]
fn first_is_not_often(window: &[u8]) -> bool {
    let first = window[0];
    // Counted in pieces whose counts fit into a byte, so that the loop is vectorised 16 bytes at a time.
    let count = window.chunks(128).fold(0_u8, |count, piece| {
        let in_piece = piece
            .iter()
            .fold(0_u8, |count, byte| count + u8::from(*byte == first));
        count.saturating_add(in_piece)
    });
    count < FIRST_OFTEN
}

/// Whether no value is too frequent in a window, and not too many are missing.
#[inline]
fn has_all_values(window: &[u8]) -> bool {
    // 32 bits a count: narrower ones take a fifth longer, and so do several tables that are then added up.
    let mut counts = [0_u32; 256];
    for byte in window {
        counts[usize::from(*byte)] += 1;
    }
    let mut most = 0;
    let mut missing = 0;
    for count in counts {
        most = most.max(count);
        missing += u32::from(count == 0);
    }
    most < OFTEN && (missing < MISSING || window.len() < WINDOW)
}

/// Whether no two blocks of the draw are equal, of those that are `step` blocks apart. Two are when the source has a
/// period: one of 24 bytes after 48 bytes, one of 17 after 272.
#[inline]
fn all_blocks_differ(draw: &[u8], step: usize) -> bool {
    let (blocks, _) = draw.as_chunks::<BLOCK>();
    // Open addressing, at most half full: the place of a block is one more than its index, 0 is free. The bytes
    // are random: two of them are a good hash of the block.
    let places = (2 * blocks.len() / step).next_power_of_two();
    let mut table = Zeroizing::new(vec![0_u16; places]);
    for (index, block) in (1..).zip(blocks).step_by(step) {
        let mut place = usize::from(u16::from_le_bytes([block[0], block[1]]));
        loop {
            place &= places - 1;
            match table[place] {
                0 => break,
                other if blocks[usize::from(other) - 1] == *block => return false,
                _ => place += 1,
            }
        }
        table[place] = index;
    }
    true
}

/// What is remembered of a source: a block of every draw, which is not given out.
#[derive(Default)]
pub struct Witnesses(Vec<[u8; BLOCK]>);

impl Witnesses {
    /// How many draws are remembered; beyond that the oldest is forgotten.
    const MOST: usize = 1024;

    /// Adds the block of the latest draw; returns whether it was new. Two agree once in 2^128 pairs.
    pub fn is_new(&mut self, block: [u8; BLOCK]) -> bool {
        if self.0.contains(&block) {
            return false;
        }
        if self.0.len() == Self::MOST {
            self.0.remove(0);
        }
        self.0.push(block);
        true
    }

    /// The block of the earliest draw that is remembered.
    #[must_use]
    pub fn first(&self) -> Option<[u8; BLOCK]> {
        self.0.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, WINDOW, Witnesses, is_sound};

    /// The byte of a broken source, from its position in a draw, the byte of a sound source and the length of the draw.
    type Fault = fn(usize, u8, usize) -> u8;

    /// Bytes of `SplitMix64`, which pass all common tests of randomness.
    fn random(seed: u64, length: usize) -> Vec<u8> {
        let mut state = seed << 32;
        let mut bytes = Vec::new();
        while bytes.len() < length {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bytes.extend_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn a_sound_source_passes() {
        for seed in 0..2000 {
            assert!(is_sound(&random(seed, WINDOW + BLOCK)), "{seed}");
        }
        for seed in 0..50 {
            assert!(is_sound(&random(seed, 65_536)), "{seed}");
        }
        for length in [1025, 1039, 1041, 2047, 40_001] {
            assert!(is_sound(&random(7, length)), "{length}");
        }
    }

    #[test]
    fn a_source_that_is_broken_in_any_part_of_a_draw_is_found_out() {
        let faults: [(&str, Fault); 12] = [
            ("zeros", |_, _, _| 0),
            ("the second half is not filled", |place, byte, length| {
                if place < length / 2 { byte } else { 0 }
            }),
            ("the last sixteenth is not filled", |place, byte, length| {
                if place < length - length / 16 {
                    byte
                } else {
                    0
                }
            }),
            ("a hole of 15 bytes", |place, byte, _| {
                if (500..515).contains(&place) { 7 } else { byte }
            }),
            ("a counter in three bytes and zeros", |place, _, _| {
                u8::from(place < 3)
            }),
            ("a counter in one byte of four", |place, _, _| {
                if place % 4 == 0 {
                    place.to_le_bytes()[1]
                } else {
                    0
                }
            }),
            ("every second byte is zero", |place, byte, _| {
                if place % 2 == 0 { byte } else { 0 }
            }),
            ("every sixteenth byte is zero", |place, byte, _| {
                if place % 16 == 0 { 0 } else { byte }
            }),
            ("zeros and ones", |_, byte, _| byte & 1),
            ("hex digits", |_, byte, _| {
                b"0123456789abcdef"[usize::from(byte % 16)]
            }),
            ("seven bits", |_, byte, _| byte & 127),
            ("printable characters", |_, byte, _| b' ' + byte % 95),
        ];
        for length in [WINDOW + BLOCK, 65_536] {
            for seed in 0..20 {
                let sound = random(seed, length);
                for (name, fault) in &faults {
                    let draw: Vec<u8> = sound
                        .iter()
                        .enumerate()
                        .map(|(place, byte)| fault(place, *byte, length))
                        .collect();
                    assert!(!is_sound(&draw), "{name}, {length} bytes");
                }
            }
        }
    }

    #[test]
    fn a_source_that_starts_over_within_a_draw_is_found_out() {
        for period in [1, 2, 3, 16, 17, 24, 32, 48, 100, 256, 333, 512, 520] {
            let tape = random(period as u64, period);
            let draw: Vec<u8> = tape.iter().copied().cycle().take(WINDOW + BLOCK).collect();
            // The least common multiple of the period and the length of a block must be in the draw.
            let expected = period % 16 == 0 || period < 65;
            assert!(!(expected && is_sound(&draw)), "{period}");
            let draw: Vec<u8> = tape.iter().copied().cycle().take(65_536).collect();
            assert!(!is_sound(&draw), "{period}");
        }
    }

    #[test]
    fn a_draw_that_was_seen_before_is_found_out_however_many_came_between() {
        let mut seen = Witnesses::default();
        let block = |number: u64| *random(number, BLOCK).first_chunk().expect("a block");
        assert!(seen.first().is_none());
        assert!((0..1000).all(|number| seen.is_new(block(number))));
        assert_eq!(seen.first(), Some(block(0)));
        assert!(!seen.is_new(block(0)) && !seen.is_new(block(998)));
        assert!((1000..3000).all(|number| seen.is_new(block(number))));
        assert!(!seen.is_new(block(2500)));
    }
}
