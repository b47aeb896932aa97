//! The key card: mints the key, shows it once, copies it and overwrites it; its masked form and digest remain.
//!
//! Its elements are in `index.html`, and it works without any framework: most visits are for one key, so the
//! card loads first. The rest of the Token tab loads later and *adopts* the card: it decides what to mint, and
//! mints what the card cannot, a passphrase (only the worker has the word list) or many keys. There is one key;
//! it is held here, and no copy of it goes anywhere but into the document and the clipboard.

mod key;
mod view;
mod words;

use crate::browser::clipboard::{self, ClipboardError};
use crate::browser::rng::BrowserRng;
use crate::browser::{clock, fragment, lifecycle, status, storage};
use crate::engine::base::random::RandomError;
use crate::engine::base::secret::Secret;
use crate::engine::base::stack::overwritten;
use crate::engine::key::body::identifier::Time;
use crate::engine::key::draft::Draft;
use crate::engine::key::spec::{Supplies, TokenSpec};
use crate::engine::key::token::Token;
use crate::engine::link;
use gloo::events::EventListener;
use key::Key;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use view::{Button, View};

/// Where the options are remembered.
const REMEMBERED: &str = "latchkey.options";

/// The options of the last visit, or the usual ones.
#[must_use]
pub fn remembered() -> Draft {
    of_last_visit().unwrap_or_default()
}

/// The options of the last visit, where they are not the usual ones.
fn of_last_visit() -> Option<Draft> {
    let draft = storage::get(REMEMBERED).and_then(|line| Draft::from_line(&line))?;
    // Invalid options are dropped: a visit starts with a key.
    draft.read().spec.is_some().then_some(draft)
}

/// Remembers the options for the next visit, unless they are the usual ones.
pub fn remember(draft: &Draft) {
    if draft.to_remember() == Draft::default() {
        storage::remove(REMEMBERED);
    } else {
        storage::set(REMEMBERED, &draft.to_line());
    }
}

/// Why a key is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The person pressed "Generate".
    Pressed,
    /// The page is shown again, without the key that it had.
    Returned,
}

/// What makes a key when the card does not.
type Adopter = Rc<dyn Fn(Occasion)>;

/// What is kept of a key that was copied, to tell afterwards which one it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedKey {
    /// The masked form.
    pub masked: String,
    /// The SHA-256 in hex.
    pub sha256: String,
}

/// The card. A clone is the same card.
#[derive(Clone)]
pub struct Card(Rc<Inner>);

struct Inner {
    view: View,
    key: RefCell<Key>,
    /// The number of the current key: the clipboard's answer is stale when the key has been replaced since.
    serial: Cell<u64>,
    /// The number of the key whose copy the browser has yet to confirm; 0 for none.
    copying: Cell<u64>,
    /// Whether a field is invalid, so that the options do not describe the key.
    is_outdated: Cell<bool>,
    /// The SHA-256 of every key that was shown.
    shown: RefCell<Vec<String>>,
    /// The keys that were copied, and what is told when that changes.
    copied: RefCell<Vec<CopiedKey>>,
    on_copied: RefCell<Option<Rc<dyn Fn()>>>,
    rng: RefCell<BrowserRng>,
    /// Whether the card was ever open: no key is minted before it can be seen.
    is_open: Cell<bool>,
    /// Mints the keys once the rest of the tab has loaded.
    adopter: RefCell<Option<Adopter>>,
}

impl Card {
    /// The card of the document; none where its elements are not there.
    #[must_use]
    pub fn find() -> Option<Self> {
        let card = Self(Rc::new(Inner {
            view: View::find()?,
            key: RefCell::default(),
            serial: Cell::new(0),
            copying: Cell::new(0),
            is_outdated: Cell::new(false),
            shown: RefCell::default(),
            copied: RefCell::default(),
            on_copied: RefCell::default(),
            rng: RefCell::new(BrowserRng::new()),
            is_open: Cell::new(false),
            adopter: RefCell::default(),
        }));
        for (button, press) in [
            (Button::CopyKey, Self::copy_key as fn(&Self)),
            (Button::Generate, |card| card.make(Occasion::Pressed)),
            (Button::CopyBoth, Self::copy_both),
            (Button::CopySha256, Self::copy_hash),
        ] {
            let pressed = card.clone();
            card.0.view.on_press(button, move || press(&pressed));
        }
        let (left, returned, shown) = (card.clone(), card.clone(), card.clone());
        clipboard::on_change(move |_| shown.0.view.show_held(clipboard::held()));
        let listeners = [
            lifecycle::on_leave(move || {
                left.clear();
                left.change_copied(Vec::clear);
            }),
            lifecycle::on_return(move || returned.make(Occasion::Returned)),
        ];
        let away = lifecycle::on_away(clipboard::release);
        // The card lives as long as the page.
        listeners
            .into_iter()
            .flatten()
            .chain(away.into_iter().flatten())
            .for_each(EventListener::forget);
        Some(card)
    }

    /// Called when the card comes into view; mints a key the first time.
    pub fn open(&self) {
        if !self.0.is_open.replace(true) {
            self.mint_remembered();
        }
    }

    /// From now on `make` is called for every key, and at once when a key is pending.
    pub fn adopt(&self, make: impl Fn(Occasion) + 'static) {
        let make: Adopter = Rc::new(make);
        *self.0.adopter.borrow_mut() = Some(Rc::clone(&make));
        if self.0.is_open.get() && matches!(*self.0.key.borrow(), Key::Pending) {
            make(Occasion::Returned);
        }
    }

    /// Mints one key of this form, in place of the current one. `spec` must not need the word list.
    pub fn mint(&self, spec: &TokenSpec) {
        self.0.view.alert(None);
        let supplies = Supplies {
            time: Time(clock::milliseconds()),
            words: None,
        };
        // Taken, not borrowed: the browser is called meanwhile.
        let mut rng = self.0.rng.take();
        let minted = overwritten(|| spec.mint(supplies, &mut rng));
        self.0.rng.replace(rng);
        match minted {
            Ok(token) => self.show(token, spec),
            Err(error) => self.fail(&error),
        }
    }

    /// Shows a key of this form that was minted elsewhere. A key that was shown before is an error: it is not random.
    pub fn show(&self, token: Token, spec: &TokenSpec) {
        let key = overwritten(|| Key::fresh(token, spec));
        if self.is_new(&key, spec) {
            self.set(key);
        } else {
            self.fail(&RandomError::Broken);
        }
    }

    /// Whether no such key was shown before. With 64 bits, two of a thousand keys are equal once in 2^45 visits;
    /// shorter keys can repeat by chance.
    fn is_new(&self, key: &Key, spec: &TokenSpec) -> bool {
        let Some(sha256) = key.shown().map(|shown| &shown.sha256) else {
            return true;
        };
        let mut shown = self.0.shown.borrow_mut();
        let is_new = spec.bits() < 64.0 || !shown.contains(sha256);
        shown.push(sha256.clone());
        is_new
    }

    fn fail(&self, error: &dyn std::error::Error) {
        self.clear();
        self.0.view.alert(Some(&error.to_string()));
    }

    /// Sets whether a field of the options is invalid: they then do not describe the key, and it cannot be copied.
    pub fn set_outdated(&self, is_outdated: bool) {
        if self.0.is_outdated.replace(is_outdated) != is_outdated {
            self.0.view.show_outdated(&self.0.key.borrow(), is_outdated);
        }
    }

    /// Shows that a key minted elsewhere is pending.
    pub fn wait(&self) {
        self.set(Key::Pending);
    }

    /// Overwrites the key. Nothing is shown in its place.
    pub fn clear(&self) {
        self.set(Key::Absent);
    }

    /// Whether there is a key that was not copied yet.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        matches!(*self.0.key.borrow(), Key::Fresh { .. })
    }

    /// Whether the key was copied, so that only its hint is shown.
    #[must_use]
    pub fn is_copied(&self) -> bool {
        matches!(*self.0.key.borrow(), Key::Copied { .. })
    }

    /// What is kept of the key, whether it was copied or not.
    #[must_use]
    pub fn kept(&self) -> Option<CopiedKey> {
        let key = self.0.key.borrow();
        let shown = key.shown()?;
        Some(CopiedKey {
            masked: shown.masked.clone(),
            sha256: shown.sha256.clone(),
        })
    }

    /// Shows an error, or clears it.
    pub fn alert(&self, message: Option<&str>) {
        self.0.view.alert(message);
    }

    /// Shows the one key, or makes room for a batch. While a batch waits to be saved, "Generate" is not the
    /// primary button.
    pub fn show_one(&self, one: bool, saves_next: bool) {
        self.0.view.show_one(one, saves_next);
    }

    fn make(&self, occasion: Occasion) {
        if !self.0.is_open.get() {
            return;
        }
        let adopter = self.0.adopter.borrow().clone();
        if let Some(make) = adopter {
            make(occasion);
            return;
        }
        self.mint_remembered();
        if occasion == Occasion::Pressed && self.is_fresh() {
            status::announce(words::NEW_KEY_MADE);
        }
    }

    /// Mints with the options of the last visit; what the card cannot mint, or what a link asks for, is left to the
    /// rest of the tab.
    fn mint_remembered(&self) {
        if fragment::options(link::token::TAB).is_some() {
            self.wait();
            return;
        }
        let Some(draft) = of_last_visit() else {
            // Without the usual draft, whose reading gives the same: the first key comes sooner.
            self.mint(&TokenSpec::default());
            return;
        };
        let reading = draft.read();
        match (reading.spec, reading.many) {
            (Some(spec), Ok(1)) if !spec.format.needs_more() => self.mint(&spec),
            _ => self.wait(),
        }
    }

    fn set(&self, key: Key) {
        self.0.serial.set(self.0.serial.get().wrapping_add(1));
        // What goes to the document passes through the stack.
        overwritten(|| {
            self.0.view.show(&key);
            self.0.view.show_outdated(&key, self.0.is_outdated.get());
        });
        // Dropping the old key overwrites it.
        self.0.key.replace(key);
    }

    /// The key in clear and what is kept of it, with nothing borrowed: the browser may call back while it copies.
    fn fresh(&self) -> Option<(Rc<Token>, CopiedKey)> {
        match &*self.0.key.borrow() {
            Key::Fresh { token, shown } => {
                let kept = CopiedKey {
                    masked: token.masked(),
                    sha256: shown.sha256.clone(),
                };
                Some((Rc::clone(token), kept))
            }
            _ => None,
        }
    }

    fn copy_key(&self) {
        if let Some((token, kept)) = self.fresh() {
            self.copy(token.text(), kept);
        }
    }

    /// Copies the key and its SHA-256, a named line each.
    fn copy_both(&self) {
        if let Some((token, kept)) = self.fresh() {
            let mut lines = Secret::with_capacity(token.text().len() + kept.sha256.len() + 16);
            for text in [
                words::KEY_LINE,
                token.text().expose(),
                words::SHA256_LINE,
                &kept.sha256,
            ] {
                lines.push_str(text);
            }
            self.copy(&lines, kept);
        }
    }

    /// Copies a text with the key. A second press while the browser has yet to answer does nothing.
    fn copy(&self, text: &Secret, kept: CopiedKey) {
        let serial = self.0.serial.get();
        if self.0.copying.replace(serial) != serial {
            let card = self.clone();
            clipboard::copy_key_then(text.expose(), move |answer| {
                if answer.is_ok() {
                    card.change_copied(|keys| {
                        if keys.iter().all(|key| key.sha256 != kept.sha256) {
                            keys.push(kept);
                        }
                    });
                }
                card.copied(serial, answer);
            });
        }
    }

    /// The keys that were copied since the page was opened, the first one first.
    #[must_use]
    pub fn copied_keys(&self) -> Vec<CopiedKey> {
        self.0.copied.borrow().clone()
    }

    /// From now on `changed` is called when [`Card::copied_keys`] changes.
    pub fn on_copied(&self, changed: impl Fn() + 'static) {
        *self.0.on_copied.borrow_mut() = Some(Rc::new(changed));
    }

    fn change_copied(&self, change: impl FnOnce(&mut Vec<CopiedKey>)) {
        change(&mut self.0.copied.borrow_mut());
        let changed = self.0.on_copied.borrow().clone();
        if let Some(changed) = changed {
            changed();
        }
    }

    fn copied(&self, serial: u64, answer: Result<(), ClipboardError>) {
        let is_current = serial == self.0.serial.get();
        if is_current {
            self.0.copying.set(0);
        }
        match answer {
            Ok(()) if is_current => {
                self.0.view.alert(None);
                let copied = self.0.key.take().into_copied();
                let is_public = copied.shown().is_some_and(|shown| shown.is_public);
                if is_public {
                    clipboard::release_public();
                }
                self.set(copied);
                status::announce(if is_public {
                    words::COPIED
                } else {
                    words::KEY_COPIED
                });
            }
            Ok(()) => {
                status::announce(words::EARLIER_KEY_COPIED);
            }
            Err(error) => {
                self.0.view.select_key();
                self.0.view.alert(Some(&by_hand(error)));
            }
        }
    }

    fn copy_hash(&self) {
        let shown = self
            .0
            .key
            .borrow()
            .shown()
            .map(|shown| shown.sha256.clone());
        let Some(sha256) = shown else { return };
        let card = self.clone();
        clipboard::copy_then(&sha256, move |answer| match answer {
            Ok(()) => {
                card.0.view.alert(None);
                status::announce(words::SHA256_COPIED);
            }
            // The band says it too, until the key has been taken.
            Err(error @ ClipboardError::HoldsKey) => status::announce(&error.to_string()),
            Err(error) => {
                card.0.view.select_sha256();
                card.0.view.alert(Some(&by_hand(error)));
            }
        });
    }
}

/// What went wrong and how to copy all the same.
#[must_use]
pub fn by_hand(error: ClipboardError) -> String {
    error.with_help(words::BY_HAND)
}
