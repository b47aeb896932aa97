//! One-time codes against oathtool, and QR codes read back by zbarimg.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "referees/mod.rs"]
mod referees;
#[path = "support/seeded.rs"]
mod seeded;

use latchkey::engine::base::secret::Secret;
use latchkey::engine::key::spec::Supplies;
use latchkey::engine::key::token::Token;
use latchkey::engine::key::totp::TotpHash;
use latchkey::engine::key::totp::address::address;
use latchkey::engine::key::totp::qr::{self, Drawing};
use referees::{answer, program};
use seeded::Seeded;
use std::fs;
use std::path::Path;

/// How many pixels a module is wide and high.
const SCALE: usize = 4;

fn secret(hash: TotpHash, seed: u64) -> Token {
    hash.spec()
        .mint(Supplies::default(), &mut Seeded::new(seed))
        .expect("the source never fails")
}

#[test]
fn oathtool_computes_the_same_codes() {
    for (hash, mode) in [
        (TotpHash::Sha1, "--totp=sha1"),
        (TotpHash::Sha256, "--totp=sha256"),
        (TotpHash::Sha512, "--totp=sha512"),
    ] {
        for seed in 0..20 {
            let token = secret(hash, seed);
            let seconds = 1_700_000_000 + seed * 7_777_777;
            // From standard input: it takes padded base32 only.
            let mut padded = token.text().expose().to_owned();
            padded.extend(std::iter::repeat_n(
                '=',
                padded.len().next_multiple_of(8) - padded.len(),
            ));
            let said = answer(
                program("oathtool").args([mode, "--base32", "--now", &format!("@{seconds}"), "-"]),
                padded.as_bytes(),
            );
            assert_eq!(
                hash.code(token.text(), seconds).expose(),
                said.trim(),
                "{hash:?} {seed}"
            );
        }
    }
}

/// The picture as a portable bitmap of ones and zeros.
fn bitmap(drawing: &Drawing) -> String {
    let size = usize::try_from(drawing.size).expect("a code has modules");
    let mut dark = vec![vec![false; size]; size];
    for run in drawing.path.expose().split_terminator('z') {
        let number = |from: char, to: char| -> usize {
            let (_, rest) = run.split_once(from).expect("a run has its numbers");
            let (number, _) = rest.split_once(to).expect("a run has its numbers");
            number.parse().expect("they are numbers")
        };
        let (x, y, width) = (number('M', ' '), number(' ', 'h'), number('h', 'v'));
        assert_eq!(run, format!("M{x} {y}h{width}v1h-{width}"));
        dark[y][x..x + width].fill(true);
    }
    let width = size * SCALE;
    let mut picture = format!("P1\n{width} {width}\n");
    for row in dark {
        let line: String = row
            .iter()
            .map(|dark| if *dark { "1 " } else { "0 " }.repeat(SCALE))
            .collect();
        picture += &format!("{line}\n").repeat(SCALE);
    }
    picture
}

fn scanned(text: &str, name: &str) -> String {
    let drawing = qr::draw(text).expect("it is short enough");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, bitmap(&drawing)).expect("the target folder can be written");
    answer(
        program("zbarimg")
            .args([
                "--quiet",
                "--nodbus",
                "--raw",
                "-S*.disable",
                "-Sqrcode.enable",
            ])
            .arg(file),
        b"",
    )
}

#[test]
fn zbar_reads_the_address_that_was_drawn() {
    let long = "ü".repeat(64);
    for (seed, (issuer, account)) in (0..).zip([
        ("Example", "alice@example.com"),
        ("", "bob"),
        ("ACME & Sons, Ltd.", "Zoë +1 %41/?#"),
        (&long, "carol"),
    ]) {
        for hash in TotpHash::ALL {
            let token = secret(hash, seed);
            let address = address(hash, token.text(), issuer, account).expect("a good label");
            let read = scanned(address.expose(), &format!("qr-{seed}-{}.pbm", hash.id()));
            assert_eq!(Secret::from(read.trim_end()).expose(), address.expose());
        }
    }
}
