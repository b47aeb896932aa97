//! A text that stays where the browser has it, in a JavaScript string: this program's memory has no copy of it, and
//! however long it is, handing it on costs nothing here.

use crate::browser::dom;
use crate::engine::base::invisible::is_blank;
use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{ClipboardEvent, Event, HtmlTextAreaElement};
use zeroize::Zeroizing;

/// How much of a text is shown as its beginning, in UTF-16 code units: more than a field has in sight.
const BEGINNING: u32 = 4 << 10;

/// The text. Its clones are the same string.
#[derive(Clone)]
pub struct HeldText(JsString);

impl HeldText {
    /// The text of a paste, with the line ends that a field would change.
    #[must_use]
    pub fn of_paste(event: &ClipboardEvent) -> Option<Self> {
        let data = event.clipboard_data()?;
        // The binding of web-sys would copy the text.
        let get: Function = Reflect::get(&data, &"getData".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let text: JsValue = get.call1(&data, &"text/plain".into()).ok()?;
        text.dyn_into::<JsString>().ok().map(Self)
    }

    /// The text that a `beforeinput` event announces; `None` where it announces something else.
    #[must_use]
    pub fn of_input(event: &Event) -> Option<Self> {
        let text = Reflect::get(event, &"data".into()).ok()?;
        text.dyn_into::<JsString>().ok().map(Self)
    }

    /// Its length in UTF-16 code units.
    #[must_use]
    pub fn units(&self) -> u32 {
        self.0.length()
    }

    /// What the field holds, with this text in place of what is selected there.
    #[must_use]
    pub fn in_place_of_selection(&self, field: &HtmlTextAreaElement) -> Option<Self> {
        let start = field.selection_start().ok().flatten()?;
        let end = field.selection_end().ok().flatten()?;
        let held: JsString = dom::held_value(field).dyn_into().ok()?;
        let before = held.substring(0, start);
        let after = held.substring(end, held.length());
        Some(Self(before.concat(&self.0).concat(&after)))
    }

    /// Puts all of it into a field.
    pub fn put_into(&self, field: &HtmlTextAreaElement) {
        dom::set_held_value(field, &self.0);
    }

    /// Puts its beginning into a field, without the white space at its start where it is `trimmed`.
    pub fn put_beginning_into(&self, field: &HtmlTextAreaElement, trimmed: bool) {
        let is_seen = |at: &u32| {
            let symbol = char::from_u32(self.unit(*at).into());
            symbol.is_none_or(|symbol| !is_blank(symbol))
        };
        let start = if trimmed {
            (0..BEGINNING).find(is_seen).unwrap_or(BEGINNING)
        } else {
            0
        };
        let end = start + BEGINNING;
        // A pair of surrogates is one character.
        let is_split = matches!(self.unit(end - 1), 0xd800..=0xdbff);
        let beginning = self.0.substring(start, end - u32::from(is_split));
        dom::set_held_value(field, &beginning);
    }

    /// It as a JavaScript value, to be posted.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.0
    }

    /// A copy of it. Only for short texts.
    #[must_use]
    pub fn copied(&self) -> Zeroizing<String> {
        Zeroizing::new(String::from(&self.0))
    }

    /// The UTF-16 code unit at a place; 0 past the end.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a code unit has 16 bits; past the end there is NaN, which becomes 0"
    )]
    fn unit(&self, at: u32) -> u16 {
        self.0.char_code_at(at) as u16
    }
}
