//! "Clear clipboard": overwrites what this page copied, at a press or some time after the copy, and tells what the
//! browser answered. The clipboard is never read.
//!
//! A browser lets a page write only while it has the focus, some only at a press. And a key that is nowhere else is
//! not cleared before it could have been pasted. So a clearing whose time has come may have to wait for the person to
//! come back.

use super::words;
use crate::browser::clipboard::{self, Change, ClipboardContent, ClipboardError};
use crate::browser::{dom, lifecycle, storage};
use crate::components::alert::Alert;
use crate::components::select::SelectField;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Where the time is remembered.
const STORAGE_KEY: &str = "latchkey.clear-clipboard";

/// When the clipboard is cleared without a press: id, wording, and the time after the copy in milliseconds.
const TIMES: [(&str, &str, Option<u32>); 4] = [
    (NEVER, words::NEVER, None),
    ("30", words::AFTER_30_SECONDS, Some(30_000)),
    ("120", words::AFTER_2_MINUTES, Some(120_000)),
    ("600", words::AFTER_10_MINUTES, Some(600_000)),
];
const NEVER: &str = "never";

/// The choice with this id; the first one where there is none.
fn time(id: &str) -> (&'static str, Option<u32>) {
    let [first, ..] = TIMES;
    let (id, _, wait) = TIMES.into_iter().find(|time| time.0 == id).unwrap_or(first);
    (id, wait)
}

/// The clearing of the clipboard. Copies of this handle share one state.
#[derive(Clone, Copy)]
struct ClipboardClearing {
    held: RwSignal<ClipboardContent>,
    /// The id of the chosen time.
    after: RwSignal<&'static str>,
    /// The timer that the last copy started.
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// Whether the time is up, and the browser or the person has to come back.
    is_due: StoredValue<bool>,
    set_alert: WriteSignal<Option<String>>,
    announce: Callback<String>,
}

impl ClipboardClearing {
    /// Starts the time anew, or ends it where there is nothing to clear.
    fn restart(self) {
        self.is_due.set_value(false);
        let (_, wait) = time(self.after.get_untracked());
        let wait = wait.filter(|_| self.held.get_untracked() != ClipboardContent::Nothing);
        // Dropping the former timer cancels it.
        let timer = wait.map(|wait| Timeout::new(wait, move || self.clear_when_allowed()));
        self.timer.set_value(timer);
    }

    fn clear_when_allowed(self) {
        if dom::has_focus() && !self.held.get_untracked().is_only_copy() {
            self.is_due.set_value(false);
            self.clear(false);
        } else {
            self.is_due.set_value(true);
            self.set_alert.set(Some(words::CLEARED_LATER.to_owned()));
        }
    }

    fn clear(self, is_pressed: bool) {
        clipboard::clear_then(is_pressed, move |answer| {
            let message = match answer {
                Ok(()) => {
                    self.announce.run(words::CLIPBOARD_CLEARED.to_owned());
                    None
                }
                Err(ClipboardError::HoldsKey) => Some(words::NOT_TAKEN),
                Err(ClipboardError::Silent) => Some(words::MAYBE_CLEARED),
                Err(_) if is_pressed => Some(words::NOT_CLEARED),
                Err(_) => Some(words::PRESS_TO_CLEAR),
            };
            self.set_alert.set(message.map(str::to_owned));
        });
    }
}

/// The line that offers to clear the clipboard, once it holds a secret of this page.
#[component]
pub fn ClearClipboard(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let clearing = ClipboardClearing {
        held: RwSignal::new(clipboard::held()),
        after: RwSignal::new(time(&storage::get(STORAGE_KEY).unwrap_or_default()).0),
        timer: StoredValue::new_local(None),
        is_due: StoredValue::new(false),
        set_alert,
        announce,
    };
    let ClipboardClearing { held, after, .. } = clearing;
    // It stays once it was needed: a button that goes takes the focus with it.
    let is_needed = RwSignal::new(held.get_untracked() != ClipboardContent::Nothing);
    clearing.restart();
    clipboard::on_change(move |change| {
        let now = clipboard::held();
        held.set(now);
        if now != ClipboardContent::Nothing {
            is_needed.set(true);
        }
        if change == Change::Copied {
            set_alert.set(None);
            clearing.restart();
        }
    });
    let returned = lifecycle::on_focus(move || {
        if clearing.is_due.get_value() {
            clearing.clear_when_allowed();
        }
    });
    // The line lives as long as the page.
    returned.into_iter().for_each(EventListener::forget);
    let says = move || {
        if held.get() == ClipboardContent::Nothing {
            words::CLIPBOARD_FREE
        } else {
            words::CLIPBOARD_HOLDS
        }
    };
    view! { class="lk",
        <div class="clearing" role="group" aria-label=words::CLIPBOARD hidden=move || !is_needed.get()>
            <p>{says}</p>
            <button type="button" class="button small" on:click=move |_| clearing.clear(true)>
                {words::CLEAR_CLIPBOARD}
            </button>
            <SelectField
                id="clear-after"
                label=words::CLEAR_BY_ITSELF
                options=TIMES.map(|(id, label, _)| (id, label)).to_vec()
                value=after
                on_change=move |id: String| {
                    let (id, _) = time(&id);
                    after.set(id);
                    storage::keep(STORAGE_KEY, if id == NEVER { "" } else { id });
                    set_alert.set(None);
                    clearing.restart();
                }
            />
            <Alert message=alert/>
        </div>
    }
}
