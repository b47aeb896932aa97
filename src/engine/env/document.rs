//! A `.env` text as a concrete syntax tree: where each variable stands, and everything else untouched.
//!
//! Every byte of the text belongs to exactly one variable or to the space between two, so that a text written
//! back with other values differs from the first in these values only. A line is a variable, a comment, or
//! blank; `NAME: value` is a variable where the reader accepts it. Commented-out variables are comments.

mod parser;

use super::Dialect;
use crate::engine::base::secret::Secret;
use std::ops::Range;

/// The longest text that is parsed, in bytes: 1 MiB.
pub const MOST: usize = 1 << 20;

/// A text and the variables in it.
#[derive(Debug)]
pub struct Document {
    text: Secret,
    dialect: Dialect,
    entries: Vec<Entry>,
    commented: Vec<Entry>,
}

/// One variable. Its ranges are byte offsets into the text.
#[derive(Debug)]
pub struct Entry {
    /// The lines of the variable, the newline of the last included.
    pub lines: Range<usize>,
    /// The name.
    pub name: Range<usize>,
    /// The value as written, quotes included.
    pub token: Range<usize>,
    /// The comment lines that apply to this variable: the last block above it, with no blank line and no other
    /// block between.
    pub above: Range<usize>,
    /// The value that the reader parses from the token; `None` when it depends on more than the token.
    pub value: Option<Secret>,
}

impl Document {
    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// The dialect it was parsed by.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The variables in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The commented-out variables in order: comment lines that a reader would take for variables if their mark were
    /// removed. A name may occur more than once.
    #[must_use]
    pub fn commented(&self) -> &[Entry] {
        &self.commented
    }

    /// The text at `range`, which must be one of an [`Entry`] of this document.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> &str {
        &self.text()[range.clone()]
    }

    /// The text after the value of `entry`: white space, a comment, the newline.
    #[must_use]
    pub fn tail(&self, entry: &Entry) -> &str {
        &self.text()[entry.token.end..entry.lines.end]
    }
}

/// Where the value of a commented-out variable begins in its line, `# NAME=value`.
#[must_use]
pub fn commented_out(line: &str) -> Option<usize> {
    commented_name(line).map(|(_, value)| value)
}

/// The name of a commented-out variable, `# NAME=value` or `## export NAME=value`, and where its value begins.
pub(in crate::engine) fn commented_name(line: &str) -> Option<(Range<usize>, usize)> {
    let content = line.trim_start_matches(is_blank);
    let content = content
        .strip_prefix(['#', ';'])?
        .trim_start_matches(|symbol| matches!(symbol, '#' | ';') || is_blank(symbol));
    let content = content
        .strip_prefix("export")
        .filter(|rest| rest.starts_with(is_blank))
        .map_or(content, |rest| rest.trim_start_matches(is_blank));
    let equals = content.find('=')?;
    let name = content[..equals].trim_end_matches(is_blank);
    let start = line.len() - content.len();
    is_name(name).then_some((start..start + name.len(), start + equals + 1))
}

/// `[A-Za-z_][A-Za-z0-9_.-]*`: what at least one reader accepts.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let inner = |symbol: char| symbol.is_ascii_alphanumeric() || "_.-".contains(symbol);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(inner)
}

pub(super) const fn is_blank(symbol: char) -> bool {
    matches!(symbol, ' ' | '\t')
}
