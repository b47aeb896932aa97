//! How many bits of entropy a person asks for, and what few bits mean.
//!
//! The guessing rate is a round figure for someone well equipped who holds the key's SHA-256: a trillion
//! keys a second, some hundred graphics cards.

use std::fmt;
use std::str::FromStr;

/// A wanted entropy in whole bits, from 64 to 4096.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entropy(u16);

impl Entropy {
    /// The least entropy: 64 bits.
    pub const MIN: Self = Self(64);
    /// The most entropy: 4096 bits.
    pub const MAX: Self = Self(4096);

    /// # Errors
    /// [`EntropyError::OutOfRange`] below 64 and above 4096.
    pub fn from_bits(bits: u16) -> Result<Self, EntropyError> {
        let wanted = Self(bits);
        if wanted < Self::MIN || wanted > Self::MAX {
            Err(EntropyError::OutOfRange)
        } else {
            Ok(wanted)
        }
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
    type Err = EntropyError;

    /// Reads a number as a person types it; white space around it does not count.
    fn from_str(text: &str) -> Result<Self, EntropyError> {
        let digits = text.trim();
        if digits.is_empty() {
            return Err(EntropyError::Empty);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(EntropyError::NotANumber);
        }
        // Only digits: what does not fit is too large.
        digits
            .parse()
            .map_err(|_| EntropyError::OutOfRange)
            .and_then(Self::from_bits)
    }
}

impl fmt::Display for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no entropy to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntropyError {
    /// Nothing was typed.
    Empty,
    /// Something other than the digits of a whole number.
    NotANumber,
    /// Below 64 or above 4096.
    OutOfRange,
}

impl fmt::Display for EntropyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Type the entropy in bits, from 64 to 4096.",
            Self::NotANumber => {
                "That is not a whole number. Type the entropy in bits, from 64 to 4096."
            }
            Self::OutOfRange => "That is out of range. Type from 64 to 4096 bits.",
        })
    }
}

impl std::error::Error for EntropyError {}

/// Entropy in bits to two decimals, rounded down so that it never says too much: `256.03`, `256`.
#[must_use]
pub fn in_words(bits: f64) -> String {
    let hundredths = (bits * 100.0).floor() / 100.0;
    if hundredths.fract() == 0.0 {
        format!("{hundredths:.0}")
    } else {
        format!("{hundredths:.2}")
    }
}

/// Says what fewer than 128 bits mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weakness {
    bits: f64,
}

impl Weakness {
    /// The usual least entropy of a key.
    pub const LIMIT: f64 = 128.0;

    /// The weakness of a key with `bits` of entropy, if it has fewer than 128.
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
fn two_digits(number: f64) -> String {
    let step = 10_f64.powf(number.log10().floor() - 1.0).max(1.0);
    let rounded = format!("{:.0}", (number / step).round() * step);
    match rounded.len().checked_sub(3) {
        Some(thousands @ 1..) => format!("{},{}", &rounded[..thousands], &rounded[thousands..]),
        _ => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::{Entropy, EntropyError, Weakness, in_words};

    #[test]
    fn typed_text_is_read_or_refused_in_words() {
        assert_eq!("256".parse(), Ok(Entropy::default()));
        assert_eq!(" 64 ".parse(), Ok(Entropy::MIN));
        assert_eq!("4096".parse(), Ok(Entropy::MAX));
        for (text, error) in [
            ("", EntropyError::Empty),
            ("  ", EntropyError::Empty),
            ("abc", EntropyError::NotANumber),
            ("128.5", EntropyError::NotANumber),
            ("-128", EntropyError::NotANumber),
            ("+128", EntropyError::NotANumber),
            ("1e3", EntropyError::NotANumber),
            ("١٢٨", EntropyError::NotANumber),
            ("63", EntropyError::OutOfRange),
            ("0", EntropyError::OutOfRange),
            ("4097", EntropyError::OutOfRange),
            ("99999999999999999999", EntropyError::OutOfRange),
        ] {
            assert_eq!(text.parse::<Entropy>(), Err(error), "{text}");
        }
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
}
