//! The old record, pasted or dropped, and what becomes of its key.

use super::state::{REPLACE, REVOKE, RecordState};
use super::words;
use crate::browser::files;
use crate::browser::task::spawn;
use crate::components::field::{Field, FieldKind};
use crate::components::radio::RadioField;
use leptos::prelude::*;

/// More than any record, in bytes.
const MOST: u32 = 1 << 17;

/// The view "Rotate, revoke".
#[component]
pub fn RotateView(
    /// The state of the part.
    state: RecordState,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let old = state.old;
    let error = Memo::new(move |_| old.get().and_then(Result::err));
    let is_read = Memo::new(move |_| matches!(&*old.read(), Some(Ok(_))));
    let grace_error = Memo::new(move |_| state.grace_days().err());
    let replaces = move || state.fate.get() == REPLACE;
    let outcome = move || {
        if replaces() {
            words::SEE_RECORD
        } else {
            words::SEE_REVOKED
        }
    };
    let take = move |event: web_sys::DragEvent| {
        let Some(file) = files::dropped(&event).into_iter().next() else {
            return;
        };
        event.prevent_default();
        spawn(async move {
            let read = file.head(MOST).await.ok();
            match read.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()) {
                Some(text) => {
                    set_alert.set(None);
                    state.old_text.set(text);
                    announce.run(words::FILE_READ.to_owned());
                }
                None => set_alert.set(Some(words::NOT_READ.to_owned())),
            }
        });
    };
    view! { class="lk",
        <div on:drop=take>
            <Field
                id="record-old"
                label=words::OLD_RECORD
                kind=FieldKind::Lines
                value=state.old_text
                on_input=move |text| state.old_text.set(text)
                hint=words::OLD_RECORD_HINT.to_owned()
                error=error
            />
        </div>
        <div class="options">
            <RadioField
                name="record-fate"
                label=words::WHAT_BECOMES
                options=vec![(REPLACE, words::REPLACED), (REVOKE, words::REVOKED)]
                value=state.fate
                on_change=move |fate| state.fate.set(fate)
            />
            <div hidden=move || !replaces()>
                <Field
                    id="record-grace"
                    label=words::GRACE
                    kind=FieldKind::Number
                    value=state.grace
                    on_input=move |text| state.grace.set(text)
                    hint=words::GRACE_HINT.to_owned()
                    error=grace_error
                />
            </div>
        </div>
        <div class="row">
            <button
                type="button"
                class="button"
                disabled=move || !is_read.get() || !replaces()
                on:click=move |_| state.take_over(announce)
            >
                {words::TAKE_OVER}
            </button>
            <button
                type="button"
                class="button"
                disabled=move || state.old_text.read().is_empty()
                on:click=move |_| state.old_text.set(String::new())
            >
                {words::CLEAR_OLD}
            </button>
        </div>
        <p class="note" aria-live="polite">{move || is_read.get().then(outcome)}</p>
    }
}
