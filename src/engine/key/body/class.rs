//! The classes of characters in a password.

use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};

/// A class of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SymbolClass {
    /// `a` to `z`.
    Lower,
    /// `A` to `Z`.
    Upper,
    /// `0` to `9`.
    Digits,
    /// The 32 punctuation characters of ASCII.
    Punctuation,
}

choices!(impl SymbolClass {
    Lower = "lower", "a to z";
    Upper = "upper", "A to Z";
    Digits = "digits", "0 to 9";
    Punctuation = "punctuation", "punctuation";
});

impl SymbolClass {
    pub(super) fn of(symbol: u8) -> Self {
        match symbol {
            b'a'..=b'z' => Self::Lower,
            b'A'..=b'Z' => Self::Upper,
            b'0'..=b'9' => Self::Digits,
            _ => Self::Punctuation,
        }
    }

    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}
