//! Digests: which algorithms there are, how their bytes are written, how a text is hashed.
//!
//! SHA-256 follows FIPS 180-4. A digest is no secret by itself, but it is compared in constant time all
//! the same, because what was hashed may be one.

pub mod encoding;
pub mod whitespace;

use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

pub use encoding::Encoding;

/// The longest digest of any algorithm, in bytes.
const LONGEST: usize = 64;

/// A hash function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
}

impl Algorithm {
    /// Every algorithm, in the order in which a list shows them.
    pub const ALL: [Self; 1] = [Self::Sha256];

    /// The name for people: `SHA-256`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
        }
    }

    /// The name for machines: lower case, without a hyphen where the field writes none (`sha256`).
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
        }
    }

    /// The algorithm of an [`Algorithm::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.id() == id)
    }

    /// The length of its digest in bytes.
    #[must_use]
    pub fn digest_len(self) -> usize {
        match self {
            Self::Sha256 => 32,
        }
    }
}

/// A digest and the algorithm that made it.
///
/// Equality takes the same time wherever two digests of one algorithm differ.
#[derive(Clone, Copy)]
pub struct Digest {
    algorithm: Algorithm,
    bytes: [u8; LONGEST],
}

impl Digest {
    fn new(algorithm: Algorithm, digest: &[u8]) -> Self {
        let mut bytes = [0; LONGEST];
        bytes[..digest.len()].copy_from_slice(digest);
        Self { algorithm, bytes }
    }

    /// The algorithm that made it.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Its bytes, [`Algorithm::digest_len`] of them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.algorithm.digest_len()]
    }

    /// Its bytes as text.
    #[must_use]
    pub fn encode(&self, encoding: Encoding) -> String {
        encoding.encode(self.as_bytes())
    }

    /// Whether `bytes` are this digest, in a time that depends on their number only.
    #[must_use]
    pub fn equals(&self, bytes: &[u8]) -> bool {
        self.as_bytes().ct_eq(bytes).into()
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.algorithm == other.algorithm && self.equals(other.as_bytes())
    }
}

impl Eq for Digest {}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm.id(), self.encode(Encoding::Hex))
    }
}

/// The digest of `message`, which is hashed byte for byte: nothing is trimmed or normalised.
#[must_use]
pub fn digest(algorithm: Algorithm, message: &[u8]) -> Digest {
    match algorithm {
        Algorithm::Sha256 => Digest::new(algorithm, &Sha256::digest(message)),
    }
}
