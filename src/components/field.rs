//! A labelled text or number field with its hint and its error beside it.

use leptos::prelude::*;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A whole number between two bounds, both allowed.
    Number {
        /// The least value.
        min: u32,
        /// The largest value.
        max: u32,
    },
    /// Text of any number of lines.
    Lines,
}

/// A field. Nothing typed is ever changed or thrown away by it.
#[component]
pub fn Field(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The accessible name, shown above the field.
    label: &'static str,
    /// What it holds.
    #[prop(optional_no_strip, default = FieldKind::Text)]
    kind: FieldKind,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what stands in it after every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with the value and what to do.
    #[prop(into, default = None.into())]
    error: Signal<Option<String>>,
    /// A word beside the field while nothing is wrong.
    #[prop(into, default = String::new().into())]
    hint: Signal<String>,
    /// What to beware of although the value is allowed.
    #[prop(into, default = None.into())]
    warning: Signal<Option<String>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let invalid = move || error.read().is_some().then_some("true");
    let input = match kind {
        FieldKind::Lines => view! { class="lk",
            <textarea
                id=id
                class="input"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
        }
        .into_any(),
        kind => {
            let (kind, mode, min, max) = match kind {
                FieldKind::Number { min, max } => ("number", "numeric", Some(min), Some(max)),
                _ => ("text", "text", None, None),
            };
            view! { class="lk",
                <input
                    id=id
                    class="input"
                    type=kind
                    inputmode=mode
                    min=min
                    max=max
                    autocomplete="off"
                    spellcheck="false"
                    autocapitalize="none"
                    aria-describedby=hint_id.clone()
                    aria-invalid=invalid
                    prop:value=value
                    on:input:target=move |event| on_input.run(event.target().value())
                />
            }
            .into_any()
        }
    };
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}</label>
            {input}
            <div id=hint_id aria-live="polite">
                <span class="error" hidden=move || error.read().is_none()>{error}</span>
                <span class="hint" hidden=move || error.read().is_some() || hint.read().is_empty()>{hint}</span>
                <span class="warning" hidden=move || error.read().is_some() || warning.read().is_none()>{warning}</span>
            </div>
        </div>
    }
}
