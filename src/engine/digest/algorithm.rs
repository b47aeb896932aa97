//! The hash functions, their names and what each is good for.

use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};

/// A hash function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
    /// SHA-384 (FIPS 180-4).
    Sha384,
    /// SHA-512 (FIPS 180-4).
    Sha512,
    /// SHA-512/256 (FIPS 180-4): SHA-512 with its own initial value, truncated to 256 bits.
    Sha512_256,
    /// SHA3-256 (FIPS 202).
    Sha3_256,
    /// SHA3-512 (FIPS 202).
    Sha3_512,
    /// BLAKE3 with its default output of 256 bits.
    Blake3,
    /// `BLAKE2b` with an output of 512 bits (RFC 7693).
    Blake2b512,
    /// SHA-1 (FIPS 180-4). Broken: collisions are practical.
    Sha1,
    /// MD5 (RFC 1321). Broken: collisions take seconds.
    Md5,
}

// Among algorithms of equal digest length the most common comes first.
choices!(impl Algorithm {
    Sha256 = "sha256", "SHA-256";
    Sha384 = "sha384", "SHA-384";
    Sha512 = "sha512", "SHA-512";
    Sha512_256 = "sha512-256", "SHA-512/256";
    Sha3_256 = "sha3-256", "SHA3-256";
    Sha3_512 = "sha3-512", "SHA3-512";
    Blake3 = "blake3", "BLAKE3";
    Blake2b512 = "blake2b-512", "BLAKE2b-512";
    Sha1 = "sha1", "SHA-1";
    Md5 = "md5", "MD5";
});

impl Algorithm {
    /// The name that `cksum --tag`, `b2sum --tag` and `b3sum --tag` write before a file name.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA256",
            Self::Sha384 => "SHA384",
            Self::Sha512 => "SHA512",
            Self::Sha512_256 => "SHA512/256",
            Self::Sha3_256 => "SHA3-256",
            Self::Sha3_512 => "SHA3-512",
            Self::Blake3 => "BLAKE3",
            Self::Blake2b512 => "BLAKE2b",
            Self::Sha1 => "SHA1",
            Self::Md5 => "MD5",
        }
    }

    /// The algorithm that a text names in any of the usual spellings: `SHA256`, `sha-256`, `SHA2-256`
    /// (OpenSSL), `SHA512/256`, `blake2b512`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        Some(match plain.as_str() {
            "sha256" | "sha2256" => Self::Sha256,
            "sha384" | "sha2384" => Self::Sha384,
            "sha512" | "sha2512" => Self::Sha512,
            "sha512256" | "sha512t256" | "sha2512256" => Self::Sha512_256,
            "sha3256" => Self::Sha3_256,
            "sha3512" => Self::Sha3_512,
            "blake3" | "b3" => Self::Blake3,
            "blake2b512" | "blake2b" | "b2" => Self::Blake2b512,
            "sha1" => Self::Sha1,
            "md5" => Self::Md5,
            _ => return None,
        })
    }

    /// The length of its digest in bytes.
    #[must_use]
    pub fn digest_len(self) -> usize {
        match self {
            Self::Sha256 | Self::Sha512_256 | Self::Sha3_256 | Self::Blake3 => 32,
            Self::Sha384 => 48,
            Self::Sha512 | Self::Sha3_512 | Self::Blake2b512 => 64,
            Self::Sha1 => 20,
            Self::Md5 => 16,
        }
    }

    /// The algorithms whose digest has `len` bytes.
    pub fn of_len(len: usize) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |algorithm| algorithm.digest_len() == len)
    }

    /// Whether collisions are practical.
    #[must_use]
    pub fn is_broken(self) -> bool {
        matches!(self, Self::Sha1 | Self::Md5)
    }

    /// The warning beside a broken algorithm.
    #[must_use]
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::Sha1 => Some(
                "SHA-1 is broken: two files with the same digest can be made. Use it only to check old downloads.",
            ),
            Self::Md5 => Some(
                "MD5 is broken: two files with the same digest are made in seconds. Use it only to check old downloads.",
            ),
            _ => None,
        }
    }

    /// Whether the page offers HMAC with it: the SHA-2 and SHA-3 family.
    #[must_use]
    pub fn has_hmac(self) -> bool {
        !matches!(
            self,
            Self::Blake3 | Self::Blake2b512 | Self::Sha1 | Self::Md5
        )
    }

    /// Whether Subresource Integrity supports it (W3C SRI, section 3.2).
    #[must_use]
    pub fn has_integrity(self) -> bool {
        matches!(self, Self::Sha256 | Self::Sha384 | Self::Sha512)
    }
}

#[cfg(test)]
mod tests {
    use super::Algorithm;

    #[test]
    fn every_name_of_an_algorithm_finds_it_again() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.id().parse(), Ok(algorithm));
            for name in [algorithm.id(), algorithm.label(), algorithm.tag()] {
                assert_eq!(Algorithm::from_name(name), Some(algorithm), "{name}");
            }
        }
        assert_eq!(Algorithm::from_name("SHA2-256"), Some(Algorithm::Sha256));
        assert_eq!(Algorithm::from_name("SHA-224"), None);
        assert_eq!(Algorithm::from_name(""), None);
    }

    #[test]
    fn the_usual_algorithm_stands_first_among_those_of_its_length() {
        let first = |len| Algorithm::of_len(len).next();
        assert_eq!(first(32), Some(Algorithm::Sha256));
        assert_eq!(first(48), Some(Algorithm::Sha384));
        assert_eq!(first(64), Some(Algorithm::Sha512));
        assert_eq!(first(31), None);
    }

    #[test]
    fn the_broken_ones_and_only_they_carry_a_warning() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.warning().is_some(), algorithm.is_broken());
        }
    }
}
