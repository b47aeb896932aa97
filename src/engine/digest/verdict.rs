//! Whether a digest is the expected one.
//!
//! The comparison takes the same time wherever the bytes differ.

use super::expected::{DigestError, Expected};
use super::sums::Sums;
use super::{Algorithm, Digest};
use std::fmt;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The algorithm whose digest was compared: the one that the input names or fits, which need not be
    /// the selected one.
    pub algorithm: Algorithm,
    /// The beginning of the digest that was pasted; empty where it is none.
    pub digest: String,
    /// The answer.
    pub verdict: Verdict,
}

/// A pasted text with the digests found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    selected: Algorithm,
    digests: Vec<Result<Expected, DigestError>>,
}

impl Pasted {
    /// Finds the digests in what a person pasted: the text is one, or contains some, see [`Sums::read`]. `None`
    /// where there is nothing but white space. Where a digest's algorithm is not named and several fit,
    /// `selected` comes first.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Option<Self> {
        let whole = Expected::read(text, selected)?;
        let digests = match whole {
            Ok(expected) => vec![Ok(expected)],
            Err(error) => {
                let sums = Sums::read(text, selected);
                let found = sums.entries.into_iter();
                let mut found: Vec<_> = found.map(|entry| Ok(entry.expected)).collect();
                // Where an algorithm is named beside one digest, others are likely to be something else: the
                // commit in an address, say.
                let is_named =
                    |one: &Result<Expected, _>| one.as_ref().is_ok_and(Expected::is_named);
                if found.iter().any(is_named) {
                    found.retain(is_named);
                }
                let unread = sums.unreadable.into_iter();
                let errors = unread
                    .filter_map(|(_, error)| error)
                    .filter(|error| found.is_empty() || error.is_of_a_digest());
                let errors: Vec<_> = errors.take(MOST_ERRORS).map(Err).collect();
                found.extend(errors);
                if found.is_empty() {
                    found.push(Err(error));
                }
                found
            }
        };
        Some(Self { selected, digests })
    }

    /// The algorithms that its digests can be of, the selected one first where one can be of it.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let mut algorithms = Vec::new();
        let found = self.digests.iter().filter_map(|one| one.as_ref().ok());
        for algorithm in found.flat_map(Expected::algorithms) {
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        algorithms
    }

    /// Compares the digests with those of one text.
    ///
    /// `digest_of` is called for each algorithm that a digest can be of until one matches; it returns `None` for
    /// one that is not available (without HMAC).
    #[must_use]
    pub fn judge(&self, mut digest_of: impl FnMut(Algorithm) -> Option<Digest>) -> Vec<Judgement> {
        self.digests
            .iter()
            .map(|expected| match expected {
                Ok(expected) => compare(expected, self.selected, &mut digest_of),
                Err(error) => {
                    let algorithm = error.algorithm().unwrap_or(self.selected);
                    Judgement {
                        algorithm,
                        digest: String::new(),
                        verdict: Verdict::NotADigest(algorithm, *error),
                    }
                }
            })
            .collect()
    }
}

/// At most this many errors are listed beside the digests that were found.
const MOST_ERRORS: usize = 3;

fn compare(
    expected: &Expected,
    selected: Algorithm,
    digest_of: &mut impl FnMut(Algorithm) -> Option<Digest>,
) -> Judgement {
    let mut compared = None;
    let judgement = |algorithm, verdict| Judgement {
        algorithm,
        digest: expected.short(),
        verdict,
    };
    for algorithm in expected.algorithms() {
        let Some(digest) = digest_of(algorithm) else {
            continue;
        };
        if expected.is(&digest) {
            return judgement(algorithm, Verdict::Match);
        }
        compared.get_or_insert(algorithm);
    }
    match compared {
        Some(algorithm) => judgement(algorithm, Verdict::NoMatch),
        None => judgement(selected, Verdict::NotADigest(selected, expected.other())),
    }
}

/// What there is to say of one text or file, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether everything that was pasted matches.
    pub good: bool,
    /// The short word: `Match`, `No match`, `1 of 2 match`.
    pub word: String,
    /// What there is to add; may be empty.
    pub detail: String,
}

impl Answer {
    /// The answer; `None` where there is nothing to judge. An algorithm is named where it is not `selected`.
    #[must_use]
    pub fn of(judgements: &[Judgement], selected: Algorithm) -> Option<Self> {
        let count = |verdict| {
            judgements
                .iter()
                .filter(|judgement| judgement.verdict == verdict)
                .count()
        };
        let (good, bad) = (count(Verdict::Match), count(Verdict::NoMatch));
        let one = match judgements {
            [] => return None,
            [one] => one,
            several if good + bad == 0 => &several[0],
            several => {
                let word = match (good, bad) {
                    (_, 0) => "Match".to_owned(),
                    (0, _) => "No match".to_owned(),
                    (good, bad) => format!("{good} of {} match", good + bad),
                };
                return Some(Self {
                    good: bad == 0,
                    word,
                    detail: each(several),
                });
            }
        };
        Some(Self {
            good: one.verdict == Verdict::Match,
            word: one.verdict.to_string(),
            detail: match one.verdict.detail() {
                Some(detail) => detail,
                None if one.algorithm != selected => {
                    format!("It is compared as {}.", one.algorithm.label())
                }
                None => String::new(),
            },
        })
    }
}

/// `SHA-256 ba7816bf…: match. MD5 d41d8cd9…: no match.`
fn each(judgements: &[Judgement]) -> String {
    /// Further ones are only counted.
    const SHOWN: usize = 12;
    let mut text = String::new();
    for judgement in judgements.iter().take(SHOWN) {
        let (label, digest) = (judgement.algorithm.label(), &judgement.digest);
        let sentence = match &judgement.verdict {
            Verdict::Match => format!("{label} {digest}: match. "),
            Verdict::NoMatch => format!("{label} {digest}: no match. "),
            Verdict::NotADigest(_, error) => format!("Not compared: {error} "),
        };
        text.push_str(&sentence);
    }
    if judgements.len() > SHOWN {
        let more = format!("And {} more.", judgements.len() - SHOWN);
        text.push_str(&more);
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::{Answer, Judgement, Pasted, Verdict};
    use crate::engine::digest::{Algorithm, Encoding, digest};

    const SHA256: Algorithm = Algorithm::Sha256;

    fn verdict(expected: &str) -> Option<Verdict> {
        let judgements = Pasted::read(expected, SHA256)?
            .judge(|algorithm| (algorithm == SHA256).then(|| digest(SHA256, b"abc")));
        judgements.first().map(|judgement| judgement.verdict)
    }

    fn judged(expected: &str) -> (Algorithm, String) {
        let pasted = Pasted::read(expected, SHA256).expect("something is expected");
        let judgements = pasted.judge(|algorithm| Some(digest(algorithm, b"abc")));
        let [
            Judgement {
                algorithm, verdict, ..
            },
        ] = judgements.as_slice()
        else {
            panic!("{judgements:?}");
        };
        (*algorithm, verdict.to_string())
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

    /// The answer for the text `abc`.
    fn answer(pasted: &str) -> (bool, String, String) {
        let pasted = Pasted::read(pasted, SHA256).expect("something is expected");
        let judgements = pasted.judge(|algorithm| Some(digest(algorithm, b"abc")));
        let answer = Answer::of(&judgements, SHA256).expect("something is expected");
        (answer.good, answer.word, answer.detail)
    }

    #[test]
    fn of_several_digests_each_is_compared_and_named() {
        let (sha256, md5) = (hex_of(SHA256), hex_of(Algorithm::Md5));
        let other = md5.replace('9', "8");
        let both = |md5: &str| format!("Download app.zip\nMD5: {md5}\nSHA-256: {sha256}\n");
        let (good, word, detail) = answer(&both(&md5));
        assert!(good);
        assert_eq!(word, "Match");
        assert_eq!(detail, "MD5 90015098…: match. SHA-256 ba7816bf…: match.");
        let (good, word, detail) = answer(&both(&other));
        assert!(!good, "one of two is wrong");
        assert_eq!(word, "1 of 2 match");
        assert_eq!(
            detail,
            "MD5 80015080…: no match. SHA-256 ba7816bf…: match.".replace("80015080", &other[..8])
        );
        assert_eq!(answer(&format!("{other}\n{other}")).1, "No match");
    }

    #[test]
    fn beside_a_named_digest_other_digits_do_not_count() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let text = format!("rev = \"{commit}\"; sha256 = \"{}\";", hex_of(SHA256));
        assert_eq!(answer(&text).1, "Match");
    }

    #[test]
    fn a_digest_that_is_not_computed_here_is_named() {
        let sha224 = &hex_of(SHA256)[..56];
        for text in [
            sha224.to_owned(),
            format!("SHA224: {sha224}"),
            format!("{sha224}  abc.txt"),
        ] {
            let (good, word, detail) = answer(&text);
            assert!(!good && word.starts_with("Not a"), "{text}: {word}");
            assert!(
                detail.contains("SHA-224") && detail.contains("does not compute"),
                "{text}: {detail}"
            );
        }
    }
}
