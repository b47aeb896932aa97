//! The source of random bytes, always passed in: the engine never creates one.
//!
//! In the page the source is the browser's crypto RNG; in a test it is a list of known bytes, so that
//! the test knows the key.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where random bytes come from.
pub trait ByteSource {
    /// Overwrites all of `out` with independent, uniformly distributed bytes.
    ///
    /// # Errors
    /// [`RandomError`] when the source fails. The content of `out` is then
    /// unspecified and must not be used.
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError>;

    /// Whether many keys are made of the bytes. The code for that is fast and large: only a program with such a
    /// source links it. The keys are the same.
    #[inline]
    #[must_use]
    fn is_for_many() -> bool
    where
        Self: Sized,
    {
        false
    }
}

impl<S: ByteSource + ?Sized> ByteSource for &mut S {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        (**self).fill(out)
    }
}

/// Why there are no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RandomError {
    /// The source is missing or refused.
    Unavailable,
    /// The source answered with bytes that a working one never gives, such as all zeros.
    Broken,
    /// The code that makes keys from the bytes failed its known-answer test.
    WrongAnswer,
}

impl fmt::Display for RandomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unavailable => {
                "This browser gave no random numbers, so no secret was made. Try another browser, or turn off \
                 extensions that change crypto.getRandomValues."
            }
            Self::Broken => {
                "This browser's random numbers are not random, so no secret was made. Try another browser, or \
                 turn off extensions that change crypto.getRandomValues."
            }
            Self::WrongAnswer => {
                "This copy of Latchkey computes wrongly in this browser, so no secret was made. Reload it, or try \
                 another browser."
            }
        })
    }
}

impl std::error::Error for RandomError {}
