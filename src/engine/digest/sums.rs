//! Checksum files: the lines that `sha256sum` and similar tools write and check.
//!
//! Written as GNU coreutils writes them: hex, two spaces, the name; a name with a backslash, newline or
//! carriage return is escaped and the line then begins with a backslash. The parser also accepts the binary
//! mark `*`, the BSD style of `--tag`, and the output of `openssl dgst`.

mod check;
pub(super) mod line;

use super::verdict::{DigestError, Expected};
use super::{Algorithm, Digest, Encoding};
use std::borrow::Cow;

pub use check::Check;
use line::read_line;

/// The line of `sha256sum` for a file, without its newline.
#[must_use]
pub fn gnu_line(digest: &Digest, name: &str) -> String {
    let (mark, name) = escape(name);
    format!("{mark}{}  {name}", digest.encode(Encoding::Hex))
}

/// The line of `sha256sum --tag` for a file, without its newline. It names the algorithm, so that one text can
/// mix several.
#[must_use]
pub fn tag_line(digest: &Digest, name: &str) -> String {
    let (mark, name) = escape(name);
    format!(
        "{mark}{} ({name}) = {}",
        digest.algorithm().tag(),
        digest.encode(Encoding::Hex)
    )
}

/// The mark that begins a line with an escaped name, and the name.
fn escape(name: &str) -> (&'static str, Cow<'_, str>) {
    if name.contains(['\\', '\n', '\r']) {
        let escaped = name
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\r', "\\r");
        ("\\", escaped.into())
    } else {
        ("", name.into())
    }
}

/// A file that a checksum file lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    /// The number of its line, counted from 1.
    pub line: usize,
    /// The name as it is listed, escapes resolved.
    pub name: String,
    /// The digest that the file should have.
    pub expected: Expected,
}

/// A parsed checksum file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The files, in the order of the text.
    pub entries: Vec<ListedFile>,
    /// The lines that could not be parsed, by number and reason. Empty lines and comments (`#`) are skipped.
    pub unreadable: Vec<(usize, Option<DigestError>)>,
}

impl Sums {
    /// Parses a checksum file. Where a line does not name the algorithm and several fit its digest, `selected`
    /// is taken if it fits.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Self {
        let mut sums = Self::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let (number, line) = (index + 1, line.trim_start());
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match read_line(line).map(|read| (Expected::of_line(&read, selected), read.name)) {
                Some((Ok(expected), name)) => {
                    sums.entries.push(ListedFile {
                        line: number,
                        name: name.into_owned(),
                        expected,
                    });
                }
                Some((Err(error), _)) => sums.unreadable.push((number, Some(error))),
                None => sums.unreadable.push((number, None)),
            }
        }
        sums
    }

    /// The algorithms to compute for the files, without duplicates.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let mut algorithms = Vec::new();
        for entry in &self.entries {
            let algorithm = entry.expected.algorithm();
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        algorithms
    }
}

#[cfg(test)]
mod tests {
    use super::line::read_line;
    use super::{Sums, gnu_line, tag_line};
    use crate::engine::digest::{Algorithm, digest};

    /// Valid file names that need escaping in a line.
    const NAMES: [&str; 10] = [
        "a", "a b", " a", "*a", "a\\b", "a\nb\r", "(a) = b", "a) = (b", "ü", "abcdef12",
    ];

    #[test]
    fn every_written_line_is_read_back() {
        for name in NAMES {
            let digest = digest(Algorithm::Sha3_256, name.as_bytes());
            for line in [gnu_line(&digest, name), tag_line(&digest, name)] {
                assert_eq!(line.lines().count(), 1, "{line}");
                let read = read_line(&line).expect(&line);
                assert_eq!(
                    (read.name.as_ref(), read.digest.len()),
                    (name, 64),
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn a_checksum_file_of_any_style_is_read() {
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let md5 = "900150983cd24fb0d6963f7d28e17f72";
        let text = format!(
            "\u{feff}# made by hand\r\n{sha256}  text\r\n{sha256} *binary\n\nMD5 (tagged) = {md5}\n\
             SHA2-256(openssl)= {sha256}\n{md5}  unnamed\nnonsense\n{}  short\nSHA224 (x) = {md5}\n",
            &sha256[1..]
        );
        let sums = Sums::read(&text, Algorithm::Sha256);
        let read: Vec<_> = sums
            .entries
            .iter()
            .map(|entry| (entry.line, entry.name.as_str(), entry.expected.algorithm()))
            .collect();
        let expected = [
            (2, "text", Algorithm::Sha256),
            (3, "binary", Algorithm::Sha256),
            (5, "tagged", Algorithm::Md5),
            (6, "openssl", Algorithm::Sha256),
            (7, "unnamed", Algorithm::Md5),
        ];
        assert_eq!(read, expected);
        let unreadable: Vec<_> = sums.unreadable.iter().map(|(line, _)| *line).collect();
        assert_eq!(unreadable, [8, 9, 10]);
        assert_eq!(sums.algorithms(), [Algorithm::Sha256, Algorithm::Md5]);
    }

    #[test]
    fn an_escape_that_no_tool_writes_is_not_guessed_at() {
        assert_eq!(read_line("\\ba7816bf  a\\tb"), None);
        assert_eq!(read_line("\\ba7816bf  a\\"), None);
    }
}
