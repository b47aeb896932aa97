//! Options that are needed less often, folded under a summary line.

use leptos::prelude::*;

/// A disclosure (`details`): a title and a summary, and the content once it is opened.
#[component]
pub fn Fold(
    /// The element's id, where something opens it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The title.
    title: &'static str,
    /// A few words on the content.
    summary: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! { class="lk",
        <details id=id class="fold">
            <summary>
                <b>{title}</b>
                <span>{summary}</span>
            </summary>
            <div class="inside">{children()}</div>
        </details>
    }
}
