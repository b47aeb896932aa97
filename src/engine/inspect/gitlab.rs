//! GitLab's routable tokens: a prefix, a payload that says where they belong, and a CRC-32 over all before it.
//!
//! `prefix + base64url(16 random bytes, lines of k:v, one byte) + ".01." + base36(length) + base36(CRC-32)`. The
//! byte is the length of the lines.

use super::check::{is_number, split_end, value};
use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::digest::decoding::read_base64;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::checksum::crc32;
use crate::engine::key::token::PartKind;

const BASE36: Alphabet = Alphabet::known(b"0123456789abcdefghijklmnopqrstuvwxyz");
const VERSION: &str = ".01.";
/// The symbols of the CRC-32, and of the length before it.
const CHECKSUM: usize = 7;
const LENGTH: usize = 2;
/// The random bytes before the payload.
const RANDOM: usize = 16;

/// The names of the prefixes that GitLab has by default.
const NAMES: [(&str, &str); 9] = [
    ("glpat-", "GitLab access token (routable)"),
    ("glrt-", "GitLab runner authentication token (routable)"),
    ("glrtr-", "GitLab runner registration token (routable)"),
    ("gldt-", "GitLab deploy token (routable)"),
    ("glcbt-", "GitLab CI/CD job token (routable)"),
    ("glptt-", "GitLab pipeline trigger token (routable)"),
    ("glft-", "GitLab feed token (routable)"),
    ("glagent-", "GitLab agent token (routable)"),
    ("gloas-", "GitLab OAuth application secret (routable)"),
];

/// What the letters of a payload stand for.
const ROUTES: [(&str, &str); 6] = [
    ("c", "Cell"),
    ("g", "Group"),
    ("o", "Organisation"),
    ("p", "Project"),
    ("t", "Kind of runner"),
    ("u", "User"),
];

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let (covered, sum) = split_end(key, CHECKSUM)?;
    let (before, written) = split_end(covered, LENGTH)?;
    let before = before.strip_suffix(VERSION)?;
    let is_base36 = |text: &str| KeySymbols::LowerAndDigits.holds(text);
    if !is_base36(sum) || !is_base36(written) {
        return None;
    }
    let length = usize::try_from(value(written.as_bytes(), &BASE36)?).ok()?;
    let is_right = is_number(sum, &BASE36, crc32(covered.as_bytes()));
    // The prefix can be chosen, and may end in a symbol of base64url: the length says where it ends.
    let (prefix, payload) = split_end(before, length)?;
    if prefix.is_empty() || !KeySymbols::Base64Url.holds(payload) || !prefix.is_ascii() {
        return None;
    }
    let named = NAMES.iter().find(|(start, _)| prefix.starts_with(start));
    let payload_facts = read(payload);
    // With a prefix that is not GitLab's own, the payload or the checksum must be right.
    if named.is_none() && payload_facts.is_none() && !is_right {
        return None;
    }
    let mut found = RecognisedKey::new(
        named.map_or("GitLab token (routable)", |(_, name)| name),
        KeyCheck::of(is_right),
    )
    .with_parts(vec![
        FoundPart::plain(PartKind::Prefix, prefix.len()),
        FoundPart::new(PartKind::Random, payload.len(), KeySymbols::Base64Url),
        FoundPart::plain(PartKind::Environment, VERSION.len() + LENGTH),
        FoundPart::new(PartKind::Checksum, CHECKSUM, KeySymbols::LowerAndDigits),
    ]);
    found.made_of = Some(format!(
        "prefix, {length} base64url symbols (16 random bytes and where the token belongs), version and length, \
         checksum ({CHECKSUM})"
    ));
    found.bits = Some(128.0);
    match payload_facts {
        Some(facts) => found.facts = facts,
        None => found.notices.push(
            "What it holds behind its random bytes is not the list of places that GitLab writes."
                .to_owned(),
        ),
    }
    Some(found)
}

/// Where the token belongs; `None` where the payload is not of GitLab's form.
fn read(payload: &str) -> Option<Vec<Fact>> {
    let bytes = read_base64(payload).ok()?;
    let (length, rest) = bytes.split_last()?;
    let start = rest.len().checked_sub(usize::from(*length))?;
    if start < RANDOM {
        return None;
    }
    let lines = str::from_utf8(&rest[start..]).ok()?;
    let mut facts = Vec::new();
    for line in lines.lines() {
        let (name, id) = line.split_once(':')?;
        if !KeySymbols::LowerAndDigits.holds(id) || id.is_empty() {
            return None;
        }
        let label = ROUTES.iter().find(|(letter, _)| *letter == name);
        let number = value(id.as_bytes(), &BASE36)?;
        facts.push(Fact::new(
            label.map_or(name, |(_, label)| label),
            number.to_string(),
        ));
    }
    (!facts.is_empty()).then_some(facts)
}
