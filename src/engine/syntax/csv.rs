//! CSV (RFC 4180).

use super::escaped;

/// Appends a field, which must have no line breaks. One with a comma or a quote is quoted, and its quotes are
/// doubled.
#[inline]
pub fn field(text: &[u8], out: &mut Vec<u8>) {
    if memchr::memchr2(b',', b'"', text).is_some() {
        out.push(b'"');
        escaped(text, |symbol| symbol == b'"', b'"', out);
        out.push(b'"');
    } else {
        out.extend_from_slice(text);
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_comma_or_a_quote_needs_quotes() {
        for (text, expected) in [
            ("a b", "a b"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("", ""),
        ] {
            let mut out = Vec::new();
            field(text.as_bytes(), &mut out);
            assert_eq!(out, expected.as_bytes());
        }
    }
}
