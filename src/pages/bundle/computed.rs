//! Key pairs and VAPID public keys, which the worker makes: elliptic curves are too much code for the page.

use super::state::BundleState;
use super::words;
use crate::browser::ask::Ask;
use crate::browser::clock;
use crate::browser::worker::WorkerError;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::RowId;
use crate::engine::bundle::pair::WantedPair;
use crate::engine::protocol::bundle::{DerivePublicKey, MakePairValues};
use leptos::prelude::*;

/// How long a reply may take, in milliseconds, loading the worker included.
const LIMIT_MS: u32 = 20_000;
/// The same for RSA, whose large keys take a slow machine a minute.
const RSA_LIMIT_MS: u32 = 300_000;

/// The worker and its pending request.
#[derive(Clone, Copy)]
pub struct ComputedValues {
    state: BundleState,
    /// Why a value was not made.
    failure: RwSignal<Option<String>>,
    asked: StoredValue<Option<WantedValue>, LocalStorage>,
    /// What failed since the last change: the others are made all the same.
    failed: StoredValue<Vec<WantedValue>, LocalStorage>,
    /// Whether the worker has made a private key.
    has_made: StoredValue<bool>,
    ask: StoredValue<Ask, LocalStorage>,
}

/// What is pending.
enum WantedValue {
    /// The public key of a VAPID pair.
    Vapid {
        row: RowId,
        private: Secret,
        padded: bool,
    },
    /// A key pair.
    Pair(WantedPair),
}

/// A request, on its way to the worker.
enum ValueRequest {
    Vapid(DerivePublicKey),
    Pair(MakePairValues),
}

impl WantedValue {
    /// The first that the bundle of `state` waits for, apart from those that failed.
    fn next(state: BundleState, failed: &[Self]) -> Option<Self> {
        state.bundle.with_untracked(|bundle| {
            let vapid = bundle.waiting();
            let vapid = vapid.map(|(row, private, padded)| Self::Vapid {
                row,
                private: Secret::from(private.expose()),
                padded,
            });
            vapid
                .chain(bundle.wanted_pairs().map(Self::Pair))
                .find(|next| !failed.iter().any(|failed| failed.is_same(next)))
        })
    }

    fn request(&self) -> ValueRequest {
        match self {
            Self::Vapid {
                private, padded, ..
            } => ValueRequest::Vapid(DerivePublicKey {
                private: Secret::from(private.expose()),
                padded: *padded,
            }),
            Self::Pair(wanted) => ValueRequest::Pair(MakePairValues {
                wanted: wanted.copy(),
                now: clock::seconds(),
            }),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Vapid { row, private, .. },
                Self::Vapid {
                    row: of,
                    private: from,
                    ..
                },
            ) => row == of && private.expose() == from.expose(),
            (Self::Pair(wanted), Self::Pair(other)) => wanted.is_same(other),
            _ => false,
        }
    }
}

impl ComputedValues {
    /// From now on makes the values that the bundle waits for.
    pub fn new(state: BundleState) -> Self {
        let values = Self {
            state,
            failure: RwSignal::default(),
            asked: StoredValue::new_local(None),
            failed: StoredValue::new_local(Vec::new()),
            has_made: StoredValue::new(false),
            ask: StoredValue::new_local(Ask::default()),
        };
        Effect::new(move |_| {
            state.bundle.track();
            values.retry();
        });
        values
    }

    /// Why a value was not made.
    pub fn failure(self) -> RwSignal<Option<String>> {
        self.failure
    }

    /// Asks again after a failure.
    pub fn retry(self) {
        self.failure.set(None);
        self.failed.update_value(Vec::clear);
        self.ask();
    }

    /// Terminates the worker, whose memory goes with it.
    pub fn end(self) {
        self.asked.set_value(None);
        self.failed.update_value(Vec::clear);
        self.ask.with_value(Ask::end);
    }

    /// Requests the first value that the bundle waits for. The next one is requested when the bundle has changed.
    fn ask(self) {
        let next = self
            .failed
            .with_value(|failed| WantedValue::next(self.state, failed));
        let Some(next) = next else {
            self.asked.set_value(None);
            // What the curves' code leaves in the memory of the worker goes with it.
            let made = self.has_made.get_value();
            self.has_made.set_value(false);
            self.ask.with_value(if made { Ask::end } else { Ask::stop });
            return;
        };
        let same = self
            .asked
            .with_value(|asked| asked.as_ref().is_some_and(|asked| asked.is_same(&next)));
        if same {
            return;
        }
        let request = next.request();
        if matches!(next, WantedValue::Pair(_)) {
            self.has_made.set_value(true);
        }
        self.asked.set_value(Some(next));
        self.ask.with_value(|ask| match request {
            ValueRequest::Vapid(request) => ask.ask_within(LIMIT_MS, request, move |reply| {
                let public = in_words(reply.map(|reply| reply.body));
                self.supply(public.map(|public| vec![Secret::from(public)]));
            }),
            ValueRequest::Pair(request) => {
                let limit = if request.wanted.key.algorithm().is_rsa() {
                    RSA_LIMIT_MS
                } else {
                    LIMIT_MS
                };
                let is_derived = !request.wanted.private.is_empty();
                ask.ask_within(limit, request, move |reply| {
                    if is_derived && matches!(&reply, Ok(reply) if reply.body.is_err()) {
                        self.give_up();
                        return;
                    }
                    let values = in_words(reply.map(|reply| reply.body));
                    let texts = values.map(|values| values.into_iter().map(|text| text.0));
                    self.supply(texts.map(Iterator::collect));
                });
            }
        });
    }

    /// Leaves the public keys as they were whose private one, which is kept, turned out to be none.
    fn give_up(self) {
        if let Some(WantedValue::Pair(wanted)) = self.take_asked() {
            self.state
                .bundle
                .update(|bundle| bundle.give_up_pair(&wanted));
        }
    }

    fn take_asked(self) -> Option<WantedValue> {
        let mut asked = None;
        self.asked.update_value(|present| asked = present.take());
        asked
    }

    fn supply(self, values: Result<Vec<Secret>, String>) {
        let asked = self.take_asked();
        let values = match values {
            Ok(values) => values,
            Err(error) => {
                self.failed.update_value(|failed| failed.extend(asked));
                self.failure.set(Some(error));
                self.ask();
                return;
            }
        };
        self.state
            .bundle
            .update(|bundle| match (asked, values.as_slice()) {
                (Some(WantedValue::Vapid { row, private, .. }), [public]) => {
                    bundle.supply(row, &private, Secret::from(public.expose()));
                }
                (Some(WantedValue::Pair(wanted)), values) => bundle.supply_pair(&wanted, values),
                _ => {}
            });
    }
}

/// The body of a reply, or why there is none.
fn in_words<T>(reply: Result<Result<T, String>, WorkerError>) -> Result<T, String> {
    reply.map_err(|error| error.to_string())?
}

/// Shows why a value was not made, with a way to try again.
#[component]
pub fn ComputedAlert(
    /// The worker.
    values: ComputedValues,
) -> impl IntoView {
    let failure = values.failure();
    view! { class="lk",
        <div role="alert" class="alert" hidden=move || failure.read().is_none()>
            <p>{words::NO_PAIR} {failure}</p>
            <button type="button" class="button small" on:click=move |_| values.retry()>{words::TRY_AGAIN}</button>
        </div>
    }
}
