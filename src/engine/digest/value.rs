//! A digest as a value: its bytes and the algorithm that made it.
//!
//! Not a secret by itself, but compared in constant time, since what was hashed may be one.

use super::{Algorithm, Encoding};
use crate::engine::base::sha256::sha256_in_place;
use serde::{Deserialize, Serialize};
use std::fmt;
use subtle::ConstantTimeEq;

/// The longest digest of any algorithm, in bytes.
const LONGEST: usize = 64;

/// A digest and the algorithm that made it.
///
/// Equality is constant-time for two digests of one algorithm.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(into = "(Algorithm, Vec<u8>)", try_from = "(Algorithm, Vec<u8>)")]
pub struct Digest {
    algorithm: Algorithm,
    pub(super) bytes: [u8; LONGEST],
}

impl Digest {
    /// `digest` has at most [`LONGEST`] bytes, as every algorithm's has.
    pub(super) fn new(algorithm: Algorithm, digest: &[u8]) -> Self {
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

    /// Whether `bytes` are this digest, in time that depends only on their number.
    #[must_use]
    pub fn equals(&self, bytes: &[u8]) -> bool {
        self.as_bytes().ct_eq(bytes).into()
    }
}

impl From<Digest> for (Algorithm, Vec<u8>) {
    fn from(digest: Digest) -> Self {
        (digest.algorithm, digest.as_bytes().to_vec())
    }
}

impl TryFrom<(Algorithm, Vec<u8>)> for Digest {
    type Error = &'static str;

    fn try_from((algorithm, bytes): (Algorithm, Vec<u8>)) -> Result<Self, Self::Error> {
        if bytes.len() == algorithm.digest_len() {
            Ok(Self::new(algorithm, &bytes))
        } else {
            Err("the digest has not the length of its algorithm")
        }
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

/// The SHA-256 digest of `message`.
#[must_use]
pub fn sha256(message: &[u8]) -> Digest {
    Digest::new(Algorithm::Sha256, &sha256_in_place(message))
}
