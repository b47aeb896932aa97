//! UUIDs (RFC 9562), ULIDs and KSUIDs, and the times that they hold.

use super::check::value;
use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::base::utc;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::token::PartKind;
use uuid::Uuid;

const NONE: &str = "Identifiers have no checksum.";
/// Seconds from the beginning of the Gregorian calendar to 1970.
const GREGORIAN: i64 = 12_219_292_800;
/// Seconds from 1970 to the beginning of a KSUID's count.
const KSUID_EPOCH: i64 = 1_400_000_000;
/// How far the time of an identifier may be ahead of now, in seconds: more than a day, for clocks that are wrong.
const AHEAD: i64 = 100_000;

/// The identifier that `key` is. `now`, in seconds since 1970, rules out texts whose time would be in the future.
pub(super) fn recognise(key: &str, now: i64) -> Option<RecognisedKey> {
    uuid(key)
        .or_else(|| ulid(key, now))
        .or_else(|| ksuid(key, now))
}

fn uuid(key: &str) -> Option<RecognisedKey> {
    let bare = key
        .strip_prefix("urn:uuid:")
        .or_else(|| key.strip_prefix('{')?.strip_suffix('}'))
        .unwrap_or(key);
    if bare.len() != 36 {
        return None;
    }
    let number = Uuid::try_parse(bare).ok()?.as_u128();
    let part = |from: usize, length: usize| {
        let bits = number >> (128 - from - length) & ((1 << length) - 1);
        i64::try_from(bits).unwrap_or(i64::MAX)
    };
    let (version, variant) = (part(48, 4), part(64, 2));
    let name = match (number, version, variant) {
        (0, ..) => "UUID with all bits zero (Nil)".to_owned(),
        (u128::MAX, ..) => "UUID with all bits one (Max)".to_owned(),
        (_, 1..=8, 2) => format!("UUID version {version}"),
        (_, _, 2) => format!("UUID of unknown version {version}"),
        _ => "UUID of an old or unknown variant".to_owned(),
    };
    let is_standard = variant == 2 && number != u128::MAX;
    // Of versions 1 and 6 in steps of 100 ns since 1582, of version 7 in milliseconds since 1970.
    let gregorian = |steps: i64| steps / 10_000_000 - GREGORIAN;
    let seconds = match version {
        1 => Some(gregorian(
            part(52, 12) << 48 | part(32, 16) << 32 | part(0, 32),
        )),
        6 => Some(gregorian(part(0, 48) << 12 | part(52, 12))),
        7 => Some(part(0, 48) / 1000),
        _ => None,
    }
    .filter(|_| is_standard);
    let bits = match version {
        4 | 8 => 122.0,
        7 => 74.0,
        1 | 6 => 14.0,
        _ => 0.0,
    };
    let mut found = RecognisedKey::new(name, KeyCheck::not(NONE));
    found.bits = Some(if is_standard { bits } else { 0.0 });
    found.made_of = Some(made_of_uuid(version, is_standard).to_owned());
    let time = if version == 7 && is_standard { 14 } else { 0 };
    if bare.len() == key.len() {
        found = found.with_parts(vec![
            FoundPart::new(PartKind::Time, time, KeySymbols::Hex),
            FoundPart::new(PartKind::Random, key.len() - time, KeySymbols::Hex),
        ]);
    }
    // The others hold no secret: a hash of a name, or a time and a machine.
    found.is_public = !(is_standard && matches!(version, 4 | 7 | 8));
    found
        .facts
        .extend(seconds.map(|seconds| Fact::new("Time", utc::date(seconds))));
    if is_standard && matches!(version, 1 | 6) {
        found.facts.push(Fact::new(
            "Machine",
            format!("{:012x}", number & ((1 << 48) - 1)),
        ));
        found
            .notices
            .push("Nearly all of it is a time and a machine: not a key.".to_owned());
    }
    Some(found)
}

fn made_of_uuid(version: i64, is_standard: bool) -> &'static str {
    match version {
        _ if !is_standard => "32 hex digits",
        1 => "time, clock sequence and the address of a machine",
        2 => "time and an id of a user or group (DCE security)",
        3 => "MD5 of a name",
        4 => "122 random bits",
        5 => "SHA-1 of a name",
        6 => "time first, clock sequence and the address of a machine",
        7 => "48 bits of time, 74 random bits",
        _ => "122 bits of whatever its maker chose",
    }
}

fn ulid(key: &str, now: i64) -> Option<RecognisedKey> {
    let is_upper = !key.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_lower = !key.bytes().any(|byte| byte.is_ascii_uppercase());
    let upper = key.to_ascii_uppercase();
    if key.len() != 26 || !(is_upper || is_lower) || !KeySymbols::Crockford.holds(&upper) {
        return None;
    }
    let time = value(&upper.as_bytes()[..10], &Alphabet::CROCKFORD32)?;
    let seconds = i64::try_from(time / 1000).ok()?;
    if time >> 48 != 0 || seconds > now.saturating_add(AHEAD) {
        return None;
    }
    Some(
        RecognisedKey::new("ULID", KeyCheck::not(NONE))
            .with_parts(vec![
                FoundPart::new(PartKind::Time, 10, KeySymbols::Crockford),
                FoundPart::new(PartKind::Random, 16, KeySymbols::Crockford),
            ])
            .with_facts([Fact::new("Time", utc::date(seconds))]),
    )
}

/// 20 bytes in base62: four of seconds, sixteen random.
fn ksuid(key: &str, now: i64) -> Option<RecognisedKey> {
    if key.len() != 27 || !KeySymbols::Base62.holds(key) {
        return None;
    }
    let mut bytes = [0_u8; 20];
    for symbol in key.bytes() {
        let mut carry = u32::try_from(value(&[symbol], &Alphabet::BASE62)?).ok()?;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 62;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    let [a, b, c, d, ..] = bytes;
    let seconds = i64::from(u32::from_be_bytes([a, b, c, d])) + KSUID_EPOCH;
    if seconds > now.saturating_add(AHEAD) {
        return None;
    }
    let mut found = RecognisedKey::new("KSUID", KeyCheck::not(NONE))
        .with_parts(vec![
            FoundPart::new(PartKind::Time, 6, KeySymbols::Base62),
            FoundPart::new(PartKind::Random, 21, KeySymbols::Base62),
        ])
        .with_facts([Fact::new("Time", utc::date(seconds))]);
    found.bits = Some(128.0);
    found.made_of = Some("32 bits of time, 128 random bits, in base62".to_owned());
    Some(found)
}
