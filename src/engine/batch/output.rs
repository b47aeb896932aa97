//! The files that a batch is saved as.
//!
//! CSV follows RFC 4180 with a header, JSON Lines has one RFC 8259 object a line; lines end in a line feed.
//! Where keys have an id, it stands beside them: without it a hash could not be looked up.

use crate::engine::alphabet::Alphabet;
use crate::engine::choice::read_by_id;
use serde::{Deserialize, Serialize};

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Output {
    /// A key a line.
    #[default]
    Text,
    /// `key,sha256`; with key ids `key,sha256,id`.
    Csv,
    /// `{"key":"…","sha256":"…"}`; with key ids also `"id"`.
    JsonLines,
    /// The SHA-256 of a key a line, no key; with key ids `id,sha256`.
    Hashes,
}

impl Output {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Text, Self::Csv, Self::JsonLines, Self::Hashes];

    /// A stable name for form values and remembered options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Hashes => "hashes",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text: a key a line",
            Self::Csv => "CSV: key,sha256",
            Self::JsonLines => "JSON Lines",
            Self::Hashes => "Hashes only",
        }
    }

    /// The name of the file.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Text => "keys.txt",
            Self::Csv => "keys.csv",
            Self::JsonLines => "keys.jsonl",
            Self::Hashes => "hashes.txt",
        }
    }

    /// The media type (RFC 6838).
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text | Self::Hashes => "text/plain",
            Self::Csv => "text/csv",
            Self::JsonLines => "application/jsonl",
        }
    }

    /// The file's first line.
    pub(super) fn header(self, key_ids: bool) -> &'static [u8] {
        match (self, key_ids) {
            (Self::Csv, false) => b"key,sha256\n",
            (Self::Csv, true) => b"key,sha256,id\n",
            _ => b"",
        }
    }

    /// The greatest length of a line for keys of `key` characters and ids of `key_id`, where keys may hold
    /// quotes, commas or backslashes if `special`.
    pub(super) fn longest_line(self, key: usize, key_id: usize, special: bool) -> usize {
        const HASH: usize = 64;
        let id = |around: usize| if key_id == 0 { 0 } else { key_id + around };
        // At worst each symbol is escaped, and in CSV quotes stand around them.
        let escaped = if special { 2 * key + 2 } else { key };
        1 + match self {
            Self::Text => key,
            Self::Csv => escaped + 1 + HASH + id(1),
            Self::JsonLines => {
                r#"{"key":"","sha256":""}"#.len() + escaped + HASH + id(r#","id":"""#.len())
            }
            Self::Hashes => HASH + id(1),
        }
    }

    /// Appends the line of `key`.
    #[inline]
    pub(super) fn write(self, key: &[u8], key_id: &[u8], digest: &[u8; 32], out: &mut Vec<u8>) {
        match self {
            Self::Text => out.extend_from_slice(key),
            Self::Csv => {
                csv_field(key, out);
                out.push(b',');
                hex(digest, out);
                if !key_id.is_empty() {
                    out.push(b',');
                    out.extend_from_slice(key_id);
                }
            }
            Self::JsonLines => {
                out.extend_from_slice(br#"{"key":""#);
                escaped(key, |symbol| matches!(symbol, b'"' | b'\\'), b'\\', out);
                out.extend_from_slice(br#"","sha256":""#);
                hex(digest, out);
                if !key_id.is_empty() {
                    out.extend_from_slice(br#"","id":""#);
                    out.extend_from_slice(key_id);
                }
                out.extend_from_slice(br#""}"#);
            }
            Self::Hashes => {
                if !key_id.is_empty() {
                    out.extend_from_slice(key_id);
                    out.push(b',');
                }
                hex(digest, out);
            }
        }
        out.push(b'\n');
    }
}

read_by_id!(Output);

/// The two digits of every byte.
const DIGITS: [[u8; 2]; 256] = {
    let mut table = [[0; 2]; 256];
    let mut byte = 0;
    while byte < table.len() {
        let digits = Alphabet::HEX;
        table[byte] = [digits.at(byte / 16), digits.at(byte % 16)];
        byte += 1;
    }
    table
};

/// Appends `digest` in lower-case hex.
///
/// A hash is no secret, so it need not be written in constant time as a key is; in WebAssembly a table
/// takes 3 ns for what took 40.
#[inline]
fn hex(digest: &[u8; 32], out: &mut Vec<u8>) {
    out.extend_from_slice(digest.map(|byte| DIGITS[usize::from(byte)]).as_flattened());
}

/// RFC 4180: a field with a comma or a quote is quoted, a quote in it doubled. Keys hold no line ends.
#[inline]
fn csv_field(key: &[u8], out: &mut Vec<u8>) {
    if memchr::memchr2(b',', b'"', key).is_some() {
        out.push(b'"');
        escaped(key, |symbol| symbol == b'"', b'"', out);
        out.push(b'"');
    } else {
        out.extend_from_slice(key);
    }
}

/// Appends `key` with `escape` before each symbol that needs it.
#[inline]
fn escaped(key: &[u8], needs: impl Fn(u8) -> bool, escape: u8, out: &mut Vec<u8>) {
    let mut rest = key;
    while let Some(at) = rest.iter().position(|symbol| needs(*symbol)) {
        let (plain, special) = rest.split_at(at);
        out.extend_from_slice(plain);
        out.extend_from_slice(&[escape, special[0]]);
        rest = &special[1..];
    }
    out.extend_from_slice(rest);
}
