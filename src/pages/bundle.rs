//! The Bundle tab.
use leptos::prelude::*;
/// The Bundle tab.
#[component]
pub fn BundlePage(
    /// Says a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let _ = announce;
    view! { class="lk", <p>"soon"</p> }
}
