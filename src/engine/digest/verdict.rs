//! Whether a digest is the expected one.
//!
//! The comparison takes the same time wherever the bytes differ.

use super::expected::{DigestError, ExpectedDigest, digest_of};
use super::sums::{ListedFile, Sums};
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
            Self::NotADigest(algorithm, _) => write!(f, "Not {}", digest_of(algorithm.label())),
        }
    }
}

/// A verdict and the algorithm that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The algorithm whose digest was compared: the one that the input names or fits, which need not be
    /// the selected one.
    pub algorithm: Algorithm,
    /// The beginning of the digest that was pasted; empty if the text is not a digest.
    pub digest: String,
    /// The answer.
    pub verdict: Verdict,
}

/// A pasted text with the digests found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedDigests {
    selected: Algorithm,
    digests: Vec<Result<ExpectedDigest, DigestError>>,
    /// Whether one match is enough, as with `pip --hash`.
    is_any_enough: bool,
}

impl PastedDigests {
    /// Finds the digests in what a person pasted: the text is one, or contains some, see [`Sums::read`]. `None`
    /// where there is nothing but white space. Where a digest's algorithm is not named and several fit,
    /// `selected` comes first.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Option<Self> {
        let whole = ExpectedDigest::read(text, selected)?;
        let mut is_any_enough = false;
        let digests = match whole {
            Ok(expected) => vec![Ok(expected)],
            Err(error) => {
                let mut sums = Sums::read(text, selected);
                sums.drop_bystanders();
                is_any_enough =
                    !sums.entries.is_empty() && sums.entries.iter().all(ListedFile::is_alternative);
                let found = sums.entries.into_iter();
                let mut found: Vec<_> = found.map(|entry| Ok(entry.expected)).collect();
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
        Some(Self {
            selected,
            digests,
            is_any_enough,
        })
    }

    /// The algorithms that its digests can be of, the selected one first where one can be of it.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let mut algorithms = Vec::new();
        let found = self.digests.iter().filter_map(|one| one.as_ref().ok());
        for algorithm in found.flat_map(ExpectedDigest::algorithms) {
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
    pub fn judge(&self, digest_of: impl FnMut(Algorithm) -> Option<Digest>) -> Vec<Judgement> {
        self.judge_with(false, digest_of)
    }

    /// The same, where `keyed` says whether the digests of the text are HMACs: without a key nothing is said of an
    /// expected HMAC.
    #[must_use]
    pub fn judge_with(
        &self,
        keyed: bool,
        mut digest_of: impl FnMut(Algorithm) -> Option<Digest>,
    ) -> Vec<Judgement> {
        let not_a_digest = |algorithm, error| Judgement {
            algorithm,
            digest: String::new(),
            verdict: Verdict::NotADigest(algorithm, error),
        };
        let judge = |expected: &Result<ExpectedDigest, DigestError>| match expected {
            Ok(expected) if expected.is_keyed() && !keyed => {
                not_a_digest(expected.algorithm(), DigestError::Keyed)
            }
            Ok(expected) => compare(expected, self.selected, &mut digest_of),
            Err(error) => not_a_digest(error.algorithm().unwrap_or(self.selected), *error),
        };
        let mut judgements: Vec<Judgement> = self.digests.iter().map(judge).collect();
        let is_match = |one: &Judgement| one.verdict == Verdict::Match;
        if self.is_any_enough && judgements.iter().any(is_match) {
            judgements.retain(is_match);
        }
        judgements
    }
}

/// At most this many errors are listed beside the digests that were found.
const MOST_ERRORS: usize = 3;

fn compare(
    expected: &ExpectedDigest,
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

/// The answer about one text or file, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether everything that was pasted matches.
    pub good: bool,
    /// The short word: `Match`, `No match`, `1 of 2 match`.
    pub word: String,
    /// Further sentences; may be empty.
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
    use super::{Answer, Judgement, PastedDigests, Verdict};
    use crate::engine::digest::hmac::hmac;
    use crate::engine::digest::{Algorithm, Encoding, digest};

    const SHA256: Algorithm = Algorithm::Sha256;

    fn verdict(expected: &str) -> Option<Verdict> {
        let judgements = PastedDigests::read(expected, SHA256)?
            .judge(|algorithm| (algorithm == SHA256).then(|| digest(SHA256, b"abc")));
        judgements.first().map(|judgement| judgement.verdict)
    }

    fn judged(expected: &str) -> (Algorithm, String) {
        let pasted = PastedDigests::read(expected, SHA256).expect("something is expected");
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
        let pasted = PastedDigests::read(pasted, SHA256).expect("something is expected");
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
    fn a_wrong_digest_beside_a_right_one_is_told() {
        let (sha256, md5, sha512) = (
            hex_of(SHA256),
            hex_of(Algorithm::Md5),
            hex_of(Algorithm::Sha512),
        );
        let wrong = sha256.replace("ba78", "ab78");
        for text in [
            format!("MD5: {md5}\n{wrong}"),
            format!("MD5: {md5}\nSHA2: {wrong}"),
            format!("{wrong}\nsha512-256 {}", hex_of(Algorithm::Sha512_256)),
        ] {
            let (good, word, _) = answer(&text);
            assert_eq!((good, &*word), (false, "1 of 2 match"), "{text}");
        }
        for (cut, said) in [
            (
                sha512[1..].to_owned(),
                "Not compared: 127 hex digits: one digit is missing.",
            ),
            (
                sha512.replacen('a', "x", 1),
                "Not compared: Character 3 of the digest is not a hex digit.",
            ),
        ] {
            let (_, _, detail) = answer(&format!("SHA-256: {sha256}\nSHA-512: {cut}\n"));
            assert!(detail.contains(said), "{detail}");
        }
        let (_, _, detail) = answer(&format!("MD5: {md5} SHA-256: {}", &sha256[1..]));
        assert!(detail.contains("63 hex digits"), "{detail}");
        // A date and a version are not digests.
        let (_, _, detail) = answer(&format!("sha256: {sha256}\nsha1 20240131 v2.4.1 cafe0123"));
        assert_eq!(detail, "");
    }

    #[test]
    fn an_hmac_is_compared_with_an_hmac_alone() {
        let hmac = hmac(SHA256, b"key", b"abc").expect("it has HMAC");
        let hex = hmac.encode(Encoding::Hex);
        for text in [
            format!("HMAC-SHA256: {hex}"),
            format!("HMAC-SHA2-256(stdin)= {hex}"),
            format!("X-Signature: hmac-sha256={hex}"),
        ] {
            let pasted = PastedDigests::read(&text, SHA256).expect("something is expected");
            let plain = pasted.judge(|algorithm| Some(digest(algorithm, b"abc")));
            assert_eq!(
                plain[0].verdict.detail().as_deref(),
                Some("It is an HMAC: to compare it, give its key beside the text."),
                "{text}"
            );
            let keyed = pasted.judge_with(true, |_| Some(hmac));
            assert_eq!(keyed[0].verdict, Verdict::Match, "{text}");
            let other = pasted.judge_with(true, |one| Some(digest(one, b"abc")));
            assert_eq!(other[0].verdict, Verdict::NoMatch, "{text}");
        }
    }

    #[test]
    fn a_digest_of_another_length_than_its_name_says_is_measured_in_its_own_digits() {
        let (sha256, base64) = (
            hex_of(SHA256),
            digest(SHA256, b"abc").encode(Encoding::Base64),
        );
        for (text, said) in [
            (
                format!("app.zip SHA1: {sha256}"),
                "64 hex digits: 24 digits are too many.",
            ),
            (
                format!("app.zip (MD5) {sha256}"),
                "64 hex digits: 32 digits are too many.",
            ),
            (
                format!("app.zip sha1 {base64}"),
                "Base64 of 32 bytes; a SHA-1 digest has 20.",
            ),
            (
                format!("app.zip md5:{base64}"),
                "Base64 of 32 bytes; an MD5 digest has 16.",
            ),
        ] {
            assert_eq!(answer(&text).2, said, "{text}");
        }
    }

    #[test]
    fn a_digest_in_pieces_is_compared_whole() {
        let sha256 = hex_of(SHA256);
        for text in [
            format!("{}\n{}", &sha256[..32], &sha256[32..]),
            format!("{}\n{}", &sha256[..40], &sha256[40..]),
            format!("SHA256: {}\n        {}\n", &sha256[..44], &sha256[44..]),
            format!("{}\u{ad}{}", &sha256[..10], &sha256[10..]),
            format!("app.zip: {}\u{200b}{}", &sha256[..10], &sha256[10..]),
            format!("\u{200e}{sha256}\u{202c}"),
        ] {
            let (good, word, detail) = answer(&text);
            assert!(good, "{text}: {word} {detail}");
            let (good, ..) = answer(&text.replace("ba78", "ab78"));
            assert!(!good, "{text}");
        }
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
