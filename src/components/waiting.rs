//! Work of unknown duration: what it is, how long it has run, and a way to cancel it.

use super::words;
use leptos::prelude::*;

/// An indeterminate progress bar and its button "Cancel".
#[component]
pub fn Waiting(
    /// The accessible name of the bar.
    label: &'static str,
    /// What is running and for how long; `None` while nothing is.
    #[prop(into)]
    words: Signal<Option<String>>,
    /// Called to cancel it.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    view! { class="lk",
        <div class="progress" hidden=move || words.read().is_none()>
            <span class="label">{words}</span>
            <div class="row">
                <progress aria-label=label></progress>
                <button type="button" class="button small" on:click=move |_| on_cancel.run(())>{words::CANCEL}</button>
            </div>
        </div>
    }
}
