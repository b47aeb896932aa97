//! A format described in words: `64 characters in hex`, `at least 32 characters`, `32-byte key`.

mod rules;

use super::format::{FormatFamily, SecretFormat};
use rules::{CHARACTERS, bounded, only, sensible, wants_no_dashes, wants_signs};

/// A format that a text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestedFormat {
    pub kind: SecretFormat,
    /// Whether the size is only a bound.
    pub open: bool,
    /// Whether a command makes it, which is more exact than words.
    pub command: bool,
}

impl RequestedFormat {
    /// The format that a command makes.
    pub const fn of_command(kind: SecretFormat) -> Self {
        Self {
            kind,
            open: false,
            command: true,
        }
    }

    /// Whether its size is neither too weak for a secret nor absurd.
    pub fn is_sensible(self) -> bool {
        let bounds = FormatFamily::LEAST..=FormatFamily::MOST;
        self.kind.size().is_none_or(|size| bounds.contains(&size))
    }
}

const BYTES: [&str; 2] = ["byte", "bytes"];
const BITS: [&str; 2] = ["bit", "bits"];
/// Units of hex digits; in other formats digits are only some of the characters.
const DIGITS: [&str; 2] = ["digit", "digits"];

/// The format that the words of `text` ask for, if it is a sensible one. `text` is in lower case.
pub(super) fn format(text: &str) -> Option<RequestedFormat> {
    let words = split(text);
    let has = |word: &str| words.contains(&word);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    // These count the bits of a key pair.
    if any(&["rsa", "ecdsa", "ed25519", "modulus"]) {
        return None;
    }
    let exact = |kind| RequestedFormat {
        kind,
        open: false,
        command: false,
    };
    let letters = |count: u16| {
        let (length, open) = bounded(&words, count);
        RequestedFormat {
            open,
            ..exact(SecretFormat::Alphanumeric { length })
        }
    };
    let hex = has("hex") || has("hexadecimal");
    // Python's words for a padded one are `url-safe base64-encoded`.
    let url = has("base64url") || has("urlsafe") || has("url") && has("safe");
    let base64 = has("base64");
    let characters = counted(&words, &CHARACTERS)
        .or_else(|| length(&words))
        .or_else(|| compared(&words));
    let bytes = counted(&words, &BYTES);
    let bits = counted(&words, &BITS)
        .filter(|bits| bits % 8 == 0)
        .map(|bits| bits / 8);
    let encoded = hex || url || base64 || has("base32");
    let uuid = any(&["uuid", "uuidv4", "guid"])
        && bytes.is_none()
        && characters.is_none_or(|count| [32, 36].contains(&count));
    // `1 special character` is no length.
    let length = || {
        let number = || words.iter().find_map(|word| sensible(word));
        let count = characters
            .filter(|count| *count >= FormatFamily::LEAST)
            .or_else(number);
        count.map_or(32, |count| bounded(&words, count).0)
    };
    let asked = match (bytes.or(bits.filter(|_| base64 || url)), bits, characters) {
        _ if let Some(count) = listed(&words) => {
            let bytes = bytes
                .filter(|bytes| (16..=128).contains(bytes))
                .unwrap_or(16);
            exact(SecretFormat::Base64List { bytes, count })
        }
        _ if uuid && (characters == Some(32) || wants_no_dashes(&words)) => {
            exact(SecretFormat::Hex { bytes: 16 })
        }
        _ if uuid => exact(SecretFormat::Uuid),
        (None, None, _) if !encoded && wants_signs(&words) => {
            exact(SecretFormat::EveryKind { length: length() })
        }
        (None, None, _) if !encoded && let Some(symbols) = only(&words) => {
            exact(SecretFormat::Symbols {
                symbols,
                length: length(),
            })
        }
        _ if has("fernet") => exact(SecretFormat::Base64UrlPadded { bytes: 32 }),
        (Some(bytes), _, _) if url && base64 => exact(SecretFormat::Base64UrlPadded { bytes }),
        (Some(bytes), _, _) if url => exact(SecretFormat::Base64Url { bytes }),
        (Some(bytes), _, _) if has("base32") => exact(SecretFormat::Base32 { bytes }),
        (_, _, Some(length)) if url => exact(SecretFormat::UrlSafe { length }),
        (Some(bytes), _, _) if hex => exact(SecretFormat::Hex { bytes }),
        (Some(bytes), _, _) if base64 => exact(SecretFormat::Base64 { bytes }),
        (Some(bytes), _, Some(count)) if bytes.checked_mul(2) == Some(count) => {
            exact(SecretFormat::Hex { bytes })
        }
        // The secret is ASCII text: one character a byte.
        (Some(bytes), _, _) => letters(bytes),
        (_, Some(bytes), Some(count)) if bytes == count && !hex => letters(count),
        (_, Some(bytes), _) => exact(SecretFormat::Hex { bytes }),
        (_, _, Some(count)) if hex => exact(SecretFormat::Hex {
            bytes: count.div_ceil(2),
        }),
        (_, _, Some(count)) if has("base32") => exact(SecretFormat::Base32 {
            bytes: u16::try_from(u32::from(count) * 5 / 8).ok()?,
        }),
        (_, _, Some(count)) => letters(count),
        _ if hex => exact(SecretFormat::Hex {
            bytes: counted(&words, &DIGITS)
                .or_else(|| {
                    words
                        .iter()
                        .find_map(|word| sensible(word))
                        .filter(|_| has("only"))
                })?
                .div_ceil(2),
        }),
        _ => return None,
    };
    Some(asked).filter(|asked| asked.is_sensible())
}

/// How many secrets `four keys, comma separated` are.
fn listed(words: &[&str]) -> Option<u16> {
    let numbers = ["two", "three", "four", "five", "six"];
    let separated = words.iter().any(|word| ["comma", "commas"].contains(word));
    let secrets = ["keys", "salts", "secrets", "tokens"];
    let at = words
        .iter()
        .position(|word| secrets.contains(word))
        .filter(|_| separated)?;
    let mut near = words[..at].iter().rev().take(3);
    let number = |word: &&str| {
        let named = (2..)
            .zip(numbers)
            .find(|(_, name)| name == word)
            .map(|(number, _)| number);
        named
            .or_else(|| word.parse().ok())
            .filter(|number| (2..=8).contains(number))
    };
    near.find_map(number)
}

/// Whether the words count something: `32-character`, `64 hex chars`.
pub(super) fn counts(text: &str) -> bool {
    let words = split(text);
    [&BYTES[..], &BITS, &CHARACTERS, &DIGITS]
        .iter()
        .any(|units| counted(&words, units).is_some())
}

/// The words of `text`, a number and its unit apart: `32chars` are two.
fn split(text: &str) -> Vec<&str> {
    let parts = text.split(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '+');
    parts
        .flat_map(|part| {
            let unit = part.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
            let glued = [&BYTES[..], &BITS, &CHARACTERS]
                .iter()
                .any(|units| units.contains(&unit));
            let at = if glued { part.len() - unit.len() } else { 0 };
            <[&str; 2]>::from(part.split_at(at))
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The number after `length`: `length 32`, `a length of 32`.
fn length(words: &[&str]) -> Option<u16> {
    let at = words.iter().position(|word| *word == "length")?;
    let mut near = words[at + 1..].iter().take(3);
    near.find_map(|word| word.trim_end_matches('+').parse().ok())
}

/// The number after `longer than` or `shorter than`, which can only count characters.
fn compared(words: &[&str]) -> Option<u16> {
    let at = words
        .windows(2)
        .position(|two| matches!(two, ["longer" | "shorter", "than"]))?;
    sensible(words.get(at + 2)?)
}

/// The number before one of `units`, with at most three words between them (`64 random string characters`) beside
/// those for an encoding; the last of several numbers (`16, 24 or 32 bytes`).
fn counted(words: &[&str], units: &[&str]) -> Option<u16> {
    let places = words.iter().enumerate();
    places
        .filter(|(_, word)| units.contains(word))
        .find_map(|(at, _)| {
            let encoding = ["base64", "base64url", "encoded", "safe", "url"];
            let near = words[..at].iter().rev();
            near.filter(|word| !encoding.contains(word))
                .take(4)
                .find_map(|word| word.trim_end_matches('+').parse().ok())
        })
}

#[cfg(test)]
mod tests {
    use super::super::symbols::SymbolSet;
    use super::*;

    #[track_caller]
    fn asks(text: &str, expected: Option<SecretFormat>) {
        assert_eq!(format(text).map(|asked| asked.kind), expected, "{text}");
    }

    #[test]
    fn words_are_obeyed() {
        let letters = |length| Some(SecretFormat::Alphanumeric { length });
        let hex = |bytes| Some(SecretFormat::Hex { bytes });
        let base64 = |bytes| Some(SecretFormat::Base64 { bytes });
        for (text, expected) in [
            ("64 characters in hex", hex(32)),
            ("a 32-byte hex string", hex(32)),
            ("64 hex digits", hex(32)),
            ("32 bytes (64 characters)", hex(32)),
            ("256 bits", hex(32)),
            ("256-bit base64 key", base64(32)),
            ("base64-encoded 32-byte key", base64(32)),
            ("256 bits, that is 32 characters", letters(32)),
            ("at least 32 characters", letters(32)),
            ("at least 12 chars", letters(32)),
            ("at most 99 characters", letters(32)),
            ("up to 20 characters", letters(20)),
            ("minimum 64 characters", letters(64)),
            ("must be exactly 20 characters", letters(20)),
            ("must be 16, 24 or 32 bytes", letters(32)),
            ("a 32+ character string", letters(32)),
            ("length 40", letters(40)),
            ("length: 24", letters(24)),
            ("a random string with a length of 48", letters(48)),
            ("length 32, hex", hex(16)),
            ("length at least 12", letters(32)),
            ("20 bytes, base32", Some(SecretFormat::Base32 { bytes: 20 })),
            (
                "24 bytes, base64url-encoded",
                Some(SecretFormat::Base64Url { bytes: 24 }),
            ),
            (
                "urlsafe, 30 bytes",
                Some(SecretFormat::Base64Url { bytes: 30 }),
            ),
            (
                "must be 32 url-safe base64-encoded bytes",
                Some(SecretFormat::Base64UrlPadded { bytes: 32 }),
            ),
            (
                "43 url-safe characters",
                Some(SecretFormat::UrlSafe { length: 43 }),
            ),
            (
                "32 random base64-encoded url safe bytes",
                Some(SecretFormat::Base64UrlPadded { bytes: 32 }),
            ),
            (
                "fernet key of 32 bytes",
                Some(SecretFormat::Base64UrlPadded { bytes: 32 }),
            ),
            ("min_48_chars", letters(48)),
            ("48chars", letters(48)),
            ("a random uuid", Some(SecretFormat::Uuid)),
            (
                "a fernet key",
                Some(SecretFormat::Base64UrlPadded { bytes: 32 }),
            ),
            (
                "32 characters of base32",
                Some(SecretFormat::Base32 { bytes: 20 }),
            ),
        ] {
            asks(text, expected);
        }
    }

    #[test]
    fn bounds_and_rules_are_kept() {
        let letters = |length| Some(SecretFormat::Alphanumeric { length });
        let hex = |bytes| Some(SecretFormat::Hex { bytes });
        let every_kind = |length| Some(SecretFormat::EveryKind { length });
        let symbols = |symbols, length| Some(SecretFormat::Symbols { symbols, length });
        let list = |bytes, count| Some(SecretFormat::Base64List { bytes, count });
        for (text, expected) in [
            ("a 36-character guid", Some(SecretFormat::Uuid)),
            ("a guid with no hyphens", hex(16)),
            ("uuidv4 (32 characters)", hex(16)),
            ("any length, no longer than 24 characters", letters(24)),
            ("can't be more than 20 characters long", letters(20)),
            ("fewer than 20 characters", letters(19)),
            ("must not be longer than 24", letters(24)),
            ("hex digits only, 48", hex(24)),
            ("no less than 40 characters", letters(40)),
            ("12 characters or fewer", letters(12)),
            ("at least 10 but not longer than 20 characters", letters(20)),
            ("maximum 24, minimum 8 characters", letters(24)),
            ("at least 48 and at most 72 characters", letters(72)),
            ("24 characters, no longer in use", letters(24)),
            (
                "up to 20 characters, with an uppercase letter, a digit and a symbol",
                every_kind(20),
            ),
            ("for more entropy use 64 characters", letters(64)),
            ("with a digit and a special character", every_kind(32)),
            (
                "12 to 20 characters, at least 1 special character",
                every_kind(20),
            ),
            (
                "must include upper and lower case, digits and punctuation",
                every_kind(32),
            ),
            ("24 chars without special characters", letters(24)),
            ("24 chars, special characters are not allowed", letters(24)),
            (
                "letters only, 18 of them",
                symbols(SymbolSet::LOWER.with(SymbolSet::UPPER), 18),
            ),
            (
                "only uppercase letters and numbers, 30 characters",
                symbols(SymbolSet::UPPER.with(SymbolSet::DIGITS), 30),
            ),
            (
                "lowercase alphanumeric only",
                symbols(SymbolSet::LOWER.with(SymbolSet::DIGITS), 32),
            ),
            ("numbers only, at most 12", symbols(SymbolSet::DIGITS, 12)),
            ("only letters and digits, 40 characters", letters(40)),
            ("the only key, 40 letters", letters(40)),
            ("3 secrets separated by commas", list(16, 3)),
            ("two base64 keys of 32 bytes, comma-separated", list(32, 2)),
        ] {
            asks(text, expected);
        }
    }

    #[test]
    fn bounds_are_told_from_lengths() {
        assert!(format("at least 32 characters").unwrap().open);
        assert!(format("at most 64 characters").unwrap().open);
        assert!(!format("32 characters").unwrap().open);
    }

    #[test]
    fn texts_without_a_format_ask_for_nothing() {
        for text in [
            "",
            "the key",
            "get yours at https://example.org/keys",
            "2 keys",
            "4 characters",
            "8 digits",
            "a 12-digit number",
            "port 5432",
            "99999999999999999999 characters",
            "see rfc 7518 for base64",
            "a 2048-bit rsa key",
            "length matters",
            "see the url for safe values",
            "of any length, but no 2 alike",
            "read only by the two keys",
            "special characters must not be escaped",
            "a special password",
            "one for each of the keys, commas are escaped",
        ] {
            asks(text, None);
        }
    }
}
