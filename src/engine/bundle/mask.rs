//! The rendered text with its values masked, for a screen that others may see.
//!
//! Secrets in comments are masked as well; what else stands in a comment stays, and so do values that are no secrets.

use super::hidden::{secrets, secrets_beside};
use super::rendered::RenderedText;

/// The mask of a value, whatever its length.
pub const DOTS: &str = "••••";

impl RenderedText {
    /// The text with four dots for each value that may be a secret and is not empty.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.text.expose();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        let mut behind = None;
        for (number, value) in self.values.iter().enumerate() {
            comments(&text[at..value.start], behind, &mut out);
            let token = &text[value.clone()];
            let clear = self.clear.get(number).is_some_and(|clear| *clear);
            behind = Some(!clear);
            out.push_str(if clear { token } else { hidden(token) });
            at = value.end;
        }
        comments(&text[at..], behind, &mut out);
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

/// Appends the text between two values, with the secrets in its comments masked. `behind` says whether the value before
/// it, in the same line, may be a secret; `None` if there is no such value.
fn comments(gap: &str, behind: Option<bool>, out: &mut String) {
    for (number, line) in gap.split_inclusive('\n').enumerate() {
        let mut at = 0;
        if line.trim_start().starts_with(['#', ';']) {
            let places = match behind {
                Some(secret) if number == 0 => secrets_beside(line, secret),
                _ => secrets(line),
            };
            for secret in places {
                out.push_str(&line[at..secret.start]);
                out.push_str(hidden(&line[secret.clone()]));
                at = secret.end;
            }
        }
        out.push_str(&line[at..]);
    }
}
