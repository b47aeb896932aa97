//! What the lines of a checksum list say of the lines below them: the algorithm, a column of sizes, the file.

use super::block::DigestBlock;
use super::name::{FileNames, alone};
use super::spans::{is_filler, is_one_of, is_size};
use crate::engine::digest::Algorithm;
use crate::engine::digest::expected::named::{HashName, names_in};
use crate::engine::digest::expected::scan::scan;

/// What the lines above say of the ones below.
#[derive(Default)]
pub(super) struct Headings {
    /// The algorithm that a heading or a comment names.
    pub hint: Option<HashName>,
    /// Whether the lines of the section have a column of sizes.
    pub sized: bool,
    /// The file that a line names, for the digests below it that name none.
    above: Option<NamedFile>,
    /// The lines since the last empty one or the last item.
    pub block: DigestBlock,
    /// Inside the head or the signature of a signed text.
    armour: Option<Armour>,
}

/// A file that a line names by itself.
struct NamedFile {
    names: FileNames,
    /// The number of the line; `None` if it is a heading, or once it was reported.
    line: Option<usize>,
    /// Whether a digest stood below it.
    is_used: bool,
    /// How many lines without meaning may still come before its digest.
    patience: u8,
}

impl NamedFile {
    fn new(names: FileNames, line: Option<usize>) -> Self {
        const PATIENCE: u8 = 3;
        Self {
            names,
            line,
            is_used: false,
            patience: PATIENCE,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Armour {
    Head,
    Signature,
}

impl Headings {
    /// Whether the line belongs to the armour of a signed text (RFC 9580, section 6).
    pub fn is_armour(&mut self, line: &str) -> bool {
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

    /// Notes the algorithm that a comment names, or else the file that a heading in Markdown names.
    pub fn comment(&mut self, text: &str) {
        let mut names = names_in(text).into_iter().map(|(_, named)| named);
        if let Some(named) = names.next()
            && names.all(|other| other == named)
        {
            self.hint = Some(named);
        } else if let Some(names) = alone(text).filter(|names| !names.is_doubtful) {
            self.named(names);
        }
    }

    /// Whether the line is a heading; notes what it says of the lines below: `SHA256:`, `Checksums-Sha256:`,
    /// `Files:`, `SHA256 hash of app.zip:`, `app.zip:`.
    pub fn is_heading(&mut self, line: &str) -> bool {
        let Some(text) = line.strip_suffix([':', '\u{ff1a}']) else {
            return false;
        };
        // A line of coreutils with an escaped name begins with a backslash.
        if !scan(line.strip_prefix('\\').unwrap_or(line)).is_empty() {
            return false;
        }
        let is_one = self.reads_heading(text.trim_end());
        if is_one && self.above.as_ref().is_some_and(|above| !above.is_used) {
            self.block.other();
        }
        is_one
    }

    fn reads_heading(&mut self, text: &str) -> bool {
        let is_section = !text.contains(char::is_whitespace);
        if is_section && text.eq_ignore_ascii_case("files") {
            self.section(HashName::Computed(Algorithm::Md5));
            return true;
        }
        if let &[(ref range, named)] = names_in(text).as_slice() {
            let mut names = FileNames::read(&text[..range.start]);
            if names.likeliest.is_none() {
                names = FileNames::read(&text[range.end..]);
            }
            let is_named = names.likeliest.is_some();
            if is_section {
                self.section(named);
            } else {
                self.hint = Some(named);
                self.sized = false;
            }
            // `SHA256:` below the name of a file names only its algorithm.
            if is_named || self.above.as_ref().is_some_and(|above| above.is_used) {
                self.above = is_named.then(|| NamedFile::new(names, None));
            }
            return true;
        }
        self.above = alone(text)
            .filter(|names| !names.is_doubtful)
            .map(|names| NamedFile::new(names, None));
        self.above.is_some()
    }

    fn section(&mut self, named: HashName) {
        self.hint = Some(named);
        self.sized = true;
    }

    /// Notes what a line without a digest says of the lines below. Returns whether it certainly says something; a
    /// line that may name a file does so only if a digest follows.
    pub fn takes(&mut self, number: usize, line: &str) -> bool {
        let line = line.trim_end();
        if let &[(ref range, named)] = names_in(line).as_slice() {
            let rest = [&line[..range.start], &line[range.end..]];
            if rest
                .iter()
                .all(|rest| rest.split_whitespace().all(is_filler))
            {
                self.hint = Some(named);
                self.sized = false;
                return true;
            }
        }
        let value = match line.split_once(':') {
            Some((key, value)) if is_one_of(key, &["size"]) => value.trim(),
            _ => line,
        };
        if self.above.is_some() && is_size(value) {
            return true;
        }
        if let Some(names) = alone(line) {
            let is_worse = names.is_doubtful
                && self
                    .above
                    .as_ref()
                    .is_some_and(|above| !above.names.is_doubtful && !above.is_used);
            if !is_worse {
                self.block.name(names.clone(), Some(number));
                self.above = Some(NamedFile::new(names, Some(number)));
                return false;
            }
        }
        if let Some(above) = &mut self.above {
            above.patience = above.patience.saturating_sub(1);
            if above.is_used || above.patience == 0 {
                self.above = None;
            }
        }
        false
    }

    /// Notes the name of a file that stands by itself.
    pub fn named(&mut self, names: FileNames) {
        self.block.name(names.clone(), None);
        self.above = Some(NamedFile::new(names, None));
    }

    /// Forgets the file that a line above names.
    pub fn forget_name(&mut self) {
        self.above = None;
    }

    /// Ends the scope of a name at an empty line, once a digest followed it.
    pub fn end_paragraph(&mut self) {
        if self.above.as_ref().is_some_and(|above| above.is_used) {
            self.above = None;
        }
    }

    /// The file that a line above names; at the first call also the number of that line, unless it is a heading.
    pub fn name_above(&mut self) -> Option<(Option<usize>, FileNames)> {
        let above = self.above.as_mut()?;
        above.is_used = true;
        Some((above.line.take(), above.names.clone()))
    }
}
