//! What every tab does when something is copied or saved: ask the browser, then say what it answered.

use super::words;
use crate::browser::clipboard::ClipboardError;
pub use crate::browser::clipboard::{copy_key_then, copy_secret_then, copy_then};
use crate::browser::download::{self, DownloadError};
pub use crate::card::by_hand;
use leptos::prelude::*;

/// Copies a text that stays in sight either way, and announces the outcome: "SHA-256 copied."
pub fn copy_shown(
    what: &'static str,
    text: &str,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    copy_then(text, say_copied(words::copied(what), announce, set_alert));
}

/// Announces with `said` that something was copied, or says why it was not and how to copy by hand.
pub fn say_copied(
    said: String,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) -> impl FnOnce(Result<(), ClipboardError>) + 'static {
    move |answer| say(answer.map_err(by_hand), said, announce, set_alert)
}

/// Saves a text as a file of this name, and announces with `said` that the download started.
pub fn save_shown(
    name: &str,
    text: &str,
    said: String,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    say_saved(download::save(name, text), said, announce, set_alert);
}

/// Announces with `said` that a download started, or says why it did not.
pub fn say_saved(
    saved: Result<(), DownloadError>,
    said: String,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    let saved = saved.map_err(|error| error.to_string());
    say(saved, said, announce, set_alert);
}

fn say(
    done: Result<(), String>,
    said: String,
    announce: Callback<String>,
    set_alert: WriteSignal<Option<String>>,
) {
    set_alert.set(done.clone().err());
    if done.is_ok() {
        announce.run(said);
    }
}
