//! A password that one setting of a file in use has and another lacks: `POSTGRES_PASSWORD=` beside a `DATABASE_URL`
//! with the password in it. The server would not accept a new one.

use super::{
    link::is_password,
    service::{Account, Users},
};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::{Class, Decision, Row, RowId, reason::Reason, row::Twin};
use std::collections::HashMap;

/// The most passwords that others are compared with.
const MOST: usize = 64;

/// Gives each password that would be made the kept one of the same account, where there is one and no other that
/// fits as well.
pub(super) async fn take(rows: &mut [Row], users: &Users, pause: &mut Pause) {
    let ids = |(at, leader): (usize, usize)| (rows[at].id, rows[leader].id);
    let halves = halves(rows, users, pause).await;
    let leaders: HashMap<RowId, RowId> = halves.into_iter().map(ids).collect();
    for row in rows {
        let before = match row.decision {
            // Rows that follow it take the value too.
            Decision::SameAs(before) => before,
            _ => row.id,
        };
        if let Some(of) = leaders.get(&before).copied() {
            row.twin = Some(Twin { of, joined: true });
            row.decision = Decision::SameAs(of);
            row.reason = Reason::KeptAccount;
        }
    }
}

/// The rows whose password would be made, each with the row that has it.
async fn halves(rows: &[Row], users: &Users, pause: &mut Pause) -> Vec<(usize, usize)> {
    let account = |at: usize| Account::of(&rows[at], users);
    let of = |decision: Decision| {
        (0..rows.len()).filter(move |at| {
            let row = &rows[*at];
            let one =
                row.class == Class::Own && row.decision == decision && row.place.each().is_empty();
            one && is_password(row)
        })
    };
    let has_secret = |at: &usize| rows[*at].bare().is_some_and(|secret| !secret.is_empty());
    let kept: Vec<(usize, Account)> = of(Decision::Keep)
        .filter(has_secret)
        .take(MOST)
        .map(|at| (at, account(at)))
        .collect();
    let mut halves = Vec::new();
    if kept.is_empty() {
        return halves;
    }
    pause.here().await;
    for at in of(Decision::Mint) {
        halves.extend(best(rows, &account(at), &kept).map(|leader| (at, leader)));
        pause.after_row().await;
    }
    halves
}

/// The row that fits best; `None` if others with another secret fit as well.
fn best(rows: &[Row], blank: &Account, kept: &[(usize, Account)]) -> Option<usize> {
    let fitting: Vec<(usize, usize)> = kept
        .iter()
        .filter_map(|(at, account)| Some((blank.half(account)?, *at)))
        .collect();
    let most = fitting.iter().map(|(fit, _)| *fit).max()?;
    let mut best = fitting.iter().filter(|(fit, _)| *fit == most);
    let leader = best.next()?.1;
    let secret = |at: usize| rows[at].bare();
    let expected = secret(leader)?;
    best.all(|(_, at)| secret(*at).is_some_and(|other: Secret| other.expose() == expected.expose()))
        .then_some(leader)
}
