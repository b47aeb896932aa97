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
use super::markup::{plain, without_escapes};
use super::name::{FileNames, are_named_each, beside_each};
use super::powershell::{Record, Records};
use super::wrapped::{WrappedDigest, wrapped};
use super::{ListedFile, Sums, json};
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::line::{SumsLine, is_digest_like, read_line};
use crate::engine::digest::expected::scan::{ScannedDigest, nearly, scan};
use crate::engine::digest::expected::{DigestError, ExpectedDigest, MOST_LINE};
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
        if let Some(sums) = Self::without_digests(&text) {
            return sums;
        }
        let mut sums = Self::default();
        let mut context = Headings::default();
        let mut records = Records::default();
        let mut table = ColumnTable::default();
        let wrapped = wrapped(&text);
        for (number, line) in merged(&text, &wrapped) {
            if context.is_armour(&line) {
                continue;
            }
            if line.len() > MOST_LINE {
                sums.unreadable.push((number, None));
                continue;
            }
            match table.take(&line) {
                Line::Head if sums.entries.is_empty() => {
                    // Earlier lines are what the tool says of itself and its work.
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
                sums.add_record(number, &record, &mut context, selected);
            }
            if is_taken {
                continue;
            }
            sums.read_one(number, &line, &mut context, selected);
        }
        if let Some(record) = records.finish() {
            sums.add_record(text.lines().count(), &record, &mut context, selected);
        }
        context.block.finish(&mut sums);
        for one in wrapped {
            if let Some(whole) = one.unless_each {
                let lines = one.lines.start + 1..=one.lines.end;
                let of_it = sums.entries.iter_mut();
                for entry in of_it.filter(|entry| lines.contains(&entry.line)) {
                    entry.expected.or_whole(&whole);
                }
            }
        }
        sums
    }

    pub(super) fn add(
        &mut self,
        line: usize,
        expected: Result<ExpectedDigest, DigestError>,
        names: FileNames,
    ) {
        match expected {
            Ok(expected) => self.entries.push(ListedFile::new(line, names, expected)),
            Err(error) => self.unreadable.push((line, Some(error))),
        }
    }

    fn add_record(
        &mut self,
        line: usize,
        record: &Record,
        context: &mut Headings,
        selected: Algorithm,
    ) {
        let path = record.name.as_deref();
        let path = path.filter(|path| !path.trim().is_empty());
        let names = path.map(FileNames::exact);
        if record.is_path() {
            if let Some(names) = names {
                context.named(names);
            }
            return;
        }
        let expected = record.expected(selected);
        let start = self.entries.len();
        if let Some(names) = names {
            context.block.other();
            self.add(line, expected, names);
            return;
        }
        let above = self.name_above(context);
        let is_named = above.as_ref().is_some_and(|names| !names.is_doubtful);
        self.add(line, expected, above.unwrap_or_default());
        let end = self.entries.len();
        context.block.digests(start..end, is_named);
    }

    /// Adds the digests of a row; those of algorithms that are not computed here only if there are no others.
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
            match ExpectedDigest::of_line(&read, Some(named), selected) {
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
        let literal = line.trim_start();
        let mut plain = plain(literal);
        if literal.trim_end().is_empty() {
            self.end_block(context);
            context.end_paragraph();
            return;
        }
        if begins_item(literal) {
            self.end_block(context);
        }
        if literal.starts_with(['#', ';']) {
            context.comment(&plain);
            return;
        }
        // The sizes of BSD's `distinfo`.
        let is_size = literal
            .get(..6)
            .is_some_and(|start| start.eq_ignore_ascii_case("size ("));
        if is_size || literal.starts_with("CertUtil:") || context.is_heading(plain.trim_end()) {
            return;
        }
        if is_of_git(literal) {
            let label = "Git object id";
            let error = DigestError::NotComputed { label, named: true };
            self.unreadable.push((number, Some(error)));
            return;
        }
        let hint = context.hint;
        let sized = (context.sized || is_indented)
            .then(|| without_size(literal, context.sized))
            .flatten();
        let read = match sized {
            Some((digest, names)) => {
                let (tag, name) = (None, "".into());
                Some((SumsLine { tag, name, digest }, names))
            }
            None => read_line(literal)
                .filter(|read| !is_row(literal, read))
                .map(|read| {
                    let names = FileNames::exact(&read.name);
                    (read, names)
                }),
        };
        let mut error = None;
        if let Some((read, names)) = read {
            context.block.other();
            match ExpectedDigest::of_line(&read, hint, selected) {
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
        let mut found = scan(&plain);
        if found.is_empty() {
            let unescaped = without_escapes(&plain);
            found = scan(&unescaped);
            plain = unescaped.into_owned().into();
        }
        if found.is_empty() {
            let error = error.or_else(|| nearly(&plain, &[]));
            if error.is_some() || !context.takes(number, &plain) {
                self.unreadable.push((number, error));
            }
            return;
        }
        if let Some(inner) = json::read(literal, selected) {
            context.block.other();
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
        self.add_found(number, (literal, &plain), found, context, selected);
    }

    /// Adds the digests that were found in a line, which is passed as it is written and as it was searched.
    fn add_found(
        &mut self,
        number: usize,
        (literal, plain): (&str, &str),
        found: Vec<ScannedDigest>,
        context: &mut Headings,
        selected: Algorithm,
    ) {
        let hint = context.hint;
        if let Some(error) = nearly(plain, &found) {
            self.unreadable.push((number, Some(error)));
        }
        let start = self.entries.len();
        let mut names = beside_each(plain, &found);
        if let (Some(read), Some(first)) = (read_line(literal), names.first_mut()) {
            // The name of a file may look like the rest of a row.
            first.or_literally(&read.name);
        }
        let is_nameless = names.iter().all(|names| names.likeliest.is_none());
        let above = is_nameless
            .then(|| self.name_above(context))
            .flatten()
            .filter(|names| names.likeliest.is_some());
        for (found, names) in found.into_iter().zip(names) {
            let is_alternative = plain[..found.start()].ends_with("--hash=");
            let names = above.clone().unwrap_or(names);
            let before = self.entries.len();
            self.add(
                number,
                ExpectedDigest::of_found(found, hint, selected),
                names,
            );
            if let Some(entry) = self.entries.get_mut(before) {
                entry.is_alternative = is_alternative;
            }
        }
        if is_nameless {
            let is_named = above.is_some_and(|names| !names.is_doubtful);
            context.block.digests(start..self.entries.len(), is_named);
        } else {
            context.block.other();
        }
    }

    /// The file that a line above names. That line was counted as unreadable until now, among the last ones.
    fn name_above(&mut self, context: &mut Headings) -> Option<FileNames> {
        let (line, names) = context.name_above()?;
        let place = self
            .unreadable
            .iter()
            .rposition(|(number, _)| Some(*number) == line);
        if let (Some(_), Some(place)) = (line, place) {
            self.unreadable.remove(place);
        }
        Some(names)
    }

    fn end_block(&mut self, context: &mut Headings) {
        if context.block.end(self) {
            context.forget_name();
        }
    }
}

/// Whether a line begins an item of a list in Markdown or YAML, or a table in TOML.
fn begins_item(line: &str) -> bool {
    ["- ", "* ", "+ ", "[["]
        .iter()
        .any(|start| line.starts_with(start))
}

/// Whether a line has the form of a single entry and is a row of several: `digest  digest  name`,
/// `digest  name digest  name`.
fn is_row(line: &str, read: &SumsLine<'_>) -> bool {
    /// MD5 in base64.
    const SHORTEST: usize = 22;
    if read.name.len() < SHORTEST || is_hex(&read.name) {
        return false;
    }
    let found = scan(line);
    let is_of_name = |digest: &ScannedDigest| digest.range.start + read.name.len() == line.len();
    found.len() > 1 && (read.tag.is_some() || is_of_name(&found[1]) || are_named_each(line, &found))
}

/// Whether a line is one of `git ls-tree` or `git ls-files --stage`: a mode, the SHA-1 of more than the file, and the
/// name after a tab.
fn is_of_git(line: &str) -> bool {
    const MODES: [&str; 5] = ["100644", "100755", "120000", "160000", "040000"];
    let Some((object, _)) = line.split_once('\t') else {
        return false;
    };
    let mut words = object.split(' ');
    words.next().is_some_and(|mode| MODES.contains(&mode))
        && words.any(|id| is_hex(id) && matches!(id.len(), 40 | 64))
}

/// `digest size name` and, in the `Files` of a `.changes` file, `digest size section priority name`: the digest and
/// the names. Outside a section a single space on each side of the size is required: a name may begin with digits.
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
/// `gpg --print-md` breaks a long digest, and so does one with the rest of a digest that was broken anywhere.
fn merged<'a>(
    text: &'a str,
    wrapped: &[WrappedDigest],
) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
    let mut lines = (1..).zip(text.lines()).peekable();
    let broken = wrapped.iter().filter(|one| one.unless_each.is_none());
    let mut broken = broken.map(|one| one.lines.clone()).peekable();
    std::iter::from_fn(move || {
        let (number, first) = lines.next()?;
        let mut line = Cow::Borrowed(first);
        if let Some(of_it) = broken.next_if(|of_it| of_it.start + 1 == number) {
            let mut whole = first.trim_end().to_owned();
            for (_, next) in lines.by_ref().take(of_it.len() - 1) {
                whole.push_str(next.trim());
            }
            return Some((number, whole.into()));
        }
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
