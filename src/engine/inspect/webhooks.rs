//! Signing secrets of webhooks: `whsec_`, of Standard Webhooks with 24 to 64 bytes in base64, and of Stripe as text.

use super::finding::{Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::digest::decoding::read_base64;
use crate::engine::key::token::PartKind;

const PREFIX: &str = "whsec_";
/// Stripe's are as long as 24 bytes in base64.
const STRIPES: usize = 32;

pub(super) fn recognise(key: &str) -> Option<RecognisedKey> {
    let body = key.strip_prefix(PREFIX)?;
    let check = KeyCheck::not("Signing secrets have no checksum.");
    let parts = |symbols| {
        vec![
            FoundPart::plain(PartKind::Prefix, PREFIX.len()),
            FoundPart::new(PartKind::Random, body.len(), symbols),
        ]
    };
    if !body.is_ascii() {
        return Some(RecognisedKey::new("Signing secret of webhooks", check));
    }
    let bytes = read_base64(body).map_or(0, |bytes| bytes.len());
    if !(24..=64).contains(&bytes) {
        let symbols = KeySymbols::of(body).unwrap_or(KeySymbols::Printable);
        return Some(
            RecognisedKey::new("Signing secret of webhooks", check)
                .with_parts(parts(symbols))
                .with_notice(
                    "Standard Webhooks has 24 to 64 bytes in base64 behind whsec_, and Stripe 32 letters and digits; \
                     this is neither.",
                ),
        );
    }
    let name = if body.len() == STRIPES && KeySymbols::Base62.holds(body) {
        "Signing secret of webhooks (Standard Webhooks, or Stripe)"
    } else {
        "Signing secret of webhooks (Standard Webhooks)"
    };
    let mut found = RecognisedKey::new(name, check)
        .with_parts(parts(KeySymbols::Base64))
        .with_facts([Fact::new(
            "Key",
            format!("{bytes} bytes, decoded from base64; for Stripe the whole text as it stands"),
        )]);
    #[expect(clippy::cast_precision_loss, reason = "at most 64 bytes")]
    let bits = (bytes * 8) as f64;
    found.bits = Some(bits);
    Some(found)
}
