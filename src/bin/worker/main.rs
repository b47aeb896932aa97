//! The worker: everything heavy, in a wasm of its own that is loaded on first use.
//!
//! It listens for requests and answers with replies (`engine::job`). Long work is cut in pieces with a pause
//! between them, in which the next request is heard: the last one wins, and what it replaces is overwritten.
//! A password hash cannot be cut: the page ends the worker instead.

#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
mod mint;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use crate::{files, mint};
    use gloo::events::EventListener;
    use js_sys::{Array, Uint8Array};
    use latchkey::browser::rng::BrowserRng;
    use latchkey::engine::body::words;
    use latchkey::engine::job::{Reply, Request, Run};
    use latchkey::engine::password::{self, Stored};
    use latchkey::engine::secret::Secret;
    use latchkey::engine::spec::{Supplies, TokenSpec};
    use latchkey::engine::vapid;
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
    use zeroize::Zeroizing;

    /// How long to work before a pause, in milliseconds. A browser makes each pause at least 4 ms long.
    pub const SLICE_MS: f64 = 40.0;

    /// What the worker knows between two requests.
    #[derive(Default)]
    pub struct State {
        /// The last request: work for another one ends.
        pub run: Cell<Run>,
        /// The last batch.
        pub batch: RefCell<Option<Finished>>,
    }

    /// A finished batch.
    pub struct Finished {
        pub run: Run,
        pub spec: TokenSpec,
        pub supplies: Supplies,
        /// A key a line.
        pub keys: Zeroizing<Vec<u8>>,
    }

    pub fn start() {
        let state = Rc::new(State::default());
        let listener = EventListener::new(&scope(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            let data = event.data();
            let mut parts = data.unchecked_ref::<Array>().iter();
            let Some(message) = parts.next() else { return };
            let bytes = Zeroizing::new(Uint8Array::new(&message).to_vec());
            // What cannot be read was not sent by this build's page.
            if let Ok(request) = Request::decode(&bytes) {
                serve(&state, request, parts.collect());
            }
        });
        // For as long as the worker lives.
        listener.forget();
        reply(&Reply::Ready, &[]);
    }

    fn serve(state: &Rc<State>, request: Request, beside: Vec<JsValue>) {
        let state = Rc::clone(state);
        let supplies = |time| Supplies {
            time,
            words: Some(words::eff_large()),
        };
        match request {
            Request::Token { run, spec, time } => {
                state.run.set(run);
                let answer = match spec.mint(supplies(time), &mut BrowserRng::new()) {
                    Ok(token) => Reply::Token { run, token },
                    Err(error) => Reply::Failed {
                        run,
                        error: error.into(),
                    },
                };
                reply(&answer, &[]);
            }
            Request::Batch {
                run,
                spec,
                keys,
                time,
            } => {
                state.run.set(run);
                spawn_local(async move {
                    if let Err(error) = mint::mint(&state, run, spec, keys, supplies(time)).await {
                        reply(&Reply::Failed { run, error }, &[]);
                    }
                });
            }
            Request::File { run, batch, output } => {
                state.run.set(run);
                spawn_local(async move { mint::export(&state, run, batch, output).await });
            }
            Request::Text { run, task } => {
                let text = beside.first().and_then(JsValue::as_string);
                let text = Secret::from(text.unwrap_or_default());
                let computed = task
                    .compute(text.expose())
                    .map_err(|error| error.to_string());
                reply(&Reply::Text { run, computed }, &[]);
            }
            Request::Digest { run, algorithms } => {
                state.run.set(run);
                spawn_local(async move { files::digest(&state, run, &algorithms, beside).await });
            }
            Request::Password {
                run,
                password,
                params,
            } => {
                let bytes = password.expose().as_bytes();
                let stored = password::hash(bytes, &params, &mut BrowserRng::new())
                    .map_err(|error| error.to_string());
                reply(&Reply::Password { run, stored }, &[]);
            }
            Request::Verify {
                run,
                password,
                stored,
            } => {
                let verified = Stored::read(&stored)
                    .map_err(|error| error.to_string())
                    .and_then(|stored| {
                        let bytes = password.expose().as_bytes();
                        stored.verify(bytes).map_err(|error| error.to_string())
                    });
                reply(&Reply::Verified { run, verified }, &[]);
            }
            Request::PublicKey {
                run,
                private,
                padded,
            } => {
                let public = vapid::public_key(&private, padded)
                    .map(|key| key.expose().to_owned())
                    .map_err(|error| error.to_string());
                reply(&Reply::PublicKey { run, public }, &[]);
            }
            Request::Stop { run } => state.run.set(run),
            Request::Forget { run } => {
                state.run.set(run);
                state.batch.take();
            }
        }
    }

    /// Hands a message to the page, and beside it copies of the buffers, which then belong to the page.
    pub fn reply(message: &Reply, beside: &[&[u8]]) {
        let message = Uint8Array::from(message.encode().as_slice());
        let parts = Array::of1(&message);
        let transfer = Array::of1(&message.buffer());
        for bytes in beside {
            let bytes = Uint8Array::from(*bytes);
            transfer.push(&bytes.buffer());
            parts.push(&bytes);
        }
        // A page that went away needs no answer.
        let _ = scope().post_message_with_transfer(&parts, &transfer);
    }

    /// Milliseconds of a clock that only goes forward.
    pub fn now() -> f64 {
        scope()
            .performance()
            .map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }

    /// `done` of `all` in thousandths.
    pub fn thousandths(done: usize, all: usize) -> u16 {
        u16::try_from(done.saturating_mul(1000) / all.max(1)).unwrap_or(1000)
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
