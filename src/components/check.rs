//! A labelled checkbox.

use leptos::prelude::*;

/// A checkbox and its label.
#[component]
pub fn CheckField(
    /// The label beside the box.
    #[prop(into)]
    label: String,
    /// Whether it is checked.
    #[prop(into)]
    value: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! { class="lk",
        <label class="check">
            <input
                type="checkbox"
                autocomplete="off"
                prop:checked=value
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
}
