//! The rendered text with its values masked, for a screen that others may see. Of a long text only the beginning is
//! shown.
//!
//! Secrets in comments are masked as well; what else stands in a comment stays, and so do values that are no secrets.

use super::hidden::{secrets, secrets_beside};
use super::rendered::RenderedText;

/// The mask of a value, whatever its length.
pub const DOTS: &str = "••••";

/// How much of a text is shown, in bytes: hundreds of variables. To mask and to draw it takes a few milliseconds.
pub const MOST_SHOWN: usize = 64 << 10;

impl RenderedText {
    /// What is shown of the text: all of it, or the beginning of a long one.
    #[must_use]
    pub fn shown(&self) -> &str {
        let text = self.text.expose();
        &text[..text.floor_char_boundary(self.end().min(MOST_SHOWN))]
    }

    /// Whether only its beginning is shown.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.text.len() > MOST_SHOWN
    }

    /// What is shown of the text, with four dots for each value that may be a secret and is not empty.
    #[must_use]
    pub fn masked(&self) -> String {
        let text = self.text.expose();
        let end = self.end();
        let mut out = String::with_capacity(end);
        let mut at = 0;
        let mut behind = None;
        let shown = self.values.iter().enumerate();
        for (number, value) in shown.take_while(|(_, value)| value.start < end) {
            comments(&text[at..value.start], behind, &mut out);
            let token = &text[value.clone()];
            let clear = self.clear.get(number).is_some_and(|clear| *clear);
            behind = Some(!clear);
            out.push_str(if clear { token } else { hidden(token) });
            at = value.end;
        }
        // A value of several lines may go on after the end.
        comments(&text[at..end.max(at)], behind, &mut out);
        out
    }

    /// Where what is shown ends: with a line, since of a part of one nobody can tell what is a secret. Where the first
    /// line is too long, with that.
    fn end(&self) -> usize {
        let text = self.text.expose().as_bytes();
        if !self.is_long() {
            return text.len();
        }
        let (before, after) = text.split_at(MOST_SHOWN);
        let newline = memchr::memrchr(b'\n', before)
            .or_else(|| memchr::memchr(b'\n', after).map(|at| MOST_SHOWN + at));
        newline.map_or(text.len(), |newline| newline + 1)
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
