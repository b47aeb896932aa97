//! Why there is no key.

use crate::engine::base::random::RandomError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why no key can be made of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecError {
    /// With `_` in the random part, a server that splits at `_` would cut some of the keys.
    UnderscoreAfterKeyId,
    /// The word list is missing.
    NoWords,
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnderscoreAfterKeyId => {
                "The symbols of this format include _, which a server could take for the end of the key id. Choose \
                 Base62, Base58 or Hex, or turn the key id off."
            }
            Self::NoWords => "The word list is not loaded, so no passphrase was made. Try again.",
        })
    }
}

impl std::error::Error for SpecError {}

/// Why there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MintError {
    /// There were no random bytes.
    Random(RandomError),
    /// There can be no key of this form.
    Spec(SpecError),
}

impl From<RandomError> for MintError {
    fn from(error: RandomError) -> Self {
        Self::Random(error)
    }
}

impl From<SpecError> for MintError {
    fn from(error: SpecError) -> Self {
        Self::Spec(error)
    }
}

impl fmt::Display for MintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(error) => error.fmt(f),
            Self::Spec(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MintError {}
