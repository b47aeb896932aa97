//! Text: its digest as it is typed, whether it is the expected one, and the digest ready for a server's
//! configuration.

use super::choices::HashChoices;
use super::config::ConfigFold;
use super::hashed::TextResult;
use super::options::TextOptions;
use super::text::Text;
use super::words;
use crate::browser::{dom, lifecycle};
use crate::components::alert::Alert;
use crate::components::band::DigestBand;
use crate::components::check::CheckField;
use crate::components::heading::CardHeading;
use crate::components::left_alone::left_alone;
use crate::engine::digest::line_ends::LineEndingChange;
use crate::pages::copying::{copy_shown, save_shown};
use leptos::prelude::*;

/// The file in which the digests of the lines are saved.
const CSV: &str = "digests.csv";

/// The view "Text".
#[component]
pub fn TextView(
    /// The options.
    choices: HashChoices,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let text = Text::new(choices, announce);
    let entry = text.entry;
    let (alert, set_alert) = signal(None);
    let digest = Memo::new(move |_| text.hashed.read().digest());
    let edges = Memo::new(move |_| {
        let hashed = text.hashed.read();
        let edges = hashed.computed()?.edges.as_ref().map(ToString::to_string);
        edges.filter(|_| !text.by_line.get())
    });
    let line_ends = move || entry.line_ends.get().filter(|_| !text.by_line.get());
    let line_ends = Memo::new(move |_| line_ends());
    let is_long = Memo::new(move |_| entry.long.read().is_some());
    let shown = Memo::new(move |_| text.shown());
    let listed = Memo::new(move |_| !text.hashed.read().lines().is_empty());

    // The button that was pressed goes, and the focus with it.
    let focus = move || {
        if let Some(field) = entry.field.get_untracked() {
            dom::focus(&field);
        }
    };
    let trim = move |_| {
        entry.trim();
        focus();
        announce.run(words::WHITE_SPACE_REMOVED.to_owned());
    };
    let clear = move || {
        entry.empty();
        focus();
        announce.run(words::TEXT_CLEARED.to_owned());
    };
    let is_early = move || {
        let early = text.is_waiting();
        if early {
            announce.run(words::STILL_COMPUTED.to_owned());
        }
        early
    };
    let copy = move |()| {
        if is_early() {
            return;
        }
        let name = if text.by_line.get_untracked() {
            words::DIGESTS
        } else {
            words::DIGEST
        };
        copy_shown(name, &text.all(), announce, set_alert);
    };
    let save = move |_| {
        if is_early() {
            return;
        }
        let said = words::download_started(CSV);
        save_shown(CSV, &text.csv(), said, announce, set_alert);
    };
    let failure = Memo::new(move |_| match &*text.hashed.read() {
        TextResult::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || text.wipe()));
    on_cleanup(move || leave.dispose());

    view! { class="lk",
        <div class="card">
            <div class="top">
                <CardHeading id="text-title" title=words::HASH_OF_TEXT summary=words::HASH_OF_TEXT_SUMMARY/>
                <div class="field">
                    <label class="label" for="hash-text">{words::TEXT}</label>
                    <textarea
                        node_ref=entry.field
                        id="hash-text"
                        class="input unprinted"
                        rows="5"
                        {..left_alone()}
                        aria-describedby="hash-text-warning"
                        readonly=move || is_long.get()
                        on:input=move |_| entry.edit()
                        on:paste=move |event| entry.paste(&event)
                        on:beforeinput=move |event| entry.arrive(&event)
                        on:keydown=move |event| {
                            if entry.is_emptied_by(&event) {
                                clear();
                            }
                        }
                    ></textarea>
                    <div id="hash-text-warning" aria-live="polite">
                        <p class="warning" hidden=move || !is_long.get()>
                            {words::LONG_TEXT} " "
                            <button type="button" class="link" on:click=move |_| clear()>{words::CLEAR_TEXT}</button>
                        </p>
                        <p class="warning" hidden=move || edges.read().is_none()>
                            {edges} " "
                            <button type="button" class="link" on:click=trim>{words::REMOVE_WHITE_SPACE}</button>
                        </p>
                        <p class="warning" hidden=move || line_ends.get() != Some(LineEndingChange::CrLf)>
                            {move || if entry.crlf.get() {
                                words::HASHED_WITH_CRLF
                            } else {
                                words::PASTED_WITH_CRLF
                            }}
                            <button
                                type="button"
                                class="link"
                                on:click=move |_| entry.crlf.update(|crlf| *crlf = !*crlf)
                            >
                                {move || if entry.crlf.get() { words::HASH_WITH_LF } else { words::HASH_WITH_CRLF }}
                            </button>
                        </p>
                        <p class="warning" hidden=move || line_ends.get() != Some(LineEndingChange::Other)>
                            {words::PASTED_WITH_OTHERS}
                        </p>
                    </div>
                </div>
                <div class="under">
                    <CheckField
                        label=words::BY_LINE
                        value=text.by_line
                        on_change=move |by_line| text.by_line.set(by_line)
                    />
                    <button
                        type="button"
                        class="button small"
                        hidden=move || !listed.get()
                        on:click=save
                    >
                        {words::DOWNLOAD_CSV}
                    </button>
                </div>
            </div>
            <DigestBand
                id="hash-digest"
                label=words::DIGEST
                copy_label=words::COPY_DIGEST
                says=Signal::derive(move || text.says())
                digest=shown
                on_copy=copy
            >
                <ConfigFold
                    digest=digest
                    choices=choices
                    announce=announce
                    set_alert=set_alert
                />
            </DigestBand>
        </div>
        <Alert message=alert/>
        <Alert message=failure/>
        <button
            type="button"
            class="button small"
            hidden=move || failure.read().is_none()
            on:click=move |_| text.change()
        >
            {words::TRY_AGAIN}
        </button>
        <TextOptions text=text choices=choices/>
        <p class="note">{words::WHICH_HASH}</p>
    }
}
