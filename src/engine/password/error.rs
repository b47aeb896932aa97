//! Why a password was not hashed or verified.

use super::{BCRYPT_MAX_LEN, Input, InputError, ParamsError};
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
    /// It holds a NUL character, where some implementations of bcrypt end and some do not.
    OpenNul,
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
            Self::OpenNul => f.write_str(
                "This password holds a NUL character. Some programs end a password for bcrypt there and others do \
                 not, so there is no one verdict.",
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

/// Why a pasted text cannot be verified against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HashError {
    /// There is none.
    Empty,
    /// It does not have the form of a stored hash.
    NoHash,
    /// It has the form of a plain digest, of this algorithm.
    Digest(&'static str),
    /// It says by this word that the password itself is stored.
    Clear(String),
    /// It says that the account has no password, or a disabled one.
    Disabled,
    /// It is a hash of this scheme, which is not computed here.
    Unsupported(&'static str),
    /// It has the form of a hash of a scheme that is not known here; its name as it stands.
    Unknown(String),
    /// It begins like a hash of this scheme, but is incomplete or malformed.
    Damaged(&'static str),
    /// It would be a hash of this scheme without the white space inside it.
    Broken(&'static str),
    /// Its hash, of this scheme, has this number of bytes, which no tool makes: it may be the beginning of a longer
    /// one, and would match as such.
    OddLength(&'static str, usize),
    /// Its parameters exceed the limits.
    Params(ParamsError),
    /// It does not hold its number of rounds.
    NoRounds,
    /// Its salt has this number of bytes, too few for Argon2.
    ShortSalt(usize),
    /// It was made with a key or associated data that it does not contain.
    Keyed,
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Paste the stored hash."),
            Self::NoHash => f.write_str(
                "There is no stored password hash in this. One begins like $argon2id$, $2b$, {SSHA} or \
                 pbkdf2_sha256$.",
            ),
            Self::Digest(algorithm) => write!(
                f,
                "This is not a stored password hash but hex digits, as many as {algorithm} has. If it is that \
                 digest of the password alone, hash the password under Text and compare it there."
            ),
            Self::Clear(word) => write!(
                f,
                "{word} says that the password itself is stored, not a hash of it. There is nothing to compute."
            ),
            Self::Disabled => f.write_str(
                "This account has no password hash: a !, a * or an x stands in its place, and no password matches.",
            ),
            Self::Unsupported(name) => {
                write!(f, "This is {name}, which this page does not compute.")
            }
            Self::Unknown(name) => write!(f, "{name} names no scheme that this page knows."),
            Self::Damaged(name) => write!(
                f,
                "This is not a whole {name} hash. Was part of it left behind in copying?"
            ),
            Self::Broken(name) => write!(
                f,
                "White space or a line break stands inside this {name} hash. Remove it."
            ),
            Self::OddLength(name, bytes) => write!(
                f,
                "This {name} hash has {bytes} bytes, an unusual length. Was its end left behind in copying?"
            ),
            Self::Params(error) => error.fmt(f),
            Self::NoRounds => f.write_str(
                "This hash does not hold its number of rounds: it cannot be computed without knowing it.",
            ),
            Self::ShortSalt(bytes) => write!(
                f,
                "The salt of this Argon2 hash has {bytes} bytes. Argon2 takes 8 at least, so it is not computed."
            ),
            Self::Keyed => {
                f.write_str("This hash was made with a key or data that are not part of it.")
            }
        }
    }
}

impl std::error::Error for HashError {}

impl From<PasswordError> for InputError {
    fn from(error: PasswordError) -> Self {
        let input = match error {
            PasswordError::Random(_) => None,
            PasswordError::Params(error) => Some(error.input()),
            PasswordError::OutOfMemory(_) => Some(Input::Cost(0)),
            _ => Some(Input::Password),
        };
        Self {
            input,
            message: error.to_string(),
        }
    }
}

impl From<HashError> for InputError {
    fn from(error: HashError) -> Self {
        Self {
            input: Some(Input::Stored),
            message: error.to_string(),
        }
    }
}
