//! The worker: the expensive code, in a wasm module of its own that is loaded on first use.
//!
//! It receives requests and posts replies (`engine::protocol`). Long work runs in slices and yields to the
//! event loop between them, so that a newer request can supersede it; what that replaces is overwritten. A
//! password hash cannot be interrupted: to cancel one, the page terminates the worker.

#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
mod mint;
#[cfg(target_arch = "wasm32")]
mod pair;
#[cfg(target_arch = "wasm32")]
mod witnesses;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use crate::{files, mint, pair, witnesses};
    use gloo::events::EventListener;
    use js_sys::{Array, Uint8Array};
    use latchkey::browser::rng::BrowserRng;
    use latchkey::engine::base::pace::Pace;
    use latchkey::engine::base::secret::Secret;
    use latchkey::engine::base::stack::overwritten;
    use latchkey::engine::bundle::env_line::env_line;
    use latchkey::engine::inspect::inspect_first;
    use latchkey::engine::key::body::identifier::Time;
    use latchkey::engine::key::body::words;
    use latchkey::engine::key::spec::{Supplies, TokenSpec};
    use latchkey::engine::pair::vapid;
    use latchkey::engine::password;
    use latchkey::engine::protocol::bundle::DerivePublicKey;
    use latchkey::engine::protocol::hashes::{HashPassword, HashText, VerifyPassword};
    use latchkey::engine::protocol::inspect::InspectKeys;
    use latchkey::engine::protocol::pair::WriteEnvLine;
    use latchkey::engine::protocol::token::Mint;
    use latchkey::engine::protocol::{EncodeReply, RequestBody, Run, open};
    use std::cell::{Cell, RefCell};
    use std::fmt::Display;
    use std::rc::Rc;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, SubtleCrypto};
    use zeroize::Zeroizing;

    /// How long to work before yielding, in milliseconds. Browsers make a nested timer take at least 4 ms.
    pub const SLICE_MS: f64 = 40.0;

    /// The worker's state between requests.
    #[derive(Default)]
    pub struct State {
        /// The latest request. Work for an older one stops once it is seen to be stale.
        pub run: Cell<Run>,
        /// The last batch.
        pub batch: RefCell<Option<FinishedBatch>>,
    }

    /// A finished batch.
    pub struct FinishedBatch {
        pub spec: TokenSpec,
        pub supplies: Supplies,
        /// One key per line.
        pub keys: Zeroizing<Vec<u8>>,
    }

    pub fn start() {
        let state = Rc::new(State::default());
        let listener = EventListener::new(&scope(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            let data = event.data();
            overwritten(|| hear(&state, data.unchecked_ref()));
        });
        // Lives as long as the worker.
        listener.forget();
        // An empty message announces that the worker is ready: messages posted before that would be lost.
        post(&[], &[], &[]);
    }

    /// Serves a message: its bytes, and what is posted beside them.
    fn hear(state: &Rc<State>, message: &Array) {
        let mut parts = message.iter();
        let Some(message) = parts.next() else { return };
        let arrived = Uint8Array::new(&message);
        let bytes = Zeroizing::new(arrived.to_vec());
        // It may hold a key, and the browser frees it at a time of its own.
        arrived.fill(0, 0, arrived.length());
        // A message that does not decode was not sent by this build's page.
        let Ok((run, body)) = open(&bytes) else {
            return;
        };
        if let Ok(body) = RequestBody::decode(body) {
            serve(state, run, body, parts.collect());
        }
    }

    fn serve(state: &Rc<State>, run: Run, body: RequestBody, beside: Vec<JsValue>) {
        state.run.set(run);
        let state = Rc::clone(state);
        match body {
            RequestBody::Mint(Mint { spec, time }) => {
                let minted = spec.mint(supplies(time), &mut BrowserRng::new());
                reply::<Mint>(run, &minted.map_err(Into::into), &[]);
            }
            RequestBody::MintBatch(request) => {
                spawn_local(async move { mint::batch(&state, run, request).await });
            }
            RequestBody::ExportBatch(request) => {
                spawn_local(async move { mint::export(&state, run, request).await });
            }
            RequestBody::DerivePublicKey(DerivePublicKey { private, padded }) => {
                let public = vapid::public_key(&private, padded);
                let public = public.map(|key| key.expose().to_owned());
                reply::<DerivePublicKey>(run, &public.map_err(in_words), &[]);
            }
            RequestBody::HashText(HashText { task }) => {
                let text = text_of(&beside);
                let computed = task.compute(text.expose()).map_err(in_words);
                reply::<HashText>(run, &computed, &[]);
            }
            RequestBody::HashFile(request) => {
                spawn_local(async move { files::hash(&state, run, &request, beside).await });
            }
            RequestBody::HashTree(step) => {
                spawn_local(async move { files::hash_tree(&state, run, step, beside).await });
            }
            RequestBody::HashPassword(HashPassword { password, params }) => {
                let password = password.expose().as_bytes();
                let stored = password::hash(password, &params, &mut BrowserRng::new());
                reply::<HashPassword>(run, &stored.map_err(Into::into), &[]);
            }
            RequestBody::VerifyPassword(VerifyPassword { password, stored }) => {
                let verified = password::verify(password.expose().as_bytes(), &stored);
                reply::<VerifyPassword>(run, &verified, &[]);
            }
            RequestBody::InspectKeys(InspectKeys { secret, now, most }) => {
                let text = text_of(&beside);
                let found = inspect_first(text.expose(), secret.expose(), now, most);
                reply::<InspectKeys>(run, &found, &[]);
            }
            RequestBody::MakePairValues(request) => {
                spawn_local(async move { pair::values(&state, run, request).await });
            }
            RequestBody::GeneratePair(request) => {
                spawn_local(async move { pair::make(&state, run, request).await });
            }
            RequestBody::WriteEnvLine(WriteEnvLine {
                output,
                name,
                pem,
                form,
            }) => {
                let line = env_line(output, &name, &pem, form);
                reply::<WriteEnvLine>(run, &line, &[]);
            }
            RequestBody::Stop => {}
            RequestBody::Forget => {
                state.batch.take();
            }
        }
    }

    /// The text that is posted beside a message.
    fn text_of(beside: &[JsValue]) -> Secret {
        let text = beside.first().and_then(JsValue::as_string);
        Secret::from(text.unwrap_or_default())
    }

    /// The time and the word list that minting needs.
    pub fn supplies(time: Time) -> Supplies {
        Supplies {
            time,
            words: Some(words::eff_large()),
        }
    }

    fn in_words(error: impl Display) -> String {
        error.to_string()
    }

    /// Posts the reply to a request `Q`, with what the page was not told of the random numbers, and with copies of the
    /// buffers `beside` it, which are transferred to the page.
    pub fn reply<Q: EncodeReply>(run: Run, reply: &Q::Reply, beside: &[&[u8]]) {
        post(&Q::encode_reply(run, reply), &witnesses::untold(), beside);
    }

    fn post(message: &[u8], witnesses: &[u8], beside: &[&[u8]]) {
        let message = Uint8Array::from(message);
        let parts = Array::of2(&message, &Uint8Array::from(witnesses));
        let transfer = Array::of1(&message.buffer());
        for bytes in beside {
            let bytes = Uint8Array::from(*bytes);
            transfer.push(&bytes.buffer());
            parts.push(&bytes);
        }
        // A page that went away needs no answer.
        let _ = scope().post_message_with_transfer(&parts, &transfer);
    }

    /// Milliseconds of `performance.now()`, a monotonic clock; of the wall clock where there is none.
    pub fn now() -> f64 {
        scope()
            .performance()
            .map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    /// The browser's cryptography; there is none over plain HTTP from another host.
    pub fn subtle() -> Option<SubtleCrypto> {
        let subtle = scope().crypto().ok()?.subtle();
        (!subtle.is_undefined()).then_some(subtle)
    }

    fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }

    /// `done` out of `all`, in thousandths.
    pub fn thousandths(done: usize, all: usize) -> u16 {
        let (done, all) = (done as u64, all as u64);
        let elapsed_ms = 0;
        let pace = Pace {
            done,
            all,
            elapsed_ms,
        };
        pace.thousandths()
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    wasm::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the page's worker: it runs inside the page.");
}
