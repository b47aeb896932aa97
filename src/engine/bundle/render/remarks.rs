//! What rendering reports besides the text: notes, errors, and the positions of the values.

use crate::engine::base::secret::Secret;
use crate::engine::bundle::Row;
use crate::engine::bundle::output::Output;
use crate::engine::bundle::rendered::{Note, RenderError};
use crate::engine::env::error::WriteError;
use crate::engine::env::write::is_sure;
use crate::engine::env::{Dialect, is_plain};
use std::ops::Range;

/// What rendering reports besides the text.
#[derive(Default)]
pub(super) struct Remarks {
    pub notes: Vec<Note>,
    pub errors: Vec<RenderError>,
    /// The byte ranges of the values.
    pub values: Vec<Range<usize>>,
}

impl Remarks {
    /// Appends the value `token` to `text`.
    pub fn place(&mut self, token: &Secret, text: &mut Secret) {
        let start = text.len();
        text.push_str(token.expose());
        self.values.push(start..text.len());
    }

    pub fn refuse(&mut self, row: &Row, output: Output, error: WriteError) {
        self.errors.push(RenderError {
            name: row.name.clone(),
            output,
            error,
        });
    }

    /// Notes which other readers of a `.env` would read `token` differently.
    pub fn compare(&mut self, row: &Row, token: &Secret, value: &str, output: Output) {
        // A fast path for most values of a long file: parsing each by every reader's rules takes longer than
        // all the rest.
        let short = (1..=4096).contains(&value.len());
        if short && token.expose() == value && is_plain(value) {
            return;
        }
        let readers = other_readers(token, value, output);
        if readers.is_empty() {
            return;
        }
        let same = self.notes.iter_mut().find_map(|note| match note {
            Note::Differs {
                names,
                readers: those,
            } if *those == readers => Some(names),
            _ => None,
        });
        match same {
            Some(names) => names.push(row.name.clone()),
            None => self.notes.push(Note::Differs {
                names: vec![row.name.clone()],
                readers,
            }),
        }
    }
}

/// The readers of files called `.env` that would not read `token` as `value`. None for a file of another name,
/// which has only one reader.
fn other_readers(token: &Secret, value: &str, output: Output) -> Vec<Dialect> {
    if output.file_name() != ".env" || (token.expose() == value && is_sure(value)) {
        return Vec::new();
    }
    let others = Dialect::ALL
        .into_iter()
        .filter(|reader| reader.reader().meets_dot_env() && output.dialect() != Some(*reader));
    others
        .filter(|reader| !reader.reads_back(token.expose(), value))
        .collect()
}
