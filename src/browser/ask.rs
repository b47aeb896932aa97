//! Requests to the worker, which starts with the first one. Each request supersedes the one before it: replies
//! to a stopped or superseded request are stale and are dropped.

use crate::browser::lifecycle;
use crate::browser::task::spawn;
use crate::browser::worker::{Link, MessageHandler, WorkerError, WorkerHandle, WorkerMessage};
use crate::engine::protocol::{Request, RequestBody, Run, decode, encode, open};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;

/// A reply, and the buffers posted beside it.
pub struct Reply<R> {
    /// The reply.
    pub body: R,
    /// The bytes beside it, still in the browser's memory; none for most replies.
    pub beside: Vec<JsValue>,
}

/// A worker that this handle owns, and its latest request.
pub struct Ask(Rc<Shared>);

type BodyHandler = Rc<dyn Fn(Result<(&[u8], Vec<JsValue>), WorkerError>)>;
type LossHandler = Rc<dyn Fn(WorkerError)>;

struct Shared {
    start: Box<dyn Fn(MessageHandler) -> Box<dyn Link>>,
    worker: RefCell<Option<Rc<dyn Link>>>,
    run: Cell<Run>,
    pending: RefCell<Option<PendingRequest>>,
    on_lost: RefCell<Option<LossHandler>>,
    /// Ends an idle worker when the page is left: what its memory holds must not come back with the page.
    _leave: Option<EventListener>,
}

/// A request whose last reply is still to come.
struct PendingRequest {
    on_body: BodyHandler,
    limit: Option<Timeout>,
}

impl Default for Ask {
    fn default() -> Self {
        Self::with_worker(|on_said| Box::new(WorkerHandle::start(on_said)))
    }
}

impl Ask {
    /// No request yet; `start` starts a worker on the first one.
    #[must_use]
    pub fn with_worker(start: impl Fn(MessageHandler) -> Box<dyn Link> + 'static) -> Self {
        Self(Rc::new_cyclic(|shared: &Weak<Shared>| {
            let left = Weak::clone(shared);
            Shared {
                start: Box::new(start),
                worker: RefCell::default(),
                run: Cell::default(),
                pending: RefCell::default(),
                on_lost: RefCell::default(),
                _leave: lifecycle::on_leave(move || {
                    if let Some(shared) = left.upgrade()
                        && shared.pending.borrow().is_none()
                    {
                        shared.worker.take();
                    }
                }),
            }
        }))
    }

    /// Calls `on_lost` when the worker ends by itself while nothing is pending: what it kept is lost.
    pub fn on_lost(&self, on_lost: impl Fn(WorkerError) + 'static) {
        *self.0.on_lost.borrow_mut() = Some(Rc::new(on_lost));
    }

    /// Whether a reply to the last request is still to come.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.0.pending.borrow().is_some()
    }

    /// Posts `request`, which supersedes a pending one. `beside` is posted with it.
    ///
    /// `on_reply` is called with each reply, or once with an error: the worker is then gone, and the next
    /// request starts a new one.
    pub fn ask<Q: Request + Into<RequestBody> + 'static>(
        &self,
        request: Q,
        beside: &[&JsValue],
        on_reply: impl Fn(Result<Reply<Q::Reply>, WorkerError>) + 'static,
    ) {
        self.set_pending::<Q>(on_reply);
        self.post(&request.into(), beside);
    }

    /// As [`Ask::ask`], with a timeout of `limit_ms` milliseconds for the last reply, loading the worker
    /// included.
    pub fn ask_within<Q: Request + Into<RequestBody> + 'static>(
        &self,
        limit_ms: u32,
        request: Q,
        on_reply: impl Fn(Result<Reply<Q::Reply>, WorkerError>) + 'static,
    ) {
        self.ask(request, &[], on_reply);
        // Weak: the handle can be dropped meanwhile, and the worker with it.
        let shared = Rc::downgrade(&self.0);
        let limit = Timeout::new(limit_ms, move || {
            if let Some(shared) = shared.upgrade() {
                shared.fail(WorkerError::NoReply);
            }
        });
        if let Some(pending) = &mut *self.0.pending.borrow_mut() {
            pending.limit = Some(limit);
        }
    }

    /// Cancels the pending request, if there is one. The worker stops and keeps its batch.
    pub fn stop(&self) {
        if self.is_pending() {
            self.tell(&RequestBody::Stop);
        }
    }

    /// Cancels the request. The worker stops and overwrites what it keeps.
    pub fn forget(&self) {
        self.tell(&RequestBody::Forget);
    }

    /// Terminates the worker at once; its memory goes with it.
    pub fn end(&self) {
        self.0.next_run();
        self.0.worker.take();
    }

    fn set_pending<Q: Request + 'static>(
        &self,
        on_reply: impl Fn(Result<Reply<Q::Reply>, WorkerError>) + 'static,
    ) {
        self.0.next_run();
        let shared = Rc::downgrade(&self.0);
        let on_body: BodyHandler = Rc::new(move |said| {
            let Some(shared) = shared.upgrade() else {
                return;
            };
            let reply = said.and_then(|(body, beside)| {
                let body = decode::<Q::Reply>(body).map_err(WorkerError::Message)?;
                Ok(Reply { body, beside })
            });
            match &reply {
                Ok(reply) if !Q::is_last(&reply.body) => {}
                Ok(_) => shared.settle(),
                Err(_) => {
                    shared.settle();
                    shared.worker.take();
                }
            }
            on_reply(reply);
        });
        let limit = None;
        *self.0.pending.borrow_mut() = Some(PendingRequest { on_body, limit });
    }

    /// Posts a message that has no reply. A worker that is not running has nothing to stop or to forget.
    fn tell(&self, body: &RequestBody) {
        self.0.next_run();
        if self.0.worker.borrow().is_some() {
            self.post(body, &[]);
        }
    }

    fn post(&self, body: &RequestBody, beside: &[&JsValue]) {
        let message = encode(self.0.run.get(), body);
        let running = self.0.worker.borrow().clone();
        // Nothing is borrowed while the browser is called.
        let worker = running.unwrap_or_else(|| {
            let shared = Rc::downgrade(&self.0);
            let worker: Rc<dyn Link> = (self.0.start)(Rc::new(move |said| {
                if let Some(shared) = shared.upgrade() {
                    shared.hear(said);
                }
            }))
            .into();
            *self.0.worker.borrow_mut() = Some(Rc::clone(&worker));
            worker
        });
        worker.post(&message, beside);
    }
}

impl Shared {
    fn next_run(&self) {
        self.run.set(self.run.get().next());
        self.settle();
    }

    /// Clears the pending request.
    fn settle(&self) {
        if let Some(pending) = self.pending.take() {
            // Dropped later: its own timeout may be the caller.
            spawn(async move { drop(pending) });
        }
    }

    fn hear(&self, said: Result<WorkerMessage, WorkerError>) {
        let said = match said {
            Ok(said) => said,
            Err(error) => return self.fail(error),
        };
        match open(&said.message) {
            Ok((run, body)) if run == self.run.get() => {
                if let Some(on_body) = self.on_body() {
                    on_body(Ok((body, said.beside)));
                }
            }
            Ok(_) => {}
            Err(error) => self.fail(WorkerError::Message(error)),
        }
    }

    fn fail(&self, error: WorkerError) {
        self.worker.take();
        if let Some(on_body) = self.on_body() {
            on_body(Err(error));
        } else {
            let on_lost = self.on_lost.borrow().clone();
            if let Some(on_lost) = on_lost {
                on_lost(error);
            }
        }
    }

    fn on_body(&self) -> Option<BodyHandler> {
        let pending = self.pending.borrow();
        pending.as_ref().map(|pending| Rc::clone(&pending.on_body))
    }
}
