//! Rotation: replaces the secrets in use, and keeps the old ones beside the new for a grace period.

use super::{
    Bundle, BundleError, Class, Decision, Row, RowId,
    place::Place,
    reason::Reason,
    row::{Anchor, Origin, Twin},
};
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use std::collections::{HashMap, HashSet};

impl Bundle {
    /// Makes new values for every own secret, kept ones included. With `keep_previous` each old value stays as
    /// `NAME_PREVIOUS` after the new one, for a grace period, in place of any variable of that name. Passwords
    /// in URLs and derived values leave no previous one. Returns the ids of the rows whose values changed. `now`
    /// dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::Random`]; the bundle is then as it was.
    pub fn rotate(
        &mut self,
        keep_previous: bool,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let chosen: Vec<RowId> = self
            .rows
            .iter()
            .filter(|row| is_rotated(row))
            .map(Row::id)
            .collect();
        let before: Vec<_> = chosen
            .iter()
            .filter_map(|id| self.by_id(*id))
            .map(previous)
            .collect();
        let leaders: HashSet<RowId> = chosen.iter().copied().collect();
        let follows = |row: &Row| match (row.decision, row.twin) {
            (Decision::SameAs(leader), _) => Some(leader),
            (_, Some(Twin { of, joined: true })) if leaders.contains(&of) => Some(of),
            _ => None,
        };
        let following: HashMap<RowId, RowId> = self
            .rows
            .iter()
            .filter(|row| leaders.contains(&row.id))
            .filter_map(|row| Some((row.id, follows(row)?)))
            .collect();
        let minted = chosen
            .iter()
            .copied()
            .filter(|id| !following.contains_key(id))
            .collect();
        let undo: Vec<_> = self.rows.iter().map(|row| row.decision).collect();
        for row in &mut self.rows {
            if let Some(leader) = following.get(&row.id) {
                row.decision = Decision::SameAs(*leader);
            } else if leaders.contains(&row.id) {
                row.decision = Decision::Mint;
            }
        }
        let changed = match self.mint(minted, now, source) {
            Ok(changed) => changed,
            Err(error) => {
                for (row, decision) in self.rows.iter_mut().zip(undo) {
                    row.decision = decision;
                }
                return Err(error.into());
            }
        };
        if keep_previous {
            self.keep_previous(before.into_iter().flatten());
        }
        Ok(changed)
    }

    /// Puts each value as `NAME_PREVIOUS` after `NAME`, or in place of the variable of that name. The names
    /// come in the order of the rows.
    fn keep_previous(&mut self, values: impl Iterator<Item = (String, Secret)>) {
        let mut new = Vec::new();
        for (name, value) in values {
            let previous = format!("{name}_PREVIOUS");
            if let Some(at) = self.rows.at_name(&previous) {
                let row = &mut self.rows[at];
                row.decision = Decision::Keep;
                row.reason = Reason::Previous;
                row.entered = false;
                row.origin = Some(Origin {
                    value: Some(Secret::from(value.expose())),
                });
                row.value = value;
                row.place = Place::Whole;
            } else if let Some(at) = self.rows.at_name(&name) {
                let row = Row {
                    id: self.new_id(),
                    name: previous,
                    kind: self.rows[at].kind,
                    class: Class::Setting,
                    decision: Decision::Keep,
                    reason: Reason::Previous,
                    value,
                    place: Place::Whole,
                    origin: None,
                    twin: None,
                    anchor: match self.rows[at].anchor {
                        Anchor::End => Anchor::End,
                        Anchor::Entry(_) | Anchor::Comment(_) | Anchor::Behind => Anchor::Behind,
                    },
                    missing: None,
                    differing: Vec::new(),
                    entered: false,
                };
                new.push((at, row));
            }
        }
        self.rows.insert_behind(new);
    }
}

/// Whether a rotation replaces the row's value: an own secret that is not blank by choice.
fn is_rotated(row: &Row) -> bool {
    let used = row.decision != Decision::Blank && !row.is_template() && !row.is_off();
    used && row.class == Class::Own
}

/// The name and value that a rotation keeps: a value that was in use, not one that was just generated.
fn previous(row: &Row) -> Option<(String, Secret)> {
    let kept = row.decision == Decision::Keep
        && matches!(row.place, Place::Whole)
        && row.kind.made_from().is_none()
        && !row.value.is_empty();
    kept.then(|| (row.name.clone(), Secret::from(row.value.expose())))
}
