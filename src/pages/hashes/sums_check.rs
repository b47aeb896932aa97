//! The verdict on each file that a pasted checksum file lists.

use super::file_hashes::{FileHashes, Reading, Row};
use crate::engine::digest::sums::{Check, ListedFile, Sums};
use leptos::prelude::*;

/// The result for a listed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// The verdict.
    Checked(Check),
    /// It was given and is not read yet.
    Reading,
    /// It was given and could not be read, or was cancelled.
    Unread,
}

/// The listed files, each with its verdict, and the lines that could not be parsed.
#[component]
pub fn SumsCheck(
    /// The parsed checksum file.
    sums: Memo<Sums>,
    /// The given files.
    hashes: FileHashes,
) -> impl IntoView {
    let words = Memo::new(move |_| words(&sums.read(), hashes));
    let entries = move || {
        sums.read()
            .entries
            .iter()
            .zip(&*words.read())
            .map(|(entry, word)| {
                let (class, word) = match word {
                    Word::Checked(check @ Check::Ok) => ("verdict good", check.to_string()),
                    Word::Checked(check) => ("verdict bad", check.to_string()),
                    Word::Reading => ("verdict", "not read yet".to_owned()),
                    Word::Unread => ("verdict bad", "not read".to_owned()),
                };
                view! { class="lk",
                    <tr>
                        <td class="name">{entry.name.clone()}</td>
                        <td><b class=class>{word}</b></td>
                    </tr>
                }
            })
            .collect_view()
    };
    let unreadable = move || {
        sums.read()
            .unreadable
            .iter()
            .map(|(line, error)| {
                let error = error.map_or_else(
                    || "it is not of the form “digest  name”.".to_owned(),
                    |error| error.to_string(),
                );
                view! { class="lk", <p class="error">{format!("Line {line}: {error}")}</p> }
            })
            .collect_view()
    };
    let summary = move || {
        let words = words.read();
        let count = |check| {
            words
                .iter()
                .filter(|word| **word == Word::Checked(check))
                .count()
        };
        let (good, failed, missing) = (
            count(Check::Ok),
            count(Check::Failed),
            count(Check::Missing),
        );
        format!("{good} OK, {failed} FAILED, {missing} missing")
    };
    let none = move || words.read().is_empty();
    view! { class="lk",
        <div aria-live="polite">{unreadable}</div>
        <div hidden=none>
            <table class="files" aria-label="Checks">
                <thead><tr><th scope="col">"Name"</th><th scope="col">"Verdict"</th></tr></thead>
                <tbody>{entries}</tbody>
            </table>
            <p class="hint" aria-live="polite">{summary}</p>
        </div>
    }
}

fn words(sums: &Sums, hashes: FileHashes) -> Vec<Word> {
    let rows = hashes.rows().read();
    let assigned = sums.assign(rows.iter().map(|row| (row.name.as_str(), row)));
    let word = |(entry, row): (&ListedFile, Option<&Row>)| {
        let Some(row) = row else {
            return Word::Checked(Check::Missing);
        };
        match &*row.reading.read() {
            Reading::Waiting => Word::Reading,
            Reading::Cancelled | Reading::Failed(_) => Word::Unread,
            Reading::Done(digests) => match entry.check(digests) {
                // Given, but its digest of this algorithm is still to be computed.
                Check::Missing => Word::Reading,
                check => Word::Checked(check),
            },
        }
    };
    sums.entries.iter().zip(assigned).map(word).collect()
}
