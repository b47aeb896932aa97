//! Why a password was not hashed.

use super::{BCRYPT_MAX_LEN, ParamsError};
use crate::engine::base::random::RandomError;
use std::fmt;

/// Why a password was not hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// There is no password.
    Empty,
    /// It has this number of bytes, and bcrypt reads [`BCRYPT_MAX_LEN`].
    TooLong(usize),
    /// It holds a NUL character, where bcrypt ends.
    Nul,
    /// A parameter is out of its bounds.
    Params(ParamsError),
    /// There was no salt.
    Random(RandomError),
    /// This much memory, in KiB, could not be allocated.
    OutOfMemory(u64),
}

impl fmt::Display for PasswordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Give a password."),
            Self::TooLong(len) => write!(
                f,
                "bcrypt reads {BCRYPT_MAX_LEN} bytes at most and this password has {len}. Shorten it or \
                 choose Argon2id."
            ),
            Self::Nul => f.write_str(
                "bcrypt ends at a NUL character and this password holds one. Remove it or choose Argon2id.",
            ),
            Self::Params(error) => error.fmt(f),
            Self::Random(error) => error.fmt(f),
            Self::OutOfMemory(kib) => write!(
                f,
                "The browser did not give the {} MiB of memory that this takes. Close other tabs or choose \
                 less memory.",
                kib.div_ceil(1024)
            ),
        }
    }
}

impl std::error::Error for PasswordError {}
