//! What one of the readers of `.env` files does, for one file a reader to implement.

use super::error::{ValueError, WriteError};
use super::read::Parsed;
use crate::engine::base::secret::Secret;

/// A reader of `.env` files: how it reads a value, ways to write one, and what is fixed about it.
pub(in crate::engine) trait Reader: Sync {
    /// Reads the value that stands at the start of `text`, just behind `NAME=`.
    fn read<'a>(&self, text: &'a str) -> Result<Parsed<'a>, ValueError>;

    /// Ways to write a value in quotes, the plainest first. Not all of them need be right for it.
    fn quoted(&self, value: &str) -> Vec<Secret>;

    /// Whether it neither refuses nor changes the value after it has parsed the file.
    fn takes(&self, _value: &str) -> bool {
        true
    }

    /// The reason that fits best where there is no way to write the value.
    fn refusal(&self, _value: &str) -> WriteError {
        WriteError::Quoting
    }

    /// Whether it takes `NAME: value`.
    fn takes_colon(&self) -> bool {
        false
    }

    /// Whether a `#` just behind the `=` is part of the value.
    fn has_literal_hash(&self) -> bool {
        false
    }

    /// What comments begin with.
    fn comment_marks(&self) -> &'static [char] {
        &['#']
    }

    /// Whether a comment that ends in a backslash may go on in the next line.
    fn continues_comments(&self) -> bool {
        false
    }

    /// Whether it has no way but a raw one to write a carriage return.
    fn takes_raw_carriage_return(&self) -> bool {
        false
    }

    /// Whether indents, `export` and comments behind values may stand in the lines of variables.
    fn keeps_lines(&self) -> bool {
        false
    }

    /// Whether it takes nothing but an `=` between name and value.
    fn needs_equals(&self) -> bool {
        false
    }

    /// Whether `$NAME` is no reference, only `${NAME}`.
    fn needs_braces(&self) -> bool {
        false
    }

    /// Whether it may be the one that reads a file called `.env`.
    fn meets_dot_env(&self) -> bool {
        true
    }

    /// Whether an empty value before a comment needs no quotes; other readers take or took the comment for
    /// the value.
    fn has_bare_empty_before_comment(&self) -> bool {
        false
    }
}
