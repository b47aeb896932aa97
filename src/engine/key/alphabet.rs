//! Alphabets: which symbols a format draws from, in the order that gives them their values.
//!
//! Every alphabet here is ASCII and without duplicate symbols.

use super::prefix::CharacterName;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// An ordered set of 2 to 94 distinct printable ASCII symbols (`!` to `~`, no space).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Alphabet {
    symbols: [u8; Self::MAX],
    len: u8,
}

impl Alphabet {
    /// The most symbols an alphabet can have: every printable ASCII character but the space.
    pub const MAX: usize = 94;

    /// Base62 in the order that GitHub and npm use for their checksums.
    ///
    /// ```text
    /// [0-9]      [A-Z]      [a-z]
    /// 0x30-0x39, 0x41-0x5a, 0x61-0x7a
    /// ```
    pub const BASE62: Self =
        Self::known(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// Base58 in Bitcoin's order: base62 without `0`, `O`, `I` and `l`.
    ///
    /// ```text
    /// [1-9]      [A-H]      [J-N]      [P-Z]      [a-k]      [m-z]
    /// 0x31-0x39, 0x41-0x48, 0x4a-0x4e, 0x50-0x5a, 0x61-0x6b, 0x6d-0x7a
    /// ```
    pub const BASE58: Self =
        Self::known(b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

    /// Douglas Crockford's base32: digits and upper case without `I`, `L`, `O` and `U`.
    ///
    /// ```text
    /// [0-9]      [A-H]      J     K     M     N     [P-T]      [V-Z]
    /// 0x30-0x39, 0x41-0x48, 0x4a, 0x4b, 0x4d, 0x4e, 0x50-0x54, 0x56-0x5a
    /// ```
    pub const CROCKFORD32: Self = Self::known(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    /// The digits 0 to 9, `0x30-0x39`.
    pub const DIGITS: Self = Self::known(b"0123456789");

    /// Base64, RFC 4648 section 4.
    ///
    /// ```text
    /// [A-Z]      [a-z]      [0-9]      +     /
    /// 0x41-0x5a, 0x61-0x7a, 0x30-0x39, 0x2b, 0x2f
    /// ```
    pub const BASE64: Self =
        Self::known(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// Base64url, RFC 4648 section 5.
    ///
    /// ```text
    /// [A-Z]      [a-z]      [0-9]      -     _
    /// 0x41-0x5a, 0x61-0x7a, 0x30-0x39, 0x2d, 0x5f
    /// ```
    pub const BASE64_URL: Self =
        Self::known(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// Nano ID's 64 symbols, those of base64url, in its own order.
    pub const NANO_ID: Self =
        Self::known(b"useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict");

    /// Hex in lower case, RFC 4648 section 8.
    ///
    /// ```text
    /// [0-9]      [a-f]
    /// 0x30-0x39, 0x61-0x66
    /// ```
    pub const HEX: Self = Self::known(b"0123456789abcdef");

    /// For constants, whose symbols the tests check.
    pub(in crate::engine) const fn known(symbols: &[u8]) -> Self {
        let mut table = [0; Self::MAX];
        let mut i = 0;
        while i < symbols.len() {
            table[i] = symbols[i];
            i += 1;
        }
        #[allow(
            clippy::cast_possible_truncation,
            reason = "indexing above stops the build beyond 94 symbols"
        )]
        let len = symbols.len() as u8;
        Self {
            symbols: table,
            len,
        }
    }

    /// The alphabet of `symbols`, which the caller guarantees to be distinct and printable; `None` for fewer
    /// than 2 or more than 94.
    pub(super) fn of(symbols: &[u8]) -> Option<Self> {
        (2..=Self::MAX)
            .contains(&symbols.len())
            .then(|| Self::known(symbols))
    }

    /// The symbol of `value`, for tables built at compile time.
    pub(super) const fn at(&self, value: usize) -> u8 {
        self.symbols[value]
    }

    /// How many symbols there are, from 2 to 94.
    #[must_use]
    pub fn count(&self) -> u8 {
        self.len
    }

    /// The symbols as ASCII bytes, in order of their values.
    #[must_use]
    pub fn symbols(&self) -> &[u8] {
        &self.symbols[..usize::from(self.len)]
    }

    /// Entropy of one uniformly drawn symbol, in bits: from 1 to 6.55.
    #[must_use]
    pub fn bits_per_symbol(&self) -> f64 {
        f64::from(self.len).log2()
    }
}

impl FromStr for Alphabet {
    type Err = AlphabetError;

    fn from_str(text: &str) -> Result<Self, AlphabetError> {
        for (at, symbol) in text.char_indices() {
            if !symbol.is_ascii_graphic() {
                // Everything before it is ASCII, so the byte index counts characters.
                return Err(AlphabetError::NotPrintable {
                    found: symbol,
                    place: at + 1,
                });
            }
            // Not a slice of the text, which can panic inside a character: nothing else in the first load can, and the
            // panic's message would be larger than this function.
            let mut earlier = text.bytes().take(at);
            if earlier.any(|earlier| char::from(earlier) == symbol) {
                return Err(AlphabetError::Repeated { symbol });
            }
        }
        Self::of(text.as_bytes()).ok_or(AlphabetError::TooFew)
    }
}

impl TryFrom<String> for Alphabet {
    type Error = AlphabetError;

    fn try_from(text: String) -> Result<Self, AlphabetError> {
        text.parse()
    }
}

impl From<Alphabet> for String {
    fn from(alphabet: Alphabet) -> Self {
        alphabet.to_string()
    }
}

impl fmt::Display for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut symbols = self.symbols().iter();
        symbols.try_for_each(|symbol| f.write_char(char::from(*symbol)))
    }
}

/// Why a text is not an alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlphabetError {
    /// Fewer than two symbols.
    TooFew,
    /// A character outside of `!` to `~`.
    NotPrintable {
        /// The character.
        found: char,
        /// Its position, counted from 1.
        place: usize,
    },
    /// A duplicate symbol, which would come twice as often.
    Repeated {
        /// The symbol.
        symbol: char,
    },
}

impl fmt::Display for AlphabetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew => f.write_str("Type at least 2 different symbols."),
            Self::NotPrintable { found, place } => write!(
                f,
                "An alphabet cannot hold {} (character {place}). Use letters, digits and punctuation \
                 of ASCII, without spaces.",
                CharacterName(*found)
            ),
            Self::Repeated { symbol } => write!(
                f,
                "{} is there twice and would come twice as often. Remove one of the two.",
                CharacterName(*symbol)
            ),
        }
    }
}

impl std::error::Error for AlphabetError {}

impl fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alphabet({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, AlphabetError};

    #[test]
    fn known_alphabets_hold_distinct_printable_symbols() {
        for (alphabet, count) in [
            (Alphabet::BASE62, 62),
            (Alphabet::BASE58, 58),
            (Alphabet::BASE64, 64),
            (Alphabet::BASE64_URL, 64),
            (Alphabet::CROCKFORD32, 32),
            (Alphabet::DIGITS, 10),
            (Alphabet::HEX, 16),
            (Alphabet::NANO_ID, 64),
        ] {
            assert_eq!(alphabet.count(), count);
            assert_eq!(alphabet.to_string().parse(), Ok(alphabet));
        }
    }

    #[test]
    fn nano_id_has_the_symbols_of_base64url() {
        let sorted = |alphabet: Alphabet| {
            let mut symbols = alphabet.symbols().to_vec();
            symbols.sort_unstable();
            symbols
        };
        assert_eq!(sorted(Alphabet::NANO_ID), sorted(Alphabet::BASE64_URL));
    }

    #[test]
    fn an_alphabet_of_ones_own_has_2_to_94_symbols() {
        assert_eq!("01".parse::<Alphabet>().unwrap().count(), 2);
        let all: String = ('!'..='~').collect();
        assert_eq!(all.parse::<Alphabet>().unwrap().count(), 94);
        assert_eq!("".parse::<Alphabet>(), Err(AlphabetError::TooFew));
        assert_eq!("a".parse::<Alphabet>(), Err(AlphabetError::TooFew));
    }

    #[test]
    fn a_refused_alphabet_names_the_symbol() {
        for (text, said) in [
            ("abca", "“a” is there twice"),
            ("ab''", "a single quote is there twice"),
            ("a b", "a space (character 2)"),
            ("abé", "“é” (character 3)"),
            ("ab\u{7f}", "a control character (U+007F) (character 3)"),
        ] {
            let message = text.parse::<Alphabet>().unwrap_err().to_string();
            assert!(message.contains(said), "{message}");
        }
    }
}
