//! TOML: basic strings written, documents read.

mod parser;

use super::{Span, double_quoted, unicode_escape};
use crate::engine::base::secret::Secret;
pub use parser::parse;

/// Appends a string in quotes.
pub fn string(text: &str, out: &mut Secret) -> Span {
    double_quoted(text, out, |symbol, _, out| {
        if symbol.is_ascii_control() {
            unicode_escape(symbol as u16, out);
        } else {
            out.push(symbol);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::string;

    #[test]
    fn quotes_backslashes_and_control_characters_are_escaped() {
        for (text, expected) in [
            ("42", r#""42""#),
            ("a\"\\\n\0\u{7f}", r#""a\"\\\n\u0000\u007f""#),
            ("$%é", r#""$%é""#),
        ] {
            let (all, place) = written(|out| string(text, out));
            assert_eq!((all.as_str(), place.as_str()), (expected, expected));
        }
    }
}
