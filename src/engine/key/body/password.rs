//! Passwords: symbols of chosen classes, on request with at least one of each.
//!
//! "At least one of each" redraws whole candidates until one has them all, so that all passwords that satisfy
//! the rule are equally likely. Placing one symbol of each class first, as many generators do, favours some
//! passwords over others.

use super::class::SymbolClass;
use crate::engine::base::number::times;
use crate::engine::key::alphabet::Alphabet;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// Characters that look alike in many typefaces.
pub const LOOK_ALIKES: &str = "0O1Il|";

/// How passwords are drawn: from at least two symbols, with at least one of each required class among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct PasswordRule {
    fields: Fields,
    alphabet: Alphabet,
}

/// A [`PasswordRule`] as chosen, before validation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Fields {
    classes: Vec<SymbolClass>,
    without_look_alikes: bool,
    without: String,
    one_of_each: bool,
}

impl PasswordRule {
    /// The most characters that can be left out as typed: twice as many as there are to draw from, and more.
    pub const MOST_LEFT_OUT: usize = 256;

    /// How many symbols a password has: with fewer than 8, "one of each" could take thousands of draws.
    pub const LENGTHS: RangeInclusive<usize> = 8..=128;

    /// Passwords of symbols of `classes`, without [`LOOK_ALIKES`] where `without_look_alikes`, and without the
    /// characters of `without`; where `one_of_each`, with at least one symbol of each class.
    ///
    /// # Errors
    /// [`PasswordRuleError`] when too little is left to draw from.
    pub fn new(
        classes: &[SymbolClass],
        without_look_alikes: bool,
        without: &str,
        one_of_each: bool,
    ) -> Result<Self, PasswordRuleError> {
        if without.chars().nth(Self::MOST_LEFT_OUT).is_some() {
            return Err(PasswordRuleError::TooLong);
        }
        let symbols: Vec<u8> = (b'!'..=b'~')
            .filter(|symbol| classes.contains(&SymbolClass::of(*symbol)))
            .filter(|symbol| !(without_look_alikes && LOOK_ALIKES.as_bytes().contains(symbol)))
            .filter(|symbol| !without.as_bytes().contains(symbol))
            .collect();
        if classes.is_empty() {
            return Err(PasswordRuleError::NoClass);
        }
        let emptied = |class: &SymbolClass| {
            !symbols
                .iter()
                .any(|symbol| SymbolClass::of(*symbol) == *class)
        };
        match classes.iter().copied().find(emptied) {
            Some(class) if one_of_each => return Err(PasswordRuleError::Emptied(class)),
            _ => {}
        }
        Ok(Self {
            alphabet: Alphabet::of(&symbols).ok_or(PasswordRuleError::TooFew)?,
            fields: Fields {
                classes: classes.to_vec(),
                without_look_alikes,
                without: without.to_owned(),
                one_of_each,
            },
        })
    }

    /// The classes drawn from.
    #[must_use]
    pub fn classes(&self) -> &[SymbolClass] {
        &self.fields.classes
    }

    /// Whether [`LOOK_ALIKES`] are left out.
    #[must_use]
    pub fn without_look_alikes(&self) -> bool {
        self.fields.without_look_alikes
    }

    /// The characters left out, as given.
    #[must_use]
    pub fn without(&self) -> &str {
        &self.fields.without
    }

    /// Whether each class is required.
    #[must_use]
    pub fn one_of_each(&self) -> bool {
        self.fields.one_of_each
    }

    /// The symbols drawn from.
    #[must_use]
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Entropy of a password of `length` symbols in bits.
    pub(crate) fn bits(&self, length: usize) -> f64 {
        times(length, self.alphabet.bits_per_symbol()) + self.kept(length).log2()
    }

    /// The share of candidates that satisfy the rule, by inclusion and exclusion of the missing classes.
    pub(super) fn kept(&self, length: usize) -> f64 {
        let all = f64::from(self.alphabet.count());
        let length = i32::try_from(length).unwrap_or(i32::MAX);
        let terms = self
            .missing()
            .map(|(sign, left)| f64::from(sign) * (f64::from(left) / all).powi(length));
        terms.sum()
    }

    /// How many passwords there are; `None` from 2^64 on.
    pub(crate) fn space(&self, length: usize) -> Option<u64> {
        let length = u32::try_from(length).ok()?;
        let terms = self
            .missing()
            .map(|(sign, left)| Some(i128::from(sign) * i128::from(left).checked_pow(length)?));
        // At most 16 terms; an overflow of a power or of the sum gives `None`.
        let total = terms
            .into_iter()
            .try_fold(0_i128, |sum, term| sum.checked_add(term?))?;
        u64::try_from(total).ok()
    }

    /// The terms of the inclusion and exclusion, one for each set of required classes: its sign, and how many
    /// symbols are left without these classes.
    fn missing(&self) -> impl Iterator<Item = (i32, u8)> {
        let mut sizes = [0_u8; SymbolClass::ALL.len()];
        for symbol in self.alphabet.symbols() {
            sizes[SymbolClass::of(*symbol) as usize] += 1;
        }
        let required = self.required();
        let all = self.alphabet.count();
        (0..1_u8 << SymbolClass::ALL.len())
            .filter(move |set| set & !required == 0)
            .map(move |set| {
                let missing: u8 = (0..)
                    .zip(sizes)
                    .filter(|(n, _)| set >> n & 1 == 1)
                    .map(|(_, size)| size)
                    .sum();
                let sign = [1, -1][set.count_ones() as usize % 2];
                (sign, all - missing)
            })
    }

    /// A bit for each required class.
    pub(super) fn required(&self) -> u8 {
        if self.one_of_each() {
            self.classes()
                .iter()
                .fold(0, |bits, class| bits | class.bit())
        } else {
            0
        }
    }
}

impl Default for PasswordRule {
    /// All classes, nothing left out, at least one of each.
    fn default() -> Self {
        Self::new(&SymbolClass::ALL, false, "", true).expect("no class is emptied")
    }
}

impl TryFrom<Fields> for PasswordRule {
    type Error = PasswordRuleError;

    fn try_from(fields: Fields) -> Result<Self, PasswordRuleError> {
        let Fields {
            classes,
            without_look_alikes,
            without,
            one_of_each,
        } = fields;
        Self::new(&classes, without_look_alikes, &without, one_of_each)
    }
}

impl From<PasswordRule> for Fields {
    fn from(rule: PasswordRule) -> Self {
        rule.fields
    }
}

/// Why there are no passwords to draw from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRuleError {
    /// No class is chosen.
    NoClass,
    /// A required class has no symbol left.
    Emptied(SymbolClass),
    /// Fewer than two symbols are left.
    TooFew,
    /// More than [`PasswordRule::MOST_LEFT_OUT`] characters are to be left out.
    TooLong,
}

impl fmt::Display for PasswordRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClass => f.write_str("Choose at least one class of characters."),
            Self::Emptied(class) => write!(
                f,
                "Every symbol of the class “{}” is left out, so no password can hold one. Leave out fewer, or do not \
                 choose the class.",
                class.label()
            ),
            Self::TooFew => f.write_str(
                "Fewer than 2 symbols are left. Leave out fewer, or choose more classes.",
            ),
            Self::TooLong => f.write_str("Leave out at most 256 characters."),
        }
    }
}

impl std::error::Error for PasswordRuleError {}

#[cfg(test)]
mod tests {
    use super::{PasswordRule, PasswordRuleError, SymbolClass};

    /// Reference values computed with arbitrary-precision integers in another language.
    #[test]
    fn the_entropy_is_that_of_the_passwords_that_keep_the_rule() {
        let rule = PasswordRule::default();
        assert_eq!(rule.space(8), Some(2_807_657_387_458_560));
        for (length, bits) in [
            (8, 51.318_288_320_645),
            (20, 130.925_867_010_866),
            (128, 838.987_372_208_324),
        ] {
            assert!(
                (rule.bits(length) - bits).abs() < 1e-9,
                "{}",
                rule.bits(length)
            );
        }
        let free = PasswordRule::new(&SymbolClass::ALL, false, "", false).unwrap();
        assert!((free.bits(20) - 20.0 * 94_f64.log2()).abs() < 1e-9);
    }

    #[test]
    fn what_is_left_out_is_not_drawn_from() {
        let rule = PasswordRule::new(
            &[SymbolClass::Upper, SymbolClass::Digits],
            true,
            "A9é",
            true,
        )
        .unwrap();
        assert_eq!(
            rule.alphabet().to_string(),
            "2345678BCDEFGHJKLMNPQRSTUVWXYZ"
        );
    }

    #[test]
    fn a_rule_without_passwords_is_refused_in_words() {
        let digits = [SymbolClass::Digits];
        for (rule, error, said) in [
            (
                PasswordRule::new(&[], false, "", true),
                PasswordRuleError::NoClass,
                "Choose at least one class",
            ),
            (
                PasswordRule::new(&SymbolClass::ALL, false, "0123456789", true),
                PasswordRuleError::Emptied(SymbolClass::Digits),
                "Every symbol of the class “0 to 9” is left out",
            ),
            (
                PasswordRule::new(&digits, true, "23456789", false),
                PasswordRuleError::TooFew,
                "Fewer than 2 symbols are left",
            ),
            (
                PasswordRule::new(&digits, false, "012345678", true),
                PasswordRuleError::TooFew,
                "Fewer than 2 symbols are left",
            ),
            (
                PasswordRule::new(&digits, false, &"x".repeat(257), false),
                PasswordRuleError::TooLong,
                "Leave out at most 256",
            ),
        ] {
            assert_eq!(rule, Err(error));
            assert!(error.to_string().starts_with(said), "{error}");
        }
    }
}
