//! HCL 2, the language of Terraform's variable definitions: quoted templates.
//!
//! HCL normalises strings to NFC, so callers check [`is_stable`] first.

use super::{Span, double_quoted, unicode_escape};
use crate::engine::base::secret::Secret;

/// Appends a string in quotes.
pub fn string(text: &str, out: &mut Secret) -> Span {
    double_quoted(text, out, |symbol, next, out| match symbol {
        // Doubled, these begin no interpolation and no directive.
        '$' | '%' if next == Some('{') => {
            out.push(symbol);
            out.push(symbol);
        }
        // The control characters end at U+009F.
        _ if symbol.is_control() => unicode_escape(symbol as u16, out),
        _ => out.push(symbol),
    })
}

/// Whether NFC leaves `text` as it is.
#[must_use]
pub fn is_stable(text: &str) -> bool {
    text.chars().all(is_stable_symbol)
}

/// Whether NFC leaves the character unchanged beside any other of these. A conservative list: the full one
/// would need Unicode's tables.
fn is_stable_symbol(symbol: char) -> bool {
    matches!(symbol,
        '\0'..='\u{2ff}' // Latin
        | '\u{400}'..='\u{482}' // Cyrillic
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' // punctuation
        | '\u{20a0}'..='\u{20bf}' // currencies
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' // Kana
        | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{1f300}'..='\u{1faff}' // pictographs
    )
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::{is_stable, string};

    #[test]
    fn what_begins_a_template_is_doubled() {
        for (text, expected) in [
            ("${a} %{b} $a %", r#""$${a} %%{b} $a %""#),
            ("a\"\\\n\0", r#""a\"\\\n\u0000""#),
            ("é", r#""é""#),
        ] {
            let (all, place) = written(|out| string(text, out));
            assert_eq!((all.as_str(), place.as_str()), (expected, expected));
        }
    }

    #[test]
    fn what_normalisation_may_change_is_not_stable() {
        assert!(is_stable("pässword 中"));
        assert!(!is_stable("a\u{301}"));
    }
}
