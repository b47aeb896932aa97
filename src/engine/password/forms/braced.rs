//! Forms that begin with the name of a scheme in braces: LDAP's of RFC 2307 with its later siblings, Dovecot's,
//! and Spring Security's.

use super::{dollar, foreign};
use crate::engine::password::encoding::{adapted_base64, hex, number, padded_base64};
use crate::engine::password::error::HashError;
use crate::engine::password::hash_function::HashFunction;
use crate::engine::password::method::{Method, Order};
use crate::engine::password::stored::{Caveat, StoredHash};

const SPRING_OLD: &str =
    "Spring Security's defaults before version 5.8 (185,000 rounds, no secret)";
const SPRING_NEW: &str = "Spring Security's defaults since version 5.8 (310,000 rounds, no secret)";
const SPRING_STANDARD: &str = "Spring Security's default (no secret)";

/// Elasticsearch takes this many bytes of PBKDF2 by SHA-512.
const ELASTICSEARCH_LEN: usize = 32;

pub(super) fn read(text: &str) -> Result<StoredHash, HashError> {
    let Some((name, rest)) = text.get(1..).and_then(|text| text.split_once('}')) else {
        return Err(HashError::NoHash);
    };
    let id = name.to_ascii_uppercase();
    // Dovecot names the encoding; by default it is base64, for {MD5}'s plain form hex.
    let (id, encoding) = match id.split_once('.') {
        Some((id, encoding @ ("B64" | "HEX"))) => (id, Some(encoding)),
        _ => (id.as_str(), None),
    };
    if rest.is_empty() {
        return Err(HashError::NoHash);
    }
    match id {
        "NOOP" | "PLAIN" | "PLAINTEXT" | "CLEAR" | "CLEARTEXT" | "PLAIN-TRUNC" => {
            Err(HashError::Clear(format!("{{{name}}}")))
        }
        // Spring Security's wrapper around LDAP's forms.
        "LDAP" if rest.starts_with('{') => read(rest),
        "PBKDF2" if rest.starts_with("$1$") => dovecot_pbkdf2(&rest[3..]),
        _ if rest.starts_with('$') => dollar::read(rest),
        // What follows the colon is not read.
        "PBKDF2" if number(rest).is_some_and(|rounds| rounds < 100_000_000) => {
            Err(HashError::Unsupported("PBKDF2 in OpenDJ's form"))
        }
        "PBKDF2" if !rest.contains('$') => spring_pbkdf2(HashFunction::Sha1, 8, 185_000, rest)
            .map(|stored| stored.with_caveat(Some(Caveat::Defaults(SPRING_OLD)))),
        "PBKDF2@SPRINGSECURITY_V5_8" => spring_pbkdf2(HashFunction::Sha256, 16, 310_000, rest)
            .map(|stored| stored.with_caveat(Some(Caveat::Defaults(SPRING_NEW)))),
        "PBKDF2" if is_of_elasticsearch(rest) => {
            ldap_pbkdf2(HashFunction::Sha512, ELASTICSEARCH_LEN, rest)
        }
        "PBKDF2" | "PBKDF2-SHA1" => ldap_pbkdf2(HashFunction::Sha1, 20, rest),
        "PBKDF2-SHA256" => ldap_pbkdf2(HashFunction::Sha256, 32, rest),
        "PBKDF2-SHA512" => ldap_pbkdf2(HashFunction::Sha512, 64, rest),
        "PKCS5S2" => atlassian(rest),
        // In lower case the name is Spring Security's; in capitals it is Dovecot's or LDAP's.
        "SHA256" if name == "sha256" && rest.len() == 80 => spring_standard(rest),
        "SHA" | "SHA1" | "SHA256" | "SHA384" | "SHA512" => digest(id, encoding, rest, false),
        "SSHA" | "SSHA1" | "SSHA256" | "SSHA384" | "SSHA512" => {
            digest(&id[1..], encoding, rest, true)
        }
        "SMD5" => digest("MD5", encoding, rest, true),
        "LDAP-MD5" | "PLAIN-MD5" => digest("MD5", encoding, rest, false),
        "MD5" | "SHA-1" | "SHA-256" | "SHA-512" => spring_digest(id, encoding, rest),
        _ => Err(foreign::braced(id)),
    }
}

/// LDAP's and Dovecot's: the digest of password and salt, then the salt.
fn digest(
    name: &str,
    encoding: Option<&str>,
    text: &str,
    is_salted: bool,
) -> Result<StoredHash, HashError> {
    let function = HashFunction::named(name).ok_or(HashError::NoHash)?;
    let len = function.len();
    let is_hex = text.len() == 2 * len && !is_salted;
    let bytes = match encoding {
        Some("HEX") => hex(text),
        None if is_hex => hex(text),
        _ => padded_base64(text),
    };
    let damaged = HashError::Damaged(function.label());
    let mut bytes = bytes.ok_or(damaged.clone())?;
    if bytes.len() < len || is_salted != (bytes.len() > len) {
        return Err(damaged);
    }
    let salt = bytes.split_off(len);
    // The salt ends the text: a part of it may be missing where it has an unusual length.
    let odd = salt.len() % 4 != 0;
    let caveat = odd.then_some(Caveat::OddLength(salt.len()));
    Ok(StoredHash::new(Method::Salted(function, Order::SaltLast, salt), bytes).with_caveat(caveat))
}

/// Spring Security's digests: hex, perhaps after a salt in braces, which are part of the salt. LDAP's {MD5} is base64.
fn spring_digest(id: &str, encoding: Option<&str>, text: &str) -> Result<StoredHash, HashError> {
    let (salt, hash) = match text.find('}') {
        Some(end) if text.starts_with('{') => text.split_at(end + 1),
        _ => return digest(id, encoding, text, false),
    };
    let function = HashFunction::named(id).ok_or(HashError::NoHash)?;
    let hash = hex(hash).filter(|hash| hash.len() == function.len());
    let hash = hash.ok_or(HashError::Damaged(function.label()))?;
    let salt = salt.as_bytes().to_vec();
    Ok(StoredHash::new(
        Method::Salted(function, Order::SaltLast, salt),
        hash,
    ))
}

/// Spring Security's PBKDF2 in hex: the salt, then 32 bytes of hash.
fn spring_pbkdf2(
    function: HashFunction,
    salt_len: usize,
    rounds: u32,
    text: &str,
) -> Result<StoredHash, HashError> {
    let bytes = hex(text).filter(|bytes| bytes.len() == salt_len + 32);
    let mut salt = bytes.ok_or(HashError::Damaged("PBKDF2"))?;
    let hash = salt.split_off(salt_len);
    Ok(StoredHash::new(
        Method::Pbkdf2(function, rounds, salt),
        hash,
    ))
}

/// Spring Security's old standard in hex: 8 bytes of salt, then SHA-256 of it and the password, 1,024 times.
fn spring_standard(text: &str) -> Result<StoredHash, HashError> {
    let mut salt = hex(text).ok_or(HashError::Damaged("SHA-256"))?;
    let hash = salt.split_off(8);
    let method = Method::Salted(HashFunction::Sha256, Order::Spring, salt);
    Ok(StoredHash::new(method, hash).with_caveat(Some(Caveat::Defaults(SPRING_STANDARD))))
}

/// `OpenLDAP`'s and passlib's: the rounds, salt and a hash of `len` bytes, all after dollar signs.
fn ldap_pbkdf2(function: HashFunction, len: usize, text: &str) -> Result<StoredHash, HashError> {
    let damaged = HashError::Damaged("PBKDF2");
    let fields: Vec<&str> = text.split('$').collect();
    let &[rounds, salt, hash] = &fields[..] else {
        return Err(damaged);
    };
    let hash = adapted_base64(hash).filter(|hash| hash.len() == len);
    let (Some(rounds), Some(salt), Some(hash)) = (number(rounds), adapted_base64(salt), hash)
    else {
        return Err(damaged);
    };
    Ok(StoredHash::new(
        Method::Pbkdf2(function, rounds, salt),
        hash,
    ))
}

/// Whether a text is Elasticsearch's: PBKDF2 by SHA-512, of which it takes 32 bytes, in base64 with padding.
fn is_of_elasticsearch(text: &str) -> bool {
    let hash = text.rsplit('$').next().and_then(padded_base64);
    hash.is_some_and(|hash| hash.len() == ELASTICSEARCH_LEN)
}

/// Dovecot's: the salt as text, the rounds and the hash by SHA-1 in hex.
fn dovecot_pbkdf2(text: &str) -> Result<StoredHash, HashError> {
    let fields: Vec<&str> = text.split('$').collect();
    if let &[salt, rounds, hash] = &fields[..]
        && let Some(rounds) = number(rounds)
        && let Some(hash) = hex(hash).filter(|hash| hash.len() == HashFunction::Sha1.len())
        && !salt.is_empty()
    {
        let salt = salt.as_bytes().to_vec();
        let method = Method::Pbkdf2(HashFunction::Sha1, rounds, salt);
        return Ok(StoredHash::new(method, hash));
    }
    Err(HashError::Damaged("PBKDF2"))
}

/// Atlassian's: 16 bytes of salt, then 32 of PBKDF2 by SHA-1, always of 10,000 rounds.
fn atlassian(text: &str) -> Result<StoredHash, HashError> {
    let bytes = padded_base64(text).filter(|bytes| bytes.len() == 48);
    let mut salt = bytes.ok_or(HashError::Damaged("PBKDF2"))?;
    let hash = salt.split_off(16);
    Ok(StoredHash::new(
        Method::Pbkdf2(HashFunction::Sha1, 10_000, salt),
        hash,
    ))
}
