//! What the worker does for passwords: one slow hash at a time, with its elapsed time.
//!
//! A password hash cannot be interrupted: to cancel it the worker is ended, and the next one starts anew.

use crate::browser::clock;
use crate::browser::worker::{Said, WorkerError, WorkerHandle};
use crate::engine::base::secret::Secret;
use crate::engine::password::Params;
use crate::engine::protocol::{Reply, Request, Run, decode, encode};
use gloo::timers::callback::Interval;
use leptos::prelude::*;

/// How often the elapsed time is shown anew, in milliseconds.
const TICK_MS: u32 = 100;

/// What came of the last request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was asked.
    #[default]
    None,
    /// The text to store.
    Hashed(String),
    /// Whether the password is the one.
    Verified(bool),
    /// What went wrong.
    Failed(String),
}

/// The worker, its last request and what came of it.
#[derive(Clone, Copy)]
pub struct Slow {
    outcome: RwSignal<Outcome>,
    /// The milliseconds since the request, while there is one.
    elapsed: RwSignal<Option<u64>>,
    /// How long the last one took, in milliseconds.
    took: RwSignal<u64>,
    began: StoredValue<u64>,
    ticking: StoredValue<Option<Interval>, LocalStorage>,
    worker: StoredValue<Option<WorkerHandle>, LocalStorage>,
    run: StoredValue<Run>,
    on_done: Callback<String>,
}

impl Slow {
    /// Nothing asked yet. `on_done` is called with a short sentence when an answer is there.
    pub fn new(on_done: Callback<String>) -> Self {
        Self {
            outcome: RwSignal::default(),
            elapsed: RwSignal::default(),
            took: RwSignal::default(),
            began: StoredValue::default(),
            ticking: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            run: StoredValue::default(),
            on_done,
        }
    }

    /// What came of the last request.
    pub fn outcome(self) -> RwSignal<Outcome> {
        self.outcome
    }

    /// The milliseconds since the request, while it goes on.
    pub fn elapsed(self) -> RwSignal<Option<u64>> {
        self.elapsed
    }

    /// How long the last request took, in milliseconds.
    pub fn took(self) -> RwSignal<u64> {
        self.took
    }

    /// Asks for the hash of a password.
    pub fn hash(self, password: Secret, params: Params) {
        self.ask(|run| Request::Password {
            run,
            password,
            params,
        });
    }

    /// Asks whether a password is the one of a stored hash.
    pub fn verify(self, password: Secret, stored: String) {
        self.ask(|run| Request::Verify {
            run,
            password,
            stored,
        });
    }

    /// Ends the worker in the middle of its work.
    pub fn cancel(self) {
        self.stop();
        self.worker.set_value(None);
    }

    /// Ends the worker, whose memory may hold a password, and forgets what came of the last request.
    pub fn forget(self) {
        self.cancel();
        self.outcome.set(Outcome::None);
    }

    /// Says what is wrong without asking the worker.
    pub fn fail(self, error: String) {
        self.cancel();
        self.outcome.set(Outcome::Failed(error));
    }

    fn stop(self) {
        self.run.update_value(|run| run.0 = run.0.wrapping_add(1));
        self.ticking.set_value(None);
        self.elapsed.set(None);
    }

    fn ask(self, request: impl FnOnce(Run) -> Request) {
        if self.elapsed.get_untracked().is_some() {
            self.cancel();
        }
        self.stop();
        self.outcome.set(Outcome::None);
        self.began.set_value(clock::steady_milliseconds());
        self.elapsed.set(Some(0));
        self.ticking.set_value(Some(Interval::new(TICK_MS, move || {
            self.elapsed.set(Some(self.since()));
        })));
        let request = encode(&request(self.run.get_value()));
        self.worker.update_value(|worker| {
            worker
                .get_or_insert_with(|| WorkerHandle::start(move |said| self.heard(said)))
                .post(&request, []);
        });
    }

    fn since(self) -> u64 {
        clock::steady_milliseconds().saturating_sub(self.began.get_value())
    }

    fn heard(self, said: Result<Said, WorkerError>) {
        let reply = match said {
            Ok(said) => decode::<Reply>(&said.message).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let last = self.run.get_value();
        let (outcome, words) = match reply {
            Ok(Reply::Password { run, stored }) if run == last => match stored {
                Ok(text) => (Outcome::Hashed(text), "Password hashed."),
                Err(error) => (Outcome::Failed(error), "The password was not hashed."),
            },
            Ok(Reply::Verified { run, verified }) if run == last => match verified {
                Ok(true) => (Outcome::Verified(true), "The password matches."),
                Ok(false) => (Outcome::Verified(false), "The password does not match."),
                Err(error) => (Outcome::Failed(error), "The password was not verified."),
            },
            Ok(_) => return,
            Err(error) => {
                self.fail(error);
                return;
            }
        };
        self.took.set(self.since());
        self.stop();
        self.outcome.set(outcome);
        self.on_done.run(words.to_owned());
    }
}
