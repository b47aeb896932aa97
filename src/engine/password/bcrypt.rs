//! bcrypt's own form of a stored hash: `$2b$`, the cost in two digits, `$`, 22 characters of salt and 31 of
//! hash in an alphabet of its own.

use super::{BCRYPT_MAX_LEN, PasswordError, SALT_LEN};
use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// bcrypt computes 24 bytes and stores all but the last.
pub(super) const HASH_LEN: usize = 23;

/// Cost, salt and hash as they are stored.
pub(super) type Parts = (u32, [u8; SALT_LEN], [u8; HASH_LEN]);

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::BCRYPT,
    // Some old tools set unused bits in the last character of the salt.
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// The hash of `password`.
///
/// # Errors
/// [`PasswordError`] for what bcrypt would truncate: more than [`BCRYPT_MAX_LEN`] bytes, or a NUL among them.
pub(super) fn compute(
    cost: u32,
    salt: [u8; SALT_LEN],
    password: &[u8],
) -> Result<[u8; HASH_LEN], PasswordError> {
    if password.len() > BCRYPT_MAX_LEN {
        return Err(PasswordError::TooLong(password.len()));
    }
    if password.contains(&0) {
        return Err(PasswordError::Nul);
    }
    // The terminating NUL belongs to the key, unless the password fills all 72 bytes.
    let mut key = Zeroizing::new([0; BCRYPT_MAX_LEN]);
    key[..password.len()].copy_from_slice(password);
    let key = &key[..(password.len() + 1).min(BCRYPT_MAX_LEN)];
    let mut hash = [0; HASH_LEN];
    hash.copy_from_slice(&bcrypt::bcrypt(cost, salt, key)[..HASH_LEN]);
    Ok(hash)
}

/// The text to store.
pub(super) fn write((cost, salt, hash): &Parts) -> String {
    format!(
        "$2b${cost:02}${}{}",
        BASE64.encode(salt),
        BASE64.encode(hash)
    )
}

/// The parts of a text that begins with `$2a$`, `$2b$` or `$2y$`, which are equivalent for passwords that are
/// not truncated. `None` where it is damaged or of another version.
pub(super) fn read(text: &str) -> Option<Parts> {
    const SALT_CHARACTERS: usize = 22;
    let (version, rest) = text.strip_prefix("$2")?.split_once('$')?;
    let (cost, rest) = rest.split_once('$')?;
    if !matches!(version, "a" | "b" | "y")
        || cost.len() != 2
        || !cost.bytes().all(|digit| digit.is_ascii_digit())
    {
        return None;
    }
    let cost = cost.parse().ok().filter(|cost| (4..=31).contains(cost))?;
    let (salt, hash) = rest.split_at_checked(SALT_CHARACTERS)?;
    let salt = BASE64.decode(salt).ok()?.try_into().ok()?;
    let hash = BASE64.decode(hash).ok()?.try_into().ok()?;
    Some((cost, salt, hash))
}
