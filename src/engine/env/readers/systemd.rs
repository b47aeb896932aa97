//! Values as systemd reads them in an `EnvironmentFile=`.
//!
//! Inside `'` everything is literal; inside `"` a backslash escapes `"`, `\`, a backtick and `$`, continues the
//! line before a newline, and is literal before anything else. Outside quotes a backslash is removed. There are no
//! comments after a value and no references. Quoted parts side by side are one value. A value with a control
//! character other than tab and newline is dropped later on.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::{ValueError, WriteError};
use crate::engine::env::read::{Meaning, ParsedValue};
use crate::engine::env::reader::Reader;
use crate::engine::env::write::enclosed;
use zeroize::Zeroizing;

/// Where the reader is in a value; the names are those of systemd's own state machine.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    PreValue,
    Value,
    ValueEscape,
    SingleQuote,
    DoubleQuote,
    DoubleQuoteEscape,
}

/// systemd's `EnvironmentFile=`.
pub(super) struct Systemd;

impl Reader for Systemd {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let lead_end = text.find(|symbol| !is_blank(symbol)).unwrap_or(text.len());
        let mut value =
            Zeroizing::new(String::with_capacity(text.find('\n').unwrap_or(text.len())));
        let mut state = State::PreValue;
        // How much of the value, and of the text, is kept when only white space follows.
        let (mut value_end, mut token_end) = (0, lead_end);
        let mut line_end = text.len();
        for (at, symbol) in text.char_indices() {
            let next = match (state, symbol) {
                (State::PreValue | State::Value, '\n' | '\r') => {
                    line_end = at + 1;
                    break;
                }
                (State::PreValue, '\'') => State::SingleQuote,
                (State::PreValue, '"') | (State::DoubleQuoteEscape, '\n') => State::DoubleQuote,
                (State::PreValue | State::Value, '\\') => {
                    // White space before a backslash stays, whatever the backslash escapes.
                    value_end = value.len();
                    State::ValueEscape
                }
                (State::PreValue, ' ' | '\t') => State::PreValue,
                (State::SingleQuote, '\'') | (State::DoubleQuote, '"') => {
                    value_end = value.len();
                    State::PreValue
                }
                (State::DoubleQuote, '\\') => State::DoubleQuoteEscape,
                (State::DoubleQuoteEscape, _) => {
                    if !matches!(symbol, '"' | '\\' | '`' | '$') {
                        value.push('\\');
                    }
                    value.push(symbol);
                    State::DoubleQuote
                }
                (State::ValueEscape, '\n' | '\r') => State::Value,
                (State::SingleQuote | State::DoubleQuote, _) => {
                    value.push(symbol);
                    state
                }
                (State::PreValue | State::Value | State::ValueEscape, _) => {
                    value.push(symbol);
                    if state == State::ValueEscape || !is_blank(symbol) {
                        value_end = value.len();
                    }
                    State::Value
                }
            };
            state = next;
            if !is_blank(symbol) || !matches!(state, State::PreValue | State::Value) {
                token_end = at + symbol.len_utf8();
            }
        }
        if matches!(
            state,
            State::SingleQuote | State::DoubleQuote | State::DoubleQuoteEscape
        ) {
            return Err(ValueError::UnclosedQuote);
        }
        value.truncate(value_end);
        let lead_end = lead_end.min(token_end).min(line_end);
        let token_end = token_end.min(line_end);
        Ok(ParsedValue {
            lead: &text[..lead_end],
            token: &text[lead_end..token_end],
            tail: &text[token_end..line_end],
            meaning: Meaning::Text(value),
        })
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let double = enclosed(value, '"', |symbol| match symbol {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            '`' => Some("\\`"),
            '$' => Some("\\$"),
            _ => None,
        });
        vec![enclosed(value, '\'', |_| None), double]
    }

    fn takes(&self, value: &str) -> bool {
        !value.chars().any(is_refused_control)
    }

    fn write_error(&self, _: &str) -> WriteError {
        WriteError::Control
    }

    fn has_literal_hash(&self) -> bool {
        true
    }

    fn comment_marks(&self) -> &'static [char] {
        &['#', ';']
    }

    // Before version 254 it took the line after such a comment for a part of it.
    fn continues_comments(&self) -> bool {
        true
    }
}

fn is_blank(symbol: char) -> bool {
    symbol == ' ' || symbol == '\t'
}

/// Control characters that systemd refuses in variables: C0 except tab and newline, and DEL.
fn is_refused_control(symbol: char) -> bool {
    symbol.is_ascii_control() && symbol != '\t' && symbol != '\n'
}
