//! A secret that is shown once: it is here until the browser confirmed its copy, then overwritten.

use super::words;
use crate::browser::rng::BrowserRng;
use crate::browser::{lifecycle, parts};
use crate::engine::base::secret::Secret;
use crate::engine::base::stack::overwritten;
use crate::engine::key::error::MintError;
use crate::pages::copying::{by_hand, copy_key_then};
use gloo::events::EventListener;
use leptos::html;
use leptos::prelude::*;

/// The stage a secret is at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// There is none.
    Absent,
    /// It was not copied yet.
    Fresh,
    /// It was copied and is overwritten.
    Copied,
}

/// The secret. Copies of this handle share one state.
pub struct OneTimeSecret<T: 'static> {
    secret: StoredValue<Option<T>, LocalStorage>,
    rng: StoredValue<BrowserRng, LocalStorage>,
    stage: RwSignal<Stage>,
    /// The number of the secret: the browser's answer to an earlier copy is stale.
    serial: RwSignal<u32>,
    /// The number of the secret whose copy the browser has yet to confirm; 0 for none.
    copying: StoredValue<u32>,
    alert: RwSignal<Option<String>>,
    announce: Callback<String>,
    /// What shows it, above the buttons.
    shown: NodeRef<html::Div>,
}

impl<T> Clone for OneTimeSecret<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for OneTimeSecret<T> {}

impl<T> OneTimeSecret<T> {
    /// None yet. `announce` is for the status line.
    pub fn new(announce: Callback<String>) -> Self {
        Self {
            secret: StoredValue::new_local(None),
            rng: StoredValue::new_local(BrowserRng::new()),
            stage: RwSignal::new(Stage::Absent),
            serial: RwSignal::new(0),
            copying: StoredValue::new(0),
            alert: RwSignal::new(None),
            announce,
            shown: NodeRef::new(),
        }
    }

    /// The stage it is at.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// The same without tracking it.
    pub fn stage_untracked(self) -> Stage {
        self.stage.get_untracked()
    }

    /// Has the effect that calls this run again for every new secret.
    pub fn track(self) {
        self.serial.track();
    }

    /// The element that shows it. After a copy it keeps its height: a second press must not hit another button.
    pub fn shown(self) -> NodeRef<html::Div> {
        self.shown
    }

    /// What went wrong.
    pub fn alert(self) -> RwSignal<Option<String>> {
        self.alert
    }

    /// Makes a secret in place of the present one, and returns whether there is one.
    pub fn make(self, mint: impl FnOnce(&mut BrowserRng) -> Result<T, MintError>) -> bool {
        let mut minted = None;
        self.rng
            .update_value(|rng| minted = Some(overwritten(|| mint(rng))));
        match minted {
            Some(Ok(secret)) => {
                self.alert.set(None);
                self.set(Some(secret), Stage::Fresh);
                true
            }
            failed => {
                self.clear();
                let message = failed.and_then(Result::err).map(|error| error.to_string());
                self.alert.set(message);
                false
            }
        }
    }

    /// Overwrites it.
    pub fn clear(self) {
        self.set(None, Stage::Absent);
    }

    fn set(self, secret: Option<T>, stage: Stage) {
        if let Some(shown) = self.shown.get_untracked() {
            parts::hold_size(&shown, stage == Stage::Copied, false);
        }
        // Dropping the old one overwrites it.
        self.secret.set_value(secret);
        self.stage.set(stage);
        self.serial
            .update(|serial| *serial = serial.wrapping_add(1).max(1));
    }

    /// What `look` finds in it; none where there is none.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.secret
            .with_value(|secret| secret.as_ref().map(|secret| overwritten(|| look(secret))))
    }

    /// Copies a text of the secret, and overwrites it once the browser has confirmed that. A second press before does
    /// nothing.
    pub fn copy(self, text: impl FnOnce(&T) -> Option<Secret>, said: &'static str) {
        let serial = self.serial.get_untracked();
        if self.copying.get_value() == serial {
            return;
        }
        let Some(text) = self.with(text).flatten() else {
            return;
        };
        self.copying.set_value(serial);
        copy_key_then(text.expose(), move |answer| {
            let is_current = serial == self.serial.get_untracked();
            if is_current {
                self.copying.set_value(0);
            }
            match answer {
                Ok(()) if is_current => {
                    self.alert.set(None);
                    self.set(None, Stage::Copied);
                    self.announce.run(said.to_owned());
                }
                Ok(()) => self.announce.run(words::EARLIER_COPIED.to_owned()),
                Err(error) => self.alert.set(Some(by_hand(error))),
            }
        });
    }

    /// Makes a secret with `make` when it becomes wanted, and again when the person comes back to the page; overwrites
    /// it when it is no longer wanted, and when the page is left. `wipe` then empties the elements that show it, since
    /// no effect runs any more on a page that was left.
    pub fn follow(
        self,
        is_wanted: Memo<bool>,
        make: impl Fn() + Copy + 'static,
        wipe: impl Fn() + 'static,
    ) {
        Effect::new(move |_| {
            if is_wanted.get() {
                make();
            } else {
                self.clear();
            }
        });
        let listeners = [
            lifecycle::on_leave(move || {
                self.clear();
                wipe();
            }),
            lifecycle::on_return(move || {
                if is_wanted.get_untracked() {
                    make();
                }
            }),
        ];
        // The part lives as long as the page.
        listeners
            .into_iter()
            .flatten()
            .for_each(EventListener::forget);
    }
}

/// The button that copies it, what else can be done with it, and "Generate".
#[component]
pub fn OnceActions(
    /// Whether it was copied.
    is_copied: Memo<bool>,
    /// The name of the button that copies it.
    copy_label: &'static str,
    /// Copies it.
    #[prop(into)]
    on_copy: Callback<()>,
    /// Makes another.
    #[prop(into)]
    on_generate: Callback<()>,
    /// The buttons between these two.
    children: Children,
) -> impl IntoView {
    view! { class="lk",
        <div class="actions">
            <button
                type="button"
                class="button large"
                class:main=move || !is_copied.get()
                aria-keyshortcuts="c"
                on:click=move |_| on_copy.run(())
            >
                {move || if is_copied.get() { words::COPIED } else { copy_label }}
            </button>
            {children()}
            <button
                type="button"
                class="button large"
                class:main=is_copied
                aria-keyshortcuts="g"
                on:click=move |_| on_generate.run(())
            >
                {words::GENERATE}
            </button>
        </div>
    }
}
