//! A verdict as a plain word and a mark.

use leptos::prelude::*;

/// What a [`VerdictLine`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Whether it is the wanted answer.
    pub good: bool,
    /// The word: `Match`.
    pub word: String,
    /// What there is to add; may be empty.
    pub detail: String,
}

/// The verdict, while there is one.
#[component]
pub fn VerdictLine(
    /// What to say.
    #[prop(into)]
    ruling: Signal<Option<Ruling>>,
) -> impl IntoView {
    let good = move || ruling.read().as_ref().is_some_and(|ruling| ruling.good);
    let class = move || {
        if good() {
            "verdict good"
        } else {
            "verdict bad"
        }
    };
    let mark = move || match ruling.read().is_some() {
        true if good() => "✓ ",
        true => "✗ ",
        false => "",
    };
    let word = move || ruling.read().as_ref().map(|ruling| ruling.word.clone());
    let detail = move || {
        ruling
            .read()
            .as_ref()
            .map(|ruling| format!(" {}", ruling.detail))
    };
    view! { class="lk",
        <p class=class aria-live="polite" aria-atomic="true">
            <span aria-hidden="true">{mark}</span>
            <b>{word}</b>
            <span class="detail">{detail}</span>
        </p>
    }
}
