//! The worker: everything heavy, in a wasm of its own that is loaded on first use.
//!
//! It listens for requests and answers with replies (`engine::job`). Long work is cut in pieces with a pause
//! between them, in which the next request is heard: the last one wins, and what it replaces is overwritten.

#[cfg(target_arch = "wasm32")]
mod wasm {
    use gloo::events::EventListener;
    use gloo::timers::future::TimeoutFuture;
    use js_sys::{Array, Uint8Array};
    use latchkey::browser::rng::BrowserRng;
    use latchkey::engine::batch::export::Export;
    use latchkey::engine::batch::output::Output;
    use latchkey::engine::batch::{Batch, BatchError};
    use latchkey::engine::body::words;
    use latchkey::engine::job::{Reply, Request, Run, decode, encode};
    use latchkey::engine::spec::{Supplies, TokenSpec};
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
    use zeroize::Zeroizing;

    /// Keys between two looks at the clock: about a millisecond.
    const STEP: u32 = 16_384;
    /// How long to work before a pause, in milliseconds. A browser makes each pause at least 4 ms long.
    const SLICE_MS: f64 = 40.0;
    /// The size of the pieces that files are handed over in, in bytes.
    const PIECE: usize = 4 << 20;

    /// What the worker knows between two requests.
    #[derive(Default)]
    struct State {
        /// The last request: work for another one ends.
        run: Cell<Run>,
        /// The last batch.
        batch: RefCell<Option<Finished>>,
    }

    /// A finished batch.
    struct Finished {
        run: Run,
        spec: TokenSpec,
        supplies: Supplies,
        /// A key a line.
        keys: Zeroizing<Vec<u8>>,
    }

    pub fn start() {
        let state = Rc::new(State::default());
        let listener = EventListener::new(&scope(), "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            let bytes = Zeroizing::new(Uint8Array::new(&event.data()).to_vec());
            // What cannot be read was not sent by this build's page.
            if let Ok(request) = decode::<Request>(&bytes) {
                serve(&state, request);
            }
        });
        // For as long as the worker lives.
        listener.forget();
        reply(&Reply::Ready, &[]);
    }

    fn serve(state: &Rc<State>, request: Request) {
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
                    if let Err(error) = mint(&state, run, spec, keys, supplies(time)).await {
                        reply(&Reply::Failed { run, error }, &[]);
                    }
                });
            }
            Request::File { run, batch, output } => {
                state.run.set(run);
                spawn_local(async move { export(&state, run, batch, output).await });
            }
            Request::Stop { run } => state.run.set(run),
            Request::Forget { run } => {
                state.run.set(run);
                state.batch.take();
            }
        }
    }

    async fn mint(
        state: &State,
        run: Run,
        spec: TokenSpec,
        keys: u32,
        supplies: Supplies,
    ) -> Result<(), BatchError> {
        state.batch.take();
        let mut batch = Batch::new(&spec, keys, supplies, BrowserRng::new())?;
        // With its full size from the start it never moves.
        let mut lines = Zeroizing::new(batch.buffer()?);
        let mut began = now();
        while batch.written() < keys {
            batch.write(STEP, &mut lines)?;
            if now() - began > SLICE_MS {
                let share = thousandths(batch.written() as usize, keys as usize);
                reply(&Reply::Progress { run, share }, &[]);
                TimeoutFuture::new(0).await;
                if state.run.get() != run {
                    return Ok(());
                }
                began = now();
            }
        }
        let masked = batch.masked().to_vec();
        drop(batch);
        state.batch.replace(Some(Finished {
            run,
            spec,
            supplies,
            keys: lines,
        }));
        reply(&Reply::Done { run, masked }, &[]);
        Ok(())
    }

    async fn export(state: &State, run: Run, batch: Run, output: Output) {
        let opened = state
            .batch
            .borrow()
            .as_ref()
            .filter(|finished| finished.run == batch)
            .and_then(|finished| Export::new(&finished.spec, output, finished.supplies).ok());
        // The batch was replaced while the request was on its way: an answer would be stale.
        let Some(mut export) = opened else { return };
        let mut piece = Zeroizing::new(Vec::with_capacity(PIECE));
        let mut began = now();
        loop {
            let (more, share) = {
                let held = state.batch.borrow();
                let Some(finished) = held.as_ref().filter(|held| held.run == batch) else {
                    return;
                };
                let more = export.write(&finished.keys, &mut piece);
                (more, thousandths(export.done(), finished.keys.len()))
            };
            let last = !more;
            reply(&Reply::Piece { run, last, share }, &[&piece]);
            if last {
                return;
            }
            piece.clear();
            if now() - began > SLICE_MS {
                TimeoutFuture::new(0).await;
                if state.run.get() != run {
                    return;
                }
                began = now();
            }
        }
    }

    /// Hands a message to the page, and beside it copies of the buffers, which then belong to the page.
    fn reply(message: &Reply, beside: &[&[u8]]) {
        let message = Uint8Array::from(encode(message).as_slice());
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
    fn now() -> f64 {
        scope()
            .performance()
            .map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }

    /// `done` of `all` in thousandths.
    fn thousandths(done: usize, all: usize) -> u16 {
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
