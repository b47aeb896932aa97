//! The Token tab: a fresh key on opening, copied once, then only masked.

mod options;

use crate::browser::clipboard::ClipboardError;
use crate::browser::rng::BrowserRng;
use crate::browser::{dom, lifecycle};
use crate::components::alert::Alert;
use crate::components::anatomy::Anatomy;
use crate::components::band::DigestBand;
use crate::components::fold::Fold;
use crate::engine::token::Token;
use crate::pages::copying::{by_hand, copy, copy_shown};
use leptos::{html, prelude::*};
use options::{Options, TokenOptions};

/// The one key of the page.
#[derive(Default)]
enum Key {
    /// There is none: the browser gave no random numbers, or the page was left.
    #[default]
    Absent,
    /// In clear, until it is copied.
    Fresh { token: Token, shown: Shown },
    /// Copied: what was in clear is overwritten.
    Copied { shown: Shown },
}

/// What of a key may stay.
#[derive(Clone)]
struct Shown {
    masked: String,
    sha256: String,
}

impl Key {
    fn fresh(token: Token) -> Self {
        let shown = Shown {
            masked: token.masked(),
            sha256: token.sha256_hex(),
        };
        Self::Fresh { token, shown }
    }

    fn shown(&self) -> Option<&Shown> {
        match self {
            Self::Absent => None,
            Self::Fresh { shown, .. } | Self::Copied { shown } => Some(shown),
        }
    }

    /// Overwrites the key and keeps its masked form.
    fn forget(&mut self) {
        if let Self::Fresh { shown, .. } = self {
            *self = Self::Copied {
                shown: shown.clone(),
            };
        }
    }
}

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

    let mint = move || {
        let Some(spec) = options.spec_untracked() else {
            return false;
        };
        let minted = rng.try_update_value(|rng| spec.mint(rng));
        serial.update_value(|serial| *serial += 1);
        match minted {
            Some(Ok(token)) => {
                set_alert.set(None);
                key.set(Key::fresh(token));
            }
            Some(Err(error)) => {
                set_alert.set(Some(error.to_string()));
                key.set(Key::Absent);
            }
            None => return false,
        }
        true
    };
    mint();

    let generate = move |_| {
        if mint() {
            announce.run("New key made.".to_owned());
        } else {
            announce.run("No key made: correct the marked field first.".to_owned());
        }
    };
    // A copied key stays until the person asks for a new one: its hash may still be wanted.
    let options_changed = move |()| {
        if !matches!(*key.read_untracked(), Key::Copied { .. }) {
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
    });
    let back = lifecycle::on_return(move || {
        mint();
    });
    let listeners = StoredValue::new_local((leave, back));
    on_cleanup(move || listeners.dispose());

    let is_fresh = Memo::new(move |_| matches!(*key.read(), Key::Fresh { .. }));
    let is_copied = Memo::new(move |_| matches!(*key.read(), Key::Copied { .. }));
    let masked = Memo::new(move |_| {
        key.read()
            .shown()
            .map(|shown| shown.masked.clone())
            .unwrap_or_default()
    });
    let sha256 = Memo::new(move |_| {
        key.read()
            .shown()
            .map(|shown| shown.sha256.clone())
            .unwrap_or_default()
    });
    let key_class = move || if is_fresh.get() { "key" } else { "key masked" };

    view! { class="lk",
        <div class="card">
            <div class="top">
                <p class="caption">
                    <span>"Your key"</span>
                    <span class="badge" hidden=move || !is_fresh.get()>{move || options.environment_badge()}</span>
                    <span hidden=move || !is_fresh.get()>
                        "shown once: after you copy it, only " <code>{masked}</code> " stays"
                    </span>
                    <span class="badge teal" hidden=move || !is_copied.get()>"copied"</span>
                    <span hidden=move || !is_copied.get()>"only this much of it stays; the rest is overwritten"</span>
                </p>
                <p node_ref=in_clear role="group" aria-label="Your key" class=key_class></p>
                <Anatomy hidden=Signal::derive(move || !is_fresh.get()) parts=options.anatomy()/>
                <div class="actions">
                    <button type="button" class="button main large" hidden=move || !is_fresh.get() on:click=copy_key>
                        "Copy key"
                    </button>
                    <button
                        node_ref=generate_button
                        type="button"
                        class="button large"
                        class:main=move || !is_fresh.get()
                        on:click=generate
                    >
                        "Generate"
                    </button>
                </div>
                <Alert message=alert/>
            </div>
            <DigestBand
                id="key-sha256"
                label="SHA-256"
                copy_label="Copy SHA-256"
                says="SHA-256 of the whole key, prefix and checksum included. Store this on the server, not the key."
                digest=sha256
                on_copy=move |()| copy_shown("SHA-256", &sha256.read_untracked(), announce, set_alert)
            />
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
