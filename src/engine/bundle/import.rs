//! Imports the text of a `.env` file as a bundle: what becomes of each variable, and why.
//!
//! In an *example* every value is public, so every secret that can be generated is replaced, even a value that
//! looks real. In an *own* file, one in use, real values are kept, and only empty values and placeholders are
//! filled. Secrets that a provider issues, and values that are no secrets, are never changed.

use super::{
    Bundle, Decision, Row,
    name::{Hint, hint},
    net,
    placeholder::looks_random,
    plan::Planner,
    twins,
};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::env::Dialect;
use crate::engine::env::document::Document;
use crate::engine::env::error::DocumentError;
use std::fmt;

pub use super::source::Source;

impl Source {
    /// Guesses what a text is: an own file when at least half of its secrets look random.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let secrets = document.entries().iter().filter(|entry| {
            !matches!(
                hint(document.slice(&entry.name)),
                Hint::Setting | Hint::KeyPair
            )
        });
        let (mut all, mut real) = (0, 0);
        for value in secrets.filter_map(|entry| entry.value.as_ref()) {
            all += 1;
            real += usize::from(looks_random(value.expose()));
        }
        if real > 0 && 2 * real >= all {
            Self::Own
        } else {
            Self::Example
        }
    }
}

/// Parses `text` by the rules of its most likely reader: Docker Compose, as for most self-hosting files, or
/// npm's `dotenv` where those rules do not fit.
///
/// # Errors
/// [`ImportError::Document`] for a text that is not unambiguous.
pub fn parse(text: &str) -> Result<Document, ImportError> {
    let backtick = text.lines().any(|line| {
        line.split_once('=')
            .is_some_and(|(_, value)| value.starts_with('`'))
    });
    if !backtick && let Ok(document) = Document::parse(text, Dialect::Compose) {
        return Ok(document);
    }
    Document::parse(text, Dialect::Npm).map_err(ImportError::Document)
}

/// Why a text was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// What is wrong with the text, in order of the lines.
    Document(Vec<DocumentError>),
    /// There are no random numbers.
    Random(RandomError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(errors) => {
                for (at, error) in errors.iter().enumerate() {
                    write!(f, "{}{error}", if at == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
            Self::Random(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

impl Bundle {
    /// A bundle of the variables of a parsed text, with its secrets filled in. `now` dates signed tokens, in
    /// seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`ImportError::Random`].
    pub fn import(
        document: Document,
        source: Source,
        now: u64,
        bytes: &mut dyn ByteSource,
    ) -> Result<Self, ImportError> {
        let mut planner = Planner::new(&document, source);
        let mut bundle = Self::new();
        for (at, entry) in document.entries().iter().enumerate() {
            let plan = planner.plan(entry);
            let id = bundle.new_id();
            bundle.rows.push(plan.into_row(id, at, &document));
        }
        twins::join(&mut bundle.rows, source);
        net::check(&mut bundle.rows, &document);
        bundle.imported = Some(document);
        let minted = bundle
            .rows
            .iter()
            .filter(|row| row.decision == Decision::Mint);
        let minted = minted.map(Row::id).collect();
        bundle
            .mint(minted, now, bytes)
            .map_err(ImportError::Random)?;
        Ok(bundle)
    }
}
