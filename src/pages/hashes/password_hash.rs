//! Requests to the worker for password hashes: one at a time, with its elapsed time.
//!
//! A password hash cannot be interrupted: to cancel it the worker is terminated. It also is once it has replied, and the
//! next request starts a new one. A result stands only as long as what it was made from.

use super::words;
use crate::browser::ask::Ask;
use crate::engine::base::secret::Secret;
use crate::engine::password::{Input, InputError, Params, PasswordVerdict};
use crate::engine::protocol::hashes::{HashPassword, VerifyPassword};
use crate::engine::protocol::{Request, RequestBody};
use crate::pages::stopwatch::Stopwatch;
use leptos::prelude::*;

/// A result, and how long it took in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedResult<T> {
    /// The result.
    pub result: T,
    /// How long it took.
    pub took: u64,
}

/// The worker, its pending request and the results.
#[derive(Clone, Copy)]
pub struct PasswordHash {
    made: RwSignal<Option<TimedResult<String>>>,
    verified: RwSignal<Option<TimedResult<PasswordVerdict>>>,
    error: RwSignal<Option<InputError>>,
    /// The time since the request, while there is one.
    stopwatch: Stopwatch,
    /// Whether the pending request is to verify.
    verifies: StoredValue<bool>,
    ask: StoredValue<Ask, LocalStorage>,
    announce: Callback<String>,
}

impl PasswordHash {
    /// No request yet. `announce` is called with a short sentence when a reply has arrived.
    pub fn new(announce: Callback<String>) -> Self {
        Self {
            made: RwSignal::default(),
            verified: RwSignal::default(),
            error: RwSignal::default(),
            stopwatch: Stopwatch::new(),
            verifies: StoredValue::default(),
            ask: StoredValue::new_local(Ask::default()),
            announce,
        }
    }

    /// The text to store.
    pub fn made(self) -> RwSignal<Option<TimedResult<String>>> {
        self.made
    }

    /// The verdict.
    pub fn verified(self) -> RwSignal<Option<TimedResult<PasswordVerdict>>> {
        self.verified
    }

    /// What went wrong with the last request, and with which input.
    pub fn error(self) -> RwSignal<Option<InputError>> {
        self.error
    }

    /// The milliseconds since the request, while it is pending.
    pub fn elapsed(self) -> RwSignal<Option<u64>> {
        self.stopwatch.elapsed()
    }

    /// Requests the hash of a password.
    pub fn hash(self, password: Secret, params: Params) {
        self.begin(false);
        self.made.set(None);
        self.ask(HashPassword { password, params }, move |reply, took| {
            self.announce.run(match reply {
                Ok(result) => {
                    self.made.set(Some(TimedResult { result, took }));
                    words::PASSWORD_HASHED.to_owned()
                }
                Err(error) => {
                    self.error.set(Some(error));
                    words::PASSWORD_NOT_HASHED.to_owned()
                }
            });
        });
    }

    /// Requests whether a password matches a stored hash.
    pub fn verify(self, password: Secret, stored: String) {
        self.begin(true);
        self.verified.set(None);
        self.ask(VerifyPassword { password, stored }, move |reply, took| {
            self.announce.run(match reply {
                Ok(result) => {
                    let words = if result.matches {
                        words::PASSWORD_MATCHES
                    } else {
                        words::PASSWORD_DIFFERS
                    };
                    self.verified.set(Some(TimedResult { result, took }));
                    words.to_owned()
                }
                Err(error) => {
                    self.error.set(Some(error));
                    words::PASSWORD_NOT_VERIFIED.to_owned()
                }
            });
        });
    }

    /// To be called when an input has changed: what was made from it is cleared, also what is still pending.
    pub fn change(self, input: Input) {
        self.error.set(None);
        self.verified.set(None);
        if input != Input::Stored {
            self.made.set(None);
            self.cancel();
        } else if self.verifies.get_value() {
            self.cancel();
        }
    }

    /// Terminates the worker at once, if there is a pending request.
    pub fn cancel(self) {
        if self.ask.with_value(Ask::is_pending) {
            self.end();
        }
    }

    /// Terminates the worker, whose memory may hold a password, and clears the results.
    pub fn forget(self) {
        self.end();
        self.made.set(None);
        self.verified.set(None);
        self.error.set(None);
    }

    fn end(self) {
        self.stopwatch.stop();
        self.ask.with_value(Ask::end);
    }

    fn begin(self, verifies: bool) {
        // A pending request cannot be interrupted otherwise.
        self.cancel();
        self.verifies.set_value(verifies);
        self.error.set(None);
        self.stopwatch.start();
    }

    fn ask<Q: Request + Into<RequestBody> + 'static>(
        self,
        request: Q,
        on_reply: impl Fn(Q::Reply, u64) + 'static,
    ) {
        self.ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| match reply {
                Ok(reply) => {
                    let took = self.stopwatch.since();
                    self.stopwatch.stop();
                    // It read the password: what it leaves in its memory goes with it.
                    self.ask.with_value(Ask::end);
                    on_reply(reply.body, took);
                }
                Err(error) => {
                    self.stopwatch.stop();
                    self.error.set(Some(InputError {
                        input: None,
                        message: error.to_string(),
                    }));
                }
            });
        });
    }
}
