//! The button that forgets what a tab remembers of its options, and what is said beside it.

use crate::pages::mounting::remembered_hint;
use crate::pages::words;
use leptos::prelude::*;

/// The button, hidden while all options are as usual, and `hint`, which says what is remembered.
#[component]
pub fn ForgetOptions(
    #[prop(into)] are_usual: Signal<bool>,
    on_forget: Callback<()>,
    hint: &'static str,
) -> impl IntoView {
    view! { class="lk",
        <button
            type="button"
            class="button small"
            hidden=move || are_usual.get()
            on:click=move |_| on_forget.run(())
        >
            {words::FORGET_OPTIONS}
        </button>
        <span class="hint">{remembered_hint(hint)}</span>
    }
}
