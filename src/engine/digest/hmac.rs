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
    /// The text's own bytes in UTF-8, white space included.
    #[default]
    Text,
    /// Hex digits of either case.
    Hex,
    /// Base64 or base64url, padded or not.
    Base64,
}

choices!(impl KeyFormat {
    Text = "text", "text";
    Hex = "hex", "hex";
    Base64 = "base64", "base64";
});

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
    match format {
        KeyFormat::Text => Ok(text.as_bytes().to_vec()),
        KeyFormat::Hex => read_hex(text).map_err(KeyError::Hex),
        KeyFormat::Base64 => read_base64(text).map_err(KeyError::Base64),
    }
    .map(Zeroizing::new)
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
    use super::{KeyFormat, read_key};

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
                "The key is not used: character 5 is no hex digit.",
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
}
