//! Values as `dotenv-expand` leaves them, run on what npm's `dotenv` read.
//!
//! `$NAME` and `${…}` are replaced whatever the quotes were, unless a backslash stands before the `$`;
//! then every `\$` becomes `$`. Since its version 1000 it also runs `$(…)` as a command, and no backslash
//! keeps it from that, so such a value is refused.

use super::{
    npm,
    read::{Fault, Meaning, Reading},
};
use crate::engine::base::secret::Secret;
use zeroize::Zeroizing;

pub(super) fn read(text: &str) -> Result<Reading<'_>, Fault> {
    let mut reading = npm::read(text)?;
    if let Meaning::Text(value) = &reading.meaning {
        reading.meaning = if value.contains("$(") || refers(value) {
            Meaning::Template
        } else {
            Meaning::Text(Zeroizing::new(value.replace("\\$", "$")))
        };
    }
    Ok(reading)
}

pub(super) fn quoted(value: &str) -> Vec<Secret> {
    let mut ways = npm::quoted(value);
    let escaped = Zeroizing::new(value.replace('$', "\\$"));
    ways.extend(npm::quoted(&escaped));
    ways
}

/// Whether a `$NAME` or `${…}` stands in the value without a backslash before it.
fn refers(value: &str) -> bool {
    value.match_indices('$').any(|(at, _)| {
        let (before, after) = (&value[..at], &value[at + 1..]);
        let braced = after.strip_prefix('{').and_then(|inner| {
            let end = inner.find(['{', '}'])?;
            (end > 0 && inner[end..].starts_with('}')).then_some(())
        });
        let named = after.starts_with(|next: char| next.is_ascii_alphabetic() || next == '_');
        !before.ends_with('\\') && (named || braced.is_some())
    })
}
