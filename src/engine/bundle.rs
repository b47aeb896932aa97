//! A bundle: the secrets of an application under the names and in the formats that it expects.
//!
//! It is made from presets, or from the text of a `.env` file, of which everything but the values stays as
//! it was. Rows keep their order and have ids that never change, so that a list on a page can follow
//! them. Each change makes the new values first and then puts them in place, so that a failing random source
//! leaves the bundle as it was.
//!
//! A VAPID public key is not made here, since elliptic curves are heavy: such a row [waits](Row::is_waiting) until
//! [`Bundle::supply`] is given what `engine::pair::vapid` computed. The same holds for the [key pairs](pair).

mod change;
mod clear;
mod command;
mod comment;
pub mod consequence;
pub mod enter;
pub mod env_form;
pub mod env_line;
pub mod format;
pub mod group;
pub mod guess;
mod hash;
mod hidden;
mod id;
pub mod import;
mod inside;
mod known;
pub mod mask;
mod mint;
mod name;
mod named;
mod names;
mod net;
pub mod output;
pub mod pair;
mod place;
pub(in crate::engine) mod placeholder;
mod plan;
pub mod preset;
mod reading;
pub mod reason;
pub mod render;
pub mod rendered;
mod resolve;
mod rotate;
mod row;
mod rows;
mod schema;
mod shape;
mod snapshot;
mod source;
pub mod supabase;
pub mod symbols;
mod telling;
mod twins;
mod url;
mod weak;
mod words;

use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;
use crate::engine::env::document::Document;
use format::SecretFormat;
pub use id::RowId;
use place::Place;
use preset::Preset;
use reason::Reason;
use row::Anchor;
pub use row::{Class, Decision, Row};
use rows::Rows;
use source::Source;
use std::fmt;
use std::sync::Arc;

/// Secrets under unique names, in order.
#[derive(Debug, Default)]
pub struct Bundle {
    rows: Rows,
    next_id: u32,
    /// The text that it was made from. It never changes, so that snapshots share it.
    imported: Option<Arc<Document>>,
    /// Whether the text was taken for an example or for a file in use.
    source: Option<Source>,
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

    /// Appends what `preset` makes. A variable that was imported, or that another preset made in the same
    /// format, stays as it is and serves both; one that is commented out becomes active. `now` dates signed tokens, in
    /// seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::NameTaken`] when another preset made a name in another format, and
    /// [`BundleError::Random`]; the bundle is then as it was.
    pub fn add_preset(
        &mut self,
        preset: Preset,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<(), BundleError> {
        let before = (self.rows.len(), self.next_id);
        let mut put_to_use = Vec::new();
        for field in preset.fields() {
            match self.row(field.name) {
                Some(row) if row.is_off() => put_to_use.push((row.id, field.kind)),
                Some(row) if row.origin.is_some() || is_shared(row, field.kind) => {}
                Some(row) => {
                    let (name, wanted) = (field.name, field.kind);
                    let taken = BundleError::NameTaken {
                        name,
                        present: row.kind,
                        wanted,
                    };
                    self.forget_since(before);
                    return Err(taken);
                }
                None => {
                    let id = self.new_id();
                    let reason = Reason::Preset(preset);
                    self.rows
                        .push(Row::minted(id, field.name, field.kind, reason));
                }
            }
        }
        let added = self.rows[before.0..].iter().map(Row::id);
        let new: Vec<RowId> = added.chain(put_to_use.iter().map(|(id, _)| *id)).collect();
        for id in &new {
            self.adopt_algorithm(*id);
        }
        self.switch(&mut put_to_use, Decision::Mint);
        if let Err(error) = self.mint(new, now, source) {
            self.switch(&mut put_to_use, Decision::Keep);
            self.forget_since(before);
            return Err(error.into());
        }
        for (id, _) in put_to_use {
            if let Some(at) = self.rows.at_id(id) {
                self.rows[at].reason = Reason::Preset(preset);
            }
        }
        Ok(())
    }

    /// Whether it was made from a text, not from presets.
    #[must_use]
    pub const fn is_imported(&self) -> bool {
        self.imported.is_some()
    }

    /// Whether the text that it was made from was taken for an example or for a file in use.
    #[must_use]
    pub const fn source(&self) -> Option<Source> {
        self.source
    }

    /// The text that it was made from.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.imported.as_deref()
    }

    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of that name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.at_name(name).map(|at| &self.rows[at])
    }

    /// The row of that id.
    #[must_use]
    pub fn by_id(&self, id: RowId) -> Option<&Row> {
        self.rows.at_id(id).map(|at| &self.rows[at])
    }

    /// The private keys whose public keys are still to be computed: the row that waits, the private key,
    /// and whether base64url is padded.
    pub fn waiting(&self) -> impl Iterator<Item = (RowId, &Secret, bool)> {
        self.rows
            .iter()
            .filter(|row| row.is_waiting())
            .filter_map(|row| {
                let private = &self.row(row.kind.made_from()?)?.value;
                let SecretFormat::VapidPublic { padded } = row.kind else {
                    return None;
                };
                (!private.is_empty()).then_some((row.id, private, padded))
            })
    }

    /// Sets the value that a row [waits](Row::is_waiting) for. A row that is not waiting, or whose private key is no
    /// longer `private`, stays as it is.
    pub fn supply(&mut self, id: RowId, private: &Secret, public: Secret) {
        let awaited = self
            .waiting()
            .any(|(waiting, key, _)| waiting == id && key.expose() == private.expose());
        if let Some(at) = self.rows.at_id(id).filter(|_| awaited) {
            self.rows[at].value = public;
        }
    }

    /// Sets the decision and the format of each of these rows; `rows` then holds their former formats.
    fn switch(&mut self, rows: &mut [(RowId, SecretFormat)], decision: Decision) {
        for (id, kind) in rows {
            if let Some(at) = self.rows.at_id(*id) {
                self.rows[at].decision = decision;
                std::mem::swap(&mut self.rows[at].kind, kind);
            }
        }
    }

    fn new_id(&mut self) -> RowId {
        let id = RowId(self.next_id);
        self.next_id += 1;
        id
    }

    fn forget_since(&mut self, (rows, next_id): (usize, u32)) {
        self.rows.truncate(rows);
        self.next_id = next_id;
    }
}

impl Row {
    /// A row to be minted, for `reason`, at the end of the bundle; it has no value yet.
    fn minted(id: RowId, name: &str, kind: SecretFormat, reason: Reason) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind,
            class: Class::Own,
            decision: Decision::Mint,
            reason,
            value: Secret::with_capacity(0),
            place: Place::Whole,
            origin: None,
            twin: None,
            anchor: Anchor::End,
            missing: None,
            differing: Vec::new(),
            entered: false,
        }
    }
}

/// Whether two presets can use one row: they ask for the same format, or both for a password that fits
/// into a URL.
fn is_shared(row: &Row, wanted: SecretFormat) -> bool {
    let passwords = row.kind.serves_as_password() && wanted.serves_as_password();
    row.kind == wanted || (passwords && row.name.contains("PASS"))
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
        present: SecretFormat,
        /// The format that the preset needs.
        wanted: SecretFormat,
    },
    /// The bundle has no such row.
    NoSuchName,
    /// The row was not imported, so there is no value to keep.
    NothingToKeep,
    /// A row was to take its secret from itself.
    SameAsItself,
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
            Self::NothingToKeep => {
                f.write_str("This variable was not imported: there is no value to keep.")
            }
            Self::SameAsItself => {
                f.write_str("A variable cannot take its secret from itself. Choose another.")
            }
        }
    }
}

impl std::error::Error for BundleError {}

impl From<RandomError> for BundleError {
    fn from(error: RandomError) -> Self {
        Self::Random(error)
    }
}
