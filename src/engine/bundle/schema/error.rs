//! What can be wrong with a schema.

use super::kind::Schema;
use crate::engine::env::error::DocumentError;
use crate::engine::syntax::tree::SyntaxError;
use std::fmt;

/// Why a schema was not read.
pub(in crate::engine::bundle) enum ReadError {
    /// What is wrong with single lines.
    Lines(Vec<DocumentError>),
    /// What is wrong with the schema as a whole.
    Schema(SchemaError),
}

/// What is wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaError {
    /// The text is not valid in the syntax of the schema.
    Syntax {
        /// The kind of schema.
        schema: Schema,
        /// What is wrong, and where.
        error: SyntaxError,
    },
    /// It declares no variables.
    NoVariables {
        /// Where they would be.
        place: &'static str,
    },
    /// There is no profile of that name.
    NoProfile {
        /// The name.
        name: String,
    },
    /// A name that no variable can have.
    BadName {
        /// The name.
        name: String,
    },
    /// A variable is declared in a form that is not known.
    BadForm {
        /// The variable.
        name: String,
    },
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { schema, error } => {
                write!(f, "This is not a valid {}. {error}", schema.label())
            }
            Self::NoVariables { place } => {
                write!(f, "There are no variables: {place} is missing or empty.")
            }
            Self::NoProfile { name } => write!(f, "There is no profile {name}. Choose another."),
            Self::BadName { name } => write!(
                f,
                "{name} is not a valid variable name: it may have letters, digits, _, . and - only, and no digit in front."
            ),
            Self::BadForm { name } => write!(
                f,
                "{name} is declared in a form that is not known. Give it a table of settings."
            ),
        }
    }
}

impl std::error::Error for SchemaError {}
