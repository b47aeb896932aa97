//! A minted key and its anatomy.
//!
//! The parts are byte ranges of the key, so that the key itself exists once. Does not promise that
//! whoever calls [`Token::text`] makes no copy.

use super::secret::Secret;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// What a part of a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// Whose key it is, with its separator: `sk_`.
    Prefix,
    /// Which installation it belongs to, with its separator: `live_`.
    Environment,
    /// What makes it a secret.
    Random,
    /// What finds a mistyped key.
    Checksum,
}

impl PartKind {
    /// A stable name: the class that colours the part.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Environment => "environment",
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
            Self::Random => "random part",
            Self::Checksum => "checksum",
        }
    }
}

/// One part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is for.
    pub kind: PartKind,
    /// Where it stands in the key, in bytes; keys are ASCII, so also in characters.
    pub range: Range<usize>,
}

/// A key in clear. Dropping it overwrites it.
#[derive(Debug)]
pub struct Token {
    text: Secret,
    parts: Vec<Part>,
    /// How many of the last characters the masked form shows.
    tail: usize,
}

impl Token {
    /// `parts` follow each other without a gap from the first to the last byte of `text`.
    pub(crate) fn new(text: Secret, parts: Vec<Part>, tail: usize) -> Self {
        Self { text, parts, tail }
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

    /// What may stay on screen: prefix and environment, four dots, and up to four of the last characters.
    ///
    /// Fewer than four, down to none, where showing four would leave less than 96 bits unknown.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.text.expose();
        let open = self
            .parts
            .iter()
            .find(|part| part.kind == PartKind::Random)
            .map_or(0, |part| part.range.start);
        format!("{}••••{}", &text[..open], &text[text.len() - self.tail..])
    }

    /// SHA-256 of the whole key, prefix and checksum included, in lower-case hex.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        let digest = Sha256::digest(self.text.expose().as_bytes());
        base16ct::lower::encode_string(&digest)
    }
}
