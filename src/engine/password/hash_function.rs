//! The fast hash functions inside password hashes: digests of several parts, HMAC and PBKDF2 by each.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HashFunction {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl HashFunction {
    /// The function that a stored hash names, in any case, with or without a hyphen.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().replace('-', "").as_str() {
            "md5" => Self::Md5,
            "sha1" | "sha" => Self::Sha1,
            "sha256" => Self::Sha256,
            "sha384" => Self::Sha384,
            "sha512" => Self::Sha512,
            _ => return None,
        })
    }

    /// Its name for people.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The length of its digests in bytes.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The digest of `parts`, one after the other.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Md5 => digest::<Md5>(parts),
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }

    /// HMAC of `message` under `key`.
    pub(super) fn hmac(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        macro_rules! hmac {
            ($function:ty) => {{
                let mut mac =
                    Hmac::<$function>::new_from_slice(key).expect("HMAC takes keys of any length");
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            }};
        }
        match self {
            Self::Md5 => hmac!(Md5),
            Self::Sha1 => hmac!(Sha1),
            Self::Sha256 => hmac!(Sha256),
            Self::Sha384 => hmac!(Sha384),
            Self::Sha512 => hmac!(Sha512),
        }
    }

    /// PBKDF2 of `password` with HMAC by this function, filling `hash`.
    pub(super) fn pbkdf2(self, password: &[u8], salt: &[u8], rounds: u32, hash: &mut [u8]) {
        use pbkdf2::pbkdf2_hmac;
        match self {
            Self::Md5 => pbkdf2_hmac::<Md5>(password, salt, rounds, hash),
            Self::Sha1 => pbkdf2_hmac::<Sha1>(password, salt, rounds, hash),
            Self::Sha256 => pbkdf2_hmac::<Sha256>(password, salt, rounds, hash),
            Self::Sha384 => pbkdf2_hmac::<Sha384>(password, salt, rounds, hash),
            Self::Sha512 => pbkdf2_hmac::<Sha512>(password, salt, rounds, hash),
        }
    }
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hasher = D::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}
