//! Why a pasted text is not a digest, in words for the person who pasted it.

use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::Base64Error;
use std::fmt;

/// Why an input is not a digest. Its `Display` is a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestError {
    /// Hex digits, but not as many as the algorithm has: the named one, or the one of nearly this length.
    HexDigits {
        /// How many there are.
        found: usize,
        /// The algorithm, whose digest has another length.
        algorithm: Algorithm,
    },
    /// Hex except for the character at this place, counted from 1.
    HexCharacter(usize),
    /// Base64, but not of as many bytes as the algorithm has.
    Bytes {
        /// How many bytes it decodes to.
        found: usize,
        /// The algorithm, whose digest has another length.
        algorithm: Algorithm,
    },
    /// Letters of base64, but not valid base64.
    Base64(Base64Error),
    /// Neither hex nor base64.
    Unreadable,
    /// It names an algorithm that the page does not compute.
    UnknownAlgorithm,
    /// It is of a hash function that the page does not compute.
    NotComputed {
        /// The usual name of the hash function.
        label: &'static str,
        /// Whether the input names it; otherwise it is inferred from the length.
        named: bool,
    },
    /// It is an HMAC, and no key was given.
    Keyed,
    /// Several lines, and no digest in any.
    NoDigest,
    /// A digest, but of an algorithm that was not computed here.
    OtherAlgorithm {
        /// The algorithm.
        algorithm: Algorithm,
        /// Whether the input names it; otherwise it is inferred from the length.
        named: bool,
    },
}

impl DigestError {
    /// Whether the input is a digest nevertheless: of another hash function, cut short or with a typo.
    #[must_use]
    pub fn is_of_a_digest(&self) -> bool {
        /// Fewer hex digits may be those of a number or a date.
        const FEWEST: usize = 24;
        match self {
            Self::NotComputed { .. }
            | Self::Bytes { .. }
            | Self::OtherAlgorithm { .. }
            | Self::HexCharacter(_)
            | Self::Keyed => true,
            Self::HexDigits { found, .. } => *found >= FEWEST,
            _ => false,
        }
    }

    /// The algorithm of which the input was taken to be a digest.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        match self {
            Self::HexDigits { algorithm, .. } | Self::Bytes { algorithm, .. } => Some(*algorithm),
            _ => None,
        }
    }
}

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HexDigits { found, algorithm } => {
                let expected = 2 * algorithm.digest_len();
                let digits = found.abs_diff(expected);
                write!(f, "{found} hex digit{}: ", plural(*found))?;
                match (digits, *found < expected) {
                    (1, true) => f.write_str("one digit is missing."),
                    (1, false) => f.write_str("one digit is too many."),
                    (_, true) => write!(f, "{digits} digits are missing."),
                    (_, false) => write!(f, "{digits} digits are too many."),
                }
            }
            Self::HexCharacter(place) => {
                write!(f, "Character {place} of the digest is not a hex digit.")
            }
            Self::Bytes { found, algorithm } => write!(
                f,
                "Base64 of {found} byte{}; {} has {}.",
                plural(*found),
                digest_of(algorithm.label()),
                algorithm.digest_len()
            ),
            Self::Base64(error) => write!(f, "It looks like base64, but {error}"),
            Self::Unreadable => f.write_str("It is neither hex nor base64."),
            Self::UnknownAlgorithm => {
                f.write_str("It names an algorithm that is not computed here.")
            }
            Self::NotComputed { label, named: true } => {
                let what = digest_of(label);
                write!(f, "It is {what}, which this page does not compute.")
            }
            Self::NotComputed {
                label,
                named: false,
            } => write!(
                f,
                "It has the length of {}, which this page does not compute.",
                digest_of(label)
            ),
            Self::Keyed => {
                f.write_str("It is an HMAC: to compare it, give its key beside the text.")
            }
            Self::NoDigest => f.write_str("There is no digest in these lines."),
            Self::OtherAlgorithm {
                algorithm,
                named: true,
            } => write!(f, "It is {}.", digest_of(algorithm.label())),
            Self::OtherAlgorithm {
                algorithm,
                named: false,
            } => {
                write!(f, "It has the length of {}.", digest_of(algorithm.label()))
            }
        }
    }
}

impl std::error::Error for DigestError {}

/// `a SHA-256 digest`, `an MD5 digest`. A name of several words says itself what it is: `a Git object id`.
pub(in crate::engine::digest) fn digest_of(label: &str) -> String {
    let said_with_a_vowel = ["MD", "SM", "S3", "xx", "Ad", "ED"];
    let starts = said_with_a_vowel
        .iter()
        .any(|start| label.starts_with(start));
    let article = if starts { "an" } else { "a" };
    let what = if label.contains(' ') { "" } else { " digest" };
    format!("{article} {label}{what}")
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
