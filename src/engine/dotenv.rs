//! The `.env` text format, which each of its readers takes otherwise.
//!
//! There is no standard. What is written here for a reader follows that reader's own parser; a value
//! that it cannot carry is refused with an [`Obstacle`], never changed.

pub mod npm;

use std::fmt;

/// Why a reader cannot carry a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// A NUL byte: no environment can hold one.
    Nul,
    /// Every way to quote the value would change it.
    Quoting,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nul => "the value has a NUL byte, which no environment variable can hold",
            Self::Quoting => {
                "the value mixes quotes, backslashes or line breaks so that every way to quote it would change it"
            }
        })
    }
}

impl std::error::Error for Obstacle {}

/// Whether every reader takes the value as it stands, without quotes.
///
/// That is `[A-Za-z0-9_./+=:,-]*`: hex, base58, base62, base64, base64url and Laravel's key fit.
#[must_use]
pub fn is_plain(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_./+=:,-".contains(&byte))
}
