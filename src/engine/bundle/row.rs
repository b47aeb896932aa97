//! One variable of a bundle: its name, its value, and what becomes of it.

use super::{format::SecretFormat, id::RowId, place::Place, reason::Reason};
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;

/// What becomes of a row's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// A new value of the row's [`SecretFormat`].
    Mint,
    /// The secret of another row.
    SameAs(RowId),
    /// The value that was imported.
    Keep,
    /// No value.
    Blank,
}

/// Where the value of a variable comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A secret that is generated here.
    Own,
    /// A secret that a provider issues.
    Issued,
    /// No secret.
    Setting,
}

/// One variable of a bundle.
#[derive(Debug)]
pub struct Row {
    pub(super) id: RowId,
    pub(super) name: String,
    pub(super) kind: SecretFormat,
    pub(super) class: Class,
    pub(super) decision: Decision,
    pub(super) reason: Reason,
    pub(super) value: Secret,
    pub(super) place: Place,
    pub(super) origin: Option<Origin>,
    pub(super) twin: Option<Twin>,
    pub(super) anchor: Anchor,
    pub(super) missing: Option<String>,
    pub(super) differing: Vec<Dialect>,
    /// Whether a person entered the value here.
    pub(super) entered: bool,
}

/// What a row was imported with.
#[derive(Debug)]
pub(super) struct Origin {
    /// The value; `None` when it depends on other variables, so that only the original text preserves it.
    pub value: Option<Secret>,
}

/// A row that had the same secret when it was imported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Twin {
    pub of: RowId,
    /// Whether the two are one secret unless the user separates them; otherwise it is only offered.
    pub joined: bool,
}

/// Where a row goes in the imported text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// In place of the variable with this number.
    Entry(usize),
    /// In place of the commented-out variable with this number.
    Comment(usize),
    /// On a line of its own after the row before it.
    Behind,
    /// After everything else.
    End,
}

impl Row {
    /// The row's stable id, for keyed lists.
    #[must_use]
    pub const fn id(&self) -> RowId {
        self.id
    }

    /// The variable's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The format that a new value has or would have; its `Display` says it in words.
    #[must_use]
    pub const fn kind(&self) -> SecretFormat {
        self.kind
    }

    /// Where the value comes from.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// What becomes of the value.
    #[must_use]
    pub const fn decision(&self) -> Decision {
        self.decision
    }

    /// Why it is treated as it is; its `Display` is a short phrase for the page.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// The value, as a whole: of a URL with a password in it, the URL.
    #[must_use]
    pub const fn value(&self) -> &Secret {
        &self.value
    }

    /// Whether the secret is a part of the value: the password in a URL or in another connection string.
    #[must_use]
    pub const fn is_in_url(&self) -> bool {
        matches!(self.place, Place::Within { .. })
    }

    /// The row that had the same secret in the imported text, so that [`Decision::SameAs`] may be right.
    #[must_use]
    pub fn twin(&self) -> Option<RowId> {
        self.twin.map(|twin| twin.of)
    }

    /// Whether it was imported, so that [`Decision::Keep`] is possible.
    #[must_use]
    pub const fn has_imported_value(&self) -> bool {
        self.origin.is_some()
    }

    /// Whether the value depends on other variables by the rules of the text it was imported from.
    #[must_use]
    pub fn is_template(&self) -> bool {
        self.decision == Decision::Keep
            && self
                .origin
                .as_ref()
                .is_some_and(|origin| origin.value.is_none())
    }

    /// Whether the value takes elliptic curves or RSA to make and has not been supplied yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.decision == Decision::Mint
            && matches!(
                self.kind,
                SecretFormat::VapidPublic { .. } | SecretFormat::Pair(_)
            )
            && self.value.is_empty()
            && self.missing.is_none()
    }

    /// The variable that the value has to be made from, where the value of that one is not known: then this row has
    /// none either.
    #[must_use]
    pub fn missing(&self) -> Option<&str> {
        self.missing.as_deref()
    }

    /// Whether it is commented out in the imported text.
    #[must_use]
    pub const fn is_commented(&self) -> bool {
        matches!(self.anchor, Anchor::Comment(_))
    }

    /// Whether it is commented out in the imported text and stays so.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.is_commented() && self.decision == Decision::Keep
    }

    /// Whether a person has to look at the value, or change it by hand: this page could not do all that is needed.
    #[must_use]
    pub const fn needs_person(&self) -> bool {
        self.reason.needs_person() || self.missing.is_some()
    }

    /// The readers of a `.env` that would read the imported line differently from how it was read here.
    #[must_use]
    pub fn differing(&self) -> &[Dialect] {
        &self.differing
    }

    /// Whether the value was entered here by a person.
    #[must_use]
    pub const fn is_entered(&self) -> bool {
        self.entered
    }

    /// What a person entered here.
    #[must_use]
    pub fn entered(&self) -> Option<Secret> {
        let whole = || Secret::from(self.value.expose());
        self.entered.then(|| self.bare().unwrap_or_else(whole))
    }

    /// Sets the row's secret, within its URL where it has one.
    pub(super) fn put(&mut self, secret: &Secret) {
        self.value = self.place.fill(secret);
    }

    /// Sets the row's secrets, each in its own place.
    pub(super) fn put_each(&mut self, secrets: &[Secret]) {
        self.value = self.place.fill_each(secrets);
    }

    /// The secret alone, without a URL around it.
    pub(super) fn bare(&self) -> Option<Secret> {
        self.place.bare(&self.value)
    }

    /// The text around a secret that is a part of the value, in lower case; empty if the value is the secret.
    pub(super) fn text_around(&self) -> String {
        match &self.place {
            Place::Whole => String::new(),
            Place::Within { around, .. } => around
                .iter()
                .map(|piece| piece.expose().to_ascii_lowercase())
                .collect(),
        }
    }
}
