//! Batches: their progress, the first keys masked, and the file they are saved as.

use super::options::Options;
use super::words;
use super::worker_keys::{self, WorkerKeys};
use crate::browser::dom;
use crate::components::progress::Progress;
use crate::components::select::SelectField;
use crate::engine::key::batch::output::BatchOutput;
use crate::engine::key::batch::trace::RECORDED;
use gloo::timers::callback::Timeout;
use leptos::html::{Button, Div};
use leptos::prelude::*;

/// The part of the card for more than one key.
#[component]
pub fn BatchCard(
    /// The options of the keys.
    options: Options,
    /// The worker that makes them.
    keys: WorkerKeys,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let progress = keys.progress();
    let draft = options.draft();
    let share = Signal::derive(move || match &*progress.read() {
        worker_keys::Progress::Minting(share) => Some(*share),
        worker_keys::Progress::Made { writing, .. } => *writing,
        _ => None,
    });
    let label = move || match *progress.read() {
        worker_keys::Progress::Made { .. } => words::WRITING_THE_FILE.to_owned(),
        _ => words::MAKING_KEYS.to_owned(),
    };
    let made = Memo::new(move |_| match &*progress.read() {
        worker_keys::Progress::Made { keys, .. } => Some(*keys),
        _ => None,
    });
    let masked = Memo::new(move |_| match &*progress.read() {
        worker_keys::Progress::Made { masked, .. } => masked.clone(),
        _ => Vec::new(),
    });
    let caption = move || match made.get() {
        Some(keys) => words::all_different(keys),
        None => words::keys_wanted(options.many()),
    };
    // Identifiers are no secrets and are listed as they are.
    let are_masked = Memo::new(move |_| masked.read().iter().all(|key| key.contains('•')));
    let about = move || match made.get() {
        Some(keys) if keys as usize > masked.read().len() => {
            words::first_listed(masked.read().len(), are_masked.get())
        }
        Some(_) if are_masked.get() => words::ALL_MASKED.to_owned(),
        Some(_) => String::new(),
        None if share.read().is_some() => words::BEING_MADE.to_owned(),
        None => words::PRESS_GENERATE.to_owned(),
    };
    // "Cancel" disappears with the bar. If it had the focus, the focus moves to the next button to press.
    let (bar, download) = (NodeRef::<Div>::new(), NodeRef::<Button>::new());
    let focus_next = move || match download.get_untracked() {
        Some(button) if made.get_untracked().is_some() => dom::focus(&button),
        _ => {
            if let Some(generate) = dom::by_id("token-generate") {
                dom::focus(&generate);
            }
        }
    };
    Effect::new(move |was_busy: Option<bool>| {
        let is_busy = share.read().is_some();
        let has_focus = || {
            let bar = bar.get_untracked();
            bar.is_some_and(|bar| dom::holds_focus(&bar))
        };
        if was_busy == Some(true) && !is_busy && has_focus() {
            // Later, once that button is visible.
            Timeout::new(0, focus_next).forget();
        }
        is_busy
    });
    let cancel = move |()| {
        announce.run(if made.get_untracked().is_some() {
            words::FILE_CANCELLED.to_owned()
        } else {
            words::KEYS_CANCELLED.to_owned()
        });
        keys.cancel();
    };
    let output = Memo::new(move |_| draft.read().output);
    let save = move |_| {
        if share.read_untracked().is_none() {
            keys.save(output.get_untracked());
        }
    };
    let has_records = move || {
        made.get().is_none_or(|keys| keys <= RECORDED) || draft.read().format.stands_alone()
    };
    let list = move || {
        masked
            .get()
            .into_iter()
            .map(|key| view! { class="lk", <li>{key}</li> })
            .collect_view()
    };
    let list_label = move || {
        if are_masked.get() {
            words::KEYS_MASKED
        } else {
            words::KEYS
        }
    };
    let outputs = BatchOutput::ALL
        .map(|output| (output.id(), output.label()))
        .to_vec();
    view! { class="lk",
        <div>
            <p class="caption"><span>{caption}</span> <span>{about}</span></p>
            <div node_ref=bar>
                <Progress label=Signal::derive(label) share=share on_cancel=cancel/>
            </div>
            <div hidden=move || made.read().is_none()>
                <ol class="masked-list" tabindex="0" aria-label=list_label>{list}</ol>
                <div class="file-row">
                    <SelectField
                        id="token-output"
                        label=words::FILE_FORMAT
                        options=outputs
                        value=Signal::derive(move || output.get().id())
                        on_change=move |id: String| {
                            draft.update(|draft| draft.output = id.parse().unwrap_or_default());
                        }
                    />
                    <button
                        type="button"
                        class="button main"
                        node_ref=download
                        // Not `disabled`, which would take the focus from it.
                        aria-disabled=move || share.read().is_some().then_some("true")
                        on:click=save
                    >
                        {words::DOWNLOAD}
                    </button>
                </div>
                <p class="hint" hidden=has_records>{words::records_up_to(RECORDED)}</p>
            </div>
        </div>
    }
}
