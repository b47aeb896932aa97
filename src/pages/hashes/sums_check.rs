//! What a pasted checksum list says: the summary, the verdict on each file that it lists, and the lines that could
//! not be read.

use super::words;
use crate::engine::digest::file_answer::FileAnswer;
use crate::engine::digest::sums::{Check, FileState, Sums};
use leptos::prelude::*;
use std::collections::HashSet;

/// At most this many entries are shown; failures come first then.
const SHOWN: usize = 200;
/// At most this many lines that could not be parsed are shown.
const SHOWN_LINES: usize = 3;

/// How many of the listed digests are right, and how many files are not listed.
#[component]
pub fn Summary(
    /// The verdict on each listed digest.
    checks: Memo<Vec<Check>>,
    /// What the list says of each file.
    answers: Memo<Vec<Option<FileAnswer>>>,
) -> impl IntoView {
    let summary = move || {
        let checks = checks.read();
        (!checks.is_empty()).then(|| summary(&checks))
    };
    let not_listed = move || {
        let answers = answers.read();
        let is_not_listed = |answer: &&Option<FileAnswer>| **answer == Some(FileAnswer::NotListed);
        words::files_not_listed(answers.iter().filter(is_not_listed).count())
    };
    view! { class="lk",
        <p class="summary" aria-live="polite"><b>{summary}</b><span>{not_listed}</span></p>
    }
}

/// The table of the listed files; none where the list names no file.
#[component]
pub fn ListedFiles(
    /// The parsed list.
    sums: Memo<Sums>,
    /// The verdict on each of its digests.
    checks: Memo<Vec<Check>>,
    /// The given files.
    given: Memo<Vec<(String, FileState)>>,
) -> impl IntoView {
    let entries = move || {
        let (sums, checks, given) = (sums.read(), checks.read(), given.read());
        let given: HashSet<&str> = given.iter().map(|(name, _)| name.as_str()).collect();
        let all = 0..checks.len();
        let has_failed = |index: &usize| checks[*index] == Check::Failed;
        let shown: Vec<usize> = if checks.len() <= SHOWN {
            all.collect()
        } else {
            // Of a long list the failures come first.
            let failed = all.clone().filter(has_failed);
            let others = all.filter(|index| !has_failed(index));
            failed.chain(others).take(SHOWN).collect()
        };
        let rows = shown.into_iter().map(|index| {
            let (entry, check) = (&sums.entries[index], checks[index]);
            let class = match check {
                Check::Ok => "verdict good",
                Check::Pending => "verdict",
                Check::Failed | Check::Missing | Check::Unread => "verdict bad",
            };
            let name = entry
                .name_among(|name| given.contains(name))
                .or(entry.name.as_deref());
            let name = name.map_or_else(|| entry.expected.short(), str::to_owned);
            view! { class="lk",
                <tr>
                    <td class="name">{name}</td>
                    <td><b class=class>{check.to_string()}</b></td>
                </tr>
            }
        });
        rows.collect_view()
    };
    let names_none = move || !sums.read().entries.iter().any(|entry| entry.name.is_some());
    view! { class="lk",
        <table class="listed" aria-label=words::CHECKS_TABLE hidden=names_none>
            <thead class="unseen">
                <tr><th scope="col">{words::LISTED_FILE}</th><th scope="col">{words::VERDICT}</th></tr>
            </thead>
            <tbody>{entries}</tbody>
        </table>
    }
}

/// The lines that could not be read, the first of them in words.
#[component]
pub fn ListErrors(
    /// The parsed list.
    sums: Memo<Sums>,
) -> impl IntoView {
    let unreadable = move || {
        let sums = sums.read();
        let lines = sums
            .unreadable
            .iter()
            .take(SHOWN_LINES)
            .map(|(line, error)| {
                let error = error.map_or_else(
                    || words::NO_DIGEST_IN_LINE.to_owned(),
                    |error| error.to_string(),
                );
                view! { class="lk", <p class="error">{words::line_error(*line, &error)}</p> }
            });
        lines.collect_view()
    };
    let further = move || {
        let count = sums.read().unreadable.len().saturating_sub(SHOWN_LINES);
        (count > 0).then(|| words::further_lines(count))
    };
    view! { class="lk",
        <div aria-live="polite">
            {unreadable}
            <p class="error" hidden=move || further().is_none()>{further}</p>
        </div>
    }
}

/// `2 OK, 1 FAILED, 0 missing`, and what there is besides.
fn summary(checks: &[Check]) -> String {
    let count = |check| checks.iter().filter(|one| **one == check).count();
    let mut parts = vec![words::checked(
        count(Check::Ok),
        count(Check::Failed),
        count(Check::Missing),
    )];
    for check in [Check::Pending, Check::Unread] {
        if count(check) > 0 {
            parts.push(format!("{} {check}", count(check)));
        }
    }
    if checks.len() > SHOWN {
        parts.push(words::first_shown(SHOWN));
    }
    parts.join(", ")
}
