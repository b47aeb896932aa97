//! The values that an output gets, collected row by row before any of them is written.

use super::remarks::Remarks;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::output::{Output, Syntax};
use crate::engine::bundle::pair::value::PairValue;
use crate::engine::bundle::rendered::Note;
use crate::engine::bundle::resolve::ResolvedValues;
use crate::engine::bundle::{Bundle, Row};
use crate::engine::env::document::Document;
use crate::engine::env::error::WriteError;

/// The values of the rows so far. References are resolved where the output has another reader than the text they came
/// from.
#[derive(Default)]
pub(super) struct Values {
    /// The whole value of each row that the output gets, with the row's index. Those that are missing are among them
    /// where a comment is written in their place.
    pub list: Vec<(usize, Secret)>,
    /// About how long the text becomes, in bytes.
    pub size: usize,
    left_out: Vec<String>,
    in_base64: Vec<String>,
    resolved: Vec<String>,
    /// The names of the missing ones, by that of the variable they are made from.
    missing: Vec<(String, Vec<String>)>,
    references: ResolvedValues,
}

impl Values {
    /// Adds that of the row at `at`, which must be the next.
    pub fn add(&mut self, bundle: &Bundle, at: usize, output: Output, remarks: &mut Remarks) {
        let row = &bundle.rows[at];
        if row.is_off() {
            return;
        }
        let own_reader = bundle.document().map(Document::dialect) == output.dialect();
        if let Some(from) = row.missing() {
            match self.missing.iter_mut().find(|(other, _)| other == from) {
                Some((_, names)) => names.push(row.name.clone()),
                None => self.missing.push((from.to_owned(), vec![row.name.clone()])),
            }
            if matches!(output.row().syntax, Syntax::EnvFile(_)) {
                self.push(row, at, Secret::with_capacity(0));
            }
        } else if !(output.row().allows_name)(&row.name) {
            remarks.refuse(row, output, WriteError::Name);
        } else if row.is_waiting() {
            remarks.refuse(row, output, WriteError::Waiting);
        } else if row.is_template() && !(own_reader && output.dialect().is_some()) {
            match self.references.value(bundle, at) {
                Some(value) => {
                    self.resolved.push(row.name.clone());
                    self.push(row, at, value);
                }
                None => remarks.refuse(row, output, WriteError::Unresolved),
            }
        } else if row.value.is_empty() && !output.row().holds_empty {
            self.left_out.push(row.name.clone());
        } else if loses_lines(row, output) {
            self.in_base64.push(row.name.clone());
            let text = row.value.expose().as_bytes();
            self.push(row, at, SecretEncoding::Base64.secret(text));
        } else {
            self.push(row, at, Secret::from(row.value.expose()));
        }
    }

    fn push(&mut self, row: &Row, at: usize, value: Secret) {
        self.size += row.name.len() + 2 * value.len() + 16;
        self.list.push((at, value));
    }

    /// What there is to say of all of them.
    pub fn notes(&mut self) -> impl Iterator<Item = Note> {
        let missing = std::mem::take(&mut self.missing).into_iter();
        let missing = missing.map(|(from, names)| Note::Missing { names, from });
        let [left_out, in_base64, resolved] =
            [&mut self.left_out, &mut self.in_base64, &mut self.resolved].map(std::mem::take);
        let others = [
            Note::LeftOut { names: left_out },
            Note::InBase64 { names: in_base64 },
            Note::Resolved { names: resolved },
        ];
        let is_said = |note: &Note| match note {
            Note::LeftOut { names } | Note::InBase64 { names } | Note::Resolved { names } => {
                !names.is_empty()
            }
            Note::Differs { .. } | Note::Missing { .. } => true,
        };
        missing.chain(others.into_iter().filter(is_said))
    }
}

/// Whether the value is a key of several lines, which the reader of `output` does not keep.
fn loses_lines(row: &Row, output: Output) -> bool {
    let has_lines = row.pair_value().is_some_and(PairValue::has_lines);
    let value = row.value.expose();
    has_lines
        && value.contains('\n')
        && output.dialect().is_some_and(|dialect| {
            let mut token = Secret::with_capacity(value.len() + 2);
            dialect.write(value, &mut token).is_err()
        })
}
