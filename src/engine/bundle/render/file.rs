//! Bundles as `.env` files: the imported text with other values, or one line per variable.

use super::remarks::Remarks;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::{Decision, Row, output::Output, row::Anchor};
use crate::engine::env::Dialect;
use crate::engine::env::document::{Document, Entry};
use std::ops::Range;

/// Writes one line for a variable, or a comment in place of one that has no value.
pub(super) fn listed(
    dialect: Dialect,
    row: &Row,
    value: &Secret,
    text: &mut Secret,
    remarks: &mut Remarks,
    output: Output,
) {
    match row.missing() {
        Some(from) => missing(row, from, text),
        None => line(dialect, row, value, text, remarks, output),
    }
}

/// Writes a comment in place of a variable that has no value.
fn missing(row: &Row, from: &str, text: &mut Secret) {
    text.push_str("# ");
    text.push_str(&row.name);
    text.push_str(" is missing: it is made from ");
    text.push_str(from);
    text.push_str(", whose value is not known.\n");
}

/// Writes `NAME=value` and a newline.
pub(super) fn line(
    dialect: Dialect,
    row: &Row,
    value: &Secret,
    text: &mut Secret,
    remarks: &mut Remarks,
    output: Output,
) {
    text.push_str(&row.name);
    text.push('=');
    let mut token = Secret::with_capacity(value.len() + 2);
    match dialect.write(value.expose(), &mut token) {
        Ok(()) => remarks.compare(row, &token, value.expose(), output),
        Err(error) => remarks.refuse(row, output, error),
    }
    remarks.place(&token, text);
    text.push('\n');
}

/// The imported text while it is rendered.
pub(super) struct File<'a> {
    imported: &'a Document,
    dialect: Dialect,
    /// Whether the lines of variables may have indents, `export` and trailing comments.
    inline: bool,
    text: &'a mut Secret,
    remarks: &'a mut Remarks,
    output: Output,
    /// How much of the imported text has been written.
    pub at: usize,
}

impl<'a> File<'a> {
    /// The text `imported`, of which so much as `at` has been written for `dialect`.
    pub fn new(
        imported: &'a Document,
        dialect: Dialect,
        output: Output,
        at: usize,
        text: &'a mut Secret,
        remarks: &'a mut Remarks,
    ) -> Self {
        Self {
            imported,
            dialect,
            inline: imported.dialect() == dialect || dialect.reader().keeps_lines(),
            text,
            remarks,
            output,
            at,
        }
    }

    /// Writes the value of a row, with what stands before it.
    pub fn row(&mut self, row: &Row, value: &Secret) {
        let imported = self.imported;
        if let Some(from) = row.missing() {
            self.missing(row, from);
            return;
        }
        match row.anchor {
            Anchor::Comment(entry) => {
                self.skip(&imported.commented()[entry]);
                self.added(row, value);
            }
            Anchor::Entry(entry) => self.entry(&imported.entries()[entry], row, value),
            Anchor::Behind => self.added(row, value),
            Anchor::End => {
                self.end();
                self.added(row, value);
            }
        }
    }

    /// Writes all that is left of the imported text.
    pub fn end(&mut self) {
        self.between(self.imported.text().len());
    }

    /// Writes the comments and blank lines up to `end`.
    fn between(&mut self, end: usize) {
        let gap = &self.imported.text()[self.at..end.max(self.at)];
        self.at = end.max(self.at);
        if self.is_own() {
            self.text.push_str(gap);
            return;
        }
        for line in gap.split_inclusive('\n') {
            if self.inline && self.dialect.reader().is_plain_comment(line) {
                self.text.push_str(line);
            } else {
                self.comment(line);
            }
        }
    }

    /// Whether the imported text is for the reader that it is rendered for.
    fn is_own(&self) -> bool {
        self.imported.dialect() == self.dialect
    }

    /// Writes a comment or blank line for a reader that is strict about them.
    fn comment(&mut self, line: &str) {
        let (content, newline) = match line.strip_suffix('\n') {
            Some(content) => (content, "\n"),
            None => (line, ""),
        };
        let blank = [' ', '\t'];
        let trimmed = content.trim_matches(blank);
        let reader = self.dialect.reader();
        if let Some(rest) = trimmed.strip_prefix(';') {
            let mut comment = Secret::with_capacity(1 + rest.len());
            comment.push_str("#");
            comment.push_str(rest);
            if !reader.is_plain_comment(comment.expose()) {
                self.text.push('#');
            }
            self.text.push_str(comment.expose());
        } else if reader.is_plain_comment(content) {
            self.text.push_str(content.trim_end_matches(blank));
        } else {
            // The comment of a comment is always plain.
            if !reader.is_plain_comment(trimmed) {
                self.text.push('#');
            }
            self.text.push_str(trimmed);
        }
        if reader.continues_comments() && content.ends_with('\\') {
            self.text.push(' ');
        }
        self.text.push_str(newline);
    }

    /// Writes a variable of the imported text.
    fn entry(&mut self, entry: &Entry, row: &Row, value: &Secret) {
        let document = self.imported;
        self.between(entry.lines.start);
        self.at = entry.lines.end;
        let token = self.token(entry, row, value);
        let tail = document.tail(entry);
        // For its own reader, an unchanged value keeps the text after it.
        let same = self.is_own() && token.expose() == document.slice(&entry.token);
        let apart = tail.starts_with('#') && !token.is_empty() && !same;
        let inline = self.inline && (same || self.takes_tail(&token, apart, tail));
        if inline && self.takes_separator(entry) {
            self.text
                .push_str(&document.text()[entry.lines.start..entry.token.start]);
            self.remarks.place(&token, self.text);
            if apart {
                self.text.push(' ');
            }
            self.text.push_str(tail);
            return;
        }
        let (spaced, newline) = match tail.strip_suffix('\n') {
            Some(spaced) => (spaced, "\n"),
            None => (tail, ""),
        };
        // Before it stands what the imported reader takes for white space, and this one may not.
        let comment = spaced.find('#').map_or("", |at| spaced[at..].trim());
        if inline {
            self.text
                .push_str(&document.text()[entry.lines.start..entry.name.end]);
        } else {
            if !comment.is_empty() {
                self.comment(&format!("{comment}\n"));
            }
            self.text.push_str(&row.name);
        }
        self.text.push('=');
        self.remarks.place(&token, self.text);
        self.text.push_str(if inline { tail } else { newline });
    }

    /// Writes the text before `entry` and skips `entry`.
    fn skip(&mut self, entry: &Entry) {
        self.between(entry.lines.start);
        self.at = entry.lines.end;
    }

    /// Writes a comment in place of a variable that has no value.
    fn missing(&mut self, row: &Row, from: &str) {
        match row.anchor {
            Anchor::Entry(entry) => self.skip(&self.imported.entries()[entry]),
            Anchor::Comment(entry) => self.skip(&self.imported.commented()[entry]),
            Anchor::End => self.end(),
            Anchor::Behind => {}
        }
        self.end_line();
        missing(row, from, self.text);
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.expose().ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Writes a variable that the imported text does not have.
    fn added(&mut self, row: &Row, value: &Secret) {
        self.end_line();
        line(
            self.dialect,
            row,
            value,
            self.text,
            self.remarks,
            self.output,
        );
    }

    /// The token for `value`: the imported one where it reads back as `value`; otherwise `value` in the
    /// imported quotes, where that reads back.
    fn token(&mut self, entry: &Entry, row: &Row, value: &Secret) -> Secret {
        let document = self.imported;
        let before = document.slice(&entry.token);
        if row.decision == Decision::Keep && row.origin.is_some() {
            let verbatim = if self.is_own() {
                // A reference is kept only where no value has replaced it since.
                row.is_template()
                    || entry
                        .value
                        .as_ref()
                        .is_some_and(|read| read.expose() == value.expose())
            } else {
                !row.is_template() && self.dialect.reads_back(before, value.expose())
            };
            if verbatim
                && before.is_empty()
                && self.inline
                && !document.tail(entry).trim().is_empty()
            {
                return self.empty_before_comment();
            }
            if verbatim {
                return Secret::from(before);
            }
        }
        let quotes = ["'", "\"", "`"];
        let quote = quotes
            .into_iter()
            .find(|quote| before.len() > 1 && before.starts_with(quote));
        let mut token = Secret::with_capacity(value.len() + 2);
        if let Some(quote) = quote {
            token.push_str(quote);
            token.push_str(value.expose());
            token.push_str(quote);
        }
        if quote.is_none() && row.is_in_url() {
            // An unquoted URL: only its password has changed.
            token.push_str(value.expose());
        }
        if token.is_empty() || !self.dialect.reads_back(token.expose(), value.expose()) {
            token = Secret::with_capacity(value.len() + 2);
            if let Err(error) = self.dialect.write(value.expose(), &mut token) {
                self.remarks.refuse(row, self.output, error);
            }
        }
        self.remarks
            .compare(row, &token, value.expose(), self.output);
        token
    }

    /// The token of an empty value before a comment.
    fn empty_before_comment(&self) -> Secret {
        let bare = self.dialect.reader().has_bare_empty_before_comment();
        Secret::from(if bare { "" } else { "\"\"" })
    }

    /// Whether `tail` may stand behind the token, with a space between them where it is set `apart`: the token ends there,
    /// and the comment means nothing to the reader. Else the comment gets a line of its own.
    fn takes_tail(&self, token: &Secret, apart: bool, tail: &str) -> bool {
        let mut line = Secret::with_capacity(token.len() + 1 + tail.len());
        line.push_str(token.expose());
        line.push_str(if apart { " " } else { "" });
        line.push_str(tail);
        let read = self.dialect.read(line.expose());
        read.is_ok_and(|read| read.token == token.expose())
            && (self.is_own() || self.dialect.reader().is_plain_tail(tail))
    }

    /// Whether the reader accepts the imported separator between name and value.
    fn takes_separator(&self, entry: &Entry) -> bool {
        let separator = &self.imported.text()[entry.name.end..entry.token.start];
        self.is_own() || separator.contains('=') || !self.dialect.reader().needs_equals()
    }
}

/// Appends a comment, or what else stands between two variables, without the secrets at `places`.
pub(super) fn without(places: &[Range<usize>], line: &str, text: &mut Secret) {
    let mut at = 0;
    for secret in places {
        text.push_str(&line[at..secret.start]);
        at = secret.end;
    }
    text.push_str(&line[at..]);
}
