//! Passphrases: words of a list of 7,776, each equally likely.
//!
//! Two bytes have 65,536 values. The first 62,208 of them, eight times 7,776, are accepted; the rest is
//! rejected.

use crate::engine::base::choices::choices;
use crate::engine::base::number::times;
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::key::generate::Pool;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// How many words a list has: one for each outcome of five dice.
pub const LIST: u16 = 7776;

/// A list of 7,776 words in lower case, none of which is a prefix of another.
#[derive(Clone, Copy)]
pub struct Words(&'static [&'static str; LIST as usize]);

impl Words {
    /// The words of `list`.
    #[must_use]
    pub const fn new(list: &'static [&'static str; LIST as usize]) -> Self {
        Self(list)
    }

    /// The words in the list's order.
    #[must_use]
    pub fn list(&self) -> &'static [&'static str] {
        self.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.0.len())
    }
}

/// The text between words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Separator {
    /// `-`
    #[default]
    Hyphen,
    /// A space.
    Space,
    /// `.`
    Dot,
    /// `_`
    Underscore,
    /// Nothing.
    None,
}

choices!(impl Separator {
    Hyphen = "hyphen", "hyphen -";
    Space = "space", "space";
    Dot = "dot", "dot .";
    Underscore = "underscore", "underscore _";
    None = "none", "none";
});

impl Separator {
    /// The text it puts between words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hyphen => "-",
            Self::Space => " ",
            Self::Dot => ".",
            Self::Underscore => "_",
            Self::None => "",
        }
    }
}

/// How words are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseRule {
    /// The text between words.
    pub separator: Separator,
    /// Whether each word begins with a capital; adds no entropy.
    pub capitals: bool,
    /// Whether one of the words, chosen at random, ends in a random digit.
    pub digit: bool,
}

impl PassphraseRule {
    /// How many words a passphrase has.
    pub const WORDS: RangeInclusive<usize> = 3..=32;

    /// The longest word of the EFF large word list has nine letters.
    const LONGEST_WORD: usize = 9;

    /// The greatest length of a passphrase of `words` words, in characters.
    pub(crate) fn longest(self, words: usize) -> usize {
        let separators = (words - 1) * self.separator.as_str().len();
        words * Self::LONGEST_WORD + separators + usize::from(self.digit)
    }

    /// Entropy in bits: 12.92 for each word; a digit adds that of its value and of its position.
    pub(crate) fn bits(self, words: usize) -> f64 {
        let digit = if self.digit {
            times(words, 10.0).log2()
        } else {
            0.0
        };
        times(words, f64::from(LIST).log2()) + digit
    }

    /// How many passphrases there are; `None` from 2^64 on.
    pub(crate) fn space(self, words: usize) -> Option<u64> {
        let digits = if self.digit { words as u64 * 10 } else { 1 };
        u64::from(LIST)
            .checked_pow(u32::try_from(words).ok()?)?
            .checked_mul(digits)
    }
}

/// Draws passphrases of one rule and length.
pub(crate) struct Passphrases {
    rule: PassphraseRule,
    count: u16,
    words: Words,
}

impl Passphrases {
    #[allow(clippy::cast_possible_truncation, reason = "at most 32 words")]
    pub fn new(rule: PassphraseRule, count: usize, words: Words) -> Self {
        Self {
            rule,
            count: count as u16,
            words,
        }
    }

    pub fn bytes_each(&self) -> usize {
        2 * usize::from(self.count) + 2
    }

    /// Appends a passphrase to `out` and returns the lowest 64 bits of its number.
    pub fn draw<S: ByteSource>(
        &self,
        pool: &mut Pool<S>,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        let mut number = 0_u64;
        let mut numbered = |value: u16, of: u16| {
            number = number.wrapping_mul(of.into()).wrapping_add(value.into());
            value
        };
        let digit = if self.rule.digit {
            let of = self.count * 10;
            let drawn = numbered(pool.below(of)?, of);
            Some((drawn / 10, b"0123456789"[usize::from(drawn % 10)]))
        } else {
            None
        };
        for place in 0..self.count {
            if place > 0 {
                out.extend_from_slice(self.rule.separator.as_str().as_bytes());
            }
            let start = out.len();
            let word = self.words.0[usize::from(numbered(pool.below(LIST)?, LIST))];
            out.extend_from_slice(word.as_bytes());
            if self.rule.capitals {
                out[start..=start].make_ascii_uppercase();
            }
            if let Some((_, digit)) = digit.filter(|(at, _)| *at == place) {
                out.push(digit);
            }
        }
        Ok(number)
    }
}
