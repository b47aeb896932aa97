//! The rendered text with its values masked, for a screen that others may see.
//!
//! Secrets in comments are masked as well; what else stands in a comment stays.

use super::hidden::secrets;
use super::rendered::Rendered;

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

/// Appends the text between two values, with the secrets in its comments masked.
fn comments(gap: &str, out: &mut String) {
    for line in gap.split_inclusive('\n') {
        let mut at = 0;
        if line.trim_start().starts_with(['#', ';']) {
            for secret in secrets(line) {
                out.push_str(&line[at..secret.start]);
                out.push_str(hidden(&line[secret.clone()]));
                at = secret.end;
            }
        }
        out.push_str(&line[at..]);
    }
}
