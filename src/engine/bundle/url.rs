//! A password inside a URL (RFC 3986, section 3.2.1), such as that of a database.
//!
//! It is percent-encoded there: everything but `A-Z a-z 0-9 - . _ ~`.

use crate::engine::base::secret::Secret;
use zeroize::Zeroizing;

/// A URL split around its password.
pub(super) struct Parts<'a> {
    /// The scheme, in its original case and with those around it, as in `jdbc:mysql`.
    pub scheme: &'a str,
    /// The URL up to the password.
    pub before: &'a str,
    /// The password, still percent-encoded.
    pub password: &'a str,
    /// The URL from the `@` on.
    pub after: &'a str,
}

/// The parts of `url`, if it is one with a password that is not empty.
pub(super) fn split(url: &str) -> Option<Parts<'_>> {
    divide(url).filter(|parts| !parts.password.is_empty())
}

/// Where the password of `url` would stand, if it is one with an empty password: `user:@host`.
pub(super) fn gap(url: &str) -> Option<usize> {
    let parts = divide(url).filter(|parts| parts.password.is_empty())?;
    Some(parts.before.len())
}

fn divide(url: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let known = |symbol: char| symbol.is_ascii_alphanumeric() || "+-.:".contains(symbol);
    if scheme.is_empty() || !scheme.chars().all(known) {
        return None;
    }
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let userinfo = &authority[..authority.rfind('@')?];
    let colon = userinfo.find(':')?;
    let start = url.len() - rest.len() + colon + 1;
    let end = url.len() - rest.len() + userinfo.len();
    Some(Parts {
        scheme,
        before: &url[..start],
        password: &url[start..end],
        after: &url[end..],
    })
}

/// Appends `text` percent-encoded.
pub(super) fn percent_encode(text: &str, out: &mut Secret) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from(b"0123456789ABCDEF"[usize::from(half)]);
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

/// Percent-decodes `text`; `None` when the result is not UTF-8. A `%` without two hex digits stays.
pub(super) fn percent_decode(text: &str) -> Option<Secret> {
    let bytes = text.as_bytes();
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    str::from_utf8(&out).ok().map(Secret::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(url: &str) -> Option<&str> {
        split(url).map(|parts| parts.password)
    }

    #[test]
    fn passwords_are_found_where_urls_have_them() {
        assert_eq!(
            password("postgresql://postgres:secret@db:5432/app"),
            Some("secret")
        );
        assert_eq!(password("redis://:secret@redis:6379/1"), Some("secret"));
        assert_eq!(
            password("mongodb+srv://u:a%40b@host/db?x=y@z"),
            Some("a%40b")
        );
        assert_eq!(password("amqp://u:p@ss@host"), Some("p@ss"));
        assert_eq!(password("r2dbc:pool:mariadb://u:pw1@db/app"), Some("pw1"));
    }

    #[test]
    fn urls_without_a_password_have_none() {
        for url in [
            "",
            "postgres",
            "redis://redis:6379",
            "https://example.org/a:b@c",
            "postgres://user@db",
            "postgres://user:@db",
            "://u:p@h",
            "a b://u:p@h",
        ] {
            assert_eq!(password(url), None, "{url}");
        }
    }

    #[test]
    fn percent_signs_that_encode_nothing_stay() {
        assert_eq!(percent_decode("50%").unwrap().expose(), "50%");
        assert_eq!(percent_decode("%+5").unwrap().expose(), "%+5");
        assert_eq!(percent_decode("%zz%4").unwrap().expose(), "%zz%4");
        assert!(percent_decode("%ff").is_none());
    }
}
