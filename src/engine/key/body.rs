//! Drawing a random part: prepared once for a form of key, then used for each key of a batch.

mod candidates;
pub mod identifier;
pub mod passphrase;
pub mod password;
pub mod words;

use super::alphabet::Alphabet;
use super::generate::{Pool, Sampler};
use super::size::Plan;
use crate::engine::base::encode::Encoding;
use crate::engine::base::random::{ByteSource, RandomError};
use candidates::Passwords;
use identifier::{Identifiers, Time};
use passphrase::{Passphrases, Words};
use zeroize::Zeroizing;

/// What is ready to draw random parts of one form.
pub(super) enum Body {
    Symbols(Box<Symbols>),
    Bytes { encoding: Encoding, count: usize },
    Identifiers(Identifiers),
    Passwords(Box<Passwords>),
    Passphrases(Passphrases),
}

/// What some formats need besides randomness and is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoWords;

impl Body {
    /// For random parts of `count` units, from 1 to `keys` of them.
    pub fn new(
        plan: Plan,
        count: usize,
        keys: usize,
        time: Time,
        words: Option<Words>,
    ) -> Result<Self, NoWords> {
        Ok(match plan {
            Plan::Symbols(alphabet) => {
                Self::Symbols(Box::new(Symbols::new(&alphabet, count, keys)))
            }
            Plan::Pin => Self::Symbols(Box::new(Symbols::new(&Alphabet::DIGITS, count, keys))),
            Plan::Bytes(encoding) => Self::Bytes { encoding, count },
            Plan::Identifier(kind) => Self::Identifiers(Identifiers::new(kind, time, keys)),
            Plan::Password(rule) => Self::Passwords(Box::new(Passwords::new(&rule, count, keys))),
            Plan::Passphrase(rule) => {
                Self::Passphrases(Passphrases::new(rule, count, words.ok_or(NoWords)?))
            }
        })
    }

    /// About how many random bytes a random part takes.
    pub fn bytes_each(&self) -> usize {
        match self {
            Self::Symbols(symbols) => symbols.count,
            Self::Bytes { count, .. } => *count,
            Self::Identifiers(_) => 16,
            Self::Passwords(passwords) => passwords.length(),
            Self::Passphrases(passphrases) => passphrases.bytes_each(),
        }
    }

    /// Appends a random part to `out`.
    ///
    /// Returns its number among all of them where `numbered`, else 0: below 2^64 different random parts
    /// have different numbers, beyond that the number is the lowest 64 bits of one.
    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        numbered: bool,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        match self {
            Self::Symbols(symbols) => symbols.draw(pool, numbered, out),
            Self::Bytes { encoding, count } => {
                let bytes = pool.bytes(*count)?;
                encoding.append(bytes, out);
                Ok(match bytes.first_chunk() {
                    Some(first) if numbered => u64::from_le_bytes(*first),
                    _ => 0,
                })
            }
            Self::Identifiers(identifiers) => identifiers.draw(pool, out),
            Self::Passwords(passwords) => passwords.draw(pool, numbered, out),
            Self::Passphrases(passphrases) => passphrases.draw(pool, out),
        }
    }
}

/// Independent symbols, a fixed count at a time.
///
/// Drawn for several random parts at once: a call for each would cost as much as its symbols.
pub(super) struct Symbols {
    sampler: Sampler,
    /// The value of each symbol's byte.
    values: [u8; 256],
    base: u64,
    count: usize,
    /// Symbols drawn ahead, how many of them are used, and how many are drawn at once.
    ahead: Zeroizing<Vec<u8>>,
    used: usize,
    at_once: usize,
}

/// For how many random parts symbols are drawn at once.
const AHEAD: usize = 64;

impl Symbols {
    /// For up to `times` times `count` symbols.
    pub fn new(alphabet: &Alphabet, count: usize, times: usize) -> Self {
        let mut values = [0; 256];
        for (value, symbol) in (0..).zip(alphabet.symbols()) {
            values[usize::from(*symbol)] = value;
        }
        let at_once = count * times.min(AHEAD);
        Self {
            sampler: Sampler::new(alphabet),
            values,
            base: alphabet.count().into(),
            count,
            ahead: Zeroizing::new(Vec::with_capacity(at_once)),
            used: 0,
            at_once,
        }
    }

    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        numbered: bool,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        if self.used == self.ahead.len() {
            self.ahead.clear();
            self.used = 0;
            let drawn = self.sampler.draw(pool, self.at_once, &mut self.ahead);
            if drawn.is_err() {
                // Too few of them for what follows.
                self.ahead.clear();
            }
            drawn?;
        }
        let drawn = &self.ahead[self.used..self.used + self.count];
        self.used += self.count;
        out.extend_from_slice(drawn);
        Ok(if numbered {
            drawn.iter().fold(0_u64, |number, symbol| {
                number
                    .wrapping_mul(self.base)
                    .wrapping_add(self.values[usize::from(*symbol)].into())
            })
        } else {
            0
        })
    }
}
