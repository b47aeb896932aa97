//! The quiet band of a card: a digest, what to do with it, and a button that copies it.

use leptos::prelude::*;

/// A digest under a sentence.
#[component]
pub fn DigestBand(
    /// The digest's id; must be unique on the page.
    id: &'static str,
    /// The accessible name of the digest.
    label: &'static str,
    /// The name of the button.
    copy_label: &'static str,
    /// What the digest is of and what to do with it.
    #[prop(into)]
    says: Signal<String>,
    /// The digest.
    #[prop(into)]
    digest: Signal<String>,
    /// Called when the button is pressed.
    #[prop(into)]
    on_copy: Callback<()>,
    /// What else can be made of the digest.
    children: Children,
) -> impl IntoView {
    view! { class="lk",
        <div class="band">
            <p class="says">{says}</p>
            <div class="row" hidden=move || digest.read().is_empty()>
                // A name is only heard on an element with a role, and this one is no landmark.
                <p id=id class="digest" role="group" aria-label=label>{digest}</p>
                <button
                    type="button"
                    class="button small"
                    aria-keyshortcuts="c"
                    on:click=move |_| on_copy.run(())
                >
                    {copy_label}
                </button>
            </div>
            {children()}
        </div>
    }
}
