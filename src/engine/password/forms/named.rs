//! Forms that begin with the name of their scheme: Django's, Werkzeug's (Flask's) and GRUB's.

use super::{dollar, foreign};
use crate::engine::password::bcrypt::PreHash;
use crate::engine::password::encoding::{hex, number, padded_base64};
use crate::engine::password::error::HashError;
use crate::engine::password::hash_function::HashFunction;
use crate::engine::password::method::{Method, Order};
use crate::engine::password::stored::StoredHash;

pub(super) fn read(text: &str) -> Result<StoredHash, HashError> {
    if let Some(rest) = text.strip_prefix("grub.pbkdf2.sha512.") {
        return grub(rest);
    }
    let Some((name, rest)) = text.split_once('$') else {
        return Err(foreign::bare(text));
    };
    match name {
        "pbkdf2_sha1" => django_pbkdf2(HashFunction::Sha1, rest),
        "pbkdf2_sha256" => django_pbkdf2(HashFunction::Sha256, rest),
        "pbkdf2_sha512" => django_pbkdf2(HashFunction::Sha512, rest),
        "bcrypt_sha256" => dollar::bcrypt(rest, PreHash::HexSha256),
        "bcrypt" => dollar::bcrypt(rest, PreHash::Nothing),
        "argon2" => dollar::read(&text["argon2".len()..]),
        "scrypt" => django_scrypt(rest),
        "md5" | "sha1" | "sha256" | "sha384" | "sha512" => digest(name, rest),
        "plain" => Err(HashError::Clear("plain$".to_owned())),
        _ => match name.split_once(':') {
            Some(("pbkdf2", params)) => werkzeug_pbkdf2(params, rest),
            Some(("scrypt", params)) => werkzeug_scrypt(params, rest),
            _ => Err(foreign::bare(text)),
        },
    }
}

/// The hash of `len` bytes that `decode` finds in a text.
fn of_len(decode: fn(&str) -> Option<Vec<u8>>, text: &str, len: usize) -> Option<Vec<u8>> {
    decode(text).filter(|hash| hash.len() == len)
}

/// `rounds$salt$hash`; the salt is the text itself.
fn django_pbkdf2(function: HashFunction, text: &str) -> Result<StoredHash, HashError> {
    let fields: Vec<&str> = text.split('$').collect();
    if let &[rounds, salt, hash] = &fields[..]
        && let Some(rounds) = number(rounds)
        && let Some(hash) = of_len(padded_base64, hash, function.len())
        && !salt.is_empty()
    {
        let salt = salt.as_bytes().to_vec();
        return Ok(StoredHash::new(
            Method::Pbkdf2(function, rounds, salt),
            hash,
        ));
    }
    Err(HashError::Damaged("PBKDF2"))
}

/// `N$salt$r$p$hash`; the salt is the text itself.
fn django_scrypt(text: &str) -> Result<StoredHash, HashError> {
    let fields: Vec<&str> = text.split('$').collect();
    if let &[n, salt, r, p, hash] = &fields[..]
        && let Some(hash) = of_len(padded_base64, hash, 64)
    {
        return scrypt_of([n, r, p], salt, hash);
    }
    Err(HashError::Damaged("scrypt"))
}

/// The salt is the text itself; N, a power of two, is given as a number and not as its logarithm.
fn scrypt_of(params: [&str; 3], salt: &str, hash: Vec<u8>) -> Result<StoredHash, HashError> {
    let [Some(n), Some(r), Some(p)] = params.map(number) else {
        return Err(HashError::Damaged("scrypt"));
    };
    if n < 2 || !n.is_power_of_two() || salt.is_empty() {
        return Err(HashError::Damaged("scrypt"));
    }
    dollar::scrypt_of([n.trailing_zeros(), r, p], salt.as_bytes().to_vec(), hash)
}

/// `pbkdf2:sha256:rounds$salt$hash`; before version 2.3 the rounds could be left out.
fn werkzeug_pbkdf2(params: &str, text: &str) -> Result<StoredHash, HashError> {
    let (function, rounds) = match params.split_once(':') {
        Some((function, rounds)) => (function, Some(rounds)),
        None => (params, None),
    };
    let rounds = rounds.ok_or(HashError::NoRounds)?;
    if let Some(function) = HashFunction::named(function)
        && let Some(rounds) = number(rounds)
        && let Some((salt, hash)) = text.split_once('$')
        && let Some(hash) = of_len(hex, hash, function.len())
        && !salt.is_empty()
    {
        let salt = salt.as_bytes().to_vec();
        return Ok(StoredHash::new(
            Method::Pbkdf2(function, rounds, salt),
            hash,
        ));
    }
    Err(HashError::Damaged("PBKDF2"))
}

/// `scrypt:N:r:p$salt$hash`.
fn werkzeug_scrypt(params: &str, text: &str) -> Result<StoredHash, HashError> {
    let params: Vec<&str> = params.split(':').collect();
    if let &[n, r, p] = &params[..]
        && let Some((salt, hash)) = text.split_once('$')
        && let Some(hash) = of_len(hex, hash, 64)
    {
        return scrypt_of([n, r, p], salt, hash);
    }
    Err(HashError::Damaged("scrypt"))
}

/// `sha1$salt$hash`, with an empty salt too; Django's and Werkzeug's texts are alike.
fn digest(name: &str, text: &str) -> Result<StoredHash, HashError> {
    let function = HashFunction::named(name).ok_or(HashError::NoHash)?;
    let damaged = HashError::Damaged(function.label());
    let (salt, hash) = text.split_once('$').ok_or(damaged.clone())?;
    let hash = of_len(hex, hash, function.len()).ok_or(damaged)?;
    let (salt, order) = (salt.as_bytes().to_vec(), Order::SaltFirstOrHmac);
    Ok(StoredHash::new(Method::Salted(function, order, salt), hash))
}

/// `rounds.salt.hash` in hex, as `grub-mkpasswd-pbkdf2` writes it.
fn grub(text: &str) -> Result<StoredHash, HashError> {
    let fields: Vec<&str> = text.split('.').collect();
    if let &[rounds, salt, hash] = &fields[..]
        && let (Some(rounds), Some(salt)) = (number(rounds), hex(salt))
        && let Some(hash) = of_len(hex, hash, 64)
    {
        return Ok(StoredHash::new(
            Method::Pbkdf2(HashFunction::Sha512, rounds, salt),
            hash,
        ));
    }
    Err(HashError::Damaged("PBKDF2"))
}
