//! The page's one status line (`role="status"`): always in the document, so that screen readers know it before
//! it has text. It never contains a secret.

use crate::browser::dom;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;

/// How long an announcement stays in sight, in milliseconds.
const SHOWN_MS: u32 = 6_000;

thread_local! {
    static CLEARING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Announces a short sentence.
pub fn announce(message: &str) {
    let Some(line) = dom::by_id("status") else {
        return;
    };
    dom::show_text(&line, message);
    // Storing the new timer drops the old one, which cancels it.
    CLEARING.set(Some(Timeout::new(SHOWN_MS, move || {
        dom::show_text(&line, "");
    })));
}
