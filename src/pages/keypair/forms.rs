//! The forms of a pair, a row each: its name, what it is for, the text, and its buttons.

use super::making::PairState;
use super::words;
use crate::browser::clipboard::ClipboardError;
use crate::browser::download;
use crate::engine::pair::form::PairForm;
use crate::pages::copying::{copy_secret_then, copy_then, say_copied, say_saved};
use crate::pages::words::copied;
use leptos::prelude::*;

/// What to do with a form.
#[derive(Clone, Copy)]
pub struct FormDesk {
    /// The pair.
    pub making: PairState,
    /// Announces a short sentence in the status line.
    pub announce: Callback<String>,
    /// Sets the alert.
    pub set_alert: WriteSignal<Option<String>>,
}

impl FormDesk {
    /// What to do once the browser has answered to a copy of the text with this name.
    pub fn copied(self, label: &str) -> impl FnOnce(Result<(), ClipboardError>) + 'static {
        let say = say_copied(copied(label), self.announce, self.set_alert);
        move |answer| {
            if answer.is_ok() {
                self.making.take();
            }
            say(answer);
        }
    }

    /// Copies the form at this place, shown or not.
    pub fn copy(self, place: usize) {
        self.making.with_form(place, |form| {
            let then = self.copied(&form.label);
            if form.masked.is_some() {
                copy_secret_then(form.content.expose(), then);
            } else {
                copy_then(form.content.expose(), then);
            }
        });
    }

    fn save(self, place: usize) {
        self.making.with_form(place, |form| {
            let saved = match &form.der {
                Some(der) => download::save_bytes(&form.file_name, der),
                None => download::save(&form.file_name, form.content.expose()),
            };
            if saved.is_ok() {
                self.making.take();
            }
            let said = words::download_started(&form.label);
            say_saved(saved, said, self.announce, self.set_alert);
        });
    }
}

/// The rows of a pair: those to try it out, or the others.
#[component]
pub fn FormRows(
    /// What to do with them.
    desk: FormDesk,
    /// Which of them.
    #[prop(default = false)]
    trial: bool,
) -> impl IntoView {
    let rows = move || {
        let pair = desk.making.pair().read();
        let forms = pair
            .as_ref()
            .map(|pair| &pair.forms[..])
            .unwrap_or_default();
        forms
            .iter()
            .enumerate()
            .filter(|(_, form)| form.is_trial == trial)
            .map(|(place, form)| row(desk, place, form))
            .collect_view()
    };
    view! { class="lk", <div class="forms">{rows}</div> }
}

/// Whether there are forms to try the pair out.
pub fn has_trial(making: PairState) -> bool {
    let pair = making.pair().read();
    pair.as_ref()
        .is_some_and(|pair| pair.forms.iter().any(|form| form.is_trial))
}

fn row(desk: FormDesk, place: usize, form: &PairForm) -> impl IntoView + use<> {
    let is_shown = desk.making.is_shown();
    // In clear only where it is public, or while it is shown.
    let text = move || {
        let pair = desk.making.pair().read();
        let form = pair.as_ref().and_then(|pair| pair.forms.get(place));
        form.map(|form| match &form.masked {
            Some(masked) if !is_shown.get() => masked.clone(),
            _ => form.content.expose().to_owned(),
        })
    };
    let of = format!(" {}", words::within(&form.label));
    let (label, note) = (form.label.clone(), form.note.clone());
    view! { class="lk",
        <div class="form-row">
            <div class="form-head">
                // No heading: the name is the text's own.
                <span class="form-name">{label.clone()}</span>
                <span class="hint">{note}</span>
            </div>
            <pre role="group" aria-label=label class="form-text" class:whole=move || is_shown.get()>{text}</pre>
            <div class="form-buttons">
                <button type="button" class="button small" on:click=move |_| desk.copy(place)>
                    {words::COPY}<span class="unseen">{of.clone()}</span>
                </button>
                <button type="button" class="button small" on:click=move |_| desk.save(place)>
                    {words::DOWNLOAD}<span class="unseen">{of}</span>
                </button>
            </div>
        </div>
    }
}
