//! A bundle: the secrets of an application under the names and in the formats that it expects.
//!
//! Rows keep their order and have ids that never change, so that a list on a page can follow them.
//! Each change makes the new values first and then puts them in place: when the random numbers fail,
//! the bundle is as it was.

pub mod kind;
pub mod output;
pub mod preset;
pub mod supabase;

use super::{
    generate::Pool,
    random::{ByteSource, RandomError},
    secret::Secret,
};
use kind::Kind;
use output::{Output, Refusal, Rendered};
use preset::Preset;
use std::fmt;

/// How many random bytes are fetched at a time for several rows.
const PIECE: usize = 512;

/// Names a row for as long as its bundle lives, whatever happens to its name, value and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(u32);

/// One variable of a bundle.
#[derive(Debug)]
pub struct Row {
    id: RowId,
    name: String,
    kind: Kind,
    value: Secret,
}

impl Row {
    /// What the row is known by, for keyed lists.
    #[must_use]
    pub const fn id(&self) -> RowId {
        self.id
    }

    /// The variable's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The format of the value; its `Display` says it in words.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &Secret {
        &self.value
    }
}

/// Secrets under names, in order. No name stands twice.
#[derive(Debug, Default)]
pub struct Bundle {
    rows: Vec<Row>,
    next_id: u32,
}

impl Bundle {
    /// A bundle without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A bundle of what `preset` makes. `now` dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::Random`] when there are no random numbers.
    pub fn from_preset(
        preset: Preset,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Self, BundleError> {
        let mut bundle = Self::new();
        bundle.add_preset(preset, now, source)?;
        Ok(bundle)
    }

    /// Appends what `preset` makes. A variable that is there already in the same format is shared by
    /// both and keeps its value. `now` dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::NameTaken`] when a name is there already in another format, and
    /// [`BundleError::Random`]; the bundle is then as it was.
    pub fn add_preset(
        &mut self,
        preset: Preset,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<(), BundleError> {
        let mut wanted = Vec::with_capacity(preset.fields().len());
        for field in preset.fields() {
            match self.row(field.name) {
                None => wanted.push((field.name, field.kind)),
                Some(row) if row.kind == field.kind => {}
                Some(row) => {
                    return Err(BundleError::NameTaken {
                        name: field.name,
                        present: row.kind,
                        wanted: field.kind,
                    });
                }
            }
        }
        let values = self.values(&wanted, now, source)?;
        for ((name, kind), value) in wanted.into_iter().zip(values) {
            let id = RowId(self.next_id);
            self.next_id += 1;
            self.rows.push(Row {
                id,
                name: name.to_owned(),
                kind,
                value,
            });
        }
        Ok(())
    }

    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of that name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Makes a new value for one row, and for those made from it. The old ones are overwritten.
    /// Answers with the ids of the changed rows. `now` dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::NoSuchName`], and [`BundleError::Random`]; the bundle is then as it was.
    pub fn regenerate(
        &mut self,
        name: &str,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        if self.row(name).is_none() {
            return Err(BundleError::NoSuchName);
        }
        self.remake(
            |row| row.name == name || row.kind.made_from() == Some(name),
            now,
            source,
        )
    }

    /// Makes new values for all rows. The old ones are overwritten. `now` dates signed tokens, in
    /// seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::Random`]; the bundle is then as it was.
    pub fn regenerate_all(
        &mut self,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        self.remake(|_| true, now, source)
    }

    fn remake(
        &mut self,
        chosen: impl Fn(&Row) -> bool,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let wanted: Vec<_> = self
            .rows
            .iter()
            .filter(|row| chosen(row))
            .map(|row| (row.name.as_str(), row.kind))
            .collect();
        let values = self.values(&wanted, now, source)?;
        let rows = self.rows.iter_mut().filter(|row| chosen(row));
        Ok(rows
            .zip(values)
            .map(|(row, value)| {
                row.value = value;
                row.id
            })
            .collect())
    }

    /// A value for each wanted row: first the random ones, then those made from others, be these
    /// among the wanted or in the bundle already.
    fn values(
        &self,
        wanted: &[(&str, Kind)],
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<Secret>, RandomError> {
        let mut pool = Pool::new(source, PIECE);
        let mut values = wanted
            .iter()
            .map(|(_, kind)| kind.make(&mut pool))
            .collect::<Result<Vec<_>, _>>()?;
        for at in 0..wanted.len() {
            let kind = wanted[at].1;
            if let Some(from) = kind.made_from() {
                let fresh = wanted.iter().position(|(name, _)| *name == from);
                let from = match fresh {
                    Some(fresh) => values[fresh].as_ref(),
                    None => self.row(from).map(Row::value),
                };
                values[at] = from.and_then(|from| kind.derive(from, now));
            }
        }
        Ok(values
            .into_iter()
            .map(|value| value.unwrap_or_else(|| Secret::with_capacity(0)))
            .collect())
    }

    /// The bundle as the text that `output` reads.
    ///
    /// # Errors
    /// One [`Refusal`] for each value that `output` cannot carry; there is then no text at all.
    pub fn render(&self, output: Output) -> Result<Rendered, Vec<Refusal>> {
        output.render(&self.rows)
    }
}

/// Why a bundle was not made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// There are no random numbers.
    Random(RandomError),
    /// A preset needs a name that the bundle has in another format.
    NameTaken {
        /// The variable's name.
        name: &'static str,
        /// The format that the bundle has.
        present: Kind,
        /// The format that the preset needs.
        wanted: Kind,
    },
    /// The bundle has no row of that name.
    NoSuchName,
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(error) => error.fmt(f),
            Self::NameTaken {
                name,
                present,
                wanted,
            } => write!(
                f,
                "{name} is in the bundle already as {present}, and this preset needs {wanted}. Put the preset into \
                 a bundle of its own."
            ),
            Self::NoSuchName => f.write_str("The bundle has no variable of that name."),
        }
    }
}

impl std::error::Error for BundleError {}

impl From<RandomError> for BundleError {
    fn from(error: RandomError) -> Self {
        Self::Random(error)
    }
}
