//! A bundle without its values: what one commits as `.env.example`.
//!
//! Names and comments stay; every value goes, and so does every secret in a comment, since a `.env` in use may
//! have one in any of them.

use super::file::without;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::hidden::{secrets, secrets_beside};
use crate::engine::bundle::{Bundle, Class, Row, row::Anchor};
use crate::engine::env::document::Document;

/// The names with empty values, while they are written.
pub(super) struct Example<'a> {
    pub bundle: &'a Bundle,
    /// How many rows are written.
    pub written: usize,
    /// How much of the imported text is.
    pub at: usize,
    pub text: &'a mut Secret,
}

impl Example<'_> {
    /// Writes the next row, or the next line before it. Whether there was anything to write.
    pub fn go_on(&mut self) -> bool {
        let document = self.bundle.document();
        let row = self.bundle.rows().get(self.written);
        if row.is_some_and(Row::is_off) {
            self.written += 1;
            return true;
        }
        // Where the lines before it end, and those of its own.
        let lines = match (row.map(|row| row.anchor), document) {
            (Some(Anchor::Comment(entry)), Some(document)) => {
                document.commented()[entry].lines.clone()
            }
            (Some(Anchor::Entry(entry)), Some(document)) => document.entries()[entry].lines.clone(),
            (Some(Anchor::Behind), _) => self.at..self.at,
            (_, document) => {
                let end = document.map_or(0, |document| document.text().len());
                end..end
            }
        };
        if let Some(document) = document
            && self.at < lines.start
        {
            self.line_before(document, lines.start);
            return true;
        }
        let Some(row) = row else { return false };
        self.at = lines.end;
        self.written += 1;
        match (row.anchor, document) {
            (Anchor::Entry(entry), Some(document)) => {
                let entry = &document.entries()[entry];
                let start = &document.text()[entry.lines.start..entry.token.start];
                self.text.push_str(start.trim_end_matches([' ', '\t']));
                let tail = document.tail(entry);
                if tail.starts_with('#') {
                    self.text.push(' ');
                }
                let secret = row.class != Class::Setting;
                without(&secrets_beside(tail, secret), tail, self.text);
            }
            _ => self.added(&row.name),
        }
        true
    }

    /// Writes the next line of what stands between two variables, up to `end`.
    fn line_before(&mut self, document: &Document, end: usize) {
        let gap = &document.text()[self.at..end];
        let line = gap.split_inclusive('\n').next().unwrap_or(gap);
        without(&secrets(line), line, self.text);
        self.at += line.len();
    }

    fn added(&mut self, name: &str) {
        if !self.text.is_empty() && !self.text.expose().ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(name);
        self.text.push_str("=\n");
    }
}
