//! Renders a bundle as the text of an [`Output`], a few rows at a time.

use super::{
    Bundle,
    output::{Output, Syntax},
    rendered::{RenderError, RenderedText},
};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::error::WriteError;
use crate::engine::syntax::{hcl, json, powershell, yaml};

mod example;
mod file;
mod remarks;
mod values;

use remarks::Remarks;
use values::Values;

/// The head of a Kubernetes Secret, before the variables.
pub(super) const KUBERNETES: &str = "apiVersion: v1
kind: Secret
metadata:
  name: app-env
type: Opaque
stringData:
";

/// The text, or one [`RenderError`] for each value that the output cannot carry; there is then no text at all.
pub type Rendered = Result<RenderedText, Vec<RenderError>>;

impl Bundle {
    /// The bundle as the text that `output` reads.
    ///
    /// # Errors
    /// One [`RenderError`] for each value that `output` cannot carry; there is then no text at all.
    pub fn render(&self, output: Output) -> Rendered {
        Rendering::new(output).finish(self)
    }
}

/// A bundle on its way to the text of an output. Between two steps it borrows nothing of the bundle, but has copies of its
/// values, which are overwritten with it: after a change of the bundle it is begun anew.
pub struct Rendering {
    output: Output,
    /// How many rows the values are collected of.
    collected: usize,
    values: Values,
    /// How many of the values, or of the rows of an example, are written.
    written: usize,
    /// How much of the imported text is written.
    at: usize,
    text: Secret,
    /// For each value in the text, whether it is no secret.
    clear: Vec<bool>,
    remarks: Remarks,
}

impl Rendering {
    /// Nothing of it is there yet.
    #[must_use]
    pub fn new(output: Output) -> Self {
        Self {
            output,
            collected: 0,
            values: Values::default(),
            written: 0,
            at: 0,
            text: Secret::with_capacity(0),
            clear: Vec::new(),
            remarks: Remarks::default(),
        }
    }

    /// What all steps from here on come to.
    ///
    /// # Errors
    /// As [`Bundle::render`].
    pub fn finish(mut self, bundle: &Bundle) -> Rendered {
        loop {
            if let Some(rendered) = self.step(bundle) {
                return rendered;
            }
        }
    }

    /// Does the next step, of [a few rows](Pause::EVERY). Returns the text once it is there.
    pub fn step(&mut self, bundle: &Bundle) -> Option<Rendered> {
        if self.output.row().syntax == Syntax::Example {
            let mut example = example::Example {
                bundle,
                written: self.written,
                at: self.at,
                text: &mut self.text,
            };
            let more = (0..Pause::EVERY).all(|_| example.go_on());
            (self.written, self.at) = (example.written, example.at);
            return (!more).then(|| Ok(self.take()));
        }
        let rows = bundle.rows().len();
        if self.collected < rows {
            let end = rows.min(self.collected + Pause::EVERY);
            for at in self.collected..end {
                self.values.add(bundle, at, self.output, &mut self.remarks);
            }
            self.collected = end;
            return None;
        }
        if self.written == 0 {
            self.begin(bundle);
        }
        let values = self.values.list.len();
        let end = values.min(self.written + Pause::EVERY);
        for number in self.written..end {
            self.write(bundle, number);
        }
        self.written = end;
        if end < values {
            return None;
        }
        self.end(bundle);
        Some(if self.remarks.errors.is_empty() {
            Ok(self.take())
        } else {
            Err(std::mem::take(&mut self.remarks.errors))
        })
    }

    fn take(&mut self) -> RenderedText {
        RenderedText {
            text: std::mem::replace(&mut self.text, Secret::with_capacity(0)),
            values: std::mem::take(&mut self.remarks.values),
            clear: std::mem::take(&mut self.clear),
            notes: std::mem::take(&mut self.remarks.notes),
        }
    }

    /// What comes before the first value.
    fn begin(&mut self, bundle: &Bundle) {
        self.remarks.notes.extend(self.values.notes());
        let imported = bundle.document();
        let imported = imported.map_or(0, |imported| imported.text().len());
        self.text = Secret::with_capacity(self.values.size + imported);
        if self.output.row().syntax == Syntax::Kubernetes {
            self.text.push_str(KUBERNETES);
        }
    }

    /// Writes one value, or a comment in the place of one that is missing.
    fn write(&mut self, bundle: &Bundle, number: usize) {
        let output = self.output;
        let (at, value) = &self.values.list[number];
        let row = &bundle.rows[*at];
        // Every value has its place, in order; a missing one has none.
        if row.missing().is_none() {
            self.clear.push(bundle.is_clear(row));
        }
        let (text, remarks) = (&mut self.text, &mut self.remarks);
        let syntax = output.row().syntax;
        match syntax {
            Syntax::EnvFile(dialect) => match bundle.document() {
                Some(imported) => {
                    let mut file =
                        file::File::new(imported, dialect, output, self.at, text, remarks);
                    file.row(row, value);
                    self.at = file.at;
                }
                None => file::listed(dialect, row, value, text, remarks, output),
            },
            Syntax::EnvLines(dialect) => file::listed(dialect, row, value, text, remarks, output),
            Syntax::Exports => {
                text.push_str("export ");
                file::line(Dialect::Shell, row, value, text, remarks, output);
            }
            _ => {
                let (name, value) = (row.name.as_str(), value.expose());
                if value.contains('\0') {
                    remarks.refuse(row, output, WriteError::Nul);
                }
                if syntax == Syntax::Tfvars && !hcl::is_stable(value) {
                    remarks.refuse(row, output, WriteError::Normalised);
                }
                let is_first = remarks.values.is_empty();
                remarks.values.push(match syntax {
                    Syntax::Yaml => yaml::entry(name, value, "", text),
                    Syntax::Kubernetes => yaml::entry(name, value, "  ", text),
                    Syntax::Tfvars => {
                        text.push_str(name);
                        text.push_str(" = ");
                        let place = hcl::string(value, text);
                        text.push('\n');
                        place
                    }
                    Syntax::PowerShell => powershell::assignment(name, value, text),
                    _ => json::member(name, value, is_first, text),
                });
            }
        }
    }

    /// What comes after the last value.
    fn end(&mut self, bundle: &Bundle) {
        let is_empty = self.remarks.values.is_empty();
        let (text, remarks) = (&mut self.text, &mut self.remarks);
        match self.output.row().syntax {
            Syntax::EnvFile(dialect) => {
                if let Some(imported) = bundle.document() {
                    file::File::new(imported, dialect, self.output, self.at, text, remarks).end();
                }
            }
            Syntax::Yaml => yaml::end(is_empty, "", text),
            Syntax::Kubernetes => yaml::end(is_empty, "  ", text),
            Syntax::Json => json::end(is_empty, text),
            _ => {}
        }
    }
}
