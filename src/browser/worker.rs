//! The page's handle to a worker: started on first use, messages in bytes, terminated when it is dropped.
//!
//! A worker started from a URL of its own is not under the page's Content-Security-Policy; one started from a
//! blob inherits it. So its script and its wasm are fetched as parts of the page, and the worker starts from a
//! blob. The wasm is compiled once; every worker gets the compiled module.

use crate::browser::task::spawn;
use crate::browser::{parts, rng};
use crate::engine::base::health::BLOCK;
use crate::engine::base::random::RandomError;
use crate::engine::base::stack::overwritten;
use crate::engine::protocol::MessageError;
use gloo::events::EventListener;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array, WebAssembly};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, MessagePort, Url, Worker};
use zeroize::Zeroizing;

/// The part that is the worker's script.
const SCRIPT: &str = "worker-script";
/// The part that is the worker's wasm.
const WASM: &str = "worker-wasm";

/// Why there is no worker, or no longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerError {
    /// The browser has no workers, or they are turned off.
    NoWorkers,
    /// The browser, or a policy that came with the page or from an extension, refused to start it.
    Refused,
    /// Its files did not arrive, or not as they were published.
    Load,
    /// Its program could not be compiled, or stopped by itself.
    Stopped,
    /// It did not reply in time.
    NoReply,
    /// Its random numbers are those of an earlier worker or of the page, or its RSA key was made before.
    NotRandom,
    /// Its message is not a valid reply.
    Message(MessageError),
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoWorkers => {
                "This browser has no web workers, or has them turned off, and this takes one. Turn them on or open the \
                 page in a current browser."
            }
            Self::Refused => {
                "This browser does not let the page start a web worker, and this takes one: a setting, an extension or \
                 a header of the server is against it."
            }
            Self::Load => {
                "The part of the page that does the heavy work did not arrive, or not as it was published. Check \
                 the connection and try again."
            }
            Self::Stopped => "The part of the page that does the heavy work stopped by itself. Try again.",
            Self::NoReply => "The part of the page that does the heavy work does not answer. Try again.",
            Self::NotRandom => return RandomError::Broken.fmt(f),
            Self::Message(error) => return error.fmt(f),
        })?;
        if matches!(self, Self::NoWorkers | Self::Refused) {
            f.write_str(
                " Most single keys and bundles, and the SHA-256 of a short text, take none.",
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for WorkerError {}

/// How many workers run at the same time without slowing each other: the machine's logical processors, at least one.
#[must_use]
pub fn cores() -> usize {
    let count = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of processors; the cast cuts any other number to the range"
    )]
    let count = count.unwrap_or(1.0) as usize;
    count.max(1)
}

/// A message from a worker, and the buffers posted beside it.
pub struct WorkerMessage {
    /// The message. It may hold a key.
    pub message: Zeroizing<Vec<u8>>,
    /// The buffers beside it, still in the browser's memory; none for most messages.
    pub beside: Vec<JsValue>,
}

/// Called with every message of a worker, and at most once with an error, which is the last call.
pub type MessageHandler = Rc<dyn Fn(Result<WorkerMessage, WorkerError>)>;

/// A connection to a worker, closed when it is dropped.
pub trait Link {
    /// Posts `message`, and beside it values that can be structured-cloned, such as files, and ports, which are
    /// transferred.
    fn post(&self, message: &[u8], beside: &[&JsValue]);
}

/// A worker. Messages posted before it is ready are queued.
pub struct WorkerHandle {
    shared: Rc<Shared>,
}

struct Shared {
    on_said: MessageHandler,
    /// Messages posted before the worker is ready.
    waiting: RefCell<Vec<Array>>,
    running: RefCell<Option<RunningWorker>>,
    /// Whether its first message has arrived: before that it does not listen.
    ready: Cell<bool>,
    ended: Cell<bool>,
}

struct RunningWorker {
    worker: Worker,
    _listeners: [EventListener; 3],
}

/// Terminates the worker at once. Its listeners are dropped later: one of them may be the caller.
fn end(running: RunningWorker) {
    running.worker.terminate();
    spawn(async move { drop(running) });
}

impl WorkerHandle {
    /// Starts a worker.
    #[must_use]
    pub fn start(on_said: MessageHandler) -> Self {
        let shared = Rc::new(Shared {
            on_said,
            waiting: RefCell::default(),
            running: RefCell::default(),
            ready: Cell::new(false),
            ended: Cell::new(false),
        });
        spawn({
            let shared = Rc::clone(&shared);
            async move {
                if !has_workers() {
                    fail(&shared, WorkerError::NoWorkers);
                    return;
                }
                match load().await {
                    // The handle may have been dropped while the files were loading.
                    Ok(files) if !shared.ended.get() => run(&shared, files),
                    Ok(_) => {}
                    Err(error) => fail(&shared, error),
                }
            }
        });
        Self { shared }
    }
}

impl Link for WorkerHandle {
    fn post(&self, message: &[u8], beside: &[&JsValue]) {
        let message = Array::of1(&Uint8Array::from(message));
        for part in beside {
            message.push(part);
        }
        match self.shared.worker() {
            Some(worker) if self.shared.ready.get() => post(&worker, &message),
            _ => self.shared.waiting.borrow_mut().push(message),
        }
    }
}

impl Shared {
    /// The worker, with nothing borrowed: the browser is called with it.
    fn worker(&self) -> Option<Worker> {
        let running = self.running.borrow();
        running.as_ref().map(|running| running.worker.clone())
    }
}

/// Posts a message whose first part is bytes of our own. They may hold a secret: their buffer goes to the worker,
/// and no copy stays here.
fn post(worker: &Worker, message: &Array) {
    let bytes: Uint8Array = message.get(0).unchecked_into();
    let transfer = Array::of1(&bytes.buffer());
    for port in message
        .iter()
        .filter(JsValue::is_instance_of::<MessagePort>)
    {
        transfer.push(&port);
    }
    // A worker that cannot be posted to has ended; its error event reports that.
    if worker
        .post_message_with_transfer(message, &transfer)
        .is_err()
    {
        overwrite(message);
    }
}

/// Overwrites the bytes of a message that was not posted.
fn overwrite(message: &Array) {
    let bytes: Uint8Array = message.get(0).unchecked_into();
    bytes.fill(0, 0, bytes.length());
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.shared.ended.set(true);
        for message in self.shared.waiting.take() {
            overwrite(&message);
        }
        if let Some(running) = self.shared.running.take() {
            end(running);
        }
    }
}

/// The script, and the wasm as a compiled module.
struct Files {
    script: JsValue,
    module: JsValue,
}

async fn load() -> Result<Files, WorkerError> {
    // Both are requested before either is awaited.
    let (script, module) = (parts::bytes(SCRIPT), compiled());
    Ok(Files {
        script: script.await.map_err(|_| WorkerError::Load)?.into(),
        module: module.await?,
    })
}

/// The wasm, compiled once for all workers.
fn compiled() -> impl Future<Output = Result<JsValue, WorkerError>> {
    thread_local! {
        static COMPILED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    let wasm = parts::bytes(WASM);
    async {
        let wasm = wasm.await.map_err(|_| WorkerError::Load)?;
        let compiling = COMPILED.with_borrow_mut(|compiled| {
            let compile = || WebAssembly::compile(&wasm).into();
            compiled.get_or_insert_with(compile).clone()
        });
        let compiled = JsFuture::from(Promise::from(compiling)).await;
        compiled.map_err(|_| {
            COMPILED.set(None);
            WorkerError::Stopped
        })
    }
}

fn run(shared: &Rc<Shared>, files: Files) {
    match start_worker(shared, &files) {
        Ok(running) => {
            *shared.running.borrow_mut() = Some(running);
        }
        Err(_) => fail(shared, WorkerError::Refused),
    }
}

fn start_worker(shared: &Rc<Shared>, files: &Files) -> Result<RunningWorker, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob =
        Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&files.script), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let worker = construct(&parts::trusted_address(&url)?);
    Url::revoke_object_url(&url)?;
    let worker = worker?;

    let on_message = EventListener::new(&worker, "message", {
        let shared = Rc::clone(shared);
        move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            overwritten(|| said(&shared, &event.data()));
        }
    });
    let stopped = |kind: &'static str| {
        EventListener::new(&worker, kind, {
            let shared = Rc::clone(shared);
            move |event| {
                // Reported on the page instead: the browser's own report would only repeat it in the console.
                event.prevent_default();
                let error = if kind == "error" && is_refusal(event, &shared) {
                    WorkerError::Refused
                } else {
                    WorkerError::Stopped
                };
                fail(&shared, error);
            }
        })
    };
    let listeners = [on_message, stopped("error"), stopped("messageerror")];
    // The first message is the compiled module, which the worker's script instantiates.
    worker.post_message(&files.module)?;
    Ok(RunningWorker {
        worker,
        _listeners: listeners,
    })
}

/// Copies a message from the worker into bytes, and posts the queued messages once it is ready.
fn said(shared: &Rc<Shared>, data: &JsValue) {
    let parts: &Array = data.unchecked_ref();
    let mut parts = parts.iter();
    let Some(message) = parts.next() else { return };
    let arrived = Uint8Array::new(&message);
    let message = Zeroizing::new(arrived.to_vec());
    // It may hold a key, and the browser frees it at a time of its own.
    arrived.fill(0, 0, arrived.length());
    shared.ready.set(true);
    let waiting = shared.waiting.take();
    if let Some(worker) = shared.worker() {
        for message in &waiting {
            post(&worker, message);
        }
    }
    // It only announces that the worker is ready.
    if message.is_empty() {
        return;
    }
    let witnesses = parts.next().unwrap_or_default();
    if !are_new(&Uint8Array::new(&witnesses).to_vec()) {
        fail(shared, WorkerError::NotRandom);
        return;
    }
    let on_said = Rc::clone(&shared.on_said);
    on_said(Ok(WorkerMessage {
        message,
        beside: parts.collect(),
    }));
}

/// Whether these blocks are new to the page, its own draws included: of the first draw of a worker's source, and of each
/// RSA key that the browser made in it.
fn are_new(witnesses: &[u8]) -> bool {
    let (blocks, _) = witnesses.as_chunks::<BLOCK>();
    // All are noted, also after one that is not new.
    blocks
        .iter()
        .fold(true, |are_new, block| rng::is_new(*block) & are_new)
}

fn fail(shared: &Rc<Shared>, error: WorkerError) {
    if !shared.ended.replace(true) {
        if let Some(running) = shared.running.take() {
            end(running);
        }
        let on_said = Rc::clone(&shared.on_said);
        on_said(Err(error));
    }
}

/// Whether the error event says that the browser, or a policy, did not let the worker start: a script that throws has a
/// message, and what was refused has none.
fn is_refusal(event: &JsValue, shared: &Shared) -> bool {
    !shared.ready.get() && !Reflect::has(event, &"message".into()).unwrap_or(true)
}

fn has_workers() -> bool {
    Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or(false)
}

/// `new Worker(url)`, whose argument web-sys takes as a plain string only.
fn construct(url: &JsValue) -> Result<Worker, JsValue> {
    let constructor: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Reflect::construct(&constructor, &Array::of1(url))?.dyn_into()
}
