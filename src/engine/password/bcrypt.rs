//! bcrypt: its own form of a stored hash (`$2b$`, the cost in two digits, `$`, 22 characters of salt and 31 of
//! hash in an alphabet of its own), and the hashes that some libraries apply first, since it reads 72 bytes only.

use super::encoding::write_padded;
use super::hash_function::HashFunction;
use super::{BCRYPT_MAX_LEN, PasswordError, SALT_LEN};
use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// bcrypt computes 24 bytes and stores all but the last.
pub(super) const HASH_LEN: usize = 23;

const SALT_CHARACTERS: usize = 22;

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_encode_padding(false)
    .with_decode_padding_mode(DecodePaddingMode::RequireNone);
const BASE64: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::BCRYPT, CONFIG);
/// Some old tools set unused bits in the last character of the salt.
const SALT_BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::BCRYPT,
    CONFIG.with_decode_allow_trailing_bits(true),
);

/// How a bcrypt hash was computed.
#[derive(Clone)]
pub(super) struct Bcrypt {
    /// The binary logarithm of the rounds.
    pub(super) cost: u32,
    /// The salt.
    pub(super) salt: [u8; SALT_LEN],
    /// Whether it is of `$2x$`: `crypt_blowfish` before 1.1, which extended the sign of bytes above 127.
    pub(super) sign_bug: bool,
    /// What is hashed in place of the password.
    pub(super) before: PreHash,
}

/// What is hashed by bcrypt in place of the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PreHash {
    /// Nothing: it is the password itself.
    Nothing,
    /// SHA-256 in hex, by Django.
    HexSha256,
    /// SHA-256 in base64, by passlib's first version.
    Sha256,
    /// HMAC-SHA-256 under the salt's text in base64, by passlib's second version.
    HmacSha256,
    /// HMAC-SHA-384 in base64 of the trimmed password, by `WordPress`.
    WordPress,
}

/// Refuses a password that bcrypt would truncate.
///
/// # Errors
/// [`PasswordError`] for more than [`BCRYPT_MAX_LEN`] bytes, or a NUL among them.
pub(super) fn check(password: &[u8]) -> Result<(), PasswordError> {
    if password.len() > BCRYPT_MAX_LEN {
        return Err(PasswordError::TooLong(password.len()));
    }
    if password.contains(&0) {
        return Err(PasswordError::Nul);
    }
    Ok(())
}

impl Bcrypt {
    /// The hash of `password`, of which bcrypt reads the first [`BCRYPT_MAX_LEN`] bytes.
    ///
    /// # Errors
    /// [`PasswordError::OpenNul`] where those hold a NUL.
    pub(super) fn compute(&self, password: &[u8]) -> Result<[u8; HASH_LEN], PasswordError> {
        let hashed = self.before.of(password, &self.salt);
        let password = hashed.as_deref().map_or(password, Vec::as_slice);
        let read = &password[..password.len().min(BCRYPT_MAX_LEN)];
        if read.contains(&0) {
            return Err(PasswordError::OpenNul);
        }
        // The terminating NUL belongs to the key, unless the password fills all 72 bytes.
        let mut key = Zeroizing::new([0; BCRYPT_MAX_LEN]);
        key[..read.len()].copy_from_slice(read);
        let mut len = (read.len() + 1).min(BCRYPT_MAX_LEN);
        if self.sign_bug {
            *key = with_sign_bug(&key[..len]);
            len = BCRYPT_MAX_LEN;
        }
        let mut hash = [0; HASH_LEN];
        hash.copy_from_slice(&bcrypt::bcrypt(self.cost, self.salt, &key[..len])[..HASH_LEN]);
        Ok(hash)
    }

    /// The text to store, for bcrypt without a hash before it.
    pub(super) fn write(&self, hash: &[u8; HASH_LEN]) -> String {
        let (salt, hash) = (BASE64.encode(self.salt), BASE64.encode(hash));
        format!("$2b${:02}${salt}{hash}", self.cost)
    }
}

impl PreHash {
    /// What is hashed in place of `password`; `None` where it is the password itself.
    fn of(self, password: &[u8], salt: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let digest = Zeroizing::new(match self {
            Self::Nothing => return None,
            Self::HexSha256 | Self::Sha256 => HashFunction::Sha256.digest(&[password]),
            Self::HmacSha256 => HashFunction::Sha256.hmac(BASE64.encode(salt).as_bytes(), password),
            Self::WordPress => {
                // What PHP's trim removes.
                let is_space = |byte: &u8| b" \t\n\r\0\x0b".contains(byte);
                let start = password.iter().take_while(|byte| is_space(byte)).count();
                let rest = &password[start..];
                let end = rest.iter().rev().take_while(|byte| is_space(byte)).count();
                HashFunction::Sha384.hmac(b"wp-sha384", &rest[..rest.len() - end])
            }
        });
        let text = match self {
            Self::HexSha256 => base16ct::lower::encode_string(&digest),
            _ => write_padded(&digest),
        };
        Some(Zeroizing::new(text.into_bytes()))
    }
}

/// A key of 72 bytes that Blowfish expands to what the sign bug made of `key`: the same 18 words.
fn with_sign_bug(key: &[u8]) -> [u8; BCRYPT_MAX_LEN] {
    let mut faulty = [0; BCRYPT_MAX_LEN];
    let mut bytes = key.iter().cycle();
    for word in faulty.chunks_exact_mut(4) {
        let extended = bytes.by_ref().take(4).fold(0_u32, |word, &byte| {
            (word << 8) | i32::from(byte.cast_signed()).cast_unsigned()
        });
        word.copy_from_slice(&extended.to_be_bytes());
    }
    faulty
}

/// The parts of a text that begins with `$2a$`, `$2b$`, `$2x$` or `$2y$`; all but `$2x$` are equivalent for
/// passwords of less than 256 bytes. `None` where it is damaged or of another version.
pub(super) fn read(text: &str) -> Option<(Bcrypt, [u8; HASH_LEN])> {
    let (version, rest) = text.strip_prefix("$2")?.split_once('$')?;
    let (cost, rest) = rest.split_once('$')?;
    if cost.len() != 2 {
        return None;
    }
    let (salt, hash) = rest.split_at_checked(SALT_CHARACTERS)?;
    read_parts(version, cost, salt, hash)
}

/// The parts from their texts; `version` without its 2.
pub(super) fn read_parts(
    version: &str,
    cost: &str,
    salt: &str,
    hash: &str,
) -> Option<(Bcrypt, [u8; HASH_LEN])> {
    if !matches!(version, "a" | "b" | "x" | "y")
        || !cost.bytes().all(|digit| digit.is_ascii_digit())
        || salt.len() != SALT_CHARACTERS
    {
        return None;
    }
    let cost = cost.parse().ok().filter(|cost| (4..=31).contains(cost))?;
    let salt = SALT_BASE64.decode(salt).ok()?.try_into().ok()?;
    let hash = BASE64.decode(hash).ok()?.try_into().ok()?;
    let bcrypt = Bcrypt {
        cost,
        salt,
        sign_bug: version == "x",
        before: PreHash::Nothing,
    };
    Some((bcrypt, hash))
}
