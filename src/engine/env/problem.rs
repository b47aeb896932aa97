//! What can be wrong with a `.env` text: the line, the fault, and what to do.

use super::read::Fault;
use std::fmt;

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// More text than is read, in bytes.
    TooLong {
        /// How much is read.
        most: usize,
    },
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A byte order mark at the start.
    ByteOrderMark,
    /// A carriage return, as Windows ends its lines with.
    CarriageReturn,
    /// A NUL byte.
    Nul,
    /// A line that is neither comment nor `NAME=value`.
    NoEquals,
    /// A name with other characters than letters, digits, `_`, `.` and `-`, or with a digit in front.
    BadName,
    /// A name that stands in an earlier line too.
    Duplicate {
        /// The name.
        name: String,
        /// The line where it stands first.
        first: usize,
    },
    /// A value that cannot be read.
    Value(Fault),
}

impl Problem {
    /// The text of a dropped file.
    ///
    /// # Errors
    /// [`What::NotUtf8`] with the line of the first byte that is none.
    pub fn decode(bytes: &[u8]) -> Result<&str, Self> {
        str::from_utf8(bytes).map_err(|error| {
            let valid = &bytes[..error.valid_up_to()];
            Self {
                line: 1 + count_lines(valid),
                what: What::NotUtf8,
            }
        })
    }

    /// What is wrong with a text as a whole, the first place of each.
    pub(super) fn of_whole(text: &str, most: usize) -> Vec<Self> {
        let found = [
            (text.len() > most).then_some((most, What::TooLong { most })),
            text.starts_with('\u{feff}')
                .then_some((0, What::ByteOrderMark)),
            text.find('\r').map(|at| (at, What::CarriageReturn)),
            text.find('\0').map(|at| (at, What::Nul)),
        ];
        let mut found: Vec<_> = found.into_iter().flatten().collect();
        found.sort_by_key(|(at, _)| *at);
        let line = |at| 1 + count_lines(&text.as_bytes()[..at]);
        found
            .into_iter()
            .map(|(at, what)| Self {
                line: line(at),
                what,
            })
            .collect()
    }

    /// Whether [`repair`] takes the problem away.
    #[must_use]
    pub const fn is_repairable(&self) -> bool {
        matches!(self.what, What::ByteOrderMark | What::CarriageReturn)
    }
}

/// The text without byte order mark and with a newline for each carriage return or pair of both.
#[must_use]
pub fn repair(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: ", self.line)?;
        match &self.what {
            What::TooLong { most } => {
                write!(f, "the text goes on after {} KiB, which is the most that is read.", most / 1024)
            }
            What::NotUtf8 => f.write_str(
                "this is not UTF-8 text. Save the file as UTF-8, or check that it is the right file.",
            ),
            What::ByteOrderMark => f.write_str(
                "the text begins with a byte order mark, which many readers make part of the first name. Remove it.",
            ),
            What::CarriageReturn => f.write_str(
                "the line ends as on Windows (CR LF), and many readers make the CR part of the value. Use LF.",
            ),
            What::Nul => f.write_str("there is a NUL byte, which no environment variable can hold. Remove it."),
            What::NoEquals => f.write_str("there is no =. Write NAME=value, or # before a comment."),
            What::BadName => f.write_str(
                "the name may have letters, digits, _, . and - only, and no digit in front.",
            ),
            What::Duplicate { name, first } => {
                write!(f, "{name} is in line {first} already. Readers disagree on which counts: keep one.")
            }
            What::Value(fault) => write!(f, "{fault}."),
        }
    }
}

impl std::error::Error for Problem {}
