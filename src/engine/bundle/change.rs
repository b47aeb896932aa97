//! Changing the rows of a bundle, and with them the rows that depend on them.

use super::{
    Bundle, BundleError, Decision, Row, RowId,
    format::SecretFormat,
    mint::{self, Bytes},
    reason::Reason,
    resolve::ResolvedValues,
};
use crate::engine::base::pause::Pause;
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;
use crate::engine::base::stack::overwritten;
use crate::engine::key::generate::Pool;
use std::collections::{HashMap, HashSet};

/// How many random bytes are fetched at a time for several rows.
const PIECE: usize = 512;

impl Bundle {
    /// Makes a new value for one row, and for those derived from it or sharing it. The old ones are
    /// overwritten. For one half of a key pair both halves are made. Returns the ids of the changed rows. `now`
    /// dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::NoSuchName`], and [`BundleError::Random`]; the bundle is then as it was.
    pub fn regenerate(
        &mut self,
        name: &str,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let row = self.row(name).ok_or(BundleError::NoSuchName)?;
        let id = match (row.decision, row.kind) {
            (Decision::SameAs(leader), _) => leader,
            (_, SecretFormat::VapidPublic { .. }) => row
                .kind
                .made_from()
                .and_then(|private| self.row(private))
                .map_or(row.id, Row::id),
            _ => row.id,
        };
        let (_, changed) = self.change_with_pair(id, Decision::Mint, now, source)?;
        Ok(changed)
    }

    /// Makes new values for all rows that have minted ones. The old ones are overwritten. Returns the ids of the
    /// changed rows. `now` dates signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::Random`]; the bundle is then as it was.
    pub fn regenerate_all(
        &mut self,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let minted = self
            .rows
            .iter()
            .filter(|row| row.decision == Decision::Mint);
        let minted = minted.map(Row::id).collect();
        Ok(self.mint(minted, now, source)?)
    }

    /// Changes the decision on a row. Returns the ids of the rows whose values changed.
    ///
    /// # Errors
    /// [`BundleError::NoSuchName`] for an id that the bundle does not have,
    /// [`BundleError::NothingToKeep`], [`BundleError::SameAsItself`] and [`BundleError::Random`]; the
    /// bundle is then as it was.
    pub fn decide(
        &mut self,
        id: RowId,
        decision: Decision,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let (decided, changed) = self.change_with_pair(id, decision, now, source)?;
        for id in decided {
            self.mark_chosen(id)?;
        }
        Ok(changed)
    }

    fn mark_chosen(&mut self, id: RowId) -> Result<(), BundleError> {
        let row = self.row_mut(id)?;
        row.reason = Reason::Chosen;
        row.entered = false;
        Ok(())
    }

    /// Chooses another format for a row, and makes a value of it.
    ///
    /// # Errors
    /// As [`Bundle::decide`].
    pub fn set_kind(
        &mut self,
        id: RowId,
        kind: SecretFormat,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let was_derived = self.by_id(id).is_some_and(|row| self.is_derived_half(row));
        let row = self.row_mut(id)?;
        let before = std::mem::replace(&mut row.kind, kind);
        if matches!(before, SecretFormat::Pair(_)) && !was_derived {
            self.share_algorithm(id);
        } else {
            self.adopt_algorithm(id);
        }
        // Another form of a public key never replaces the private one that is kept, even where it cannot be derived.
        let answer = if was_derived {
            self.change(id, Decision::Mint, now, source)
                .and_then(|changed| self.mark_chosen(id).map(|()| changed))
        } else {
            self.decide(id, Decision::Mint, now, source)
        };
        if answer.is_err() {
            self.row_mut(id)?.kind = before;
        }
        answer
    }

    /// Changes the decision on a row and on those of its pair that follow it, but not the reasons. Returns the rows that
    /// were decided on, and the ids of the rows whose values changed.
    fn change_with_pair(
        &mut self,
        id: RowId,
        decision: Decision,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<(Vec<RowId>, Vec<RowId>), BundleError> {
        let mut decided = self.followers(id, decision);
        decided.push(id);
        let mut changed: HashSet<RowId> = HashSet::new();
        for id in &decided {
            changed.extend(self.change(*id, decision, now, source)?);
        }
        Ok((decided, self.in_order(&changed)))
    }

    /// Changes the decision on a row, but not the reason for it.
    fn change(
        &mut self,
        id: RowId,
        decision: Decision,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, BundleError> {
        let decision = match decision {
            Decision::SameAs(other) => Decision::SameAs(self.leader(id, other)?),
            decision => decision,
        };
        let before = self.row_mut(id)?.decision;
        let mut changed = HashSet::from([id]);
        match decision {
            Decision::Mint => {
                self.row_mut(id)?.decision = decision;
                let answer = self.mint(vec![id], now, source);
                if answer.is_err() {
                    self.row_mut(id)?.decision = before;
                }
                return Ok(answer?);
            }
            Decision::Keep => {
                let row = self.row_mut(id)?;
                let origin = row.origin.as_ref().ok_or(BundleError::NothingToKeep)?;
                let value = origin.value.as_ref().map_or("", Secret::expose);
                row.value = Secret::from(value);
                self.restore_algorithm(id);
            }
            Decision::Blank => self.row_mut(id)?.value = Secret::with_capacity(0),
            Decision::SameAs(leader) => {
                let secret = self.by_id(leader).and_then(Row::bare);
                let secret = secret.unwrap_or_else(|| Secret::with_capacity(0));
                for row in &mut self.rows {
                    if row.id == id || row.decision == Decision::SameAs(id) {
                        row.decision = decision;
                        row.put(&secret);
                        changed.insert(row.id);
                    }
                }
            }
        }
        self.row_mut(id)?.decision = decision;
        self.settle(&mut changed, now);
        Ok(self.in_order(&changed))
    }

    /// Makes new values for the rows `wanted`, and for those that depend on them. Nothing of them stays on the stack.
    pub(super) fn mint(
        &mut self,
        wanted: Vec<RowId>,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, RandomError> {
        overwritten(|| self.mint_on_stack(wanted, now, source))
    }

    fn mint_on_stack(
        &mut self,
        wanted: Vec<RowId>,
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<Vec<RowId>, RandomError> {
        let mut changed: HashSet<RowId> = wanted.into_iter().collect();
        let mut pool: Bytes<'_> = Pool::new(source, PIECE);
        let mut fresh = Vec::with_capacity(changed.len());
        for (at, row) in self.rows.iter().enumerate() {
            if changed.contains(&row.id) {
                fresh.push((at, draw(row, &mut pool)?));
            }
        }
        for (at, secrets) in fresh {
            if !secrets.is_empty() {
                self.rows[at].put_each(&secrets);
            }
        }
        self.settle(&mut changed, now);
        Ok(self.in_order(&changed))
    }

    /// Makes new values for all rows of a new bundle that are to get one. Nothing of them stays on the stack.
    pub(super) async fn mint_in_parts(
        &mut self,
        now: u64,
        source: &mut dyn ByteSource,
        pause: &mut Pause,
    ) -> Result<(), RandomError> {
        let mut changed = HashSet::new();
        let mut pool: Bytes<'_> = Pool::new(source, PIECE);
        for rows in self.rows.chunks_mut(Pause::EVERY) {
            let drawn = overwritten(|| {
                for row in rows.iter_mut().filter(|row| row.decision == Decision::Mint) {
                    let secrets = draw(row, &mut pool)?;
                    if !secrets.is_empty() {
                        row.put_each(&secrets);
                    }
                    changed.insert(row.id);
                }
                Ok(())
            });
            drawn?;
            pause.here().await;
        }
        overwritten(|| self.settle(&mut changed, now));
        pause.here().await;
        // Rows that share a kept value get it now.
        let leader = |row: &Row| match row.decision {
            Decision::SameAs(leader) => Some(leader),
            _ => None,
        };
        let mut followed = self.rows.iter().filter_map(leader).collect();
        overwritten(|| self.settle(&mut followed, now));
        Ok(())
    }

    /// Updates the rows whose secret comes from a changed row, and adds them to `changed`.
    pub(super) fn settle(&mut self, changed: &mut HashSet<RowId>, now: u64) {
        self.share(changed);
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            let Some(name) = row
                .kind
                .made_from()
                .filter(|_| row.decision == Decision::Mint)
            else {
                // What is made in a pair is settled below.
                if !row.is_made_in_pair() {
                    self.rows[at].missing = None;
                }
                continue;
            };
            let from = self.rows.at_name(name);
            if changed.contains(&row.id) || from.is_some_and(|from| self.is_touched(from, changed))
            {
                let from = from.and_then(|from| self.known_value(from, row.kind));
                let made = from
                    .as_ref()
                    .and_then(|from| mint::derived(row.kind, from, now));
                let made = made.unwrap_or_else(|| Secret::with_capacity(0));
                let missing = from.is_none().then(|| name.to_owned());
                changed.insert(row.id);
                self.rows[at].missing = missing;
                self.rows[at].put(&made);
            }
        }
        self.settle_pairs(changed);
        self.share(changed);
    }

    /// Whether the row at `at` has changed, or refers to other variables and a row before it has changed.
    pub(super) fn is_touched(&self, at: usize, changed: &HashSet<RowId>) -> bool {
        let row = &self.rows[at];
        changed.contains(&row.id)
            || row.is_template() && self.rows[..at].iter().any(|row| changed.contains(&row.id))
    }

    /// The value of the row at `at`, from which a value of the format `kind` is derived; `None` where it has none, or
    /// refers to variables that are not in the bundle.
    pub(super) fn known_value(&self, at: usize, kind: SecretFormat) -> Option<Secret> {
        let row = &self.rows[at];
        let signs = matches!(
            kind,
            SecretFormat::SupabaseKey { .. } | SecretFormat::Pair(_)
        );
        let resolved = signs && row.is_template();
        let value = if resolved {
            ResolvedValues::default().value(self, at)
        } else {
            Some(Secret::from(row.value.expose()))
        };
        value.filter(|value| !value.is_empty())
    }

    /// Copies the secret of each changed row into the rows that share it.
    pub(super) fn share(&mut self, changed: &mut HashSet<RowId>) {
        let followed: HashSet<RowId> = self
            .rows
            .iter()
            .flat_map(|row| {
                let whole = match row.decision {
                    Decision::SameAs(leader) => Some(leader),
                    _ => None,
                };
                let touched = |leader: &RowId| {
                    changed.contains(leader) || whole.is_none() && changed.contains(&row.id)
                };
                let leaders = whole.into_iter().chain(links(row)).filter(touched);
                leaders.collect::<Vec<_>>()
            })
            .collect();
        let leaders = self.rows.iter().filter(|row| followed.contains(&row.id));
        let leaders: HashMap<RowId, Secret> = leaders
            .filter_map(|row| Some((row.id, row.bare()?)))
            .collect();
        for row in &mut self.rows {
            if let Decision::SameAs(leader) = row.decision
                && let Some(secret) = leaders.get(&leader)
            {
                row.put(secret);
                changed.insert(row.id);
            } else if links(row).any(|leader| leaders.contains_key(&leader))
                && let Some(mut secrets) = row.place.bare_each(&row.value)
            {
                for (secret, leader) in secrets.iter_mut().zip(row.place.each()) {
                    if let Some(new) = leader.and_then(|leader| leaders.get(&leader)) {
                        *secret = Secret::from(new.expose());
                    }
                }
                row.put_each(&secrets);
                changed.insert(row.id);
            }
        }
    }

    /// The row at the end of the chain that begins at `other`, which must not lead back to `id`.
    fn leader(&self, id: RowId, other: RowId) -> Result<RowId, BundleError> {
        let leader = match self.by_id(other).ok_or(BundleError::NoSuchName)?.decision {
            Decision::SameAs(leader) => leader,
            _ => other,
        };
        if leader == id {
            Err(BundleError::SameAsItself)
        } else {
            Ok(leader)
        }
    }

    pub(super) fn row_mut(&mut self, id: RowId) -> Result<&mut Row, BundleError> {
        let at = self.rows.at_id(id).ok_or(BundleError::NoSuchName)?;
        Ok(&mut self.rows[at])
    }

    pub(super) fn in_order(&self, ids: &HashSet<RowId>) -> Vec<RowId> {
        self.rows
            .iter()
            .map(Row::id)
            .filter(|id| ids.contains(id))
            .collect()
    }
}

/// The random values of a row, one for each of its secrets.
fn draw(row: &Row, pool: &mut Bytes<'_>) -> Result<Vec<Secret>, RandomError> {
    let mut secrets = Vec::new();
    for _ in 0..row.place.each().len().max(1) {
        secrets.extend(mint::random(row.kind, pool)?);
    }
    Ok(secrets)
}

/// The rows that single secrets in the value of `row` are taken from; none unless its value is minted.
fn links(row: &Row) -> impl Iterator<Item = RowId> {
    let each = match row.decision {
        Decision::Mint => row.place.each(),
        _ => &[],
    };
    each.iter().flatten().copied()
}
