//! Values as `docker run --env-file` reads them: the rest of the line, quotes and comments included.
//!
//! One carriage return before the newline counts as part of the line ending.

use crate::engine::base::secret::Secret;
use crate::engine::env::error::{ValueError, WriteError};
use crate::engine::env::read::{Meaning, ParsedValue, first_line, owned};
use crate::engine::env::reader::Reader;

/// The longest value, in bytes: Go's `bufio` scanner stops at lines of 64 KiB, and half of that leaves room
/// for any name.
pub(in crate::engine::env) const LONGEST: usize = 32 * 1024;

/// `docker run --env-file`.
pub(super) struct DockerRun;

impl Reader for DockerRun {
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError> {
        let (line, rest) = first_line(text);
        let token = line.strip_suffix('\r').unwrap_or(line);
        let end = line.len() + usize::from(!rest.is_empty());
        Ok(ParsedValue {
            lead: "",
            token,
            tail: &text[token.len()..end],
            meaning: Meaning::Text(owned(token)),
        })
    }

    fn quoted(&self, _: &str) -> Vec<Secret> {
        Vec::new()
    }

    fn takes(&self, value: &str) -> bool {
        value.len() <= LONGEST
    }

    fn write_error(&self, value: &str) -> WriteError {
        if value.contains(['\n', '\r']) {
            WriteError::LineBreak
        } else {
            WriteError::TooLong
        }
    }

    fn has_literal_hash(&self) -> bool {
        true
    }
}
