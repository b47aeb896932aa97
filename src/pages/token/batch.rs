//! Batches: their progress, the first keys masked, and the file they are saved as.

use super::options::Options;
use super::worker_keys::{self, WorkerKeys};
use crate::browser::dom;
use crate::components::progress::Progress;
use crate::components::select::SelectField;
use crate::engine::base::number::grouped;
use crate::engine::key::batch::output::BatchOutput;
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
        worker_keys::Progress::Made { .. } => "Writing the file".to_owned(),
        _ => "Making keys".to_owned(),
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
        Some(keys) => format!("{} keys made, all different", grouped(keys.into())),
        None => format!("{} keys", grouped(options.many().into())),
    };
    // Identifiers are no secrets and are listed as they are.
    let are_masked = Memo::new(move |_| masked.read().iter().all(|key| key.contains('•')));
    let about = move || match made.get() {
        Some(keys) if keys as usize > masked.read().len() => {
            let listed = masked.read().len();
            let how = if are_masked.get() { ", masked" } else { "" };
            format!("the first {listed} of them{how}; the file holds all")
        }
        Some(_) if are_masked.get() => "masked; the file holds them in clear".to_owned(),
        Some(_) => String::new(),
        None if share.read().is_some() => "being made".to_owned(),
        None => "press Generate to make them".to_owned(),
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
            "Cancelled: no file was saved, and the keys are still here.".to_owned()
        } else {
            "Cancelled: no keys were made.".to_owned()
        });
        keys.cancel();
    };
    let output = Memo::new(move |_| draft.read().output);
    let save = move |_| {
        if share.read_untracked().is_none() {
            keys.save(output.get_untracked());
        }
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
            "Keys, masked"
        } else {
            "Keys"
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
                        label="File format"
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
                        "Download"
                    </button>
                </div>
            </div>
        </div>
    }
}
