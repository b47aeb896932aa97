//! The text in the import box, or, where it is long, held beside it.
//!
//! A browser lays out all that a box holds, and again when the box becomes narrower: a megabyte blocks it for half a
//! second. So the box shows only the beginning of a long text, and cannot be edited then.

use crate::browser::held_text::HeldText;
use crate::browser::{dom, keyboard};
use crate::engine::base::arriving::Arrival;
use crate::engine::env::error::with_line_feeds;
use leptos::{html, prelude::*};
use std::sync::Arc;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};
use zeroize::Zeroizing;

/// The longest text that the box holds, in bytes; of a paste, in UTF-16 code units.
const LONG: u32 = 64 << 10;
/// How much of a longer one is shown as its beginning, in bytes: more than the box has in sight.
const BEGINNING: usize = 4 << 10;

/// The box and its text.
#[derive(Clone, Copy)]
pub struct ImportText {
    /// The box.
    pub field: NodeRef<html::Textarea>,
    /// Whether it shows only the beginning of its text, and cannot be edited.
    pub is_long: RwSignal<bool>,
    /// The text, where the box does not hold it: a long one; and one from a file, whose line ends a box changes.
    held: StoredValue<Option<Arc<Zeroizing<String>>>>,
}

impl ImportText {
    /// An empty box.
    pub fn new() -> Self {
        Self {
            field: NodeRef::new(),
            is_long: RwSignal::default(),
            held: StoredValue::default(),
        }
    }

    /// All of the text; `None` where there is no box.
    pub fn get(self) -> Option<Arc<Zeroizing<String>>> {
        let in_box = || {
            let field = self.field.get_untracked()?;
            Some(Arc::new(dom::value(&field)))
        };
        self.held.with_value(Clone::clone).or_else(in_box)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        let field = self.field.get_untracked();
        field.is_none_or(|field| field.text_length() == 0)
    }

    /// Puts a text into the box. `exactly` where it is imported with its own line ends.
    pub fn put(self, text: &Arc<Zeroizing<String>>, exactly: bool) {
        let is_long = is_long(text);
        self.show(if is_long {
            &text[..text.floor_char_boundary(BEGINNING)]
        } else {
            text.as_str()
        });
        let held = is_long || exactly;
        self.held.set_value(held.then(|| Arc::clone(text)));
        self.is_long.set(is_long);
    }

    /// Takes what a paste or a drop brings, if the browser is not to put it into the box. `is_new` where that replaces all
    /// that is there.
    pub fn take(self, arriving: &HeldText, is_new: bool) -> bool {
        // The browser puts nothing into a box that cannot be edited.
        if !self.is_long.get_untracked() && arriving.units() <= LONG {
            return false;
        }
        let Some(field) = self.field.get_untracked() else {
            return false;
        };
        let whole = if is_new {
            Some(arriving.clone())
        } else {
            arriving.in_place_of_selection(&field)
        };
        let Some(whole) = whole else { return false };
        // With the line ends that it would have in the box.
        let text = Zeroizing::new(with_line_feeds(&whole.copied()));
        self.put(&Arc::new(text), false);
        if self.is_long.get_untracked() {
            // As the browser has it, which may be no Unicode.
            whole.put_beginning_into(&field, false);
        }
        true
    }

    /// Holds a long text that came into the box in pieces. To be called when the box becomes narrower.
    pub fn hold_long(self) {
        let field = self.field.get_untracked();
        if let Some(field) = field.filter(|field| field.text_length() > LONG) {
            self.put(&Arc::new(dom::value(&field)), false);
        }
    }

    /// Overwrites what is held: from now on the text is what the box holds.
    pub fn release(self) {
        self.held.set_value(None);
        if self.is_long.get_untracked() {
            self.is_long.set(false);
        }
    }

    /// Empties the box.
    pub fn clear(self) {
        self.release();
        self.show("");
    }

    /// Whether a paste replaces all of the text.
    pub fn is_replaced(self) -> bool {
        self.is_long.get_untracked() || self.is_all_selected()
    }

    /// Whether a key empties a box that cannot be edited, as it does any other whose text is selected.
    pub fn is_emptied_by(self, event: &KeyboardEvent) -> bool {
        keyboard::deletes(event) && self.is_long.get_untracked() && self.is_all_selected()
    }

    fn is_all_selected(self) -> bool {
        let is_selected = |field: HtmlTextAreaElement| dom::is_all_selected(&field);
        self.field.get_untracked().is_some_and(is_selected)
    }

    fn show(self, text: &str) {
        if let Some(field) = self.field.get_untracked() {
            dom::set_value(&field, text);
        }
    }
}

/// Whether a text is too long for the box, or one that a browser is slow to lay out.
pub fn is_long(text: &str) -> bool {
    text.len() > LONG as usize || Arrival::of(text) == Arrival::Refused
}
