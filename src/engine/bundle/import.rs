//! Imports the text of a `.env` file as a bundle: what becomes of each variable, and why.
//!
//! In an *example* every value is public, so every secret that can be generated is replaced, even a value that
//! looks real. In an *own* file, one in use, real values are kept, and only empty values and placeholders are
//! filled. Secrets that a provider issues, and values that are no secrets, are never changed.

use super::{Bundle, Decision, Row, RowId, net, plan::Planner, reading, rows::Rows, twins};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::env::Dialect;
use crate::engine::env::document::Document;
use crate::engine::env::error::DocumentError;
use std::fmt;
use std::sync::Arc;

pub use super::source::Source;

/// Parses `text` by the rules of its most likely reader: Docker Compose, as for most self-hosting files, or
/// npm's `dotenv` where those rules do not fit.
///
/// # Errors
/// [`ImportError::Document`] for a text that is not unambiguous.
pub fn parse(text: &str) -> Result<Document, ImportError> {
    reading::parse(text).map_err(ImportError::Document)
}

/// Parses `text` by the rules of `reader`.
///
/// # Errors
/// [`ImportError::Document`] for a text that is not unambiguous.
pub fn parse_as(text: &str, reader: Dialect) -> Result<Document, ImportError> {
    Document::parse(text, reader).map_err(ImportError::Document)
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

/// The names of the variables in `document` whose values an import replaces in an example and keeps in an own
/// file.
#[must_use]
pub fn at_stake(document: &Document) -> Vec<String> {
    let own = planned(document, Source::Own);
    let kept = |name: &str| {
        own.at_name(name)
            .is_some_and(|at| own[at].decision == Decision::Keep && !own[at].is_off())
    };
    let example = planned(document, Source::Example);
    example
        .iter()
        .filter(|row| matches!(row.decision, Decision::Mint | Decision::SameAs(_)))
        .filter(|row| kept(&row.name))
        .map(|row| row.name.clone())
        .collect()
}

/// The rows of the variables in `document`, the commented-out secrets among them, without new values.
fn planned(document: &Document, source: Source) -> Rows {
    let mut planner = Planner::new(document, source);
    let mut rows = Rows::default();
    let mut offers = document.commented().iter().enumerate().peekable();
    for (at, entry) in document.entries().iter().enumerate() {
        while let Some((number, _)) =
            offers.next_if(|(_, offer)| offer.lines.start < entry.lines.start)
        {
            offer(&mut rows, &mut planner, number, document);
        }
        let plan = planner.plan(entry);
        rows.push(plan.into_row(id_after(&rows), at, document));
    }
    for (number, _) in offers {
        offer(&mut rows, &mut planner, number, document);
    }
    twins::join(&mut rows, source);
    net::check(&mut rows, document);
    rows
}

/// Adds the commented-out variable with the number `at`, where it is a secret to offer.
fn offer(rows: &mut Rows, planner: &mut Planner<'_>, at: usize, document: &Document) {
    let entry = &document.commented()[at];
    if rows.at_name(document.slice(&entry.name)).is_none()
        && let Some(plan) = planner.offer(entry)
    {
        rows.push(plan.into_offer(id_after(rows), at, document));
    }
}

fn id_after(rows: &Rows) -> RowId {
    RowId(u32::try_from(rows.len()).expect("a text has fewer variables than bytes"))
}

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
        let rows = planned(&document, source);
        let mut bundle = Self {
            next_id: id_after(&rows).0,
            rows,
            imported: Some(Arc::new(document)),
            source: Some(source),
        };
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
