//! What a password hash costs: the parameters of each scheme, their bounds and recommended values.
//!
//! The defaults and minima are those of OWASP's Password Storage Cheat Sheet. The bounds only keep a hash
//! within the memory of a tab; what takes too long can be cancelled.

use super::{Input, Scheme};
use crate::engine::base::number::{grouped, ungrouped};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most memory that a hash made or verified here may use, in KiB: 1 GiB.
pub const MAX_MEMORY_KIB: u64 = 1024 * 1024;

/// A parameter of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name for people, the unit in which they type it in brackets.
    pub label: &'static str,
    /// That unit in the scheme's own: 1024 where people type MiB and the scheme takes KiB.
    pub unit: u32,
    /// The smallest value, in the scheme's own unit as all values.
    pub min: u32,
    /// The largest value.
    pub max: u32,
    /// The default value: OWASP's advice, or more where that is only a minimum (bcrypt, 10).
    pub default: u32,
}

impl Field {
    /// The value that a person typed, digits grouped or not.
    ///
    /// # Errors
    /// [`ParamsError::OutOfBounds`] for anything but a number within the bounds.
    pub fn read(self, text: &str) -> Result<u32, ParamsError> {
        let typed = ungrouped(text).and_then(|digits| digits.parse::<u32>().ok());
        typed
            .and_then(|typed| typed.checked_mul(self.unit))
            .filter(|value| (self.min..=self.max).contains(value))
            .ok_or(ParamsError::OutOfBounds(self))
    }

    /// A value as a person types it, rounded down to the unit of the field.
    #[must_use]
    pub fn show(self, value: u32) -> String {
        grouped((value / self.unit).into())
    }

    /// The smallest and the largest number that a person can type: `1000 to 100,000,000`.
    #[must_use]
    pub fn range(self) -> String {
        let least = grouped(self.min.div_ceil(self.unit).into());
        format!("{least} to {}", self.show(self.max))
    }
}

impl Scheme {
    /// The parameters, in the order of [`Params::values`].
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        const fn field(label: &'static str, min: u32, max: u32, default: u32) -> Field {
            Field {
                label,
                unit: 1,
                min,
                max,
                default,
            }
        }
        const ARGON2ID: [Field; 3] = [
            Field {
                unit: 1024,
                ..field("Memory (MiB)", 8, 1024 * 1024, 19 * 1024)
            },
            field("Passes", 1, 1000, 2),
            field("Lanes", 1, 64, 1),
        ];
        const BCRYPT: [Field; 1] = [field("Cost", 4, 20, 12)];
        const SCRYPT: [Field; 3] = [
            field("Cost (log2 N)", 1, 20, 17),
            field("Block size (r)", 1, 64, 8),
            field("Parallelism (p)", 1, 64, 1),
        ];
        const PBKDF2: [Field; 1] = [field("Iterations", 1000, 100_000_000, 600_000)];
        match self {
            Self::Argon2id => &ARGON2ID,
            Self::Bcrypt => &BCRYPT,
            Self::Scrypt => &SCRYPT,
            Self::Pbkdf2 => &PBKDF2,
        }
    }
}

/// A scheme and the values of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(Scheme, [u32; 3])", into = "(Scheme, [u32; 3])")]
pub struct Params {
    scheme: Scheme,
    /// One for each of [`Scheme::fields`]; the rest are 1.
    values: [u32; 3],
}

impl Default for Params {
    fn default() -> Self {
        Self::of(Scheme::default())
    }
}

impl Params {
    /// The default values.
    #[must_use]
    pub fn of(scheme: Scheme) -> Self {
        let mut values = [1; 3];
        for (value, field) in values.iter_mut().zip(scheme.fields()) {
            *value = field.default;
        }
        Self { scheme, values }
    }

    /// These values, in the order of [`Scheme::fields`]; one that is left out has its default.
    ///
    /// # Errors
    /// [`ParamsError`] where a value is out of its bounds.
    pub fn new(scheme: Scheme, values: &[u32]) -> Result<Self, ParamsError> {
        let params = Self::unchecked(scheme, values);
        params.check()?;
        Ok(params)
    }

    /// The values of a stored hash, which may be outside our bounds.
    pub(super) fn unchecked(scheme: Scheme, values: &[u32]) -> Self {
        let mut params = Self::of(scheme);
        for (place, value) in params
            .values
            .iter_mut()
            .zip(values)
            .take(scheme.fields().len())
        {
            *place = *value;
        }
        params
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The values, in the order of [`Scheme::fields`].
    #[must_use]
    pub fn values(&self) -> &[u32] {
        &self.values[..self.scheme.fields().len()]
    }

    pub(super) fn triple(&self) -> [u32; 3] {
        self.values
    }

    pub(super) fn check(&self) -> Result<(), ParamsError> {
        for (&value, &field) in self.values().iter().zip(self.scheme.fields()) {
            if !(field.min..=field.max).contains(&value) {
                return Err(ParamsError::OutOfBounds(field));
            }
        }
        self.check_memory()
    }
}

/// Validates, so that a message cannot carry values that a person could not type.
impl TryFrom<(Scheme, [u32; 3])> for Params {
    type Error = ParamsError;

    fn try_from((scheme, values): (Scheme, [u32; 3])) -> Result<Self, ParamsError> {
        Self::new(scheme, &values)
    }
}

impl From<Params> for (Scheme, [u32; 3]) {
    fn from(params: Params) -> Self {
        (params.scheme, params.values)
    }
}

/// Why parameters are invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamsError {
    /// The value of this parameter is out of its bounds.
    OutOfBounds(Field),
    /// Argon2id needs at least 8 KiB for each lane, and there are this many.
    TooManyLanes(u32),
    /// The values together take this much memory, in KiB.
    Memory(u64),
}

impl ParamsError {
    /// The input that it is about: for memory the first parameter, which affects it most.
    #[must_use]
    pub fn input(&self) -> Input {
        match self {
            Self::OutOfBounds(field) => {
                let place = |scheme: Scheme| {
                    let mut labels = scheme.fields().iter().map(|other| other.label);
                    labels.position(|label| label == field.label)
                };
                let place = Scheme::ALL.into_iter().find_map(place);
                Input::Cost(
                    place
                        .and_then(|place| u8::try_from(place).ok())
                        .unwrap_or(0),
                )
            }
            Self::TooManyLanes(_) => Input::Cost(2),
            Self::Memory(_) => Input::Cost(0),
        }
    }
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfBounds(field) => {
                write!(f, "{}: give a number from {}.", field.label, field.range())
            }
            Self::TooManyLanes(lanes) => {
                write!(
                    f,
                    "{lanes} lanes take {} KiB of memory at least.",
                    8 * u64::from(*lanes)
                )
            }
            Self::Memory(kib) => write!(
                f,
                "This takes {} MiB of memory, and the page gives {} at most.",
                grouped(kib.div_ceil(1024)),
                grouped(MAX_MEMORY_KIB / 1024)
            ),
        }
    }
}

impl std::error::Error for ParamsError {}

#[cfg(test)]
mod tests {
    use super::{Params, ParamsError};
    use crate::engine::password::Scheme;

    const MEMORY: usize = 0;
    const ITERATIONS: usize = 0;

    fn message(scheme: Scheme, values: &[u32]) -> String {
        Params::new(scheme, values)
            .expect_err("a value is out of bounds")
            .to_string()
    }

    #[test]
    fn the_defaults_are_good_and_not_weak() {
        for scheme in Scheme::ALL {
            let params = Params::of(scheme);
            assert_eq!(Params::new(scheme, params.values()), Ok(params));
            assert!(!params.is_weak(), "{params:?}");
        }
    }

    #[test]
    fn each_bound_is_kept_and_named() {
        for scheme in Scheme::ALL {
            for (place, &field) in scheme.fields().iter().enumerate() {
                for value in [field.min - 1, field.max + 1] {
                    let mut values = Params::of(scheme).values().to_vec();
                    values[place] = value;
                    assert_eq!(
                        Params::new(scheme, &values),
                        Err(ParamsError::OutOfBounds(field))
                    );
                }
            }
        }
        assert_eq!(
            message(Scheme::Bcrypt, &[3]),
            "Cost: give a number from 4 to 20."
        );
    }

    #[test]
    fn a_message_with_values_out_of_bounds_is_refused() {
        for scheme in Scheme::ALL {
            for value in [1, 1 << 31] {
                let params = Params::unchecked(scheme, &[value, 1, 1]);
                let bytes = postcard::to_allocvec(&params).expect("it can be encoded");
                assert_eq!(
                    postcard::from_bytes(&bytes).ok(),
                    params.check().is_ok().then_some(params)
                );
            }
        }
    }

    #[test]
    fn memory_is_typed_in_mib_and_large_numbers_in_groups() {
        let memory = Scheme::Argon2id.fields()[MEMORY];
        assert_eq!(memory.show(memory.default), "19");
        assert_eq!(memory.range(), "1 to 1024");
        for (typed, kib) in [("1", 1024), (" 64 ", 65_536), ("1,024", 1_048_576)] {
            assert_eq!(memory.read(typed), Ok(kib), "{typed:?}");
        }
        let iterations = Scheme::Pbkdf2.fields()[ITERATIONS];
        assert_eq!(iterations.show(iterations.default), "600,000");
        assert_eq!(iterations.range(), "1000 to 100,000,000");
        for typed in [
            "1300000",
            "1,300,000",
            "1 300 000",
            "1\u{202f}300\u{a0}000",
            "1'300'000",
            "1_300_000",
        ] {
            assert_eq!(iterations.read(typed), Ok(1_300_000), "{typed:?}");
        }
        // 1,3 is a decimal number in half of the world, and 4194304 MiB are more KiB than 32 bits can hold.
        for (field, typed) in [
            (memory, "1,3"),
            (memory, "1.5"),
            (memory, "0"),
            (memory, "1025"),
            (memory, "4194304"),
            (iterations, "13,00,000"),
            (iterations, ",600,000"),
            (iterations, "600,000,"),
            (iterations, "-600,000"),
            (iterations, "6e5"),
            (iterations, ""),
        ] {
            assert_eq!(
                field.read(typed),
                Err(ParamsError::OutOfBounds(field)),
                "{typed:?}"
            );
        }
        assert_eq!(
            ParamsError::OutOfBounds(memory).to_string(),
            "Memory (MiB): give a number from 1 to 1024."
        );
    }
}
