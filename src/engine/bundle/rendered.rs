//! The result of rendering: the text with its notes, or the errors.

use super::output::Output;
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::error::WriteError;
use std::fmt;
use std::ops::Range;

/// The rendered text, and what the user should know about it.
#[derive(Debug)]
pub struct RenderedText {
    /// The file's content, ending in a newline unless the imported text did not.
    pub text: Secret,
    /// The byte ranges of the values in it, quotes included, in order.
    pub values: Vec<Range<usize>>,
    /// For each of the values, whether it is no secret and needs no mask.
    pub clear: Vec<bool>,
    /// Remarks that hold no secret, in the order of the rows.
    pub notes: Vec<Note>,
}

/// A remark on a finished text. Its `Display` is a sentence for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// These readers read the values differently from the one they are written for.
    Differs {
        /// The variables' names.
        names: Vec<String>,
        /// The readers that differ, among the common readers of `.env` files.
        readers: Vec<Dialect>,
    },
    /// The variables are empty, which the reader cannot represent: they are left out.
    LeftOut {
        /// The variables' names.
        names: Vec<String>,
    },
    /// The variables are left out, since they are made from one whose value is not known.
    Missing {
        /// The variables' names.
        names: Vec<String>,
        /// The variable that they are made from.
        from: String,
    },
    /// Keys in PEM are written in base64, since the reader does not keep their lines.
    InBase64 {
        /// The variables' names.
        names: Vec<String>,
    },
    /// The values referred to other variables and were resolved.
    Resolved {
        /// The variables' names.
        names: Vec<String>,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { names, readers } => write!(
                f,
                "{} as written here would be read differently by {}.",
                in_words(names),
                in_words(readers)
            ),
            Self::LeftOut { names } => write!(
                f,
                "Left out, since this reader takes no empty values: {}.",
                in_words(names)
            ),
            Self::Missing { names, from } => write!(
                f,
                "Missing: {}, made from {from}, whose value this page does not know.",
                in_words(names)
            ),
            Self::InBase64 { names } => write!(
                f,
                "Written in base64, since this reader keeps no line breaks: {}. The program has to decode it.",
                in_words(names)
            ),
            Self::Resolved { names } => write!(
                f,
                "References to other variables are replaced by their values: {}.",
                in_words(names)
            ),
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn in_words<T: fmt::Display>(items: &[T]) -> String {
    let mut items: Vec<String> = items.iter().map(ToString::to_string).collect();
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
        None => String::new(),
    }
}

/// A value that a reader cannot represent. Its `Display` names variable, reader and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The variable's name.
    pub name: String,
    /// The reader.
    pub output: Output,
    /// The reason.
    pub error: WriteError,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            output,
            error,
        } = self;
        write!(f, "{name} cannot be written for {output}: {error}.")
    }
}

impl std::error::Error for RenderError {}
