//! Old values of replaced secrets, and placeholders, inside values that are kept.
//!
//! Such a value is never reported as "no secret". Where the old value stands in the place of a secret
//! (`--requirepass changeme`) it is replaced there too; elsewhere it is reported.

use super::{
    Class, Decision, Row, RowId,
    comment::prose::has_phrase,
    format::SecretFormat,
    inside::snake,
    name::{Hint, hint},
    place::{Place, PlaceSyntax},
    placeholder::{is_open, is_placeholder},
    reason::Reason,
    row::{Anchor, Twin},
};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::env::document::Document;
use std::{collections::HashMap, ops::Range};

/// Values of more bytes are not searched.
const MOST: usize = 1 << 16;

/// The shortest old value, in bytes, that another variable is unlikely to have by chance.
const LEAST: usize = 3;

/// The shortest old value, in bytes, that is unlikely to be a part of another by chance.
const LEAST_PART: usize = 4;

/// What separates the parts of a value.
const SEPARATORS: &[char] = &[
    ' ', '\t', '\n', ':', '/', '@', '=', ';', ',', '&', '?', '#', '"', '\'', '(', ')', '{', '}',
    '[', ']', '<', '>', '|', '$', '`', '\\',
];

/// The old value of a secret that is replaced.
struct OldValue {
    value: Secret,
    leader: RowId,
    name: String,
    /// Its format, which decides where a new value needs no quotes or escapes.
    kind: SecretFormat,
    /// Whether its row has several secrets.
    is_one_of_several: bool,
}

/// What becomes of a kept row with an old value in it.
enum Leftover {
    /// It gets the new value of the secret with the old value at the index `at`, and holds it in `place`.
    Along { at: usize, place: Place },
    /// It stays, for this reason.
    Reason(Reason),
}

/// Looks through the kept values of `rows`, and through those with several secrets.
pub(super) async fn check(rows: &mut [Row], document: &Document, pause: &mut Pause) {
    let olds = olds(rows);
    pause.here().await;
    let mut only: HashMap<(&str, bool), Option<RowId>> = HashMap::new();
    for old in olds.iter().filter(|old| !old.is_one_of_several) {
        let leader = only
            .entry((old.value.expose(), is_password(&old.name)))
            .or_insert(Some(old.leader));
        *leader = leader.filter(|leader| *leader == old.leader);
        pause.after_row().await;
    }
    for row in rows.iter_mut() {
        link_each(row, &only);
        pause.after_row().await;
    }
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
        let setting = matches!(
            row.reason,
            Reason::Setting | Reason::Structured | Reason::Template
        );
        // Of issued values only connection strings count: they may have a password of ours, while a provider's key may
        // just be the same placeholder.
        let looked_at = row.decision == Decision::Keep
            && (row.class == Class::Setting && setting
                || row.class == Class::Issued && row.is_in_url());
        if looked_at && let Some(finding) = look(row, document, &olds, &by_value, &split) {
            findings.push((at, finding));
        }
        pause.after_row().await;
    }
    for (row, finding) in findings {
        let row = &mut rows[row];
        match finding {
            Leftover::Along { at, place } => {
                let OldValue { leader, name, .. } = &olds[at];
                row.place = place;
                row.class = Class::Own;
                row.decision = Decision::SameAs(*leader);
                row.twin = Some(Twin {
                    of: *leader,
                    joined: true,
                });
                row.reason = Reason::SameValue { name: name.clone() };
            }
            Leftover::Reason(reason) => row.reason = reason,
        }
    }
}

/// The old values of the secrets that are replaced.
fn olds(rows: &[Row]) -> Vec<OldValue> {
    let leaders: HashMap<RowId, &Row> = rows.iter().map(|row| (row.id, row)).collect();
    let mut olds = Vec::with_capacity(rows.len());
    for row in rows {
        let leader = match row.decision {
            Decision::Mint => Some(row),
            // A row that has the secret of its kept leader already has no old value.
            Decision::SameAs(leader) => {
                let secret = row.bare();
                let is_the_same = |kept: &Row| {
                    let pair = kept.bare().zip(secret.as_ref());
                    pair.is_some_and(|(kept, secret)| kept.expose() == secret.expose())
                };
                let leader = leaders.get(&leader).copied();
                leader.filter(|leader| leader.decision == Decision::Mint || !is_the_same(leader))
            }
            Decision::Keep | Decision::Blank => None,
        };
        let Some(leader) = leader else {
            continue;
        };
        let is_one_of_several = !row.place.each().is_empty();
        let several = row
            .place
            .bare_each(&row.value)
            .filter(|_| is_one_of_several);
        let values = several.unwrap_or_else(|| row.bare().into_iter().collect());
        let values = values.into_iter().filter(|value| !value.is_empty());
        olds.extend(values.map(|value| OldValue {
            value,
            leader: leader.id,
            name: leader.name.clone(),
            kind: leader.kind,
            is_one_of_several,
        }));
    }
    olds
}

fn is_password(name: &str) -> bool {
    hint(name) == Hint::Password
}

/// Links each of several secrets in a value to the row that had the same one, if there is only one such row: passwords
/// to passwords, other secrets to others.
fn link_each(row: &mut Row, only: &HashMap<(&str, bool), Option<RowId>>) {
    let secrets = row.place.bare_each(&row.value);
    let Place::Within { around, each, .. } = &mut row.place else {
        return;
    };
    let secrets = secrets.unwrap_or_default();
    for (at, (link, secret)) in each.iter_mut().zip(secrets).enumerate() {
        let before = around[at].expose().trim_end_matches(['"', ':', ' ']);
        let key = snake(before.rsplit('"').next().unwrap_or_default());
        let known = only.get(&(secret.expose(), is_password(&key)));
        *link = known.copied().flatten();
    }
}

/// What becomes of `row`, if its value has an old value or a placeholder in it.
fn look(
    row: &Row,
    document: &Document,
    olds: &[OldValue],
    by_value: &HashMap<&str, usize>,
    split: &[usize],
) -> Option<Leftover> {
    let template = row.is_template();
    let text = match row.anchor {
        Anchor::Entry(entry) if template => document.slice(&document.entries()[entry].token),
        _ => row.value.expose(),
    };
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    let hits = hits(text, olds, by_value, split);
    let issued = row.class == Class::Issued;
    if let Some((place, at)) = hits.iter().find(|(place, _)| is_secret_place(text, place)) {
        let old = &olds[*at];
        let fits = if text[place.end..].starts_with('@') {
            old.kind.serves_as_password()
        } else {
            old.kind.is_one_word()
        };
        if !template && !issued && fits {
            let places = hits
                .iter()
                .filter(|(place, other)| other == at && is_secret_place(text, place))
                .map(|(place, _)| place.clone());
            let place = Place::within(text, places, PlaceSyntax::Plain);
            return Some(Leftover::Along { at: *at, place });
        }
        let name = old.name.clone();
        return Some(Leftover::Reason(Reason::StillHolds { name }));
    }
    if issued {
        return None;
    }
    let whole = |place: &Range<usize>| *place == (0..text.len()) && text.len() >= LEAST;
    if let Some((_, at)) = hits.iter().find(|(place, _)| whole(place)) {
        let name = olds[*at].name.clone();
        return Some(Leftover::Reason(Reason::SharesValue { name }));
    }
    // A word such as `postgres` in the name of a host may have nothing to do with the secret.
    let mut parts: Vec<usize> = hits.iter().map(|(_, at)| *at).collect();
    if row.reason == Reason::Setting {
        parts.extend(named_parts(text, by_value));
    }
    let telling = |at: usize| {
        let old = olds[at].value.expose();
        is_placeholder(old) && old.len() >= LEAST_PART || old.len() > 11
    };
    if let Some(at) = parts.iter().find(|at| telling(**at)) {
        let name = olds[*at].name.clone();
        return Some(Leftover::Reason(Reason::StillHolds { name }));
    }
    let setting = row.reason == Reason::Setting;
    let word = parts
        .into_iter()
        .find(|at| olds[*at].value.len() >= LEAST_PART);
    match () {
        () if setting && is_open(text) => Some(Leftover::Reason(Reason::Placeholder)),
        () if setting && has_secret_place(text) => Some(Leftover::Reason(Reason::Structured)),
        () if setting && let Some(at) = word => {
            let name = olds[at].name.clone();
            Some(Leftover::Reason(Reason::SharesWord { name }))
        }
        () => None,
    }
}

/// Where old values stand in `text` as whole parts between separators, each with its index in `olds`.
fn hits(
    text: &str,
    olds: &[OldValue],
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
        if has_phrase(text, &[old]) {
            let places = text.match_indices(old);
            hits.extend(places.map(|(place, _)| (place..place + old.len(), *at)));
        }
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

/// The old values that are parts of a name in `text`: of `wiki.internal`, or `my-wiki_db`.
fn named_parts(text: &str, by_value: &HashMap<&str, usize>) -> Vec<usize> {
    // Only the first parts of a longer name are compared.
    const PARTS: usize = 8;
    let joins = ['.', '-', '_'];
    let mut found = Vec::new();
    for name in text.split(SEPARATORS).filter(|name| name.contains(joins)) {
        let ends: Vec<usize> = name
            .match_indices(joins)
            .map(|(at, _)| at)
            .take(PARTS)
            .chain([name.len()])
            .collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        for start in starts {
            let parts = ends.iter().filter_map(|end| name.get(start..*end));
            found.extend(parts.filter_map(|part| by_value.get(part).copied()));
        }
    }
    found
}

/// Whether `place` is where a secret stands: after a flag or key named like one, or after a user.
fn is_secret_place(text: &str, place: &Range<usize>) -> bool {
    let user = text[..place.start].strip_suffix(':');
    if let Some(user) = user.filter(|_| text[place.end..].starts_with('@')) {
        // `mailto:me@example.org` has none.
        let address = ["mailto", "sip", "sips", "acct", "xmpp"];
        return !user.is_empty() && !address.iter().any(|scheme| user.ends_with(scheme));
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
    // Where only a space separates them, the word before must be a flag; otherwise the text is prose.
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
        let end = start + part.trim_end_matches(SEPARATORS).len();
        let (before, place) = (&text[..start], start..end);
        start += part.len();
        let key =
            before.ends_with(['=', ' ']) || text[end..].starts_with('@') && before.ends_with(':');
        key && !place.is_empty() && is_secret_place(text, &place)
    })
}
