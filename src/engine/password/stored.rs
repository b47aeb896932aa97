//! A stored password hash: parsed, written, verified.
//!
//! Parses PHC strings of Argon2 (all three variants, versions 16 and 19), scrypt and PBKDF2-HMAC-SHA256,
//! passlib's older form of the last, and bcrypt's own form; any of them also in an htpasswd line, with its
//! dollar signs doubled for Docker Compose, or with surrounding white space. Salts may have 8 to 48 bytes and
//! hashes 10 to 64, the limits of the PHC crate.

use super::derive::{self, Algorithm, Version};
use super::pasted::{HashError, of_passlib, shorten, unwrap};
use super::scheme::HASH_LEN;
use super::{Params, PasswordError, SALT_LEN, Scheme, bcrypt};
use phc::{Ident, Output, ParamsString, PasswordHash, Salt};
use std::fmt;
use subtle::ConstantTimeEq;

/// A stored password hash.
#[derive(Clone)]
pub struct Stored {
    /// Argon2i and Argon2d count as [`Scheme::Argon2id`] here: they have its parameters.
    params: Params,
    form: SchemeHash,
}

#[derive(Clone)]
enum SchemeHash {
    Bcrypt(bcrypt::Parts),
    Argon2(Algorithm, Version, Salt, Output),
    Stretched(Salt, Output),
}

impl Stored {
    /// Parses a hash that a person pasted.
    ///
    /// # Errors
    /// [`HashError`] where it cannot be verified here.
    // For size, also in the worker: see its profile in Cargo.toml.
    #[inline(never)]
    pub fn read(text: &str) -> Result<Self, HashError> {
        let text = unwrap(text.trim())?;
        if text.starts_with("$2") {
            let parts = bcrypt::read(&text).ok_or(HashError::Damaged(Scheme::Bcrypt))?;
            return Ok(Self {
                params: Params::unchecked(Scheme::Bcrypt, &[parts.0]),
                form: SchemeHash::Bcrypt(parts),
            });
        }
        let name = text.split('$').nth(1).unwrap_or_default();
        let (scheme, argon2) = match name {
            "argon2id" => (Scheme::Argon2id, Some(Algorithm::Argon2id)),
            "argon2i" => (Scheme::Argon2id, Some(Algorithm::Argon2i)),
            "argon2d" => (Scheme::Argon2id, Some(Algorithm::Argon2d)),
            "scrypt" => (Scheme::Scrypt, None),
            "pbkdf2-sha256" => (Scheme::Pbkdf2, None),
            other => return Err(HashError::Unsupported(shorten(other))),
        };
        Self::read_phc(&of_passlib(&text), scheme, argon2)
    }

    fn read_phc(text: &str, scheme: Scheme, argon2: Option<Algorithm>) -> Result<Self, HashError> {
        let damaged = HashError::Damaged(scheme);
        let phc = PasswordHash::new(text).map_err(|_| damaged.clone())?;
        let names: &[&str] = match scheme {
            Scheme::Argon2id => &["m", "t", "p"],
            Scheme::Scrypt => &["ln", "r", "p"],
            Scheme::Bcrypt | Scheme::Pbkdf2 => &["i"],
        };
        let mut values = Vec::with_capacity(names.len());
        for name in names {
            values.push(
                phc.params
                    .get_decimal(*name)
                    .filter(|&value| value > 0)
                    .ok_or_else(|| damaged.clone())?,
            );
        }
        let params = Params::unchecked(scheme, &values);
        params.check_memory().map_err(HashError::Params)?;
        // A key or associated data would have to be known, too.
        if phc
            .params
            .iter()
            .any(|(name, _)| matches!(name.as_str(), "keyid" | "data"))
        {
            return Err(HashError::Keyed);
        }
        let (Some(salt), Some(hash)) = (phc.salt, phc.hash) else {
            return Err(damaged);
        };
        let form = match argon2 {
            Some(algorithm) => {
                // Strings without a version are from before version 19.
                let version = match phc.version {
                    None | Some(0x10) => Version::V0x10,
                    Some(0x13) => Version::V0x13,
                    Some(_) => return Err(damaged),
                };
                SchemeHash::Argon2(algorithm, version, salt, hash)
            }
            None => SchemeHash::Stretched(salt, hash),
        };
        Ok(Self { params, form })
    }

    /// Hashes `password` with this salt.
    pub(super) fn make(
        password: &[u8],
        params: &Params,
        salt: &[u8; SALT_LEN],
    ) -> Result<Self, PasswordError> {
        let phc_salt = Salt::new(salt).expect("a PHC salt may have 16 bytes");
        let hash = Output::new(&[0; HASH_LEN]).expect("a PHC hash may have 32 bytes");
        let form = match params.scheme() {
            Scheme::Bcrypt => {
                SchemeHash::Bcrypt((params.triple()[0], *salt, [0; bcrypt::HASH_LEN]))
            }
            Scheme::Argon2id => {
                SchemeHash::Argon2(Algorithm::Argon2id, Version::V0x13, phc_salt, hash)
            }
            Scheme::Scrypt | Scheme::Pbkdf2 => SchemeHash::Stretched(phc_salt, hash),
        };
        let mut stored = Self {
            params: *params,
            form,
        };
        let computed = stored.compute(password)?;
        match &mut stored.form {
            SchemeHash::Bcrypt((_, _, hash)) => hash.copy_from_slice(&computed),
            SchemeHash::Argon2(.., hash) | SchemeHash::Stretched(_, hash) => {
                *hash = Output::new(&computed).expect("a PHC hash may have 32 bytes");
            }
        }
        Ok(stored)
    }

    /// Whether this is the hash of `password`; compared in constant time.
    ///
    /// # Errors
    /// [`PasswordError`] where the scheme does not accept the password or there is not enough memory.
    // For size, also in the worker: see its profile in Cargo.toml.
    #[inline(never)]
    pub fn verify(&self, password: &[u8]) -> Result<bool, PasswordError> {
        let computed = self.compute(password)?;
        let hash = match &self.form {
            SchemeHash::Bcrypt((_, _, hash)) => hash,
            SchemeHash::Argon2(.., hash) | SchemeHash::Stretched(_, hash) => hash.as_bytes(),
        };
        Ok(computed.ct_eq(hash).into())
    }

    /// The hash of `password` by the parameters and salt of this one, as long as this one.
    fn compute(&self, password: &[u8]) -> Result<Vec<u8>, PasswordError> {
        match &self.form {
            SchemeHash::Bcrypt((cost, salt, _)) => {
                bcrypt::compute(*cost, *salt, password).map(Into::into)
            }
            SchemeHash::Argon2(algorithm, version, salt, hash) => {
                let mut computed = vec![0; hash.len()];
                derive::argon2(
                    (*algorithm, *version),
                    &self.params,
                    password,
                    salt,
                    &mut computed,
                )?;
                Ok(computed)
            }
            SchemeHash::Stretched(salt, hash) => {
                let mut computed = vec![0; hash.len()];
                derive::stretch(&self.params, password, salt, &mut computed)?;
                Ok(computed)
            }
        }
    }

    /// The scheme and the parameters.
    #[must_use]
    pub fn params(&self) -> &Params {
        &self.params
    }
}

/// The parameters alone: the rest would let somebody guess the password.
impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored({})", self.params)
    }
}

/// The text to store.
impl fmt::Display for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.params.triple();
        let (name, version, params, salt, hash) = match &self.form {
            SchemeHash::Bcrypt(parts) => return f.write_str(&bcrypt::write(parts)),
            SchemeHash::Argon2(algorithm, version, salt, hash) => (
                algorithm.as_str(),
                Some(u32::from(*version)),
                format!("m={first},t={second},p={third}"),
                salt,
                hash,
            ),
            SchemeHash::Stretched(salt, hash) if self.params.scheme() == Scheme::Scrypt => (
                "scrypt",
                None,
                format!("ln={first},r={second},p={third}"),
                salt,
                hash,
            ),
            SchemeHash::Stretched(salt, hash) => (
                "pbkdf2-sha256",
                None,
                format!("i={first},l={}", hash.len()),
                salt,
                hash,
            ),
        };
        let phc = PasswordHash {
            algorithm: name.parse::<Ident>().map_err(|_| fmt::Error)?,
            version,
            params: params.parse::<ParamsString>().map_err(|_| fmt::Error)?,
            salt: Some(*salt),
            hash: Some(*hash),
        };
        phc.fmt(f)
    }
}
