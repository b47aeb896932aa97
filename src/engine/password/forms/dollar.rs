//! Forms that begin with `$`: the modular crypt format of Unix, and PHC strings.
//!
//! PHC strings are read with salts and hashes of any length that the function takes. Parameters may stand in any
//! order.

use super::foreign;
use crate::engine::password::bcrypt::{self, PreHash};
use crate::engine::password::crypt::USUAL_ROUNDS;
use crate::engine::password::derive::{Algorithm, Version};
use crate::engine::password::encoding::{adapted_base64, base64, number, padded_base64};
use crate::engine::password::error::HashError;
use crate::engine::password::hash_function::HashFunction;
use crate::engine::password::method::{Method, Order};
use crate::engine::password::stored::{Caveat, StoredHash};
use crate::engine::password::{Params, Scheme};

pub(super) fn read(text: &str) -> Result<StoredHash, HashError> {
    let Some((id, rest)) = text.get(1..).and_then(|text| text.split_once('$')) else {
        return Err(HashError::NoHash);
    };
    let fields: Vec<&str> = rest.split('$').collect();
    match id {
        "2a" | "2b" | "2x" | "2y" => bcrypt(text, PreHash::Nothing),
        "1" => md5_crypt("$1$", &fields),
        "apr1" => md5_crypt("$apr1$", &fields),
        "5" => sha_crypt(HashFunction::Sha256, &fields),
        "6" => match &fields[..] {
            [salt, hash] if hash.ends_with("==") => mosquitto(None, salt, hash),
            _ => sha_crypt(HashFunction::Sha512, &fields),
        },
        "7" => match fields[..] {
            [rounds, salt, hash] if number(rounds).is_some() => {
                mosquitto(number(rounds), salt, hash)
            }
            _ => Err(foreign::named(id)),
        },
        "argon2d" => argon2(Algorithm::Argon2d, &fields),
        "argon2i" => argon2(Algorithm::Argon2i, &fields),
        "argon2id" => argon2(Algorithm::Argon2id, &fields),
        "scrypt" => scrypt(&fields),
        "pbkdf2" | "pbkdf2-sha1" => pbkdf2(HashFunction::Sha1, &fields),
        "pbkdf2-sha256" => pbkdf2(HashFunction::Sha256, &fields),
        "pbkdf2-sha512" => pbkdf2(HashFunction::Sha512, &fields),
        "bcrypt-sha256" => bcrypt_sha256(&fields),
        "wp" => bcrypt(&text["$wp".len()..], PreHash::WordPress),
        "s0" => match fields[..] {
            [cost, salt, hash] => packed_scrypt(cost, salt, hash),
            _ => Err(HashError::Damaged("scrypt")),
        },
        _ => match fields[..] {
            // Spring Security's scrypt has its parameters where others have the scheme.
            [salt, hash] if id.len() >= 5 => {
                packed_scrypt(id, salt, hash).map_err(|_| foreign::named(id))
            }
            _ => Err(foreign::named(id)),
        },
    }
}

/// bcrypt's own form, of the password or of what is hashed before.
pub(super) fn bcrypt(text: &str, before: PreHash) -> Result<StoredHash, HashError> {
    let (mut bcrypt, hash) = bcrypt::read(text).ok_or(HashError::Damaged("bcrypt"))?;
    bcrypt.before = before;
    Ok(StoredHash::new(Method::Bcrypt(bcrypt), hash.into()))
}

/// passlib's `$bcrypt-sha256$v=2,t=2b,r=12$salt$hash`, and its first version, `$bcrypt-sha256$2b,12$salt$hash`.
fn bcrypt_sha256(fields: &[&str]) -> Result<StoredHash, HashError> {
    let parts = || {
        let &[params, salt, hash] = fields else {
            return None;
        };
        let (version, cost, before) = if let Some(rest) = params.strip_prefix("v=2,t=2") {
            let (version, cost) = rest.split_once(",r=")?;
            (version, cost, PreHash::HmacSha256)
        } else {
            let (version, cost) = params.strip_prefix('2')?.split_once(',')?;
            (version, cost, PreHash::Sha256)
        };
        let (mut bcrypt, hash) = bcrypt::read_parts(version, cost, salt, hash)?;
        bcrypt.before = before;
        Some(StoredHash::new(Method::Bcrypt(bcrypt), hash.into()))
    };
    parts().ok_or(HashError::Damaged("bcrypt-sha256"))
}

/// Whether a text is of this length in the alphabet of `crypt`.
fn is_crypt(text: &str, len: usize) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'/';
    text.len() == len && text.bytes().all(known)
}

fn md5_crypt(magic: &'static str, fields: &[&str]) -> Result<StoredHash, HashError> {
    match fields {
        [salt, hash] if salt.len() <= 8 && is_crypt(hash, 22) => Ok(StoredHash::new(
            Method::Md5Crypt(magic, salt.as_bytes().to_vec()),
            hash.as_bytes().to_vec(),
        )),
        _ => Err(HashError::Damaged(match magic {
            "$apr1$" => "apr1",
            _ => "MD5-crypt",
        })),
    }
}

fn sha_crypt(function: HashFunction, fields: &[&str]) -> Result<StoredHash, HashError> {
    let (label, len) = match function {
        HashFunction::Sha512 => ("SHA-512-crypt", 86),
        _ => ("SHA-256-crypt", 43),
    };
    let (rounds, fields) = match fields {
        [first, rest @ ..] if first.starts_with("rounds=") => {
            (number(&first["rounds=".len()..]), rest)
        }
        _ => (Some(USUAL_ROUNDS), fields),
    };
    match (rounds, fields) {
        (Some(rounds @ 1000..=999_999_999), [salt, hash])
            if salt.len() <= 16 && is_crypt(hash, len) =>
        {
            Ok(StoredHash::new(
                Method::ShaCrypt(function, rounds, salt.as_bytes().to_vec()),
                hash.as_bytes().to_vec(),
            ))
        }
        _ => Err(HashError::Damaged(label)),
    }
}

/// Mosquitto's: PBKDF2 by SHA-512 under `$7$`, or without rounds under `$6$` the digest of password and salt.
fn mosquitto(rounds: Option<u32>, salt: &str, hash: &str) -> Result<StoredHash, HashError> {
    let function = HashFunction::Sha512;
    let hash = padded_base64(hash).filter(|hash| hash.len() == function.len());
    let (Some(salt), Some(hash)) = (padded_base64(salt), hash) else {
        return Err(HashError::Damaged("Mosquitto"));
    };
    let method = match rounds {
        Some(rounds) => Method::Pbkdf2(function, rounds, salt),
        None => Method::Salted(function, Order::SaltLast, salt),
    };
    Ok(StoredHash::new(method, hash))
}

/// The values of `names` in a PHC string's parameters, each once. Further ones are left to `other`.
fn values<const N: usize>(
    params: &str,
    names: [&str; N],
    mut other: impl FnMut(&str, &str) -> Result<(), HashError>,
    damaged: &HashError,
) -> Result<[u32; N], HashError> {
    let mut found = [None; N];
    for param in params.split(',') {
        let (name, value) = param.split_once('=').ok_or_else(|| damaged.clone())?;
        match names.iter().position(|known| *known == name) {
            Some(place) if found[place].is_none() => {
                let value = number(value).ok_or_else(|| damaged.clone())?;
                found[place] = Some(value);
            }
            Some(_) => return Err(damaged.clone()),
            None => other(name, value)?,
        }
    }
    let mut values = [0; N];
    for (value, found) in values.iter_mut().zip(found) {
        *value = found.ok_or_else(|| damaged.clone())?;
    }
    Ok(values)
}

fn argon2(algorithm: Algorithm, fields: &[&str]) -> Result<StoredHash, HashError> {
    let damaged = HashError::Damaged(match algorithm {
        Algorithm::Argon2d => "Argon2d",
        Algorithm::Argon2i => "Argon2i",
        Algorithm::Argon2id => "Argon2id",
    });
    // Strings without a version are from before version 19.
    let (version, fields) = match fields {
        ["v=19", rest @ ..] => (Version::V0x13, rest),
        ["v=16", rest @ ..] => (Version::V0x10, rest),
        _ => (Version::V0x10, fields),
    };
    // The key or the associated data would have to be known too.
    let other = |name: &str, _: &str| match name {
        "keyid" | "data" => Err(HashError::Keyed),
        _ => Err(damaged.clone()),
    };
    let &[params, salt, hash] = fields else {
        return Err(damaged);
    };
    let numbers = values(params, ["m", "t", "p"], other, &damaged)?;
    let params = Params::unchecked(Scheme::Argon2id, &numbers);
    params.check_memory().map_err(HashError::Params)?;
    let (Some(salt), Some(hash)) = (base64(salt), base64(hash)) else {
        return Err(damaged);
    };
    if hash.len() < 4 {
        return Err(damaged);
    }
    if salt.len() < 8 {
        return Err(HashError::ShortSalt(salt.len()));
    }
    // Argon2 hashes the length too: what lost its end no longer matches anything.
    let usual = matches!(hash.len(), 16 | 20 | 24 | 32 | 40 | 48 | 64 | 128);
    let caveat = (!usual).then_some(Caveat::OddLength(hash.len()));
    let method = Method::Argon2(algorithm, version, params, salt);
    Ok(StoredHash::new(method, hash).with_caveat(caveat))
}

/// Refuses a hash that may have lost its end, of a function whose hashes are the beginnings of longer ones.
fn check_len(label: &'static str, hash: &[u8]) -> Result<(), HashError> {
    match hash.len() {
        20 | 32 | 48 | 64 => Ok(()),
        bytes => Err(HashError::OddLength(label, bytes)),
    }
}

fn scrypt(fields: &[&str]) -> Result<StoredHash, HashError> {
    let damaged = HashError::Damaged("scrypt");
    let &[params, salt, hash] = fields else {
        return Err(damaged);
    };
    let other = |_: &str, _: &str| Err(damaged.clone());
    let numbers = values(params, ["ln", "r", "p"], other, &damaged)?;
    let (Some(salt), Some(hash)) = (base64(salt), base64(hash)) else {
        return Err(damaged);
    };
    scrypt_of(numbers, salt, hash)
}

/// scrypt with its parameters in one number of hex digits: log2 N in 16 bits, r and p in 8 each.
fn packed_scrypt(cost: &str, salt: &str, hash: &str) -> Result<StoredHash, HashError> {
    let damaged = HashError::Damaged("scrypt");
    let (Ok(cost), Some(salt), Some(hash)) =
        (u32::from_str_radix(cost, 16), base64(salt), base64(hash))
    else {
        return Err(damaged);
    };
    scrypt_of([cost >> 16, cost >> 8 & 0xff, cost & 0xff], salt, hash)
}

/// scrypt of these parameters: log2 N, r and p.
pub(super) fn scrypt_of(
    numbers: [u32; 3],
    salt: Vec<u8>,
    hash: Vec<u8>,
) -> Result<StoredHash, HashError> {
    if numbers.contains(&0) {
        return Err(HashError::Damaged("scrypt"));
    }
    check_len("scrypt", &hash)?;
    let params = Params::unchecked(Scheme::Scrypt, &numbers);
    params.check_memory().map_err(HashError::Params)?;
    Ok(StoredHash::new(Method::Scrypt(params, salt), hash))
}

/// A PHC string's parameters `i` and perhaps `l`, or passlib's form: the rounds alone, a hash of full length.
fn pbkdf2(function: HashFunction, fields: &[&str]) -> Result<StoredHash, HashError> {
    let damaged = HashError::Damaged("PBKDF2");
    let &[params, salt, hash] = fields else {
        return Err(damaged);
    };
    let (Some(salt), Some(hash)) = (adapted_base64(salt), adapted_base64(hash)) else {
        return Err(damaged);
    };
    let mut len = None;
    let rounds = if params.contains('=') {
        let other = |name: &str, value: &str| {
            if name != "l" || len.is_some() {
                return Err(damaged.clone());
            }
            len = number(value);
            len.map(drop).ok_or_else(|| damaged.clone())
        };
        let [rounds] = values(params, ["i"], other, &damaged)?;
        rounds
    } else {
        len = u32::try_from(function.len()).ok();
        number(params).ok_or(damaged.clone())?
    };
    match len {
        Some(len) if usize::try_from(len) != Ok(hash.len()) => return Err(damaged),
        Some(_) => {}
        None => check_len("PBKDF2", &hash)?,
    }
    Ok(StoredHash::new(
        Method::Pbkdf2(function, rounds, salt),
        hash,
    ))
}
