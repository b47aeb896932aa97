//! Variables of an imported text with equal values, which may be one secret.
//!
//! A password in a URL and the variable that sets it are one secret; so are two variables with a value that
//! nobody repeats by chance. `changeme`, `testsecret` or a product's name under two names proves little: there a
//! connection string takes the password of the variable that fits it best, two variables are joined only where they
//! name the same account of the same service, or a server and its client, and elsewhere the link is only offered.
//! Without equal values, rows are joined where a comment says that they are one secret, and where blanks are the password
//! of one account. In a file in use, the blank half of an account takes the value of the other half.

mod blank;
mod kept;
mod link;
mod service;
mod stated;

use super::{
    Class, Decision, Row, RowId, placeholder::is_placeholder_in, reason::Reason, row::Twin, shape,
    source::Source, telling,
};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::env::document::Document;
use link::{is_password, link};
use service::{Account, Users, are_counterparts, has_alias};
use std::collections::{HashMap, HashSet};

/// Equal values of at least so many bytes are one secret even if one of them is that of a setting.
const LONG: usize = 18;

/// The most variables with one value among which those of a server and its client are searched for.
const MOST: usize = 64;

/// The most passwords of different accounts that all others with the same weak value are compared with. A further one is
/// compared with those whose names have the same words.
const MOST_ACCOUNTS: usize = 1024;

/// A row whose weak value others may have been given on purpose.
struct Leader {
    at: usize,
    is_password: bool,
    has_alias: bool,
    account: Account,
}

/// Links rows with the same secret, and joins them where that is safe.
pub(super) async fn join(rows: &mut [Row], document: &Document, source: Source, pause: &mut Pause) {
    let users = Users::of(rows);
    pause.here().await;
    join_equal(rows, &users, source, pause).await;
    stated::join(rows, document, source, pause).await;
    if source == Source::Own {
        kept::take(rows, &users, pause).await;
    }
    blank::join(rows, &users, pause).await;
    shorten(rows);
    pause.here().await;
}

/// Joins and links the rows with equal values.
async fn join_equal(rows: &mut [Row], users: &Users, source: Source, pause: &mut Pause) {
    let mut secrets: Vec<(Secret, usize)> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let random = (row.kind.made_from().is_none() || row.class != Class::Own)
            && row.pair_value().is_none()
            && row.place.each().is_empty();
        if let Some(secret) = row.bare().filter(|secret| random && !secret.is_empty()) {
            secrets.push((secret, at));
        }
        pause.after_row().await;
    }
    pause.here().await;
    secrets.sort_by(|(one, at), (other, place)| (one.expose(), at).cmp(&(other.expose(), place)));
    pause.here().await;
    let words = names(rows);
    pause.here().await;
    for group in secrets.chunk_by(|(one, _), (other, _)| one.expose() == other.expose()) {
        pause.after_row().await;
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
                pause.after_row().await;
            }
        } else {
            link_weak(rows, leader, &members, users, pause).await;
            link_storage(rows, &members);
        }
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
async fn link_weak(
    rows: &mut [Row],
    first: usize,
    members: &[usize],
    users: &Users,
    pause: &mut Pause,
) {
    // Only of a server with two names can both be looked for.
    let counterpart = |rows: &[Row], at: usize, other: usize| {
        are_counterparts(&rows[at].name, &rows[other].name, users)
    };
    let aliased: Vec<usize> = members
        .iter()
        .copied()
        .take(MOST)
        .filter(|at| rows[*at].class == Class::Own && has_alias(&rows[*at].name))
        .collect();
    let of_own = |at: usize| {
        has_alias(&rows[at].name) && aliased.iter().any(|other| counterpart(rows, at, *other))
    };
    let mut own: Vec<usize> = Vec::with_capacity(members.len());
    for at in members.iter().copied() {
        let is_own = match rows[at].class {
            Class::Own => true,
            Class::Setting => rows[at].is_in_url(),
            Class::Issued => of_own(at),
        };
        if is_own {
            own.push(at);
        }
        pause.after_row().await;
    }
    // Variables before the strings that use them.
    own.sort_by_key(|at| {
        let row = &rows[*at];
        (
            row.class == Class::Issued,
            row.is_in_url(),
            *at != first,
            *at,
        )
    });
    let mut leaders: Vec<Leader> = Vec::new();
    let mut further: HashMap<Vec<String>, Vec<Leader>> = HashMap::new();
    for at in own {
        pause.after_row().await;
        let account = Account::of(&rows[at], users);
        let (is_password, has_alias) = (is_password(&rows[at]), has_alias(&rows[at].name));
        let near = further.get(&account.words).into_iter().flatten();
        let fitting = leaders
            .iter()
            .chain(near)
            .filter_map(|leader| {
                let passwords = is_password && leader.is_password;
                let fit = passwords.then(|| account.fit(&leader.account)).flatten();
                let both = has_alias && leader.has_alias;
                let fit =
                    fit.or_else(|| (both && counterpart(rows, at, leader.at)).then_some(0))?;
                Some((fit, leader.at))
            })
            .max_by_key(|(fit, leader)| (*fit, std::cmp::Reverse(*leader)));
        if let Some((_, leader)) = fitting {
            link(rows, leader, at, true);
        } else if rows[at].class == Class::Own {
            if at != first {
                link(rows, first, at, false);
            }
            let count = leaders.len();
            let leader = Leader {
                at,
                is_password,
                has_alias,
                account,
            };
            if is_password && count < MOST_ACCOUNTS || count < MOST && has_alias {
                leaders.push(leader);
            } else if is_password {
                let words = leader.account.words.clone();
                let near = further.entry(words).or_default();
                if near.len() < MOST {
                    near.push(leader);
                }
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

/// Shortens chains: a row that follows a row which itself follows a third then follows the third.
fn shorten(rows: &mut [Row]) {
    let next = |row: &Row| match row.decision {
        Decision::SameAs(leader) => Some((row.id, leader)),
        _ => None,
    };
    let mut leaders: HashMap<RowId, RowId> = rows.iter().filter_map(next).collect();
    // A chain mostly leads down the text: from the bottom up, the rest of it is short already.
    for row in rows.iter_mut().rev() {
        let Decision::SameAs(mut leader) = row.decision else {
            continue;
        };
        while let Some(further) = leaders.get(&leader) {
            leader = *further;
        }
        leaders.insert(row.id, leader);
        row.decision = Decision::SameAs(leader);
        row.twin = Some(Twin {
            of: leader,
            joined: true,
        });
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
