//! Writing secrets into the document without leaving a copy in the program's memory.
//!
//! The framework keeps what it rendered, to compare it with what comes next; a secret must not be kept.
//! These functions hand the text to the browser and forget it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

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
pub fn value(field: &HtmlTextAreaElement) -> JsValue {
    // Every field has a value: reading it does not fail.
    Reflect::get(field, &"value".into()).unwrap_or_default()
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
