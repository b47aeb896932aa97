//! Checksum files: the lines that `sha256sum` and similar tools write and check.
//!
//! Written as GNU coreutils writes them: hex, two spaces, the name; a name with a backslash, newline or
//! carriage return is escaped and the line then begins with a backslash. [`Sums::read`] says what else is parsed.

mod block;
mod check;
mod columns;
mod glance;
mod heading;
mod json;
mod markup;
mod name;
mod parse;
mod pasted;
mod powershell;
mod spans;
mod text;
mod wrapped;

use super::expected::{DigestError, ExpectedDigest};
use super::{Algorithm, Digest, Encoding};
use std::borrow::Cow;

pub use check::{Check, FileState};
pub(super) use check::{Comparison, Subject};
pub use text::{ListName, decode, joined};

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

/// The usual name of a checksum file of these algorithms, by which [`ListName::read`] knows it.
#[must_use]
pub fn file_name(algorithms: &[Algorithm]) -> &'static str {
    match algorithms {
        [Algorithm::Sha256] => "SHA256SUMS",
        [Algorithm::Sha384] => "SHA384SUMS",
        [Algorithm::Sha512] => "SHA512SUMS",
        [Algorithm::Sha512_256] => "SHA512-256SUMS",
        [Algorithm::Sha3_256] => "SHA3-256SUMS",
        [Algorithm::Sha3_512] => "SHA3-512SUMS",
        [Algorithm::Blake3] => "B3SUMS",
        [Algorithm::Blake2b512] => "B2SUMS",
        [Algorithm::Sha1] => "SHA1SUMS",
        [Algorithm::Md5] => "MD5SUMS",
        // Each line names its own, see [`tag_line`].
        _ => "CHECKSUMS",
    }
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

/// A digest that a text lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    /// The number of its line, counted from 1.
    pub line: usize,
    /// The name of its file as it is listed, escapes resolved; `None` where the text names none.
    pub name: Option<String>,
    /// Other readings of the file's name, the most literal first; see [`name::FileNames`].
    others: Vec<String>,
    /// Whether the name may be that of something other than a file.
    is_doubtful: bool,
    /// Whether it is one of several alternatives, of which one must match, as with `pip --hash`.
    is_alternative: bool,
    /// The digest that the file should have.
    pub expected: ExpectedDigest,
}

/// A parsed checksum file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The digests with their files, in the order of the text. A file may be listed several times.
    pub entries: Vec<ListedFile>,
    /// The lines that could not be parsed, by number and reason. Empty lines, comments and what the tools
    /// write around their digests are skipped.
    pub unreadable: Vec<(usize, Option<DigestError>)>,
}

impl Sums {
    /// The likeliest algorithms of the digests, to compute for the files, without duplicates. See also
    /// [`Sums::further`].
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
