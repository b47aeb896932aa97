//! Parsing a `.env` text by the rules of one reader.

use super::{Document, Entry, MOST, commented_name, is_blank, is_name};
use crate::engine::base::pause::{Pause, at_once};
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::error::{DocumentError, DocumentErrorKind};
use crate::engine::env::read::{Meaning, first_line};
use std::collections::HashMap;
use std::ops::Range;

impl Document {
    /// Parses `text` as `dialect` does.
    ///
    /// # Errors
    /// Every [`DocumentError`] found, in order of the lines. A text that is faulty as a whole (a byte order
    /// mark, carriage returns, NUL bytes, too long) is not parsed further.
    pub fn parse(text: &str, dialect: Dialect) -> Result<Self, Vec<DocumentError>> {
        at_once(Self::parse_in_parts(text, dialect, &mut Pause::never()))
    }

    /// [`Document::parse`] with pauses.
    pub(in crate::engine) async fn parse_in_parts(
        text: &str,
        dialect: Dialect,
        pause: &mut Pause,
    ) -> Result<Self, Vec<DocumentError>> {
        let whole = DocumentError::of_whole(text, MOST);
        if !whole.is_empty() {
            return Err(whole);
        }
        let mut parser = DocumentParser {
            text,
            dialect,
            at: 0,
            line: 1,
            above: 0..0,
            in_block: false,
            entries: Vec::new(),
            commented: Vec::new(),
            first: HashMap::new(),
            errors: Vec::new(),
        };
        while parser.at < text.len() {
            parser.line();
            pause.after_row().await;
        }
        if parser.errors.is_empty() {
            let (entries, commented) = (parser.entries, parser.commented);
            Ok(Self {
                text: Secret::from(text),
                dialect,
                entries,
                commented,
            })
        } else {
            Err(parser.errors)
        }
    }
}

struct DocumentParser<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
    line: usize,
    above: Range<usize>,
    in_block: bool,
    entries: Vec<Entry>,
    commented: Vec<Entry>,
    first: HashMap<&'a str, usize>,
    errors: Vec<DocumentError>,
}

impl DocumentParser<'_> {
    /// Parses one line, or the lines of one variable.
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

    /// Parses a comment line. A commented-out variable ends a block of comments as a variable does: the block still
    /// applies to the variables that follow directly.
    fn comment(&mut self, line: &str) {
        let end = self.at + line.len();
        if let Some((name, value)) = commented_name(line) {
            self.in_block = false;
            self.commented_variable(line, name, value);
        } else if self.in_block {
            self.above.end = end;
        } else {
            self.above = self.at..end;
            self.in_block = true;
        }
        self.advance(line.len());
    }

    /// Records the commented-out variable in `line`, if the reader can parse its value.
    fn commented_variable(&mut self, line: &str, name: Range<usize>, value: usize) {
        let rest = &line[value..];
        let (lead, token, meaning) = if empty_before_comment(rest, self.dialect).is_some() {
            (0, 0, Meaning::Text(String::new().into()))
        } else {
            let Ok(parsed) = self.dialect.read(rest) else {
                return;
            };
            (parsed.lead.len(), parsed.token.len(), parsed.meaning)
        };
        let start = self.at + value + lead;
        let end = (self.at + line.len() + 1).min(self.text.len());
        self.commented.push(Entry {
            lines: self.at..end,
            name: self.at + name.start..self.at + name.end,
            token: start..start + token,
            above: self.above.clone(),
            value: value_of(meaning),
        });
    }

    /// Moves past `length` bytes and, where one follows, the newline.
    fn advance(&mut self, length: usize) {
        let passed = &self.text[self.at..self.at + length];
        self.line += passed.matches('\n').count() + 1;
        self.at = (self.at + length + 1).min(self.text.len());
    }

    /// Parses a variable after `indent` blanks; returns the length of its lines in bytes, without the last newline.
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
        let value = value_of(meaning);
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

/// The text that a reader parsed; `None` where it depends on more.
fn value_of(meaning: Meaning) -> Option<Secret> {
    match meaning {
        Meaning::Text(text) => Some(Secret::from(text.as_str())),
        Meaning::Template => None,
    }
}

/// The range of the name that begins at `start`, and where the value may begin.
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

/// `NAME= # comment` is meant as an empty value with a comment, whatever a reader makes of it. Returns the
/// length up to the end of the line, its newline included.
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
