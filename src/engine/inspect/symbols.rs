//! The alphabets of keys: the smallest that a text is written in, and how much entropy it can hold.

use crate::engine::base::number::times;

/// A set of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeySymbols {
    Digits,
    Hex,
    UpperHex,
    Crockford,
    Base32,
    LowerAndDigits,
    UpperAndDigits,
    Base58,
    Base62,
    Base64Url,
    Base64,
    Printable,
}

impl KeySymbols {
    /// From the smallest to the largest.
    const ALL: [Self; 12] = [
        Self::Digits,
        Self::Hex,
        Self::UpperHex,
        Self::Base32,
        Self::Crockford,
        Self::LowerAndDigits,
        Self::UpperAndDigits,
        Self::Base58,
        Self::Base62,
        Self::Base64Url,
        Self::Base64,
        Self::Printable,
    ];

    /// The smallest alphabet that holds all of `text`; `None` where there is none.
    pub fn of(text: &str) -> Option<Self> {
        let mut left = Self::ALL.to_vec();
        for byte in text.bytes() {
            left.retain(|symbols| symbols.has(byte));
        }
        left.first().copied().filter(|_| !text.is_empty())
    }

    /// Whether all of `text` is in it.
    pub fn holds(self, text: &str) -> bool {
        text.bytes().all(|byte| self.has(byte))
    }

    pub fn has(self, byte: u8) -> bool {
        let is_base62 = byte.is_ascii_alphanumeric();
        match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::UpperHex => matches!(byte, b'0'..=b'9' | b'A'..=b'F'),
            Self::Crockford => {
                (byte.is_ascii_digit() || byte.is_ascii_uppercase()) && !b"ILOU".contains(&byte)
            }
            Self::Base32 => matches!(byte, b'A'..=b'Z' | b'2'..=b'7'),
            Self::LowerAndDigits => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
            Self::UpperAndDigits => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Base58 => is_base62 && !b"0OIl".contains(&byte),
            Self::Base62 => is_base62,
            Self::Base64Url => is_base62 || byte == b'-' || byte == b'_',
            Self::Base64 => is_base62 || byte == b'+' || byte == b'/' || byte == b'=',
            Self::Printable => byte.is_ascii_graphic(),
        }
    }

    /// What one of them is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Digits => "digits",
            Self::Hex | Self::UpperHex => "hex digits",
            Self::Crockford => "symbols of Crockford's base32",
            Self::Base32 => "base32 symbols",
            Self::LowerAndDigits => "lower-case letters and digits",
            Self::UpperAndDigits => "capital letters and digits",
            Self::Base58 => "base58 symbols",
            Self::Base62 => "base62 symbols",
            Self::Base64Url => "base64url symbols",
            Self::Base64 => "base64 symbols",
            Self::Printable => "printable characters",
        }
    }

    /// How many there are; the padding of base64 does not count.
    pub fn count(self) -> u8 {
        match self {
            Self::Digits => 10,
            Self::Hex | Self::UpperHex => 16,
            Self::Crockford | Self::Base32 => 32,
            Self::LowerAndDigits | Self::UpperAndDigits => 36,
            Self::Base58 => 58,
            Self::Base62 => 62,
            Self::Base64Url | Self::Base64 => 64,
            Self::Printable => 94,
        }
    }

    /// The most entropy that `length` of them hold, in bits.
    pub fn bits(self, length: usize) -> f64 {
        times(length, f64::from(self.count()).log2())
    }
}
