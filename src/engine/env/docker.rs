//! Values as `docker run --env-file` reads them: the rest of the line, quotes and comments included.
//!
//! One carriage return before the newline is taken for a part of the line's end.

use super::read::{Fault, Meaning, Reading, first_line, owned};

#[expect(
    clippy::unnecessary_wraps,
    reason = "readers share one signature, and this one takes everything"
)]
pub(super) fn read(text: &str) -> Result<Reading<'_>, Fault> {
    let (line, rest) = first_line(text);
    let token = line.strip_suffix('\r').unwrap_or(line);
    let end = line.len() + usize::from(!rest.is_empty());
    Ok(Reading {
        lead: "",
        token,
        tail: &text[token.len()..end],
        meaning: Meaning::Text(owned(token)),
    })
}
