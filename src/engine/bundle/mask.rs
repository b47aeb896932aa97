//! The rendered text with its values masked, for a screen that others may see.
//!
//! Values of commented-out variables are hidden as well: in a `.env` in use they may be secrets. Other
//! comments stay.

use super::rendered::Rendered;
use crate::engine::env::document::commented_out;

/// The mask of a value, whatever its length.
pub const DOTS: &str = "••••";

impl Rendered {
    /// The text with four dots for each value that is not empty.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.text.expose();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for value in &self.values {
            comments(&text[at..value.start], &mut out);
            out.push_str(hidden(&text[value.clone()]));
            at = value.end;
        }
        comments(&text[at..], &mut out);
        out
    }
}

/// What to show for a value token: the mask, or the token itself when it is empty.
fn hidden(token: &str) -> &str {
    if token.trim_matches(['"', '\'', '`']).is_empty() {
        token
    } else {
        DOTS
    }
}

/// Appends the text between two values, with the values of commented-out variables masked.
fn comments(gap: &str, out: &mut String) {
    for line in gap.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        match commented_out(content) {
            Some(value) if value < content.len() => {
                out.push_str(&content[..value]);
                out.push_str(hidden(content[value..].trim()));
                out.push_str(&line[content.len()..]);
            }
            _ => out.push_str(line),
        }
    }
}
