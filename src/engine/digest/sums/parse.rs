//! Parsing a checksum file, or any text with digests in it, line by line.
//!
//! Lines of GNU coreutils, of the BSD tools (`--tag`) and of `openssl dgst` are tried first. Then what other
//! tools write: `certutil -hashfile`, `Get-FileHash` (see [`super::powershell`]), `7z h` and `hashdeep` (see
//! [`super::columns`]), `gpg --print-md`, the sections of Debian's `.dsc` and `Release` files with their column of
//! sizes, JSON (see [`super::json`]). Then any line with a digest in it, in which the rest names the file: `name
//! digest`, `name: digest`, a row of a table; or else a line above it, see [`super::heading`]. The armour of a
//! signature is skipped.

use super::columns::{ColumnRow, ColumnTable, Line};
use super::heading::Headings;
use super::name::{FileNames, beside};
use super::powershell::{Record, Records};
use super::{ListedFile, Sums, json};
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::line::{SumsLine, is_digest_like, read_line};
use crate::engine::digest::expected::scan::scan;
use crate::engine::digest::expected::{DigestError, Expected};
use std::borrow::Cow;

impl Sums {
    /// Parses a checksum file. Where a line does not name the algorithm and several fit its digest, the heading
    /// above it decides, and without one `selected` is taken if it fits.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(sums) = json::read(text, selected) {
            return sums;
        }
        // `sha256sum --zero` ends its lines with NUL.
        let text = if text.contains('\0') {
            Cow::Owned(text.replace('\0', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let mut sums = Self::default();
        let mut context = Headings::default();
        let mut records = Records::default();
        let mut table = ColumnTable::default();
        for (number, line) in merged(&text) {
            if context.is_armour(&line) {
                continue;
            }
            match table.take(&line) {
                Line::Head if sums.entries.is_empty() => {
                    // What the tool says of itself and its work.
                    sums.unreadable.retain(|(_, error)| error.is_some());
                    continue;
                }
                Line::Head | Line::Rest => continue,
                Line::Row(row) => {
                    sums.add_row(number, &row, selected);
                    continue;
                }
                Line::Other => {}
            }
            let (finished, is_taken) = records.take(&line);
            if let Some(record) = finished {
                sums.add_record(number, &record, selected);
            }
            if is_taken {
                continue;
            }
            sums.read_one(number, &line, &mut context, selected);
        }
        if let Some(record) = records.finish() {
            sums.add_record(text.lines().count(), &record, selected);
        }
        sums
    }

    pub(super) fn add(
        &mut self,
        line: usize,
        expected: Result<Expected, DigestError>,
        names: FileNames,
    ) {
        match expected {
            Ok(expected) => self.entries.push(ListedFile::new(line, names, expected)),
            Err(error) => self.unreadable.push((line, Some(error))),
        }
    }

    fn add_record(&mut self, line: usize, record: &Record, selected: Algorithm) {
        let path = record.name.as_deref();
        let path = path.filter(|path| !path.trim().is_empty());
        let names = path.map(FileNames::exact);
        self.add(line, record.expected(selected), names.unwrap_or_default());
    }

    /// The digests of a row; those that are not computed here only where there is no other.
    fn add_row(&mut self, line: usize, row: &ColumnRow<'_>, selected: Algorithm) {
        let names = FileNames::exact(row.name);
        let mut last_error = None;
        let before = self.entries.len();
        for &(named, digest) in &row.digests {
            let read = SumsLine {
                tag: None,
                name: row.name.into(),
                digest,
            };
            match Expected::of_line(&read, Some(named), selected) {
                Ok(expected) => self.add(line, Ok(expected), names.clone()),
                Err(error) => last_error = Some(error),
            }
        }
        if self.entries.len() == before {
            self.unreadable.push((line, last_error));
        }
    }

    fn read_one(&mut self, number: usize, line: &str, context: &mut Headings, selected: Algorithm) {
        let is_indented = line.starts_with([' ', '\t']);
        let trimmed = line.trim_start();
        if trimmed.trim_end().is_empty() {
            context.end_paragraph();
            return;
        }
        if trimmed.starts_with(['#', ';']) {
            context.comment(trimmed);
            return;
        }
        if trimmed.starts_with("CertUtil:") || context.is_heading(trimmed.trim_end()) {
            return;
        }
        let hint = context.hint;
        let sized = (context.sized || is_indented)
            .then(|| without_size(trimmed, context.sized))
            .flatten();
        let read = match sized {
            Some((digest, names)) => {
                let (tag, name) = (None, "".into());
                Some((SumsLine { tag, name, digest }, names))
            }
            None => read_line(trimmed).map(|read| {
                let names = FileNames::exact(&read.name);
                (read, names)
            }),
        };
        let mut error = None;
        if let Some((read, names)) = read {
            match Expected::of_line(&read, hint, selected) {
                Ok(expected) => {
                    self.add(number, Ok(expected), names);
                    return;
                }
                Err(reason @ DigestError::NotComputed { .. }) => {
                    self.unreadable.push((number, Some(reason)));
                    return;
                }
                Err(reason) => error = Some(reason),
            }
        }
        let found = scan(trimmed);
        if found.is_empty() {
            if error.is_some() || !context.takes(number, trimmed) {
                self.unreadable.push((number, error));
            }
            return;
        }
        if let Some(inner) = json::read(trimmed, selected) {
            let entries = inner.entries.into_iter();
            self.entries.extend(entries.map(|entry| ListedFile {
                line: number,
                ..entry
            }));
            let errors = inner.unreadable.into_iter();
            self.unreadable
                .extend(errors.map(|(_, error)| (number, error)));
            return;
        }
        let mut names = beside(trimmed, &found);
        if names.likeliest.is_none()
            && let Some((line, above)) = context.name_above()
        {
            // It was not unreadable then. It is among the last ones.
            let place = self
                .unreadable
                .iter()
                .rposition(|(number, _)| Some(*number) == line);
            if let (Some(_), Some(place)) = (line, place) {
                self.unreadable.remove(place);
            }
            names = above;
        }
        for found in found {
            self.add(
                number,
                Expected::of_found(found, hint, selected),
                names.clone(),
            );
        }
    }
}

/// `digest size name` and, in the `Files` of a `.changes` file, `digest size section priority name`: the digest and
/// the names. Outside a section a single space on each side of the size is demanded: a name may begin with digits.
fn without_size(line: &str, in_section: bool) -> Option<(&str, FileNames)> {
    let (digest, behind) = line.split_once(' ')?;
    let behind = behind.trim_end();
    let rest = if in_section {
        behind.trim_start()
    } else {
        behind
    };
    let (size, name) = rest.split_once(' ')?;
    let is_size = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    let name = if in_section { name.trim_start() } else { name };
    if !is_size || !is_digest_like(digest) || name.is_empty() {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let likeliest = match words[..] {
        [_, _, name] if in_section => name,
        _ => name,
    };
    Some((digest, FileNames::among_literal(likeliest, [rest, name])))
}

/// The lines with their numbers. A line of nothing but groups of hex digits continues the one above it, as
/// `gpg --print-md` breaks a long digest.
fn merged(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let mut lines = (1..).zip(text.lines()).peekable();
    std::iter::from_fn(move || {
        let (number, first) = lines.next()?;
        let mut line = Cow::Borrowed(first);
        while let Some((_, next)) = lines.next_if(|(_, next)| continues(&line, next)) {
            line.to_mut().push_str("  ");
            line.to_mut().push_str(next.trim());
        }
        Some((number, line))
    })
}

fn continues(line: &str, next: &str) -> bool {
    let is_group = |word: &str| matches!(word.len(), 2 | 4 | 8) && is_hex(word);
    let ends_open = || {
        line.trim_end().ends_with(':')
            || line.contains(' ') && line.split_whitespace().rev().take(2).all(is_group)
    };
    next.starts_with([' ', '\t'])
        && ends_open()
        && !next.trim().is_empty()
        && next.split_whitespace().all(is_group)
}
