//! How a stored hash was computed: the function with its parameters and its salt.

use super::bcrypt::{Bcrypt, PreHash};
use super::crypt::{md5_crypt, sha_crypt};
use super::derive::{self, Algorithm, Version};
use super::encoding::write_crypt;
use super::hash_function::HashFunction;
use super::{BCRYPT_MAX_LEN, Params, PasswordError};
use subtle::{Choice, ConstantTimeEq as _};

/// How a stored hash was computed.
#[derive(Clone)]
pub(super) enum Method {
    /// bcrypt.
    Bcrypt(Bcrypt),
    /// Argon2 of a variant and a version. The salt has 8 bytes at least.
    Argon2(Algorithm, Version, Params, Vec<u8>),
    /// scrypt.
    Scrypt(Params, Vec<u8>),
    /// PBKDF2 with HMAC, its rounds and its salt.
    Pbkdf2(HashFunction, u32, Vec<u8>),
    /// MD5-crypt under `$1$` or `$apr1$`.
    Md5Crypt(&'static str, Vec<u8>),
    /// SHA-crypt, with rounds within its bounds.
    ShaCrypt(HashFunction, u32, Vec<u8>),
    /// A fast digest of password and salt.
    Salted(HashFunction, Order, Vec<u8>),
}

/// What a fast digest is computed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The password, then the salt: LDAP.
    SaltLast,
    /// Django writes the salt before the password, Werkzeug computes HMAC under the salt; their texts are alike.
    SaltFirstOrHmac,
    /// The salt, then the password, and 1,023 times the digest of that: Spring Security's old standard.
    Spring,
}

impl Method {
    /// The name of the scheme for people.
    pub(super) fn label(&self) -> &'static str {
        use HashFunction::{Md5, Sha1, Sha256, Sha384, Sha512};
        match self {
            Self::Bcrypt(bcrypt) => match bcrypt.before {
                PreHash::Nothing if bcrypt.sign_bug => "bcrypt ($2x$, with its sign bug)",
                PreHash::Nothing => "bcrypt",
                PreHash::HexSha256 | PreHash::Sha256 => "bcrypt of SHA-256",
                PreHash::HmacSha256 => "bcrypt of HMAC-SHA-256",
                PreHash::WordPress => "bcrypt of HMAC-SHA-384",
            },
            Self::Argon2(Algorithm::Argon2d, ..) => "Argon2d",
            Self::Argon2(Algorithm::Argon2i, ..) => "Argon2i",
            Self::Argon2(Algorithm::Argon2id, ..) => "Argon2id",
            Self::Scrypt(..) => "scrypt",
            Self::Pbkdf2(function, ..) => match function {
                Md5 => "PBKDF2-HMAC-MD5",
                Sha1 => "PBKDF2-HMAC-SHA1",
                Sha256 => "PBKDF2-HMAC-SHA256",
                Sha384 => "PBKDF2-HMAC-SHA384",
                Sha512 => "PBKDF2-HMAC-SHA512",
            },
            Self::Md5Crypt("$apr1$", _) => "apr1 (Apache's MD5-crypt)",
            Self::Md5Crypt(..) => "MD5-crypt",
            Self::ShaCrypt(Sha512, ..) => "SHA-512-crypt",
            Self::ShaCrypt(..) => "SHA-256-crypt",
            Self::Salted(function, _, salt) => match (function, salt.is_empty()) {
                (Md5, true) => "unsalted MD5",
                (Md5, false) => "salted MD5",
                (Sha1, true) => "unsalted SHA-1",
                (Sha1, false) => "salted SHA-1",
                (Sha256, true) => "unsalted SHA-256",
                (Sha256, false) => "salted SHA-256",
                (Sha384, true) => "unsalted SHA-384",
                (Sha384, false) => "salted SHA-384",
                (Sha512, true) => "unsalted SHA-512",
                (Sha512, false) => "salted SHA-512",
            },
        }
    }

    /// How many bytes of a password of `len` bytes the method reads; `None` if it reads all of them.
    pub(super) fn reads_of(&self, len: usize) -> Option<usize> {
        match self {
            Self::Bcrypt(bcrypt) if bcrypt.before == PreHash::Nothing && len > BCRYPT_MAX_LEN => {
                Some(BCRYPT_MAX_LEN)
            }
            _ => None,
        }
    }

    /// Whether `hash` is that of `password`; compared in constant time.
    ///
    /// # Errors
    /// [`PasswordError`] where implementations of the method disagree on the password, or there is not enough memory.
    pub(super) fn matches(&self, password: &[u8], hash: &[u8]) -> Result<bool, PasswordError> {
        let mut computed = vec![0; hash.len()];
        match self {
            Self::Bcrypt(bcrypt) => computed = bcrypt.compute(password)?.to_vec(),
            Self::Argon2(algorithm, version, params, salt) => {
                let variant = (*algorithm, *version);
                derive::argon2(variant, params, password, salt, &mut computed)?;
            }
            Self::Scrypt(params, salt) => derive::scrypt(params, password, salt, &mut computed)?,
            Self::Pbkdf2(function, rounds, salt) => {
                function.pbkdf2(password, salt, *rounds, &mut computed);
            }
            Self::Md5Crypt(magic, salt) => {
                computed = write_crypt(md5_crypt(password, magic, salt)).into_bytes();
            }
            Self::ShaCrypt(function, rounds, salt) => {
                let bytes = sha_crypt(*function, password, salt, *rounds).unwrap_or_default();
                computed = write_crypt(bytes).into_bytes();
            }
            Self::Salted(function, order, salt) => {
                return Ok(order.matches(*function, password, salt, hash).into());
            }
        }
        Ok(computed.ct_eq(hash).into())
    }
}

impl Order {
    fn matches(self, function: HashFunction, password: &[u8], salt: &[u8], hash: &[u8]) -> Choice {
        match self {
            Self::SaltLast => function.digest(&[password, salt]).ct_eq(hash),
            Self::SaltFirstOrHmac => {
                function.digest(&[salt, password]).ct_eq(hash)
                    | function.hmac(salt, password).ct_eq(hash)
            }
            Self::Spring => {
                let mut digest = function.digest(&[salt, password]);
                for _ in 1..1024 {
                    digest = function.digest(&[&digest]);
                }
                digest.ct_eq(hash)
            }
        }
    }
}
