//! The parsed value, and parsing steps that several readers share.

use super::error::ValueError;
use std::fmt;
use zeroize::Zeroizing;

/// A value as it is written in the text, and what it means to the reader.
///
/// `lead`, `token` and `tail` together are the text from after `NAME=` to the end of the value's last line, its
/// newline included.
#[derive(Debug)]
pub struct ParsedValue<'a> {
    /// White space before the value.
    pub lead: &'a str,
    /// The value as written, quotes included.
    pub token: &'a str,
    /// White space, a comment and the newline after the value.
    pub tail: &'a str,
    /// The reader's interpretation of the token.
    pub meaning: Meaning,
}

/// A reader's interpretation of a token.
pub enum Meaning {
    /// This text.
    Text(Zeroizing<String>),
    /// A text that depends on other variables or on a command that the reader runs, or that the reader mangles.
    Template,
}

// Values are secrets and must not appear in debug output.
impl fmt::Debug for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(••••)",
            Self::Template => "Template",
        })
    }
}

/// The identifiers between the first two `$` of a password hash, from crypt(5) and from PHC strings.
pub(in crate::engine) const CRYPT_SCHEMES: [&str; 23] = [
    "1",
    "2a",
    "2b",
    "2x",
    "2y",
    "5",
    "6",
    "7",
    "H",
    "P",
    "S",
    "apr1",
    "argon2d",
    "argon2i",
    "argon2id",
    "bcrypt-sha256",
    "gy",
    "md5",
    "scrypt",
    "sha1",
    "sm3",
    "wp",
    "y",
];

/// Whether `text` contains a password hash: `$2b$…`, `user:$apr1$…`, `{CRYPT}$6$…`, `$argon2id$…`.
fn holds_hash(text: &str) -> bool {
    text.match_indices('$').any(|(at, _)| {
        let free = text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_ascii_alphanumeric() && before != '$');
        let scheme = text[at + 1..].split_once('$').filter(|_| free);
        scheme.is_some_and(|(scheme, rest)| {
            let is_hash = CRYPT_SCHEMES.contains(&scheme) || scheme == "2";
            (is_hash || scheme.starts_with("pbkdf2")) && rest.len() > 12
        })
    })
}

/// `parsed`, or an error where the reader would take the `$` of a password hash for references.
pub(super) fn unless_hash<'a>(
    parsed: ParsedValue<'a>,
    remedy: &'static str,
) -> Result<ParsedValue<'a>, ValueError> {
    if matches!(parsed.meaning, Meaning::Template) && holds_hash(parsed.token) {
        return Err(ValueError::DollarInHash { remedy });
    }
    Ok(parsed)
}

/// The part of `text` before its first newline, and the rest with the newline.
pub(in crate::engine::env) fn first_line(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').unwrap_or(text.len()))
}

/// Splits off the leading symbols of `text` that `is_space` accepts, within its first line.
pub(super) fn split_space(text: &str, is_space: fn(char) -> bool) -> (&str, &str) {
    let end = text
        .find(|symbol| symbol == '\n' || !is_space(symbol))
        .unwrap_or(text.len());
    text.split_at(end)
}

/// The unquoted value that follows `lead`, up to the offset `comment` or the end of the line, without trailing
/// white space.
pub(super) fn unquoted<'a>(
    text: &'a str,
    lead: &'a str,
    comment: Option<usize>,
    is_space: fn(char) -> bool,
) -> ValueSplit<'a> {
    let line = first_line(text).0;
    let end = comment.unwrap_or(line.len()).max(lead.len());
    let token = text[lead.len()..end].trim_end_matches(is_space);
    let lead = if token.is_empty() { "" } else { lead };
    let end = lead.len() + token.len();
    let after = (line.len() + 1).min(text.len());
    ValueSplit {
        lead,
        token,
        tail: &text[end..after],
    }
}

/// The text of a value, split; see [`ParsedValue`].
pub(super) struct ValueSplit<'a> {
    pub lead: &'a str,
    pub token: &'a str,
    pub tail: &'a str,
}

impl<'a> ValueSplit<'a> {
    pub fn with(self, meaning: Meaning) -> ParsedValue<'a> {
        ParsedValue {
            lead: self.lead,
            token: self.token,
            tail: self.tail,
            meaning,
        }
    }

    /// The text between the quotes of a quoted token.
    pub fn inside(&self) -> &'a str {
        &self.token[1..self.token.len() - 1]
    }
}

/// A quoted value that begins at the offset `lead` of `text` and ends at the first quote for which `closes`, called
/// with the text between the quotes, is true. Only blanks and a comment may follow it: readers disagree on what
/// other white space is.
pub(super) fn quoted(
    text: &str,
    lead: usize,
    closes: impl Fn(&str) -> bool,
) -> Result<ValueSplit<'_>, ValueError> {
    let (lead, rest) = text.split_at(lead);
    let quote = rest.chars().next().ok_or(ValueError::UnclosedQuote)?;
    let body = &rest[1..];
    let end = body
        .match_indices(quote)
        .map(|(at, _)| at)
        .find(|&at| closes(&body[..at]))
        .ok_or(ValueError::UnclosedQuote)?;
    let (token, rest) = rest.split_at(end + 2);
    let line = first_line(rest).0;
    let comment = line.trim_start_matches([' ', '\t']);
    if comment.is_empty() || comment.starts_with('#') {
        let tail = &rest[..(line.len() + 1).min(rest.len())];
        Ok(ValueSplit { lead, token, tail })
    } else if token.contains('\n') {
        // The value ran on into other lines and ended at one of their quotes: the first was never closed.
        Err(ValueError::UnclosedQuote)
    } else {
        Err(ValueError::TextAfterQuote)
    }
}

/// Whether the text ends in an odd number of backslashes, so that they escape what follows.
pub(super) fn ends_escaping(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// `text` with each backslash and the character after it replaced by `escape` of that character; where that is
/// `None`, both stay.
pub(super) fn unescape(text: &str, escape: impl Fn(char) -> Option<char>) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut symbols = text.chars();
    while let Some(symbol) = symbols.next() {
        if symbol == '\\'
            && let Some(next) = symbols.clone().next()
        {
            symbols.next();
            if let Some(meant) = escape(next) {
                out.push(meant);
            } else {
                out.push('\\');
                out.push(next);
            }
        } else {
            out.push(symbol);
        }
    }
    out
}

/// An owned copy, overwritten when dropped.
pub(super) fn owned(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

/// An owned copy with `\r\n` and `\r` as `\n`.
pub(super) fn unix_breaks(text: &str) -> Zeroizing<String> {
    if text.contains('\r') {
        let fewer = Zeroizing::new(text.replace("\r\n", "\n"));
        Zeroizing::new(fewer.replace('\r', "\n"))
    } else {
        owned(text)
    }
}
