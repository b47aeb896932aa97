//! A value that a person enters: what a provider issued, or what only a person knows.

use super::{
    Bundle, BundleError, Decision, Row, RowId, group::Group, placeholder::is_placeholder,
    reason::Reason,
};
use crate::engine::base::secret::Secret;
use std::collections::HashSet;

/// What a person has not filled in yet. The names are in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnfilledVariables {
    /// The variables that still hold a placeholder.
    pub placeholders: Vec<String>,
    /// The variables that wait for a provider's secret and hold nothing.
    pub empty: Vec<String>,
}

impl Bundle {
    /// Gives a row the value that a person entered. Where its secret is a part of a URL, `text` is that part or the
    /// whole URL. An empty `text` restores the imported value. Returns the ids of the rows whose values changed. `now`
    /// dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::NoSuchName`] for an id that the bundle does not have, and [`BundleError::NothingToKeep`]
    /// if `text` is empty and nothing was imported.
    pub fn enter(&mut self, id: RowId, text: &Secret, now: u64) -> Result<Vec<RowId>, BundleError> {
        let row = self.row_mut(id)?;
        if text.is_empty() {
            let origin = row.origin.as_ref().ok_or(BundleError::NothingToKeep)?;
            row.value = Secret::from(origin.value.as_ref().map_or("", Secret::expose));
        } else if text.expose().contains("://") {
            row.value = Secret::from(text.expose());
        } else {
            row.put(text);
        }
        row.decision = Decision::Keep;
        row.entered = !text.is_empty();
        let mut changed = HashSet::from([id]);
        self.settle(&mut changed, now);
        Ok(self.in_order(&changed))
    }

    /// What a person has not filled in yet.
    #[must_use]
    pub fn unfilled(&self) -> UnfilledVariables {
        let mut unfilled = UnfilledVariables::default();
        for row in self.rows() {
            if Bundle::holds_placeholder(row) {
                unfilled.placeholders.push(row.name.clone());
            } else if row.value.is_empty()
                && row.decision == Decision::Keep
                && self.group(row) == Group::Provider
            {
                unfilled.empty.push(row.name.clone());
            }
        }
        unfilled
    }

    /// Whether the value of `row` is kept, though it is a placeholder.
    pub(super) fn holds_placeholder(row: &Row) -> bool {
        if row.decision != Decision::Keep || row.entered || row.is_off() || row.is_template() {
            return false;
        }
        let secret = matches!(row.class, super::Class::Own | super::Class::Issued);
        row.reason == Reason::Placeholder
            || secret && row.bare().is_some_and(|bare| is_placeholder(bare.expose()))
    }
}
