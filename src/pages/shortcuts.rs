//! Keyboard shortcuts, and the dialog that lists them and can switch them off (WCAG 2.1.4).

use super::words;
use crate::browser::{keyboard, storage};
use crate::components::check::CheckField;
use gloo::events::EventListener;
use leptos::html::Dialog;
use leptos::prelude::*;

/// Where it is remembered that they are off.
const STORAGE_KEY: &str = "latchkey.shortcuts";

/// Listens for shortcuts from now on; a button that lists them.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let is_on = RwSignal::new(storage::get(STORAGE_KEY).is_none());
    let open = move || {
        if let Some(dialog) = dialog.get_untracked() {
            // It fails where the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let switch = move |is_wanted: bool| {
        is_on.set(is_wanted);
        storage::keep(STORAGE_KEY, if is_wanted { "" } else { "off" });
    };
    let listener = keyboard::on_key(move |key| match key {
        "Escape" => keyboard::close_opened(),
        _ if !is_on.get_untracked() => {}
        "g" | "c" => keyboard::press(key),
        "?" => open(),
        digit => {
            if let Some(number @ 1..) = digit.parse::<usize>().ok().filter(|_| digit.len() == 1) {
                keyboard::press_tab(number - 1);
            }
        }
    });
    // The shortcuts live as long as the page.
    listener.into_iter().for_each(EventListener::forget);
    let keys = words::SHORTCUT_KEYS
        .into_iter()
        .map(|(key, does)| {
            view! { class="lk",
                <div>
                    <dt><kbd>{key}</kbd></dt>
                    <dd>{does}</dd>
                </div>
            }
        })
        .collect_view();
    view! { class="lk",
        <p>
            <button type="button" class="link" aria-keyshortcuts="?" on:click=move |_| open()>
                {words::SHORTCUTS}
            </button>
        </p>
        <dialog node_ref=dialog class="dialog" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{words::SHORTCUTS}</h2>
            <dl>{keys}</dl>
            <CheckField label=words::USE_SHORTCUTS value=is_on on_change=switch/>
            <button type="button" class="button" on:click=close>{words::CLOSE}</button>
        </dialog>
    }
}
