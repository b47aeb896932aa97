//! VAPID public keys, which the worker computes: elliptic curves are too heavy for the page.

use super::work::Work;
use crate::browser::worker::{Said, WorkerError, WorkerHandle};
use crate::engine::base::secret::Secret;
use crate::engine::bundle::RowId;
use crate::engine::protocol::{Reply, Request, Run, decode, encode};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// How long an answer may take, in milliseconds, the worker's own way here included.
const LIMIT_MS: u32 = 20_000;

/// The worker, and the key that it was asked for.
#[derive(Clone, Copy)]
pub struct Curve {
    work: Work,
    /// Why there is no public key.
    failure: RwSignal<Option<String>>,
    asked: StoredValue<Option<Asked>, LocalStorage>,
    worker: StoredValue<Option<WorkerHandle>, LocalStorage>,
    run: StoredValue<Run>,
}

/// A public key on its way.
struct Asked {
    row: RowId,
    private: Secret,
    _limit: Timeout,
}

impl Curve {
    /// Computes whatever the bundle waits for, from now on.
    pub fn new(work: Work) -> Self {
        let curve = Self {
            work,
            failure: RwSignal::default(),
            asked: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            run: StoredValue::default(),
        };
        Effect::new(move |_| {
            work.bundle.track();
            curve.failure.set(None);
            curve.ask();
        });
        curve
    }

    /// Why there is no public key.
    pub fn failure(self) -> RwSignal<Option<String>> {
        self.failure
    }

    /// Asks again after a failure.
    pub fn retry(self) {
        self.failure.set(None);
        self.ask();
    }

    /// Ends the worker, whose memory goes with it.
    pub fn end(self) {
        self.asked.set_value(None);
        self.worker.set_value(None);
    }

    /// Asks for the first public key that the bundle waits for.
    fn ask(self) {
        let waiting = self.work.bundle.with_untracked(|bundle| {
            let (row, private, padded) = bundle.waiting().next()?;
            Some((row, Secret::from(private.expose()), padded))
        });
        let Some((row, private, padded)) = waiting else {
            self.asked.set_value(None);
            return;
        };
        let same = self.asked.with_value(|asked| {
            asked
                .as_ref()
                .is_some_and(|asked| asked.row == row && asked.private.expose() == private.expose())
        });
        if same {
            return;
        }
        self.run.update_value(|run| run.0 = run.0.wrapping_add(1));
        let request = Request::PublicKey {
            run: self.run.get_value(),
            private: Secret::from(private.expose()),
            padded,
        };
        self.asked.set_value(Some(Asked {
            row,
            private,
            _limit: Timeout::new(LIMIT_MS, move || {
                self.fail("The part of the page that computes public keys does not answer.".into());
            }),
        }));
        self.worker.update_value(|worker| {
            worker
                .get_or_insert_with(|| WorkerHandle::start(move |said| self.heard(said)))
                .post(&encode(&request), []);
        });
    }

    fn heard(self, said: Result<Said, WorkerError>) {
        let reply = match said {
            Ok(said) => decode::<Reply>(&said.message).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match reply {
            Ok(Reply::PublicKey { run, public }) if run == self.run.get_value() => match public {
                Ok(public) => self.supply(Secret::from(public)),
                Err(error) => {
                    self.asked.set_value(None);
                    self.failure.set(Some(error));
                }
            },
            Ok(_) => {}
            Err(error) => self.fail(error),
        }
    }

    fn supply(self, public: Secret) {
        let mut asked = None;
        self.asked.update_value(|present| asked = present.take());
        if let Some(asked) = asked {
            // What waits behind it is asked for when the bundle has changed.
            self.work
                .bundle
                .update(|bundle| bundle.supply(asked.row, &asked.private, public));
        }
    }

    fn fail(self, error: String) {
        self.end();
        self.failure.set(Some(error));
    }
}

/// Says why a public key is missing, with a way to try again.
#[component]
pub fn CurveAlert(
    /// The worker.
    curve: Curve,
) -> impl IntoView {
    let failure = curve.failure();
    view! { class="lk",
        <div role="alert" class="alert" hidden=move || failure.read().is_none()>
            <p>"There is no VAPID public key: " {failure}</p>
            <button type="button" class="button small" on:click=move |_| curve.retry()>"Try again"</button>
        </div>
    }
}
