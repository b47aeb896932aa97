//! A private key that is kept as it was, and the public keys beside it that are derived from it.

use super::WantedPair;
use super::name::Half;
use super::value::PairContent;
use super::written::{HalfState, Jwk, Pem};
use crate::engine::base::secret::Secret;
use crate::engine::bundle::id::RowId;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::{Bundle, Decision, Row};
use crate::engine::pair::part::{PairKey, PairPart};

/// Whether `part` can be derived from `private`, a private key as its variable has it. Encrypted keys and those of
/// other uses are not read here. A JWK names the algorithm, which for RSA only another JWK tells.
pub(super) fn gives(private: &str, part: PairPart) -> bool {
    if part.is_private() {
        return false;
    }
    let Some(pem) = Pem::parse(private) else {
        return Jwk::parse(private).is_some_and(|jwk| jwk.signs());
    };
    let is_private = matches!(pem.part(), Some((Half::Private, _)));
    let is_told = |key: PairKey| key.bits() == 0 || part.is_pem();
    is_private && pem.state() == HalfState::Real && pem.key().is_some_and(is_told)
}

impl Row {
    /// The value that it was imported with.
    pub(super) fn imported(&self) -> Option<&Secret> {
        self.origin.as_ref()?.value.as_ref()
    }

    /// The algorithm that the private key in its value tells. The PEM of an RSA key tells the size only: of that size it
    /// stays the `present` one.
    pub(super) fn told_key(&self, present: PairKey) -> Option<PairKey> {
        let private = self.value.expose();
        let Some(pem) = Pem::parse(private) else {
            return Jwk::parse(private)?.key();
        };
        let told = pem.key()?;
        let is_open = told.bits() > 0 && told.bits() == present.bits();
        Some(if is_open { present } else { told })
    }

    /// Whether it holds a public key, and came without one.
    fn is_open_public_half(&self) -> bool {
        let is_blank = self
            .imported()
            .is_none_or(|value| value.expose().trim().is_empty());
        is_blank && self.pair_value().is_some() && !self.is_private_half()
    }

    /// Whether its public key, which it came without, can be derived from this private one.
    pub(super) fn is_derivable_from(&self, private: &Secret) -> bool {
        let content = self.pair_value().map(|value| value.content);
        let Some(PairContent::Part { part, .. }) = content else {
            return false;
        };
        self.is_open_public_half() && gives(private.expose(), part)
    }
}

impl Bundle {
    /// The private key of the pair of `public` where it is kept, is the only one, and gives the public one.
    fn kept_private(&self, public: &Row) -> Option<&Row> {
        let of = public.pair_of();
        let mut privates = self
            .rows
            .iter()
            .filter(|row| row.is_private_half() && row.pair_of() == of);
        let private = privates.next()?;
        let is_kept = private.decision == Decision::Keep && privates.next().is_none();
        (is_kept && public.is_derivable_from(&private.value)).then_some(private)
    }

    /// The private key that is kept, from which all of `rows` are derived, the rows that are made of one pair.
    pub(super) fn kept_for(&self, rows: &[&Row]) -> Option<&Row> {
        // Only of these is the private key looked for, among all rows.
        if !rows.iter().all(|row| row.is_open_public_half()) {
            return None;
        }
        let mut kept = None;
        for row in rows {
            kept = Some(self.kept_private(row)?);
        }
        kept
    }

    /// Gives a pair the algorithm of the private key `id`, whose imported value is back.
    pub(in crate::engine::bundle) fn restore_algorithm(&mut self, id: RowId) {
        let row = self.by_id(id).filter(|row| row.is_private_half());
        let present = row.and_then(|row| Some((row, row.pair_value()?.key)));
        if let Some(told) = present.and_then(|(row, key)| row.told_key(key)) {
            self.set_algorithm(&[id], told);
            self.share_algorithm(id);
        }
    }

    /// Whether a new value of the row is derived from a private key that is kept.
    pub(in crate::engine::bundle) fn is_derived_half(&self, row: &Row) -> bool {
        row.is_open_public_half() && self.kept_private(row).is_some()
    }

    /// The name of the private key that the row's public key is derived from.
    #[must_use]
    pub fn derived_from(&self, row: &Row) -> Option<&str> {
        let is_made = row.decision == Decision::Mint && row.is_open_public_half();
        let private = is_made.then(|| self.kept_private(row)).flatten();
        private.map(Row::name)
    }

    /// Leaves the rows of a [wanted pair](Self::wanted_pairs) as they were imported: what is kept as its private key
    /// cannot be read after all.
    pub fn give_up_pair(&mut self, wanted: &WantedPair) {
        if !self.wanted_pairs().any(|other| other.is_same(wanted)) {
            return;
        }
        for id in &wanted.rows {
            if let Some(at) = self.rows.at_id(*id) {
                let row = &mut self.rows[at];
                row.decision = if row.origin.is_some() {
                    Decision::Keep
                } else {
                    Decision::Blank
                };
                row.value = Secret::from(row.imported().map_or("", Secret::expose));
                row.reason = Reason::KeyPair;
            }
        }
    }
}
