//! Assigns file names to the digests of a block of lines, where a name does not stand right above its digests: the
//! names follow their digests, or all names come before all digests.

use super::Sums;
use super::name::FileNames;
use std::ops::Range;

/// What a line says.
enum LineMeaning {
    /// Entries of the list without a name of their own, and whether a line above the block names their file.
    Digests(Range<usize>, bool),
    /// A name by itself, and its line.
    Name(FileNames, Option<usize>),
    /// Anything else, which leaves the order of names and digests unknown.
    Other,
}

/// The lines since the last empty line or list item, and all lines before them.
#[derive(Default)]
pub(super) struct DigestBlock {
    said: Vec<LineMeaning>,
    /// The lines of the blocks before.
    earlier: Vec<LineMeaning>,
}

impl DigestBlock {
    /// Adds a line of digests with no name beside them. `is_named` says whether a line above names their file.
    pub fn digests(&mut self, entries: Range<usize>, is_named: bool) {
        if let Some(LineMeaning::Digests(last, _)) = self.said.last_mut()
            && last.end == entries.start
        {
            last.end = entries.end;
        } else if !entries.is_empty() {
            self.said.push(LineMeaning::Digests(entries, is_named));
        }
    }

    /// Adds a name.
    pub fn name(&mut self, names: FileNames, line: Option<usize>) {
        self.said.push(LineMeaning::Name(names, line));
    }

    /// Adds a line that leaves the order unknown.
    pub fn other(&mut self) {
        // Most lists consist of such lines alone.
        if !matches!(self.said.last(), Some(LineMeaning::Other)) {
            self.said.push(LineMeaning::Other);
        }
    }

    /// Ends the block and assigns its names. Returns whether it did: they do not name digests further down then.
    pub fn end(&mut self, sums: &mut Sums) -> bool {
        let said = std::mem::take(&mut self.said);
        let Some(pairs) = names_below(&said).or_else(|| names_first(sums, &said)) else {
            self.earlier.extend(said);
            return false;
        };
        set_names(sums, pairs);
        self.earlier.push(LineMeaning::Other);
        true
    }

    /// Ends the text. Where empty lines separate the names from the digests above them, only the end of the text
    /// shows that the names follow: there is no digest below the last one.
    pub fn finish(mut self, sums: &mut Sums) {
        self.end(sums);
        let pairs = names_below(&self.earlier).filter(|pairs| pairs.len() > 1);
        set_names(sums, pairs.unwrap_or_default());
    }
}

fn set_names(sums: &mut Sums, pairs: Vec<NamePlacement<'_>>) {
    for (entries, names, line) in pairs {
        for entry in sums.entries.get_mut(entries).into_iter().flatten() {
            entry.set_names(names.clone());
        }
        // It is among the last ones, so the search begins at the end.
        let is_its = |(other, error): &(usize, Option<_>)| Some(*other) == line && error.is_none();
        if let Some(place) = sums.unreadable.iter().rposition(is_its) {
            sums.unreadable.remove(place);
        }
    }
}

type NamePlacement<'a> = (Range<usize>, &'a FileNames, Option<usize>);

/// Digests and names in turn, a name last: each name is that of the digests above it.
fn names_below(said: &[LineMeaning]) -> Option<Vec<NamePlacement<'_>>> {
    let (Some(LineMeaning::Digests(_, false)), Some(LineMeaning::Name(..))) =
        (said.first(), said.last())
    else {
        return None;
    };
    let mut pairs: Vec<NamePlacement<'_>> = Vec::new();
    let mut open = None;
    for one in said {
        match (one, pairs.last_mut()) {
            (LineMeaning::Digests(entries, _), _) => open = Some(entries.clone()),
            (LineMeaning::Name(names, line), last) => match (open.take(), last) {
                (Some(entries), _) => pairs.push((entries, names, *line)),
                // Of two names in a row, the one that is not doubtful.
                (None, Some(last)) if last.1.is_doubtful && !names.is_doubtful => {
                    (last.1, last.2) = (names, *line);
                }
                _ => {}
            },
            (LineMeaning::Other, _) => return None,
        }
    }
    Some(pairs)
}

/// Several names, then as many digests, all of one length: the names in the order of the digests.
fn names_first<'a>(sums: &Sums, said: &'a [LineMeaning]) -> Option<Vec<NamePlacement<'a>>> {
    let (LineMeaning::Digests(entries, _), names) = said.split_last()? else {
        return None;
    };
    let of = sums.entries.get(entries.clone())?;
    let len = of.first()?.expected.as_bytes().len();
    let is_alike = of.iter().all(|one| one.expected.as_bytes().len() == len);
    if names.len() < 2 || names.len() != of.len() || !is_alike {
        return None;
    }
    let mut pairs: Vec<NamePlacement<'_>> = Vec::new();
    for (one, entry) in names.iter().zip(entries.clone()) {
        let LineMeaning::Name(names, line) = one else {
            return None;
        };
        let is_known = |pair: &NamePlacement<'_>| pair.1.likeliest == names.likeliest;
        if names.is_doubtful || pairs.iter().any(is_known) {
            return None;
        }
        pairs.push((entry..entry + 1, names, *line));
    }
    Some(pairs)
}
