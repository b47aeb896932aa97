//! The URL's fragment, which says which tab is open, and which view where the tab has several: `#hashes/files`. A
//! link may carry more behind a `?`. The page itself writes nothing but tab and view.

use gloo::events::EventListener;

/// The fragment without its `#`; empty where there is none.
#[must_use]
pub fn get() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// The name of the tab in a fragment: what stands before the first `/` or `?`.
#[must_use]
pub fn tab(fragment: &str) -> &str {
    let end = fragment.find(['/', '?']).unwrap_or(fragment.len());
    &fragment[..end]
}

/// The name of the view in a fragment: what stands between the `/` behind the tab and a `?`; empty where it names
/// none.
#[must_use]
pub fn view(fragment: &str) -> &str {
    let end = fragment.find('?').unwrap_or(fragment.len());
    let place = &fragment[..end];
    place.split_once('/').map_or("", |(_, view)| view)
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

#[cfg(test)]
mod tests {
    use super::{tab, view};

    #[test]
    fn a_fragment_is_cut_into_tab_and_view() {
        for (fragment, parts) in [
            ("", ("", "")),
            ("hashes", ("hashes", "")),
            ("hashes/files", ("hashes", "files")),
            ("hashes/", ("hashes", "")),
            ("hashes/files?algorithm=md5", ("hashes", "files")),
            ("hashes?target=a/b", ("hashes", "")),
            ("/files", ("", "files")),
            ("hashes/files/x", ("hashes", "files/x")),
        ] {
            assert_eq!((tab(fragment), view(fragment)), parts, "{fragment}");
        }
    }
}
