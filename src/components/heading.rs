//! The heading of a card: what it is for, and a few words more.

use leptos::prelude::*;

/// A heading of the second level.
#[component]
pub fn CardHeading(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The heading.
    title: &'static str,
    /// A few words beside it.
    summary: &'static str,
) -> impl IntoView {
    view! { class="lk",
        <div class="title">
            <h2 id=id>{title}</h2>
            <p>{summary}</p>
        </div>
    }
}
