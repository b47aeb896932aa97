//! Digests in JSON (RFC 8259): an object with a file's name and its digests, in any order and at any depth, or an
//! object whose keys are the names.

use super::name::FileNames;
use super::spans::{extension, is_one_of};
use super::{ListedFile, Sums};
use crate::engine::digest::Algorithm;
use crate::engine::digest::expected::ExpectedDigest;
use crate::engine::digest::expected::named::{HashName, names_in};
use crate::engine::digest::expected::scan::{ScannedDigest, scan};

/// Objects inside one another beyond this depth are not read.
const DEEPEST: usize = 64;

/// A value. Numbers and literals do not matter here; a string comes with the position where it begins, in bytes.
enum JsonValue {
    Text(usize, String),
    Object(Vec<(String, JsonValue)>),
    List(Vec<JsonValue>),
    Other,
}

/// The digests of a text that is JSON, several JSON values in a row (JSON Lines), or the inside of an object; `None` if
/// it is none of them, or has no digest.
pub(super) fn read(text: &str, selected: Algorithm) -> Option<Sums> {
    let values = match text.trim_start().chars().next()? {
        '{' | '[' => JsonReader::new(text).values()?,
        '"' => vec![JsonValue::Object(JsonReader::new(text).members(None)?)],
        _ => return None,
    };
    let mut walk = DigestCollector {
        text,
        counted: (0, 1),
        selected,
        sums: Sums::default(),
    };
    for value in &values {
        walk.value(value, &FileNames::default());
    }
    (!walk.sums.entries.is_empty() || !walk.sums.unreadable.is_empty()).then_some(walk.sums)
}

/// Goes through the values and collects their digests.
struct DigestCollector<'a> {
    text: &'a str,
    /// A position up to which the lines were counted, and the number of its line.
    counted: (usize, usize),
    selected: Algorithm,
    sums: Sums,
}

impl DigestCollector<'_> {
    /// `above` is what the objects around the value name.
    fn value(&mut self, value: &JsonValue, above: &FileNames) {
        match value {
            JsonValue::Object(members) => self.object(members, above),
            JsonValue::List(values) => {
                for value in values {
                    match value {
                        JsonValue::Text(at, text) => self.digests(*at, scan(text), above),
                        value => self.value(value, above),
                    }
                }
            }
            JsonValue::Text(..) | JsonValue::Other => {}
        }
    }

    fn object(&mut self, members: &[(String, JsonValue)], above: &FileNames) {
        let own = own_names(members);
        let names = own.as_ref().unwrap_or(above);
        let own_hash = own_hash(members);
        let files = listed_files(members);
        let mut found = Vec::new();
        for (key, value) in members {
            if is_one_of(key, &["keyid"]) {
                continue;
            }
            let of_key = || {
                if own.is_some() || is_of_digests(key) {
                    names.clone()
                } else {
                    FileNames::of_each(std::iter::once(key.as_str()))
                }
            };
            match value {
                // A text with lines of its own: the notes of a release.
                JsonValue::Text(at, text) if text.contains('\n') => self.lines(*at, text),
                JsonValue::Text(at, text) => {
                    let mut digests = named_by(key, scan(text));
                    for one in &mut digests {
                        let len = one.bytes.len();
                        let fits = |hash: &HashName| {
                            hash.algorithm()
                                .is_none_or(|algorithm| algorithm.digest_len() == len)
                        };
                        let of_object = own_hash.filter(fits).map(|hash| (0..0, hash));
                        one.named = one.named.take().or(of_object);
                    }
                    let key_is_digest = digests.is_empty() && is_whole(key);
                    if key_is_digest {
                        let names = FileNames::of_each(std::iter::once(text.as_str()));
                        found.push((*at, scan(key), names, true));
                    } else if !digests.is_empty() {
                        let says = is_of_digests(key) || own.is_none();
                        found.push((*at, digests, of_key(), says));
                    }
                }
                JsonValue::List(values) if self.in_order(key, values, &files) => {}
                JsonValue::Object(_) | JsonValue::List(_) => self.value(value, &of_key()),
                JsonValue::Other => {}
            }
        }
        // Beside a digest whose algorithm is named, other digits are likely a commit.
        let is_named = |digests: &[ScannedDigest]| digests.iter().any(|one| one.named.is_some());
        let has_named = found.iter().any(|(_, digests, ..)| is_named(digests));
        for (at, digests, names, says) in found {
            if !has_named || says || is_named(&digests) {
                self.digests(at, digests, &names);
            }
        }
    }

    /// Adds the digests of a list that stands beside the list of their files, in the same order. Returns whether
    /// `values` is such a list.
    fn in_order(&mut self, key: &str, values: &[JsonValue], files: &[&str]) -> bool {
        let digests = values.iter().map(|value| match value {
            JsonValue::Text(at, text) => Some((*at, named_by(key, scan(text)))),
            _ => None,
        });
        let digests: Option<Vec<_>> = digests.collect();
        let digests = digests.unwrap_or_default();
        let is_one = !files.is_empty()
            && digests.len() == files.len()
            && digests.iter().all(|(_, found)| found.len() == 1);
        if is_one {
            for ((at, found), file) in digests.into_iter().zip(files) {
                self.digests(at, found, &FileNames::of_each(std::iter::once(*file)));
            }
        }
        is_one
    }

    fn digests(&mut self, at: usize, found: Vec<ScannedDigest>, names: &FileNames) {
        let line = self.line(at);
        for found in found {
            let expected = ExpectedDigest::of_found(found, None, self.selected);
            self.sums.add(line, expected, names.clone());
        }
    }

    fn lines(&mut self, at: usize, text: &str) {
        let line = self.line(at);
        let inner = Sums::read(text, self.selected).entries.into_iter();
        let entries = inner.map(|entry| ListedFile { line, ..entry });
        self.sums.entries.extend(entries);
    }

    /// The number of the line of a position; positions come nearly in order.
    fn line(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        let from = if at < from { (0, 1) } else { (from, line) };
        let between = self.text.get(from.0..at).unwrap_or_default();
        self.counted = (at, from.1 + between.matches('\n').count());
        self.counted.1
    }
}

/// The names that the members of an object give, the most precise first.
fn own_names(members: &[(String, JsonValue)]) -> Option<FileNames> {
    const KEYS: [&str; 15] = [
        "filename",
        "file",
        "filepath",
        "path",
        "name",
        "asset",
        "tarball",
        "browserdownloadurl",
        "downloadurl",
        "url",
        "uri",
        "href",
        "resolved",
        "location",
        "source",
    ];
    let mut texts = KEYS.iter().flat_map(|word| {
        members.iter().filter_map(|(key, value)| match value {
            JsonValue::Text(_, text)
                if is_one_of(key, &[word]) && !text.is_empty() && !is_whole(text) =>
            {
                Some(text.as_str())
            }
            _ => None,
        })
    });
    let first = texts.next()?;
    Some(FileNames::of_each(std::iter::once(first).chain(texts)))
}

/// The files of the only list of two or more in an object that has nothing but names.
fn listed_files(members: &[(String, JsonValue)]) -> Vec<&str> {
    let mut lists = members.iter().filter_map(|(_, value)| match value {
        JsonValue::List(values) => {
            let names = values.iter().map(|value| match value {
                JsonValue::Text(_, text) => extension(text).map(|_| text.as_str()),
                _ => None,
            });
            let names: Option<Vec<&str>> = names.collect();
            names.filter(|names| names.len() > 1)
        }
        _ => None,
    });
    let first = lists.next().unwrap_or_default();
    if lists.next().is_some() {
        Vec::new()
    } else {
        first
    }
}

/// The hash function that a member of an object names by itself: `"alg": "SHA-256"`.
fn own_hash(members: &[(String, JsonValue)]) -> Option<HashName> {
    const KEYS: [&str; 7] = [
        "alg",
        "algo",
        "algorithm",
        "hashalgorithm",
        "hashalgo",
        "checksumtype",
        "type",
    ];
    members.iter().find_map(|(key, value)| match value {
        JsonValue::Text(_, text) if is_one_of(key, &KEYS) => HashName::read(text),
        _ => None,
    })
}

/// Whether a text is a digest and nothing else.
fn is_whole(text: &str) -> bool {
    matches!(&scan(text)[..], [one] if one.range == (0..text.len()))
}

/// Whether a key says that its value is a digest, or a group of files, and so is not itself the name of a file.
fn is_of_digests(key: &str) -> bool {
    const WORDS: [&str; 24] = [
        "hash",
        "hashes",
        "digest",
        "digests",
        "checksum",
        "checksums",
        "sum",
        "sums",
        "shasum",
        "integrity",
        "fingerprint",
        "sha",
        "files",
        "assets",
        "packages",
        "dependencies",
        "dist",
        "artifacts",
        "content",
        "checksumvalue",
        "hashvalue",
        "value",
        "layers",
        "config",
    ];
    is_one_of(key, &WORDS) || !names_in(key).is_empty() || HashName::read(key).is_some()
}

/// Digests with the algorithm that their key names, where they do not name it themselves.
fn named_by(key: &str, mut found: Vec<ScannedDigest>) -> Vec<ScannedDigest> {
    let named = match &names_in(key)[..] {
        [(_, named)] => Some(*named),
        _ => None,
    };
    for one in &mut found {
        if one.named.is_none() {
            one.named = named.map(|named| (0..0, named));
        }
    }
    found
}

/// Reads JSON; white space and commas between values are not strictly checked.
struct JsonReader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> JsonReader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.bytes().next()
    }

    fn take(&mut self, sign: u8) -> Option<()> {
        (self.peek()? == sign).then(|| self.at += 1)
    }

    /// All values up to the end of the text.
    fn values(&mut self) -> Option<Vec<JsonValue>> {
        let mut values = Vec::new();
        while let Some(first) = self.peek() {
            if !matches!(first, b'{' | b'[') {
                return None;
            }
            values.push(self.value()?);
            // The line of a list may have been copied with its comma.
            let _ = self.take(b',');
        }
        Some(values)
    }

    fn value(&mut self) -> Option<JsonValue> {
        Some(match self.peek()? {
            b'"' => {
                let at = self.at;
                JsonValue::Text(at, self.string()?)
            }
            sign @ (b'{' | b'[') => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return None;
                }
                let value = if sign == b'{' {
                    JsonValue::Object(self.members(Some(b'}'))?)
                } else {
                    JsonValue::List(self.items()?)
                };
                self.depth -= 1;
                value
            }
            _ => {
                let rest = &self.text[self.at..];
                let is_part = |sign: char| sign.is_ascii_alphanumeric() || "+-.".contains(sign);
                let len = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
                let word = &rest[..len];
                if !matches!(word, "true" | "false" | "null") && word.parse::<f64>().is_err() {
                    return None;
                }
                self.at += len;
                JsonValue::Other
            }
        })
    }

    /// The members of an object up to `close`, or to the end of the text.
    fn members(&mut self, close: Option<u8>) -> Option<Vec<(String, JsonValue)>> {
        let mut members = Vec::new();
        loop {
            let next = self.peek();
            if next == close {
                self.at += usize::from(close.is_some());
                return Some(members);
            }
            let key = self.string()?;
            self.take(b':')?;
            members.push((key, self.value()?));
            if self.take(b',').is_none() && self.peek() != close {
                return None;
            }
        }
    }

    fn items(&mut self) -> Option<Vec<JsonValue>> {
        let mut items = Vec::new();
        while self.take(b']').is_none() {
            items.push(self.value()?);
            if self.take(b',').is_none() && self.peek()? != b']' {
                return None;
            }
        }
        Some(items)
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut out = String::new();
        let mut signs = self.text[self.at..].char_indices();
        while let Some((place, sign)) = signs.next() {
            match sign {
                '"' => {
                    self.at += place + 1;
                    return Some(out);
                }
                '\\' => match signs.next()?.1 {
                    'n' => out.push('\n'),
                    'r' => out.push('\r'),
                    't' => out.push('\t'),
                    'u' => {
                        let mut unit = 0;
                        for _ in 0..4 {
                            unit = unit * 16 + signs.next()?.1.to_digit(16)?;
                        }
                        // Surrogate pairs are not combined: no listed file name needs them.
                        out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    other @ ('"' | '\\' | '/' | 'b' | 'f') => out.push(other),
                    _ => return None,
                },
                other => out.push(other),
            }
        }
        None
    }
}
