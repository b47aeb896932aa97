//! What a password hash costs: the parameters of each scheme, their bounds and recommended values.
//!
//! The defaults and minima are those of OWASP's Password Storage Cheat Sheet. The bounds only keep a hash
//! within the memory of a tab; what takes too long can be cancelled.

use super::{Input, Scheme};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most memory that a hash made or verified here may use, in KiB: 1 GiB.
pub const MAX_MEMORY_KIB: u64 = 1024 * 1024;

/// A parameter of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name for people, its unit in brackets.
    pub label: &'static str,
    /// The smallest value.
    pub min: u32,
    /// The largest value.
    pub max: u32,
    /// The value to begin with: OWASP's advice, or more where it names a minimum only (bcrypt, 10).
    pub default: u32,
}

impl Scheme {
    /// The parameters, in the order of [`Params::values`].
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        const fn field(label: &'static str, min: u32, max: u32, default: u32) -> Field {
            Field {
                label,
                min,
                max,
                default,
            }
        }
        const ARGON2ID: [Field; 3] = [
            field("Memory (KiB)", 8, 1024 * 1024, 19 * 1024),
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
pub struct Params {
    scheme: Scheme,
    /// One for each of [`Scheme::fields`], then ones.
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

/// `Argon2id: Memory (KiB) 19456, Passes 2, Lanes 1`.
impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme.label())?;
        for (index, (field, value)) in self.scheme.fields().iter().zip(self.values()).enumerate() {
            let separator = if index == 0 { ":" } else { "," };
            write!(f, "{separator} {} {value}", field.label)?;
        }
        Ok(())
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
    /// The input that it is about: for memory the first parameter, which has the most to do with it.
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
            Self::OutOfBounds(Field {
                label, min, max, ..
            }) => write!(f, "{label}: give a number from {min} to {max}."),
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
                kib.div_ceil(1024),
                MAX_MEMORY_KIB / 1024
            ),
        }
    }
}

impl std::error::Error for ParamsError {}

#[cfg(test)]
mod tests {
    use super::{Params, ParamsError};
    use crate::engine::password::Scheme;

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
            assert!(!params.is_weak(), "{params}");
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
}
