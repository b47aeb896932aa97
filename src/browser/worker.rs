//! The page's handle to a worker: started on first use, messages in bytes, terminated when it is dropped.
//!
//! A worker started from a URL of its own is not under the page's Content-Security-Policy; one started from a
//! blob inherits it. So its script and its wasm are fetched as parts of the page, and the worker starts from a
//! blob. The wasm is compiled once; every worker gets the compiled module.

use crate::browser::parts;
use crate::browser::task::spawn;
use crate::engine::protocol::MessageError;
use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array, WebAssembly};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};
use zeroize::Zeroizing;

/// The name of the Trusted Types policy, which the page's Content-Security-Policy allows.
const POLICY: &str = "latchkey";

/// The part that is the worker's script.
const SCRIPT: &str = "worker-script";
/// The part that is the worker's wasm.
const WASM: &str = "worker-wasm";

/// Why there is no worker, or no longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerError {
    /// Its files did not arrive, or not as they were published.
    Load,
    /// It could not be started, or stopped by itself.
    Stopped,
    /// It did not reply in time.
    NoReply,
    /// Its message is not a valid reply.
    Message(MessageError),
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Load => {
                "The part of the page that does the heavy work did not arrive, or not as it was published. Check \
                 the connection and try again."
            }
            Self::Stopped => "The part of the page that does the heavy work stopped by itself. Try again.",
            Self::NoReply => "The part of the page that does the heavy work does not answer. Try again.",
            Self::Message(error) => return error.fmt(f),
        })
    }
}

impl std::error::Error for WorkerError {}

/// A message from a worker, and the buffers posted beside it.
pub struct Said {
    /// The message. It may hold a key.
    pub message: Zeroizing<Vec<u8>>,
    /// The buffers beside it, still in the browser's memory; none for most messages.
    pub beside: Vec<JsValue>,
}

/// Called with every message of a worker, and at most once with an error, which is the last call.
pub type OnSaid = Rc<dyn Fn(Result<Said, WorkerError>)>;

/// A connection to a worker, closed when it is dropped.
pub trait Link {
    /// Posts `message`, and beside it values that can be structured-cloned, such as files.
    fn post(&self, message: &[u8], beside: &[&JsValue]);
}

/// A worker. Messages posted before it is ready are queued.
pub struct WorkerHandle {
    shared: Rc<Shared>,
}

struct Shared {
    on_said: OnSaid,
    /// Messages posted before the worker is ready.
    waiting: RefCell<Vec<Array>>,
    running: RefCell<Option<Running>>,
    /// Whether its first message has arrived: before that it does not listen.
    ready: Cell<bool>,
    ended: Cell<bool>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

/// Terminates the worker at once. Its listeners are dropped later: one of them may be the caller.
fn end(running: Running) {
    running.worker.terminate();
    spawn(async move { drop(running) });
}

impl WorkerHandle {
    /// Starts a worker.
    #[must_use]
    pub fn start(on_said: OnSaid) -> Self {
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
        match &*self.shared.running.borrow() {
            Some(running) if self.shared.ready.get() => {
                // A worker that cannot be posted to has ended; its error event reports that.
                let _ = running.worker.post_message(&message);
            }
            _ => self.shared.waiting.borrow_mut().push(message),
        }
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.shared.ended.set(true);
        self.shared.waiting.borrow_mut().clear();
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
        Err(_) => fail(shared, WorkerError::Stopped),
    }
}

fn start_worker(shared: &Rc<Shared>, files: &Files) -> Result<Running, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob =
        Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&files.script), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let worker = construct(&trusted(&url)?);
    Url::revoke_object_url(&url)?;
    let worker = worker?;

    let on_message = EventListener::new(&worker, "message", {
        let shared = Rc::clone(shared);
        move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else {
                return;
            };
            said(&shared, &event.data());
        }
    });
    let stopped = |kind: &'static str| {
        EventListener::new(&worker, kind, {
            let shared = Rc::clone(shared);
            move |event| {
                // Reported on the page instead: the browser's own report would only repeat it in the console.
                event.prevent_default();
                fail(&shared, WorkerError::Stopped);
            }
        })
    };
    let listeners = [on_message, stopped("error"), stopped("messageerror")];
    // The first message is the compiled module, which the worker's script instantiates.
    worker.post_message(&files.module)?;
    Ok(Running {
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
    if let Some(running) = &*shared.running.borrow() {
        for message in waiting {
            let _ = running.worker.post_message(&message);
        }
    }
    // It only announces that the worker is ready.
    if message.is_empty() {
        return;
    }
    let on_said = Rc::clone(&shared.on_said);
    on_said(Ok(Said {
        message,
        beside: parts.collect(),
    }));
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

/// The URL as a `TrustedScriptURL`, where the browser supports Trusted Types.
fn trusted(url: &str) -> Result<JsValue, JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    if types.is_undefined() {
        return Ok(url.into());
    }
    thread_local! {
        // A policy name can be used only once.
        static CREATED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    let policy = if let Some(policy) = CREATED.with_borrow(Clone::clone) {
        policy
    } else {
        let same = Closure::<dyn Fn(String) -> String>::new(|url: String| {
            // The only script URLs that this page creates are its own blobs.
            if url.starts_with("blob:") {
                url
            } else {
                String::new()
            }
        });
        let rules = Object::new();
        Reflect::set(&rules, &"createScriptURL".into(), &same.into_js_value())?;
        let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
        let policy = create.call2(&types, &POLICY.into(), &rules)?;
        CREATED.set(Some(policy.clone()));
        policy
    };
    let create: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    create.call1(&policy, &url.into())
}

/// `new Worker(url)`, whose argument web-sys takes as a plain string only.
fn construct(url: &JsValue) -> Result<Worker, JsValue> {
    let constructor: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Reflect::construct(&constructor, &Array::of1(url))?.dyn_into()
}
