//! Keys of issuers that are recognised by a prefix and a form: one row for each kind of key.
//!
//! The rows follow what issuers publish, and the rules of scanners for leaked keys (gitleaks, `TruffleHog`, GitHub).

mod kind;
mod table;

use super::check::ends_in_crc32;
use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::key::token::PartKind;
use kind::{ChecksumRule, IssuedKind, KeyPiece};
use table::KINDS;

const UNPUBLISHED: &str = "Its issuer has not published the rule of its checksum.";
const UNKNOWN: &str = "Its issuer has not published whether it has a checksum.";
const ABSENT: &str = "Keys of this kind have no checksum.";

/// The kind of key that `key` is; `None` if it is none of these.
pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let mut named = None;
    for kind in KINDS {
        let Some(body) = key.strip_prefix(kind.prefix) else {
            continue;
        };
        if let Some(parts) = fit(body, kind.pieces) {
            return Some(of_kind(kind, body, parts));
        }
        if kind.is_told_by_prefix && named.is_none() {
            named = Some(misfit(kind, body));
        }
    }
    named
}

/// The parts of `body` if it consists of these pieces.
fn fit(body: &str, pieces: &[KeyPiece]) -> Option<Vec<FoundPart>> {
    let mut parts = Vec::new();
    let mut rest = body;
    for (at, piece) in pieces.iter().enumerate() {
        let behind: usize = pieces[at + 1..].iter().map(|piece| piece.least()).sum();
        let room = rest.len().checked_sub(behind)?;
        let length = room.min(piece.most());
        let (taken, after) = rest.split_at_checked(length)?;
        match *piece {
            KeyPiece::Run(kind, symbols, least, _) => {
                // A run before a separator ends where its symbols do.
                let end = taken.bytes().position(|byte| !symbols.has(byte));
                let end = end.unwrap_or(length);
                if end < least {
                    return None;
                }
                rest = rest.split_at_checked(end)?.1;
                parts.push(FoundPart::new(kind, end, symbols));
                continue;
            }
            KeyPiece::Literal(text) if taken == text => {
                parts.push(FoundPart::plain(PartKind::Prefix, length));
            }
            KeyPiece::Around(word, least) if KeySymbols::Base64Url.holds(taken) => {
                let before = taken.find(word)?;
                let behind = taken.len() - before - word.len();
                if before < least || behind < least {
                    return None;
                }
                let random =
                    |length| FoundPart::new(PartKind::Random, length, KeySymbols::Base64Url);
                parts.push(random(before));
                parts.push(FoundPart::plain(PartKind::Prefix, word.len()));
                parts.push(random(behind));
            }
            _ => return None,
        }
        rest = after;
    }
    rest.is_empty().then_some(parts)
}

fn of_kind(kind: &IssuedKind, body: &str, mut parts: Vec<FoundPart>) -> RecognisedKey {
    parts.insert(0, FoundPart::plain(PartKind::Prefix, kind.prefix.len()));
    let check = match kind.rule {
        ChecksumRule::Crc32 => KeyCheck::of(ends_in_crc32(body)),
        ChecksumRule::Unpublished => KeyCheck::not(UNPUBLISHED),
        ChecksumRule::Unknown => KeyCheck::not(UNKNOWN),
        ChecksumRule::Absent => KeyCheck::not(ABSENT),
    };
    let mut found = RecognisedKey::new(kind.name, check).with_parts(parts);
    found.environment = kind.environment;
    found.is_public = kind.is_public;
    if kind.is_public {
        found.facts.push(Fact::new(
            "Public",
            "made to be seen by everybody, as in a page",
        ));
    }
    found
}

/// A key with the prefix of this kind, but another form.
fn misfit(kind: &IssuedKind, body: &str) -> RecognisedKey {
    let check = match kind.rule {
        ChecksumRule::Crc32 => KeyCheck::of(body.is_ascii() && ends_in_crc32(body)),
        ChecksumRule::Unpublished => KeyCheck::not(UNPUBLISHED),
        ChecksumRule::Unknown => KeyCheck::not(UNKNOWN),
        ChecksumRule::Absent => KeyCheck::not(ABSENT),
    };
    let mut found = RecognisedKey::new(kind.name, check);
    if body.is_ascii() {
        found = found.with_parts(vec![
            FoundPart::plain(PartKind::Prefix, kind.prefix.len()),
            FoundPart::new(
                PartKind::Random,
                body.len(),
                KeySymbols::of(body).unwrap_or(KeySymbols::Printable),
            ),
        ]);
    }
    found.environment = kind.environment;
    found.is_public = kind.is_public;
    found.with_notice(misfit_in_words(kind, body))
}

/// Why a text after the prefix of a kind does not have its form.
fn misfit_in_words(kind: &IssuedKind, body: &str) -> String {
    let length = body.chars().count();
    let least: usize = kind.pieces.iter().map(|piece| piece.least()).sum();
    let most = kind
        .pieces
        .iter()
        .fold(0_usize, |sum, piece| sum.saturating_add(piece.most()));
    let usual = if least == most {
        least.to_string()
    } else {
        format!("{least} or more")
    };
    if length < least {
        format!(
            "Too short: {length} characters behind {}, where these keys have {usual}.",
            kind.prefix
        )
    } else if length > most {
        format!(
            "Too long: {length} characters behind {}, where these keys have {usual}.",
            kind.prefix
        )
    } else {
        format!(
            "Not the form of these keys: another character, or a separator in another place, behind {}.",
            kind.prefix
        )
    }
}
