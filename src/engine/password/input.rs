//! The inputs of the page for password hashes, so that an error can be shown beside the one it is about.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An input of the page for password hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    /// The password.
    Password,
    /// The parameter at this place in [`super::Scheme::fields`].
    Cost(u8),
    /// The stored hash.
    Stored,
}

/// A message, and the input that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputError {
    /// The input; `None` where it is about none of them.
    pub input: Option<Input>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}
