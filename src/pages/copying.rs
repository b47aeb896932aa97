//! What every tab does when something is copied or saved: ask the browser, then say what it answered.

use super::words;
pub use crate::browser::clipboard::{copy_key_then, copy_secret_then, copy_then};
use crate::browser::download;
pub use crate::card::by_hand;
use leptos::prelude::*;

/// Copies a text that stays in sight either way, and announces the outcome: "SHA-256 copied."
pub fn copy_shown(
    what: &'static str,
    text: &str,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    copy_then(text, move |answer| match answer {
        Ok(()) => {
            set_alert.set(None);
            announce.run(words::copied(what));
        }
        Err(error) => set_alert.set(Some(by_hand(error))),
    });
}

/// Saves a text as a file of this name, and announces with `said` that the download started.
pub fn save_shown(
    name: &str,
    text: &str,
    said: String,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    match download::save(name, text) {
        Ok(()) => {
            set_alert.set(None);
            announce.run(said);
        }
        Err(error) => set_alert.set(Some(error.to_string())),
    }
}
