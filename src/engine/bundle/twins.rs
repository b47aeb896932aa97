//! Variables of an imported text with equal values, which may be one secret.
//!
//! A password in a URL and the variable that sets it are one secret; so are two variables with a value that
//! nobody repeats by chance. `changeme` or `admin` under two names proves little: the two are joined where both
//! are for the database, the cache or the queue, and elsewhere the link is only offered.

use super::{
    Class, Decision, Row,
    name::{Hint, hint},
    placeholder::is_placeholder,
    reason::Reason,
    row::Twin,
    shape,
    source::Source,
};
use crate::engine::base::secret::Secret;

/// Shorter values than this may be equal by chance: `secret`, `postgres`.
const TELLING: usize = 9;

/// Links rows with the same secret, and joins them where that is safe.
pub(super) fn join(rows: &mut [Row], source: Source) {
    let mut secrets: Vec<(Secret, usize)> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let random = row.kind.made_from().is_none() || row.class != Class::Own;
        if let Some(secret) = row.bare().filter(|secret| random && !secret.is_empty()) {
            secrets.push((secret, at));
        }
    }
    secrets.sort_by(|(one, at), (other, place)| (one.expose(), at).cmp(&(other.expose(), place)));
    for group in secrets.chunk_by(|(one, _), (other, _)| one.expose() == other.expose()) {
        let members: Vec<usize> = group.iter().map(|member| member.1).collect();
        let Some(leader) = leading(rows, members.iter().copied()) else {
            continue;
        };
        let value = group[0].0.expose();
        // A common value is one secret within a service at most.
        let services = if is_telling(value) {
            Vec::new()
        } else {
            Service::ALL
                .map(|service| leader_of(rows, &members, service))
                .to_vec()
        };
        for at in members {
            let own = Service::of(&rows[at]).and_then(|service| *services.get(service as usize)?);
            let leader = own.filter(|own| *own != at).unwrap_or(leader);
            if leader != at {
                link(rows, leader, at, value, source);
            }
        }
    }
}

/// What a password is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Service {
    Database,
    Cache,
    Queue,
}

impl Service {
    const ALL: [Self; 3] = [Self::Database, Self::Cache, Self::Queue];

    /// Words that identify it, in names and in URL schemes.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Database => &[
                "DB",
                "SQL",
                "POSTGRES",
                "PG",
                "DATABASE",
                "MARIA",
                "MONGO",
                "CLICKHOUSE",
                "ECTO",
            ],
            Self::Cache => &["REDIS", "VALKEY", "CACHE"],
            Self::Queue => &["AMQP", "RABBIT", "MQ", "NATS"],
        }
    }

    fn of(row: &Row) -> Option<Self> {
        let scheme = row
            .is_in_url()
            .then(|| row.value.expose().split("://").next())
            .flatten();
        let told = scheme.unwrap_or(&row.name).to_ascii_uppercase();
        Self::ALL
            .into_iter()
            .find(|service| service.words().iter().any(|word| told.contains(word)))
    }
}

fn leader_of(rows: &[Row], members: &[usize], service: Service) -> Option<usize> {
    let those = members.iter().copied();
    leading(
        rows,
        those.filter(|at| Service::of(&rows[*at]) == Some(service)),
    )
}

fn is_telling(value: &str) -> bool {
    value.len() >= TELLING && !is_placeholder(value)
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

fn link(rows: &mut [Row], leader: usize, at: usize, value: &str, source: Source) {
    let telling = is_telling(value);
    let one = match rows[at].class {
        Class::Own => {
            let service = Service::of(&rows[at]);
            let same = service.is_some() && service == Service::of(&rows[leader]);
            is_password(&rows[leader]) && is_password(&rows[at]) && (telling || same)
                || telling && (source == Source::Own || is_compatible(&rows[leader], &rows[at]))
        }
        Class::Issued => telling,
        Class::Setting => telling && value.len() >= 2 * TELLING,
    };
    if rows[at].class != Class::Own && !one {
        return;
    }
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
fn is_password(row: &Row) -> bool {
    row.is_in_url() || hint(&row.name) == Hint::Password
}

/// Whether a comment or a preset says which format the row has.
fn is_prescribed(row: &Row) -> bool {
    matches!(row.reason, Reason::Comment | Reason::Preset(_))
}

fn is_compatible(one: &Row, other: &Row) -> bool {
    one.kind == other.kind || !(is_prescribed(one) && is_prescribed(other))
}
