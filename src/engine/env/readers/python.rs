//! Values as `python-dotenv` reads them.
//!
//! Inside `'` the escapes are `\\` and `\'`; inside `"` also `\"` and C's one-letter ones. Unquoted, a
//! comment needs white space before it. `${NAME}` and `${NAME:-default}` are replaced whatever the quotes
//! were. The file is opened as text, so a carriage return arrives as a newline. White space is Python's.
//!
//! Before version 1.2 a backslash before the closing quote, even an escaped one, kept it from closing: such
//! a value counts as mangled.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::{ValueError, WriteError};
use crate::engine::env::read::{
    Meaning, ParsedValue, ends_escaping, first_line, quoted as split_quoted, split_space, unescape,
    unix_breaks, unquoted,
};
use crate::engine::env::reader::Reader;
use crate::engine::env::write::enclosed;

/// `python-dotenv`.
pub(super) struct Python;

impl Reader for Python {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (lead, rest) = split_space(text, is_python_space);
        let (split, value) = if rest.starts_with(['\'', '"']) {
            let split = split_quoted(text, lead.len(), |inside| !ends_escaping(inside))?;
            let escape = if rest.starts_with('"') {
                double_escape
            } else {
                single_escape
            };
            let value = unescape(&unix_breaks(split.inside()), escape);
            (split, value)
        } else {
            let split = unquoted(text, lead, comment(text), is_python_space);
            let value = unix_breaks(split.token);
            (split, value)
        };
        let old = rest.starts_with(['\'', '"']) && split.inside().ends_with('\\');
        let meaning = if old || refers(&value) {
            Meaning::Template
        } else {
            Meaning::Text(value)
        };
        Ok(split.with(meaning))
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let single = enclosed(value, '\'', |symbol| match symbol {
            '\\' => Some("\\\\"),
            '\'' => Some("\\'"),
            _ => None,
        });
        let double = enclosed(value, '"', |symbol| match symbol {
            '\\' => Some("\\\\"),
            '"' => Some("\\\""),
            '\r' => Some("\\r"),
            _ => None,
        });
        vec![single, double]
    }

    fn write_error(&self, value: &str) -> WriteError {
        if value.contains("${") {
            WriteError::Reference
        } else {
            WriteError::Quoting
        }
    }

    fn keeps_lines(&self) -> bool {
        true
    }

    fn needs_equals(&self) -> bool {
        true
    }

    fn needs_braces(&self) -> bool {
        true
    }
}

fn single_escape(next: char) -> Option<char> {
    matches!(next, '\\' | '\'').then_some(next)
}

fn double_escape(next: char) -> Option<char> {
    match next {
        '\\' | '\'' | '"' => Some(next),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'v' => Some('\u{b}'),
        _ => None,
    }
}

/// Where the comment after an unquoted value begins, including the white space before it.
fn comment(text: &str) -> Option<usize> {
    let line = first_line(text).0;
    line.match_indices('#').map(|(at, _)| at).find_map(|at| {
        let value = line[..at].trim_end_matches(is_python_space);
        (value.len() < at).then_some(value.len())
    })
}

/// Whether `${NAME}` or `${NAME:-default}` stands in the value; the name may be anything without `:`.
fn refers(value: &str) -> bool {
    value.match_indices("${").any(|(at, _)| {
        let inner = &value[at + 2..];
        match inner.find([':', '}']) {
            Some(end) if inner[end..].starts_with('}') => true,
            Some(end) => inner[end..].starts_with(":-") && inner[end..].contains('}'),
            None => false,
        }
    })
}

/// `\s` of a Python regular expression: Unicode's white space and the separators U+001C to U+001F.
fn is_python_space(symbol: char) -> bool {
    symbol.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&symbol)
}
