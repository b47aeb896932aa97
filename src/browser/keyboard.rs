//! Keys: shortcuts of one character pressed anywhere on the page, and those that delete.

use crate::browser::dom;
use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Where a character is text, or chooses an option.
const TYPING: &str = "textarea, select, [contenteditable], \
    input:not([type=checkbox], [type=radio], [type=button], [type=file])";

/// Calls `pressed` with each key that is neither typed text nor another command: not while a person types, in a dialog,
/// with a modifier, or where the key was handled already. `Escape` is reported wherever it is pressed.
#[must_use]
pub fn on_key(pressed: impl Fn(&str) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let key = event.key();
        let has_modifier = event.alt_key() || event.ctrl_key() || event.meta_key();
        // A key that is held down is one press.
        if has_modifier || event.repeat() || event.default_prevented() || event.is_composing() {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let is_typing = target.is_some_and(|target| matches!(target.closest(TYPING), Ok(Some(_))));
        // A click on its text takes the focus out of an open dialog.
        let is_behind = all("dialog[open]").next().is_some();
        if !is_behind && (key == "Escape" || !is_typing) {
            pressed(&key);
        }
    }))
}

/// Whether the key pressed is one that deletes what is selected.
#[must_use]
pub fn deletes(event: &KeyboardEvent) -> bool {
    ["Delete", "Backspace"].contains(&event.key().as_str())
}

/// Presses the first button in sight with this shortcut (`aria-keyshortcuts`).
pub fn press(shortcut: &str) {
    // In some browsers what is in a closed fold has a place all the same.
    let buttons = format!("[aria-keyshortcuts={shortcut}]:not(details:not([open]) *)");
    for button in all(&buttons) {
        if button.offset_parent().is_some() {
            button.click();
            return;
        }
    }
}

/// Presses the tab of the page with this number, from 0.
pub fn press_tab(number: usize) {
    if let Some(tab) = all("#tabs > [role=tab]").nth(number) {
        tab.click();
    }
}

/// Closes the fold that has the focus, or else what a button opened and has the focus, the innermost of several, and
/// returns the focus to the element that opened it.
pub fn close_opened() {
    let focused = dom::document().and_then(|document| document.active_element());
    let Some(focused) = focused else { return };
    let opener = if let Ok(Some(fold)) = focused.closest("details[open]") {
        // The attribute is removed, or was not there: this cannot fail.
        let _ = fold.remove_attribute("open");
        fold.query_selector("summary").ok().flatten()
    } else {
        all("[aria-expanded=true][aria-controls]")
            .filter(|button| {
                let opened = button.get_attribute("aria-controls");
                let opened = opened.and_then(|id| dom::by_id::<Element>(&id));
                button.contains(Some(&focused))
                    || opened.is_some_and(|opened| opened.contains(Some(&focused)))
            })
            // A button is before what it opens, and so the innermost is the last.
            .last()
            .map(|button| {
                button.click();
                button.into()
            })
    };
    if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
        dom::focus(&opener);
    }
}

fn all(selector: &str) -> impl Iterator<Item = HtmlElement> {
    let found = dom::document().and_then(|document| document.query_selector_all(selector).ok());
    (0..found.as_ref().map_or(0, web_sys::NodeList::length))
        .filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}
