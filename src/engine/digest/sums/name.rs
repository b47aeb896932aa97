//! The file that a text names beside a digest.
//!
//! People write words, brackets and sizes around a name, and a name may have all of these itself: `The File.txt`,
//! `app (copy).zip`. So several readings are kept, the most literal first. Which is meant is decided by the files at
//! hand: see [`ListedFile::name_among`].

use super::check::last;
use super::{ListName, ListedFile};
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::Expected;
use crate::engine::digest::expected::named::{HashName, names_in};
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

    /// A name, and what may be it more literally.
    pub fn among_literal<const N: usize>(likeliest: &str, others: [&str; N]) -> Self {
        let mut names = Self::default();
        for other in others {
            names.push(other);
        }
        names.likeliest = Some(likeliest.to_owned());
        names
    }

    /// The names in a text that may hold more than one; none where it has no letter.
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

    fn push(&mut self, name: &str) {
        // Of an address, what stands before its query or fragment.
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

/// The text of an address with its escapes resolved (RFC 3986, section 2.1); `None` where it has none.
fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    let mut has_any = false;
    for piece in pieces {
        let escape = piece.get(..2).filter(|digits| is_hex(digits));
        match escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&piece.as_bytes()[2..]);
                has_any = true;
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(piece.as_bytes());
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|_| has_any)
}

/// What stands before the notes on a file: its size or other numbers, a comment, `key=value`, the name of a hash
/// function, a remark in brackets that begins with a digit, such as `(64-bit)`. Only behind an extension: any of these
/// words may be part of a name.
fn without_notes(text: &str) -> Option<&str> {
    let is_note = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        let inner = rest
            .strip_prefix('(')
            .and_then(|rest| rest.split(')').next());
        let is_remark = inner.is_some_and(|inner| {
            inner.starts_with(|first: char| first.is_ascii_digit())
                && inner.contains(char::is_alphabetic)
        });
        let is_pair = word.split_once('=').is_some_and(|(key, value)| {
            !key.is_empty()
                && !value.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        let is_hash = names_in(word)
            .first()
            .is_some_and(|(range, _)| range.start == 0);
        is_number || is_remark || is_pair || is_hash || word.starts_with('#')
    };
    let mut ends = text.match_indices([' ', '\t']).filter_map(|(end, _)| {
        let (name, rest) = (text[..end].trim_end(), text[end..].trim_start());
        let name = name.trim_end_matches([':', ',', ';', '|', '"', '\'', '`']);
        (!rest.is_empty() && extension(name).is_some() && is_note(rest)).then_some(name)
    });
    ends.next()
}

impl ListedFile {
    /// A digest of a file.
    pub(super) fn new(line: usize, names: FileNames, expected: Expected) -> Self {
        Self {
            line,
            name: names.likeliest,
            others: names.others,
            is_doubtful: names.is_doubtful,
            is_alternative: false,
            expected,
        }
    }

    /// Whether another one may be the right one in its place.
    pub(in crate::engine::digest) fn is_alternative(&self) -> bool {
        self.is_alternative
    }

    /// Takes the names that stand elsewhere.
    pub(super) fn set_names(&mut self, names: FileNames) {
        self.name = names.likeliest;
        self.others = names.others;
        self.is_doubtful = names.is_doubtful;
    }

    /// The reading by which a file is at hand, the most literal one; `is_given` is asked for the last parts of paths.
    #[must_use]
    pub fn name_among(&self, is_given: impl Fn(&str) -> bool) -> Option<&str> {
        self.others
            .iter()
            .chain(&self.name)
            .map(String::as_str)
            .find(|name| is_given(last(name)))
    }
}

/// The names in what surrounds each digest of a line: its own where each has one, else the one of all.
pub(super) fn beside_each(line: &str, found: &[ScannedDigest]) -> Vec<FileNames> {
    each(line, found).unwrap_or_else(|| vec![beside(line, found); found.len()])
}

/// Whether the digests of a line have names of their own.
pub(super) fn are_named_each(line: &str, found: &[ScannedDigest]) -> bool {
    each(line, found).is_some()
}

/// The name of each digest, all before them or all behind them. One without is of the file of the last one before it,
/// or of the next behind it. `None` where the line does not name several files.
fn each(line: &str, found: &[ScannedDigest]) -> Option<Vec<FileNames>> {
    if found.len() < 2 {
        return None;
    }
    let between = |at: usize| {
        let start = at.checked_sub(1).map_or(0, |last| found[last].end());
        let end = found.get(at).map_or(line.len(), ScannedDigest::start);
        let gap = line.get(start..end).unwrap_or_default();
        let mut names = FileNames::read(gap);
        if names.likeliest.as_deref().and_then(extension).is_none()
            && let Some(word) = only_file(gap)
        {
            // In a sentence.
            return FileNames::read(word);
        }
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
    // Without an extension, a single word before or behind each.
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

/// The only word of a text that has the extension of a download.
fn only_file(text: &str) -> Option<&str> {
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_matches(|sign| SIGNS.contains(sign)))
        .filter(|word| extension(word).is_some_and(is_of_a_download));
    words.next().filter(|_| words.next().is_none())
}

/// The names in what surrounds the digests of a line: before them, behind them, or between the name of the algorithm
/// and the first.
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
        // Above the digests of a list may stand what the list is called.
        (1, Some(_)) => ListName::read(last(name)).is_some(),
        (2..=MOST_WORDS, Some(extension)) => !is_of_a_download(extension),
        (1, None) if name.contains("://") => return None,
        (1, None) if value.is_some() || name.contains(['-', '_']) => true,
        _ => return None,
    };
    Some(names)
}

/// The value of a record's line with the name or address of a file.
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
        // The same in another language.
        || key.split_whitespace().count() <= 3
            && !value.contains(char::is_whitespace)
            && extension(value).is_some();
    is_name.then_some(value)
}

/// Whether a key is one of these words, whatever its case and punctuation.
pub(super) fn is_one_of(key: &str, words: &[&str]) -> bool {
    let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    words.iter().any(|word| plain.eq_ignore_ascii_case(word))
}

/// The extension of a file's name: what follows its last dot, with a letter in it.
fn extension(name: &str) -> Option<&str> {
    const LONGEST: usize = 8;
    let (stem, end) = last(name).rsplit_once('.')?;
    let is_one = !stem.is_empty()
        && (1..=LONGEST).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && end.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_one.then_some(end)
}

/// Whether an extension is common among downloads, so that words before it are likely a part of the name.
fn is_of_a_download(extension: &str) -> bool {
    const USUAL: [&str; 30] = [
        "zip", "gz", "tgz", "xz", "txz", "bz2", "zst", "7z", "rar", "tar", "exe", "msi", "msix",
        "dmg", "pkg", "deb", "rpm", "apk", "appimage", "iso", "img", "jar", "whl", "bin", "txt",
        "pdf", "json", "xml", "asc", "sig",
    ];
    USUAL
        .iter()
        .any(|usual| extension.eq_ignore_ascii_case(usual))
}

/// Signs around a name that are rarely part of it.
const SIGNS: &str = "\"'`|,;:\u{ff1a}=*#<>()[]{}@&?";
/// At most this many ways to begin or to end a name are tried.
const MOST_EDGES: usize = 8;

/// The parts of a text that may be a name: without more and more of the signs and filler words at its ends, the
/// longest first. The last is the cleanest; it may be a filler word itself, or nothing.
fn spans(text: &str) -> Vec<&str> {
    let text = text.trim();
    let (mut start, mut end) = (0, text.len());
    let (mut starts, mut ends) = (vec![start], vec![end]);
    loop {
        let rest = &text[start..end];
        if let Some(by) = sign_before(rest) {
            start += by;
            starts.push(start);
        } else if let Some(by) = sign_behind(rest) {
            end -= by;
            ends.push(end);
        } else if let Some(by) = filler_before(rest) {
            start += by;
            starts.push(start);
        } else if let Some(by) = filler_behind(rest) {
            end -= by;
            ends.push(end);
        } else {
            break;
        }
    }
    let mut spans = Vec::new();
    let of_edges = |edges: &[usize]| edges.iter().copied().take(MOST_EDGES).collect::<Vec<_>>();
    for &start in &of_edges(&starts) {
        for &end in &of_edges(&ends) {
            spans.extend(text.get(start..end).filter(|span| !span.is_empty()));
        }
    }
    spans.sort_by_key(|span| usize::MAX - span.len());
    spans.extend(text.get(start..end));
    spans
}

/// The bytes of a sign at the beginning, with the white space behind it.
fn sign_before(text: &str) -> Option<usize> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let is_noise = SIGNS.contains(sign) && !is_partner_inside(sign, text, rest);
    is_noise.then(|| text.len() - rest.trim_start().len())
}

/// The bytes of a sign at the end, with the white space before it.
fn sign_behind(text: &str) -> Option<usize> {
    let sign = text.chars().next_back()?;
    let rest = &text[..text.len() - sign.len_utf8()];
    let is_noise = SIGNS.contains(sign) && !is_partner_inside(sign, text, rest);
    is_noise.then(|| text.len() - rest.trim_end().len())
}

/// The bytes of a filler word at the beginning, where something follows.
fn filler_before(text: &str) -> Option<usize> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    is_filler(word).then(|| text.len() - rest.trim_start().len())
}

/// The bytes of a filler word or a size at the end, behind something.
fn filler_behind(text: &str) -> Option<usize> {
    let rest = if let Some(start) = size_behind(text) {
        &text[..start]
    } else {
        let (rest, word) = text.rsplit_once(char::is_whitespace)?;
        is_filler(word).then_some(rest)?
    };
    Some(text.len() - rest.trim_end().len())
}

/// Where a size with its unit, or in brackets, begins at the end of a text: `8.1 MB`, `(8)`.
fn size_behind(text: &str) -> Option<usize> {
    if let Some((before, inner)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        return (is_size(inner) && !before.is_empty()).then_some(before.len());
    }
    let mut words = text.rmatch_indices(char::is_whitespace);
    let starts = [words.next(), words.next()];
    let mut starts = starts.into_iter().flatten().map(|(start, _)| start);
    starts.find(|start| {
        let tail = text[*start..].trim_start();
        is_size(tail) && tail.contains(char::is_alphabetic)
    })
}

/// Whether the other bracket of a pair stands inside a text and not at its other end: `app (copy)`.
fn is_partner_inside(sign: char, text: &str, rest: &str) -> bool {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    PAIRS.iter().any(|&(open, close)| {
        sign == open && rest.contains(close) && !text.ends_with(close)
            || sign == close && rest.contains(open) && !text.starts_with(open)
    })
}

/// The cells of a row, or the pieces between quotes, that may name a file: each with its spans.
fn cells(text: &str) -> Vec<Vec<&str>> {
    const MOST: usize = 8;
    let is_markup = text.contains('<') || text.trim_end().ends_with('>');
    let pieces = text
        .split_inclusive(['|', '\t', ',', ';', '<', '>', '"'])
        .scan("", |last, piece| {
            let last = std::mem::replace(last, piece);
            let is_key = piece.ends_with("=\"");
            let piece = piece.trim_end_matches(['|', '\t', ',', ';', '<', '>', '"']);
            let is_of_tag = |sign: char| sign.is_ascii_alphanumeric() || " =/".contains(sign);
            let is_tag = last.ends_with('<') && piece.chars().all(is_of_tag);
            Some(if is_tag || is_markup && (is_key || is_attribute(last)) {
                ""
            } else {
                piece
            })
        })
        .flat_map(|cell| cell.split("  "));
    let mut cells = Vec::new();
    for piece in pieces {
        let spans = spans(piece);
        let clean = spans.last().copied().unwrap_or_default();
        let parts = match link(clean) {
            Some((text, address)) => vec![vec![text], vec![address]],
            None => vec![spans],
        };
        cells.extend(parts.into_iter().filter(|spans| {
            spans.last().is_some_and(|clean| {
                clean.contains(char::is_alphanumeric) && !is_filler(clean) && !is_size(clean)
            })
        }));
    }
    cells.truncate(MOST);
    cells
}

/// Whether a piece of markup ends with an attribute whose value names no file: `origin="`.
fn is_attribute(piece: &str) -> bool {
    const OF_FILES: [&str; 8] = [
        "name", "file", "filename", "path", "href", "src", "url", "uri",
    ];
    let key = piece
        .strip_suffix("=\"")
        .map(|text| text.rsplit(' ').next());
    key.flatten().is_some_and(|key| !is_one_of(key, &OF_FILES))
}

/// The text and the address of a link in Markdown.
fn link(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")
}

fn is_stdin(name: &str) -> bool {
    matches!(name, "-" | "stdin")
}

/// Whether a text is a size: `3`, `8,192 bytes`, `8.1 MB`.
pub(super) fn is_size(text: &str) -> bool {
    const UNITS: [&str; 15] = [
        "", "b", "byte", "bytes", "k", "kb", "kib", "m", "mb", "mib", "g", "gb", "gib", "tb", "tib",
    ];
    let unit = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".,' ".contains(sign));
    text.starts_with(|first: char| first.is_ascii_digit())
        && UNITS
            .iter()
            .any(|one| unit.trim_end().eq_ignore_ascii_case(one))
}

/// Words around a digest that name no file.
const FILLERS: [&str; 59] = [
    "a",
    "an",
    "the",
    "is",
    "of",
    "for",
    "file",
    "hash",
    "hashes",
    "checksum",
    "checksums",
    "digest",
    "digests",
    "sum",
    "sums",
    "value",
    "fingerprint",
    "von",
    "de",
    "di",
    "du",
    "del",
    "van",
    "av",
    "der",
    "do",
    "datei",
    "fichier",
    "arquivo",
    "archivo",
    "pliku",
    "файла",
    "hachage",
    "skrót",
    "хэш",
    "хеш",
    "dosyasının",
    "karması",
    "의",
    "해시",
    "sha",
    "sha2",
    "sha-2",
    "hex",
    "base64",
    "algorithm",
    "integrity",
    "url",
    "uri",
    "size",
    "dist",
    "的",
    "哈希",
    "雜湊",
    "文件",
    "檔案",
    "ハッシュ",
    "対象",
    "ファイル",
];

/// Whether a word names no file: an article, a word such as "checksum", the name of a hash function.
pub(super) fn is_filler(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    word.is_empty()
        || FILLERS.iter().any(|filler| {
            // In other alphabets too a heading begins with a capital.
            word.eq_ignore_ascii_case(filler)
                || !filler.is_ascii() && word.to_lowercase() == *filler
        })
        || HashName::read(word).is_some()
        || is_key_of_a_digest(word)
}

/// Whether a word is the key of a record and tells that its value is a digest: `InstallerSha256`, `FileChecksum`,
/// `checksum64`.
fn is_key_of_a_digest(word: &str) -> bool {
    const ENDS: [&str; 6] = ["checksum", "sha1", "sha256", "sha384", "sha512", "md5"];
    let word = word.to_ascii_lowercase();
    word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (word.starts_with(ENDS[0]) || ENDS.iter().any(|end| word.ends_with(end)))
}
