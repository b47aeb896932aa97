//! Password hashes: made, stored and verified. Slow on purpose, so they belong into the worker.
//!
//! Argon2id is RFC 9106, scrypt RFC 7914, PBKDF2 RFC 8018; they are stored as PHC strings. bcrypt is
//! `OpenBSD`'s and stored in its own form. Passwords are hashed as their UTF-8 bytes, nothing normalised.
//!
//! Does not promise that scrypt's and PBKDF2's working memory is overwritten: their crates free it as it
//! is.

mod bcrypt;
mod cost;
mod derive;
mod htpasswd;
mod params;
mod pasted;
mod stored;

use crate::engine::base::random::{ByteSource, RandomError};
use serde::{Deserialize, Serialize};
use std::fmt;

pub use cost::MAX_MEMORY_KIB;
pub use htpasswd::{UserError, htpasswd_line, with_doubled_dollars};
pub use params::{Field, Params, ParamsError};
pub use pasted::HashError;
pub use stored::Stored;

/// The most bytes that bcrypt reads of a password.
pub const BCRYPT_MAX_LEN: usize = 72;

/// The length of the salts made here, in bytes.
pub const SALT_LEN: usize = 16;

/// The length of the hashes made here, in bytes; bcrypt's is fixed at 23.
const HASH_LEN: usize = 32;

/// A password hash function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// Argon2id.
    #[default]
    Argon2id,
    /// bcrypt.
    Bcrypt,
    /// scrypt.
    Scrypt,
    /// PBKDF2 with HMAC-SHA-256.
    Pbkdf2,
}

impl Scheme {
    /// Every scheme, in the order in which OWASP recommends them.
    pub const ALL: [Self; 4] = [Self::Argon2id, Self::Scrypt, Self::Bcrypt, Self::Pbkdf2];

    /// The name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Argon2id => "Argon2id",
            Self::Bcrypt => "bcrypt",
            Self::Scrypt => "scrypt",
            Self::Pbkdf2 => "PBKDF2-HMAC-SHA256",
        }
    }

    /// The name for machines; but for bcrypt the one in its PHC strings.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Argon2id => "argon2id",
            Self::Bcrypt => "bcrypt",
            Self::Scrypt => "scrypt",
            Self::Pbkdf2 => "pbkdf2-sha256",
        }
    }

    /// The scheme of a [`Scheme::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.id() == id)
    }
}

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
    /// The machine has not this much memory to spare, in KiB.
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

/// The hash of `password` with a salt from `source`, as the text to store.
///
/// # Errors
/// [`PasswordError`] where the scheme cannot take the password or the parameters, or there is no salt.
pub fn hash(
    password: &[u8],
    params: &Params,
    source: &mut impl ByteSource,
) -> Result<String, PasswordError> {
    if password.is_empty() {
        return Err(PasswordError::Empty);
    }
    params.check().map_err(PasswordError::Params)?;
    let mut salt = [0; SALT_LEN];
    source.fill(&mut salt).map_err(PasswordError::Random)?;
    Stored::make(password, params, &salt).map(|stored| stored.to_string())
}
