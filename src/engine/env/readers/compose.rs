//! Values as Docker Compose reads them in `.env` and in an `env_file` (`compose-go`, version 2).
//!
//! Inside `'` only `\'` is an escape, and `$` is literal. Inside `"` the escapes are C's one-letter ones,
//! `\"`, `\\`, `\$` and octal `\0…`; `$` interpolates there and in unquoted values, and `$$` is one `$`.
//! Unquoted, a comment begins at a space and `#`, nowhere else.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::{
    Meaning, ParsedValue, ends_escaping, first_line, quoted as split_quoted, split_space, unescape,
    unless_hash, unquoted,
};
use crate::engine::env::reader::Reader;
use crate::engine::env::write::enclosed;
use zeroize::Zeroizing;

/// How a password hash is written.
const REMEDY: &str = "put it in single quotes, or write $$ for each $";

/// Docker Compose.
pub(super) struct Compose;

impl Reader for Compose {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (lead, rest) = split_space(text, is_space);
        if rest.starts_with('\'') {
            let split = split_quoted(text, lead.len(), |inside| !ends_escaping(inside))?;
            let value = unescape(split.inside(), |next| (next == '\'').then_some(next));
            return Ok(split.with(Meaning::Text(value)));
        }
        if rest.starts_with('"') {
            let split = split_quoted(text, lead.len(), |inside| !ends_escaping(inside))?;
            let unescaped = without_escapes(split.inside());
            let meaning = unescaped.map_or(Meaning::Template, |text| interpolate(&text));
            return unless_hash(split.with(meaning), REMEDY);
        }
        let comment = first_line(rest).0.find(" #").map(|at| lead.len() + at);
        let split = unquoted(text, lead, comment, char::is_whitespace);
        let meaning = interpolate(split.token);
        unless_hash(split.with(meaning), REMEDY)
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let single = enclosed(value, '\'', |symbol| (symbol == '\'').then_some("\\'"));
        let double = enclosed(value, '"', |symbol| match symbol {
            '\\' => Some("\\\\"),
            '"' => Some("\\\""),
            '$' => Some("\\$"),
            '\r' => Some("\\r"),
            _ => None,
        });
        vec![single, double]
    }

    fn takes_colon(&self) -> bool {
        true
    }

    fn keeps_lines(&self) -> bool {
        true
    }
}

/// Resolves the escapes of double quotes. `\$` becomes `$$`, which interpolation then turns into `$`; a `$` right
/// before it is paired with the first of the two. `None` for an octal escape: rare, and readers disagree on it.
fn without_escapes(text: &str) -> Option<Zeroizing<String>> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut symbols = text.chars();
    while let Some(symbol) = symbols.next() {
        let next = symbols.clone().next().filter(|_| symbol == '\\');
        let meant = match next {
            None => symbol,
            Some('0') => return None,
            Some('$') => '$',
            // Go has no `\c`, so it stays as it is.
            Some(next @ ('"' | '\\')) => next,
            Some('a') => '\u{7}',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('v') => '\u{b}',
            Some(next) => {
                out.push('\\');
                next
            }
        };
        if next.is_some() {
            symbols.next();
        }
        if next == Some('$') {
            out.push('$');
        }
        out.push(meant);
    }
    Some(out)
}

/// Turns `$$` into `$`; any other `$` that begins a reference makes the value a template.
fn interpolate(text: &str) -> Meaning {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        out.push('$');
        let begins = |next: char| next.is_ascii_alphabetic() || next == '_' || next == '{';
        if after.starts_with(begins) {
            return Meaning::Template;
        }
        rest = after.strip_prefix('$').unwrap_or(after);
    }
    out.push_str(rest);
    Meaning::Text(out)
}

/// White space within a line that Compose skips, as does `godotenv`, from which its parser descends.
pub(super) fn is_space(symbol: char) -> bool {
    matches!(
        symbol,
        '\t' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}'
    )
}
