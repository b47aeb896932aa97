//! Batches: their progress, the first keys masked, and the file they are saved as.

use super::options::Options;
use super::worker_keys::{self, WorkerKeys};
use crate::components::progress::Progress;
use crate::components::select::SelectField;
use crate::engine::base::number::grouped;
use crate::engine::key::batch::output::Output;
use leptos::prelude::*;

/// The part of the card for more than one key.
#[component]
pub fn BatchCard(
    /// The options of the keys.
    options: Options,
    /// The worker that makes them.
    keys: WorkerKeys,
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
    let about = move || match made.get() {
        Some(keys) if keys as usize > masked.read().len() => {
            format!(
                "the first {} of them, masked; the file holds all",
                masked.read().len()
            )
        }
        Some(_) => "masked; the file holds them in clear".to_owned(),
        None => "press Generate to make them".to_owned(),
    };
    let list = move || {
        masked
            .get()
            .into_iter()
            .map(|key| view! { class="lk", <li>{key}</li> })
            .collect_view()
    };
    let outputs = Output::ALL
        .map(|output| (output.id(), output.label()))
        .to_vec();
    let output = Memo::new(move |_| draft.read().output);
    view! { class="lk",
        <div>
            <p class="caption"><span>{caption}</span> <span>{about}</span></p>
            <Progress label=Signal::derive(label) share=share on_cancel=move |()| keys.cancel()/>
            <div hidden=move || made.read().is_none()>
                <ol class="masked-list" tabindex="0" aria-label="Keys, masked">{list}</ol>
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
                        disabled=move || share.read().is_some()
                        on:click=move |_| keys.save(output.get_untracked())
                    >
                        "Download"
                    </button>
                </div>
            </div>
        </div>
    }
}
