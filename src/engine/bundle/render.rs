//! Renders a bundle as the text of an [`Output`].

use super::{
    Bundle, Row,
    output::{Output, Syntax},
    pair::value::PairValue,
    rendered::{Note, RenderError, RenderedText},
    resolve::ResolvedValues,
};
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::document::Document;
use crate::engine::env::error::WriteError;
use crate::engine::syntax::{hcl, json, powershell, yaml};

mod example;
mod file;
mod remarks;

use remarks::Remarks;

/// The head of a Kubernetes Secret, before the variables.
pub(super) const KUBERNETES: &str = "apiVersion: v1
kind: Secret
metadata:
  name: app-env
type: Opaque
stringData:
";

impl Bundle {
    /// The bundle as the text that `output` reads.
    ///
    /// # Errors
    /// One [`RenderError`] for each value that `output` cannot carry; there is then no text at all.
    pub fn render(&self, output: Output) -> Result<RenderedText, Vec<RenderError>> {
        if output.row().syntax == Syntax::Example {
            return Ok(RenderedText {
                text: example::render(self),
                values: Vec::new(),
                clear: Vec::new(),
                notes: Vec::new(),
            });
        }
        let mut remarks = Remarks::default();
        let mut values = values(self, output, &mut remarks);
        if !matches!(output.row().syntax, Syntax::EnvFile(_)) {
            values.retain(|(row, _)| row.missing.is_none());
        }
        let size = values
            .iter()
            .map(|(row, value)| row.name.len() + 2 * value.len() + 16)
            .sum::<usize>();
        let imported = self
            .imported
            .as_ref()
            .map_or(0, |imported| imported.text().len());
        let mut text = Secret::with_capacity(size + imported);
        match output.row().syntax {
            Syntax::EnvFile(dialect) => {
                file::render(self, dialect, &values, &mut text, &mut remarks, output);
            }
            Syntax::EnvLines(dialect) => {
                file::list(dialect, &values, &mut text, &mut remarks, output);
            }
            Syntax::Exports => exports(output, &values, &mut text, &mut remarks),
            _ => structured(output, &values, &mut text, &mut remarks),
        }
        if remarks.errors.is_empty() {
            // Every value has its place, in order; a missing one has none.
            let placed = values.iter().filter(|(row, _)| row.missing.is_none());
            Ok(RenderedText {
                text,
                values: remarks.values,
                clear: placed.map(|(row, _)| self.is_clear(row)).collect(),
                notes: remarks.notes,
            })
        } else {
            Err(remarks.errors)
        }
    }
}

/// The rows that `output` gets, missing ones included, each with its whole value. References are resolved where the
/// output has another reader than the text they came from.
fn values<'a>(bundle: &'a Bundle, output: Output, remarks: &mut Remarks) -> Vec<(&'a Row, Secret)> {
    let own_reader = bundle.document().map(Document::dialect) == output.dialect();
    let mut values = Vec::with_capacity(bundle.rows.len());
    let (mut left_out, mut resolved, mut in_base64) = (Vec::new(), Vec::new(), Vec::new());
    let mut missing: Vec<(&str, Vec<String>)> = Vec::new();
    let mut references = ResolvedValues::default();
    for (at, row) in bundle.rows.iter().enumerate() {
        if row.is_off() {
            continue;
        }
        if let Some(from) = row.missing() {
            match missing.iter_mut().find(|(other, _)| *other == from) {
                Some((_, names)) => names.push(row.name.clone()),
                None => missing.push((from, vec![row.name.clone()])),
            }
            values.push((row, Secret::with_capacity(0)));
        } else if !(output.row().allows_name)(&row.name) {
            remarks.refuse(row, output, WriteError::Name);
        } else if row.is_waiting() {
            remarks.refuse(row, output, WriteError::Waiting);
        } else if row.is_template() && !(own_reader && output.dialect().is_some()) {
            match references.value(bundle, at) {
                Some(value) => {
                    resolved.push(row.name.clone());
                    values.push((row, value));
                }
                None => remarks.refuse(row, output, WriteError::Unresolved),
            }
        } else if row.value.is_empty() && !output.row().holds_empty {
            left_out.push(row.name.clone());
        } else if loses_lines(row, output) {
            in_base64.push(row.name.clone());
            let text = row.value.expose().as_bytes();
            values.push((row, SecretEncoding::Base64.secret(text)));
        } else {
            values.push((row, Secret::from(row.value.expose())));
        }
    }
    let missing = missing.into_iter();
    remarks
        .notes
        .extend(missing.map(|(from, names)| Note::Missing {
            names,
            from: from.to_owned(),
        }));
    if !left_out.is_empty() {
        remarks.notes.push(Note::LeftOut { names: left_out });
    }
    if !in_base64.is_empty() {
        remarks.notes.push(Note::InBase64 { names: in_base64 });
    }
    if !resolved.is_empty() {
        remarks.notes.push(Note::Resolved { names: resolved });
    }
    values
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

/// Writes the formats without comments.
fn structured(output: Output, values: &[(&Row, Secret)], text: &mut Secret, remarks: &mut Remarks) {
    for (row, value) in values {
        if value.expose().contains('\0') {
            remarks.refuse(row, output, WriteError::Nul);
        }
    }
    let variables = values
        .iter()
        .map(|(row, value)| (row.name.as_str(), value.expose()));
    remarks.values = match output.row().syntax {
        Syntax::Yaml => yaml::mapping(variables, "", text),
        Syntax::Kubernetes => {
            text.push_str(KUBERNETES);
            yaml::mapping(variables, "  ", text)
        }
        Syntax::Tfvars => {
            for (row, value) in values {
                if !hcl::is_stable(value.expose()) {
                    remarks.refuse(row, output, WriteError::Normalised);
                }
            }
            variables
                .map(|(name, value)| {
                    text.push_str(name);
                    text.push_str(" = ");
                    let place = hcl::string(value, text);
                    text.push('\n');
                    place
                })
                .collect()
        }
        Syntax::PowerShell => variables
            .map(|(name, value)| powershell::assignment(name, value, text))
            .collect(),
        _ => json::object(variables, text),
    };
}

/// Writes one line `export NAME=value` per variable.
fn exports(output: Output, values: &[(&Row, Secret)], text: &mut Secret, remarks: &mut Remarks) {
    for (row, value) in values {
        text.push_str("export ");
        file::line(Dialect::Shell, row, value, text, remarks, output);
    }
}
