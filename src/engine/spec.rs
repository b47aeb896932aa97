//! What a person asked for, and minting it.
//!
//! A key is `prefix_environment_` + random part + checksum; any of them but the random part may be absent.

use super::checksum::{Checksum, crc32_base62};
use super::entropy::{Entropy, Weakness};
use super::format::{Draw, Format, Size};
use super::generate::{Pool, Sampler};
use super::prefix::{Environment, Prefix};
use super::random::{ByteSource, RandomError};
use super::secret::Secret;
use super::token::{Part, PartKind, Token};
use std::fmt;
use zeroize::Zeroizing;

/// The form of a key. The default is `sk_live_` + 43 base62 symbols + 6 checksum symbols.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenSpec {
    /// How the random part is written.
    pub format: Format,
    /// What the key begins with.
    pub prefix: Prefix,
    /// The environment it names.
    pub environment: Environment,
    /// The least entropy of the random part.
    pub entropy: Entropy,
    /// The checksum at its end.
    pub checksum: Checksum,
}

impl TokenSpec {
    /// How long the random part is, and its true entropy.
    #[must_use]
    pub fn size(&self) -> Size {
        self.format.size(self.entropy)
    }

    /// The true entropy of a key in bits: 256.03 for 43 base62 symbols.
    #[must_use]
    pub fn bits(&self) -> f64 {
        self.size().bits
    }

    /// What there is to say about a key with fewer than 128 bits.
    #[must_use]
    pub fn weakness(&self) -> Option<Weakness> {
        Weakness::of(self.bits())
    }

    /// What every key of this form begins with: `sk_live_`.
    #[must_use]
    pub fn head(&self) -> String {
        self.prefix.in_key() + self.environment.in_key()
    }

    /// The length of a key in characters.
    #[must_use]
    pub fn key_length(&self) -> usize {
        self.head().len() + self.size().symbols + self.checksum.symbols()
    }

    /// Mints one key.
    ///
    /// # Errors
    /// [`MintError::Random`] when `source` gives no random bytes; there is no key then.
    #[allow(
        clippy::missing_panics_doc,
        reason = "the parts are validated to be ASCII"
    )]
    pub fn mint(&self, source: &mut impl ByteSource) -> Result<Token, MintError> {
        let size = self.size();
        let mut pool = Pool::new(source, size.count);
        // Overwritten if the source fails halfway; with its full size from the start it never moves.
        let mut text = Zeroizing::new(Vec::with_capacity(self.key_length()));
        let mut parts = Vec::with_capacity(4);
        let mut end_part = |kind, start: usize, end: usize| {
            if start < end {
                parts.push(Part {
                    kind,
                    range: start..end,
                });
            }
            end
        };

        text.extend_from_slice(self.prefix.in_key().as_bytes());
        let at = end_part(PartKind::Prefix, 0, text.len());
        text.extend_from_slice(self.environment.in_key().as_bytes());
        let random = end_part(PartKind::Environment, at, text.len());
        match self.format.draw() {
            Draw::Symbols(alphabet) => {
                Sampler::new(&alphabet).draw(&mut pool, size.count, &mut text)?;
            }
            Draw::Bytes(encoding) => encoding.append(pool.bytes(size.count)?, &mut text),
        }
        let at = end_part(PartKind::Random, random, text.len());
        match self.checksum {
            Checksum::None => {}
            Checksum::GitHub => {
                let checksum = crc32_base62(&text[random..]);
                text.extend_from_slice(&checksum);
            }
        }
        end_part(PartKind::Checksum, at, text.len());

        let text = str::from_utf8(&text).expect("prefixes, alphabets and checksums are ASCII");
        Ok(Token::new(
            Secret::from(text),
            parts,
            shown_when_masked(size.bits),
        ))
    }
}

/// How many of the last characters a masked key shows, so that at least 96 bits stay unknown.
///
/// A character gives away at most 6.55 bits (94 printable ones), be it of the random part or of a
/// checksum over it: four of them at most 26.2, so a 128-bit key shows four and a 64-bit key none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 4"
)]
fn shown_when_masked(bits: f64) -> usize {
    ((bits - 96.0) / 6.55).clamp(0.0, 4.0) as usize
}

/// Why there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MintError {
    /// There were no random bytes.
    Random(RandomError),
}

impl From<RandomError> for MintError {
    fn from(error: RandomError) -> Self {
        Self::Random(error)
    }
}

impl fmt::Display for MintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MintError {}
