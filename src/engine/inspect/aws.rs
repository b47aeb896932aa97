//! The ids of AWS: which kind, and the number of the account, which newer ids hold.
//!
//! After the four letters of the kind come ten bytes in base32; 40 bits from the second bit on are the account
//! (Tal Be'ery, "A short note on AWS KEY ID"). Older ids, whose base32 begins with `I` or `J`, hold none.

use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::key::token::PartKind;

const KINDS: [(&str, &str); 12] = [
    ("AKIA", "AWS access key id (long-term)"),
    ("ASIA", "AWS access key id (temporary)"),
    ("ABIA", "AWS bearer token id"),
    ("ACCA", "AWS context-specific credential id"),
    ("AGPA", "AWS group id"),
    ("AIDA", "AWS user id"),
    ("AIPA", "AWS instance profile id"),
    ("ANPA", "AWS managed policy id"),
    ("ANVA", "AWS managed policy version id"),
    ("APKA", "AWS public key id"),
    ("AROA", "AWS role id"),
    ("ASCA", "AWS certificate id"),
];

/// The length of access key ids.
const ACCESS_KEY: usize = 20;
/// The length of most ids of users, roles and the like.
const UNIQUE_ID: usize = 21;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let (kind, body) = key.split_at_checked(4)?;
    let (_, name) = KINDS.iter().find(|(prefix, _)| *prefix == kind)?;
    // The word `EXAMPLE` at the end of documentation keys is in the alphabet too.
    let most = if matches!(kind, "AKIA" | "ASIA") {
        ACCESS_KEY
    } else {
        UNIQUE_ID
    };
    if !(ACCESS_KEY..=most).contains(&key.len()) || !KeySymbols::Base32.holds(body) {
        return None;
    }
    let mut found = RecognisedKey::new(*name, KeyCheck::not("AWS ids have no checksum."))
        .with_parts(vec![
            FoundPart::plain(PartKind::Prefix, 4),
            FoundPart::new(PartKind::KeyId, body.len(), KeySymbols::Base32),
        ])
        .with_facts([Fact::new(
            "Secret",
            "no: it names the key. The secret access key belongs to it.",
        )]);
    found.is_public = true;
    // Whether the longer ids hold the account is not known.
    if key.len() == ACCESS_KEY {
        found.facts.push(Fact::new(
            "Account",
            account(body).unwrap_or_else(|| "an id of this older form holds none".to_owned()),
        ));
    }
    Some(found)
}

/// The twelve digits of the account.
fn account(body: &str) -> Option<String> {
    if body.starts_with(['I', 'J']) {
        return None;
    }
    let bits = body.bytes().take(10).try_fold(0_u64, |bits, symbol| {
        let value = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'2'..=b'7' => symbol - b'2' + 26,
            _ => return None,
        };
        Some(bits << 5 | u64::from(value))
    })?;
    // The first 50 bits: one before the account, and nine after it.
    Some(format!("{:012}", bits >> 9 & ((1 << 40) - 1)))
}
