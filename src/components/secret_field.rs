//! A field for a password that the page does not keep: what is typed exists only in the field.

use super::left_alone::left_alone;
use super::words;
use leptos::{html, prelude::*};

/// A password field with a button that shows what is typed.
#[component]
pub fn SecretField(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The accessible name, shown above the field.
    label: &'static str,
    /// The element, whose value is read when it is needed.
    field: NodeRef<html::Input>,
    /// Whether what is typed is shown.
    is_shown: RwSignal<bool>,
    /// The accessible name of the button that shows it.
    show_label: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A hint while there is no error.
    #[prop(default = "")]
    hint: &'static str,
    /// Called after every change.
    #[prop(into)]
    on_input: Callback<()>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}</label>
            <div class="secret-input">
                <input
                    node_ref=field
                    id=id
                    class="input mono"
                    type=move || if is_shown.get() { "text" } else { "password" }
                    {..left_alone()}
                    aria-describedby=hint_id.clone()
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:input=move |_| on_input.run(())
                />
                <button
                    type="button"
                    class="button"
                    aria-label=show_label
                    aria-pressed=move || if is_shown.get() { "true" } else { "false" }
                    aria-controls=id
                    on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
                >
                    {words::SHOW}
                </button>
            </div>
            <div id=hint_id aria-live="polite">
                <span class="error" hidden=move || error.read().is_none()>{error}</span>
                <span class="hint" hidden=move || hint.is_empty() || error.read().is_some()>{hint}</span>
            </div>
        </div>
    }
}
