//! Hex and base64 without a name: digests, or keys, by their length.

use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::{is_hex, read_base64};
use crate::engine::key::token::PartKind;

const NONE: &str = "Neither digests nor plain random bytes have a checksum.";

/// What hex or base64 of this many bytes can be besides a digest that is computed here.
const OTHERS: [(usize, &str); 4] = [
    (16, "MD4 or an NT hash"),
    (20, "RIPEMD-160"),
    (28, "SHA-224"),
    (64, "Whirlpool"),
];

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let (named, digits) = match key.split_once([':', '-']) {
        Some((name, digits)) if name.len() <= 12 && !digits.is_empty() => {
            match Algorithm::from_name(name) {
                Some(algorithm) => (Some(algorithm), digits),
                None => (None, key),
            }
        }
        _ => (None, key),
    };
    let (bytes, symbols) = if is_hex(digits) && digits.len() % 2 == 0 {
        (digits.len() / 2, KeySymbols::Hex)
    } else {
        let bytes = read_base64(digits).ok()?;
        let symbols = if digits.contains(['-', '_']) {
            KeySymbols::Base64Url
        } else {
            KeySymbols::Base64
        };
        (bytes.len(), symbols)
    };
    let mut digests: Vec<&str> = Algorithm::of_len(bytes).map(Algorithm::label).collect();
    digests.extend(
        OTHERS
            .iter()
            .filter(|(length, _)| *length == bytes)
            .map(|(_, name)| *name),
    );
    let written = if symbols == KeySymbols::Hex {
        "hex"
    } else {
        "base64"
    };
    let name = match named {
        Some(algorithm) if algorithm.digest_len() == bytes => {
            format!("Digest by {}, in {written}", algorithm.label())
        }
        Some(algorithm) => {
            return Some(
                RecognisedKey::new(
                    format!("Digest by {}, by its name", algorithm.label()),
                    KeyCheck::not(NONE),
                )
                .with_notice(format!(
                    "It has {bytes} bytes, and {} has {}.",
                    algorithm.label(),
                    algorithm.digest_len()
                )),
            );
        }
        None if digests.is_empty() => return None,
        None => format!("{bytes} bytes in {written}: a digest, or a key"),
    };
    let prefix = key.len() - digits.len();
    let mut found = RecognisedKey::new(name, KeyCheck::not(NONE)).with_parts(vec![
        FoundPart::plain(PartKind::Prefix, prefix).called("name"),
        FoundPart::new(PartKind::Random, digits.len(), symbols),
    ]);
    #[expect(clippy::cast_precision_loss, reason = "at most 64 bytes")]
    let bits = (bytes * 8) as f64;
    found.bits = Some(bits);
    if named.is_none() {
        found
            .facts
            .push(Fact::new("As long as", digests.join(", ")));
    }
    Some(found)
}
