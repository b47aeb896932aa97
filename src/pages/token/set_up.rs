//! The button that opens the server record, a part of its own: it is loaded at the first press.

use super::part::{LoadPart, OpenedPart};
use super::words;
use crate::card::Card;
use crate::components::alert::Alert;
use crate::engine::key::record::KeyTrace;
use crate::engine::key::spec::TokenSpec;
use crate::pages::record::{RecordOrder, Subject};
use leptos::prelude::*;

/// Where the part is mounted.
const PLACE: &str = "server-record";

/// Loads the record's part.
pub type LoadRecord = LoadPart<RecordOrder>;

/// What the card has, if it is a key for an API: passwords and identifiers have no such record.
pub fn subject_of(card: &Card, spec: &TokenSpec) -> Option<Subject> {
    let kept = card.kept().filter(|_| !spec.format.stands_alone())?;
    Some(Subject {
        keys: vec![KeyTrace::new(kept.sha256, kept.masked, spec)],
        spec: spec.clone(),
    })
}

/// The same for a batch that is small enough for records.
pub fn subject_of_batch(keys: Vec<KeyTrace>, spec: TokenSpec) -> Option<Subject> {
    (!keys.is_empty() && !spec.format.stands_alone()).then_some(Subject { spec, keys })
}

/// The button and, below it, the record.
#[component]
pub fn SetUp(
    /// The key on screen, or those of the batch.
    #[prop(into)]
    subject: Signal<Option<Subject>>,
    /// Loads the record's part.
    load: LoadRecord,
) -> impl IntoView {
    let part = OpenedPart::new();
    let is_closed = RwSignal::new(false);
    let is_open = move || part.is_here() && !is_closed.get();
    let press = move |_| {
        if untrack(|| part.is_here()) {
            is_closed.update(|is_closed| *is_closed = !*is_closed);
        } else {
            part.load(load, RecordOrder::new(PLACE, subject));
        }
    };
    let is_wanted = Memo::new(move |_| subject.read().is_some() || is_open());
    view! { class="lk",
        <div class="set-up" hidden=move || !is_wanted.get()>
            <button
                type="button"
                class="button"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-controls=PLACE
                on:click=press
            >
                {move || words::set_up(subject.read().as_ref().map_or(1, |one| one.keys.len()))}
            </button>
            <span class="hint">{words::SET_UP_HINT}</span>
        </div>
        <Alert message=part.alert()/>
        <div id=PLACE hidden=move || !is_open()></div>
    }
}
