//! The files that a batch is saved as.
//!
//! CSV follows RFC 4180 with a header, JSON Lines has one RFC 8259 object per line; lines end in a line feed.
//! Where keys have an id, it is written beside them: without it a hash could not be looked up.

use crate::engine::base::choices::choices;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::syntax::{csv, json};
use serde::{Deserialize, Serialize};

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BatchOutput {
    /// One key per line.
    #[default]
    Text,
    /// `key,sha256`; with key ids `key,sha256,id`.
    Csv,
    /// `{"key":"…","sha256":"…"}`; with key ids also `"id"`.
    JsonLines,
    /// One SHA-256 per line, no key; with key ids `id,sha256`.
    Hashes,
}

choices!(impl BatchOutput {
    Text = "text", "Text: a key a line";
    Csv = "csv", "CSV: key,sha256";
    JsonLines = "jsonl", "JSON Lines";
    Hashes = "hashes", "Hashes only";
});

impl BatchOutput {
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
        // At worst every symbol is escaped, and CSV adds quotes.
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
                csv::field(key, out);
                out.push(b',');
                hex(digest, out);
                if !key_id.is_empty() {
                    out.push(b',');
                    out.extend_from_slice(key_id);
                }
            }
            Self::JsonLines => {
                out.extend_from_slice(br#"{"key":""#);
                json::printable(key, out);
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

/// The two hex digits of every byte.
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
/// A hash is no secret, so it need not be encoded in constant time as a key is; in WebAssembly the table takes
/// 3 ns instead of 40.
#[inline]
fn hex(digest: &[u8; 32], out: &mut Vec<u8>) {
    out.extend_from_slice(digest.map(|byte| DIGITS[usize::from(byte)]).as_flattened());
}
