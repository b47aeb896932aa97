//! The parts of a key, each named in the colour it has in the key.

use leptos::prelude::*;

/// A part and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The class that colours it, unique among the parts.
    pub class: &'static str,
    /// What it is, in a few words.
    pub words: String,
}

/// The legend below a key.
#[component]
pub fn Anatomy(
    /// The parts from left to right.
    #[prop(into)]
    parts: Signal<Vec<Named>>,
    /// Whether there is no key in clear to explain.
    #[prop(into)]
    hidden: Signal<bool>,
) -> impl IntoView {
    let items = move || {
        let item =
            |part: Named| view! { class="lk", <li class=part.class><span>{part.words}</span></li> };
        parts.get().into_iter().map(item).collect_view()
    };
    view! { class="lk", <ul class="anatomy" hidden=hidden>{items}</ul> }
}
