//! The variables of a bundle that hold a key pair: `JWT_PRIVATE_KEY` and `JWT_PUBLIC_KEY` are one decision.
//!
//! Rows are of one pair when their names are the same but for the words that say which half they are and how it is
//! written. All rows of a pair are made together: they [wait](Row::is_waiting) until [`Bundle::supply_pair`] is given
//! what the worker made with [`made::make`], since curves and RSA are too much code for the page.

mod kept;
pub mod made;
mod name;
pub(super) mod recognise;
mod told;
pub mod value;
mod written;

use super::format::SecretFormat;
use super::supabase::SIGNING_SECRET;
use super::{Bundle, Decision, Row, RowId};
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::pair::part::PairKey;
use name::PairName;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use value::{PairContent, PairValue};

/// A pair that is to be made for the rows of a bundle.
#[derive(Debug, Serialize, Deserialize)]
pub struct WantedPair {
    /// The rows, in the order of the contents.
    #[serde(skip)]
    pub rows: Vec<RowId>,
    /// The algorithm.
    pub key: PairKey,
    /// What each row takes.
    pub contents: Vec<PairContent>,
    /// The private key, where that is kept and the rows are derived from it, as its variable has it; empty for others.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub private: Secret,
    /// The value of `JWT_SECRET`, for what Supabase makes of it too; empty for others.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub signing_secret: Secret,
}

impl WantedPair {
    /// A copy, for a request to the worker.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            key: self.key,
            contents: self.contents.clone(),
            private: Secret::from(self.private.expose()),
            signing_secret: Secret::from(self.signing_secret.expose()),
        }
    }

    /// Whether both want the same contents for the same rows.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.rows == other.rows
            && self.key == other.key
            && self.contents == other.contents
            && self.private.expose() == other.private.expose()
            && self.signing_secret.expose() == other.signing_secret.expose()
    }
}

/// Whether variables of these names hold parts of one pair.
#[must_use]
pub fn is_one_pair(one: &str, other: &str) -> bool {
    PairName::stem(one) == PairName::stem(other)
}

/// What the rows of one pair have in common.
#[derive(PartialEq, Eq, Hash)]
enum PairId {
    /// The words of their names.
    Name(String),
    /// Supabase's, whose names are fixed.
    Supabase,
}

impl Row {
    /// What it holds of a key pair, if its format is that of one.
    #[must_use]
    pub const fn pair_value(&self) -> Option<PairValue> {
        match self.kind {
            SecretFormat::Pair(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is made together with other rows.
    pub(super) fn is_made_in_pair(&self) -> bool {
        self.decision == Decision::Mint && self.pair_value().is_some()
    }

    /// Whether it holds the private key of a pair.
    fn is_private_half(&self) -> bool {
        self.pair_value()
            .is_some_and(|value| value.content.is_private())
    }

    fn pair_of(&self) -> Option<PairId> {
        self.pair_value().map(|value| match value.content {
            PairContent::Part { .. } => PairId::Name(PairName::stem(&self.name)),
            PairContent::Supabase(_) => PairId::Supabase,
        })
    }
}

impl Bundle {
    /// The pairs that are still to be made.
    pub fn wanted_pairs(&self) -> impl Iterator<Item = WantedPair> {
        let pairs = self.pairs().into_iter();
        pairs.filter_map(|rows| {
            let rows: Vec<&Row> = rows.iter().map(|at| &self.rows[*at]).collect();
            rows.iter().any(|row| row.is_waiting()).then(|| {
                let kept = self.kept_for(&rows);
                let values = || rows.iter().filter_map(|row| row.pair_value());
                let key = values().next().map(|value| value.key).unwrap_or_default();
                WantedPair {
                    rows: rows.iter().map(|row| row.id).collect(),
                    key: kept.and_then(|kept| kept.told_key(key)).unwrap_or(key),
                    contents: values().map(|value| value.content).collect(),
                    private: Secret::from(kept.map_or("", |kept| kept.value.expose())),
                    signing_secret: self.signing_secret(&rows),
                }
            })
        })
    }

    /// Sets the values of a [wanted pair](Self::wanted_pairs), one for each of its rows. A pair that is no longer
    /// wanted in exactly this way changes nothing.
    pub fn supply_pair(&mut self, wanted: &WantedPair, values: &[Secret]) {
        let present = self.wanted_pairs().any(|other| other.is_same(wanted));
        if !present || values.len() != wanted.rows.len() {
            return;
        }
        for (id, value) in wanted.rows.iter().zip(values) {
            if let Some(at) = self.rows.at_id(*id) {
                self.rows[at].put(value);
            }
        }
        self.share(&mut wanted.rows.iter().copied().collect());
    }

    /// The indices of the rows of each pair that is made, in order.
    fn pairs(&self) -> Vec<Vec<usize>> {
        let mut numbers: HashMap<PairId, usize> = HashMap::new();
        let mut pairs: Vec<Vec<usize>> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if !row.is_made_in_pair() {
                continue;
            }
            let Some(of) = row.pair_of() else { continue };
            let number = *numbers.entry(of).or_insert(pairs.len());
            if number == pairs.len() {
                pairs.push(Vec::new());
            }
            pairs[number].push(at);
        }
        pairs
    }

    /// The value of `JWT_SECRET`, where one of these rows is made from it.
    fn signing_secret(&self, rows: &[&Row]) -> Secret {
        let needed = rows
            .iter()
            .any(|row| row.pair_of() == Some(PairId::Supabase));
        let at = self.rows.at_name(SIGNING_SECRET).filter(|_| needed);
        at.and_then(|at| self.known_value(at, rows[0].kind))
            .unwrap_or_else(|| Secret::with_capacity(0))
    }

    /// Empties all rows of each pair of which one has changed, so that they wait, and adds them to `changed`. A row
    /// whose pair cannot be made says what is missing.
    pub(super) fn settle_pairs(&mut self, changed: &mut HashSet<RowId>) {
        for pair in self.pairs() {
            let rows: Vec<&Row> = pair.iter().map(|at| &self.rows[*at]).collect();
            let of_supabase = rows[0].pair_of() == Some(PairId::Supabase);
            let secret = self.rows.at_name(SIGNING_SECRET).filter(|_| of_supabase);
            let kept = self.kept_for(&rows);
            let has_private = kept.is_some() || rows.iter().any(|row| row.is_private_half());
            let missing = if !has_private {
                let name = if of_supabase {
                    super::supabase::KEYS.to_owned()
                } else {
                    PairName::private(&rows[0].name)
                };
                Some(name)
            } else if of_supabase && self.signing_secret(&rows).is_empty() {
                Some(SIGNING_SECRET.to_owned())
            } else {
                None
            };
            let touched = rows
                .iter()
                .copied()
                .chain(kept)
                .any(|row| changed.contains(&row.id))
                || secret.is_some_and(|at| self.is_touched(at, changed));
            for at in pair {
                let row = &mut self.rows[at];
                let is_lost =
                    missing.is_some() && (row.missing != missing || !row.value.is_empty());
                if touched || is_lost {
                    row.put(&Secret::with_capacity(0));
                    changed.insert(row.id);
                }
                row.missing.clone_from(&missing);
            }
        }
    }

    /// The other rows of the pair that the row `id` is of, whatever their decisions.
    fn partners(&self, id: RowId) -> Vec<RowId> {
        let Some(of) = self.by_id(id).and_then(Row::pair_of) else {
            return Vec::new();
        };
        let rows = self.rows.iter();
        rows.filter(|row| row.id != id && row.pair_of().as_ref() == Some(&of))
            .map(Row::id)
            .collect()
    }

    /// The rows of the pair of `id` that follow a decision on it: they are made together, kept together, and without a
    /// private key there is no public one.
    pub(super) fn followers(&self, id: RowId, decision: Decision) -> Vec<RowId> {
        let Some(row) = self.by_id(id) else {
            return Vec::new();
        };
        let mut partners = self.partners(id);
        let is_made_private = |partner: &RowId| {
            self.by_id(*partner)
                .is_some_and(|row| row.is_private_half() && row.is_made_in_pair())
        };
        let of_last_private = row.is_private_half() && !partners.iter().any(is_made_private);
        // Public keys that were blanked with the private key come back with it.
        let was_blank = of_last_private && row.decision == Decision::Blank;
        let is_private = |partner: &RowId| self.by_id(*partner).is_some_and(Row::is_private_half);
        let is_only_private = row.is_private_half() && !partners.iter().any(is_private);
        let private = row.imported().filter(|_| is_only_private);
        // A public key that is derived from a private one that is kept leaves it as it is.
        let is_derived = self.is_derived_half(row);
        let follows = |row: &Row| match decision {
            Decision::Mint if is_derived => false,
            Decision::Mint => {
                row.decision == Decision::Keep && !row.is_off()
                    || row.decision == Decision::Blank && was_blank
            }
            Decision::Keep => {
                let is_made = row.decision == Decision::Mint && row.origin.is_some();
                let is_derivable = private.is_some_and(|private| row.is_derivable_from(private));
                is_made && !is_derivable && !self.is_derived_half(row)
            }
            Decision::Blank => row.decision == Decision::Mint && of_last_private,
            Decision::SameAs(_) => false,
        };
        partners.retain(|partner| self.by_id(*partner).is_some_and(follows));
        partners
    }

    /// Gives the row `id`, which is new to a pair, the algorithm that the pair has.
    pub(super) fn adopt_algorithm(&mut self, id: RowId) {
        if let [partner, ..] = self.partners(id)[..] {
            self.copy_algorithm(partner, &[id]);
        }
    }

    /// Gives the rows of the pair of `id` its algorithm.
    pub(super) fn share_algorithm(&mut self, id: RowId) {
        self.copy_algorithm(id, &self.partners(id));
    }

    fn copy_algorithm(&mut self, from: RowId, to: &[RowId]) {
        if let Some(PairValue { key, .. }) = self.by_id(from).and_then(Row::pair_value) {
            self.set_algorithm(to, key);
        }
    }

    fn set_algorithm(&mut self, of: &[RowId], key: PairKey) {
        for id in of {
            if let Some(at) = self.rows.at_id(*id)
                && let SecretFormat::Pair(value) = &mut self.rows[at].kind
            {
                value.key = key;
            }
        }
    }
}
