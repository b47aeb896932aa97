//! A labelled text or number field with its hint and its error beside it.

use super::left_alone::left_alone;
use super::words;
use crate::engine::base::number::{LONGEST, grouped, ungrouped};
use leptos::html;
use leptos::prelude::*;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A whole number, which the arrow keys change by one.
    Number,
    /// Text of any number of lines.
    Lines,
}

impl FieldKind {
    /// The most characters that are read, unless a field says otherwise.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Text => 256,
            Self::Number => LONGEST,
            Self::Lines => 1 << 16,
        }
    }
}

/// What is typed into a field, and what is written into it.
#[derive(Clone, Copy)]
struct Entry {
    most: usize,
    value: Signal<String>,
    is_long: RwSignal<bool>,
    /// What `value` became when the field's text was typed: it need not be written into the field.
    held: StoredValue<Option<String>>,
}

impl Entry {
    fn new(most: usize, value: Signal<String>) -> Self {
        Self {
            most,
            value,
            is_long: RwSignal::new(false),
            held: StoredValue::new(None),
        }
    }

    /// Takes what was typed: of a text that is too long the first `most` characters and one more.
    fn take(self, mut text: String, on_input: Callback<String>) {
        let over = text.char_indices().nth(self.most);
        if let Some((at, last)) = over {
            text.truncate(at + last.len_utf8());
        }
        let given = text.clone();
        on_input.run(text);
        let now = self.value.get_untracked();
        let is_held = over.is_some() || now == given;
        self.held.set_value(is_held.then_some(now));
        self.set_long(over.is_some());
    }

    /// The value to write into the field; `None` while the field holds it already, as typed.
    fn to_write(self) -> Option<String> {
        let text = self.value.read();
        if self.held.with_value(|held| held.as_ref() == Some(&*text)) {
            return None;
        }
        self.held.set_value(None);
        self.set_long(false);
        Some(text.clone())
    }

    fn set_long(self, long: bool) {
        if self.is_long.get_untracked() != long {
            self.is_long.set(long);
        }
    }
}

/// The number after an arrow key, written as it was; `None` for other keys, and where there is no number.
fn stepped(text: &str, key: &str) -> Option<String> {
    let digits = ungrouped(text)?;
    let number: u32 = digits.parse().ok()?;
    let stepped = match key {
        "ArrowUp" => number.saturating_add(1),
        "ArrowDown" => number.saturating_sub(1),
        _ => return None,
    };
    let is_grouped = digits != text.trim();
    Some(if is_grouped {
        grouped(stepped.into())
    } else {
        stepped.to_string()
    })
}

/// A field. It never changes or discards what was typed.
///
/// A text of more than `most` characters stays in the field and is marked as wrong, but only one character more than
/// those is read: work for the rest, which nobody needs, could freeze the page.
#[component]
pub fn Field(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The accessible name, shown above the field.
    label: &'static str,
    /// Added to the accessible name where several fields share a label.
    #[prop(optional, into)]
    of: String,
    /// What it holds.
    #[prop(default = FieldKind::Text)]
    kind: FieldKind,
    /// The most characters that are read. Who parses the text must refuse more.
    #[prop(optional)]
    most: Option<usize>,
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with its text after every change, of one that is too long with the first `most` and one more.
    #[prop(into)]
    on_input: Callback<String>,
    /// Whether the value is shown but cannot be changed.
    #[prop(into, default = false.into())]
    locked: Signal<bool>,
    /// What is wrong with the value and what to do.
    #[prop(into, default = None.into())]
    error: Signal<Option<String>>,
    /// A hint beside the field while there is no error.
    #[prop(into, default = String::new().into())]
    hint: Signal<String>,
    /// A warning about a value that is allowed.
    #[prop(into, default = None.into())]
    warning: Signal<Option<String>>,
) -> impl IntoView {
    let most = most.unwrap_or(kind.most());
    let hint_id = format!("{id}-hint");
    let entry = Entry::new(most, value);
    let error = move || {
        let long = entry.is_long.get().then(|| words::too_long(most));
        long.or_else(|| error.get())
    };
    let error = Memo::new(move |_| error());
    let typed = move |text: String| entry.take(text, on_input);
    let (single, several) = (
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Textarea>::new(),
    );
    Effect::new(move |_| {
        if let Some(text) = entry.to_write() {
            if let Some(field) = single.get() {
                field.set_value(&text);
            } else if let Some(field) = several.get() {
                field.set_value(&text);
            }
        }
    });
    let invalid = move || error.read().is_some().then_some("true");
    let step = move |event: web_sys::KeyboardEvent| {
        let Some(stepped) = stepped(&value.read_untracked(), &event.key()) else {
            return;
        };
        event.prevent_default();
        if !locked.get_untracked() {
            on_input.run(stepped);
        }
    };
    let input = match kind {
        FieldKind::Lines => view! { class="lk",
            <textarea
                id=id
                class="input"
                {..left_alone()}
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                node_ref=several
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        }
        .into_any(),
        FieldKind::Text => view! { class="lk",
            <input
                id=id
                class="input"
                type="text"
                {..left_alone()}
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                node_ref=single
                on:input:target=move |event| typed(event.target().value())
            />
        }
        .into_any(),
        // Not type="number": its `value` is empty where anything else was typed, so that no message could say
        // what is wrong, and the text would be lost.
        FieldKind::Number => view! { class="lk",
            <input
                id=id
                class="input"
                type="text"
                inputmode="numeric"
                role="spinbutton"
                autocomplete="off"
                spellcheck="false"
                aria-valuenow=move || ungrouped(&value.read())
                aria-describedby=hint_id.clone()
                aria-invalid=invalid
                readonly=locked
                node_ref=single
                on:keydown=step
                on:input:target=move |event| typed(event.target().value())
            />
        }
        .into_any(),
    };
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}<span class="unseen">{of}</span></label>
            {input}
            <div id=hint_id aria-live="polite">
                <span class="error" hidden=move || error.read().is_none()>{error}</span>
                <span class="hint" hidden=move || error.read().is_some() || hint.read().is_empty()>{hint}</span>
                <span class="warning" hidden=move || error.read().is_some() || warning.read().is_none()>{warning}</span>
            </div>
        </div>
    }
}
