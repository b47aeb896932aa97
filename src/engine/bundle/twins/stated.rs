//! Variables that are said to have the secret of another: by a comment (`must match API_SECRET`), or by the value
//! itself (`<same as API_SECRET>`, `postgres://app:DB_PASSWORD@db/app`).

use super::link::link;
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::{
    Class, Decision, Row,
    comment::prose::sentences,
    name::{Hint, hint, is_setting},
    placeholder::is_placeholder_in,
    reason::Reason,
    row::Anchor,
    source::Source,
};
use crate::engine::env::document::Document;
use std::collections::HashMap;

/// How many words around `the same` are looked at.
const MOST: usize = 16;

/// Joins each row with the one whose secret it is said to have.
pub(super) async fn join(rows: &mut [Row], document: &Document, source: Source, pause: &mut Pause) {
    let secrets = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.class != Class::Setting && !row.is_off());
    let secrets: HashMap<&str, usize> = secrets.map(|(at, row)| (row.name.as_str(), at)).collect();
    let mut said = Vec::new();
    let mut above = 0..0;
    for (at, row) in rows.iter().enumerate() {
        pause.after_row().await;
        let Anchor::Entry(entry) = row.anchor else {
            continue;
        };
        let entry = &document.entries()[entry];
        let other = |name: &str| secrets.get(name).copied().filter(|other| *other != at);
        let mut found = by_value(row, other).map(|other| (other, Reason::Value));
        let mut by_comment = |comment: &str| {
            found = found
                .take()
                .or_else(|| Some((stated(comment, other)?, Reason::Comment)));
        };
        by_comment(document.tail(entry));
        // The comment above is about the first secret that follows it.
        if row.class != Class::Setting && entry.above != above {
            above = entry.above.clone();
            by_comment(document.slice(&above));
        }
        said.extend(found.map(|(other, reason)| (at, other, reason)));
    }
    for (at, other, reason) in said {
        unite(rows, at, other, reason, source);
        pause.after_row().await;
    }
}

/// Gives the row at `at` the secret of the row at `other`, or the other way round if only the first has one.
fn unite(rows: &mut [Row], at: usize, other: usize, reason: Reason, source: Source) {
    let other = lead(rows, other);
    let vacant = |at: usize| {
        let row = &rows[at];
        let value = row.bare().unwrap_or_else(|| Secret::with_capacity(0));
        value.is_empty() || is_placeholder_in(source, value.expose())
    };
    let single = |at: usize| {
        let row = &rows[at];
        !row.is_template()
            && row.place.each().is_empty()
            && row.kind.made_from().is_none()
            && row.pair_value().is_none()
    };
    if at == other || !single(at) || !single(other) || rows[at].reason == Reason::Optional {
        return;
    }
    // A host or a user is no secret just because it is a part of a string that has one.
    let setting = rows[at].class == Class::Setting;
    if setting && (!vacant(at) || is_setting(&rows[at].name) || rows[other].is_in_url()) {
        return;
    }
    let made = |at: usize| matches!(rows[at].decision, Decision::Mint | Decision::SameAs(_));
    let issued = rows[other].class == Class::Issued && hint(&rows[other].name) == Hint::Issued;
    let mut follower = at;
    match (made(at), made(other)) {
        (true, true) => link(rows, other, at, true),
        (false, true) if source == Source::Example || vacant(at) => link(rows, other, at, true),
        (false, true) => {
            follow(rows, at, other);
            follower = other;
        }
        // What a provider issues is obtained there for both.
        (true, false) if vacant(other) && issued => {
            rows[at].class = Class::Issued;
            rows[at].decision = Decision::Keep;
            rows[at].reason = Reason::Elsewhere;
            return;
        }
        (true, false) if vacant(other) => {
            link(rows, lead(rows, at), other, true);
            follower = other;
        }
        (true, false) => follow(rows, other, at),
        (false, false) if vacant(at) && !vacant(other) => follow(rows, other, at),
        (false, false) => return,
    }
    rows[follower].reason = reason;
}

/// The row at the end of the chain that begins at `at`. There are no cycles, since no row is linked to its own end.
fn lead(rows: &[Row], mut at: usize) -> usize {
    // The rows of a text are numbered in their order.
    while let Decision::SameAs(leader) = rows[at].decision
        && let Ok(next) = usize::try_from(leader.0)
        && rows.get(next).is_some_and(|row| row.id == leader)
    {
        at = next;
    }
    at
}

/// Gives the row at `at` the secret that the row at `leader` keeps.
fn follow(rows: &mut [Row], leader: usize, at: usize) {
    link(rows, leader, at, true);
    rows[at].decision = Decision::SameAs(rows[leader].id);
}

/// The variable whose name stands in place of the secret of `row`, if `other` finds it.
fn by_value(row: &Row, other: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let secret = row.bare()?;
    let bare = secret
        .expose()
        .trim_matches(['<', '>', '[', ']', '{', '}', '%', ' ']);
    let named = || other(bare).filter(|_| is_telling(bare) && row.decision == Decision::Mint);
    named().or_else(|| {
        stated(bare, &other).filter(|_| bare.len() < 128 && bare.starts_with(['s', 'S']))
    })
}

/// The variable that has the same secret as a text says, if `other` finds it.
fn stated(text: &str, other: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    sentences(text)
        .flat_map(|sentence| sentence.split(".\n"))
        .find_map(|sentence| in_sentence(sentence, &other))
}

fn in_sentence(sentence: &str, other: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let words: Vec<&str> = sentence
        .split(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let one_of =
        |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let sames = [
        "equal",
        "equals",
        "identical",
        "match",
        "matches",
        "matching",
        "same",
        "shared",
        "sync",
    ];
    let denials = ["different", "differ", "never", "no", "not", "t"];
    // `the same length as` is not about a secret.
    let between = [
        "a",
        "above",
        "and",
        "as",
        "be",
        "below",
        "both",
        "env",
        "exactly",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "key",
        "keys",
        "must",
        "of",
        "one",
        "or",
        "password",
        "passwords",
        "s",
        "secret",
        "secrets",
        "set",
        "should",
        "string",
        "that",
        "the",
        "these",
        "this",
        "to",
        "token",
        "tokens",
        "two",
        "use",
        "used",
        "value",
        "values",
        "variable",
        "variables",
        "what",
        "with",
        "your",
    ];
    let otherwise = [
        "base64", "but", "encoded", "hash", "hashed", "plus", "without",
    ];
    let passes = |word: &&str| one_of(word, &between) || is_telling(word);
    let named = |word: &&str| other(word).filter(|_| is_telling(word));
    let found = |at: usize| {
        let (before, behind) = (&words[at.saturating_sub(MOST)..at], &words[at + 1..]);
        let behind = &behind[..behind.len().min(MOST)];
        if before
            .iter()
            .rev()
            .take(3)
            .any(|word| one_of(word, &denials))
        {
            return None;
        }
        let near = behind.iter().take_while(|word| passes(word)).count();
        if let Some(place) = behind[..near].iter().position(|word| named(word).is_some()) {
            let changes = behind[place + 1..]
                .iter()
                .take(3)
                .any(|word| one_of(word, &otherwise));
            return named(&behind[place]).filter(|_| !changes);
        }
        // `A and B must be the same`
        let whole = near == behind.len() && before.iter().all(passes);
        before.iter().find_map(named).filter(|_| whole)
    };
    let mut sames = (0..words.len()).filter(|at| one_of(words[*at], &sames));
    sames.find_map(found)
}

/// Whether a word looks like the name of a variable, not like a word of a sentence.
fn is_telling(word: &str) -> bool {
    word.contains('_')
        || word.len() > 2 && !word.contains(|symbol: char| symbol.is_ascii_lowercase())
}
