//! A message that a person must not miss.

use leptos::prelude::*;

/// Shows `message` while there is one, and has screen readers say it at once.
#[component]
pub fn Alert(
    /// What is wrong and what to do.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    view! { class="lk",
        // Mounted always: a live region that appears together with its text is not read everywhere.
        <div role="alert" class="alert" hidden=move || message.read().is_none()>
            {message}
        </div>
    }
}
