//! Requests to the worker for password hashes: one at a time, with its elapsed time.
//!
//! A password hash cannot be interrupted: to cancel it the worker is terminated, and the next request starts a
//! new one.

use crate::browser::ask::Ask;
use crate::browser::clock;
use crate::engine::base::secret::Secret;
use crate::engine::password::Params;
use crate::engine::protocol::hashes::{HashPassword, VerifyPassword};
use crate::engine::protocol::{Body, Request};
use gloo::timers::callback::Interval;
use leptos::prelude::*;

/// How often the elapsed time is updated, in milliseconds.
const TICK_MS: u32 = 100;

/// The outcome of the last request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// No request yet.
    #[default]
    None,
    /// The text to store.
    Hashed(String),
    /// Whether the password matches.
    Verified(bool),
    /// What went wrong.
    Failed(String),
}

/// The worker, its last request and the outcome.
#[derive(Clone, Copy)]
pub struct PasswordHash {
    outcome: RwSignal<Outcome>,
    /// The milliseconds since the request, while there is one.
    elapsed: RwSignal<Option<u64>>,
    /// How long the last one took, in milliseconds.
    took: RwSignal<u64>,
    began: StoredValue<u64>,
    ticking: StoredValue<Option<Interval>, LocalStorage>,
    ask: StoredValue<Ask, LocalStorage>,
    on_done: Callback<String>,
}

impl PasswordHash {
    /// No request yet. `on_done` is called with a short sentence when a reply has arrived.
    pub fn new(on_done: Callback<String>) -> Self {
        Self {
            outcome: RwSignal::default(),
            elapsed: RwSignal::default(),
            took: RwSignal::default(),
            began: StoredValue::default(),
            ticking: StoredValue::new_local(None),
            ask: StoredValue::new_local(Ask::default()),
            on_done,
        }
    }

    /// The outcome of the last request.
    pub fn outcome(self) -> RwSignal<Outcome> {
        self.outcome
    }

    /// The milliseconds since the request, while it is pending.
    pub fn elapsed(self) -> RwSignal<Option<u64>> {
        self.elapsed
    }

    /// How long the last request took, in milliseconds.
    pub fn took(self) -> RwSignal<u64> {
        self.took
    }

    /// Requests the hash of a password.
    pub fn hash(self, password: Secret, params: Params) {
        self.ask(HashPassword { password, params }, |stored| match stored {
            Ok(text) => (Outcome::Hashed(text), "Password hashed."),
            Err(error) => (Outcome::Failed(error), "The password was not hashed."),
        });
    }

    /// Requests whether a password matches a stored hash.
    pub fn verify(self, password: Secret, stored: String) {
        self.ask(
            VerifyPassword { password, stored },
            |verified| match verified {
                Ok(true) => (Outcome::Verified(true), "The password matches."),
                Ok(false) => (Outcome::Verified(false), "The password does not match."),
                Err(error) => (Outcome::Failed(error), "The password was not verified."),
            },
        );
    }

    /// Terminates the worker at once.
    pub fn cancel(self) {
        self.stop();
        self.ask.with_value(Ask::end);
    }

    /// Terminates the worker, whose memory may hold a password, and clears the outcome.
    pub fn forget(self) {
        self.cancel();
        self.outcome.set(Outcome::None);
    }

    /// Shows an error without a request to the worker.
    pub fn fail(self, error: String) {
        self.cancel();
        self.outcome.set(Outcome::Failed(error));
    }

    fn stop(self) {
        self.ticking.set_value(None);
        self.elapsed.set(None);
    }

    fn ask<Q: Request + Into<Body> + 'static>(
        self,
        request: Q,
        read: fn(Q::Reply) -> (Outcome, &'static str),
    ) {
        // A pending request cannot be interrupted otherwise.
        if self.ask.with_value(Ask::is_pending) {
            self.cancel();
        }
        self.outcome.set(Outcome::None);
        self.began.set_value(clock::steady_milliseconds());
        self.elapsed.set(Some(0));
        self.ticking.set_value(Some(Interval::new(TICK_MS, move || {
            self.elapsed.set(Some(self.since()));
        })));
        self.ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| match reply {
                Ok(reply) => {
                    let (outcome, words) = read(reply.body);
                    self.took.set(self.since());
                    self.stop();
                    self.outcome.set(outcome);
                    self.on_done.run(words.to_owned());
                }
                Err(error) => self.fail(error.to_string()),
            });
        });
    }

    fn since(self) -> u64 {
        clock::steady_milliseconds().saturating_sub(self.began.get_value())
    }
}
