//! How a kind of key is recognised.

use crate::engine::inspect::symbols::KeySymbols;
use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;

/// A kind of key.
pub(super) struct IssuedKind {
    pub name: &'static str,
    pub prefix: &'static str,
    /// What follows the prefix.
    pub pieces: &'static [KeyPiece],
    pub rule: ChecksumRule,
    pub environment: Option<Environment>,
    /// Whether the prefix alone identifies the kind, so that a key with another form is reported as wrong.
    pub is_told_by_prefix: bool,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// A piece of a key.
#[derive(Clone, Copy)]
pub(super) enum KeyPiece {
    /// A run of symbols, with its least and greatest length.
    Run(PartKind, KeySymbols, usize, usize),
    /// These characters.
    Literal(&'static str),
    /// Symbols of base64url with this word among them, and at least this many on either side.
    Around(&'static str, usize),
}

/// What is known of the checksum.
#[derive(Clone, Copy)]
pub(super) enum ChecksumRule {
    /// The CRC-32 of what is between the prefix and it, in six symbols of base62.
    Crc32,
    /// There is one, by an unpublished rule.
    Unpublished,
    /// The issuer does not say whether there is one.
    Unknown,
    /// There is no checksum.
    Absent,
}

impl KeyPiece {
    /// Its least length in characters.
    pub fn least(self) -> usize {
        match self {
            Self::Run(_, _, least, _) => least,
            Self::Literal(text) => text.len(),
            Self::Around(word, least) => word.len() + 2 * least,
        }
    }

    /// Its greatest length in characters.
    pub fn most(self) -> usize {
        match self {
            Self::Run(_, _, _, most) => most,
            Self::Literal(text) => text.len(),
            Self::Around(..) => usize::MAX / 4,
        }
    }
}
