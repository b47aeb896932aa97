//! Values as npm's `dotenv` reads them, and the libraries that copy its regular expression.
//!
//! It strips one pair of quotes: `'`, `"` or a backtick. Inside `"` it turns `\n` and `\r` into line breaks and
//! nothing else; it never removes an escaping backslash. A quote after a backslash does not close, so a value
//! that ends in a backslash cannot be quoted: the reader would continue into the next lines. Unquoted, a value
//! ends at any `#`. Carriage returns become newlines before anything is parsed. White space is that of
//! JavaScript.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::{
    Meaning, ParsedValue, quoted as split_quoted, split_space, unix_breaks, unquoted,
};
use crate::engine::env::reader::Reader;
use crate::engine::env::write::enclosed;
use zeroize::Zeroizing;

/// npm's `dotenv`.
pub(super) struct Npm;

impl Reader for Npm {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (lead, rest) = split_space(text, is_js_space);
        if !rest.starts_with(['\'', '"', '`']) {
            let split = unquoted(text, lead, text.find(['#', '\n']), is_js_space);
            // These two are line breaks in JavaScript too, and quotes are stripped from each line.
            let meaning = if split.token.contains(['\u{2028}', '\u{2029}']) {
                Meaning::Template
            } else {
                Meaning::Text(unix_breaks(split.token))
            };
            return Ok(split.with(meaning));
        }
        let split = split_quoted(text, lead.len(), |inside| !inside.ends_with('\\'))?;
        let mut value = unix_breaks(split.inside());
        if rest.starts_with('"') {
            value = Zeroizing::new(value.replace("\\n", "\n"));
            value = Zeroizing::new(value.replace("\\r", "\r"));
        }
        Ok(split.with(Meaning::Text(value)))
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let cr = |symbol| (symbol == '\r').then_some("\\r");
        vec![
            enclosed(value, '\'', |_| None),
            enclosed(value, '"', cr),
            enclosed(value, '`', |_| None),
        ]
    }

    fn takes_colon(&self) -> bool {
        true
    }

    fn keeps_lines(&self) -> bool {
        true
    }

    fn has_bare_empty_before_comment(&self) -> bool {
        true
    }
}

/// `\s` of a JavaScript regular expression: Unicode's white space without U+0085, with U+FEFF.
pub(super) fn is_js_space(symbol: char) -> bool {
    (symbol.is_whitespace() && symbol != '\u{85}') || symbol == '\u{feff}'
}
