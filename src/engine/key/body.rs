//! Drawing a random part: prepared once for a form of key, then used for each key of a batch.

mod candidates;
pub mod class;
pub mod identifier;
pub mod passphrase;
pub mod password;
pub(super) mod symbols;
pub mod words;

use super::alphabet::Alphabet;
use super::amount::Amount;
use super::generate::Pool;
use super::size::{GROUP, RandomPart};
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::random::{ByteSource, RandomError};
use candidates::Passwords;
use identifier::{Identifiers, Time};
use passphrase::{Passphrases, Words};
use symbols::Symbols;

/// A generator of random parts of one form.
pub(super) enum Body {
    Symbols(Box<Symbols>),
    /// Symbols with a hyphen between the groups.
    Groups(Box<Symbols>),
    Bytes {
        encoding: SecretEncoding,
        count: usize,
    },
    Identifiers(Identifiers),
    Passwords(Box<Passwords>),
    Passphrases(Passphrases),
}

/// The word list is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordsError;

impl Body {
    /// A generator of up to `amount` random parts of `count` units each.
    pub fn new(
        plan: RandomPart,
        count: usize,
        amount: Amount,
        time: Time,
        words: Option<Words>,
    ) -> Result<Self, WordsError> {
        let keys = amount.keys();
        Ok(match plan {
            RandomPart::Symbols(alphabet) => {
                Self::Symbols(Box::new(Symbols::new(&alphabet, count, keys)))
            }
            RandomPart::Pin => {
                Self::Symbols(Box::new(Symbols::new(&Alphabet::DIGITS, count, keys)))
            }
            RandomPart::RecoveryCode => {
                Self::Groups(Box::new(Symbols::new(&Alphabet::CROCKFORD32, count, keys)))
            }
            RandomPart::Bytes(encoding) => Self::Bytes { encoding, count },
            RandomPart::Totp => Self::Bytes {
                encoding: SecretEncoding::Base32,
                count,
            },
            RandomPart::Identifier(kind) => Self::Identifiers(Identifiers::new(kind, time, amount)),
            RandomPart::Password(rule) => {
                Self::Passwords(Box::new(Passwords::new(&rule, count, keys)))
            }
            RandomPart::Passphrase(rule) => {
                Self::Passphrases(Passphrases::new(rule, count, words.ok_or(WordsError)?))
            }
        })
    }

    /// About how many random bytes a random part takes.
    pub fn bytes_each(&self) -> usize {
        match self {
            Self::Symbols(symbols) | Self::Groups(symbols) => symbols.count,
            Self::Bytes { count, .. } => *count,
            Self::Identifiers(_) => 16,
            Self::Passwords(passwords) => passwords.length(),
            Self::Passphrases(passphrases) => passphrases.bytes_each(),
        }
    }

    /// Appends a random part to `out`.
    ///
    /// Returns its number if `numbered`, else 0. Where fewer than 2^64 random parts are possible, each has a
    /// number of its own; beyond that it is the lowest 64 bits of such a number.
    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        numbered: bool,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        match self {
            Self::Symbols(symbols) => symbols.draw(pool, numbered, out),
            Self::Groups(symbols) => {
                let start = out.len();
                let number = symbols.draw(pool, numbered, out)?;
                for group in (1..symbols.count / GROUP).rev() {
                    out.insert(start + group * GROUP, b'-');
                }
                Ok(number)
            }
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
