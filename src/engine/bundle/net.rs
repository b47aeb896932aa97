//! What is left in the values that are kept: an old value of a secret that is made anew, or a placeholder.
//!
//! Such a value is never called no secret. Where the secret stands as one (`--requirepass changeme`) it is changed
//! along; elsewhere it is pointed out.

use super::{
    Class, Decision, Row, RowId,
    format::SecretFormat,
    place::{Place, Syntax},
    placeholder::{is_open, is_placeholder},
    reason::Reason,
    row::{Anchor, Twin},
};
use crate::engine::base::secret::Secret;
use crate::engine::env::document::Document;
use std::{collections::HashMap, ops::Range};

/// Longer values are not searched.
const MOST: usize = 1 << 16;

/// The shortest old value that is looked for inside others.
const LEAST: usize = 4;

/// What separates the parts of a value.
const SEPARATORS: &[char] = &[
    ' ', '\t', '\n', ':', '/', '@', '=', ';', ',', '&', '?', '#', '"', '\'', '(', ')', '{', '}',
    '[', ']', '<', '>', '|', '$', '`', '\\',
];

/// A secret that is made anew.
struct Old {
    value: Secret,
    leader: RowId,
    name: String,
    /// Its format, which says where a new value can stand as it is.
    kind: SecretFormat,
}

/// What becomes of a kept row.
enum Finding {
    Along { at: usize, place: Place },
    Reason(Reason),
}

/// Looks through the kept values of `rows`.
pub(super) fn check(rows: &mut [Row], document: &Document) {
    let olds = olds(rows);
    let mut by_value: HashMap<&str, usize> = HashMap::with_capacity(olds.len());
    for (at, old) in olds.iter().enumerate() {
        by_value.entry(old.value.expose()).or_insert(at);
    }
    // Few values have a separator in them; they are searched for one by one.
    let split: Vec<usize> = (0..olds.len())
        .filter(|at| olds[*at].value.expose().contains(SEPARATORS))
        .take(32)
        .collect();
    let mut findings = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let looked_at = row.decision == Decision::Keep
            && row.class == Class::Setting
            && matches!(
                row.reason,
                Reason::Setting | Reason::Structured | Reason::Template
            );
        if looked_at && let Some(finding) = look(row, document, &olds, &by_value, &split) {
            findings.push((at, finding));
        }
    }
    for (row, finding) in findings {
        let row = &mut rows[row];
        match finding {
            Finding::Along { at, place } => {
                let Old { leader, name, .. } = &olds[at];
                row.place = place;
                row.class = Class::Own;
                row.decision = Decision::SameAs(*leader);
                row.twin = Some(Twin {
                    of: *leader,
                    joined: true,
                });
                row.reason = Reason::SameValue { name: name.clone() };
            }
            Finding::Reason(reason) => row.reason = reason,
        }
    }
}

/// The old values of what is made anew.
fn olds(rows: &[Row]) -> Vec<Old> {
    let leaders: HashMap<RowId, &Row> = rows.iter().map(|row| (row.id, row)).collect();
    let old = |row: &Row| {
        let leader = match row.decision {
            Decision::Mint => row,
            Decision::SameAs(leader) => leaders.get(&leader)?,
            Decision::Keep | Decision::Blank => return None,
        };
        let value = row.bare().filter(|value| value.len() >= LEAST)?;
        Some(Old {
            value,
            leader: leader.id,
            name: leader.name.clone(),
            kind: leader.kind,
        })
    };
    rows.iter().filter_map(old).collect()
}

fn look(
    row: &Row,
    document: &Document,
    olds: &[Old],
    by_value: &HashMap<&str, usize>,
    split: &[usize],
) -> Option<Finding> {
    let template = row.is_template();
    let text = match row.anchor {
        Anchor::Entry(entry) if template => document.slice(&document.entries()[entry].token),
        _ => row.value.expose(),
    };
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    let hits = hits(text, olds, by_value, split);
    if let Some((place, at)) = hits.iter().find(|(place, _)| is_secret_place(text, place)) {
        let old = &olds[*at];
        let fits = if text[place.end..].starts_with('@') {
            old.kind.serves_as_password()
        } else {
            old.kind.is_one_word()
        };
        if !template && fits {
            let places = hits
                .iter()
                .filter(|(place, other)| other == at && is_secret_place(text, place))
                .map(|(place, _)| place.clone());
            let place = within(text, places);
            return Some(Finding::Along { at: *at, place });
        }
        let name = old.name.clone();
        return Some(Finding::Reason(Reason::StillHolds { name }));
    }
    if let Some((_, at)) = hits.iter().find(|(place, _)| *place == (0..text.len())) {
        let name = olds[*at].name.clone();
        return Some(Finding::Reason(Reason::SharesValue { name }));
    }
    // A word such as `postgres` in the name of a host is none of the secret.
    if let Some((_, at)) = hits
        .iter()
        .find(|(_, at)| is_placeholder(olds[*at].value.expose()) || olds[*at].value.len() > 11)
    {
        let name = olds[*at].name.clone();
        return Some(Finding::Reason(Reason::StillHolds { name }));
    }
    let setting = row.reason == Reason::Setting;
    match () {
        () if setting && is_open(text) => Some(Finding::Reason(Reason::Placeholder)),
        () if setting && has_secret_place(text) => Some(Finding::Reason(Reason::Structured)),
        () => None,
    }
}

/// Where `text` has old values as parts of their own.
fn hits(
    text: &str,
    olds: &[Old],
    by_value: &HashMap<&str, usize>,
    split: &[usize],
) -> Vec<(Range<usize>, usize)> {
    let mut hits = Vec::new();
    if let Some(at) = by_value.get(text) {
        hits.push((0..text.len(), *at));
        return hits;
    }
    let mut start = 0;
    for part in text.split_inclusive(SEPARATORS) {
        let bare = part.trim_end_matches(SEPARATORS);
        if let Some(at) = by_value.get(bare) {
            hits.push((start..start + bare.len(), *at));
        }
        start += part.len();
    }
    for at in split {
        let old = olds[*at].value.expose();
        hits.extend(
            text.match_indices(old)
                .map(|(place, _)| (place..place + old.len(), *at)),
        );
    }
    hits.sort_by_key(|(place, _)| place.start);
    // Of two that overlap the first counts.
    let mut end = 0;
    hits.retain(|(place, _)| {
        let free = place.start >= end;
        if free {
            end = place.end;
        }
        free
    });
    hits
}

/// Whether what stands at `place` is a secret there: behind a flag or key that is named so, or a user.
fn is_secret_place(text: &str, place: &Range<usize>) -> bool {
    if text[..place.start].ends_with(':') && text[place.end..].starts_with('@') {
        return true;
    }
    let before = text[..place.start].trim_end_matches(['=', ':', ' ', '"', '\'']);
    let between = &text[before.len()..place.start];
    let start = before
        .rfind(|symbol: char| !symbol.is_ascii_alphanumeric())
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let word = before[start..].to_ascii_lowercase();
    let keys = [
        "pass",
        "passwd",
        "password",
        "pwd",
        "secret",
        "token",
        "bearer",
        "masterauth",
    ];
    // Behind a space alone a word is a flag, or it is prose.
    let flag = before[..start].ends_with('-')
        || ["requirepass", "masterauth", "bearer"].contains(&word.as_str());
    keys.iter().any(|end| word.ends_with(end))
        && !between.is_empty()
        && (between.contains(['=', ':']) || flag)
}

/// Whether a value sets a secret among other things: `-Ddb.password=x`, `--requirepass x`.
fn has_secret_place(text: &str) -> bool {
    let mut start = 0;
    text.split_inclusive(SEPARATORS).any(|part| {
        let place = start..start + part.len();
        start = place.end;
        let key = text[..place.start].ends_with(['=', ' ']) && !part.starts_with(SEPARATORS);
        key && is_secret_place(text, &place)
    })
}

fn within(text: &str, places: impl Iterator<Item = Range<usize>>) -> Place {
    let mut around = Vec::new();
    let mut at = 0;
    for place in places {
        around.push(text[at..place.start].into());
        at = place.end;
    }
    around.push(text[at..].into());
    Place::Within {
        around,
        syntax: Syntax::Plain,
    }
}
