//! The document: finding and making elements, and writing secrets without leaving a copy in the program's
//! memory.
//!
//! Leptos keeps rendered text to compare it with the next render, and a secret must not be kept. These
//! functions pass the text to the browser and keep nothing.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use zeroize::Zeroizing;

/// The document of the page.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with this id.
#[must_use]
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// A new element, not in the document yet. `name` must be a valid name of an element.
#[must_use]
pub fn create(name: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document()?.create_element(name).ok()?.dyn_into().ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}

/// Appends `child` to `parent`.
pub fn append(parent: &Element, child: &Element) {
    // Neither is an ancestor of the other: it does not fail.
    let _ = parent.append_child(child);
}

/// Replaces the content of `element` with `parts`, each a span of that class and text.
pub fn show_parts<'a>(element: &Element, parts: impl IntoIterator<Item = (&'a str, &'a str)>) {
    element.set_text_content(None);
    for (class, text) in parts {
        if let Some(span) = create("span", class, text) {
            append(element, &span);
        }
    }
}

/// Replaces the content of `element` with a square picture of this many units a side: a path, dark on light.
pub fn show_path(element: &Element, size: i32, path: &str, label: &str) {
    const SVG: &str = "http://www.w3.org/2000/svg";
    let create = |name: &str, attributes: &[(&str, &str)]| {
        let made = document()?.create_element_ns(Some(SVG), name).ok()?;
        for (name, value) in attributes {
            // The names are valid: this cannot fail.
            let _ = made.set_attribute(name, value);
        }
        Some(made)
    };
    element.set_text_content(None);
    let units = size.to_string();
    let picture = create(
        "svg",
        &[
            ("viewBox", &["0 0 ", &units, " ", &units].concat()),
            ("role", "img"),
            ("aria-label", label),
            ("shape-rendering", "crispEdges"),
        ],
    );
    let light = create(
        "rect",
        &[("width", &units), ("height", &units), ("fill", "#fff")],
    );
    let dark = create("path", &[("d", path), ("fill", "#000")]);
    if let (Some(picture), Some(light), Some(dark)) = (picture, light, dark) {
        append(&picture, &light);
        append(&picture, &dark);
        append(element, &picture);
    }
}

/// Replaces the content of `list` with an item for each text.
pub fn show_items<'a>(list: &Element, texts: impl IntoIterator<Item = &'a str>) {
    list.set_text_content(None);
    for text in texts {
        if let Some(item) = create("li", "", text) {
            append(list, &item);
        }
    }
}

/// Replaces the content of `element` with `text`.
pub fn show_text(element: &Element, text: &str) {
    element.set_text_content(Some(text));
}

/// How many lines a piece of a long text has.
const PIECE: usize = 200;

/// Replaces the content of `element` with `text`. A long text is split into elements of the class `piece`,
/// which need no layout while they are off-screen.
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
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(end(rest));
        rest = after;
        if let Some(shown) = create("div", "piece", piece) {
            append(element, &shown);
        }
    }
}

/// The text of a field as a JavaScript string, without a copy in this program's memory.
#[must_use]
pub fn held_value(field: &HtmlTextAreaElement) -> JsValue {
    // Every field has a value: reading it does not fail.
    Reflect::get(field, &"value".into()).unwrap_or_default()
}

/// The text of a field.
#[must_use]
pub fn value(field: &HtmlTextAreaElement) -> Zeroizing<String> {
    Zeroizing::new(field.value())
}

/// `text` in Unicode's normal form C, in which most systems write names; macOS writes them decomposed.
#[must_use]
pub fn composed(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

/// Puts `text` into a field.
pub fn set_value(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
}

/// Puts a JavaScript string into a field, without a copy in this program's memory.
pub fn set_held_value(field: &HtmlTextAreaElement, text: &JsValue) {
    // Every field has a value: setting it does not fail.
    let _ = Reflect::set(field, &"value".into(), text);
}

/// Sets the document's title. It must contain nothing that was typed or made on the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether the page has the focus, and not another window or program.
#[must_use]
pub fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Whether the page is hidden, behind another tab or with its window.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_none_or(|document| document.hidden())
}

/// Whether `element`, or one in it, has the focus.
#[must_use]
pub fn holds_focus(element: &Element) -> bool {
    let focused = document().and_then(|document| document.active_element());
    element.contains(focused.as_deref())
}

/// The element that has the focus; `None` where that is the page itself.
#[must_use]
pub fn focused() -> Option<Element> {
    let document = document()?;
    let page: Option<Element> = document.body().map(Into::into);
    document
        .active_element()
        .filter(|element| Some(element) != page.as_ref())
}

/// Gives `element` the focus, where it can take it.
pub fn focus(element: &HtmlElement) {
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus();
}

/// Opens the fold (`details`) with this id.
pub fn unfold(id: &str) {
    if let Some(fold) = by_id::<Element>(id) {
        // The attribute's name is valid: this cannot fail.
        let _ = fold.set_attribute("open", "");
    }
}

/// Brings `element` to the top of the window and gives it the focus.
pub fn reveal(element: &HtmlElement) {
    element.scroll_into_view();
    focus(element);
}

/// Puts `text` into an input, unless it is there already: the place of the caret would be lost.
pub fn fill_input(input: &HtmlInputElement, text: &str) {
    if Zeroizing::new(input.value()).as_str() != text {
        input.set_value(text);
    }
}

/// Whether all of a field's text is selected, so that a paste replaces it; true of an empty field.
#[must_use]
pub fn is_all_selected(field: &HtmlTextAreaElement) -> bool {
    let end = |place: Result<Option<u32>, JsValue>| place.ok().flatten();
    end(field.selection_start()) == Some(0)
        && end(field.selection_end()) == Some(field.text_length())
}

/// Selects the text of `element`, so that the browser's own Copy takes it.
pub fn select(element: &Element) {
    if let Some(Ok(Some(selection))) = web_sys::window().map(|window| window.get_selection()) {
        // If this fails, the text can still be selected by hand.
        let _ = selection.select_all_children(element);
    }
}
