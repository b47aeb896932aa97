//! Assignments to the environment in `PowerShell`, 5.1 and later, in ASCII: Windows `PowerShell` reads a script
//! without a byte order mark in the code page of the machine.
//!
//! Strings are single-quoted: only the quote itself is special there, and is doubled. Whatever is not printable
//! ASCII is written as a character code: also curly quotes, which the parser would take for quotes, and line
//! breaks, which would follow the line endings of the file.
//!
//! `PowerShell` is in no package registry that the tests can install from, so they check the output by the
//! rules of its documentation, not with its own parser.
//!
//! Setting an empty value removes the variable, so the caller leaves such variables out.

use super::Span;
use crate::engine::base::secret::Secret;

/// Appends `$env:NAME = 'value'` and a newline, and returns the span of the value.
pub fn assignment(name: &str, value: &str, out: &mut Secret) -> Span {
    let simple = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let (open, close) = if simple {
        ("$env:", "")
    } else {
        ("${env:", "}")
    };
    for part in [open, name, close, " = "] {
        out.push_str(part);
    }
    let place = string(value, out);
    out.push('\n');
    place
}

/// Appends an expression that evaluates to `text`.
fn string(text: &str, out: &mut Secret) -> Span {
    let start = out.len();
    out.push('\'');
    let mut quoted = true;
    for unit in text.encode_utf16() {
        let symbol = char::from_u32(u32::from(unit)).filter(|symbol| (' '..='~').contains(symbol));
        if let Some(symbol) = symbol {
            if !quoted {
                out.push_str(" + '");
            }
            if symbol == '\'' {
                out.push('\'');
            }
            out.push(symbol);
        } else {
            if quoted {
                out.push('\'');
            }
            out.push_str(" + [char]");
            out.push_str(&unit.to_string());
        }
        quoted = symbol.is_some();
    }
    if quoted {
        out.push('\'');
    }
    start..out.len()
}

#[cfg(test)]
mod tests {
    use super::super::written as whole;
    use super::assignment;

    fn written(name: &str, value: &str) -> String {
        let (all, place) = whole(|out| assignment(name, value, out));
        let (_, after) = all.split_once(" = ").expect("it is an assignment");
        assert_eq!(after, format!("{place}\n"));
        all
    }

    #[test]
    fn only_the_single_quote_is_doubled() {
        assert_eq!(
            written("A", "it's $x `n \"q\""),
            "$env:A = 'it''s $x `n \"q\"'\n"
        );
    }

    #[test]
    fn what_is_not_printable_ascii_stands_as_a_code() {
        assert_eq!(written("A", "a\nb"), "$env:A = 'a' + [char]10 + 'b'\n");
        assert_eq!(written("A", "’"), "$env:A = '' + [char]8217\n");
        assert_eq!(
            written("A", "🙂"),
            "$env:A = '' + [char]55357 + [char]56898\n"
        );
    }

    #[test]
    fn names_that_are_no_identifiers_stand_in_braces() {
        assert_eq!(written("a.b", "c"), "${env:a.b} = 'c'\n");
    }
}
