//! Alphabets: which symbols a format draws from, in the order that gives them their values.
//!
//! Every alphabet here is ASCII, and no symbol stands in it twice.

use std::fmt;

/// An ordered set of 2 to 94 distinct printable ASCII symbols (`!` to `~`, no space).
#[derive(Clone, Copy, PartialEq, Eq)]
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

    /// Base64url, RFC 4648 section 5.
    ///
    /// ```text
    /// [A-Z]      [a-z]      [0-9]      -     _
    /// 0x41-0x5a, 0x61-0x7a, 0x30-0x39, 0x2d, 0x5f
    /// ```
    pub const BASE64_URL: Self =
        Self::known(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// Hex in lower case, RFC 4648 section 8.
    ///
    /// ```text
    /// [0-9]      [a-f]
    /// 0x30-0x39, 0x61-0x66
    /// ```
    pub const HEX: Self = Self::known(b"0123456789abcdef");

    /// For constants, whose symbols the tests check.
    pub(super) const fn known(symbols: &[u8]) -> Self {
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

impl fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alphabet({})", String::from_utf8_lossy(self.symbols()))
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;

    #[test]
    fn known_alphabets_hold_distinct_printable_symbols() {
        for (alphabet, len) in [
            (Alphabet::BASE62, 62),
            (Alphabet::BASE64_URL, 64),
            (Alphabet::HEX, 16),
        ] {
            let mut sorted = alphabet.symbols().to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), len, "{alphabet:?}");
            assert!(sorted.iter().all(u8::is_ascii_graphic), "{alphabet:?}");
        }
    }
}
