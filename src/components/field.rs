//! A labelled text or number field with its hint and its error beside it.

use crate::engine::base::number::{grouped, ungrouped};
use leptos::prelude::*;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A whole number, which the arrow keys change by one.
    Number,
    /// Text of any number of lines.
    Lines,
}

/// A field. It never changes or discards what was typed.
#[component]
pub fn Field(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The accessible name, shown above the field.
    label: &'static str,
    /// Added to the accessible name where several fields share a label.
    #[prop(optional, into)]
    of: String,
    /// What it holds.
    #[prop(default = FieldKind::Text)]
    kind: FieldKind,
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with its text after every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Whether the value is shown but cannot be changed.
    #[prop(into, default = false.into())]
    locked: Signal<bool>,
    /// What is wrong with the value and what to do.
    #[prop(into, default = None.into())]
    error: Signal<Option<String>>,
    /// A hint beside the field while there is no error.
    #[prop(into, default = String::new().into())]
    hint: Signal<String>,
    /// A warning about a value that is allowed.
    #[prop(into, default = None.into())]
    warning: Signal<Option<String>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let invalid = move || error.read().is_some().then_some("true");
    let step = move |event: web_sys::KeyboardEvent| {
        let Some(digits) = ungrouped(&value.read_untracked()) else {
            return;
        };
        let Ok(number) = digits.parse::<u32>() else {
            return;
        };
        let stepped = match event.key().as_str() {
            "ArrowUp" => number.saturating_add(1),
            "ArrowDown" => number.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        if !locked.get_untracked() {
            let is_grouped = digits != value.read_untracked().trim();
            on_input.run(if is_grouped {
                grouped(stepped.into())
            } else {
                stepped.to_string()
            });
        }
    };
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
        FieldKind::Text => view! { class="lk",
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            />
        }
        .into_any(),
        // Not type="number": its `value` is empty where anything else was typed, so that no message could say
        // what is wrong, and the text would be lost.
        FieldKind::Number => view! { class="lk",
            <input
                id=id
                class="input"
                type="text"
                inputmode="numeric"
                role="spinbutton"
                autocomplete="off"
                spellcheck="false"
                aria-valuenow=move || ungrouped(&value.read())
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                readonly=locked
                prop:value=value
                on:keydown=step
                on:input:target=move |event| on_input.run(event.target().value())
            />
        }
        .into_any(),
    };
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}<span class="unseen">{of}</span></label>
            {input}
            <div id=hint_id aria-live="polite">
                <span class="error" hidden=move || error.read().is_none()>{error}</span>
                <span class="hint" hidden=move || error.read().is_some() || hint.read().is_empty()>{hint}</span>
                <span class="warning" hidden=move || error.read().is_some() || warning.read().is_none()>{warning}</span>
            </div>
        </div>
    }
}
