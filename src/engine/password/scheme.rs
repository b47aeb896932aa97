//! Which password hash functions there are.

use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};

/// The most bytes that bcrypt reads of a password.
pub const BCRYPT_MAX_LEN: usize = 72;

/// The length of the salts made here, in bytes.
pub const SALT_LEN: usize = 16;

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

// In the order in which OWASP recommends them. Except for bcrypt the ids are those of PHC strings.
choices!(impl Scheme {
    Argon2id = "argon2id", "Argon2id";
    Scrypt = "scrypt", "scrypt";
    Bcrypt = "bcrypt", "bcrypt";
    Pbkdf2 = "pbkdf2-sha256", "PBKDF2-HMAC-SHA256";
});

/// What a person chooses: a scheme, or a file format that implies one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeChoice {
    /// The hash by itself.
    Hash(Scheme),
    /// A line of an htpasswd file, with bcrypt.
    Htpasswd,
}

impl Default for SchemeChoice {
    fn default() -> Self {
        Self::Hash(Scheme::default())
    }
}

choices!(impl SchemeChoice {
    Hash(Scheme::Argon2id) = "argon2id", "Argon2id";
    Hash(Scheme::Scrypt) = "scrypt", "scrypt";
    Hash(Scheme::Bcrypt) = "bcrypt", "bcrypt";
    Hash(Scheme::Pbkdf2) = "pbkdf2-sha256", "PBKDF2-HMAC-SHA256";
    Htpasswd = "htpasswd", "htpasswd";
});

impl SchemeChoice {
    /// The scheme that makes the hash.
    #[must_use]
    pub fn scheme(self) -> Scheme {
        match self {
            Self::Hash(scheme) => scheme,
            Self::Htpasswd => Scheme::Bcrypt,
        }
    }
}
