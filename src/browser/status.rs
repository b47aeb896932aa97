//! The page's one status line (`role="status"`): always in the document, so that screen readers know it before
//! it has text. It never contains a secret, and it ends when the person changes something (`src/parts.js`).

use crate::browser::{dom, parts};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use web_sys::HtmlElement;

/// How long an announcement stays in sight, in milliseconds.
const SHOWN_MS: u32 = 6_000;

thread_local! {
    static CLEARING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Announces a short sentence.
pub fn announce(message: &str) {
    let Some(line) = dom::by_id::<HtmlElement>("status") else {
        return;
    };
    dom::show_text(&line, message);
    parts::place_status(&line);
    // Storing the new timer drops the old one, which cancels it.
    CLEARING.set(Some(Timeout::new(SHOWN_MS, move || {
        dom::show_text(&line, "");
    })));
}
