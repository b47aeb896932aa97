//! Our output checked by other implementations, and theirs by ours.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../referees/mod.rs"]
mod referees;
#[path = "../support/seeded.rs"]
mod seeded;

mod config;
mod digests;
mod passwords;
mod sums;

use latchkey::engine::digest::Encoding;
use referees::scratch;
use std::path::PathBuf;

fn hex(bytes: &[u8]) -> String {
    Encoding::Hex.encode(bytes)
}

/// What a script of this folder prints for `lines`, line by line.
fn ask(script: &str, lines: &[String]) -> Vec<String> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/referees_hash")
        .join(script);
    let mut input = lines.join("\n");
    input.push('\n');
    let answer = referees::answer(referees::python().arg(script), input.as_bytes());
    answer.lines().map(str::to_owned).collect()
}
