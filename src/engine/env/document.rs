//! A `.env` text as a concrete syntax tree: where each variable stands, and everything else untouched.
//!
//! Every byte of the text belongs to exactly one variable or to the space between two, so that a text
//! written back with other values differs from the first in these values only. A line is a variable, a
//! comment, or blank; `NAME: value` counts where the reader takes it. Commented-out variables are comments.

use super::{
    Dialect,
    error::{DocumentError, DocumentErrorKind},
    read::{Meaning, first_line},
};
use crate::engine::base::secret::Secret;
use std::{collections::HashMap, ops::Range};

/// The most text that is read: 1 MiB.
pub const MOST: usize = 1 << 20;

/// A text and the variables in it.
#[derive(Debug)]
pub struct Document {
    text: Secret,
    dialect: Dialect,
    entries: Vec<Entry>,
}

/// One variable.
#[derive(Debug)]
pub struct Entry {
    /// The lines of the variable, the newline of the last included.
    pub lines: Range<usize>,
    /// The name.
    pub name: Range<usize>,
    /// The value as written, quotes included.
    pub token: Range<usize>,
    /// The comment lines that speak of this variable: the last block above it without a blank line or
    /// another block between.
    pub above: Range<usize>,
    /// What the reader makes of the token; `None` when it depends on more than the token.
    pub value: Option<Secret>,
}

impl Document {
    /// Reads `text` as `dialect` does.
    ///
    /// # Errors
    /// Every [`DocumentError`] found, in order of the lines. A text as a whole that no reader takes as meant (a
    /// byte order mark, carriage returns, NUL bytes, too much) is not looked at further.
    pub fn parse(text: &str, dialect: Dialect) -> Result<Self, Vec<DocumentError>> {
        let whole = DocumentError::of_whole(text, MOST);
        if !whole.is_empty() {
            return Err(whole);
        }
        let mut parser = Parser {
            text,
            dialect,
            at: 0,
            line: 1,
            above: 0..0,
            in_block: false,
            entries: Vec::new(),
            first: HashMap::new(),
            errors: Vec::new(),
        };
        while parser.at < text.len() {
            parser.line();
        }
        if parser.errors.is_empty() {
            let entries = parser.entries;
            Ok(Self {
                text: Secret::from(text),
                dialect,
                entries,
            })
        } else {
            Err(parser.errors)
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// By whose rules it was read.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The variables in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The part of the text that `range` names.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> &str {
        &self.text()[range.clone()]
    }

    /// What stands behind the value of `entry`: white space, a comment, the newline.
    #[must_use]
    pub fn tail(&self, entry: &Entry) -> &str {
        &self.text()[entry.token.end..entry.lines.end]
    }
}

struct Parser<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
    line: usize,
    above: Range<usize>,
    in_block: bool,
    entries: Vec<Entry>,
    first: HashMap<&'a str, usize>,
    errors: Vec<DocumentError>,
}

impl Parser<'_> {
    /// Reads what begins at a line's start.
    fn line(&mut self) {
        let line = first_line(&self.text[self.at..]).0;
        let content = line.trim_start_matches(is_blank);
        if content.trim_end().is_empty() {
            self.above = 0..0;
            self.in_block = false;
            self.advance(line.len());
        } else if is_comment(content, self.dialect) {
            self.comment(line);
        } else {
            self.in_block = false;
            let end = match self.variable(line.len() - content.len()) {
                Ok(end) => end,
                Err(kind) => {
                    self.errors.push(DocumentError {
                        line: self.line,
                        kind,
                    });
                    line.len()
                }
            };
            self.advance(end);
        }
    }

    /// A commented-out variable is one of the run that the block above speaks of, not part of a block.
    fn comment(&mut self, line: &str) {
        let end = self.at + line.len();
        if commented_out(line).is_some() {
            self.in_block = false;
        } else if self.in_block {
            self.above.end = end;
        } else {
            self.above = self.at..end;
            self.in_block = true;
        }
        self.advance(line.len());
    }

    /// Moves past `length` bytes and, where one follows, the newline.
    fn advance(&mut self, length: usize) {
        let passed = &self.text[self.at..self.at + length];
        self.line += passed.matches('\n').count() + 1;
        self.at = (self.at + length + 1).min(self.text.len());
    }

    /// Reads a variable behind `indent` blanks; answers with its length without the last newline.
    fn variable(&mut self, indent: usize) -> Result<usize, DocumentErrorKind> {
        let start = self.at + indent;
        let (name, value) = split_name(self.text, start, self.dialect)?;
        let rest = &self.text[value..];
        let (token, end, meaning) = if let Some(end) = empty_before_comment(rest, self.dialect) {
            (
                value..value,
                value + end,
                Meaning::Text(String::new().into()),
            )
        } else {
            let parsed = self.dialect.read(rest).map_err(DocumentErrorKind::Value)?;
            let token = value + parsed.lead.len();
            let token = token..token + parsed.token.len();
            let end = token.end + parsed.tail.len();
            (token, end, parsed.meaning)
        };
        let spelled = &self.text[name.clone()];
        if let Some(first) = self.first.insert(spelled, self.line) {
            return Err(DocumentErrorKind::Duplicate {
                name: spelled.to_owned(),
                first,
            });
        }
        let value = match meaning {
            Meaning::Text(text) => Some(Secret::from(text.as_str())),
            Meaning::Template => None,
        };
        let lines = self.at..end;
        let above = self.above.clone();
        self.entries.push(Entry {
            lines,
            name,
            token,
            above,
            value,
        });
        let length = end - self.at;
        Ok(length - usize::from(self.text[..end].ends_with('\n') && length > 0))
    }
}

/// Where the name stands that begins at `start`, and where the value may begin.
fn split_name(
    text: &str,
    start: usize,
    dialect: Dialect,
) -> Result<(Range<usize>, usize), DocumentErrorKind> {
    let line = first_line(&text[start..]).0;
    let exported = line
        .strip_prefix("export")
        .filter(|rest| rest.starts_with(is_blank))
        .map_or(line, |rest| rest.trim_start_matches(is_blank));
    let start = start + line.len() - exported.len();
    let end = exported
        .find(|symbol| symbol == '=' || symbol == ':' || is_blank(symbol))
        .unwrap_or(exported.len());
    let (name, rest) = exported.split_at(end);
    let separator = rest.trim_start_matches(is_blank);
    let value = start + exported.len() - separator.len() + 1;
    let yaml = dialect.reader().takes_colon() && separator == rest && rest.starts_with(": ");
    if !separator.starts_with('=') && !yaml {
        return Err(DocumentErrorKind::NoEquals);
    }
    if !is_name(name) {
        return Err(DocumentErrorKind::BadName);
    }
    Ok((start..start + end, value))
}

/// `NAME= # comment` is meant as an empty value with a comment, whatever a reader makes of it. The length
/// up to the end of the line, its newline included.
fn empty_before_comment(text: &str, dialect: Dialect) -> Option<usize> {
    let line = first_line(text).0;
    let content = line.trim_start_matches(is_blank);
    let apart = content.len() < line.len() || content.starts_with("# ");
    let literal = dialect.reader().has_literal_hash();
    (content.starts_with('#') && apart && !literal).then(|| (line.len() + 1).min(text.len()))
}

fn is_comment(content: &str, dialect: Dialect) -> bool {
    content.starts_with(dialect.reader().comment_marks())
}

/// Where the value of a commented-out variable begins in its line, `# NAME=value`.
#[must_use]
pub fn commented_out(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(is_blank).strip_prefix(['#', ';'])?;
    let content = content.trim_start_matches(is_blank);
    let content = content.strip_prefix("export ").unwrap_or(content);
    let equals = content.find('=')?;
    is_name(content[..equals].trim_end()).then_some(line.len() - content.len() + equals + 1)
}

/// `[A-Za-z_][A-Za-z0-9_.-]*`: what at least one reader takes.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let inner = |symbol: char| symbol.is_ascii_alphanumeric() || "_.-".contains(symbol);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(inner)
}

const fn is_blank(symbol: char) -> bool {
    matches!(symbol, ' ' | '\t')
}
