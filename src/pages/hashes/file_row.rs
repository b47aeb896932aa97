//! A file of the table: its name, its size, its digests, and what the pasted list says of it.

use super::choices::HashChoices;
use super::file_hashes::{ReadState, Row};
use super::words;
use crate::components::verdict::VerdictLine;
use crate::engine::base::pace::size;
use crate::engine::digest::file_answer::FileAnswer;
use crate::engine::digest::{Algorithm, Encoding};
use leptos::prelude::*;

/// A row of the table.
#[component]
pub fn FileRow(
    /// The file.
    row: Row,
    /// How digests are shown.
    choices: HashChoices,
    /// The algorithms whose digests are shown.
    wanted: Memo<Vec<Algorithm>>,
    /// What the pasted list says of the files, in the order of the table.
    answers: Memo<Vec<Option<FileAnswer>>>,
) -> impl IntoView {
    let reading = RwSignal::from(row.reading);
    let digests = move || match reading.get() {
        ReadState::Done(digests) => digests
            .into_iter()
            .filter(|digest| wanted.read().contains(&digest.algorithm()))
            .map(|digest| {
                let shown = move || {
                    let form = choices.form.get();
                    form.show(&digest)
                        .unwrap_or_else(|| digest.encode(Encoding::default()))
                };
                view! { class="lk",
                    <p class="digest">
                        <span class="algorithm">{digest.algorithm().label()} " "</span>
                        <span>{shown}</span>
                    </p>
                }
            })
            .collect_view()
            .into_any(),
        ReadState::Waiting => {
            view! { class="lk", <p class="hint">{words::NOT_READ_YET}</p> }.into_any()
        }
        ReadState::Cancelled => {
            view! { class="lk", <p class="hint">{words::CANCELLED}</p> }.into_any()
        }
        ReadState::Failed(error) => view! { class="lk", <p class="error">{error}</p> }.into_any(),
    };
    let index = row.id.1 as usize;
    let answer = Memo::new(move |_| answers.read().get(index).cloned().flatten());
    let ruling = move || match answer.get() {
        Some(FileAnswer::Compared(answer)) => Some(super::ruling::ruling(answer)),
        Some(FileAnswer::NotListed) | None => None,
    };
    let ruling = Memo::new(move |_| ruling());
    view! { class="lk",
        <tr>
            <td class="name">
                <p><b>{row.name}</b> " " <span class="size">{size(row.size)}</span></p>
                {digests}
            </td>
            <td class="answer">
                <VerdictLine ruling=ruling/>
                <p class="hint" hidden=move || answer.get() != Some(FileAnswer::NotListed)>{words::NOT_LISTED}</p>
            </td>
        </tr>
    }
}
