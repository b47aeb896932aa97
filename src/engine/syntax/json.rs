//! JSON (RFC 8259) in ASCII, so that no reader needs to know the encoding.

mod parser;

use super::{Span, double_quoted, escaped, unicode_escape};
use crate::engine::base::secret::Secret;
pub use parser::parse;

/// Appends a string in quotes.
pub fn string(text: &str, out: &mut Secret) -> Span {
    double_quoted(text, out, |symbol, _, out| match symbol {
        '$' | '%' => out.push(symbol),
        _ => {
            let mut units = [0; 2];
            for unit in symbol.encode_utf16(&mut units) {
                unicode_escape(*unit, out);
            }
        }
    })
}

/// Appends a string of printable ASCII, escaped but without its quotes.
#[inline]
pub fn printable(text: &[u8], out: &mut Vec<u8>) {
    escaped(text, |symbol| matches!(symbol, b'"' | b'\\'), b'\\', out);
}

/// Appends `{"NAME": "value", …}`, one variable per line, and a newline. Returns the spans of the values.
pub fn object<'a>(
    variables: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut Secret,
) -> Vec<Span> {
    let mut places = Vec::new();
    for (name, value) in variables {
        places.push(member(name, value, places.is_empty(), out));
    }
    end(places.is_empty(), out);
    places
}

/// Appends one member of such an object, the `first` with its brace. Returns the span of the value.
pub fn member(name: &str, value: &str, first: bool, out: &mut Secret) -> Span {
    out.push_str(if first { "{\n  " } else { ",\n  " });
    string(name, out);
    out.push_str(": ");
    string(value, out)
}

/// Appends what follows the last member, or the whole of an `empty` object.
pub fn end(empty: bool, out: &mut Secret) {
    out.push_str(if empty { "{}\n" } else { "\n}\n" });
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::{object, printable, string};
    use crate::engine::base::secret::Secret;

    #[test]
    fn what_rfc_8259_reserves_and_what_is_not_ascii_is_escaped() {
        // Section 7 gives U+1D11E as its example.
        for (text, expected) in [
            ("", r#""""#),
            (r#"a"b\c/"#, r#""a\"b\\c/""#),
            ("\n\r\t\0\u{7f}", r#""\n\r\t\u0000\u007f""#),
            ("$%é", r#""$%\u00e9""#),
            ("\u{1d11e}", r#""\ud834\udd1e""#),
        ] {
            let (all, place) = written(|out| string(text, out));
            assert_eq!((all.as_str(), place.as_str()), (expected, expected));
        }
    }

    #[test]
    fn of_printable_ascii_two_characters_are_escaped() {
        let mut out = Vec::new();
        printable(br#"a"b\c"#, &mut out);
        assert_eq!(out, br#"a\"b\\c"#);
    }

    #[test]
    fn an_object_says_where_its_values_stand() {
        let mut out = Secret::with_capacity(0);
        let places = object([("A", "1"), ("B", "")].into_iter(), &mut out);
        assert_eq!(out.expose(), "{\n  \"A\": \"1\",\n  \"B\": \"\"\n}\n");
        let values: Vec<&str> = places.into_iter().map(|at| &out.expose()[at]).collect();
        assert_eq!(values, ["\"1\"", "\"\""]);
        let mut none = Secret::with_capacity(0);
        assert!(object([].into_iter(), &mut none).is_empty());
        assert_eq!(none.expose(), "{}\n");
    }
}
