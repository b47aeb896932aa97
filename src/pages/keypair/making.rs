//! The pair on screen, and the worker that makes it.
//!
//! The private half exists here and in that worker until another pair is made, until "Clear", and until the page is
//! left.

use super::words;
use crate::browser::ask::Ask;
use crate::browser::clock;
use crate::engine::link::keypair::PairOptions;
use crate::engine::pair::error::PairError;
use crate::engine::pair::form::{Pair, PairForm};
use crate::engine::pair::spec::PairSpec;
use crate::engine::protocol::pair::GeneratePair;
use crate::pages::stopwatch::Stopwatch;
use leptos::prelude::*;

/// The options that a pair was requested with, except for the passphrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairWish {
    /// Purpose, algorithm, size.
    pub options: PairOptions,
    /// The key id.
    pub kid: String,
    /// The comment.
    pub comment: String,
    /// Whether there is a passphrase.
    pub is_encrypted: bool,
}

impl PairWish {
    /// Whether it takes so long that a person waits for it.
    pub fn is_slow(&self) -> bool {
        self.options.algorithm.is_rsa() || self.is_encrypted
    }
}

/// The pair and the request for one.
#[derive(Clone, Copy)]
pub struct PairState {
    pair: RwSignal<Option<Pair>>,
    /// What the pair was asked for.
    wish: RwSignal<PairWish>,
    error: RwSignal<Option<String>>,
    /// The time since a slow request, while it is pending.
    stopwatch: Stopwatch,
    /// Whether something of the pair was copied or saved.
    is_taken: StoredValue<bool>,
    /// Whether the private half is shown.
    is_shown: RwSignal<bool>,
    ask: StoredValue<Ask, LocalStorage>,
    announce: Callback<String>,
}

impl PairState {
    /// No pair yet.
    pub fn new(announce: Callback<String>) -> Self {
        Self {
            pair: RwSignal::default(),
            wish: RwSignal::default(),
            error: RwSignal::default(),
            stopwatch: Stopwatch::new(),
            is_taken: StoredValue::default(),
            is_shown: RwSignal::default(),
            ask: StoredValue::new_local(Ask::default()),
            announce,
        }
    }

    /// The pair. Read it where it stands: it is not to be cloned.
    pub fn pair(self) -> RwSignal<Option<Pair>> {
        self.pair
    }

    /// What the pair on screen was asked for.
    pub fn wish(self) -> RwSignal<PairWish> {
        self.wish
    }

    /// Why there is none.
    pub fn error(self) -> RwSignal<Option<String>> {
        self.error
    }

    /// The milliseconds since a slow request, while it is pending.
    pub fn elapsed(self) -> RwSignal<Option<u64>> {
        self.stopwatch.elapsed()
    }

    /// Whether the private half is shown.
    pub fn is_shown(self) -> RwSignal<bool> {
        self.is_shown
    }

    /// Whether something of the pair was copied or saved: it is then not replaced unasked.
    pub fn is_taken(self) -> bool {
        self.is_taken.get_value()
    }

    /// Notes that something of it was copied or saved.
    pub fn take(self) {
        self.is_taken.set_value(true);
    }

    /// What `read` reads of the form at this place.
    pub fn with_form<T>(self, place: usize, read: impl FnOnce(&PairForm) -> T) -> Option<T> {
        self.pair
            .read_untracked()
            .as_ref()?
            .forms
            .get(place)
            .map(read)
    }

    /// Requests a pair, in place of a pending one. `is_asked` says whether the person pressed for it, which is then
    /// announced.
    pub fn make(self, spec: PairSpec, wish: PairWish, is_asked: bool) {
        if is_asked {
            // What an earlier pair left in the worker's memory goes with it.
            self.end();
        }
        self.error.set(None);
        if wish.is_slow() {
            self.pair.set(None);
            self.stopwatch.start();
        }
        let request = GeneratePair {
            spec,
            now: i64::try_from(clock::seconds()).unwrap_or(i64::MAX),
        };
        self.ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| {
                self.stopwatch.stop();
                let made = match reply {
                    Ok(reply) => reply.body.map_err(|error: PairError| error.to_string()),
                    Err(error) => Err(error.to_string()),
                };
                match made {
                    Ok(pair) => {
                        self.is_shown.set(false);
                        self.is_taken.set_value(false);
                        self.wish.set(wish.clone());
                        self.pair.set(Some(pair));
                        if is_asked {
                            self.announce.run(words::PAIR_MADE.to_owned());
                        }
                    }
                    Err(error) => {
                        self.pair.set(None);
                        self.error.set(Some(error));
                    }
                }
            });
        });
    }

    /// Cancels the pending request. The worker ends, and with it what it was making.
    pub fn cancel(self) {
        self.end();
        self.announce.run(words::CANCELLED.to_owned());
    }

    /// Forgets the pair, and ends the worker that made it.
    pub fn clear(self) {
        self.end();
        self.is_shown.set(false);
        self.is_taken.set_value(false);
        self.error.set(None);
        self.pair.set(None);
    }

    fn end(self) {
        self.stopwatch.stop();
        self.ask.with_value(Ask::end);
    }
}
