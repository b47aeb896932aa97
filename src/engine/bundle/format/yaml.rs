//! YAML that versions 1.1 and 1.2 read alike: every value is a double-quoted string.
//!
//! What is not printable there, and the line breaks of version 1.1, stands escaped.

use super::json::hex;
use crate::engine::base::secret::Secret;

/// Appends `NAME: "value"`, a variable a line, each behind `indent`.
pub fn mapping<'a>(
    variables: impl Iterator<Item = (&'a str, &'a str)>,
    indent: &str,
    out: &mut Secret,
) {
    for (name, value) in variables {
        out.push_str(indent);
        if is_plain_key(name) {
            out.push_str(name);
        } else {
            string(name, out);
        }
        out.push_str(": ");
        string(value, out);
        out.push('\n');
    }
}

/// Appends a Kubernetes Secret with the variables as its `stringData`.
pub fn kubernetes<'a>(variables: impl Iterator<Item = (&'a str, &'a str)>, out: &mut Secret) {
    out.push_str(concat!(
        "apiVersion: v1\n",
        "kind: Secret\n",
        "metadata:\n",
        "  name: app-env\n",
        "type: Opaque\n",
        "stringData:\n",
    ));
    let before = out.len();
    mapping(variables, "  ", out);
    if out.len() == before {
        out.push_str("  {}\n");
    }
}

/// Whether no version takes the name for a number, a truth value or nothing.
fn is_plain_key(name: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && !WORDS.iter().any(|word| name.eq_ignore_ascii_case(word))
}

fn string(text: &str, out: &mut Secret) {
    out.push('"');
    for symbol in text.chars() {
        match symbol {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(symbol),
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => escape(symbol, out),
            _ if symbol.is_control() => escape(symbol, out),
            _ => out.push(symbol),
        }
    }
    out.push('"');
}

fn escape(symbol: char, out: &mut Secret) {
    out.push_str("\\u");
    hex(u32::from(symbol), 4, out);
}
