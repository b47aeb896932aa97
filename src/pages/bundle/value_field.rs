//! The field in which a person enters a value: what a provider issued, or what only a person knows.

use super::words;
use crate::components::left_alone::left_alone;
use crate::components::words::too_long;
use crate::engine::base::secret::Secret;
use leptos::{html, prelude::*};
use web_sys::HtmlInputElement;

/// The most characters of a value: no certificate and no key is longer, and no system takes a longer variable.
const MOST: usize = 1 << 16;

/// How a value is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether it is a secret, which is masked while it is typed.
    pub secret: bool,
    /// What stands there while nothing is entered, where that may be seen.
    pub instead_of: Option<String>,
}

/// The field. It keeps no copy of what is typed. A text of more than [`MOST`] characters stays in it and is marked as
/// wrong; it counts as nothing entered.
#[component]
pub fn ValueField(
    /// The variable's name, which names the field too.
    name: String,
    /// How the value is entered.
    entry: Entry,
    /// Puts into the field what was entered before. Runs again whenever a signal that it reads changes.
    fill: Callback<HtmlInputElement>,
    /// Called with the text after every change.
    on_input: Callback<Secret>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let seen = RwSignal::new(!entry.secret);
    let is_long = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && !is_long.get_untracked()
        {
            fill.run(field);
        }
    });
    let typed = move |text: String| {
        let text = Secret::from(text);
        let over = text.expose().chars().nth(MOST).is_some();
        if over != is_long.get_untracked() {
            is_long.set(over);
        }
        on_input.run(if over { Secret::from("") } else { text });
    };
    let field_name = name.clone();
    let error_id = format!("value-of-{name}-error");
    let toggle_name = move || {
        if seen.get() {
            words::hide(&name)
        } else {
            words::show(&name)
        }
    };
    let instead = match entry.instead_of {
        Some(text) if text.is_empty() => words::EMPTY.to_owned(),
        Some(text) => text,
        None => words::REPLACE_IT.to_owned(),
    };
    view! { class="lk",
        <span class="entry">
            <input
                node_ref=field
                class="input"
                aria-label=field_name
                type=move || if seen.get() { "text" } else { "password" }
                {..left_alone()}
                placeholder=instead
                aria-describedby=error_id.clone()
                aria-invalid=move || is_long.get().then_some("true")
                on:input:target=move |event| typed(event.target().value())
            />
            <button
                type="button"
                class="button small"
                hidden=!entry.secret
                aria-label=toggle_name
                on:click=move |_| seen.update(|seen| *seen = !*seen)
            >
                {move || if seen.get() { words::HIDE } else { words::SHOW }}
            </button>
        </span>
        <span id=error_id class="error" aria-live="polite" hidden=move || !is_long.get()>
            {too_long(MOST)}
        </span>
    }
}
