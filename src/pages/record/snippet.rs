//! A text with its buttons, and the list that says which text it is.

use super::words;
use crate::components::select::SelectField;
use crate::pages::copying::{copy_shown, save_shown};
use leptos::prelude::*;

/// A list to choose a text from.
#[derive(Clone)]
pub struct Choice {
    /// The list's id; must be unique on the page.
    pub id: &'static str,
    /// Its accessible name.
    pub label: &'static str,
    /// The choices: value and wording.
    pub options: Vec<(&'static str, &'static str)>,
    /// The chosen value.
    pub value: Signal<&'static str>,
    /// Called with the value when another is chosen.
    pub on_change: Callback<String>,
}

/// How much of a text is shown, in lines: the records of a batch are tens of thousands.
const SHOWN: usize = 400;

/// The beginning of a text, at most [`SHOWN`] lines, and how many lines it has where that is not all.
fn beginning(text: &str) -> (String, Option<usize>) {
    match text.match_indices('\n').nth(SHOWN - 1) {
        Some((end, _)) if end + 1 < text.len() => {
            (text[..end].to_owned(), Some(text.lines().count()))
        }
        _ => (text.to_owned(), None),
    }
}

/// The text, which scrolls, with "Copy …", and where it is a file of its own "Download".
#[component]
pub fn Snippet(
    /// Which text it is.
    #[prop(optional_no_strip)]
    choice: Option<Choice>,
    /// The accessible name of the text.
    label: &'static str,
    /// What is announced as copied: "Record".
    copied: &'static str,
    /// The name of the button that copies it.
    copy_label: &'static str,
    /// The text; none while there is nothing to show.
    #[prop(into)]
    text: Signal<String>,
    /// The file's name, and what the button adds to its name.
    #[prop(into, default = None.into())]
    file: Signal<Option<(&'static str, &'static str)>>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let save = move |_| {
        let Some((name, _)) = file.get_untracked() else {
            return;
        };
        let said = words::DOWNLOAD_STARTED.to_owned();
        save_shown(name, &text.read_untracked(), said, announce, set_alert);
    };
    let shown = Memo::new(move |_| beginning(&text.read()));
    let of = move || file.get().map(|(_, of)| of);
    let name = move || file.get().map(|(name, _)| name);
    view! { class="lk",
        <div class="snippet">
            <div class="file-row">
                {choice.map(|choice| view! { class="lk",
                    <SelectField
                        id=choice.id
                        label=choice.label
                        options=choice.options
                        value=choice.value
                        on_change=choice.on_change
                    />
                })}
                <button
                    type="button"
                    class="button main"
                    disabled=move || text.read().is_empty()
                    on:click=move |_| copy_shown(copied, &text.read_untracked(), announce, set_alert)
                >
                    {copy_label}
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=move || file.read().is_none()
                    disabled=move || text.read().is_empty()
                    on:click=save
                >
                    {words::DOWNLOAD}<span class="unseen">{of}</span>
                </button>
            </div>
            <p class="hint" hidden=move || file.read().is_none()><code>{name}</code></p>
            <pre
                role="group"
                aria-label=label
                class="text"
                tabindex="0"
                hidden=move || text.read().is_empty()
            >{move || shown.read().0.clone()}</pre>
            <p class="note" hidden=move || shown.read().1.is_none()>
                {move || shown.read().1.map(|lines| words::not_all_shown(SHOWN, lines))}
            </p>
        </div>
    }
}
