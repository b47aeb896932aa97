//! The file that a text names beside a digest.
//!
//! People write words, brackets and sizes around a name, and a name may have all of these itself: `The File.txt`,
//! `app (copy).zip`. So several readings are kept, the most literal first. Which is meant is decided by the files at
//! hand: see [`ListedFile::name_among`].

use super::check::last;
use super::spans::{
    cells, extension, is_filler, is_of_a_download, is_one_of, is_size, link, spans, without_notes,
};
use super::{ListName, ListedFile};
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::ExpectedDigest;
use crate::engine::digest::expected::scan::ScannedDigest;

/// What a text may call a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FileNames {
    /// The likeliest name, to be shown; `None` where the text seems to name none.
    pub likeliest: Option<String>,
    /// The other readings, the most literal first. They go before the likeliest.
    others: Vec<String>,
    /// Whether the name may be that of something else: of a system, of a release.
    pub is_doubtful: bool,
}

impl FileNames {
    /// A name of which the text says where it begins and ends. It may be that of the standard input, which is no
    /// file; copying may have left white space at its ends; and tools that align columns put a size before it.
    pub fn exact(name: &str) -> Self {
        let trimmed = name.trim();
        let without_size = trimmed
            .split_once("  ")
            .filter(|(size, _)| size.bytes().all(|digit| digit.is_ascii_digit()));
        let mut names = Self {
            likeliest: Some(name.to_owned()),
            is_doubtful: is_stdin(trimmed),
            ..Self::default()
        };
        let without_size = without_size.map(|(_, name)| name.trim_start());
        let without_notes = without_notes(trimmed);
        if without_size.is_some()
            || trimmed != name
            || without_notes.is_some()
            || name.contains('%')
        {
            for reading in [Some(name), Some(trimmed), without_size, without_notes] {
                names.push(reading.unwrap_or_default());
            }
        }
        names
    }

    /// The likeliest name, and more literal readings.
    pub fn among_literal<const N: usize>(likeliest: &str, others: [&str; N]) -> Self {
        let mut names = Self::default();
        for other in others {
            names.push(other);
        }
        names.likeliest = Some(likeliest.to_owned());
        names
    }

    /// The readings of a text that may hold more than a name; none if it has no letter.
    pub fn read(text: &str) -> Self {
        let mut names = Self::read_whole(text);
        if let Some(shorter) = without_notes(text) {
            let mut shorter = Self::read_whole(shorter);
            if shorter.likeliest.is_some() {
                names.likeliest = shorter.likeliest;
                names.others.append(&mut shorter.others);
            }
        }
        names
    }

    fn read_whole(text: &str) -> Self {
        let spans = spans(text);
        let mut names = Self::default();
        for span in &spans {
            names.push(span);
        }
        let cells: Vec<&str> = cells(text)
            .into_iter()
            .filter_map(|spans| {
                for span in &spans {
                    names.push(span);
                }
                spans.last().copied()
            })
            .collect();
        let clean = spans.last().copied().unwrap_or_default();
        let with_dot = cells.iter().find(|cell| cell.contains('.'));
        let likeliest = if text.contains('"') {
            cells.last().copied()
        } else if text.contains(['|', '\t', '<']) || link(clean).is_some() {
            with_dot.or(cells.first()).copied()
        } else if let [only] = cells[..] {
            Some(only)
        } else {
            None
        };
        let likeliest = likeliest.unwrap_or(clean);
        let is_markup = cells.is_empty() && text.contains(['<', '>']);
        names.likeliest = (!is_markup
            && !is_filler(likeliest)
            && !is_stdin(likeliest)
            && likeliest.contains(char::is_alphanumeric))
        .then(|| likeliest.to_owned());
        names
    }

    /// Several names for one file, the likeliest of which has an extension if one has.
    pub fn of_each<'a>(each: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        for name in each {
            names.push(name);
        }
        let has_extension = |name: &&String| extension(name).is_some();
        let likeliest = names.others.iter().find(has_extension);
        names.likeliest = likeliest.or(names.others.first()).cloned();
        names.is_doubtful = names
            .likeliest
            .as_ref()
            .is_some_and(|name| extension(name).is_none());
        names
    }

    /// Adds a reading that is more literal than all others.
    pub fn or_literally(&mut self, name: &str) {
        self.others.insert(0, name.to_owned());
    }

    fn push(&mut self, name: &str) {
        // Of a URL, what stands before its query or fragment.
        let path = name
            .contains("://")
            .then(|| name.split(['?', '#']).next())
            .flatten();
        let decoded = percent_decoded(path.unwrap_or(name));
        for reading in path.into_iter().chain([name]).chain(decoded.as_deref()) {
            if !reading.is_empty() && !self.others.iter().any(|other| other == reading) {
                self.others.push(reading.to_owned());
            }
        }
    }
}

/// The text of a URL with its escapes resolved (RFC 3986, section 2.1); `None` where it has none.
fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    let mut has_any = false;
    for piece in pieces {
        let escape = piece.get(..2).filter(|digits| is_hex(digits));
        let byte = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        let rest = if byte.is_some() { &piece[2..] } else { piece };
        bytes.extend_from_slice(rest.as_bytes());
        has_any |= byte.is_some();
    }
    String::from_utf8(bytes).ok().filter(|_| has_any)
}

impl ListedFile {
    /// The remark after the name that tells a file from others of that name: `64-bit` of `setup.exe (64-bit)`.
    pub(super) fn remark(&self) -> Option<&str> {
        let (_, remark) = self.others.first()?.rsplit_once('(')?;
        let (remark, _) = remark.split_once(')')?;
        let is_one = remark.starts_with(|first: char| first.is_ascii_digit())
            && remark.contains(char::is_alphabetic);
        (is_one && !is_size(remark)).then_some(remark)
    }

    /// A digest of a file.
    pub(super) fn new(line: usize, names: FileNames, expected: ExpectedDigest) -> Self {
        Self {
            line,
            name: names.likeliest,
            others: names.others,
            is_doubtful: names.is_doubtful,
            is_alternative: false,
            expected,
        }
    }

    /// Whether it is one of several alternatives, of which one must match.
    pub(in crate::engine::digest) fn is_alternative(&self) -> bool {
        self.is_alternative
    }

    /// Sets the names that were found elsewhere in the text.
    pub(super) fn set_names(&mut self, names: FileNames) {
        self.name = names.likeliest;
        self.others = names.others;
        self.is_doubtful = names.is_doubtful;
    }

    /// The most literal reading that is the name of a given file; `is_given` gets the last part of its path.
    #[must_use]
    pub fn name_among(&self, is_given: impl Fn(&str) -> bool) -> Option<&str> {
        self.others
            .iter()
            .chain(&self.name)
            .map(String::as_str)
            .find(|name| is_given(last(name)))
    }
}

/// The names around the digests of a line: one for each digest if the line names each, else the same for all.
pub(super) fn beside_each(line: &str, found: &[ScannedDigest]) -> Vec<FileNames> {
    each(line, found).unwrap_or_else(|| vec![beside(line, found); found.len()])
}

/// Whether the digests of a line have names of their own.
pub(super) fn are_named_each(line: &str, found: &[ScannedDigest]) -> bool {
    each(line, found).is_some()
}

/// The name of each digest: all names stand before their digests, or all after them. A digest without a name is of the
/// file named last before it, or next after it. `None` if the line does not name several files.
fn each(line: &str, found: &[ScannedDigest]) -> Option<Vec<FileNames>> {
    if found.len() < 2 {
        return None;
    }
    let between = |at: usize| {
        let start = at.checked_sub(1).map_or(0, |last| found[last].end());
        let end = found.get(at).map_or(line.len(), ScannedDigest::start);
        let mut names = FileNames::read(line.get(start..end).unwrap_or_default());
        if names.likeliest.is_none()
            && let Some(digest) = found.get(at)
            && let Some((name, _)) = &digest.named
        {
            let inside = line.get(name.end..digest.range.start);
            names = FileNames::read(inside.unwrap_or_default());
        }
        names
    };
    let gaps: Vec<FileNames> = (0..=found.len()).map(between).collect();
    let (before, behind) = (&gaps[..found.len()], &gaps[1..]);
    let is_file = |names: &FileNames| names.likeliest.as_deref().and_then(extension).is_some();
    // Without an extension, a single word before or after each.
    let is_word = |names: &FileNames| {
        let name = names.likeliest.as_deref();
        name.is_some_and(|name| !name.contains(char::is_whitespace))
    };
    let of = |side: &[FileNames], is_name: &dyn Fn(&FileNames) -> bool, at: usize| {
        side.get(at).filter(|names| is_name(names)).cloned()
    };
    let count = |side: &[FileNames]| side.iter().filter(|names| is_file(names)).count();
    if count(before) > 1 && is_file(&before[0]) {
        let last = |at: usize| (0..=at).rev().find_map(|at| of(before, &is_file, at));
        return (0..found.len()).map(last).collect();
    }
    if count(behind) > 1 && behind.last().is_some_and(is_file) {
        let next = |at: usize| (at..found.len()).find_map(|at| of(behind, &is_file, at));
        return (0..found.len()).map(next).collect();
    }
    [before, behind]
        .into_iter()
        .find(|side| side.iter().all(is_word))
        .map(<[FileNames]>::to_vec)
}

/// The readings of the text around the digests of a line: before them, after them, or between the name of the algorithm
/// and the first digest.
fn beside(line: &str, found: &[ScannedDigest]) -> FileNames {
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return FileNames::default();
    };
    let (start, end) = (first.start(), last.end());
    let between = first
        .named
        .as_ref()
        .and_then(|(name, _)| line.get(name.end..first.range.start));
    let sides = [line.get(..start), line.get(end..), between];
    let mut sides: Vec<FileNames> = sides.into_iter().flatten().map(FileNames::read).collect();
    let is_named = |names: &FileNames| names.likeliest.is_some();
    let is_no_size = |names: &FileNames| !names.likeliest.as_deref().is_some_and(is_size);
    let best = sides
        .iter()
        .position(|names| is_named(names) && is_no_size(names))
        .or_else(|| sides.iter().position(is_named));
    let likeliest = best.and_then(|best| sides[best].likeliest.clone());
    // The name of the algorithm may be a part of the file's: `SHA-256 app.zip`.
    let whole = [line.get(..first.range.start), line.get(last.range.end..)];
    let mut names = FileNames::default();
    for part in whole.into_iter().flatten() {
        for span in spans(part) {
            names.push(span);
        }
    }
    match best {
        Some(best) => names.others.append(&mut sides.swap_remove(best).others),
        None => names
            .others
            .extend(sides.into_iter().flat_map(|side| side.others)),
    }
    FileNames { likeliest, ..names }
}

/// The file that a line without a digest names: `app.zip`, `**app.zip**`, `File: app.zip`, `url "https://…/app.zip"`.
pub(super) fn alone(line: &str) -> Option<FileNames> {
    const LONGEST: usize = 300;
    const MOST_WORDS: usize = 6;
    let line = line
        .trim()
        .trim_start_matches(['-', '*', '+', '#', ' '])
        .trim_end_matches([':', '\u{ff1a}']);
    if line.len() > LONGEST {
        return None;
    }
    let value = value_of_a_name(line);
    let mut names = FileNames::read(value.unwrap_or(line));
    let name = names.likeliest.as_deref()?;
    if is_size(name) {
        return None;
    }
    let words = name.split_whitespace().count();
    names.is_doubtful = match (words, extension(name)) {
        // The line above the digests may be the name of the list itself.
        (1, Some(_)) => ListName::read(last(name)).is_some(),
        (2..=MOST_WORDS, Some(extension)) => !is_of_a_download(extension),
        (1, None) if name.contains("://") => return None,
        (1, None) if value.is_some() || name.contains(['-', '_']) => true,
        _ => return None,
    };
    Some(names)
}

/// The value of a `key: value` line whose key says that it is the name or URL of a file.
fn value_of_a_name(line: &str) -> Option<&str> {
    const KEYS: [&str; 14] = [
        "file",
        "filename",
        "filepath",
        "name",
        "path",
        "asset",
        "url",
        "uri",
        "installerurl",
        "downloadurl",
        "source",
        "location",
        "datei",
        "fichier",
    ];
    let (key, value) = line
        .split_once([':', '='])
        .filter(|(key, _)| !key.contains('"'))
        .or_else(|| {
            line.split_once(' ')
                .filter(|(_, value)| value.starts_with('"'))
        })?;
    let value = value.trim_start_matches('=').trim();
    let is_name = is_one_of(key, &KEYS)
        // A key in another language, with a value that has an extension.
        || key.split_whitespace().count() <= 3
            && !value.contains(char::is_whitespace)
            && extension(value).is_some();
    is_name.then_some(value)
}

fn is_stdin(name: &str) -> bool {
    matches!(name, "-" | "stdin")
}
