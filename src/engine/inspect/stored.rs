//! Stored password hashes: PHC strings, crypt's and the other forms that the page verifies against.

use super::finding::{Fact, KeyCheck};
use super::recognised::RecognisedKey;
use crate::engine::password::{HashError, StoredHash};

/// The hash that `key` is, with nothing before or after it.
pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    if !(key.contains('$') || key.starts_with('{')) {
        return None;
    }
    let check = KeyCheck::not("A password hash is verified with its password, under Hashes.");
    let (name, notice) = match StoredHash::whole(key) {
        Ok(stored) => (format!("Password hash: {}", stored.label()), None),
        Err(HashError::Unsupported(name)) => (format!("Password hash: {name}"), None),
        Err(
            error @ (HashError::Damaged(name)
            | HashError::Broken(name)
            | HashError::OddLength(name, _)),
        ) => (format!("Password hash: {name}"), Some(error.to_string())),
        Err(
            error @ (HashError::Params(_)
            | HashError::NoRounds
            | HashError::ShortSalt(_)
            | HashError::Keyed),
        ) => ("Password hash".to_owned(), Some(error.to_string())),
        Err(error @ HashError::Clear(_)) => {
            ("Password, not hashed".to_owned(), Some(error.to_string()))
        }
        Err(_) => return None,
    };
    let mut found = RecognisedKey::new(name, check);
    found.bits = Some(0.0);
    found.made_of = Some("scheme, parameters, salt, hash".to_owned());
    // `m=19456,t=2,p=1` of a PHC string, the rounds of others.
    let params: Vec<&str> = key
        .split('$')
        .filter(|field| field.split(',').all(is_parameter))
        .collect();
    if !params.is_empty() {
        found.facts.push(Fact::new("Parameters", params.join(", ")));
    }
    found.notices.extend(notice);
    Some(found)
}

/// Whether a text is a parameter of a hash: a short name and a number. Anything else may be of a key.
fn is_parameter(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, value)| {
        let is_short = |text: &str| (1..=10).contains(&text.len());
        is_short(name)
            && is_short(value)
            && name.bytes().all(|symbol| symbol.is_ascii_lowercase())
            && value.bytes().all(|symbol| symbol.is_ascii_digit())
    })
}
