//! Mounting a tab's part: its styles, then its view, in the element that is its place.

use super::words;
use crate::browser::{arrivals, dom, status, storage, styles};
use crate::pages::clearing::ClearClipboard;
use crate::pages::shortcuts::Shortcuts;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use web_sys::HtmlElement;

/// Adds the styles of a part, after those that every part with fields needs. The first part also starts what every
/// tab shares.
pub fn with_styles(css: &str) {
    thread_local! {
        static FIELDS: Cell<bool> = const { Cell::new(false) };
    }
    if !FIELDS.replace(true) {
        styles::adopt(include_str!("../../style/fields.css"));
        styles::adopt(include_str!("../../style/modes.css"));
        arrivals::start(|| status::announce(words::NOT_PASTED));
        mount_at("foot", || view! { class="lk", <Shortcuts/> });
        mount_at(
            "clipboard",
            || view! { class="lk", <ClearClipboard announce=announce()/> },
        );
    }
    styles::adopt(css);
}

/// Mounts a view in the element with this id, for the lifetime of the page.
pub fn mount_at<V: IntoView + 'static>(id: &str, view: impl FnOnce() -> V + 'static)
where
    V::State: 'static,
{
    if let Some(place) = dom::by_id::<HtmlElement>(id) {
        mount_to(place, view).forget();
    }
}

/// `hint`, which says that options are remembered, or that this browser does not.
pub fn remembered_hint(hint: &'static str) -> &'static str {
    if storage::remembers() {
        hint
    } else {
        words::NOTHING_REMEMBERED
    }
}

/// Announces a short sentence in the status line.
pub fn announce() -> Callback<String> {
    Callback::new(|message: String| status::announce(&message))
}
