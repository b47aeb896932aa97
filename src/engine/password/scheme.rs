//! Which password hash functions there are.

use serde::{Deserialize, Serialize};

/// The most bytes that bcrypt reads of a password.
pub const BCRYPT_MAX_LEN: usize = 72;

/// The length of the salts made here, in bytes.
pub const SALT_LEN: usize = 16;

/// The length of the hashes made here, in bytes; bcrypt's is fixed at 23.
pub(super) const HASH_LEN: usize = 32;

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
