//! The keys of a tab list, after the WAI-ARIA tabs pattern: arrow keys, Home and End.

use web_sys::KeyboardEvent;

/// The tab that a key moves to from the tab `now` of `count`; `None` for other keys.
#[must_use]
pub fn after_key(event: &KeyboardEvent, now: usize, count: usize) -> Option<usize> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowRight" => Some((now + 1) % count),
        "ArrowLeft" => Some((now + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}
