//! Strings and bytes in SQL, in the syntax of each database. Hex digits need no quoting.

use super::{Span, enclosed};
use crate::engine::base::secret::Secret;

/// Appends a string literal of PostgreSQL and `SQLite`: only the quote is special, and is doubled. NUL characters are
/// left out, since PostgreSQL cannot hold them.
pub fn string(text: &str, out: &mut Secret) -> Span {
    enclosed(text, '\'', out, |symbol| match symbol {
        '\'' => Some("''"),
        '\0' => Some(""),
        _ => None,
    })
}

/// A `bytea` expression of PostgreSQL for the bytes of `hex`.
#[must_use]
pub fn bytea(hex: &str) -> String {
    format!("decode('{hex}','hex')")
}

/// A blob literal of `SQLite` for the bytes of `hex`.
#[must_use]
pub fn blob(hex: &str) -> String {
    format!("x'{hex}'")
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::{blob, bytea, string};

    #[test]
    fn only_the_quote_is_doubled() {
        let (all, place) = written(|out| string("it's \\ \"x\"\0;--", out));
        assert_eq!(all, "'it''s \\ \"x\";--'");
        assert_eq!(place, all);
    }

    #[test]
    fn bytes_stand_in_hex() {
        assert_eq!(bytea("00ff"), "decode('00ff','hex')");
        assert_eq!(blob("00ff"), "x'00ff'");
    }
}
