//! The entropy that a key should have, in bits, and a warning for too little.
//!
//! The guessing rate is a round figure for a well-equipped attacker who has the key's SHA-256: a trillion keys
//! a second, about a hundred graphics cards.

use crate::engine::base::number::{Limits, NumberError, NumberErrorKind, Quantity, grouped};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A wanted entropy in whole bits, from 1 to 4096.
///
/// The limits of a format are in [`TokenSpec::entropy_limits`](super::spec::TokenSpec::entropy_limits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Entropy(u16);

impl Entropy {
    /// The least entropy of a key: 64 bits. PINs, passwords and passphrases may have less.
    pub const MIN: Self = Self(64);
    /// The most entropy: 4096 bits.
    pub const MAX: Self = Self(4096);
    /// The limits of the field for keys: 64 to 4096 bits.
    pub const LIMITS: Limits = Limits {
        quantity: Quantity::Bits,
        least: 64,
        most: 4096,
    };

    /// # Errors
    /// [`NumberError`] for 0 and above 4096.
    pub fn from_bits(bits: u16) -> Result<Self, NumberError> {
        let limits = Limits {
            least: 1,
            ..Self::LIMITS
        };
        if bits == 0 || bits > Self::MAX.0 {
            return Err(NumberError {
                kind: NumberErrorKind::OutOfRange,
                limits,
            });
        }
        Ok(Self(bits))
    }

    /// `bits` in whole bits: rounded down and clamped to 1 to 4096.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "brought within 1 to 4096"
    )]
    pub(crate) fn whole(bits: f64) -> Self {
        Self(bits.clamp(1.0, 4096.0) as u16)
    }

    /// The entropy in bits.
    #[must_use]
    pub fn bits(self) -> u16 {
        self.0
    }
}

impl Default for Entropy {
    /// 256 bits.
    fn default() -> Self {
        Self(256)
    }
}

impl FromStr for Entropy {
    type Err = NumberError;

    /// Parses the entropy of a key as a person types it, from 64 to 4096.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::LIMITS
            .parse(text)
            .map(|bits| Self::whole(f64::from(bits)))
    }
}

impl TryFrom<u16> for Entropy {
    type Error = NumberError;

    fn try_from(bits: u16) -> Result<Self, NumberError> {
        Self::from_bits(bits)
    }
}

impl From<Entropy> for u16 {
    fn from(entropy: Entropy) -> Self {
        entropy.bits()
    }
}

impl fmt::Display for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Entropy in bits to two decimals, rounded down so that it is never overstated: `256.03`, `256`.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the entropy of a key is a small positive number"
)]
pub fn in_words(bits: f64) -> String {
    // In integers: formatting floats takes more code than all other texts about a key.
    let hundredths = (bits * 100.0) as u64;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:02}")
    }
}

/// A warning about fewer than 128 bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weakness {
    bits: f64,
}

impl Weakness {
    /// The usual minimum entropy of a key.
    pub const LIMIT: f64 = 128.0;

    /// The warning for a key with `bits` of entropy; `None` from 128 on.
    #[must_use]
    pub fn of(bits: f64) -> Option<Self> {
        (bits < Self::LIMIT).then_some(Self { bits })
    }
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // On average half of all keys are tried before the right one.
        let seconds = (self.bits - 1.0).exp2() / 1e12;
        write!(
            f,
            "{} bits is less than the usual 128. Someone who has the hash and tries a trillion keys a second finds the \
             key in {} on average.",
            in_words(self.bits),
            duration(seconds)
        )
    }
}

/// How long guessing takes, for the formats whose length a person chooses: passwords, passphrases and PINs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    bits: f64,
}

impl Strength {
    /// The strength of something with `bits` of entropy.
    #[must_use]
    pub fn of(bits: f64) -> Self {
        Self { bits }
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // On average half of all candidates are tried before the right one.
        let tries = (self.bits - 1.0).exp2();
        write!(
            f,
            "{} to guess at a trillion tries a second, where a fast hash of it leaks; {} at ten thousand, where a slow \
             one such as Argon2id does.",
            capital(&duration(tries / 1e12)),
            duration(tries / 1e4)
        )
    }
}

/// `text` as the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut symbols = text.chars();
    symbols.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(symbols).collect()
    })
}

/// A duration in its largest unit, to two digits: `about 110 days`.
fn duration(seconds: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (365.25 * 86_400.0 * 1e6, "million years"),
        (365.25 * 86_400.0, "years"),
        (86_400.0, "days"),
        (3_600.0, "hours"),
        (60.0, "minutes"),
        (1.0, "seconds"),
    ];
    if seconds >= UNITS[0].0 * 1e3 {
        return "more than a billion years".into();
    }
    UNITS
        .iter()
        .find(|(unit, _)| seconds >= 2.0 * unit)
        .map_or_else(
            || "less than two seconds".into(),
            |(unit, name)| format!("about {} {name}", two_digits(seconds / unit)),
        )
}

/// A number of at least 2 and below a million, rounded to two digits: `2`, `110`, `19,000`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 2 to a million"
)]
fn two_digits(number: f64) -> String {
    let mut step = 1.0;
    while (number / step).round() >= 100.0 {
        step *= 10.0;
    }
    grouped(((number / step).round() * step) as u64)
}

#[cfg(test)]
mod tests {
    use super::{Entropy, Strength, Weakness, in_words};

    #[test]
    fn the_entropy_of_a_key_is_64_to_4096_bits() {
        assert_eq!("256".parse(), Ok(Entropy::default()));
        assert_eq!("64".parse(), Ok(Entropy::MIN));
        assert_eq!("4096".parse(), Ok(Entropy::MAX));
        for text in ["63", "4097", "0", "128.5", ""] {
            assert!(text.parse::<Entropy>().is_err(), "{text}");
        }
        assert_eq!(
            "63".parse::<Entropy>().unwrap_err().to_string(),
            "That is out of range. Type the entropy in bits, from 64 to 4096."
        );
        assert!(Entropy::from_bits(0).is_err() && Entropy::from_bits(4097).is_err());
    }

    #[test]
    fn the_figure_never_says_too_much() {
        assert_eq!(in_words(256.0), "256");
        assert_eq!(in_words(256.0304), "256.03");
        assert_eq!(in_words(127.999_9), "127.99");
        assert_eq!(in_words(13.5), "13.50");
    }

    #[test]
    fn a_warning_begins_below_128_bits_and_says_how_long_guessing_takes() {
        assert_eq!(Weakness::of(128.0), None);
        let text = |bits| Weakness::of(bits).unwrap().to_string();
        // 2^63 / 1e12 / 86400 = 106.75
        assert!(text(64.0).contains("64 bits"), "{}", text(64.0));
        assert!(
            text(64.0).contains("in about 110 days on"),
            "{}",
            text(64.0)
        );
        assert!(
            text(80.0).contains("in about 19,000 years on"),
            "{}",
            text(80.0)
        );
        assert!(
            text(95.0).contains("in about 630 million years on"),
            "{}",
            text(95.0)
        );
        assert!(
            text(127.9).contains("more than a billion years"),
            "{}",
            text(127.9)
        );
        assert!(
            text(20.0).contains("less than two seconds"),
            "{}",
            text(20.0)
        );
    }

    #[test]
    fn a_strength_says_how_long_guessing_takes_at_two_stated_rates() {
        // 2^76.5 / 1e12 seconds are 3400 years; six words have 77.5 bits.
        let words = Strength::of(77.5).to_string();
        assert!(
            words.starts_with("About 3400 years to guess at a trillion"),
            "{words}"
        );
        assert!(
            words.contains("more than a billion years at ten thousand"),
            "{words}"
        );
        // A PIN of six digits: half a million tries.
        let pin = Strength::of(19.93).to_string();
        assert!(pin.starts_with("Less than two seconds"), "{pin}");
        assert!(pin.contains("about 50 seconds at ten thousand"), "{pin}");
    }
}
