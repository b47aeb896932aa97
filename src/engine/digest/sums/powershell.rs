//! What PowerShell's `Get-FileHash` prints with `Format-List`, `Format-Table` and `Export-Csv`.
//!
//! The rows of a table are parsed like other lines. This file has the table's header and rule, the records of a
//! list, whose long values continue on the next lines, and CSV.

use crate::engine::digest::Algorithm;
use crate::engine::digest::expected::line::SumsLine;
use crate::engine::digest::expected::{DigestError, ExpectedDigest};

/// A record of a list or a row of CSV.
#[derive(Default)]
pub(super) struct Record {
    algorithm: Option<String>,
    hash: String,
    /// The path of the file, where it is given.
    pub name: Option<String>,
    /// The keys that it has: of several keys for the file, the first counts.
    keys: Vec<String>,
}

impl Record {
    /// Whether it has no digest, but only the path of a file.
    pub fn is_path(&self) -> bool {
        self.hash.is_empty()
    }

    /// The digest of the record.
    pub fn expected(&self, selected: Algorithm) -> Result<ExpectedDigest, DigestError> {
        let line = SumsLine {
            tag: self.algorithm.as_deref(),
            name: "".into(),
            digest: &self.hash,
        };
        ExpectedDigest::of_line(&line, None, selected)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Algorithm,
    Hash,
    Path,
}

impl Column {
    fn of(name: &str) -> Option<Self> {
        const PATHS: [&str; 5] = ["Path", "FullName", "FileName", "File", "Name"];
        let is = |key: &str| name.eq_ignore_ascii_case(key);
        match () {
            () if is("Algorithm") => Some(Self::Algorithm),
            () if is("Hash") => Some(Self::Hash),
            () if PATHS.into_iter().any(is) => Some(Self::Path),
            () => None,
        }
    }
}

/// Collects the records of a text line by line.
#[derive(Default)]
pub(super) struct Records {
    /// The record that is not finished, and the key of its last line.
    open: Option<(Record, Option<Column>)>,
    /// The separator and the columns of the CSV that is being read.
    csv: Option<(char, Vec<Option<Column>>)>,
}

impl Records {
    /// Parses a line. Returns the record that ended before it, if one did, and whether the line was consumed.
    pub fn take(&mut self, line: &str) -> (Option<Record>, bool) {
        if let Some((name, key, value)) = list_line(line) {
            let name = name.to_ascii_lowercase();
            let ended = match &self.open {
                Some((record, _)) if !record.keys.contains(&name) => None,
                _ => self.finish(),
            };
            let (record, last) = self.open.get_or_insert_default();
            *last = Some(key).filter(|key| *key != Column::Path || record.name.is_none());
            if let Some(key) = *last {
                record.append(key, value);
            }
            record.keys.push(name);
            return (ended, true);
        }
        if let Some((record, last)) = &mut self.open {
            // The indentation of a continued value: `Algorithm : ` has 12 characters.
            const INDENTATION: &str = "            ";
            if let Some(more) = line.strip_prefix(INDENTATION)
                && !more.trim().is_empty()
            {
                if let Some(key) = *last {
                    record.append(key, more);
                }
                return (None, true);
            }
        }
        let ended = self.finish();
        if is_table_head(line) {
            return (ended, true);
        }
        if let Some(head) = csv_head(line) {
            self.csv = Some(head);
            return (ended, true);
        }
        if let Some((separator, columns)) = &self.csv {
            let record = csv_record(line, *separator, columns);
            if record.is_none() {
                self.csv = None;
            }
            let is_taken = record.is_some();
            return (ended.or(record), is_taken);
        }
        (ended, false)
    }

    /// The last record, at the end of the text.
    pub fn finish(&mut self) -> Option<Record> {
        let (record, _) = self.open.take()?;
        Some(record)
    }
}

impl Record {
    fn append(&mut self, key: Column, value: &str) {
        match key {
            Column::Algorithm => self.algorithm = Some(value.trim().to_owned()),
            Column::Hash => self.hash.push_str(value.trim()),
            // A space at the end may belong to a path that continues.
            Column::Path => self
                .name
                .get_or_insert_default()
                .push_str(value.trim_end_matches(['\r', '\n'])),
        }
    }
}

/// `Hash      : BA78…`; at least one space stands before the colon.
fn list_line(line: &str) -> Option<(&str, Column, &str)> {
    let (name, value) = line.split_once(" : ").or_else(|| {
        let name = line.trim_end().strip_suffix(" :")?;
        Some((name, ""))
    })?;
    let name = name.trim();
    Some((name, Column::of(name)?, value))
}

/// The head of a table and the rule below it.
fn is_table_head(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    if words.peek().is_none() {
        return false;
    }
    let mut words = words.map(|word| {
        let is_rule = word.bytes().all(|byte| byte == b'-') && word.len() >= 4;
        (Column::of(word).is_some(), is_rule)
    });
    let first = words.next().unwrap_or_default();
    (first.0 && words.clone().count() > 0 && words.clone().all(|word| word.0))
        || (first.1 && words.all(|word| word.1))
}

/// The separator and columns of a line of CSV that names at least a hash and one column more.
fn csv_head(line: &str) -> Option<(char, Vec<Option<Column>>)> {
    // Few lines pass this, and each costs allocations.
    if !line.contains("ash") && !line.contains("ASH") {
        return None;
    }
    [',', ';', '\t'].into_iter().find_map(|separator| {
        let columns: Vec<_> = fields(line, separator)
            .iter()
            .map(|name| Column::of(name.trim()))
            .collect();
        let has_hash = columns.contains(&Some(Column::Hash));
        (has_hash && columns.len() > 1).then_some((separator, columns))
    })
}

fn csv_record(line: &str, separator: char, columns: &[Option<Column>]) -> Option<Record> {
    let mut record = Record::default();
    for (key, value) in columns.iter().zip(fields(line, separator)) {
        if let Some(key) = key
            && (*key != Column::Path || record.name.is_none())
        {
            record.append(*key, &value);
        }
    }
    (!record.hash.is_empty()).then_some(record)
}

/// The fields of a line of CSV (RFC 4180), quotes removed.
fn fields(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    let mut signs = line.trim_end().chars().peekable();
    while let Some(sign) = signs.next() {
        let field = fields.last_mut().expect("there is always a field");
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                field.push('"');
                signs.next();
            }
            '"' => is_quoted = !is_quoted,
            sign if sign == separator && !is_quoted => fields.push(String::new()),
            sign => field.push(sign),
        }
    }
    fields
}
