//! The button that opens the server record, a part of its own: it is loaded at the first press.

use super::words;
use crate::browser::parts::PartError;
use crate::browser::task::spawn;
use crate::card::Card;
use crate::components::alert::Alert;
use crate::engine::key::record::KeyTrace;
use crate::engine::key::spec::TokenSpec;
use crate::pages::record::{RecordOrder, Subject};
use leptos::prelude::*;
use std::pin::Pin;

/// Where the part is mounted.
const PLACE: &str = "server-record";

/// Loads the part and mounts it. The program is cut in the binary, as for the tabs.
pub type LoadRecord = fn(RecordOrder) -> Pin<Box<dyn Future<Output = Result<(), PartError>>>>;

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

/// How far the part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Absent,
    Loading,
    Open,
    Closed,
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
    let stage = RwSignal::new(Stage::Absent);
    let (alert, set_alert) = signal(None);
    let is_open = move || stage.get() == Stage::Open;
    let press = move |_| match stage.get_untracked() {
        Stage::Loading => {}
        Stage::Open => stage.set(Stage::Closed),
        Stage::Closed => stage.set(Stage::Open),
        Stage::Absent => {
            stage.set(Stage::Loading);
            set_alert.set(None);
            spawn(async move {
                match load(RecordOrder::new(PLACE, subject)).await {
                    Ok(()) => stage.set(Stage::Open),
                    Err(error) => {
                        stage.set(Stage::Absent);
                        set_alert.set(Some(error.to_string()));
                    }
                }
            });
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
        <Alert message=alert/>
        <div id=PLACE hidden=move || !is_open()></div>
    }
}
