//! The text as it is entered: typed or pasted into its field, or, where a pasted text is long, held beside it.
//!
//! A browser lays out all that a text area holds: 16 MiB block it for more than a second, and on every change again.
//! So a long text never gets there. The browser holds it in a JavaScript string, and the field, read-only then, shows
//! its beginning. What else is said of a text, of its line ends and its white space, the worker finds out.

use super::words;
use crate::browser::held_text::HeldText;
use crate::browser::{dom, keyboard};
use crate::engine::base::arriving::Arrival;
use crate::engine::base::invisible::trimmed;
use crate::engine::base::secret::Secret;
use crate::engine::digest::line_ends::{self, LineEndingChange};
use crate::engine::digest::task::UnseenText;
use leptos::{html, prelude::*};
use web_sys::{ClipboardEvent, Event, HtmlTextAreaElement, KeyboardEvent};

/// The longest text that is left to the field and hashed without the worker, in UTF-16 code units. To lay it out takes
/// some 15 ms, like its SHA-256.
pub const AT_ONCE: u32 = 256 << 10;
/// The longest text that is taken, in UTF-16 code units. The worker has room for the copies of one that is as long.
const LONGEST: u32 = 256 << 20;

/// A pasted text that its field does not hold.
pub struct LongText {
    /// All of it, as it was pasted.
    pub text: HeldText,
    /// How it counts.
    pub unseen: UnseenText,
}

/// The field of the text, and the text that it does not hold.
#[derive(Clone, Copy)]
pub struct TextEntry {
    /// The field.
    pub field: NodeRef<html::Textarea>,
    /// The text, where it is too long for the field, which then shows its beginning.
    pub long: RwSignal<Option<LongText>, LocalStorage>,
    /// The line ends that a field changes in the text that was pasted.
    pub line_ends: RwSignal<Option<LineEndingChange>>,
    /// Whether the text is hashed with CR LF.
    pub crlf: RwSignal<bool>,
    /// Notified when the field was edited.
    pub edited: Trigger,
    announce: Callback<String>,
}

impl TextEntry {
    /// Nothing entered yet.
    pub fn new(announce: Callback<String>) -> Self {
        Self {
            field: NodeRef::new(),
            long: RwSignal::new_local(None),
            line_ends: RwSignal::default(),
            crlf: RwSignal::default(),
            edited: Trigger::new(),
            announce,
        }
    }

    /// To be called when the field was edited: the text is what it holds.
    pub fn edit(self) {
        let is_new = self.is_long();
        if is_new {
            self.long.set(None);
        }
        let is_empty = |field: HtmlTextAreaElement| field.text_length() == 0;
        if is_new || self.field.get_untracked().is_some_and(is_empty) {
            self.forget_line_ends();
        }
        self.edited.notify();
    }

    /// To be called with a paste, before the browser does it. Over a long text it replaces all of it.
    pub fn paste(self, event: &ClipboardEvent) {
        let pasted = HeldText::of_paste(event).filter(|pasted| pasted.units() > 0);
        let (Some(field), Some(pasted)) = (self.field.get_untracked(), pasted) else {
            return;
        };
        if self.take(&field, &pasted) {
            event.prevent_default();
            return;
        }
        let copied = pasted.copied();
        let change = line_ends::changed(&copied);
        let is_long = self.is_long();
        let is_new = is_long || dom::is_all_selected(&field);
        if is_long {
            // The browser pastes nothing into a read-only field.
            event.prevent_default();
            // The field would be as slow with it as with a long one.
            if Arrival::of(&copied) == Arrival::Refused {
                self.forget_line_ends();
                self.hold(&field, pasted);
                return;
            }
            pasted.put_into(&field);
            self.edit();
        }
        if let Some(change) = change {
            self.set_line_ends(change);
        } else if is_new {
            self.forget_line_ends();
        }
    }

    /// To be called with what is put into the field in another way than by a paste, such as a drop, before the browser
    /// does it.
    pub fn arrive(self, event: &Event) {
        let arriving = HeldText::of_input(event).filter(|text| text.units() > AT_ONCE);
        if let (Some(field), Some(arriving)) = (self.field.get_untracked(), arriving)
            && self.take(&field, &arriving)
        {
            event.prevent_default();
        }
    }

    /// To be called with what a field changes in the text that was pasted.
    pub fn set_line_ends(self, change: LineEndingChange) {
        // CR LF is offered only where that is what was pasted: the button that takes it back goes too.
        if change == LineEndingChange::Other && self.crlf.get_untracked() {
            self.crlf.set(false);
        }
        self.line_ends.set(Some(change));
    }

    /// Whether a key empties the field that shows the beginning of a long text, as it does any other whose text is
    /// selected.
    pub fn is_emptied_by(self, event: &KeyboardEvent) -> bool {
        let is_selected = |field: HtmlTextAreaElement| dom::is_all_selected(&field);
        keyboard::deletes(event)
            && self.is_long()
            && self.field.get_untracked().is_some_and(is_selected)
    }

    /// Trims the white space at both ends of the text.
    pub fn trim(self) {
        let Some(field) = self.field.get_untracked() else {
            return;
        };
        if self.is_long() {
            self.long.update(|long| {
                if let Some(LongText { text, unseen }) = long {
                    unseen.trimmed = true;
                    text.put_beginning_into(&field, true);
                }
            });
        } else {
            let text = Secret::from(field.value());
            dom::set_value(&field, trimmed(text.expose()));
            self.edit();
        }
    }

    /// Empties the field.
    pub fn empty(self) {
        if let Some(field) = self.field.get_untracked() {
            dom::set_value(&field, "");
        }
        self.edit();
    }

    fn is_long(self) -> bool {
        self.long.read_untracked().is_some()
    }

    /// Takes a text from the browser with which the whole is too long for the field. Whether it did.
    fn take(self, field: &HtmlTextAreaElement, arriving: &HeldText) -> bool {
        let is_long = self.is_long();
        let before = if is_long { 0 } else { field.text_length() };
        if before.saturating_add(arriving.units()) > LONGEST {
            self.announce.run(words::TEXT_NOT_PASTED.to_owned());
            return true;
        }
        let is_new = is_long || dom::is_all_selected(field);
        let whole = if is_new {
            Some(arriving.clone())
        } else {
            arriving.in_place_of_selection(field)
        };
        let Some(whole) = whole.filter(|whole| whole.units() > AT_ONCE) else {
            return false;
        };
        if is_new {
            self.forget_line_ends();
        }
        self.hold(field, whole);
        true
    }

    /// Holds a text and shows its beginning.
    fn hold(self, field: &HtmlTextAreaElement, text: HeldText) {
        let unseen = UnseenText { trimmed: false };
        text.put_beginning_into(field, unseen.trimmed);
        self.long.set(Some(LongText { text, unseen }));
    }

    fn forget_line_ends(self) {
        if self.line_ends.get_untracked().is_some() {
            self.line_ends.set(None);
        }
        if self.crlf.get_untracked() {
            self.crlf.set(false);
        }
    }
}
