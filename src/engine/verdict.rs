//! Whether a digest is the expected one.
//!
//! The expected digest is what a person pasted: hex in either case, base64 or base64url with or without
//! padding, white space around it. The comparison takes the same time wherever the bytes differ.

use crate::engine::hash::encoding::{decode_base64, decode_hex};
use crate::engine::hash::{Algorithm, Digest};
use std::fmt;

/// The answer. Its `Display` is the short word, [`Verdict::detail`] says what is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The expected digest is this one.
    Match,
    /// The expected digest is another one.
    NoMatch,
    /// The input is no digest of the algorithm.
    NotADigest(Algorithm, Fault),
}

/// What keeps an input from being a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Hex digits, but not as many as the algorithm has.
    HexDigits {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Base64, but not of as many bytes as the algorithm has.
    Bytes {
        /// How many bytes it stands for.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Neither hex nor base64.
    Unreadable,
}

/// Compares what was expected with what was computed; `None` while nothing is expected.
#[must_use]
pub fn compare(expected: &str, digest: &Digest) -> Option<Verdict> {
    let expected = expected.trim();
    if expected.is_empty() {
        return None;
    }
    Some(match decode(expected, digest.algorithm().digest_len()) {
        Ok(bytes) if digest.equals(&bytes) => Verdict::Match,
        Ok(_) => Verdict::NoMatch,
        Err(fault) => Verdict::NotADigest(digest.algorithm(), fault),
    })
}

fn decode(text: &str, len: usize) -> Result<Vec<u8>, Fault> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Hex goes first: digits of the right number are hex although they are base64 letters as well.
    if is_hex
        && text.len() == 2 * len
        && let Some(bytes) = decode_hex(text)
    {
        return Ok(bytes);
    }
    match decode_base64(text) {
        Some(bytes) if bytes.len() == len => Ok(bytes),
        _ if is_hex => Err(Fault::HexDigits {
            found: text.len(),
            expected: 2 * len,
        }),
        Some(bytes) => Err(Fault::Bytes {
            found: bytes.len(),
            expected: len,
        }),
        None => Err(Fault::Unreadable),
    }
}

impl Verdict {
    /// What is wrong with the input, where something is: `63 hex digits: one digit is missing.`
    #[must_use]
    pub fn detail(self) -> Option<String> {
        match self {
            Self::Match | Self::NoMatch => None,
            Self::NotADigest(_, fault) => Some(fault.to_string()),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match => f.write_str("Match"),
            Self::NoMatch => f.write_str("No match"),
            Self::NotADigest(algorithm, _) => write!(f, "Not a {} digest", algorithm.label()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::HexDigits { found, expected } => {
                let (plural, digits) =
                    (if found == 1 { "" } else { "s" }, found.abs_diff(expected));
                write!(f, "{found} hex digit{plural}: ")?;
                match (digits, found < expected) {
                    (1, true) => f.write_str("one digit is missing."),
                    (1, false) => f.write_str("one digit is too many."),
                    (_, true) => write!(f, "{digits} digits are missing."),
                    (_, false) => write!(f, "{digits} digits are too many."),
                }
            }
            Self::Bytes { found, expected } => {
                let plural = if found == 1 { "" } else { "s" };
                write!(
                    f,
                    "Base64 of {found} byte{plural}; the digest has {expected}."
                )
            }
            Self::Unreadable => f.write_str("It is neither hex nor base64."),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::{Fault, Verdict, compare};
    use crate::engine::hash::{Algorithm, Encoding, digest};

    fn verdict(expected: &str) -> Option<Verdict> {
        compare(expected, &digest(Algorithm::Sha256, b"abc"))
    }

    fn hex() -> String {
        digest(Algorithm::Sha256, b"abc").encode(Encoding::Hex)
    }

    #[test]
    fn nothing_expected_gives_no_verdict() {
        assert_eq!(verdict(" \n"), None);
    }

    #[test]
    fn every_encoding_of_the_digest_matches() {
        let base64 = digest(Algorithm::Sha256, b"abc").encode(Encoding::Base64);
        let base64url = digest(Algorithm::Sha256, b"abc").encode(Encoding::Base64Url);
        for expected in [
            hex(),
            hex().to_uppercase(),
            format!("\u{a0}\t{}\r\n", hex()),
            base64.clone(),
            base64.trim_end_matches('=').to_owned(),
            base64url.clone(),
            format!("{base64url}="),
        ] {
            assert_eq!(verdict(&expected), Some(Verdict::Match), "{expected:?}");
        }
    }

    #[test]
    fn a_digest_that_differs_in_any_one_digit_does_not_match() {
        for place in 0..64 {
            let mut other = hex().into_bytes();
            other[place] = if other[place] == b'0' { b'1' } else { b'0' };
            let other = String::from_utf8(other).unwrap();
            assert_eq!(verdict(&other), Some(Verdict::NoMatch), "{other}");
        }
    }

    #[test]
    fn what_is_no_digest_is_named() {
        let table = [
            (
                hex()[1..].to_owned(),
                "63 hex digits: one digit is missing.",
            ),
            (hex() + "0", "65 hex digits: one digit is too many."),
            (
                hex()[4..].to_owned(),
                "60 hex digits: 4 digits are missing.",
            ),
            ("AAA+".to_owned(), "Base64 of 3 bytes; the digest has 32."),
            ("not a digest".to_owned(), "It is neither hex nor base64."),
        ];
        for (expected, detail) in table {
            let verdict = verdict(&expected).expect("something is expected");
            assert_eq!(verdict.to_string(), "Not a SHA-256 digest", "{expected}");
            assert_eq!(verdict.detail().as_deref(), Some(detail), "{expected}");
        }
        assert_eq!(
            verdict("0"),
            Some(Verdict::NotADigest(
                Algorithm::Sha256,
                Fault::HexDigits {
                    found: 1,
                    expected: 64
                }
            ))
        );
    }
}
