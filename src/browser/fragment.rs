//! The URL's fragment, which says which tab is open, and which view where the tab has several: `#hashes/files`. A
//! link from elsewhere may carry options for the tab behind a `?`: `#token?format=hex`. The page itself writes the tab
//! and the view and nothing else.

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

/// The options that the fragment carries for the tab of this name: `format=hex` of `token?format=hex`.
#[must_use]
pub fn options(tab: &str) -> Option<String> {
    let fragment = get();
    let (path, options) = fragment.split_once('?')?;
    let is_for_tab = path.split('/').next() == Some(tab) && !options.is_empty();
    is_for_tab.then(|| options.to_owned())
}

/// Puts another fragment in the place of this one, so that the browser's Back does not return to it.
pub fn replace(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // A browser that forbids it keeps the old fragment in sight.
        let _ = window.location().replace(&format!("#{fragment}"));
    }
}

/// The page's own address, without fragment and query.
#[must_use]
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
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
