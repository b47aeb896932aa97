//! Checksum lines: ours checked by GNU coreutils, and theirs by ours.

use crate::referees::{answer, program};
use crate::scratch;
use latchkey::engine::digest::sums::{Check, FileState, Sums, gnu_line, tag_line};
use latchkey::engine::digest::{Algorithm, digest};
use std::fs;
use std::path::PathBuf;

/// The tools that Debian's coreutils has, and their algorithms.
const TOOLS: [(&str, Algorithm); 6] = [
    ("sha256sum", Algorithm::Sha256),
    ("sha384sum", Algorithm::Sha384),
    ("sha512sum", Algorithm::Sha512),
    ("sha1sum", Algorithm::Sha1),
    ("md5sum", Algorithm::Md5),
    ("b2sum", Algorithm::Blake2b512),
];

/// Names that must not break a line.
const NAMES: [&str; 8] = [
    "plain",
    "two words",
    "back\\slash",
    "new\nline",
    "return\r",
    "(x) = y",
    "*star",
    "ünïcode",
];

/// A folder with a file of each name, whose content is its name.
fn files(test: &str) -> PathBuf {
    let folder = scratch(test);
    for name in NAMES {
        fs::write(folder.join(name), name).expect("the file can be written");
    }
    folder
}

#[test]
fn coreutils_accepts_every_line_we_write() {
    let folder = files("sums-ours");
    for (tool, algorithm) in TOOLS {
        for write in [gnu_line, tag_line] {
            let lines: String = NAMES
                .iter()
                .map(|name| write(&digest(algorithm, name.as_bytes()), name) + "\n")
                .collect();
            let checked = answer(
                program(tool)
                    .args(["--check", "--strict"])
                    .current_dir(&folder),
                lines.as_bytes(),
            );
            assert_eq!(
                checked.matches(": OK\n").count(),
                NAMES.len(),
                "{tool}: {checked}"
            );
        }
    }
}

#[test]
fn we_accept_every_line_of_coreutils() {
    let folder = files("sums-theirs");
    for (tool, algorithm) in TOOLS {
        let files = NAMES.map(|name| {
            let digests = vec![digest(algorithm, name.as_bytes())];
            (name.to_owned(), FileState::Done(digests))
        });
        for style in ["--text", "--binary", "--tag"] {
            let text = answer(
                program(tool)
                    .arg(style)
                    .arg("--")
                    .args(NAMES)
                    .current_dir(&folder),
                b"",
            );
            let sums = Sums::read(&text, Algorithm::Sha256);
            assert_eq!(sums.unreadable, [], "{text}");
            // Length alone does not tell BLAKE2b from SHA-512: the list's name does, and selects it.
            let sums = if style == "--tag" {
                sums
            } else {
                Sums::read(&text, algorithm)
            };
            assert_eq!(sums.algorithms(), [algorithm], "{text}");
            let checks = sums.check(&files);
            assert_eq!(checks, [Check::Ok; NAMES.len()], "{text}");
        }
    }
}
