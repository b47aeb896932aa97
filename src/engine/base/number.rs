//! Whole numbers as a person types them into a field, and errors that say what the field takes.

use std::fmt;

/// The most characters that are read as a number: leading zeros and white space would be unbounded otherwise.
pub const LONGEST: usize = 64;

/// The unit in which a format counts its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Symbols of an alphabet.
    Symbols,
    /// Whole bytes that are then encoded.
    Bytes,
    /// Words of a list.
    Words,
}

impl Unit {
    /// The plural noun: `symbols`, `bytes`, `words`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Symbols => "symbols",
            Self::Bytes => "bytes",
            Self::Words => "words",
        }
    }
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Entropy in bits.
    Bits,
    /// The length of the random part.
    Length(Unit),
    /// How many keys.
    Keys,
    /// How many recovery codes.
    Codes,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bits => f.write_str("the entropy in bits"),
            Self::Length(unit) => write!(f, "the length in {}", unit.name()),
            Self::Keys => f.write_str("how many keys"),
            Self::Codes => f.write_str("how many codes"),
        }
    }
}

/// The numbers a field takes, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The quantity that the field asks for.
    pub quantity: Quantity,
    /// The least number.
    pub least: u32,
    /// The greatest number.
    pub most: u32,
}

impl Limits {
    /// Parses a number as a person types it; surrounding white space is ignored.
    ///
    /// # Errors
    /// [`NumberError`] for anything but the digits of a number within the limits.
    pub fn parse(self, text: &str) -> Result<u32, NumberError> {
        let digits = text.trim();
        let kind = if digits.is_empty() {
            NumberErrorKind::Empty
        } else if is_too_long(text) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            NumberErrorKind::NotANumber
        } else {
            // Only digits: parsing fails only on overflow.
            match digits.parse() {
                Ok(number) if (self.least..=self.most).contains(&number) => return Ok(number),
                _ => NumberErrorKind::OutOfRange,
            }
        };
        Err(NumberError { kind, limits: self })
    }
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberErrorKind {
    /// Nothing was typed.
    Empty,
    /// Something other than the digits of a whole number.
    NotANumber,
    /// Outside of the limits.
    OutOfRange,
}

/// Why a text is not one of the numbers a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberError {
    /// What is wrong.
    pub kind: NumberErrorKind,
    /// What the field takes.
    pub limits: Limits,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            NumberErrorKind::Empty => "",
            NumberErrorKind::NotANumber => "That is not a whole number. ",
            NumberErrorKind::OutOfRange => "That is out of range. ",
        })?;
        let Limits {
            quantity,
            least,
            most,
        } = self.limits;
        if least == most {
            return write!(f, "Type {quantity}: {}.", grouped(least.into()));
        }
        let (least, most) = (grouped(least.into()), grouped(most.into()));
        write!(f, "Type {quantity}, from {least} to {most}.")
    }
}

impl std::error::Error for NumberError {}

/// A number with commas between groups of three digits from 10,000 on: `4096`, `20,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The digits of a whole number that may have separators between groups of three: `20,000`, `20 000`, `20'000`,
/// `20_000`; `None` for anything else, such as `1,5`. White space around it is ignored.
#[must_use]
pub fn ungrouped(text: &str) -> Option<String> {
    if is_too_long(text) {
        return None;
    }
    let mut groups = text
        .trim()
        .split([',', ' ', '\'', '_', '\u{2019}', '\u{a0}', '\u{202f}']);
    let mut digits = groups.next()?.to_owned();
    let first = digits.len();
    let mut is_grouped = false;
    for group in groups {
        is_grouped = true;
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let is_number = first > 0 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (!is_grouped || first <= 3)).then_some(digits)
}

fn is_too_long(text: &str) -> bool {
    text.chars().nth(LONGEST).is_some()
}

/// `count` times `bits_each`.
#[allow(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
pub(in crate::engine) fn times(count: usize, bits_each: f64) -> f64 {
    count as f64 * bits_each
}

/// `base` to the power of `count`; `None` from 2^64 on.
pub(in crate::engine) fn power(base: u64, count: usize) -> Option<u64> {
    base.checked_pow(u32::try_from(count).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Limits, NumberErrorKind, Quantity, grouped, ungrouped};

    const KEYS: Limits = Limits {
        quantity: Quantity::Keys,
        least: 1,
        most: 1_000_000,
    };

    #[test]
    fn typed_text_is_read_or_refused_in_words() {
        assert_eq!(KEYS.parse("1"), Ok(1));
        assert_eq!(KEYS.parse(" 1000000\n"), Ok(1_000_000));
        for (text, kind) in [
            ("", NumberErrorKind::Empty),
            ("  ", NumberErrorKind::Empty),
            ("abc", NumberErrorKind::NotANumber),
            ("1.5", NumberErrorKind::NotANumber),
            ("-1", NumberErrorKind::NotANumber),
            ("+1", NumberErrorKind::NotANumber),
            ("1e3", NumberErrorKind::NotANumber),
            ("1,000", NumberErrorKind::NotANumber),
            ("١٢٨", NumberErrorKind::NotANumber),
            ("0", NumberErrorKind::OutOfRange),
            ("1000001", NumberErrorKind::OutOfRange),
            ("99999999999999999999", NumberErrorKind::OutOfRange),
        ] {
            assert_eq!(KEYS.parse(text).unwrap_err().kind, kind, "{text}");
        }
        assert_eq!(
            KEYS.parse("0").unwrap_err().to_string(),
            "That is out of range. Type how many keys, from 1 to 1,000,000."
        );
    }

    #[test]
    fn a_number_has_at_most_64_characters() {
        let padded = |zeros| format!("{}1", "0".repeat(zeros));
        assert_eq!(KEYS.parse(&padded(63)), Ok(1));
        assert!(KEYS.parse(&padded(64)).is_err());
        assert!(ungrouped(&padded(63)).is_some());
        assert_eq!(ungrouped(&padded(64)), None);
        assert!(KEYS.parse(&format!("{}1", " ".repeat(64))).is_err());
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (4096, "4096"),
            (10_000, "10,000"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn grouped_digits_are_read_and_other_marks_refused() {
        for number in [0, 12, 4096, 10_000, 123_456, 1_048_576] {
            assert_eq!(ungrouped(&grouped(number)), Some(number.to_string()));
        }
        for text in ["4 096", "4'096", "4\u{2019}096", "4_096", " 4,096\n"] {
            assert_eq!(ungrouped(text).as_deref(), Some("4096"), "{text:?}");
        }
        for text in [
            "", "4.096", "4,5", "40,96", "4,,096", "4096,000", ",096", "+4", "x",
        ] {
            assert_eq!(ungrouped(text), None, "{text:?}");
        }
    }
}
