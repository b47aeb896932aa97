//! Imports the text of a `.env` file or of a schema as a bundle: what becomes of each variable, and why.
//!
//! In an *example* every value is public, so every secret that can be generated is replaced, even a value that
//! looks real. In an *own* file, one in use, real values are kept, and only empty values and placeholders are
//! filled. Secrets that a provider issues, and values that are no secrets, are never changed.

use super::{
    Bundle, Decision, RowId,
    guess::Guess,
    net, pair,
    plan::Planner,
    reading,
    rows::Rows,
    schema::{
        self, ReadError,
        rule::{Rule, RuleSubject},
    },
    twins,
};
use crate::engine::base::choices::ChoiceError;
use crate::engine::base::pause::{Pause, at_once};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::document::Document;
use crate::engine::env::error::DocumentError;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

pub use super::schema::{Schema, SchemaError};
pub use super::source::Source;

/// What a text can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// A `.env`, by the rules of one reader.
    Env(Dialect),
    /// A schema.
    Schema(Schema),
}

impl ImportFormat {
    /// All of them, in the order of a list.
    pub fn all() -> impl Iterator<Item = Self> {
        let readers = Dialect::ALL.into_iter().map(Self::from);
        readers
            .filter(|choice| matches!(choice, Self::Env(_)))
            .chain(Schema::ALL.into_iter().map(Self::Schema))
    }

    /// A stable name, for form values.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Env(reader) => reader.id(),
            Self::Schema(schema) => schema.id(),
        }
    }

    /// The name a person sees.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Env(reader) => reader.label(),
            Self::Schema(schema) => schema.label(),
        }
    }
}

impl From<Dialect> for ImportFormat {
    /// A file for varlock is read as its schema is.
    fn from(reader: Dialect) -> Self {
        match reader {
            Dialect::Varlock => Self::Schema(Schema::Varlock),
            reader => Self::Env(reader),
        }
    }
}

impl FromStr for ImportFormat {
    type Err = ChoiceError;

    fn from_str(id: &str) -> Result<Self, ChoiceError> {
        Self::all()
            .find(|choice| choice.id() == id)
            .ok_or(ChoiceError)
    }
}

/// A text that was parsed: a `.env`, or what a schema declares.
#[derive(Debug)]
pub struct ParsedImport {
    document: Document,
    schema: Option<Schema>,
    rules: Vec<Rule>,
    profiles: Vec<String>,
    profile: Option<String>,
    remark: Option<&'static str>,
}

impl From<Document> for ParsedImport {
    fn from(document: Document) -> Self {
        Self {
            document,
            schema: None,
            rules: Vec::new(),
            profiles: Vec::new(),
            profile: None,
            remark: None,
        }
    }
}

impl ParsedImport {
    /// What it was read as.
    #[must_use]
    pub const fn read_as(&self) -> ImportFormat {
        match self.schema {
            Some(schema) => ImportFormat::Schema(schema),
            None => ImportFormat::Env(self.document.dialect()),
        }
    }

    /// The reader for which the result is most likely meant.
    #[must_use]
    pub const fn reader(&self) -> Dialect {
        match self.schema {
            Some(Schema::Secretspec | Schema::AppJson) => Dialect::Npm,
            Some(Schema::Varlock) | None => self.document.dialect(),
        }
    }

    /// The profiles to choose from; none where the text has only one.
    #[must_use]
    pub fn profiles(&self) -> &[String] {
        &self.profiles
    }

    /// The profile that was read, where there are several.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// A sentence on what else a person has to know about the text.
    #[must_use]
    pub const fn remark(&self) -> Option<&'static str> {
        self.remark
    }

    /// The names of the variables whose values an import replaces in an example and keeps in an own file, with pauses.
    pub async fn at_stake_in_parts(&self, pause: &mut Pause) -> Vec<String> {
        let own = planned(&self.document, &self.rules, Source::Own, pause).await;
        let kept = |name: &str| {
            own.at_name(name)
                .is_some_and(|at| own[at].decision == Decision::Keep && !own[at].is_off())
        };
        let example = planned(&self.document, &self.rules, Source::Example, pause).await;
        let replaced = example
            .iter()
            .filter(|row| matches!(row.decision, Decision::Mint | Decision::SameAs(_)));
        let both = replaced.filter(|row| kept(&row.name));
        both.map(|row| row.name.clone()).collect()
    }

    /// Whether the text, from a file called `name`, is an example or somebody's own file. A schema is an example, but a
    /// `.env` with decorators may hold values in use.
    #[must_use]
    pub fn guess(&self, name: &str) -> Guess {
        at_once(self.guess_in_parts(name, &mut Pause::never()))
    }

    /// [`ParsedImport::guess`] with pauses.
    pub async fn guess_in_parts(&self, name: &str, pause: &mut Pause) -> Guess {
        let schema = match self.schema {
            None => false,
            Some(Schema::Varlock) => name.ends_with(".schema"),
            Some(Schema::Secretspec | Schema::AppJson) => true,
        };
        if schema {
            return Guess::Named;
        }
        let guess = Guess::of_in_parts(&self.document, name, pause).await;
        match (guess, self.schema) {
            (Guess::Unclear, Some(_)) => Guess::Told(Source::Example),
            (Guess::Told(Source::Own), Some(_)) => Guess::Unclear,
            (guess, _) => guess,
        }
    }
}

/// Parses `text`, with pauses, as what a person has `chosen`, or else as what it most likely is, by its content and the
/// `name` of its file, which may be empty: a schema, or else a `.env` as [`parse`] does. `profile` is the chosen one of a
/// schema with several.
///
/// # Errors
/// [`ImportError::Document`] or [`ImportError::Schema`].
pub async fn parse_in_parts(
    text: &str,
    name: &str,
    chosen: Option<ImportFormat>,
    profile: Option<&str>,
    pause: &mut Pause,
) -> Result<ParsedImport, ImportError> {
    let read_as = chosen.or_else(|| schema::recognised(text, name).map(ImportFormat::Schema));
    let document = match read_as {
        Some(ImportFormat::Schema(schema)) => return parse_schema(text, schema, profile),
        Some(ImportFormat::Env(reader)) => Document::parse_in_parts(text, reader, pause).await,
        None => reading::parse(text, pause).await,
    };
    document
        .map(ParsedImport::from)
        .map_err(ImportError::Document)
}

fn parse_schema(
    text: &str,
    schema: Schema,
    profile: Option<&str>,
) -> Result<ParsedImport, ImportError> {
    let declared = schema::read(schema, text, profile).map_err(|error| match error {
        ReadError::Lines(errors) => ImportError::Document(errors),
        ReadError::Schema(error) => ImportError::Schema(error),
    })?;
    Ok(ParsedImport {
        document: parse_as(declared.text.expose(), declared.dialect)?,
        schema: Some(schema),
        rules: declared.rules,
        profiles: declared.profiles,
        profile: declared.profile,
        remark: declared.remark,
    })
}

/// Parses `text` by the rules of its most likely reader: Docker Compose, as for most self-hosting files, or
/// npm's `dotenv` where those rules do not fit.
///
/// # Errors
/// [`ImportError::Document`] for a text that is invalid or ambiguous.
pub fn parse(text: &str) -> Result<Document, ImportError> {
    at_once(reading::parse(text, &mut Pause::never())).map_err(ImportError::Document)
}

/// Parses `text` by the rules of `reader`.
///
/// # Errors
/// [`ImportError::Document`] for a text that is invalid or ambiguous.
pub fn parse_as(text: &str, reader: Dialect) -> Result<Document, ImportError> {
    Document::parse(text, reader).map_err(ImportError::Document)
}

/// Why a text was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// What is wrong with the text, in order of the lines.
    Document(Vec<DocumentError>),
    /// What is wrong with a schema.
    Schema(SchemaError),
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
            Self::Schema(error) => error.fmt(f),
            Self::Random(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

/// The rows of the variables in `document`, the commented-out secrets among them, without new values. `rules` are
/// those of a schema, if it was one.
async fn planned(document: &Document, rules: &[Rule], source: Source, pause: &mut Pause) -> Rows {
    let mut planner = Planner::new(document, source, pause).await;
    let mut rows = Rows::default();
    let mut offers = document.commented().iter().enumerate().peekable();
    for (at, entry) in document.entries().iter().enumerate() {
        while let Some((number, _)) =
            offers.next_if(|(_, offer)| offer.lines.start < entry.lines.start)
        {
            offer(&mut rows, &mut planner, number, document);
            pause.after_row().await;
        }
        let mut plan = planner.plan(entry);
        if let Some(rule) = rules.get(at) {
            let name = document.slice(&entry.name);
            plan = rule.apply(
                plan,
                RuleSubject {
                    name,
                    value: entry.value.as_ref().map(Secret::expose),
                    issued: planner.is_issued(name),
                    source,
                },
            );
        }
        let mut row = plan.into_row(id_after(&rows), at, document);
        if !rules.is_empty() {
            // The lines come from the schema, not from a file for a reader.
            row.differing.clear();
        }
        rows.push(row);
        pause.after_row().await;
    }
    for (number, _) in offers {
        offer(&mut rows, &mut planner, number, document);
        pause.after_row().await;
    }
    pair::recognise::join(&mut rows, document, source, pause).await;
    twins::join(&mut rows, document, source, pause).await;
    net::check(&mut rows, document, pause).await;
    rows
}

/// Adds the commented-out variable with the number `at`, if it is a secret to offer.
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
        parsed: impl Into<ParsedImport>,
        source: Source,
        now: u64,
        bytes: &mut dyn ByteSource,
    ) -> Result<Self, ImportError> {
        let mut pause = Pause::never();
        at_once(Self::import_in_parts(
            parsed.into(),
            source,
            now,
            bytes,
            &mut pause,
        ))
    }

    /// [`Bundle::import`] with pauses.
    ///
    /// # Errors
    /// [`ImportError::Random`].
    pub async fn import_in_parts(
        parsed: ParsedImport,
        source: Source,
        now: u64,
        bytes: &mut dyn ByteSource,
        pause: &mut Pause,
    ) -> Result<Self, ImportError> {
        let rows = planned(&parsed.document, &parsed.rules, source, pause).await;
        let mut bundle = Self {
            next_id: id_after(&rows).0,
            rows,
            imported: Some(Arc::new(parsed.document)),
            source: Some(source),
        };
        let minted = bundle.mint_in_parts(now, bytes, pause).await;
        minted.map(|()| bundle).map_err(ImportError::Random)
    }
}
