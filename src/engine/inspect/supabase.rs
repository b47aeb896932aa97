//! Supabase's keys: a prefix, 22 symbols of base64url, and a checksum, whose rule is known for self-hosted projects.

use super::check::split_end;
use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::key::token::PartKind;
use sha2::{Digest as _, Sha256};

const KINDS: [(&str, &str, bool); 2] = [
    ("sb_secret_", "Supabase secret key", false),
    ("sb_publishable_", "Supabase publishable key", true),
];
/// What is hashed before the key.
const SALT: &str = "supabase-self-hosted|";
const RANDOM: usize = 22;
const CHECKSUM: usize = 8;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let (prefix, name, is_public) = KINDS
        .into_iter()
        .find(|(prefix, ..)| key.starts_with(prefix))?;
    let whole = prefix.len() + RANDOM + 1 + CHECKSUM;
    let split = split_end(key, CHECKSUM)
        .and_then(|(covered, sum)| Some((covered.strip_suffix('_')?, sum)))
        .filter(|(covered, _)| key.len() == whole && KeySymbols::Base64Url.holds(covered));
    let Some((covered, sum)) = split else {
        let mut found = RecognisedKey::new(name, KeyCheck::not("It is not of the length of such a key."))
            .with_notice(format!(
                "Not the form of these keys: {prefix}, {RANDOM} symbols, _ and {CHECKSUM} symbols of checksum."
            ));
        found.is_public = is_public;
        return Some(found);
    };
    let check = if checksum(covered) == sum {
        KeyCheck::of(true)
    } else {
        KeyCheck::not(
            "Its checksum is not that of a self-hosted project. A hosted project has a rule of its own, which is not \
             published; or the key is mistyped.",
        )
    };
    let mut found = RecognisedKey::new(name, check).with_parts(vec![
        FoundPart::plain(PartKind::Prefix, prefix.len()),
        FoundPart::new(PartKind::Random, RANDOM, KeySymbols::Base64Url),
        FoundPart::new(PartKind::Checksum, CHECKSUM + 1, KeySymbols::Base64Url),
    ]);
    found.is_public = is_public;
    if is_public {
        found.facts.push(Fact::new(
            "Public",
            "made to be seen by everybody, as in a page",
        ));
    }
    Some(found)
}

/// The first symbols of SHA-256 in base64url.
fn checksum(covered: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(SALT);
    hasher.update(covered);
    // In place: moving the hasher would leave a copy of a short key behind.
    let digest: [u8; 32] = hasher.finalize_reset().into();
    let mut digits = Vec::new();
    SecretEncoding::Base64Url.append(&digest, &mut digits);
    digits.truncate(CHECKSUM);
    digits.into_iter().map(char::from).collect()
}
