//! Password hashes: made, stored and verified. Slow on purpose, so they run in the worker.
//!
//! Argon2id is RFC 9106, scrypt RFC 7914, PBKDF2 RFC 8018; they are stored as PHC strings. bcrypt is
//! `OpenBSD`'s and stored in its own form. Passwords are hashed as their UTF-8 bytes, nothing normalised.
//!
//! Does not promise that scrypt's and PBKDF2's working memory is overwritten: their crates free it without
//! that.

mod bcrypt;
mod cost;
mod derive;
mod error;
mod htpasswd;
mod params;
mod pasted;
mod scheme;
mod stored;

use crate::engine::base::random::ByteSource;

pub use error::PasswordError;
pub use htpasswd::{UserError, htpasswd_line, with_doubled_dollars};
pub use params::{Field, MAX_MEMORY_KIB, Params, ParamsError};
pub use pasted::HashError;
pub use scheme::{BCRYPT_MAX_LEN, SALT_LEN, Scheme};
pub use stored::Stored;

/// The hash of `password` with a salt from `source`, as the text to store.
///
/// # Errors
/// [`PasswordError`] where the scheme does not accept the password or the parameters, or there is no salt.
// For size, also in the worker: see its profile in Cargo.toml.
#[inline(never)]
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
