//! Discord's bot tokens: the id of the bot in base64, a time, and a code.

use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::base::utc;
use crate::engine::digest::decoding::read_base64;
use crate::engine::key::token::PartKind;

/// Discord counts milliseconds from the beginning of 2015, in all bits of an id but the last 22.
const EPOCH_MS: u64 = 1_420_070_400_000;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let mut pieces = key.split('.');
    let (id, time, code) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let is_form = pieces.next().is_none()
        && (23..=28).contains(&id.len())
        && time.len() == 6
        && (27..=38).contains(&code.len())
        && [id, time, code]
            .iter()
            .all(|piece| KeySymbols::Base64Url.holds(piece));
    if !is_form {
        return None;
    }
    let digits = String::from_utf8(read_base64(id).ok()?).ok()?;
    let number: u64 = digits.parse().ok()?;
    let made = i64::try_from(((number >> 22) + EPOCH_MS) / 1000).ok()?;
    Some(
        RecognisedKey::new(
            "Discord bot token",
            KeyCheck::not("Only Discord can check its code."),
        )
        .with_parts(vec![
            FoundPart::new(PartKind::KeyId, id.len() + 1, KeySymbols::Base64Url),
            FoundPart::new(PartKind::Time, time.len() + 1, KeySymbols::Base64Url),
            FoundPart::new(PartKind::Random, code.len(), KeySymbols::Base64Url),
        ])
        .with_facts([
            Fact::new("Bot", digits),
            Fact::new("Bot made", utc::date(made)),
        ]),
    )
}
