//! The interface of a reader of `.env` files; each reader implements it in a file of its own.

use super::error::{ValueError, WriteError};
use super::read::ParsedValue;
use crate::engine::base::secret::Secret;

/// A reader of `.env` files: how it parses a value, ways to write one, and its fixed properties.
pub(in crate::engine) trait Reader: Sync {
    /// Parses the value at the start of `text`, directly after `NAME=`.
    fn read<'a>(&self, text: &'a str) -> Result<ParsedValue<'a>, ValueError>;

    /// Ways to write a value in quotes, the plainest first. Not all of them need to read back correctly.
    fn quoted(&self, value: &str) -> Vec<Secret>;

    /// Whether it accepts the value unchanged after it has parsed the file.
    fn takes(&self, _value: &str) -> bool {
        true
    }

    /// The error that fits best where there is no way to write the value.
    fn write_error(&self, _value: &str) -> WriteError {
        WriteError::Quoting
    }

    /// Whether it accepts `NAME: value`.
    fn takes_colon(&self) -> bool {
        false
    }

    /// Whether a `#` directly after the `=` is part of the value.
    fn has_literal_hash(&self) -> bool {
        false
    }

    /// What comments begin with.
    fn comment_marks(&self) -> &'static [char] {
        &['#']
    }

    /// Whether a comment that ends in a backslash may continue on the next line.
    fn continues_comments(&self) -> bool {
        false
    }

    /// Whether a carriage return can only be written for it unescaped.
    fn takes_raw_carriage_return(&self) -> bool {
        false
    }

    /// Whether the lines of variables may have indents, `export` and trailing comments.
    fn keeps_lines(&self) -> bool {
        false
    }

    /// Whether it accepts only `=` between name and value.
    fn needs_equals(&self) -> bool {
        false
    }

    /// Whether only `${NAME}` is a reference, not `$NAME`.
    fn needs_braces(&self) -> bool {
        false
    }

    /// Whether it may be the reader of a file called `.env`.
    fn meets_dot_env(&self) -> bool {
        true
    }

    /// Whether an empty value before a comment needs no quotes; other readers take the comment for the value,
    /// or used to.
    fn has_bare_empty_before_comment(&self) -> bool {
        false
    }

    /// Whether `tail`, what stands behind a value up to the end of its line, means nothing to the reader.
    fn is_plain_tail(&self, tail: &str) -> bool {
        let _ = tail;
        true
    }

    /// Whether `line`, a comment or a blank line of another reader's file, means nothing to this one either.
    fn is_plain_comment(&self, line: &str) -> bool {
        let _ = line;
        true
    }
}
