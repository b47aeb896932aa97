//! Something rarer, folded under a line that says what is inside.

use leptos::prelude::*;

/// A disclosure: the title and a few words, and what is inside once it is opened.
#[component]
pub fn Fold(
    /// What it is about.
    title: &'static str,
    /// A few words of what is inside.
    summary: &'static str,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! { class="lk",
        <details class="fold">
            <summary>
                <b>{title}</b>
                <span>{summary}</span>
            </summary>
            <div class="inside">{children()}</div>
        </details>
    }
}
