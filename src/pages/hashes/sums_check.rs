//! The verdict on each file that a pasted checksum file lists.

use super::file_hashes::{FileHashes, Reading};
use crate::engine::base::number::grouped;
use crate::engine::digest::sums::{Check, FileState, Sums};
use leptos::prelude::*;
use std::collections::HashSet;

/// At most this many entries are shown; failures come first then.
const SHOWN: usize = 200;
/// At most this many lines that could not be parsed are shown.
const SHOWN_LINES: usize = 3;

/// The listed files, each with its verdict, and the lines that could not be parsed.
#[component]
pub fn SumsCheck(
    /// The parsed checksum file.
    sums: Memo<Sums>,
    /// The given files.
    hashes: FileHashes,
) -> impl IntoView {
    let checks = Memo::new(move |_| sums.read().check(&given(hashes)));
    let entries = move || {
        let (sums, checks) = (sums.read(), checks.read());
        let rows = hashes.rows().read();
        let given: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
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
    let unreadable = move || {
        let sums = sums.read();
        let lines = sums
            .unreadable
            .iter()
            .take(SHOWN_LINES)
            .map(|(line, error)| {
                let error = error.map_or_else(
                    || "there is no digest in it.".to_owned(),
                    |error| error.to_string(),
                );
                view! { class="lk", <p class="error">{format!("Line {line}: {error}")}</p> }
            });
        lines.collect_view()
    };
    let further = move || {
        let count = sums.read().unreadable.len().saturating_sub(SHOWN_LINES);
        let lines = if count == 1 { "line" } else { "lines" };
        (count > 0).then(|| {
            format!(
                "And {} more {lines} without a digest to check.",
                grouped(count as u64)
            )
        })
    };
    let summary = move || summary(&checks.read());
    let none = move || checks.read().is_empty();
    view! { class="lk",
        <div aria-live="polite">
            {unreadable}
            <p class="error" hidden=move || further().is_none()>{further}</p>
        </div>
        <div hidden=none>
            <table class="files" aria-label="Checks">
                <thead><tr><th scope="col">"Name"</th><th scope="col">"Verdict"</th></tr></thead>
                <tbody>{entries}</tbody>
            </table>
            <p class="hint" aria-live="polite">{summary}</p>
        </div>
    }
}

/// `2 OK, 1 FAILED, 0 missing`, and what there is besides.
fn summary(checks: &[Check]) -> String {
    let count = |check| checks.iter().filter(|one| **one == check).count();
    let mut parts = vec![
        format!("{} OK", count(Check::Ok)),
        format!("{} FAILED", count(Check::Failed)),
        format!("{} missing", count(Check::Missing)),
    ];
    for check in [Check::Pending, Check::Unread] {
        if count(check) > 0 {
            parts.push(format!("{} {check}", count(check)));
        }
    }
    if checks.len() > SHOWN {
        parts.push(format!("the first {SHOWN} shown"));
    }
    parts.join(", ")
}

/// The given files with what is known of them.
pub fn given(hashes: FileHashes) -> Vec<(String, FileState)> {
    let rows = hashes.rows().read();
    let state = |reading: &Reading| match reading {
        Reading::Waiting => FileState::Pending,
        Reading::Cancelled | Reading::Failed(_) => FileState::Unread,
        Reading::Done(digests) => FileState::Done(digests.clone()),
    };
    rows.iter()
        .map(|row| (row.name.clone(), state(&row.reading.read())))
        .collect()
}
