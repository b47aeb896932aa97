//! The worker as the page sees it: started on first use, spoken to in bytes, ended when it is dropped.
//!
//! A worker that is started from a URL of its own is not under the page's policy, one that is started from
//! a blob inherits it. So its script and its wasm are parts of the page, and the worker starts from a blob. The
//! wasm is compiled once; every worker gets the compiled module.

use crate::browser::parts;
use crate::browser::task::spawn;
use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Reflect, Uint8Array, WebAssembly};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// The name of the Trusted Types policy, which the page's Content-Security-Policy allows.
const POLICY: &str = "latchkey";

/// The part that is the worker's script.
const SCRIPT: &str = "worker-script";
/// The part that is the worker's wasm.
const WASM: &str = "worker-wasm";

/// There is no worker (any more).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerError {
    /// Its files did not arrive, or not as they were published.
    Load,
    /// It could not be started, or stopped by itself.
    Stopped,
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Load => {
                "The part of the page that does the heavy work did not arrive, or not as it was published. Check \
                 the connection and try again."
            }
            Self::Stopped => "The part of the page that does the heavy work stopped by itself. Try again.",
        })
    }
}

impl std::error::Error for WorkerError {}

/// What a worker says: a message, and bytes that come beside it.
pub struct Said {
    /// The message.
    pub message: Vec<u8>,
    /// The bytes beside it, still in the browser's memory; none for most messages.
    pub beside: Vec<JsValue>,
}

type OnSaid = Rc<dyn Fn(Result<Said, WorkerError>)>;

/// A worker. Messages posted before it has started wait until it has.
pub struct WorkerHandle {
    shared: Rc<Shared>,
}

struct Shared {
    on_said: OnSaid,
    /// What is posted before the worker listens.
    waiting: RefCell<Vec<Array>>,
    running: RefCell<Option<Running>>,
    /// Whether it has said something: before that it does not listen either.
    ready: Cell<bool>,
    ended: Cell<bool>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl WorkerHandle {
    /// Starts a worker. `on_said` is called with everything it says, and at most once with an error, after
    /// which nothing more comes.
    #[must_use]
    pub fn start(on_said: impl Fn(Result<Said, WorkerError>) + 'static) -> Self {
        let shared = Rc::new(Shared {
            on_said: Rc::new(on_said),
            waiting: RefCell::default(),
            running: RefCell::default(),
            ready: Cell::new(false),
            ended: Cell::new(false),
        });
        spawn({
            let shared = Rc::clone(&shared);
            async move {
                match load().await {
                    // The handle may have been dropped while the files were on their way.
                    Ok(files) if !shared.ended.get() => run(&shared, files),
                    Ok(_) => {}
                    Err(error) => fail(&shared, error),
                }
            }
        });
        Self { shared }
    }

    /// Sends `message`, and beside it what the browser can copy into a worker: files, for one.
    pub fn post<'a>(&self, message: &[u8], beside: impl IntoIterator<Item = &'a JsValue>) {
        let message = Array::of1(&Uint8Array::from(message));
        for part in beside {
            message.push(part);
        }
        match &*self.shared.running.borrow() {
            Some(running) if self.shared.ready.get() => {
                // A worker that cannot be posted to has ended, and says so by its error event.
                let _ = running.worker.post_message(&message);
            }
            _ => self.shared.waiting.borrow_mut().push(message),
        }
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.shared.ended.set(true);
        self.shared.running.borrow_mut().take();
        self.shared.waiting.borrow_mut().clear();
    }
}

/// The script, and the wasm as a compiled module.
struct Files {
    script: JsValue,
    module: JsValue,
}

thread_local! {
    static COMPILED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

async fn load() -> Result<Files, WorkerError> {
    // Both are asked for before either is waited for.
    let (script, wasm) = (parts::bytes(SCRIPT), parts::bytes(WASM));
    let script = script.await.map_err(|_| WorkerError::Load)?.into();
    let wasm = wasm.await.map_err(|_| WorkerError::Load)?;
    let compiled = COMPILED.with_borrow(Clone::clone);
    let module = if let Some(module) = compiled {
        module
    } else {
        let compiled = JsFuture::from(WebAssembly::compile(&wasm)).await;
        let module = compiled.map_err(|_| WorkerError::Stopped)?;
        COMPILED.set(Some(module.clone()));
        module
    };
    Ok(Files { script, module })
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
                // Said on the page instead: the browser's own report would only repeat it in the console.
                event.prevent_default();
                fail(&shared, WorkerError::Stopped);
            }
        })
    };
    let listeners = [on_message, stopped("error"), stopped("messageerror")];
    // The first message is the wasm; the worker's script turns it into the program.
    worker.post_message(&files.module)?;
    Ok(Running {
        worker,
        _listeners: listeners,
    })
}

/// Turns what came from the worker into bytes, and sends what waited once it listens.
fn said(shared: &Rc<Shared>, data: &JsValue) {
    let parts: &Array = data.unchecked_ref();
    let mut parts = parts.iter();
    let Some(message) = parts.next() else { return };
    let arrived = Uint8Array::new(&message);
    let message = arrived.to_vec();
    // It may hold a key, and the browser frees it when it likes.
    arrived.fill(0, 0, arrived.length());
    shared.ready.set(true);
    let waiting = shared.waiting.take();
    if let Some(running) = &*shared.running.borrow() {
        for message in waiting {
            let _ = running.worker.post_message(&message);
        }
    }
    let on_said = Rc::clone(&shared.on_said);
    on_said(Ok(Said {
        message,
        beside: parts.collect(),
    }));
}

fn fail(shared: &Rc<Shared>, error: WorkerError) {
    if !shared.ended.replace(true) {
        // Not dropped here: this may be called by one of its own listeners.
        let running = shared.running.take();
        spawn(async move { drop(running) });
        let on_said = Rc::clone(&shared.on_said);
        on_said(Err(error));
    }
}

/// The address as Trusted Types want it, where the browser has them.
fn trusted(url: &str) -> Result<JsValue, JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    if types.is_undefined() {
        return Ok(url.into());
    }
    thread_local! {
        // A policy can be created once under each name.
        static CREATED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    let policy = if let Some(policy) = CREATED.with_borrow(Clone::clone) {
        policy
    } else {
        let same = Closure::<dyn Fn(String) -> String>::new(|url: String| {
            // The only addresses of scripts in this page are its own blobs.
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
