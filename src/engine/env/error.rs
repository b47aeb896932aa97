//! Errors: in a whole text, with the line and the remedy; in one value, when it is parsed or written.

use std::fmt;
use zeroize::Zeroizing;

/// An error in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub kind: DocumentErrorKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentErrorKind {
    /// The text is longer than the limit.
    TooLong {
        /// The limit, in bytes.
        most: usize,
    },
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// UTF-16 with an unpaired surrogate or an odd number of bytes.
    BrokenUtf16,
    /// A byte order mark at the start.
    ByteOrderMark,
    /// A carriage return, as in Windows line endings.
    CarriageReturn,
    /// A NUL byte.
    Nul,
    /// A line that is neither comment nor `NAME=value`.
    NoEquals,
    /// A name with other characters than letters, digits, `_`, `.` and `-`, or with a leading digit.
    BadName,
    /// A duplicate name.
    Duplicate {
        /// The name.
        name: String,
        /// The line of its first occurrence.
        first: usize,
    },
    /// A value that cannot be parsed.
    Value(ValueError),
}

impl DocumentError {
    /// Decodes the bytes of a file: UTF-8, or UTF-16, which `PowerShell` writes.
    ///
    /// # Errors
    /// [`DocumentErrorKind::NotUtf8`] or [`DocumentErrorKind::BrokenUtf16`] with the line of the first invalid
    /// byte.
    pub fn decode(bytes: &[u8]) -> Result<Zeroizing<String>, Self> {
        if let Some((content, unit)) = utf16(bytes) {
            return decode_utf16(content, unit);
        }
        match str::from_utf8(bytes) {
            Ok(text) => Ok(Zeroizing::new(text.to_owned())),
            Err(error) => Err(Self {
                line: 1 + count_lines(&bytes[..error.valid_up_to()]),
                kind: DocumentErrorKind::NotUtf8,
            }),
        }
    }

    /// The errors of a text as a whole, each at its first occurrence.
    pub(in crate::engine) fn of_whole(text: &str, most: usize) -> Vec<Self> {
        let found = [
            (text.len() > most).then_some((most, DocumentErrorKind::TooLong { most })),
            text.starts_with('\u{feff}')
                .then_some((0, DocumentErrorKind::ByteOrderMark)),
            text.find('\r')
                .map(|at| (at, DocumentErrorKind::CarriageReturn)),
            text.find('\0').map(|at| (at, DocumentErrorKind::Nul)),
        ];
        let mut found: Vec<_> = found.into_iter().flatten().collect();
        found.sort_by_key(|(at, _)| *at);
        let line = |at| 1 + count_lines(&text.as_bytes()[..at]);
        found
            .into_iter()
            .map(|(at, kind)| Self {
                line: line(at),
                kind,
            })
            .collect()
    }

    /// Whether [`repair`] fixes the error.
    #[must_use]
    pub const fn is_repairable(&self) -> bool {
        matches!(
            self.kind,
            DocumentErrorKind::ByteOrderMark | DocumentErrorKind::CarriageReturn
        )
    }
}

/// Decodes a UTF-16 code unit from its two bytes, in one byte order.
type UnitDecoder = fn([u8; 2]) -> u16;

/// The text after a byte order mark of UTF-16, and the decoder for its byte order; `None` for other encodings.
/// Without a mark, the zero bytes of two leading ASCII characters tell the order.
fn utf16(bytes: &[u8]) -> Option<(&[u8], UnitDecoder)> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes)),
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some((bytes, u16::from_le_bytes)),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some((bytes, u16::from_be_bytes)),
        _ => None,
    }
}

fn decode_utf16(bytes: &[u8], unit: UnitDecoder) -> Result<Zeroizing<String>, DocumentError> {
    // No code unit takes more than three bytes of UTF-8, so the buffer never grows and leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() / 2 * 3));
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    for symbol in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let Ok(symbol) = symbol else {
            return Err(broken(&text));
        };
        text.push(symbol);
    }
    if odd { Err(broken(&text)) } else { Ok(text) }
}

fn broken(text: &str) -> DocumentError {
    DocumentError {
        line: 1 + count_lines(text.as_bytes()),
        kind: DocumentErrorKind::BrokenUtf16,
    }
}

/// Removes the byte order mark and turns CR LF and CR into LF.
#[must_use]
pub fn repair(text: &str) -> String {
    with_line_feeds(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Turns CR LF and CR into LF, as a text area does. What comes out has one buffer, which the caller can overwrite.
#[must_use]
pub fn with_line_feeds(text: &str) -> String {
    let mut pieces = text.split('\r');
    let mut out = String::with_capacity(text.len());
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        if !piece.starts_with('\n') {
            out.push('\n');
        }
        out.push_str(piece);
    }
    out
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: ", self.line)?;
        match &self.kind {
            DocumentErrorKind::TooLong { most } => {
                write!(f, "the text is longer than {} KiB, the most that is read.", most / 1024)
            }
            DocumentErrorKind::NotUtf8 => f.write_str(
                "this is not UTF-8 text. Save the file as UTF-8, or check that it is the right file.",
            ),
            DocumentErrorKind::BrokenUtf16 => f.write_str(
                "half a character is missing in this UTF-16 text. Save the file again, as UTF-8.",
            ),
            DocumentErrorKind::ByteOrderMark => f.write_str(
                "the text begins with a byte order mark, which many readers make part of the first name. Remove it.",
            ),
            DocumentErrorKind::CarriageReturn => f.write_str(
                "the line ends as on Windows (CR LF), and many readers make the CR part of the value. Use LF.",
            ),
            DocumentErrorKind::Nul => f.write_str("there is a NUL byte, which no environment variable can hold. Remove it."),
            DocumentErrorKind::NoEquals => f.write_str("there is no =. Write NAME=value, or # before a comment."),
            DocumentErrorKind::BadName => f.write_str(
                "the name may have letters, digits, _, . and - only, and no digit in front.",
            ),
            DocumentErrorKind::Duplicate { name, first } => {
                write!(f, "{name} is in line {first} already. Readers disagree on which counts: keep one.")
            }
            DocumentErrorKind::Value(error) => write!(f, "{error}."),
        }
    }
}

impl std::error::Error for DocumentError {}

/// Why a value cannot be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueError {
    /// The value begins with a quote that is never closed.
    UnclosedQuote,
    /// Something other than a comment follows the closing quote.
    TextAfterQuote,
    /// The value holds a character that a shell takes for a command, such as `;` or `&`.
    ShellSyntax,
    /// The comment after the value begins like a divider or a decorator, which the reader refuses there.
    CommentSyntax,
    /// A password hash, whose `$` the reader takes for references.
    DollarInHash {
        /// How to write it instead.
        remedy: &'static str,
    },
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::DollarInHash { .. } = self {
            f.write_str(
                "this is a password hash, and the reader takes each $ in it for another variable; ",
            )?;
        }
        f.write_str(match self {
            Self::DollarInHash { remedy } => remedy,
            Self::UnclosedQuote => "the value begins with a quote that is never closed",
            Self::TextAfterQuote => {
                "there is text behind the closing quote; put the whole value in one pair of quotes"
            }
            Self::CommentSyntax => {
                "varlock cannot read the comment behind the value; begin it with a word"
            }
            Self::ShellSyntax => {
                "a shell would run part of this line as a command; put the value in single quotes"
            }
        })
    }
}

impl std::error::Error for ValueError {}

/// Why a reader cannot represent a value or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WriteError {
    /// A NUL byte.
    Nul,
    /// A control character, for a reader that allows none but tab and newline.
    Control,
    /// A line break, for a reader that has one line per value.
    LineBreak,
    /// Quotes, backslashes and line breaks mixed so that no way of quoting fits.
    Quoting,
    /// `$(`, which the reader runs as a command, quoted or not.
    Command,
    /// `${…}`, which the reader replaces, quoted or not.
    Reference,
    /// The value refers to other variables, which this reader does not resolve.
    Unresolved,
    /// Longer than the reader accepts.
    TooLong,
    /// An empty value, for a reader that cannot represent it.
    Empty,
    /// Unicode that the reader may normalise to other bytes.
    Normalised,
    /// A name that the reader does not allow.
    Name,
    /// A value that is still being computed from another one.
    Waiting,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nul => "the value has a NUL byte, which no environment variable can hold",
            Self::Control => "the value has a control character, and it allows only tabs and newlines",
            Self::LineBreak => "the value has a line break, and it takes one line a value",
            Self::Quoting => {
                "the value mixes quotes, backslashes or line breaks so that every way to quote it would change it"
            }
            Self::Command => "the value has $(, which it runs as a command even inside quotes",
            Self::Reference => "the value has ${…}, which it replaces even inside quotes",
            Self::Unresolved => "the value refers to other variables, which it does not resolve",
            Self::TooLong => "the value is longer than it takes",
            Self::Empty => "the value is empty, which it takes for no value at all",
            Self::Normalised => "the value has characters that it may replace by equivalent ones",
            Self::Name => "it does not allow this name",
            Self::Waiting => "the value is still being computed",
        })
    }
}

impl std::error::Error for WriteError {}
