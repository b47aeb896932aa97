//! What every tab does when something is copied or saved: ask the browser, then say what it answered.

use crate::browser::clipboard::{self, ClipboardError};
use crate::browser::task::spawn;
pub use crate::card::by_hand;
use leptos::prelude::*;

/// Copies `text` and calls `then` with the browser's answer.
pub fn copy(text: &str, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    // The copy begins before this returns: afterwards the click may no longer count as one.
    let answer = clipboard::copy(text);
    spawn(async move { then(answer.await) });
}

/// Copies a text that stays in sight either way, and announces the outcome: "SHA-256 copied."
pub fn copy_shown(
    what: &'static str,
    text: &str,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    copy(text, move |answer| match answer {
        Ok(()) => {
            set_alert.set(None);
            announce.run(format!("{what} copied."));
        }
        Err(error) => set_alert.set(Some(by_hand(error))),
    });
}
