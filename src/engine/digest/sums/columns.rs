//! Tables whose head names the columns: what `7z h` prints, and `hashdeep`.

use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::named::HashName;
use std::ops::Range;

/// The table that is being read.
#[derive(Default)]
pub(super) enum ColumnTable {
    /// None.
    #[default]
    None,
    /// A head of `7z h`: the hash functions of its columns. The rule below it gives their widths.
    Head(Vec<HashName>),
    /// The rows of `7z h`: the columns with digests, and where the name begins.
    Ruled(Vec<(HashName, Range<usize>)>, usize),
    /// What `7z h` prints after its rows: sums over all files, which are not the digest of any file.
    Totals,
    /// Rows of `hashdeep`, separated by commas, the name last: `None` for a column without digests.
    Commas(Vec<Option<HashName>>),
}

/// A row: its digests with their hash functions, and the name of the file.
pub(super) struct ColumnRow<'a> {
    pub digests: Vec<(HashName, &'a str)>,
    pub name: &'a str,
}

/// What a line is.
pub(super) enum Line<'a> {
    /// The head of a table.
    Head,
    /// A row.
    Row(ColumnRow<'a>),
    /// A line that belongs to the table and is about no file.
    Rest,
    /// Not part of a table.
    Other,
}

impl ColumnTable {
    /// Takes the next line of the text.
    pub fn take<'a>(&mut self, line: &'a str) -> Line<'a> {
        let line = line.trim_end();
        if let Some(head) = head(line) {
            *self = head;
            return Line::Head;
        }
        match self {
            Self::None => Line::Other,
            Self::Head(names) => match ruled(line, std::mem::take(names)) {
                Some(table) => {
                    *self = table;
                    Line::Rest
                }
                None => self.end(),
            },
            Self::Ruled(..) if is_rule(line) => {
                *self = Self::Totals;
                Line::Rest
            }
            Self::Ruled(columns, name) => {
                let cell = |range: &Range<usize>| line.get(range.clone()).map(str::trim);
                let digests = columns.iter().filter_map(|(named, range)| {
                    let digest = cell(range).filter(|cell| !cell.is_empty() && is_hex(cell))?;
                    Some((*named, digest))
                });
                row(digests.collect(), line.get(*name..).unwrap_or_default())
            }
            Self::Totals => {
                if line == "Everything is Ok" {
                    *self = Self::None;
                }
                Line::Rest
            }
            Self::Commas(columns) => {
                let cells: Vec<&str> = line.splitn(columns.len() + 1, ',').collect();
                if cells.len() != columns.len() + 1 {
                    return self.end();
                }
                let digests = columns
                    .iter()
                    .zip(&cells)
                    .filter_map(|(named, digest)| Some(((*named)?, *digest)));
                row(digests.collect(), cells[columns.len()])
            }
        }
    }

    fn end<'a>(&mut self) -> Line<'a> {
        *self = Self::None;
        Line::Other
    }
}

fn row<'a>(digests: Vec<(HashName, &'a str)>, name: &'a str) -> Line<'a> {
    // A folder has no digests.
    if digests.is_empty() {
        Line::Rest
    } else {
        Line::Row(ColumnRow { digests, name })
    }
}

fn head(line: &str) -> Option<ColumnTable> {
    if let Some(head) = line.strip_prefix("%%%% ") {
        let columns = head.strip_suffix(",filename").unwrap_or_default();
        // The first line of hashdeep's head names the version of its format.
        return Some(match columns {
            "" => ColumnTable::None,
            columns => ColumnTable::Commas(columns.split(',').map(HashName::read).collect()),
        });
    }
    let names = line.strip_suffix("Name")?.trim_end().strip_suffix("Size")?;
    let names: Option<Vec<HashName>> = names.split_whitespace().map(HashName::read).collect();
    names
        .filter(|names| !names.is_empty())
        .map(ColumnTable::Head)
}

fn is_rule(line: &str) -> bool {
    line.starts_with("--") && line.bytes().all(|byte| matches!(byte, b'-' | b' '))
}

/// The table below a rule: a run of dashes for each digest, the size and the name.
fn ruled(line: &str, names: Vec<HashName>) -> Option<ColumnTable> {
    if !is_rule(line) {
        return None;
    }
    let mut runs = Vec::new();
    let mut at = 0;
    for run in line.split(' ') {
        if !run.is_empty() {
            runs.push(at..at + run.len());
        }
        at += run.len() + 1;
    }
    let name = runs.last()?.start;
    (runs.len() == names.len() + 2)
        .then(|| ColumnTable::Ruled(names.into_iter().zip(runs).collect(), name))
}
