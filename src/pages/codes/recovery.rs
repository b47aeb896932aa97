//! Recovery codes: the list for the person, and the hashes for the server.

use super::once::{OnceActions, OneTimeSecret, Stage};
use super::words;
use crate::browser::{dom, download};
use crate::components::alert::Alert;
use crate::components::field::{Field, FieldKind};
use crate::engine::base::secret::Secret;
use crate::engine::key::recovery::{CODES, RecoveryCodes, USUAL};
use crate::pages::copying::{copy_shown, save_shown, say_saved};
use leptos::html;
use leptos::prelude::*;

/// The list, and what follows from it.
#[component]
pub fn RecoveryView(
    /// Whether its format is chosen.
    is_wanted: Memo<bool>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let once = OneTimeSecret::<RecoveryCodes>::new(announce);
    let count_text = RwSignal::new(USUAL.to_string());
    let count = Memo::new(move |_| CODES.parse(&count_text.read()));
    let error = Memo::new(move |_| count.get().err().map(|error| error.to_string()));
    let hashes = RwSignal::new(Vec::<String>::new());
    let set_alert = once.alert().write_only();
    let list = NodeRef::<html::Ol>::new();
    let is_fresh = Memo::new(move |_| once.stage() == Stage::Fresh);
    let is_copied = Memo::new(move |_| once.stage() == Stage::Copied);

    let make = move || {
        let Ok(count) = count.get_untracked() else {
            announce.run(words::NO_CODES.to_owned());
            return;
        };
        once.make(|rng| RecoveryCodes::mint(count, rng));
        hashes.set(once.with(RecoveryCodes::hashes).unwrap_or_default());
    };
    let wipe = move || {
        if let Some(list) = list.get_untracked() {
            dom::show_text(&list, "");
        }
    };
    once.follow(is_wanted, make, wipe);
    let generate = move |()| {
        let before = count.get_untracked().is_ok();
        make();
        if before && once.stage_untracked() == Stage::Fresh {
            announce.run(words::NEW_CODES.to_owned());
        }
    };
    let typed = move |text: String| {
        count_text.set(text);
        // What was copied stays until others are asked for.
        if count.get_untracked().is_ok() && once.stage_untracked() != Stage::Copied {
            make();
        }
    };
    Effect::new(move |_| {
        once.track();
        let Some(list) = list.get() else { return };
        match once.stage() {
            Stage::Absent => dom::show_text(&list, ""),
            Stage::Copied => {
                let masks = hashes.read_untracked();
                dom::show_items(&list, masks.iter().map(|_| words::MASK));
            }
            Stage::Fresh => {
                once.with(|codes| {
                    dom::show_items(&list, codes.all().iter().map(|code| code.text().expose()));
                });
            }
        }
    });
    let save = move |name: &'static str, text: fn(&RecoveryCodes) -> Secret| {
        let Some(saved) = once.with(|codes| download::save(name, text(codes).expose())) else {
            return;
        };
        let said = words::DOWNLOAD_STARTED.to_owned();
        say_saved(saved, said, announce, set_alert);
    };
    let lines = move || {
        let hashes = hashes.read();
        hashes
            .iter()
            .fold(String::new(), |lines, hash| lines + hash + "\n")
    };
    view! { class="lk",
        <div node_ref=once.shown()>
            <p class="caption">
                <span>{words::YOUR_CODES}</span>
                <span hidden=move || !is_fresh.get()>{words::CODES_SHOWN_ONCE}</span>
                <span class="teal" hidden=move || !is_copied.get()>{words::ONLY_HASHES}</span>
            </p>
            <ol class="code-list" class:unprinted=is_fresh tabindex="0" aria-label=words::YOUR_CODES node_ref=list></ol>
        </div>
        <OnceActions
            is_copied=is_copied
            copy_label=words::COPY_CODES
            on_copy=move |()| once.copy(|codes| Some(codes.text()), words::CODES_COPIED)
            on_generate=generate
        >
            <button
                type="button"
                class="button large"
                disabled=move || !is_fresh.get()
                on:click=move |_| save(words::CODES_FILE, RecoveryCodes::text)
            >
                {words::DOWNLOAD_CODES}
            </button>
        </OnceActions>
        <Alert message=once.alert()/>
        <div class="options below">
            <Field
                id="recovery-count"
                label=words::HOW_MANY_CODES
                kind=FieldKind::Number
                value=count_text
                error=error
                hint=words::HOW_MANY_HINT
                on_input=typed
            />
        </div>
        <div class="server">
            <p>{words::STORE_HASHES}</p>
            <p>{words::BEFORE_HASHING}</p>
            <pre
                role="group"
                aria-label=words::HASHES
                class="hashes"
                tabindex="0"
                hidden=move || hashes.read().is_empty()
            >{lines}</pre>
            <div class="row">
                <button
                    type="button"
                    class="button small"
                    disabled=move || hashes.read().is_empty()
                    on:click=move |_| copy_shown(words::HASHES_NOUN, &lines(), announce, set_alert)
                >
                    {words::COPY_HASHES}
                </button>
                <button
                    type="button"
                    class="button small"
                    disabled=move || hashes.read().is_empty()
                    on:click=move |_| {
                        let said = words::DOWNLOAD_STARTED.to_owned();
                        save_shown(words::HASHES_FILE, &lines(), said, announce, set_alert);
                    }
                >
                    {words::DOWNLOAD_HASHES}
                </button>
                <button
                    type="button"
                    class="button small"
                    disabled=move || !is_fresh.get()
                    on:click=move |_| save(words::CSV_FILE, RecoveryCodes::csv)
                >
                    {words::DOWNLOAD_CSV}
                </button>
            </div>
        </div>
    }
}
