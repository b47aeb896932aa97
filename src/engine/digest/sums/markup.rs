//! What markup and word processors put into a line: HTML's character references, the escapes of URLs and of JSON for
//! the signs of a digest, and zero-width characters.

use crate::engine::base::invisible::is_invisible;
use std::borrow::Cow;

/// The line with its references resolved and without zero-width characters.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    if line.contains('&') || line.contains(comes_along) {
        resolved(line, reference)
    } else {
        line.into()
    }
}

/// The line with the escapes of the signs of a digest resolved. A file's name may have these itself.
pub(super) fn without_escapes(line: &str) -> Cow<'_, str> {
    if line.contains(['%', '\\']) {
        resolved(line, escape)
    } else {
        line.into()
    }
}

fn resolved(line: &str, meaning: fn(&str) -> Option<(usize, char)>) -> Cow<'_, str> {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let (len, meant) = meaning(rest).unwrap_or((sign.len_utf8(), sign));
        if !comes_along(meant) {
            out.push(meant);
        }
        rest = &rest[len..];
    }
    out.into()
}

/// Whether a sign comes along with copied text. The joiners do not: names of files have them, in emoji and in Persian.
fn comes_along(sign: char) -> bool {
    is_invisible(sign) && !matches!(sign, '\u{200c}' | '\u{200d}')
}

/// The escape of a sign of a digest at the beginning of a text: its length and the sign.
fn escape(text: &str) -> Option<(usize, char)> {
    const ESCAPES: [(&str, char); 5] = [
        ("%3a", ':'),
        ("%2b", '+'),
        ("%2f", '/'),
        ("%3d", '='),
        ("\\/", '/'),
    ];
    let is_at_start = |(escape, _): &&(&str, char)| {
        let start = text.get(..escape.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(escape))
    };
    let found = ESCAPES.iter().find(is_at_start);
    found.map(|(escape, sign)| (escape.len(), *sign))
}

/// The character reference (HTML, section 13.5) at the beginning of a text: its length and the character.
fn reference(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 8;
    const NAMED: [(&str, char); 7] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        // A name that is copied from the page has a space there.
        ("nbsp", ' '),
        ("shy", '\u{ad}'),
    ];
    let rest = text.strip_prefix('&')?;
    let len = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[..len];
    let sign = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|sign| !sign.is_control())?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    let sign = if sign == '\u{a0}' { ' ' } else { sign };
    Some((len + 2, sign))
}

#[cfg(test)]
mod tests {
    use super::{plain, without_escapes};

    #[test]
    fn references_and_invisible_characters_are_resolved() {
        let table = [
            ("a&nbsp;b &amp; c", "a b & c"),
            ("&lt;p&gt;&quot;&apos;&#39;", "<p>\"''"),
            ("x&#43;y&#x2B;z&#160;.", "x+y+z ."),
            ("ab\u{ad}cd\u{200b}\u{feff}&shy;e", "abcde"),
            ("\u{200e}ab\u{202c}", "ab"),
            (
                "\u{645}\u{6cc}\u{200c}\u{62e}",
                "\u{645}\u{6cc}\u{200c}\u{62e}",
            ),
            ("?a=1&lt=2&b; &&amp;;", "?a=1&lt=2&b; &&;"),
            ("&#0;&#xffffffff;&", "&#0;&#xffffffff;&"),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected);
        }
        for (text, expected) in [
            ("sha256%3Aab%2bcd\\/ef%3D", "sha256:ab+cd/ef="),
            ("100%25 %3 a\\b %\u{e9}", "100%25 %3 a\\b %\u{e9}"),
        ] {
            assert_eq!(without_escapes(text), expected);
        }
    }
}
