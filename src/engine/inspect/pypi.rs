//! `PyPI`'s tokens: macaroons, which name the site that they are for and are signed by it.

use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::digest::decoding::read_base64;
use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;

const PREFIX: &str = "pypi-";
/// The signature at the end of a macaroon has 32 bytes, and is all that must be guessed.
const SIGNATURE_BITS: f64 = 256.0;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let body = key.strip_prefix(PREFIX)?;
    let mut found = RecognisedKey::new(
        "PyPI API token",
        KeyCheck::not("It is signed, and only PyPI has the key to check that."),
    );
    // Whole groups of its beginning: the end may be cut off.
    let start = body.get(..body.len().min(64) / 4 * 4).unwrap_or_default();
    let site = read_base64(start).ok().and_then(|bytes| location(&bytes));
    if KeySymbols::Base64Url.holds(body) {
        found = found.with_parts(vec![
            FoundPart::plain(PartKind::Prefix, PREFIX.len()),
            FoundPart::new(PartKind::Random, body.len(), KeySymbols::Base64Url),
        ]);
        found.bits = Some(SIGNATURE_BITS);
    }
    match site {
        Some(site) => {
            found.environment = match site.as_str() {
                "pypi.org" => Some(Environment::Live),
                "test.pypi.org" => Some(Environment::Test),
                _ => None,
            };
            found.facts.push(Fact::new("For", site));
        }
        None => found
            .notices
            .push("Not the form of these keys: a part of it may be missing.".to_owned()),
    }
    Some(found)
}

/// The location of a macaroon of version 2: its first field, with its length before it.
fn location(bytes: &[u8]) -> Option<String> {
    let [2, 1, length, rest @ ..] = bytes else {
        return None;
    };
    let site = str::from_utf8(rest.get(..usize::from(*length))?).ok()?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    (!site.is_empty() && site.bytes().all(is_name)).then(|| site.to_owned())
}
