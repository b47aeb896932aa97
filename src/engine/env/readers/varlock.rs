//! Values as `varlock` reads them, by the grammar of `@env-spec`.
//!
//! Inside `'` only `\'` is an escape, and the text may go on over several lines. Inside `"` and a backtick `\n` is a
//! line break too, and `$` begins a reference to another variable, as it does without quotes; `\$` is one `$`. A
//! backslash cannot be escaped, so a value that ends in one cannot be quoted. Without quotes `name(…)` is a call,
//! `[…]` a list and `{…}` an object, and `undefined` is no value at all.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::{
    Meaning, ParsedValue, ValueSplit, first_line, quoted as split_quoted, split_space, unquoted,
};
use crate::engine::env::reader::Reader;
use crate::engine::env::readers::npm::is_js_space;
use crate::engine::env::write::enclosed;
use zeroize::Zeroizing;

/// `varlock`.
pub(super) struct Varlock;

impl Reader for Varlock {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (lead, rest) = split_space(text, |symbol| matches!(symbol, ' ' | '\t'));
        let Some(quote) = rest
            .chars()
            .next()
            .filter(|symbol| "'\"`".contains(*symbol))
        else {
            let comment = first_line(rest).0.find('#').map(|at| lead.len() + at);
            // The grammar skips spaces and tabs; the text it finds is then trimmed as JavaScript trims.
            let (lead, _) = split_space(text, is_js_space);
            let split = with_comment(unquoted(text, lead, comment, is_js_space))?;
            let meaning = bare(split.token);
            return Ok(split.with(meaning));
        };
        let split = split_quoted(text, lead.len(), |inside| !inside.ends_with('\\'))?;
        let split = with_comment(split)?;
        // Three quotes open a text of several lines; a backtick alone stays in its line.
        let odd = rest.starts_with("\"\"\"") || rest.starts_with("```");
        if odd || !lead.is_empty() || quote == '`' && split.token.contains('\n') {
            return Ok(split.with(Meaning::Template));
        }
        let meaning = text_in(split.inside(), quote).map_or(Meaning::Template, Meaning::Text);
        Ok(split.with(meaning))
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        vec![
            enclosed(value, '\'', |symbol| (symbol == '\'').then_some("\\'")),
            enclosed(value, '"', |symbol| match symbol {
                '"' => Some("\\\""),
                '$' => Some("\\$"),
                _ => None,
            }),
        ]
    }

    fn keeps_lines(&self) -> bool {
        true
    }

    fn is_plain_tail(&self, tail: &str) -> bool {
        !is_refused(tail) && self.is_plain_comment(tail.trim_start_matches(is_js_space))
    }

    /// A comment stands at the start of its line, and `@` at its start makes it a decorator.
    fn is_plain_comment(&self, line: &str) -> bool {
        match line.strip_prefix('#') {
            Some(comment) => !comment.trim_start_matches([' ', '\t']).starts_with('@'),
            None => line.trim().is_empty(),
        }
    }

    fn needs_equals(&self) -> bool {
        true
    }

    fn meets_dot_env(&self) -> bool {
        false
    }

    fn has_bare_empty_before_comment(&self) -> bool {
        true
    }
}

/// `split`, or an error for a comment that [`is_refused`].
fn with_comment(split: ValueSplit<'_>) -> Result<ValueSplit<'_>, ValueError> {
    if is_refused(split.tail) {
        return Err(ValueError::CommentSyntax);
    }
    Ok(split)
}

/// Whether the grammar does not allow a comment after a value: what it takes for a divider (three of `-=*#`), or a
/// decorator without a name.
fn is_refused(tail: &str) -> bool {
    let Some(comment) = tail.trim_start_matches(is_js_space).strip_prefix('#') else {
        return false;
    };
    let comment = comment.trim_start_matches([' ', '\t']);
    let divides = comment
        .chars()
        .take_while(|mark| "-=*#".contains(*mark))
        .take(3)
        .count()
        == 3;
    let unnamed = comment
        .strip_prefix('@')
        .is_some_and(|name| !name.starts_with(|first: char| first.is_ascii_alphabetic()));
    divides || unnamed
}

/// What a value without quotes means.
fn bare(token: &str) -> Meaning {
    let special = |symbol: char| "\\()[]{}'\"`".contains(symbol);
    if token == "undefined" || token.contains(special) || refers(token) {
        Meaning::Template
    } else {
        Meaning::Text(token.to_owned().into())
    }
}

/// The meaning of the text between two `quote`s; `None` where it refers to other variables or runs a command.
pub(in crate::engine) fn text_in(inside: &str, quote: char) -> Option<Zeroizing<String>> {
    let quote = quote.to_string();
    let text = Zeroizing::new(inside.replace(&format!("\\{quote}"), &quote));
    if quote == "'" {
        return Some(text);
    }
    if refers(&text) {
        return None;
    }
    let text = Zeroizing::new(text.replace("\\$", "$"));
    Some(Zeroizing::new(text.replace("\\n", "\n")))
}

/// Whether a text refers to a variable or runs a command.
pub(in crate::engine) fn refers(value: &str) -> bool {
    value.match_indices('$').any(|(at, _)| {
        let begins = |next: char| next.is_ascii_alphabetic() || "_{(".contains(next);
        !value[..at].ends_with('\\') && value[at + 1..].starts_with(begins)
    })
}
