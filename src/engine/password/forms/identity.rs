//! ASP.NET Core Identity: base64 of a version, PBKDF2's parameters, salt and hash.
//!
//! Version 3 begins with 1 and has four numbers of 32 bits, the highest byte first; version 2, also of older ASP.NET,
//! begins with 0 and always has 1,000 rounds of PBKDF2 by SHA-1, 16 bytes of salt and 32 of hash.

use crate::engine::password::encoding::padded_base64;
use crate::engine::password::error::HashError;
use crate::engine::password::hash_function::HashFunction;
use crate::engine::password::method::Method;
use crate::engine::password::stored::StoredHash;

/// The name of the scheme for people.
const LABEL: &str = "ASP.NET Identity";
/// The beginnings of version 3: the function is 0, 1 or 2, and there are less than 2^24 rounds.
const STARTS: [&str; 3] = ["AQAAAAAA", "AQAAAAEA", "AQAAAAIA"];
/// The length of version 2: base64 of 49 bytes.
const OLD_LEN: usize = 68;

/// Whether a text begins like one of these hashes.
pub(in crate::engine::password) fn begins(text: &str) -> bool {
    is_new(text) || is_old(text)
}

fn is_new(text: &str) -> bool {
    STARTS.iter().any(|start| text.starts_with(start))
}

/// Whether a text begins with a whole hash of version 2: its first byte is 0, and it ends in two `=`.
fn is_old(text: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.as_bytes().first() == Some(&b'A')
        && matches!(text.as_bytes().get(1), Some(b'A'..=b'P'))
        && text.get(OLD_LEN - 2..OLD_LEN) == Some("==")
        && text.as_bytes()[..OLD_LEN - 2].iter().all(is_letter)
}

/// Parses a hash; [`HashError::NoHash`] where the text does not begin like one.
pub(super) fn read(text: &str) -> Result<StoredHash, HashError> {
    if is_old(text) && text.len() == OLD_LEN {
        let bytes = padded_base64(text).ok_or(HashError::Damaged(LABEL))?;
        let (salt, hash) = bytes[1..].split_at(16);
        return Ok(stored(HashFunction::Sha1, 1000, salt, hash));
    }
    if !is_new(text) {
        return Err(HashError::NoHash);
    }
    let damaged = HashError::Damaged(LABEL);
    let bytes = padded_base64(text).ok_or(damaged.clone())?;
    let (numbers, _) = bytes[1..].as_chunks::<4>();
    let [function, rounds, salt_len, ..] = numbers else {
        return Err(damaged);
    };
    let function = match u32::from_be_bytes(*function) {
        0 => HashFunction::Sha1,
        1 => HashFunction::Sha256,
        2 => HashFunction::Sha512,
        _ => return Err(damaged),
    };
    let rounds = u32::from_be_bytes(*rounds);
    let salt_len = usize::try_from(u32::from_be_bytes(*salt_len)).unwrap_or(usize::MAX);
    let (salt, hash) = bytes[13..]
        .split_at_checked(salt_len)
        .ok_or(damaged.clone())?;
    // The hash ends the text and its length is not given: a part of one would match as well.
    match (salt.len(), hash.len(), rounds) {
        (16.., 16 | 32 | 64, 1..) => Ok(stored(function, rounds, salt, hash)),
        (16.., 16.., 1..) => Err(HashError::OddLength(LABEL, hash.len())),
        _ => Err(damaged),
    }
}

fn stored(function: HashFunction, rounds: u32, salt: &[u8], hash: &[u8]) -> StoredHash {
    StoredHash::new(
        Method::Pbkdf2(function, rounds, salt.to_vec()),
        hash.to_vec(),
    )
}
