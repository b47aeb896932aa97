//! VAPID public keys, which the worker computes: elliptic curves are too much code for the page.

use super::state::BundleState;
use super::words;
use crate::browser::ask::Ask;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::RowId;
use crate::engine::protocol::bundle::DerivePublicKey;
use leptos::prelude::*;

/// How long a reply may take, in milliseconds, loading the worker included.
const LIMIT_MS: u32 = 20_000;

/// The worker and its pending request.
#[derive(Clone, Copy)]
pub struct PublicKeys {
    state: BundleState,
    /// Why there is no public key.
    failure: RwSignal<Option<String>>,
    asked: StoredValue<Option<Asked>, LocalStorage>,
    ask: StoredValue<Ask, LocalStorage>,
}

/// A pending public key.
struct Asked {
    row: RowId,
    private: Secret,
}

impl PublicKeys {
    /// From now on computes the public keys that the bundle waits for.
    pub fn new(state: BundleState) -> Self {
        let keys = Self {
            state,
            failure: RwSignal::default(),
            asked: StoredValue::new_local(None),
            ask: StoredValue::new_local(Ask::default()),
        };
        Effect::new(move |_| {
            state.bundle.track();
            keys.failure.set(None);
            keys.ask();
        });
        keys
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

    /// Terminates the worker, whose memory goes with it.
    pub fn end(self) {
        self.asked.set_value(None);
        self.ask.with_value(Ask::end);
    }

    /// Requests the first public key that the bundle waits for.
    fn ask(self) {
        let waiting = self.state.bundle.with_untracked(|bundle| {
            let (row, private, padded) = bundle.waiting().next()?;
            Some((row, Secret::from(private.expose()), padded))
        });
        let Some((row, private, padded)) = waiting else {
            self.asked.set_value(None);
            self.ask.with_value(Ask::stop);
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
        let request = DerivePublicKey {
            private: Secret::from(private.expose()),
            padded,
        };
        self.asked.set_value(Some(Asked { row, private }));
        self.ask.with_value(|ask| {
            ask.ask_within(LIMIT_MS, request, move |reply| {
                let public = reply
                    .map_err(|error| error.to_string())
                    .and_then(|reply| reply.body);
                match public {
                    Ok(public) => self.supply(Secret::from(public)),
                    Err(error) => {
                        self.asked.set_value(None);
                        self.failure.set(Some(error));
                    }
                }
            });
        });
    }

    fn supply(self, public: Secret) {
        let mut asked = None;
        self.asked.update_value(|present| asked = present.take());
        if let Some(asked) = asked {
            // The next one is requested when the bundle has changed.
            self.state
                .bundle
                .update(|bundle| bundle.supply(asked.row, &asked.private, public));
        }
    }
}

/// Shows why a public key is missing, with a way to try again.
#[component]
pub fn PublicKeyAlert(
    /// The worker.
    keys: PublicKeys,
) -> impl IntoView {
    let failure = keys.failure();
    view! { class="lk",
        <div role="alert" class="alert" hidden=move || failure.read().is_none()>
            <p>{words::NO_PUBLIC_KEY} {failure}</p>
            <button type="button" class="button small" on:click=move |_| keys.retry()>{words::TRY_AGAIN}</button>
        </div>
    }
}
