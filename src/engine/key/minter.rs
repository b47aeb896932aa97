//! Writing keys of one form, one after another, without an allocation for each.

use super::alphabet::Alphabet;
use super::amount::Amount;
use super::batch::seen::SeenNumbers;
use super::body::symbols::Symbols;
use super::body::{Body, WordsError};
use super::checksum::{Checksum, Crc32};
use super::error::{MintError, SpecError};
use super::generate::Pool;
use super::size::RandomPart;
use super::spec::{KEY_ID_LENGTH, Supplies, TokenSpec};
use super::token::{Mask, Part, PartKind, Token};
use crate::engine::base::health::BLOCK;
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;
use zeroize::Zeroizing;

/// The size of a piece of random bytes: the most that one call of `crypto.getRandomValues` returns, less the block
/// that the health tests keep.
const MOST_BYTES: usize = 65_536 - BLOCK;

impl TokenSpec {
    /// Mints one key.
    ///
    /// # Errors
    /// [`MintError::Random`] when `source` gives no random bytes; [`MintError::Spec`] when the form has an
    /// [error](TokenSpec::error) or `supplies` lacks its words. There is no key then.
    pub fn mint(
        &self,
        supplies: Supplies,
        source: &mut impl ByteSource,
    ) -> Result<Token, MintError> {
        Minter::new(self, supplies, Amount::ONE)?.token(source)
    }
}

/// Writes keys of one form.
pub(super) struct Minter {
    head: Vec<u8>,
    prefix_length: usize,
    key_ids: Option<(Symbols, SeenNumbers)>,
    body: Body,
    seen: SeenNumbers,
    /// How many of the first characters of the random part encode the time.
    time_length: usize,
    checksum: Checksum,
    checksum_symbols: usize,
    /// The symbols of the random part.
    alphabet: Alphabet,
    /// The greatest length of a key.
    pub key_length: usize,
    bits: f64,
    amount: Amount,
}

impl Minter {
    /// A minter of up to `amount` distinct keys.
    pub fn new(spec: &TokenSpec, supplies: Supplies, amount: Amount) -> Result<Self, SpecError> {
        let keys = amount.keys();
        if let Some(error) = spec.error() {
            return Err(error);
        }
        let plan = spec.random_part();
        let size = spec.size();
        let key_ids = spec.has_key_id().then(|| {
            let symbols = Symbols::new(&Alphabet::BASE58, KEY_ID_LENGTH, keys);
            let all = Some(58_u64.pow(8));
            (symbols, SeenNumbers::new(all, all, keys))
        });
        let alphabet = plan.alphabet();
        let time_length = match &plan {
            RandomPart::Identifier(identifier) => identifier.time_length(),
            _ => 0,
        };
        // 10^6 keys of 100 bits contain a duplicate once in 2.5e18 batches. Keys with a time are checked when they
        // are sorted.
        let seen = if keys < 2 || size.bits >= 100.0 || time_length > 0 {
            SeenNumbers::unneeded()
        } else {
            SeenNumbers::new(plan.space(size.count), plan.numbers(size.count), keys)
        };
        let body = Body::new(plan, size.count, amount, supplies.time, supplies.words)
            .map_err(|WordsError| SpecError::NoWords)?;
        Ok(Self {
            head: spec.head().into_bytes(),
            prefix_length: spec.prefix_in_key().len(),
            key_ids,
            body,
            seen,
            time_length,
            checksum: spec.checksum_in_key(),
            checksum_symbols: spec.checksum_symbols(),
            alphabet,
            key_length: spec.key_length(),
            bits: size.bits,
            amount,
        })
    }

    /// A pool that serves many keys at a time, with hardly more bytes than all of them need.
    pub fn pool<S: ByteSource>(&self, source: S) -> Pool<S> {
        let key_id = if self.key_ids.is_some() {
            KEY_ID_LENGTH
        } else {
            0
        };
        let all = self
            .amount
            .keys()
            .saturating_mul(self.body.bytes_each() + key_id);
        Pool::new(source, all.min(MOST_BYTES))
    }

    /// Appends a key to `out`, which must be overwritten if this fails.
    pub fn write<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        out: &mut Vec<u8>,
    ) -> Result<(), RandomError> {
        let start = out.len();
        out.extend_from_slice(&self.head);
        if let Some((symbols, seen)) = &mut self.key_ids {
            distinct(seen, out, |numbered, out| symbols.draw(pool, numbered, out))?;
            out.push(b'_');
        }
        let random = out.len();
        distinct(&mut self.seen, out, |numbered, out| {
            self.body.draw(pool, numbered, out)
        })?;
        let crc32 = if S::is_for_many() {
            Crc32::FAST
        } else {
            Crc32::SMALL
        };
        match self.checksum {
            Checksum::None => {}
            Checksum::GitHub => crc32.base62(random, out),
            Checksum::WholeKey => crc32.base62(start, out),
            Checksum::OwnAlphabet => crc32.append(random, &self.alphabet, out),
        }
        Ok(())
    }

    /// Where the hashed part of a key begins: after the key id, where there is one.
    pub fn hashed_from(&self) -> usize {
        if self.key_ids.is_some() {
            self.head.len() + KEY_ID_LENGTH + 1
        } else {
            0
        }
    }

    fn random_from(&self) -> usize {
        self.head.len().max(self.hashed_from())
    }

    /// The key id in `key`; empty where keys have none.
    pub fn key_id<'a>(&self, key: &'a [u8]) -> &'a [u8] {
        if self.key_ids.is_some() {
            &key[self.head.len()..][..KEY_ID_LENGTH]
        } else {
            &[]
        }
    }

    /// One key with its parts.
    pub fn token(mut self, source: &mut impl ByteSource) -> Result<Token, MintError> {
        let mut pool = self.pool(source);
        // Allocated at its full size, so that it is never reallocated; overwritten if the source fails halfway.
        let mut text = Zeroizing::new(Vec::with_capacity(self.key_length));
        self.write(&mut pool, &mut text)?;
        let random = self.random_from();
        let ends = [
            (PartKind::Prefix, self.prefix_length),
            (PartKind::Environment, self.head.len()),
            (PartKind::KeyId, random),
            (PartKind::Time, random + self.time_length),
            (PartKind::Random, text.len() - self.checksum_symbols),
            (PartKind::Checksum, text.len()),
        ];
        let mut start = 0;
        let mut parts = Vec::with_capacity(ends.len());
        for (kind, end) in ends {
            if start < end {
                parts.push(Part {
                    kind,
                    range: start..end,
                });
            }
            start = end;
        }
        let text =
            str::from_utf8(&text).expect("prefixes, alphabets, words and checksums are ASCII");
        Ok(Token::new(
            Secret::from(text),
            parts,
            self.hashed_from(),
            self.mask(),
        ))
    }

    /// How keys are masked.
    pub fn mask(&self) -> Mask {
        Mask {
            open: self.random_from() + self.time_length,
            tail: shown_when_masked(self.bits),
        }
    }
}

/// Appends what `draw` draws, redrawing duplicates.
fn distinct(
    seen: &mut SeenNumbers,
    out: &mut Vec<u8>,
    mut draw: impl FnMut(bool, &mut Vec<u8>) -> Result<u64, RandomError>,
) -> Result<(), RandomError> {
    let start = out.len();
    for _ in 0..seen.most_draws() {
        let number = draw(seen.is_needed(), out)?;
        if seen.is_new(number) {
            return Ok(());
        }
        out.truncate(start);
    }
    Err(RandomError::Broken)
}

/// How many of the last characters a masked key shows, so that at least 96 bits stay unknown.
///
/// A character reveals at most 6.55 bits (one of 94 printable ones), whether it is of the random part or of a
/// checksum over it. Four reveal at most 26.2, so a 128-bit key shows four and a 64-bit key none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0 to 4"
)]
pub(in crate::engine) fn shown_when_masked(bits: f64) -> usize {
    ((bits - 96.0) / 6.55).clamp(0.0, 4.0) as usize
}
