//! Values as `dotenv-expand` leaves them after npm's `dotenv` has parsed the file.
//!
//! `$NAME` and `${…}` are replaced whatever the quotes were, unless a backslash stands before the `$`; then
//! every `\$` becomes `$`. Since its version 1000 it also runs `$(…)` as a command, which no backslash
//! prevents, so such a value is an error.

use super::npm::Npm;
use crate::engine::base::secret::Secret;
use crate::engine::env::error::{ValueError, WriteError};
use crate::engine::env::read::{Meaning, ParsedValue, unless_hash};
use crate::engine::env::reader::Reader;
use zeroize::Zeroizing;

/// npm's `dotenv` with `dotenv-expand`.
pub(super) struct NpmExpand;

impl Reader for NpmExpand {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let mut reading = Npm.read(text)?;
        if let Meaning::Text(value) = &reading.meaning {
            reading.meaning = if value.contains("$(") || refers(value) {
                Meaning::Template
            } else {
                Meaning::Text(Zeroizing::new(value.replace("\\$", "$")))
            };
        }
        unless_hash(reading, "write \\$ for each $")
    }

    fn quoted(&self, value: &str) -> Vec<Secret> {
        let mut ways = Npm.quoted(value);
        let escaped = Zeroizing::new(value.replace('$', "\\$"));
        ways.extend(Npm.quoted(&escaped));
        ways
    }

    fn write_error(&self, value: &str) -> WriteError {
        if value.contains("$(") {
            WriteError::Command
        } else {
            WriteError::Quoting
        }
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

/// Whether the value has a `$NAME` or `${…}` without a backslash before it.
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
