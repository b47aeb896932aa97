//! The head of the result: how many variables there are, what became of them, and what concerns all of them.

use super::state::BundleState;
use super::words;
use crate::browser::dom;
use leptos::{html, prelude::*};

/// The heading, which has the focus after an import, and its buttons.
#[component]
pub fn ResultHead(
    /// The bundle.
    state: BundleState,
    /// What an import made of the file.
    #[prop(into)]
    summary: Signal<Option<String>>,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |before: Option<(u32, u32)>| {
        let now = (state.arrived.get(), state.undone.get());
        let heading = heading.get_untracked();
        if let (Some(before), Some(heading)) = (before, heading)
            && before != now
        {
            if before.0 == now.0 {
                // The button that had the focus is gone.
                dom::focus(&heading);
            } else {
                dom::reveal(&heading);
            }
        }
        now
    });
    let count = move || words::variables(state.bundle.read().rows().len());
    view! { class="lk",
        <div class="outcome">
            <div class="told">
                <h2 node_ref=heading class="part-title" tabindex="-1">
                    {count}
                </h2>
                <p class="says">{summary}</p>
            </div>
            <button
                type="button"
                class="button small"
                hidden=move || !state.undo.is_there()
                on:click=move |_| state.undo()
            >
                {words::UNDO}
            </button>
            <button
                type="button"
                class="button small"
                aria-keyshortcuts="g"
                on:click=move |_| state.regenerate_all()
            >
                {words::REGENERATE_ALL}
            </button>
        </div>
    }
}
