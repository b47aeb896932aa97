//! Values as Go's `godotenv` reads them, which `gh secret set --env-file` uses.
//!
//! All quotes at both ends are stripped, not just one pair, so a value in `"` must not begin or end with one. A
//! quote after a backslash never closes, even if that backslash is escaped. Inside `"` the escapes are `\n` and
//! `\r`, any other backslash is removed; `$NAME` is replaced there and in unquoted values unless a backslash
//! stands before it. A line that ends in `---` loses these three characters, inside quotes too.

use super::compose::is_space;
use crate::engine::base::secret::Secret;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::{
    Meaning, ParsedValue, first_line, owned, quoted as split_quoted, split_space, unless_hash,
    unquoted,
};
use crate::engine::env::reader::Reader;
use crate::engine::env::write::enclosed;
use zeroize::Zeroizing;

/// Go's `godotenv`.
pub(super) struct Godotenv;

impl Reader for Godotenv {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (lead, rest) = split_space(text, is_space);
        let split = if rest.starts_with(['\'', '"']) {
            split_quoted(text, lead.len(), |inside| !inside.ends_with('\\'))?
        } else {
            unquoted(
                text,
                lead,
                comment(rest).map(|at| lead.len() + at),
                is_space,
            )
        };
        let token = split.token;
        let spoiled = token.contains('\r') || token.contains("---\n") || token.ends_with("---");
        let meaning = if spoiled {
            Meaning::Template
        } else if rest.starts_with('\'') {
            Meaning::Text(owned(split.inside().trim_matches('\'')))
        } else if rest.starts_with('"') {
            expand(&unescape(split.inside().trim_matches('"')))
        } else {
            expand(split.token)
        };
        unless_hash(split.with(meaning), "put it in single quotes")
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let double = enclosed(value, '"', |symbol| match symbol {
            '\\' => Some("\\\\"),
            '"' => Some("\\\""),
            '$' => Some("\\$"),
            '\n' => Some("\\n"),
            '\r' => Some("\\r"),
            _ => None,
        });
        vec![enclosed(value, '\'', |_| None), double]
    }

    fn takes_colon(&self) -> bool {
        true
    }

    // `gh secret set` is given the name of its file: it never looks for `.env`.
    fn meets_dot_env(&self) -> bool {
        false
    }
}

/// Where the comment after an unquoted value begins: the last `#` with white space before it.
fn comment(text: &str) -> Option<usize> {
    let line = first_line(text).0;
    line.match_indices('#')
        .map(|(at, _)| at)
        .rfind(|&at| line[..at].ends_with(is_space))
}

/// First `\n` and `\r`, then every other backslash but one before `$`.
fn unescape(text: &str) -> Zeroizing<String> {
    let breaks = crate::engine::env::read::unescape(text, |next| match next {
        'n' => Some('\n'),
        'r' => Some('\r'),
        _ => None,
    });
    crate::engine::env::read::unescape(&breaks, |next| (next != '$').then_some(next))
}

/// Removes the backslash before each `$`; a `$` without one that begins a name makes the value a template.
fn expand(text: &str) -> Meaning {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        let name = after[1..].trim_start_matches('(').trim_start_matches('{');
        if let Some(before) = before.strip_suffix('\\') {
            out.push_str(before);
        } else if name.starts_with(|next: char| {
            next.is_ascii_uppercase() || next.is_ascii_digit() || next == '_'
        }) {
            return Meaning::Template;
        } else {
            out.push_str(before);
        }
        out.push('$');
        rest = &after[1..];
    }
    out.push_str(rest);
    Meaning::Text(out)
}
