//! Mounting a tab's part: its styles, then its view, in the element that is its place.

use super::words;
use crate::browser::task::in_turn;
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
        in_turn(complete_the_foot);
        in_turn(|| mount_at("foot", || view! { class="lk", <Shortcuts/> }));
        in_turn(|| {
            mount_at(
                "clipboard",
                || view! { class="lk", <ClearClipboard announce=announce()/> },
            );
        });
    }
    styles::adopt(css);
}

/// Adds to what the page cannot protect from, its first fold at the foot, what the first load has no room for.
fn complete_the_foot() {
    let foot = dom::by_id::<HtmlElement>("foot");
    let fold = foot.and_then(|foot| foot.query_selector(".inside").ok().flatten());
    if let (Some(fold), Some(line)) = (fold, dom::create("p", "", words::IN_THE_BROWSERS_MEMORY)) {
        dom::append(&fold, &line);
    }
}

/// Mounts a view in the element with this id, for the lifetime of the page. The element is busy until what comes
/// [`Later`] is there too.
pub fn mount_at<V: IntoView + 'static>(id: &str, view: impl FnOnce() -> V + 'static)
where
    V::State: 'static,
{
    if let Some(place) = dom::by_id::<HtmlElement>(id) {
        let _ = place.set_attribute("aria-busy", "true");
        mount_to(place.clone(), view).forget();
        in_turn(move || {
            let _ = place.remove_attribute("aria-busy");
        });
    }
}

/// A part of a view that is added in a task of its own, so that a slow machine draws and answers in between.
#[component]
pub fn Later(
    /// What is added.
    children: Children,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    let children = StoredValue::new_local(Some(children));
    in_turn(move || {
        // The page may have been left.
        let _ = is_due.try_set(true);
    });
    move || {
        let children = is_due
            .get()
            .then(|| children.try_update_value(Option::take));
        children.flatten().flatten().map(|children| children())
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
