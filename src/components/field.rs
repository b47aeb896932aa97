//! A labelled text or number field with its hint and its error beside it.

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

/// What is wrong with a text of more characters than are read.
#[must_use]
pub fn too_long(most: usize) -> String {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    format!("Too long: at most {} characters.", grouped(most))
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
    let is_long = RwSignal::new(false);
    // What `value` is since the field's text was typed: it need not be written into the field.
    let held = StoredValue::new(None::<String>);
    let error = move || {
        let long = is_long.get().then(|| too_long(most));
        long.or_else(|| error.get())
    };
    let error = Memo::new(move |_| error());
    let set_long = move |long: bool| {
        if is_long.get_untracked() != long {
            is_long.set(long);
        }
    };
    let typed = move |mut text: String| {
        let over = text.char_indices().nth(most);
        if let Some((at, last)) = over {
            text.truncate(at + last.len_utf8());
        }
        let given = text.clone();
        on_input.run(text);
        let now = value.get_untracked();
        held.set_value((over.is_some() || now == given).then_some(now));
        set_long(over.is_some());
    };
    let (single, several) = (
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Textarea>::new(),
    );
    Effect::new(move |_| {
        let text = value.read();
        if held.with_value(|held| held.as_ref() == Some(&*text)) {
            return;
        }
        held.set_value(None);
        set_long(false);
        if let Some(field) = single.get() {
            field.set_value(&text);
        } else if let Some(field) = several.get() {
            field.set_value(&text);
        }
    });
    let invalid = move || error.read().is_some().then_some("true");
    let step = move |event: web_sys::KeyboardEvent| {
        let Some(digits) = ungrouped(&value.read_untracked()) else {
            return;
        };
        let Ok(number) = digits.parse::<u32>() else {
            return;
        };
        let stepped = match event.key().as_str() {
            "ArrowUp" => number.saturating_add(1),
            "ArrowDown" => number.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        if !locked.get_untracked() {
            let is_grouped = digits != value.read_untracked().trim();
            on_input.run(if is_grouped {
                grouped(stepped.into())
            } else {
                stepped.to_string()
            });
        }
    };
    let input = match kind {
        FieldKind::Lines => view! { class="lk",
            <textarea
                id=id
                class="input"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
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
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
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
