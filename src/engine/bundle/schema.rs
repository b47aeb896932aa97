//! Schemas: files in which a project declares its variables, so that nothing needs to be guessed.
//!
//! A schema is read into the text of a `.env`, with what describes each variable as its comment, and one rule per
//! variable. The text is planned as any example is; where the schema speaks, the rule has the last word. What a
//! schema says and this page does not understand is never guessed: it becomes a row that a person has to look at.

mod app_json;
mod names;
mod pattern;
pub(super) mod rule;
mod secretspec;
mod spelling;
mod varlock;
mod writer;

use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::error::DocumentError;
use crate::engine::syntax::tree::SyntaxError;
pub(super) use names::recognised;
use rule::Rule;
use std::fmt;

/// The longest schema that is read: 128 KiB.
const MOST: usize = 128 << 10;

/// A kind of schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Schema {
    /// `.env.schema` of npm's `varlock`: a `.env` whose comments hold decorators.
    Varlock,
    /// `secretspec.toml`.
    Secretspec,
    /// Heroku's `app.json`.
    AppJson,
}

choices!(impl Schema {
    Varlock = "varlock-schema", "varlock schema";
    Secretspec = "secretspec", "secretspec.toml";
    AppJson = "app-json", "app.json";
});

/// What a schema declares.
#[derive(Debug)]
pub(super) struct Declared {
    /// The variables as a `.env`.
    pub text: Secret,
    /// The reader by whose rules the text is written.
    pub dialect: Dialect,
    /// One for each variable, in the order of the text.
    pub rules: Vec<Rule>,
    /// The profiles to choose from; none where there is only one.
    pub profiles: Vec<String>,
    /// The one that was read.
    pub profile: Option<String>,
    /// What else a person has to know.
    pub remark: Option<&'static str>,
}

/// Reads `text` as a schema of that kind. `profile` is the chosen one, where there are several.
///
/// # Errors
/// What is wrong with the text.
pub(super) fn read(
    schema: Schema,
    text: &str,
    profile: Option<&str>,
) -> Result<Declared, ReadError> {
    let whole = DocumentError::of_whole(text, MOST);
    if !whole.is_empty() {
        return Err(ReadError::Lines(whole));
    }
    match schema {
        Schema::Varlock => varlock::read(text).map_err(ReadError::Lines),
        Schema::Secretspec => secretspec::read(text, profile).map_err(ReadError::Schema),
        Schema::AppJson => app_json::read(text).map_err(ReadError::Schema),
    }
}

/// Why a schema was not read.
pub(super) enum ReadError {
    /// What is wrong in which lines.
    Lines(Vec<DocumentError>),
    /// What is wrong with the whole.
    Schema(SchemaError),
}

/// What is wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaError {
    /// The text is not of the syntax that the schema has.
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
                write!(f, "This is no {}. {error}", schema.label())
            }
            Self::NoVariables { place } => {
                write!(f, "There are no variables: {place} is missing or empty.")
            }
            Self::NoProfile { name } => write!(f, "There is no profile {name}. Choose another."),
            Self::BadName { name } => write!(
                f,
                "{name} is no name of a variable: it may have letters, digits, _, . and - only, and no digit in front."
            ),
            Self::BadForm { name } => write!(
                f,
                "{name} is declared in a form that is not known. Give it a table of settings."
            ),
        }
    }
}

impl std::error::Error for SchemaError {}
