//! Writing secrets into the document without leaving a copy in the program's memory.
//!
//! The framework keeps what it rendered, to compare it with what comes next; a secret must not be kept.
//! These functions hand the text to the browser and forget it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use zeroize::Zeroizing;

/// Replaces what `element` shows by `parts`, each a text with the class of its own span.
pub fn show_parts<'a>(element: &Element, parts: impl IntoIterator<Item = (&'a str, &'a str)>) {
    element.set_text_content(None);
    let Some(document) = element.owner_document() else {
        return;
    };
    for (class, text) in parts {
        // "span" is a valid name: creating it does not fail.
        if let Ok(span) = document.create_element("span") {
            span.set_class_name(class);
            span.set_text_content(Some(text));
            let _ = element.append_child(&span);
        }
    }
}

/// Replaces what `element` shows by `text`.
pub fn show_text(element: &Element, text: &str) {
    element.set_text_content(Some(text));
}

/// How many lines a piece of a long text has.
const PIECE: usize = 200;

/// Replaces what `element` shows by `text`, a long one in pieces of lines with the class `piece`, which
/// need no layout while they are out of sight.
pub fn show_lines(element: &Element, text: &str) {
    let end = |rest: &str| {
        let mut lines = rest.match_indices('\n');
        lines
            .nth(PIECE - 1)
            .map_or(rest.len(), |(newline, _)| newline + 1)
    };
    if end(text) == text.len() {
        show_text(element, text);
        return;
    }
    element.set_text_content(None);
    let Some(document) = element.owner_document() else {
        return;
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(end(rest));
        rest = after;
        // "div" is a valid name: creating it does not fail.
        if let Ok(shown) = document.create_element("div") {
            shown.set_class_name("piece");
            shown.set_text_content(Some(piece));
            let _ = element.append_child(&shown);
        }
    }
}

/// Removes the element with this id, if there is one.
pub fn remove(id: &str) {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.get_element_by_id(id));
    if let Some(element) = element {
        element.remove();
    }
}

/// The text of a field as the browser holds it, without a copy of it in this program.
#[must_use]
pub fn held_value(field: &HtmlTextAreaElement) -> JsValue {
    // Every field has a value: reading it does not fail.
    Reflect::get(field, &"value".into()).unwrap_or_default()
}

/// What a field holds.
#[must_use]
pub fn value(field: &HtmlTextAreaElement) -> Zeroizing<String> {
    Zeroizing::new(field.value())
}

/// Puts `text` into a field.
pub fn set_value(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
}

/// Gives `element` the focus, where it can take it.
pub fn focus(element: &HtmlElement) {
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus();
}

/// Selects the text of `element`, so that the browser's own Copy takes it.
pub fn select(element: &Element) {
    if let Some(Ok(Some(selection))) = web_sys::window().map(|window| window.get_selection()) {
        // What cannot be selected is still there to be selected by hand.
        let _ = selection.select_all_children(element);
    }
}
