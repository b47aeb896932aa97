//! Quoting and escaping in the text formats that are written here, one file per format; JSON and TOML are read too.
//!
//! Values are appended to a [`Secret`], since most of them are secrets. Writing a value returns its span,
//! quotes included, so that it can be masked without a search.

pub mod csv;
pub mod hcl;
pub mod ical;
pub mod json;
pub mod powershell;
pub mod shell;
pub mod sql;
pub mod toml;
pub mod tree;
pub mod yaml;

use crate::engine::base::secret::Secret;
use std::ops::Range;

/// The range of a written text in the output, in bytes.
pub type Span = Range<usize>;

/// Appends `text` in double quotes. Quotes, backslashes, line breaks and tabs get C's escapes; `other` writes
/// `$`, `%` and everything that is not printable ASCII, and is passed the next character.
fn double_quoted(text: &str, out: &mut Secret, other: fn(char, Option<char>, &mut Secret)) -> Span {
    let start = out.len();
    out.push('"');
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        match symbol {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' => other(symbol, symbols.peek().copied(), out),
            ' '..='~' => out.push(symbol),
            _ => other(symbol, symbols.peek().copied(), out),
        }
    }
    out.push('"');
    start..out.len()
}

/// Appends `\u` and four hex digits.
fn unicode_escape(unit: u16, out: &mut Secret) {
    out.push_str("\\u");
    for at in (0..4).rev() {
        let digit = char::from_digit(u32::from(unit) >> (4 * at) & 15, 16);
        out.push(digit.expect("four bits are a hex digit"));
    }
}

/// Appends `text` between two `quote`s, each character replaced by `escape` of it where that is `Some`.
pub(in crate::engine) fn enclosed(
    text: &str,
    quote: char,
    out: &mut Secret,
    escape: fn(char) -> Option<&'static str>,
) -> Span {
    let start = out.len();
    out.push(quote);
    for symbol in text.chars() {
        match escape(symbol) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(symbol),
        }
    }
    out.push(quote);
    start..out.len()
}

/// Appends the bytes of `text` with `escape` before each that needs it.
fn escaped(text: &[u8], needs: impl Fn(u8) -> bool, escape: u8, out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|symbol| needs(*symbol)) {
        let (plain, special) = rest.split_at(at);
        out.extend_from_slice(plain);
        out.extend_from_slice(&[escape, special[0]]);
        rest = &special[1..];
    }
    out.extend_from_slice(rest);
}

/// What `write` appends, and the part of it at the span that `write` returns.
#[cfg(test)]
fn written(write: impl FnOnce(&mut Secret) -> Span) -> (String, String) {
    let mut out = Secret::from("> ");
    let place = write(&mut out);
    let text = out.expose();
    (text[2..].to_owned(), text[place].to_owned())
}
