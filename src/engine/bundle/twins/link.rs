//! Links one row to the one that has the same secret.

use crate::engine::bundle::{
    Class, Decision, Row,
    name::{Hint, hint},
    reason::Reason,
    row::Twin,
};

/// Links the row at `at` to its leader: as the same secret if `one`, otherwise as an offer.
pub(super) fn link(rows: &mut [Row], leader: usize, at: usize, one: bool) {
    let (of, name) = (rows[leader].id, rows[leader].name.clone());
    let follows = one && rows[leader].decision == Decision::Mint;
    let row = &mut rows[at];
    row.twin = Some(Twin { of, joined: one });
    if one {
        row.class = Class::Own;
    }
    if follows {
        row.decision = Decision::SameAs(of);
        row.reason = Reason::SameValue { name };
    }
}

/// Whether a row is for a password, which one place sets and others use.
pub(super) fn is_password(row: &Row) -> bool {
    row.is_in_url() || hint(&row.name) == Hint::Password
}
