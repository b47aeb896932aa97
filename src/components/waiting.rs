//! Work that nobody can say how long it takes: what it is, since when, and a way to cancel it.

use leptos::prelude::*;

/// A bar without an end and its button "Cancel".
#[component]
pub fn Waiting(
    /// The accessible name of the bar.
    label: &'static str,
    /// What is running and since when; `None` while nothing is.
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
                <button type="button" class="button small" on:click=move |_| on_cancel.run(())>"Cancel"</button>
            </div>
        </div>
    }
}
