//! How a tab's part gets into the page: its style, then its view, in the place that waits for it.

use crate::browser::{dom, status, styles};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use web_sys::HtmlElement;

/// Adds the styles of a part, behind those that every part with fields needs.
pub fn with_styles(css: &str) {
    thread_local! {
        static FIELDS: Cell<bool> = const { Cell::new(false) };
    }
    if !FIELDS.replace(true) {
        styles::adopt(include_str!("../../style/fields.css"));
    }
    styles::adopt(css);
}

/// Mounts a view in the element with this id, for as long as the page lives.
pub fn mount_at<V: IntoView + 'static>(id: &str, view: impl FnOnce() -> V + 'static)
where
    V::State: 'static,
{
    if let Some(place) = dom::by_id::<HtmlElement>(id) {
        mount_to(place, view).forget();
    }
}

/// Says a short sentence in the status line.
pub fn announce() -> Callback<String> {
    Callback::new(|message: String| status::announce(&message))
}
