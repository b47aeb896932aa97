//! Decoding text to bytes: hex of either case, base64 and base64url, with precise errors.
//!
//! Follows RFC 4648 strictly (canonical encodings only), but accepts base64 with or without its padding and
//! ignores white space at the ends. Not constant-time.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::fmt;

/// Why a text is not hex. Its `Display` is a clause without a capital: `character 5 is not a hex digit.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// It starts with `0x`.
    Prefix,
    /// The character at this place, counted from 1, is not a hex digit.
    Character(usize),
    /// The number of digits, which is odd.
    Odd(usize),
}

/// Why a text is not base64. Its `Display` is a clause without a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Error {
    /// The character at this place, counted from 1, is in neither alphabet.
    Character(usize),
    /// It mixes the alphabets of base64 and base64url.
    Mixed,
    /// The number of characters without padding, which no encoder writes.
    Length(usize),
    /// There is padding, but the wrong amount: this number of `=` belongs there.
    Padding(usize),
    /// The last character has bits that no encoder sets.
    LastCharacter,
}

impl HexError {
    /// The same error of a longer text that begins `by` characters earlier.
    #[must_use]
    pub fn moved(self, by: usize) -> Self {
        match self {
            Self::Character(place) => Self::Character(place + by),
            other => other,
        }
    }
}

impl Base64Error {
    /// The same error of a longer text that begins `by` characters earlier.
    #[must_use]
    pub fn moved(self, by: usize) -> Self {
        match self {
            Self::Character(place) => Self::Character(place + by),
            other => other,
        }
    }
}

impl fmt::Display for HexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix => f.write_str("it starts with 0x; leave that off."),
            Self::Character(place) => write!(f, "character {place} is not a hex digit."),
            Self::Odd(1) => f.write_str("1 hex digit stands for half a byte."),
            Self::Odd(digits) => {
                write!(f, "{digits} hex digits stand for no whole number of bytes.")
            }
        }
    }
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(place) => {
                write!(f, "character {place} is neither base64 nor base64url.")
            }
            Self::Mixed => f.write_str("it mixes + or / of base64 with - or _ of base64url."),
            Self::Length(1) => f.write_str("1 base64 character stands for less than a byte."),
            Self::Length(characters) => {
                write!(
                    f,
                    "{characters} base64 characters stand for no whole number of bytes."
                )
            }
            Self::Padding(0) => f.write_str("the padding is wrong; no = belongs at the end."),
            Self::Padding(1) => {
                f.write_str("the padding is wrong; 1 = belongs at the end, or none.")
            }
            Self::Padding(signs) => write!(
                f,
                "the padding is wrong; {signs} = belong at the end, or none."
            ),
            Self::LastCharacter => {
                f.write_str("the last character is wrong; part of the text may be missing.")
            }
        }
    }
}

/// Whether all characters are hex digits.
#[must_use]
pub fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Decodes hex digits.
///
/// # Errors
/// [`HexError`] where the text is not hex.
pub fn read_hex(text: &str) -> Result<Vec<u8>, HexError> {
    let (before, digits) = trim(text);
    if digits.starts_with("0x") || digits.starts_with("0X") {
        return Err(HexError::Prefix);
    }
    if let Some(place) = digits.chars().position(|digit| !digit.is_ascii_hexdigit()) {
        return Err(HexError::Character(before + place + 1));
    }
    base16ct::mixed::decode_vec(digits).map_err(|_| HexError::Odd(digits.len()))
}

/// Decodes base64 or base64url.
///
/// # Errors
/// [`Base64Error`] where the text is neither.
pub fn read_base64(text: &str) -> Result<Vec<u8>, Base64Error> {
    const EITHER: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::RequireNone);
    let (before, padded) = trim(text);
    let letters = padded.trim_end_matches('=');
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
    if let Some(place) = letters.chars().position(|letter| !is_letter(letter)) {
        return Err(Base64Error::Character(before + place + 1));
    }
    let is_url_safe = letters.contains(['-', '_']);
    if is_url_safe && letters.contains(['+', '/']) {
        return Err(Base64Error::Mixed);
    }
    if letters.len() % 4 == 1 {
        return Err(Base64Error::Length(letters.len()));
    }
    let (signs, belong) = (padded.len() - letters.len(), (4 - letters.len() % 4) % 4);
    if signs != 0 && signs != belong {
        return Err(Base64Error::Padding(belong));
    }
    let alphabet = if is_url_safe {
        &base64::alphabet::URL_SAFE
    } else {
        &base64::alphabet::STANDARD
    };
    GeneralPurpose::new(alphabet, EITHER)
        .decode(letters)
        .map_err(|_| Base64Error::LastCharacter)
}

/// The trimmed text, and the number of characters trimmed from its start.
fn trim(text: &str) -> (usize, &str) {
    let rest = text.trim_start();
    (
        text[..text.len() - rest.len()].chars().count(),
        rest.trim_end(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Base64Error, HexError, read_base64, read_hex};

    #[test]
    fn hex_of_either_case_is_read() {
        assert_eq!(read_hex(" 00fFA090\n"), Ok(vec![0, 255, 160, 144]));
        assert_eq!(read_hex(""), Ok(vec![]));
    }

    #[test]
    fn hex_that_is_none_is_refused() {
        let table = [
            ("0", HexError::Odd(1)),
            ("0g", HexError::Character(2)),
            ("0x00", HexError::Prefix),
            ("00 11", HexError::Character(3)),
            ("\u{a0}+1", HexError::Character(2)),
            ("é", HexError::Character(1)),
        ];
        for (text, error) in table {
            assert_eq!(read_hex(text), Err(error), "{text}");
        }
    }

    #[test]
    fn base64_is_read_with_and_without_padding_in_either_alphabet() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(read_base64(text), Ok(vec![0xfb, 0xff]), "{text}");
        }
    }

    #[test]
    fn base64_that_is_none_is_refused() {
        let table = [
            ("+_8=", Base64Error::Mixed),
            ("+/9=", Base64Error::LastCharacter),
            ("a", Base64Error::Length(1)),
            ("abcde===", Base64Error::Length(5)),
            ("abc==", Base64Error::Padding(1)),
            ("abcd=", Base64Error::Padding(0)),
            ("ab==c", Base64Error::Character(3)),
            (" ab c", Base64Error::Character(4)),
            ("ü", Base64Error::Character(1)),
        ];
        for (text, error) in table {
            assert_eq!(read_base64(text), Err(error), "{text}");
        }
    }
}
