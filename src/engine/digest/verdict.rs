//! Whether a digest is the expected one.
//!
//! The comparison takes the same time wherever the bytes differ.

mod error;
mod expected;
mod shape;

use super::{Algorithm, Digest};
use std::fmt;

pub use error::DigestError;
pub use expected::Expected;

/// The answer. Its `Display` is the short word, [`Verdict::detail`] says what is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The expected digest is this one.
    Match,
    /// The expected digest is another one.
    NoMatch,
    /// The input is no digest of the algorithm.
    NotADigest(Algorithm, DigestError),
}

impl Verdict {
    /// What is wrong with the input, where something is: `63 hex digits: one digit is missing.`
    #[must_use]
    pub fn detail(self) -> Option<String> {
        match self {
            Self::Match | Self::NoMatch => None,
            Self::NotADigest(_, error) => Some(error.to_string()),
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

/// A verdict and the algorithm that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The algorithm whose digest was compared: the one that the input names or fits, which need not be
    /// the selected one.
    pub algorithm: Algorithm,
    /// The answer.
    pub verdict: Verdict,
}

/// Compares an expected digest, as it was pasted, with digests of one text or file; `None` for a blank input.
///
/// The name or the length in the input tells which algorithms it can be of. `digest_of` is called for each of
/// these, the selected algorithm first, until one matches; it returns `None` for an algorithm that is not
/// available (not computed for this file, or without HMAC).
#[must_use]
pub fn judge(
    expected: &str,
    selected: Algorithm,
    mut digest_of: impl FnMut(Algorithm) -> Option<Digest>,
) -> Option<Judgement> {
    let expected = match Expected::read(expected, selected)? {
        Ok(expected) => expected,
        Err(error) => {
            let algorithm = error.algorithm().unwrap_or(selected);
            return Some(Judgement {
                algorithm,
                verdict: Verdict::NotADigest(algorithm, error),
            });
        }
    };
    let mut compared = None;
    for algorithm in expected.algorithms() {
        let Some(digest) = digest_of(algorithm) else {
            continue;
        };
        if expected.is(&digest) {
            return Some(Judgement {
                algorithm,
                verdict: Verdict::Match,
            });
        }
        compared.get_or_insert(algorithm);
    }
    Some(match compared {
        Some(algorithm) => Judgement {
            algorithm,
            verdict: Verdict::NoMatch,
        },
        None => Judgement {
            algorithm: selected,
            verdict: Verdict::NotADigest(selected, expected.other()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{Judgement, Verdict, judge};
    use crate::engine::digest::{Algorithm, Encoding, digest};

    const SHA256: Algorithm = Algorithm::Sha256;

    fn verdict(expected: &str) -> Option<Verdict> {
        judge(expected, SHA256, |algorithm| {
            (algorithm == SHA256).then(|| digest(SHA256, b"abc"))
        })
        .map(|judgement| judgement.verdict)
    }

    fn judged(expected: &str) -> (Algorithm, String) {
        let Judgement { algorithm, verdict } = judge(expected, SHA256, |algorithm| {
            Some(digest(algorithm, b"abc"))
        })
        .expect("something is expected");
        (algorithm, verdict.to_string())
    }

    fn hex_of(algorithm: Algorithm) -> String {
        digest(algorithm, b"abc").encode(Encoding::Hex)
    }

    #[test]
    fn nothing_expected_gives_no_verdict() {
        assert_eq!(verdict(" \n"), None);
    }

    #[test]
    fn a_digest_of_any_algorithm_is_recognised_in_any_encoding() {
        for algorithm in Algorithm::ALL {
            for encoding in Encoding::ALL {
                let expected = digest(algorithm, b"abc").encode(encoding);
                assert_eq!(
                    judged(&expected),
                    (algorithm, "Match".to_owned()),
                    "{expected}"
                );
            }
        }
    }

    #[test]
    fn a_digest_that_differs_in_any_one_digit_does_not_match() {
        for place in 0..64 {
            let mut other = hex_of(SHA256).into_bytes();
            other[place] = if other[place] == b'0' { b'1' } else { b'0' };
            let other = String::from_utf8(other).unwrap();
            assert_eq!(judged(&other), (SHA256, "No match".to_owned()), "{other}");
        }
    }

    #[test]
    fn a_named_algorithm_is_the_only_one_compared() {
        let named = format!("blake3:{}", hex_of(SHA256));
        assert_eq!(judged(&named), (Algorithm::Blake3, "No match".to_owned()));
    }

    #[test]
    fn a_digest_of_an_algorithm_that_is_not_to_be_had_is_none_of_the_selected() {
        let table = [
            (
                hex_of(Algorithm::Sha512),
                "It has the length of a SHA-512 digest.",
            ),
            (
                format!("sha1:{}", hex_of(Algorithm::Sha1)),
                "It is a SHA-1 digest.",
            ),
        ];
        for (expected, detail) in table {
            let verdict = verdict(&expected).expect("something is expected");
            assert_eq!(verdict.to_string(), "Not a SHA-256 digest");
            assert_eq!(verdict.detail().as_deref(), Some(detail));
        }
    }

    #[test]
    fn a_fault_is_said_of_the_algorithm_that_the_input_names() {
        let (algorithm, word) = judged("sha1:00");
        assert_eq!(
            (algorithm, word.as_str()),
            (Algorithm::Sha1, "Not a SHA-1 digest")
        );
        assert_eq!(judged("00").1, "Not a SHA-256 digest");
    }
}
