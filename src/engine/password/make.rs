//! Making a hash of a password, as the text to store: bcrypt's own form, and PHC strings for the others.

use super::bcrypt::{self, Bcrypt, PreHash};
use super::derive::{self, Algorithm, Version};
use super::encoding::write_unpadded;
use super::hash_function::HashFunction;
use super::{Params, PasswordError, SALT_LEN, Scheme};
use crate::engine::base::random::ByteSource;

/// The length of the hashes made here, in bytes; bcrypt's is fixed at 23.
const HASH_LEN: usize = 32;

/// The hash of `password` with a salt from `source`, as the text to store.
///
/// # Errors
/// [`PasswordError`] where the scheme does not accept the password or the parameters, or `source` gives no salt.
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
    if params.scheme() == Scheme::Bcrypt {
        bcrypt::check(password)?;
    }
    let mut salt = [0; SALT_LEN];
    source.fill(&mut salt).map_err(PasswordError::Random)?;
    with_salt(password, params, salt)
}

fn with_salt(
    password: &[u8],
    params: &Params,
    salt: [u8; SALT_LEN],
) -> Result<String, PasswordError> {
    let [first, second, third] = params.triple();
    let mut hash = [0; HASH_LEN];
    let start = match params.scheme() {
        Scheme::Bcrypt => {
            let bcrypt = Bcrypt {
                cost: first,
                salt,
                sign_bug: false,
                before: PreHash::Nothing,
            };
            return Ok(bcrypt.write(&bcrypt.compute(password)?));
        }
        Scheme::Argon2id => {
            let variant = (Algorithm::Argon2id, Version::V0x13);
            derive::argon2(variant, params, password, &salt, &mut hash)?;
            format!("$argon2id$v=19$m={first},t={second},p={third}")
        }
        Scheme::Scrypt => {
            derive::scrypt(params, password, &salt, &mut hash)?;
            format!("$scrypt$ln={first},r={second},p={third}")
        }
        Scheme::Pbkdf2 => {
            HashFunction::Sha256.pbkdf2(password, &salt, first, &mut hash);
            format!("$pbkdf2-sha256$i={first},l={HASH_LEN}")
        }
    };
    let (salt, hash) = (write_unpadded(&salt), write_unpadded(&hash));
    Ok(format!("{start}${salt}${hash}"))
}
