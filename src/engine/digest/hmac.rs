//! HMAC of a text (RFC 2104), and keys for it as a person types them.
//!
//! Errors about a key name the position, never the characters: a key is a secret.

use super::decoding::{Base64Error, HexError, read_base64, read_hex};
use super::{Algorithm, Digest, Hasher};
use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// How the text of a key encodes its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyFormat {
    /// Text, unless the key says otherwise by its prefix.
    #[default]
    Automatic,
    /// The text's own bytes in UTF-8, white space and prefix included.
    Text,
    /// Hex digits of either case, `hex:` before them or not.
    Hex,
    /// Base64 or base64url, padded or not, with or without a prefix such as `whsec_`.
    Base64,
}

choices!(impl KeyFormat {
    Automatic = "automatic", "automatic";
    Text = "text", "text";
    Hex = "hex", "hex";
    Base64 = "base64", "base64";
});

/// The prefix of keys for webhooks. Standard Webhooks (Svix and others) write the key in base64 after it; Stripe
/// uses the text with its prefix.
const WEBHOOK: &str = "whsec_";
/// The same prefix after the version of the signature, as only Standard Webhooks write it.
const VERSIONED_WEBHOOK: &str = "v1,whsec_";
/// What may stand before a key in base64.
const BASE64_PREFIXES: [&str; 3] = [VERSIONED_WEBHOOK, WEBHOOK, "base64:"];
const HEX_PREFIX: &str = "hex:";

/// Why a text is not a key in its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// It is not hex.
    Hex(HexError),
    /// It is not base64.
    Base64(Base64Error),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The key is not used: ")?;
        match self {
            Self::Hex(error) => error.fmt(f),
            Self::Base64(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for KeyError {}

/// Decodes a key. White space around hex and base64 is ignored; in [`KeyFormat::Text`] it is part of the key.
///
/// # Errors
/// [`KeyError`] where the text is not in the format.
pub fn read_key(text: &str, format: KeyFormat) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let bytes = match resolve(text, format) {
        KeyFormat::Automatic | KeyFormat::Text => text.as_bytes().to_vec(),
        KeyFormat::Hex => {
            let (skipped, digits) = without(&[HEX_PREFIX], text);
            read_hex(digits).map_err(|error| KeyError::Hex(error.moved(skipped)))?
        }
        KeyFormat::Base64 => {
            let (skipped, letters) = without(&BASE64_PREFIXES, text);
            read_base64(letters).map_err(|error| KeyError::Base64(error.moved(skipped)))?
        }
    };
    Ok(Zeroizing::new(bytes))
}

/// The format of a key: [`KeyFormat::Automatic`] is decided by its prefix. A key is decoded only where
/// it cannot be plain text.
fn resolve(text: &str, format: KeyFormat) -> KeyFormat {
    if format != KeyFormat::Automatic {
        return format;
    }
    let key = text.trim();
    let decodes = |prefix: &str| {
        let rest = key.strip_prefix(prefix)?;
        let bytes = Zeroizing::new(read_base64(rest).ok()?);
        (!bytes.is_empty()).then_some(rest)
    };
    if let Some(digits) = key.strip_prefix(HEX_PREFIX) {
        let bytes = read_hex(digits).map(Zeroizing::new);
        return match bytes {
            Ok(bytes) if !bytes.is_empty() => KeyFormat::Hex,
            _ => KeyFormat::Text,
        };
    }
    // Stripe's keys are letters and digits only.
    let of_standard = decodes(WEBHOOK).is_some_and(|rest| rest.contains(['+', '/', '=']));
    if of_standard || decodes(VERSIONED_WEBHOOK).is_some() || decodes("base64:").is_some() {
        KeyFormat::Base64
    } else {
        KeyFormat::Text
    }
}

/// The text without one of `prefixes`, and how many characters that skips.
fn without<'a>(prefixes: &[&str], text: &'a str) -> (usize, &'a str) {
    let key = text.trim_start();
    let rest = prefixes.iter().find_map(|prefix| key.strip_prefix(prefix));
    rest.map_or((0, text), |rest| {
        let skipped = &text[..text.len() - rest.len()];
        (skipped.chars().count(), rest)
    })
}

/// A sentence for the page on how a key with a prefix is used.
#[must_use]
pub fn note(text: &str, format: KeyFormat) -> Option<&'static str> {
    let key = text.trim();
    let resolved = resolve(text, format);
    if key.starts_with("whsk_") || key.starts_with("v1a,whsk_") {
        return Some("whsk_ begins a private key for signatures (v1a), which is no key for HMAC.");
    }
    let is_decoded = resolved == KeyFormat::Base64;
    let is_text = resolved == KeyFormat::Text;
    if key.starts_with(VERSIONED_WEBHOOK) && is_decoded {
        return Some("A key of Standard Webhooks: the bytes behind whsec_, which are in base64.");
    }
    if let Some(rest) = key.strip_prefix(WEBHOOK) {
        let is_base64 = read_base64(rest).map(Zeroizing::new).is_ok();
        return match resolved {
            KeyFormat::Base64 => Some(
                "Read as a key of Standard Webhooks (Svix and others): the bytes behind whsec_, which are in \
                 base64. Stripe uses its keys as they stand: for one of those choose text.",
            ),
            KeyFormat::Text if is_base64 => Some(
                "Used as it stands, as Stripe does. Is it a key of Standard Webhooks (Svix and others)? Those use \
                 the bytes behind whsec_: choose base64.",
            ),
            KeyFormat::Text => Some("Used as it stands, as Stripe does."),
            _ => None,
        };
    }
    let has_prefix = ["base64:", HEX_PREFIX, VERSIONED_WEBHOOK]
        .iter()
        .any(|prefix| key.starts_with(prefix));
    match format {
        _ if !has_prefix => None,
        KeyFormat::Automatic | KeyFormat::Text if is_text => {
            Some("Used as it stands, prefix included.")
        }
        KeyFormat::Automatic if is_decoded => Some("Read as base64, as its prefix says."),
        KeyFormat::Automatic => Some("Read as hex, as its prefix says."),
        _ => None,
    }
}

/// The HMAC of `message` under `key`; `None` where [`Algorithm::has_hmac`] is false.
#[must_use]
pub fn hmac(algorithm: Algorithm, key: &[u8], message: &[u8]) -> Option<Digest> {
    let mut hasher = Hasher::with_key(algorithm, key)?;
    hasher.update(message);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::{KeyFormat, note, read_key};

    fn message(text: &str, format: KeyFormat) -> String {
        read_key(text, format)
            .expect_err("the key is not decoded")
            .to_string()
    }

    #[test]
    fn one_key_is_read_from_each_format() {
        for (text, format) in [
            ("key~", KeyFormat::Text),
            (" 6B65797e\n", KeyFormat::Hex),
            (" a2V5fg==\n", KeyFormat::Base64),
            ("a2V5fg", KeyFormat::Base64),
        ] {
            assert_eq!(
                read_key(text, format).unwrap().as_slice(),
                b"key~",
                "{text}"
            );
        }
        assert_eq!(
            read_key("-_8", KeyFormat::Base64).unwrap().as_slice(),
            [0xfb, 0xff]
        );
    }

    #[test]
    fn white_space_counts_in_a_text_key() {
        assert_eq!(
            read_key(" k\n", KeyFormat::Text).unwrap().as_slice(),
            b" k\n"
        );
    }

    #[test]
    fn a_fault_is_named_by_its_place_and_never_by_the_character() {
        let table = [
            (
                "6b6",
                KeyFormat::Hex,
                "The key is not used: 3 hex digits stand for no whole number of bytes.",
            ),
            (
                " 6b6x",
                KeyFormat::Hex,
                "The key is not used: character 5 is not a hex digit.",
            ),
            (
                "0x6b",
                KeyFormat::Hex,
                "The key is not used: it starts with 0x; leave that off.",
            ),
            (
                "a2V5 fg==",
                KeyFormat::Base64,
                "The key is not used: character 5 is neither base64 nor base64url.",
            ),
            (
                "a+_5",
                KeyFormat::Base64,
                "The key is not used: it mixes + or / of base64 with - or _ of base64url.",
            ),
            (
                "a2V5f",
                KeyFormat::Base64,
                "The key is not used: 5 base64 characters stand for no whole number of bytes.",
            ),
            (
                "a2V5fg=",
                KeyFormat::Base64,
                "The key is not used: the padding is wrong; 2 = belong at the end, or none.",
            ),
            (
                "a2V5fh==",
                KeyFormat::Base64,
                "The key is not used: the last character is wrong; part of the text may be missing.",
            ),
        ];
        for (text, format, expected) in table {
            assert_eq!(message(text, format), expected, "{text}");
        }
    }

    #[test]
    fn a_key_for_webhooks_is_decoded_where_only_standard_webhooks_write_it_so() {
        // The bytes fb ff, then 22 zeros: their base64 holds a plus sign.
        let standard = format!("whsec_+/8{}", "A".repeat(29));
        let bytes = [&[0xfb, 0xff][..], &[0; 22]].concat();
        for format in [KeyFormat::Automatic, KeyFormat::Base64] {
            for key in [standard.clone(), format!(" v1,{standard}\n")] {
                assert_eq!(read_key(&key, format).unwrap().as_slice(), bytes, "{key}");
                assert!(note(&key, format).is_some_and(|note| note.contains("Standard Webhooks")));
            }
        }
        let read = read_key(&standard, KeyFormat::Text).unwrap();
        assert_eq!(read.as_slice(), standard.as_bytes());
    }

    #[test]
    fn a_key_for_webhooks_that_may_be_of_either_kind_is_text_until_base64_is_chosen() {
        // Letters and digits alone: Stripe's keys look like this, and base64 can.
        let key = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";
        let text = read_key(key, KeyFormat::Automatic).unwrap();
        assert_eq!(text.as_slice(), key.as_bytes());
        let said = note(key, KeyFormat::Automatic).expect("it is said");
        assert!(
            said.contains("Stripe") && said.contains("choose base64"),
            "{said}"
        );
        let decoded = read_key(key, KeyFormat::Base64).unwrap();
        assert_eq!(decoded.as_slice(), b"ABCDEFGHIJKLMNOPQRSTUVWX");
        let said = note(key, KeyFormat::Base64).expect("it is said");
        assert!(
            said.contains("Stripe") && said.contains("choose text"),
            "{said}"
        );
        // Not base64: no base64 has this length, or it is a word.
        for key in ["whsec_5", "whsec_a*b"] {
            let read = read_key(key, KeyFormat::Automatic).unwrap();
            assert_eq!(read.as_slice(), key.as_bytes());
            assert_eq!(
                note(key, KeyFormat::Automatic),
                Some("Used as it stands, as Stripe does.")
            );
        }
    }

    #[test]
    fn a_prefix_names_the_format_where_the_rest_has_it() {
        for key in ["hex:6b65797e", " base64:a2V5fg==", "base64:a2V5fg"] {
            let read = read_key(key, KeyFormat::Automatic).unwrap();
            assert_eq!(read.as_slice(), b"key~", "{key}");
            assert!(
                note(key, KeyFormat::Automatic)
                    .is_some_and(|note| note.contains("as its prefix says"))
            );
            let text = read_key(key, KeyFormat::Text).unwrap();
            assert_eq!(text.as_slice(), key.as_bytes());
        }
        for key in [
            "hex:xyz",
            "base64:a2V5f",
            "hex:",
            "base64:",
            "hexagon",
            "key~",
            " whsec",
        ] {
            let read = read_key(key, KeyFormat::Automatic).unwrap();
            assert_eq!(read.as_slice(), key.as_bytes(), "{key}");
        }
        assert_eq!(note("hexagon", KeyFormat::Automatic), None);
        assert_eq!(note("6b65", KeyFormat::Hex), None);
        let hex = read_key("hex:6b65", KeyFormat::Hex).unwrap();
        assert_eq!(hex.as_slice(), b"ke");
    }

    #[test]
    fn a_fault_behind_a_prefix_is_counted_from_the_start_of_the_key() {
        assert_eq!(
            message("whsec_ab*", KeyFormat::Base64),
            "The key is not used: character 9 is neither base64 nor base64url."
        );
        assert_eq!(
            message(" hex:6x", KeyFormat::Hex),
            "The key is not used: character 7 is not a hex digit."
        );
    }
}
