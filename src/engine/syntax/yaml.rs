//! YAML that versions 1.1 and 1.2 read alike: every value is a double-quoted string.
//!
//! Characters that are not printable in YAML, and the line breaks of version 1.1, are escaped.

use super::{Span, double_quoted, unicode_escape};
use crate::engine::base::secret::Secret;

/// Appends a string in quotes.
pub fn string(text: &str, out: &mut Secret) -> Span {
    double_quoted(text, out, |symbol, _, out| match symbol {
        '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
            unicode_escape(symbol as u16, out);
        }
        // The control characters end at U+009F.
        _ if symbol.is_control() => unicode_escape(symbol as u16, out),
        _ => out.push(symbol),
    })
}

/// Appends `NAME: "value"`, one variable per line, each after `indent`; `{}` for none. Returns the spans of the
/// values.
pub fn mapping<'a>(
    variables: impl Iterator<Item = (&'a str, &'a str)>,
    indent: &str,
    out: &mut Secret,
) -> Vec<Span> {
    let mut places = Vec::new();
    for (name, value) in variables {
        places.push(entry(name, value, indent, out));
    }
    end(places.is_empty(), indent, out);
    places
}

/// Appends one line of such a mapping. Returns the span of the value.
pub fn entry(name: &str, value: &str, indent: &str, out: &mut Secret) -> Span {
    out.push_str(indent);
    if is_plain_key(name) {
        out.push_str(name);
    } else {
        string(name, out);
    }
    out.push_str(": ");
    let place = string(value, out);
    out.push('\n');
    place
}

/// Appends what an `empty` mapping has in the place of its lines.
pub fn end(empty: bool, indent: &str, out: &mut Secret) {
    if empty {
        out.push_str(indent);
        out.push_str("{}\n");
    }
}

/// Whether every version reads the name as a string, not as a number, a boolean or null.
fn is_plain_key(name: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && !WORDS.iter().any(|word| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::{mapping, string};
    use crate::engine::base::secret::Secret;

    #[test]
    fn what_either_version_does_not_print_is_escaped() {
        for (text, expected) in [
            ("no", r#""no""#),
            ("a\"\\\n\0\u{85}", r#""a\"\\\n\u0000\u0085""#),
            ("\u{2028}\u{feff}é🙂", r#""\u2028\ufeffé🙂""#),
        ] {
            let (all, place) = written(|out| string(text, out));
            assert_eq!((all.as_str(), place.as_str()), (expected, expected));
        }
    }

    #[test]
    fn names_that_mean_something_else_are_quoted() {
        let mut out = Secret::with_capacity(0);
        let places = mapping(
            [("A", "1"), ("No", "2"), ("1", "3")].into_iter(),
            " ",
            &mut out,
        );
        assert_eq!(out.expose(), " A: \"1\"\n \"No\": \"2\"\n \"1\": \"3\"\n");
        let values: Vec<&str> = places.into_iter().map(|at| &out.expose()[at]).collect();
        assert_eq!(values, ["\"1\"", "\"2\"", "\"3\""]);
    }
}
