//! The words of the key card, but for those that stand in `index.html` from the start.

use crate::engine::key::entropy::in_words;
use crate::engine::key::format::Format;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::PartKind;

// What is announced.
pub const NEW_KEY_MADE: &str = "New key made.";
pub const COPIED: &str = "Copied.";
pub const KEY_COPIED: &str = "Key copied. From now on it is shown masked.";
pub const EARLIER_KEY_COPIED: &str = "The key before this one was copied.";
pub const SHA256_COPIED: &str = "SHA-256 copied.";

// The buttons.
/// What is copied follows.
pub const COPY: &str = "Copy ";
pub const KEY: &str = "key";
pub const ALREADY_COPIED: &str = "Copied";

// The text that "Copy both" copies: a key and its SHA-256 follow.
pub const KEY_LINE: &str = "Key: ";
pub const SHA256_LINE: &str = "\nSHA-256: ";

// The clipboard.
pub const HELD: &str = "The copied key is in the clipboard and nowhere else: paste it where it is used before you copy more.";
pub const BY_HAND: &str = "Select the text and press Ctrl+C (on a Mac: Command+C).";

/// What a key of this format is.
pub fn noun(format: Format) -> &'static str {
    match format {
        Format::Password => "password",
        Format::Passphrase => "passphrase",
        Format::Pin => "PIN",
        Format::UuidV4 | Format::UuidV7 => "UUID",
        Format::Ulid => "ULID",
        _ => KEY,
    }
}

/// What the hash is of, and what to do with it.
pub fn what_to_store(spec: &TokenSpec) -> String {
    match spec.format {
        Format::Password | Format::Passphrase | Format::Pin => {
            "SHA-256 of the text as shown. A server that checks passwords stores a slow hash such as Argon2id, not \
             this one."
                .to_owned()
        }
        _ if spec.format.is_public() => {
            "SHA-256 of the identifier as shown. An identifier is not a secret: a server stores it as it is.".to_owned()
        }
        _ => format!("{} Store this on the server, not the key.", spec.hashed()),
    }
}

/// What a part is for, in a few words.
pub fn part(kind: PartKind, spec: &TokenSpec) -> String {
    match kind {
        PartKind::Prefix => "prefix: whose key".to_owned(),
        PartKind::Environment => "environment".to_owned(),
        PartKind::KeyId => "key id: public, for the look-up".to_owned(),
        PartKind::Time => "time it was made".to_owned(),
        PartKind::Random => {
            let size = spec.size();
            let bits = in_words(size.bits);
            if spec.format.is_public() {
                format!("random part, {bits} bits")
            } else {
                format!("{} random {}, {bits} bits", size.count, size.unit.name())
            }
        }
        PartKind::Checksum => "checksum: mistypes are refused".to_owned(),
    }
}
