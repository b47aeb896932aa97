//! Values as a POSIX shell reads an assignment (IEEE Std 1003.1, Shell Command Language, sections 2.2,
//! 2.3 and 2.6).
//!
//! Adjacent quoted and unquoted parts form one word, and the word must be the whole command. What the shell
//! would expand is a template; what it would run is an error.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::{Meaning, ParsedValue, first_line, split_space, unless_hash};
use crate::engine::env::reader::Reader;
use crate::engine::syntax::shell;
use zeroize::Zeroizing;

/// A POSIX shell.
pub(super) struct Shell;

impl Reader for Shell {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let mut value = Zeroizing::new(String::with_capacity(first_line(text).0.len()));
        let mut template = text.starts_with('~');
        let mut rest = text;
        loop {
            let mut symbols = rest.chars();
            let Some(symbol) = symbols.next() else { break };
            match symbol {
                ' ' | '\t' | '\n' => break,
                '\'' => {
                    let inside = symbols.as_str();
                    let end = inside.find('\'').ok_or(ValueError::UnclosedQuote)?;
                    value.push_str(&inside[..end]);
                    rest = &inside[end + 1..];
                    continue;
                }
                '"' => {
                    rest = double(symbols.as_str(), &mut value, &mut template)?;
                    continue;
                }
                '\\' => match symbols.next() {
                    Some('\n') => {}
                    Some(next) => {
                        template |= is_marker(next);
                        value.push(next);
                    }
                    None => value.push('\\'),
                },
                '$' | '`' => template = true,
                ';' | '&' | '|' | '<' | '>' | '(' | ')' => return Err(ValueError::ShellSyntax),
                ':' if symbols.as_str().starts_with('~') => {
                    template = true;
                    value.push(symbol);
                }
                _ => value.push(symbol),
            }
            rest = symbols.as_str();
        }
        let token = &text[..text.len() - rest.len()];
        let (line, newline) = first_line(rest);
        let comment = split_space(line, |symbol| symbol == ' ' || symbol == '\t').1;
        if !comment.is_empty() && !comment.starts_with('#') {
            return Err(ValueError::ShellSyntax);
        }
        let tail = &rest[..line.len() + usize::from(!newline.is_empty())];
        let meaning = if template {
            Meaning::Template
        } else {
            Meaning::Text(value)
        };
        let parsed = ParsedValue {
            lead: "",
            token,
            tail,
            meaning,
        };
        unless_hash(parsed, "put it in single quotes")
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let mut word = Secret::with_capacity(value.len() + value.len() / 4 + 2);
        shell::word(value, &mut word);
        vec![word]
    }

    // The shell has no escape for it.
    fn takes_raw_carriage_return(&self) -> bool {
        true
    }
}

/// Control characters with which bash marks quoted text internally: it loses one after a backslash.
const fn is_marker(symbol: char) -> bool {
    matches!(symbol, '\u{1}' | '\u{7f}')
}

/// Parses up to the closing `"` and returns the text after it.
fn double<'a>(
    inside: &'a str,
    value: &mut String,
    template: &mut bool,
) -> Result<&'a str, ValueError> {
    let mut symbols = inside.chars();
    loop {
        match symbols.next().ok_or(ValueError::UnclosedQuote)? {
            '"' => return Ok(symbols.as_str()),
            '$' | '`' => *template = true,
            '\\' => match symbols.next().ok_or(ValueError::UnclosedQuote)? {
                next @ ('$' | '`' | '"' | '\\') => value.push(next),
                '\n' => {}
                next => {
                    *template |= is_marker(next);
                    value.push('\\');
                    value.push(next);
                }
            },
            symbol => value.push(symbol),
        }
    }
}
