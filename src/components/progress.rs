//! The progress of a long task, with a way to cancel it.

use super::words;
use leptos::prelude::*;

/// A progress bar and its button "Cancel".
#[component]
pub fn Progress(
    /// What is running.
    #[prop(into)]
    label: Signal<String>,
    /// How much of it is done, in thousandths; `None` while nothing is running.
    #[prop(into)]
    share: Signal<Option<u16>>,
    /// Called to cancel it.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let idle = move || share.read().is_none();
    view! { class="lk",
        <div class="progress" hidden=idle>
            <span class="label">{label}</span>
            <div class="row">
                <progress max="1000" aria-label=label prop:value=move || share.get().unwrap_or_default()></progress>
                <button type="button" class="button small" on:click=move |_| on_cancel.run(())>{words::CANCEL}</button>
            </div>
        </div>
    }
}
