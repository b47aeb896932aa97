//! Parsing a checksum file, or any text with digests in it, line by line.
//!
//! Lines of GNU coreutils, of the BSD tools (`--tag`) and of `openssl dgst` are tried first. Then what other
//! tools write: `certutil -hashfile`, `Get-FileHash` (see [`super::powershell`]), `gpg --print-md`, the sections
//! of Debian's `.dsc` and `Release` files with their column of sizes. Then any line with a digest in it, in which
//! the rest names the file: `name digest`, `name: digest`, a row of a table, a line of JSON. The armour of a
//! signature is skipped.

use super::powershell::Records;
use super::{ListedFile, Sums};
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::line::{SumsLine, is_digest_like, read_line};
use crate::engine::digest::expected::named::{Named, names_in};
use crate::engine::digest::expected::scan::{Found, scan};
use crate::engine::digest::expected::{DigestError, Expected};
use std::borrow::Cow;
use std::ops::Range;

/// What the lines above say of the ones below.
#[derive(Default)]
struct Context {
    /// The algorithm that a heading or a comment names.
    hint: Option<Named>,
    /// Whether the lines of the section have a column of sizes.
    sized: bool,
    /// The file that a heading names, for the digests below it that name none.
    name: Option<String>,
    /// Inside the head or the signature of a signed text.
    armour: Option<Armour>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Armour {
    Head,
    Signature,
}

impl Sums {
    /// Parses a checksum file. Where a line does not name the algorithm and several fit its digest, the heading
    /// above it decides, and without one `selected` is taken if it fits.
    #[must_use]
    pub fn read(text: &str, selected: Algorithm) -> Self {
        let mut sums = Self::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut context = Context::default();
        let mut records = Records::default();
        for (number, line) in merged(text) {
            if context.is_armour(&line) {
                continue;
            }
            let (finished, is_taken) = records.take(&line);
            if let Some(record) = finished {
                sums.add(number, record.expected(selected), record.name);
            }
            if is_taken {
                continue;
            }
            sums.read_one(number, &line, &mut context, selected);
        }
        if let Some(record) = records.finish() {
            let number = text.lines().count();
            sums.add(number, record.expected(selected), record.name);
        }
        sums
    }

    fn add(&mut self, line: usize, expected: Result<Expected, DigestError>, name: Option<String>) {
        match expected {
            Ok(expected) => self.entries.push(ListedFile {
                line,
                name,
                expected,
            }),
            Err(error) => self.unreadable.push((line, Some(error))),
        }
    }

    fn read_one(&mut self, number: usize, line: &str, context: &mut Context, selected: Algorithm) {
        let is_indented = line.starts_with([' ', '\t']);
        let trimmed = line.trim_start();
        if trimmed.trim_end().is_empty() {
            context.name = None;
            return;
        }
        if trimmed.starts_with(['#', ';']) {
            context.hint_from(trimmed);
            return;
        }
        if trimmed.starts_with("CertUtil:") || context.is_heading(trimmed.trim_end()) {
            return;
        }
        let hint = context.hint;
        let sized = (context.sized || is_indented)
            .then(|| without_size(trimmed, context.sized))
            .flatten();
        let mut error = None;
        if let Some(read) = sized.or_else(|| read_line(trimmed)) {
            match Expected::of_line(&read, hint, selected) {
                Ok(expected) => {
                    self.add(number, Ok(expected), Some(read.name.into_owned()));
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
            self.unreadable.push((number, error));
            return;
        }
        let name = name_of(trimmed, &found).or_else(|| context.name.clone());
        for found in found {
            self.add(
                number,
                Expected::of_found(found, hint, selected),
                name.clone(),
            );
        }
    }
}

impl Context {
    /// Whether the line belongs to the armour of a signed text (RFC 9580, section 6).
    fn is_armour(&mut self, line: &str) -> bool {
        if line.starts_with("-----BEGIN PGP SIGNED MESSAGE") {
            self.armour = Some(Armour::Head);
            return true;
        }
        if line.starts_with("-----BEGIN PGP SIGNATURE") {
            self.armour = Some(Armour::Signature);
            return true;
        }
        match self.armour {
            Some(Armour::Head) => {
                if line.trim().is_empty() {
                    self.armour = None;
                }
                true
            }
            Some(Armour::Signature) => {
                if line.starts_with("-----END PGP") {
                    self.armour = None;
                }
                true
            }
            None => false,
        }
    }

    /// Takes the algorithm that a comment names, where it names one.
    fn hint_from(&mut self, text: &str) {
        let mut names = names_in(text).into_iter().map(|(_, named)| named);
        if let Some(named) = names.next()
            && names.all(|other| other == named)
        {
            self.hint = Some(named);
        }
    }

    /// Whether the line is a heading, and what it says of the lines below: `SHA256:`, `Checksums-Sha256:`,
    /// `Files:`, `SHA256 hash of app.zip:`, `app.zip:`.
    fn is_heading(&mut self, line: &str) -> bool {
        let Some(text) = line.strip_suffix(':') else {
            return false;
        };
        if !scan(line).is_empty() {
            return false;
        }
        let text = text.trim_end();
        let found = names_in(text);
        let is_section = !text.contains(char::is_whitespace);
        if is_section && text.eq_ignore_ascii_case("files") {
            self.section(Named::Computed(Algorithm::Md5));
            return true;
        }
        if let &[(ref range, named)] = found.as_slice() {
            if is_section {
                self.section(named);
            } else {
                self.hint = Some(named);
                self.sized = false;
            }
            self.name = file_in(&text[..range.start]).or_else(|| file_in(&text[range.end..]));
            return true;
        }
        self.name = file_in(text).filter(|name| !name.contains(' ') && name.contains('.'));
        self.name.is_some()
    }

    fn section(&mut self, named: Named) {
        self.hint = Some(named);
        self.sized = true;
        self.name = None;
    }
}

/// `digest size name` and, in the `Files` of a `.changes` file, `digest size section priority name`. Outside a
/// section a single space on each side of the size is demanded: a name may begin with digits.
fn without_size(line: &str, in_section: bool) -> Option<SumsLine<'_>> {
    let (digest, rest) = line.split_once(' ')?;
    let rest = if in_section { rest.trim_start() } else { rest };
    let (size, rest) = rest.split_once(' ')?;
    let is_size = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    let name = if in_section {
        rest.split_whitespace().last()?
    } else {
        rest.trim_end()
    };
    (is_size && is_digest_like(digest) && !name.is_empty()).then_some(SumsLine {
        tag: None,
        name: name.into(),
        digest,
    })
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

/// The file that the rest of a line with digests names.
fn name_of(line: &str, found: &[Found]) -> Option<String> {
    let first = found.first()?;
    let last = found.last()?;
    let start = match &first.named {
        Some((name, _)) if name.end <= first.range.start => name.start,
        _ => first.range.start,
    };
    let end = match &last.named {
        Some((name, _)) if name.start >= last.range.end => name.end,
        _ => last.range.end,
    };
    file_in(&line[..start])
        .or_else(|| file_in(&line[end..]))
        .or_else(|| Some(&first.named).and_then(|named| between(line, named.as_ref(), first)))
}

/// The file between the name of the algorithm and the digest: `SHA256 app.zip …`.
fn between(line: &str, named: Option<&(Range<usize>, Named)>, found: &Found) -> Option<String> {
    let (name, _) = named?;
    line.get(name.end..found.range.start).and_then(file_in)
}

/// Words around a digest that name no file.
const FILLERS: [&str; 34] = [
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
    "datei",
    "fichier",
    "hachage",
    "hex",
    "base64",
    "algorithm",
    "integrity",
    "url",
    "uri",
];

/// A file's name in the rest of a line: without quotes, separators and filler words.
fn file_in(text: &str) -> Option<String> {
    let quoted = text.contains('"').then(|| {
        text.split('"').rev().find(|piece| {
            piece.bytes().any(|byte| byte.is_ascii_alphanumeric()) && !is_filler(piece)
        })
    });
    let mut rest = match quoted {
        Some(piece) => piece?,
        None => text,
    };
    loop {
        let before = rest;
        rest = rest.trim_matches(|sign: char| {
            sign.is_whitespace() || "\"'`|,;:=*#<>()[]{}@&?".contains(sign)
        });
        if let Some((word, after)) = rest.split_once(char::is_whitespace)
            && is_filler(word)
        {
            rest = after;
        }
        if let Some((start, word)) = rest.rsplit_once(char::is_whitespace)
            && is_filler(word)
        {
            rest = start;
        }
        if rest == before {
            break;
        }
    }
    (!rest.is_empty() && !is_filler(rest)).then(|| rest.to_owned())
}

fn is_filler(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    word.is_empty()
        || FILLERS
            .iter()
            .any(|filler| word.eq_ignore_ascii_case(filler))
        || Named::read(word).is_some()
}
