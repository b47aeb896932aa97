//! A pasted digest, recognised by its shape.
//!
//! Hex in either case, base64 and base64url with or without padding; any of them after `sha256:`, `sha256=` or
//! `sha256-` (Subresource Integrity, its options ignored), or in a line of `sha256sum`, `cksum --tag` or
//! `openssl dgst`. Hex may be grouped by spaces or colons. White space, quotes and punctuation around it are ignored.

mod error;
pub(super) mod line;
pub(super) mod named;
pub(super) mod scan;
mod shape;

use crate::engine::base::invisible::trimmed;
use crate::engine::digest::decoding::read_hex;
use crate::engine::digest::{Algorithm, Digest, Encoding};
use line::{SumsLine, read_line};
use named::{HashName, other_of_len};
use scan::{ScannedDigest, uncomputed};
use shape::{Shape, split_name};

pub use error::DigestError;
pub(super) use error::digest_of;

/// Hex whose number of digits differs by at most this many from an algorithm's is reported as a digest of that
/// algorithm, with digits missing or left over.
const NEAR: usize = 4;

/// The bytes of a digest and the algorithms that it can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedDigest {
    bytes: Vec<u8>,
    named: Option<Algorithm>,
    selected: Algorithm,
    /// Whether the text says that it is an HMAC.
    keyed: bool,
    /// The bytes of a longer digest, broken over several lines, of which this one may be a line.
    whole: Option<Vec<u8>>,
}

/// What a text says of a digest's hash function: which it is, if it is named, and whether it is used as HMAC.
#[derive(Clone, Copy, Default)]
struct NamedAlgorithm {
    algorithm: Option<Algorithm>,
    keyed: bool,
}

impl NamedAlgorithm {
    fn of(named: HashName) -> Result<Self, DigestError> {
        let keyed = matches!(named, HashName::Keyed(_));
        match named {
            HashName::Computed(algorithm) | HashName::Keyed(algorithm) => Ok(Self {
                algorithm: Some(algorithm),
                keyed,
            }),
            HashName::Other(label) => Err(DigestError::NotComputed { label, named: true }),
        }
    }
}

/// The longest line that is searched for digests, in bytes: the name of a file has at most a few thousand.
pub(super) const MOST_LINE: usize = 128 << 10;

impl ExpectedDigest {
    /// Parses a text that is one digest and nothing else; `None` where there is nothing but white space. Where
    /// the algorithm is not named and several fit, `selected` comes first.
    ///
    /// # Errors
    /// [`DigestError`] where the text is not a digest.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Option<Result<Self, DigestError>> {
        let text = trimmed(text);
        if text.is_empty() {
            return None;
        }
        if text.lines().count() > 1 || text.len() > MOST_LINE {
            return Some(Err(DigestError::NoDigest));
        }
        let read = Self::read_one(text, selected);
        let inner = unwrapped(text);
        if read.is_err()
            && inner.len() < text.len()
            && let Ok(expected) = Self::read_one(inner, selected)
        {
            return Some(Ok(expected));
        }
        Some(read)
    }

    fn read_one(text: &str, selected: Algorithm) -> Result<Self, DigestError> {
        if let Some(line) = read_line(text) {
            return Self::of_line(&line, None, selected);
        }
        let (algorithm, digest) = split_name(text)?;
        let keyed = false;
        Self::decode(digest, NamedAlgorithm { algorithm, keyed }, selected)
    }

    /// The digest of a line of a checksum file. `hint` is the hash function that the lines above name; it counts
    /// if the line itself names none.
    pub(super) fn of_line(
        line: &SumsLine<'_>,
        hint: Option<HashName>,
        selected: Algorithm,
    ) -> Result<Self, DigestError> {
        let named = match line.tag {
            Some(tag) => {
                NamedAlgorithm::of(HashName::read(tag).ok_or(DigestError::UnknownAlgorithm)?)?
            }
            None => hinted(hint, line.digest.len() / 2)?,
        };
        Self::decode(line.digest, named, selected)
    }

    /// A digest that was found in a line, see [`scan::scan`]; `hint` as in [`ExpectedDigest::of_line`].
    pub(super) fn of_found(
        found: ScannedDigest,
        hint: Option<HashName>,
        selected: Algorithm,
    ) -> Result<Self, DigestError> {
        let len = found.bytes.len();
        let named = match found.named {
            Some((_, named)) => NamedAlgorithm::of(named)?,
            None => hinted(hint, len)?,
        };
        match named.algorithm {
            Some(algorithm) if algorithm.digest_len() != len => {
                // Two hex digits a byte; base64 and base32 are shorter.
                let digits = 2 * len;
                return Err(if found.range.len() < digits {
                    DigestError::Bytes {
                        found: len,
                        algorithm,
                    }
                } else {
                    DigestError::HexDigits {
                        found: digits,
                        algorithm,
                    }
                });
            }
            Some(_) => {}
            None => {
                if let Some(label) = uncomputed(&found) {
                    return Err(DigestError::NotComputed {
                        label,
                        named: false,
                    });
                }
            }
        }
        Ok(Self::new(found.bytes, named, selected))
    }

    fn new(bytes: Vec<u8>, named: NamedAlgorithm, selected: Algorithm) -> Self {
        Self {
            bytes,
            named: named.algorithm,
            selected,
            keyed: named.keyed,
            whole: None,
        }
    }

    fn decode(text: &str, of: NamedAlgorithm, selected: Algorithm) -> Result<Self, DigestError> {
        let named = of.algorithm;
        let fits = |len| match named {
            Some(algorithm) => algorithm.digest_len() == len,
            None => Algorithm::of_len(len).next().is_some(),
        };
        let bytes = match Shape::of(text)? {
            Shape::Base64(bytes) if fits(bytes.len()) => bytes,
            Shape::Base64(bytes) => {
                let algorithm = named.unwrap_or(selected);
                return Err(DigestError::Bytes {
                    found: bytes.len(),
                    algorithm,
                });
            }
            Shape::Hex(digits) => match read_hex(&digits) {
                Ok(bytes) if fits(bytes.len()) => bytes,
                _ => {
                    let found = digits.len();
                    if let (None, Some(label)) = (named, other_of_len(found / 2))
                        && found % 2 == 0
                    {
                        return Err(DigestError::NotComputed {
                            label,
                            named: false,
                        });
                    }
                    return Err(DigestError::HexDigits {
                        found,
                        algorithm: named.unwrap_or_else(|| near(found, selected)),
                    });
                }
            },
        };
        Ok(Self::new(bytes, of, selected))
    }

    /// Also expects `whole`, a longer digest of which this may be one line.
    pub(super) fn or_whole(&mut self, whole: &[u8]) {
        if self.named.is_none() {
            self.whole = Some(whole.to_owned());
        }
    }

    /// The algorithms that it can be of, the likeliest first; never empty.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        let selected =
            Some(self.selected).filter(|algorithm| algorithm.digest_len() == self.bytes.len());
        let first = self.named.or(selected);
        let named = self.named.is_some();
        let others = Algorithm::of_len(self.bytes.len())
            .filter(move |&other| !named && Some(other) != first);
        let whole = self.whole.iter();
        let of_whole = whole.flat_map(|whole| Algorithm::of_len(whole.len()));
        first.into_iter().chain(others).chain(of_whole)
    }

    /// The likeliest algorithm.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithms().next().unwrap_or(self.selected)
    }

    /// The bytes of the digest.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether `digest` is this one, in constant time.
    #[must_use]
    pub fn is(&self, digest: &Digest) -> bool {
        let whole = self.whole.as_ref();
        digest.equals(&self.bytes) || whole.is_some_and(|whole| digest.equals(whole))
    }

    /// The beginning of the digest, enough to find it in what was pasted: `ba7816bf…`.
    #[must_use]
    pub fn short(&self) -> String {
        format!("{}…", Encoding::Hex.encode(&self.bytes[..4]))
    }

    /// Whether the text says that it is an HMAC.
    pub(super) fn is_keyed(&self) -> bool {
        self.keyed
    }

    /// Whether the text named the algorithm.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// The error where none of [`ExpectedDigest::algorithms`] was computed.
    pub(super) fn other(&self) -> DigestError {
        DigestError::OtherAlgorithm {
            algorithm: self.algorithm(),
            named: self.named.is_some(),
        }
    }
}

/// A text without the quotes, brackets and punctuation around it.
fn unwrapped(text: &str) -> &str {
    const AROUND: &str = "\"'`“”„‘’«»<>()[]{},;.";
    text.trim_matches(|sign: char| sign.is_whitespace() || AROUND.contains(sign))
}

/// The algorithm that a hint names, where its digests have `len` bytes.
fn hinted(hint: Option<HashName>, len: usize) -> Result<NamedAlgorithm, DigestError> {
    let named = hint
        .map(NamedAlgorithm::of)
        .transpose()?
        .unwrap_or_default();
    let fits = named
        .algorithm
        .is_some_and(|algorithm| algorithm.digest_len() == len);
    Ok(if fits {
        named
    } else {
        NamedAlgorithm::default()
    })
}

/// The algorithm whose number of hex digits is near `found`, or the selected one.
fn near(found: usize, selected: Algorithm) -> Algorithm {
    let distance = |algorithm: Algorithm| found.abs_diff(2 * algorithm.digest_len());
    if distance(selected) <= NEAR {
        return selected;
    }
    let nearest = Algorithm::ALL
        .into_iter()
        .min_by_key(|&algorithm| distance(algorithm));
    nearest
        .filter(|&algorithm| distance(algorithm) <= NEAR)
        .unwrap_or(selected)
}

#[cfg(test)]
mod tests {
    use super::ExpectedDigest;
    use crate::engine::digest::{Algorithm, DigestFormat, Encoding, digest};

    fn read(text: &str) -> Result<ExpectedDigest, String> {
        let expected =
            ExpectedDigest::read(text, Algorithm::Sha256).expect("something is expected");
        expected.map_err(|error| error.to_string())
    }

    #[test]
    fn every_shape_of_a_digest_is_recognised() {
        let digest = digest(Algorithm::Sha512, b"abc");
        let hex = digest.encode(Encoding::Hex);
        let base64 = digest.encode(Encoding::Base64);
        let grouped = |separator: &str| {
            let pairs: Vec<_> = hex
                .as_bytes()
                .chunks(2)
                .map(|pair| String::from_utf8_lossy(pair))
                .collect();
            pairs.join(separator).to_uppercase()
        };
        let integrity = DigestFormat::Integrity
            .show(&digest)
            .expect("SHA-512 has the form");
        let named = [
            format!("sha512:{hex}"),
            format!("SHA-512: {}", hex.to_uppercase()),
            format!("sha512={hex}"),
            format!("sha512:{base64}"),
            integrity.clone(),
            format!("{integrity}?ct=application/javascript"),
            format!("SHA512 (a file) = {hex}"),
            format!("SHA2-512(a file)= {hex}"),
        ];
        let unnamed = [
            format!("\u{a0}{hex}\r\n"),
            grouped(" "),
            grouped(":"),
            base64.trim_end_matches('=').to_owned(),
            format!("{hex}  a file"),
            format!("{hex} *a file"),
            format!("\\{hex}  a\\nfile"),
        ];
        for text in named {
            let expected = read(&text).expect(&text);
            assert!(expected.is(&digest), "{text}");
            assert_eq!(
                expected.algorithms().collect::<Vec<_>>(),
                [Algorithm::Sha512],
                "{text}"
            );
        }
        for text in unnamed {
            let expected = read(&text).expect(&text);
            assert!(expected.is(&digest), "{text}");
            let fitting = [
                Algorithm::Sha512,
                Algorithm::Sha3_512,
                Algorithm::Blake2b512,
            ];
            assert_eq!(expected.algorithms().collect::<Vec<_>>(), fitting, "{text}");
        }
    }

    #[test]
    fn the_longer_name_before_a_separator_is_meant() {
        let hex = digest(Algorithm::Sha512_256, b"abc").encode(Encoding::Hex);
        for text in [
            format!("sha512-256:{hex}"),
            format!("SHA512/256 (abc) = {hex}"),
        ] {
            assert_eq!(
                read(&text).map(|expected| expected.algorithm()),
                Ok(Algorithm::Sha512_256),
                "{text}"
            );
        }
    }

    #[test]
    fn the_selected_algorithm_goes_first_among_those_that_fit() {
        let hex = "0".repeat(64);
        let expected = ExpectedDigest::read(&hex, Algorithm::Blake3)
            .expect("something is expected")
            .expect("it is hex");
        let fitting: Vec<_> = expected.algorithms().collect();
        assert_eq!(
            fitting,
            [
                Algorithm::Blake3,
                Algorithm::Sha256,
                Algorithm::Sha512_256,
                Algorithm::Sha3_256
            ]
        );
    }

    #[test]
    fn what_is_wrong_with_the_input_is_said() {
        let hex = digest(Algorithm::Sha256, b"abc").encode(Encoding::Hex);
        let base64 = digest(Algorithm::Sha256, b"abc").encode(Encoding::Base64);
        let table = [
            (hex[1..].to_owned(), "63 hex digits: one digit is missing."),
            (format!("{hex}0"), "65 hex digits: one digit is too many."),
            (hex[4..].to_owned(), "60 hex digits: 4 digits are missing."),
            ("0".to_owned(), "1 hex digit: 63 digits are missing."),
            (hex[..39].to_owned(), "39 hex digits: one digit is missing."),
            (
                format!("{}  file", &hex[1..]),
                "63 hex digits: one digit is missing.",
            ),
            (
                format!("sha512:{hex}"),
                "64 hex digits: 64 digits are missing.",
            ),
            (
                hex.replacen('0', "O", 1),
                "Character 11 of the digest is not a hex digit.",
            ),
            (
                base64[1..].to_owned(),
                "It looks like base64, but the padding is wrong; 2 = belong at the end, or none.",
            ),
            (
                "AAA+".to_owned(),
                "Base64 of 3 bytes; a SHA-256 digest has 32.",
            ),
            ("not a digest".to_owned(), "It is neither hex nor base64."),
            (
                format!("sha224:{}", &hex[..56]),
                "It is a SHA-224 digest, which this page does not compute.",
            ),
            (
                format!("SHA224 (f) = {}", &hex[..56]),
                "It is a SHA-224 digest, which this page does not compute.",
            ),
            (
                hex[..56].to_owned(),
                "It has the length of a SHA-224 digest, which this page does not compute.",
            ),
            (
                format!("gost94:{hex}"),
                "It names an algorithm that is not computed here.",
            ),
        ];
        for (text, message) in table {
            assert_eq!(read(&text), Err(message.to_owned()), "{text}");
        }
    }
}
