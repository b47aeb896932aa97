//! Blanks and placeholders of one account: the variable that sets a password, and the connection strings that use it.
//!
//! Their values do not show that they are one secret, but with two different ones the connection would fail.

use super::{
    link::{is_password, link},
    service::{Account, Users},
};
use crate::engine::base::pause::Pause;
use crate::engine::bundle::{
    Class, Decision, Row,
    place::{Place, PlaceSyntax},
    placeholder::is_placeholder,
    plan::values::{is_local, is_own_scheme, is_rented},
    reason::Reason,
    url,
    weak::is_weak,
};

/// The most accounts that rows are compared with.
const MOST: usize = 64;

/// Joins the rows whose passwords are made here for one account, and fills in the strings that lack it.
pub(super) async fn join(rows: &mut [Row], users: &Users, pause: &mut Pause) {
    let is_made = |row: &Row| {
        row.class == Class::Own
            && row.decision == Decision::Mint
            && is_password(row)
            && row.place.each().is_empty()
            && row.kind.made_from().is_none()
    };
    // Variables before the strings that use them, and those before the ones that lack it.
    let (mut order, mut strings, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        if !is_made(row) {
            gaps.extend(gap(row).map(|_| at));
        } else if row.is_in_url() {
            strings.push(at);
        } else {
            order.push(at);
        }
        pause.after_row().await;
    }
    order.extend(strings);
    order.extend(gaps);
    let mut leaders: Vec<(usize, Account)> = Vec::new();
    for at in order {
        pause.after_row().await;
        let gap = gap(&rows[at]);
        let account = match &gap {
            Some(_) => Account::named(
                &rows[at].name,
                rows[at].value.expose().to_ascii_lowercase(),
                users,
            ),
            None => Account::of(&rows[at], users),
        };
        let in_text = gap.is_some() || rows[at].is_in_url();
        let fitting = leaders
            .iter()
            .filter(|(leader, _)| {
                gap.is_some() || [at, *leader].iter().any(|at| is_open(&rows[*at], in_text))
            })
            .filter_map(|(leader, other)| Some((account.fit_blank(other)?, *leader)))
            .max_by_key(|(fit, leader)| (*fit, std::cmp::Reverse(*leader)));
        match fitting {
            Some((_, leader)) => {
                if let Some(gap) = gap {
                    rows[at].place = Place::within(
                        rows[at].value.expose(),
                        std::iter::once(gap..gap),
                        PlaceSyntax::Percent,
                    );
                }
                link(rows, leader, at, true);
                rows[at].reason = Reason::SameAccount;
            }
            None if gap.is_none() && leaders.len() < MOST => leaders.push((at, account)),
            None => {}
        }
    }
}

/// Whether the row has no value that tells it from another. A weak one in a connection string does not count either.
fn is_open(row: &Row, in_text: bool) -> bool {
    row.bare().is_some_and(|secret| {
        let secret = secret.expose();
        secret.is_empty() || is_placeholder(secret) || in_text && is_weak(secret, |_| false)
    })
}

/// Where the password would stand in a URL of one's own server that has an empty one: `redis://:@cache`.
fn gap(row: &Row) -> Option<usize> {
    let value = row.value.expose();
    let at = (row.decision == Decision::Keep && row.reason == Reason::Setting)
        .then(|| url::gap(value))??;
    let own =
        is_own_scheme(&value.split("://").next()?.to_ascii_lowercase()) || is_local(&value[at..]);
    (own && !is_rented(&value[at..])).then_some(at)
}
