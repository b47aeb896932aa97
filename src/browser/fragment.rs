//! The URL's fragment, which says which tab is open and nothing else.

use gloo::events::EventListener;

/// The fragment without its `#`; empty where there is none.
#[must_use]
pub fn get() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Sets the fragment; the browser's Back returns to the one before.
pub fn set(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // A browser that forbids it (a sandboxed frame) leaves the tab open all the same.
        let _ = window.location().set_hash(fragment);
    }
}

/// Calls `changed` with the new fragment until the listener is dropped.
#[must_use]
pub fn on_change(mut changed: impl FnMut(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        changed(get());
    }))
}
