//! The shapes a digest is pasted in: a name in front, then hex or base64.

use super::DigestError;
use super::named::HashName;
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::{Base64Error, is_hex, read_base64};

/// Splits off the name of an algorithm and its separator. In `sha512-256:…` the longer name wins.
pub(super) fn split_name(text: &str) -> Result<(Option<Algorithm>, &str), DigestError> {
    const LONGEST_NAME: usize = 12;
    let separators = text
        .char_indices()
        .take(LONGEST_NAME)
        .filter(|&(_, sign)| matches!(sign, ':' | '=' | '-'));
    let known = separators
        .filter_map(|(place, sign)| Some((Algorithm::from_name(&text[..place])?, place, sign)))
        .last();
    if let Some((algorithm, place, sign)) = known {
        let digest = text[place + 1..].trim_start();
        // `?` begins the options of Subresource Integrity.
        let digest = if sign == '-' {
            digest.split('?').next().unwrap_or(digest)
        } else {
            digest
        };
        return Ok((Some(algorithm), digest));
    }
    match text.split_once(':') {
        Some((name, _)) if is_name(name) => Err(match HashName::read(name) {
            Some(HashName::Other(label)) => DigestError::NotComputed { label, named: true },
            _ => DigestError::UnknownAlgorithm,
        }),
        _ => Ok((None, text)),
    }
}

/// Whether a text before a colon is meant as a name, not as the first byte of `ba:78:…`.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !is_hex(text)
}

/// How the bytes of a digest are written.
pub(super) enum Shape {
    /// Hex digits, in any number, without the separators of groups.
    Hex(String),
    /// Base64 or base64url of these bytes.
    Base64(Vec<u8>),
}

impl Shape {
    /// All hex digits: hex. Nine in ten hex digits: hex with a typo; of base64 about a third are hex digits.
    pub(super) fn of(text: &str) -> Result<Self, DigestError> {
        let digits: String = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != ':')
            .collect();
        match digits.chars().position(|sign| !sign.is_ascii_hexdigit()) {
            None => return Ok(Self::Hex(digits)),
            Some(slip) => {
                let hex_digits = digits.bytes().filter(u8::is_ascii_hexdigit).count();
                if hex_digits * 10 >= digits.len() * 9 {
                    return Err(DigestError::HexCharacter(slip + 1));
                }
            }
        }
        read_base64(text)
            .map(Self::Base64)
            .map_err(|error| match error {
                Base64Error::Character(_) => DigestError::Unreadable,
                other => DigestError::Base64(other),
            })
    }
}
