//! What the health tests of random bytes cost: each byte that becomes a key passes them first. They run in this
//! process, not in the browser; the share of the time of a batch is what counts.

use super::table::{median, sorted};
use latchkey::engine::base::health::is_sound;
use std::hint::black_box;
use std::time::Instant;

/// The bytes of one draw.
const DRAW: usize = 65_536;
/// As many draws as a million keys of 43 base62 symbols take.
const DRAWS: u32 = 700;

/// The section on the health tests: the median of this many runs.
pub fn measure(runs: usize) -> String {
    let draw = draw();
    let took = sorted((0..runs).map(|_| {
        let began = Instant::now();
        for _ in 0..DRAWS {
            // A draw that fails would end the tests early.
            assert!(black_box(is_sound(black_box(&draw))), "the draw is sound");
        }
        began.elapsed().as_secs_f64() * 1e3
    }));
    let (least, most) = (took[0], took[took.len() - 1]);
    format!(
        "\n## Health tests of random bytes\n\n\
         The {DRAWS} draws of {DRAW} bytes that a million keys take: {:.0} ms ({least:.0} to {most:.0} ms), native.\n",
        median(&took)
    )
}

/// A draw from a generator that passes the tests: `SplitMix64`.
fn draw() -> Vec<u8> {
    let mut state = 1_u64;
    let mut bytes = Vec::with_capacity(DRAW);
    while bytes.len() < DRAW {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes());
    }
    bytes
}
