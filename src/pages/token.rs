//! The Token tab: a fresh key on opening, copied once, then only masked; or many keys, saved as a file.

mod batch;
mod key;
mod minting;
mod options;

use crate::browser::clipboard::ClipboardError;
use crate::browser::rng::BrowserRng;
use crate::browser::{clock, dom, lifecycle};
use crate::components::alert::Alert;
use crate::components::anatomy::Anatomy;
use crate::components::band::DigestBand;
use crate::components::fold::Fold;
use crate::engine::base::number::grouped;
use crate::engine::key::body::identifier::Time;
use crate::engine::key::spec::Supplies;
use crate::engine::key::token::Token;
use crate::pages::copying::{by_hand, copy, copy_shown};
use batch::BatchCard;
use key::Key;
use leptos::{html, prelude::*};
use minting::{Minting, Progress};
use options::{Options, TokenOptions};

/// The Token tab.
#[component]
pub fn TokenPage(
    /// Says a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let options = Options::new();
    let rng = StoredValue::new_local(BrowserRng::new());
    let key = RwSignal::new(Key::default());
    // Which key it is: an answer of the clipboard may come when the key has been replaced.
    let serial = StoredValue::new(0_u64);
    let (alert, set_alert) = signal(None);
    let in_clear = NodeRef::<html::P>::new();
    let generate_button = NodeRef::<html::Button>::new();
    let minting = Minting::new(Callback::new(move |name| {
        announce.run(format!("{name} handed to the browser to save."));
    }));
    let progress = minting.progress();

    // One key is made here and now. A passphrase needs the words, which only the worker has.
    let mint_one = move |spec: crate::engine::key::spec::TokenSpec| {
        serial.update_value(|serial| *serial += 1);
        let needs_words = spec.format.needs_words();
        minting.forget();
        if needs_words {
            key.set(Key::Absent);
            let fresh = spec.clone();
            let on_token = Callback::new(move |token: Token| key.set(Key::fresh(token, &fresh)));
            minting.token(spec, on_token);
            return;
        }
        let supplies = Supplies {
            time: Time(clock::milliseconds()),
            words: None,
        };
        match rng.try_update_value(|rng| spec.mint(supplies, rng)) {
            Some(Ok(token)) => key.set(Key::fresh(token, &spec)),
            Some(Err(error)) => {
                set_alert.set(Some(error.to_string()));
                key.set(Key::Absent);
            }
            None => {}
        }
    };
    let mint = move || {
        let (spec, many) = options.wanted()?;
        set_alert.set(None);
        if many == 1 {
            mint_one(spec);
        } else {
            key.set(Key::Absent);
            minting.batch(spec, many);
        }
        Some(many)
    };
    // On opening there is a key, but a million are not made unasked.
    let mint_unasked = move || {
        if options.wanted().is_some_and(|(_, many)| many == 1) {
            mint();
        } else {
            key.set(Key::Absent);
        }
    };
    mint_unasked();

    let generate = move |_| match mint() {
        Some(1) => announce.run("New key made.".to_owned()),
        Some(many) => announce.run(format!("Making {} keys.", grouped(many.into()))),
        None => announce.run("No key made: correct the marked field first.".to_owned()),
    };
    // What was copied or made stays until the person asks for more: its hash or its file may still be wanted.
    let options_changed = move |()| {
        let Some((_, many)) = options.wanted() else {
            return;
        };
        let keep = matches!(*key.read_untracked(), Key::Copied { .. }) && many == 1;
        if many != 1 {
            key.set(Key::Absent);
        } else if !keep {
            mint();
        }
    };
    let on_answer = move |asked: u64, answer: Result<(), ClipboardError>| match answer {
        Ok(()) if serial.get_value() == asked => {
            set_alert.set(None);
            key.update(Key::forget);
            announce.run("Key copied. From now on it is shown masked.".to_owned());
            if let Some(button) = generate_button.get_untracked() {
                dom::focus(&button);
            }
        }
        Ok(()) => announce.run("The key before this one was copied.".to_owned()),
        Err(error) => {
            if let Some(element) = in_clear.get_untracked() {
                dom::select(&element);
            }
            set_alert.set(Some(by_hand(error)));
        }
    };
    let copy_key = move |_| {
        let asked = serial.get_value();
        if let Key::Fresh { token, .. } = &*key.read_untracked() {
            copy(token.text().expose(), move |answer| {
                on_answer(asked, answer);
            });
        }
    };

    // The key goes to the document by hand: a view would keep a copy of what it shows.
    Effect::new(move |_| {
        let Some(element) = in_clear.get() else {
            return;
        };
        match &*key.read() {
            Key::Absent => dom::show_text(&element, ""),
            Key::Copied { shown } => dom::show_text(&element, &shown.masked),
            Key::Fresh { token, .. } => {
                dom::show_parts(
                    &element,
                    token
                        .parts()
                        .iter()
                        .map(|part| (part.kind.id(), token.part(part))),
                );
            }
        }
    });
    let leave = lifecycle::on_leave(move || {
        if let Some(element) = in_clear.get_untracked() {
            dom::show_text(&element, "");
        }
        key.set(Key::Absent);
        minting.end();
    });
    let back = lifecycle::on_return(mint_unasked);
    let listeners = StoredValue::new_local((leave, back));
    on_cleanup(move || listeners.dispose());

    let many = Memo::new(move |_| options.many());
    let one = Signal::derive(move || many.get() == 1);
    let is_fresh = Memo::new(move |_| matches!(*key.read(), Key::Fresh { .. }));
    let is_copied = Memo::new(move |_| matches!(*key.read(), Key::Copied { .. }));
    let shown = move |pick: fn(&key::Shown) -> String| {
        Memo::new(move |_| key.read().shown().map(pick).unwrap_or_default())
    };
    let masked = shown(|shown| shown.masked.clone());
    let sha256 = shown(|shown| shown.sha256.clone());
    let hashed = shown(|shown| shown.hashed.clone());
    let environment = shown(|shown| shown.environment.to_owned());
    let anatomy = Memo::new(move |_| {
        key.read()
            .shown()
            .map(|shown| shown.anatomy.clone())
            .unwrap_or_default()
    });
    let key_class = move || if is_fresh.get() { "key" } else { "key masked" };
    let failed = Signal::derive(move || match &*progress.read() {
        Progress::Failed(words) => Some(words.clone()),
        _ => alert.get(),
    });

    view! { class="lk",
        <div class="card">
            <div class="top">
                <div hidden=move || !one.get()>
                    <p class="caption">
                        <span>"Your key"</span>
                        <span class="badge" hidden=move || !is_fresh.get() || environment.read().is_empty()>{environment}</span>
                        <span hidden=move || !is_fresh.get()>
                            "shown once: after you copy it, only " <code>{masked}</code> " stays"
                        </span>
                        <span class="badge teal" hidden=move || !is_copied.get()>"copied"</span>
                        <span hidden=move || !is_copied.get()>"only this much of it stays; the rest is overwritten"</span>
                        <span hidden=move || *progress.read() != Progress::Token>"drawing words…"</span>
                    </p>
                    <p node_ref=in_clear role="group" aria-label="Your key" class=key_class></p>
                    <Anatomy hidden=Signal::derive(move || !is_fresh.get()) parts=anatomy/>
                </div>
                <BatchCard options=options minting=minting hidden=one/>
                <div class="actions">
                    <button type="button" class="button main large" hidden=move || !is_fresh.get() on:click=copy_key>
                        "Copy key"
                    </button>
                    <button
                        node_ref=generate_button
                        type="button"
                        class="button large"
                        class:main=move || !is_fresh.get() && !matches!(*progress.read(), Progress::Made { .. })
                        on:click=generate
                    >
                        "Generate"
                    </button>
                </div>
                <Alert message=failed/>
            </div>
            <div hidden=move || !one.get()>
                <DigestBand
                    id="key-sha256"
                    label="SHA-256"
                    copy_label="Copy SHA-256"
                    says=hashed
                    digest=sha256
                    on_copy=move |()| copy_shown("SHA-256", &sha256.read_untracked(), announce, set_alert)
                />
            </div>
        </div>
        <TokenOptions options=options on_change=options_changed/>
        <Fold title="New to API keys?" summary="prefix, checksum, hash, and why once">
            <p>
                "The prefix says whose key it is and whether it is live. A person sees it, and so do the scanners that "
                "look for leaked keys in repositories."
            </p>
            <p>
                "The checksum at the end lets a server refuse a mistyped key before it looks anything up. It is computed "
                "from the key and adds nothing to its secrecy."
            </p>
            <p>
                "The server stores the SHA-256 only: who reads its database cannot get back to the key. When a key comes "
                "in, hash it and look the hash up. A slow password hash is not needed for random keys."
            </p>
            <p>
                "A key is shown once, so that there is one copy: where you put it. Lost keys are replaced, not looked up."
            </p>
        </Fold>
    }
}
