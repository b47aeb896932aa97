//! unkey's keys of version 1: `{prefix}_{8}unkeyv1{36}{6}` in base58, where the last six are the CRC-32C of all before
//! them.

use super::check::{SIX, crc32c, is_number, split_end};
use super::finding::KeyCheck;
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::token::PartKind;

const MARK: &str = "unkeyv1";
const HEAD: usize = 8;
const TAIL: usize = 36;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let (covered, sum) = split_end(key, SIX)?;
    let (before, tail) = split_end(covered, TAIL)?;
    let (prefix, head) = split_end(before.strip_suffix(MARK)?, HEAD)?;
    let is_base58 = [head, tail, sum]
        .iter()
        .all(|part| KeySymbols::Base58.holds(part));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !is_base58 || !prefix.ends_with('_') || !prefix.bytes().all(is_name) {
        return None;
    }
    let check = KeyCheck::of(is_number(
        sum,
        &Alphabet::BASE58,
        crc32c(covered.as_bytes()),
    ));
    let name = if prefix == "unkey_" {
        "unkey root key"
    } else {
        "Key of unkey (version 1)"
    };
    let random = |length| FoundPart::new(PartKind::Random, length, KeySymbols::Base58);
    Some(RecognisedKey::new(name, check).with_parts(vec![
        FoundPart::plain(PartKind::Prefix, prefix.len()),
        random(HEAD),
        FoundPart::plain(PartKind::Prefix, MARK.len()),
        random(TAIL),
        FoundPart::new(PartKind::Checksum, SIX, KeySymbols::Base58),
    ]))
}
