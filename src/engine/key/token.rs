//! A minted key and its parts.
//!
//! The parts are byte ranges of the key, so that the key itself exists once. Does not promise that
//! whoever calls [`Token::text`] makes no copy.

use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::base::sha256::sha256_in_place;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a part of a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartKind {
    /// Whose key it is, with its separator: `sk_`.
    Prefix,
    /// Which installation it belongs to, with its separator: `live_`.
    Environment,
    /// What a server looks the key up by, with its separator: `BRTRKFsL_`. Public.
    KeyId,
    /// When it was made.
    Time,
    /// The random part.
    Random,
    /// Detects a mistyped key.
    Checksum,
}

impl PartKind {
    /// A stable name: the class that colours the part.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Environment => "environment",
            Self::KeyId => "key-id",
            Self::Time => "time",
            Self::Random => "random",
            Self::Checksum => "checksum",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Environment => "environment",
            Self::KeyId => "key id",
            Self::Time => "time",
            Self::Random => "random part",
            Self::Checksum => "checksum",
        }
    }
}

/// One part of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is for.
    pub kind: PartKind,
    /// Its range in the key, in bytes; keys are ASCII, so also in characters.
    pub range: Range<usize>,
}

/// How a key is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mask {
    /// How many of the first characters stay.
    pub open: usize,
    /// How many of the last characters stay.
    pub tail: usize,
}

impl Mask {
    /// `key` with four dots in place of what is hidden.
    pub fn of(self, key: &str) -> String {
        let first = key.get(..self.open).unwrap_or_default();
        let last = key
            .len()
            .checked_sub(self.tail)
            .and_then(|from| key.get(from..))
            .unwrap_or_default();
        format!("{first}••••{last}")
    }
}

/// A key in clear. Dropping it overwrites it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Token {
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    text: Secret,
    parts: Vec<Part>,
    hashed_from: usize,
    mask: Mask,
}

impl Token {
    /// `parts` follow each other without a gap from the first to the last byte of `text`.
    pub(super) fn new(text: Secret, parts: Vec<Part>, hashed_from: usize, mask: Mask) -> Self {
        Self {
            text,
            parts,
            hashed_from,
            mask,
        }
    }

    /// The whole key.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.text
    }

    /// The parts from left to right; they cover the whole key. Parts the key does not have are left out.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The characters of one of this key's own parts; empty for another key's.
    #[must_use]
    pub fn part(&self, part: &Part) -> &str {
        self.text
            .expose()
            .get(part.range.clone())
            .unwrap_or_default()
    }

    /// What may stay on screen: everything before the random part, four dots, and up to four of the last
    /// characters.
    ///
    /// Fewer than four, down to none, where showing four would leave less than 96 bits unknown.
    #[must_use]
    pub fn masked(&self) -> String {
        self.mask.of(self.text.expose())
    }

    /// SHA-256 in lower-case hex: of the whole key, prefix and checksum included, or where there is a key
    /// id, of what follows it (see [`HashedPart`](super::spec::HashedPart)).
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        let hashed = self
            .text
            .expose()
            .get(self.hashed_from..)
            .unwrap_or_default();
        base16ct::lower::encode_string(&sha256_in_place(hashed.as_bytes()))
    }
}
