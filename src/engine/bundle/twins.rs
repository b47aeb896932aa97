//! Variables of an imported text with equal values, which may be one secret.
//!
//! A password in a URL and the variable that sets it are one secret; so are two variables with a value that
//! nobody repeats by chance. `changeme`, `testsecret` or a product's name under two names proves little: there a
//! connection string takes the password of the variable that fits it best, two variables are joined only where they
//! name the same account of the same service, and elsewhere the link is only offered. In a file in use, the blank half
//! of an account takes the value of the other half.

mod kept;
mod service;

use super::{
    Class, Decision, Row, placeholder::is_placeholder_in, reason::Reason, row::Twin, shape,
    source::Source, telling,
};
use crate::engine::base::secret::Secret;
use service::{Account, is_password};
use std::collections::HashSet;

/// Values of this length that are settings elsewhere are still one secret.
const LONG: usize = 18;

/// Links rows with the same secret, and joins them where that is safe.
pub(super) fn join(rows: &mut [Row], source: Source) {
    let mut secrets: Vec<(Secret, usize)> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let random = (row.kind.made_from().is_none() || row.class != Class::Own)
            && row.place.each().is_empty();
        if let Some(secret) = row.bare().filter(|secret| random && !secret.is_empty()) {
            secrets.push((secret, at));
        }
    }
    secrets.sort_by(|(one, at), (other, place)| (one.expose(), at).cmp(&(other.expose(), place)));
    let words = names(rows);
    for group in secrets.chunk_by(|(one, _), (other, _)| one.expose() == other.expose()) {
        let members: Vec<usize> = group.iter().map(|member| member.1).collect();
        if members.len() < 2 {
            continue;
        }
        let Some(leader) = leading(rows, members.iter().copied()) else {
            continue;
        };
        let value = group[0].0.expose();
        if is_telling(rows, &members, &words, value) && !is_placeholder_in(source, value) {
            for at in members.into_iter().filter(|at| *at != leader) {
                link_telling(rows, leader, at, value.len(), source);
            }
        } else {
            link_weak(rows, leader, &members);
            link_storage(rows, &members);
        }
    }
    if source == Source::Own {
        kept::take(rows);
    }
}

/// The words of all names, in upper case.
fn names(rows: &[Row]) -> HashSet<String> {
    let words = rows.iter().flat_map(|row| row.name.split(['_', '-', '.']));
    words.map(str::to_ascii_uppercase).collect()
}

/// Whether nobody would give this value to two secrets by chance.
fn is_telling(rows: &[Row], members: &[usize], words: &HashSet<String>, value: &str) -> bool {
    // A setting of the same value: a user, a database, the product.
    let setting = value.len() < LONG
        && members
            .iter()
            .any(|at| rows[*at].class == Class::Setting && !rows[*at].is_in_url());
    !setting && telling::is_telling(value, words)
}

/// The row whose secret the others take: an own secret, preferably not in a URL, then preferably one whose
/// format is prescribed.
fn leading(rows: &[Row], members: impl Iterator<Item = usize>) -> Option<usize> {
    let own = members.filter(|at| rows[*at].class == Class::Own);
    own.min_by_key(|at| {
        let row = &rows[*at];
        let ordinary = row.kind == shape::PASSWORD || !is_prescribed(row);
        (row.is_in_url(), ordinary, *at)
    })
}

/// Links two rows with a value that nobody repeats by chance.
fn link_telling(rows: &mut [Row], leader: usize, at: usize, length: usize, source: Source) {
    let one = match rows[at].class {
        Class::Own => {
            is_password(&rows[leader]) && is_password(&rows[at])
                || source == Source::Own
                || is_compatible(&rows[leader], &rows[at])
        }
        Class::Issued => true,
        Class::Setting => length >= LONG || rows[at].is_in_url(),
    };
    if one || rows[at].class == Class::Own {
        link(rows, leader, at, one);
    }
}

/// Links rows with a weak value: each takes the password of the earlier one that it fits, if there is one.
fn link_weak(rows: &mut [Row], first: usize, members: &[usize]) {
    let mut own: Vec<usize> = members
        .iter()
        .copied()
        .filter(|at| match rows[*at].class {
            Class::Own => true,
            Class::Setting => rows[*at].is_in_url(),
            Class::Issued => false,
        })
        .collect();
    // Variables before the strings that use them.
    own.sort_by_key(|at| (rows[*at].is_in_url(), *at != first, *at));
    let mut leaders: Vec<(usize, Account)> = Vec::new();
    for at in own {
        let account = Account::of(&rows[at]);
        let fitting = leaders
            .iter()
            .filter(|_| is_password(&rows[at]))
            .filter_map(|(leader, other)| Some((account.fit(other)?, *leader)))
            .max_by_key(|(fit, leader)| (*fit, std::cmp::Reverse(*leader)));
        if let Some((_, leader)) = fitting {
            link(rows, leader, at, true);
        } else if rows[at].class == Class::Own {
            if at != first {
                link(rows, first, at, false);
            }
            if is_password(&rows[at]) {
                leaders.push((at, account));
            }
        }
    }
}

/// Gives variables that name only the protocol (S3, AWS) the password of the self-hosted storage server.
fn link_storage(rows: &mut [Row], members: &[usize]) {
    let has = |at: usize, words: &[&str]| {
        let name = rows[at].name.to_ascii_uppercase();
        words.iter().any(|word| name.contains(word))
    };
    let server = |at: &usize| {
        rows[*at].class == Class::Own
            && has(*at, &["MINIO", "RUSTFS"])
            && has(*at, &["PASSWORD", "SECRET"])
    };
    let Some(leader) = members.iter().copied().find(server) else {
        return;
    };
    let users = members.iter().copied().filter(|at| {
        rows[*at].class == Class::Issued && has(*at, &["S3", "AWS"]) && has(*at, &["SECRET"])
    });
    for at in users.collect::<Vec<_>>() {
        link(rows, leader, at, true);
    }
}

/// Links the row at `at` to its leader, as the same secret if it is `one`.
fn link(rows: &mut [Row], leader: usize, at: usize, one: bool) {
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

/// Whether a comment or a preset says which format the row has.
fn is_prescribed(row: &Row) -> bool {
    matches!(
        row.reason,
        Reason::Comment | Reason::Preset(_) | Reason::Value
    )
}

fn is_compatible(one: &Row, other: &Row) -> bool {
    one.kind == other.kind || !(is_prescribed(one) && is_prescribed(other))
}
