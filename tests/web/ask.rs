//! Requests to a worker that the test simulates: stale replies, a reply that never comes, and a worker that
//! ends.

use js_sys::Promise;
use latchkey::browser::ask::Ask;
use latchkey::browser::worker::{Link, MessageHandler, WorkerError, WorkerMessage};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::key::batch::BatchError;
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::spec::TokenSpec;
use latchkey::engine::protocol::bundle::DerivePublicKey;
use latchkey::engine::protocol::token::{BatchReply, MintBatch};
use latchkey::engine::protocol::{Request, RequestBody, Run, decode, encode, open};
use serde::Serialize;
use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// The events of the workers that were started, in order.
#[derive(Clone, Default)]
struct Workers(Rc<RefCell<Vec<Event>>>, Rc<RefCell<Option<MessageHandler>>>);

enum Event {
    Started,
    Posted(Run, Box<RequestBody>),
    Ended,
}

struct Played(Workers);

impl Link for Played {
    fn post(&self, message: &[u8], _: &[&JsValue]) {
        let (run, body) = open(message).expect("the page posts envelopes");
        let body = decode(body).expect("the page posts bodies");
        self.0.push(Event::Posted(run, Box::new(body)));
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        self.0.push(Event::Ended);
    }
}

impl Workers {
    fn push(&self, event: Event) {
        self.0.borrow_mut().push(event);
    }

    fn ask(&self) -> Ask {
        let workers = self.clone();
        Ask::with_worker(move |on_said| {
            workers.push(Event::Started);
            *workers.1.borrow_mut() = Some(on_said);
            Box::new(Played(workers.clone()))
        })
    }

    /// The events as words: `started`, `ended`, and the bodies' names.
    fn story(&self) -> String {
        let word = |event: &Event| match event {
            Event::Started => "started".to_owned(),
            Event::Posted(_, body) => {
                let body = format!("{body:?}");
                body.split('(').next().unwrap_or_default().to_owned()
            }
            Event::Ended => "ended".to_owned(),
        };
        let words: Vec<_> = self.0.borrow().iter().map(word).collect();
        words.join(" ")
    }

    /// The run of the request with this index among all that were posted.
    fn run(&self, place: usize) -> Run {
        let events = self.0.borrow();
        let mut runs = events.iter().filter_map(|event| match event {
            Event::Posted(run, _) => Some(*run),
            _ => None,
        });
        runs.nth(place).expect("as many requests were posted")
    }

    fn hear(&self, said: Result<WorkerMessage, WorkerError>) {
        let on_said = self.1.borrow().clone();
        on_said.expect("a worker was started")(said);
    }

    fn reply(&self, run: Run, reply: &impl Serialize) {
        self.hear(Ok(WorkerMessage {
            message: encode(run, reply),
            beside: Vec::new(),
        }));
    }
}

/// The replies, as text.
type Heard = Rc<RefCell<Vec<String>>>;

fn ask_for<Q: Request<Reply: Debug> + Into<RequestBody> + 'static>(
    ask: &Ask,
    request: Q,
    heard: &Heard,
) {
    let heard = Rc::clone(heard);
    ask.ask(request, &[], move |reply| {
        heard.borrow_mut().push(match reply {
            Ok(reply) => format!("{:?}", reply.body),
            Err(error) => format!("{error:?}"),
        });
    });
}

fn derive() -> DerivePublicKey {
    DerivePublicKey {
        private: Secret::from("private"),
        padded: false,
    }
}

fn public_key(ask: &Ask, heard: &Heard) {
    ask_for(ask, derive(), heard);
}

fn batch(ask: &Ask, heard: &Heard) {
    let request = MintBatch {
        spec: TokenSpec::default(),
        keys: 2,
        time: Time::default(),
    };
    ask_for(ask, request, heard);
}

/// The reply to [`derive`].
type Key = Result<String, String>;

#[wasm_bindgen_test]
fn the_worker_starts_with_the_first_request_and_serves_the_next() {
    let (workers, heard) = (Workers::default(), Heard::default());
    let ask = workers.ask();
    ask.stop();
    ask.forget();
    assert_eq!(workers.story(), "", "nothing to stop, nothing to start");
    public_key(&ask, &heard);
    assert!(ask.is_pending());
    workers.reply(workers.run(0), &Key::Ok("one".into()));
    assert!(!ask.is_pending());
    public_key(&ask, &heard);
    workers.reply(workers.run(1), &Key::Ok("two".into()));
    assert_eq!(*heard.borrow(), [r#"Ok("one")"#, r#"Ok("two")"#]);
    ask.stop();
    assert_eq!(
        workers.story(),
        "started DerivePublicKey DerivePublicKey",
        "nothing is pending, so there is nothing to stop"
    );
    drop(ask);
    assert!(workers.story().ends_with("ended"));
}

#[wasm_bindgen_test]
fn of_two_requests_the_last_counts_in_whatever_order_the_replies_come() {
    for order in [[0, 1], [1, 0]] {
        let (workers, heard) = (Workers::default(), Heard::default());
        let ask = workers.ask();
        // The first one's replies are of another type: they must not even be decoded as the second one's.
        batch(&ask, &heard);
        public_key(&ask, &heard);
        for place in order {
            if place == 0 {
                workers.reply(
                    workers.run(0),
                    &BatchReply::Done {
                        masked: vec!["masked".into()],
                        traces: Vec::new(),
                    },
                );
            } else {
                workers.reply(workers.run(1), &Key::Ok("public".into()));
            }
        }
        assert_eq!(*heard.borrow(), [r#"Ok("public")"#]);
    }
}

#[wasm_bindgen_test]
fn progress_comes_before_the_last_reply_and_nothing_after_it() {
    let (workers, heard) = (Workers::default(), Heard::default());
    let ask = workers.ask();
    batch(&ask, &heard);
    let run = workers.run(0);
    workers.reply(run, &BatchReply::Progress(500));
    assert!(ask.is_pending());
    workers.reply(run, &BatchReply::Failed(BatchError::Count));
    assert!(!ask.is_pending());
    workers.reply(run, &BatchReply::Progress(900));
    assert_eq!(*heard.borrow(), ["Progress(500)", "Failed(Count)"]);
}

#[wasm_bindgen_test]
fn what_was_stopped_forgotten_or_ended_is_not_answered() {
    let (workers, heard) = (Workers::default(), Heard::default());
    let ask = workers.ask();
    let quits: [fn(&Ask); 3] = [Ask::stop, Ask::forget, Ask::end];
    for (quit, place) in quits.into_iter().zip([0, 2, 4]) {
        public_key(&ask, &heard);
        quit(&ask);
        assert!(!ask.is_pending());
        workers.reply(workers.run(place), &Key::Ok("late".into()));
    }
    assert!(heard.borrow().is_empty());
    assert_eq!(
        workers.story(),
        "started DerivePublicKey Stop DerivePublicKey Forget DerivePublicKey ended"
    );
}

#[wasm_bindgen_test]
fn a_worker_that_ends_is_told_once_and_the_next_request_starts_another() {
    let (workers, heard) = (Workers::default(), Heard::default());
    let ask = workers.ask();
    let lost = Heard::default();
    ask.on_lost({
        let lost = Rc::clone(&lost);
        move |error| lost.borrow_mut().push(format!("{error:?}"))
    });
    public_key(&ask, &heard);
    workers.hear(Err(WorkerError::Stopped));
    assert!(!ask.is_pending());
    assert_eq!(*heard.borrow(), ["Stopped"]);
    public_key(&ask, &heard);
    workers.reply(workers.run(1), &Key::Ok("public".into()));
    assert_eq!(heard.borrow().len(), 2);
    assert_eq!(
        workers.story(),
        "started DerivePublicKey ended started DerivePublicKey"
    );
    assert!(lost.borrow().is_empty());
    // With nothing pending, what it kept is lost.
    workers.hear(Err(WorkerError::Stopped));
    assert_eq!((heard.borrow().len(), lost.borrow().len()), (2, 1));
}

#[wasm_bindgen_test]
fn what_is_no_reply_ends_the_worker_with_words() {
    for message in [
        vec![],
        vec![0xff; 6],
        encode(Run::default().next(), &9_u64).to_vec(),
    ] {
        let (workers, heard) = (Workers::default(), Heard::default());
        let ask = workers.ask();
        public_key(&ask, &heard);
        workers.hear(Ok(WorkerMessage {
            message: message.into(),
            beside: Vec::new(),
        }));
        assert_eq!(*heard.borrow(), ["Message(MessageError)"]);
        assert_eq!(workers.story(), "started DerivePublicKey ended");
    }
}

#[wasm_bindgen_test]
async fn a_reply_that_does_not_come_in_time_ends_the_worker_with_words() {
    let (workers, heard) = (Workers::default(), Heard::default());
    let ask = workers.ask();
    let (failed, failure) = called();
    ask.ask_within(10, derive(), {
        let heard = Rc::clone(&heard);
        move |reply| {
            heard.borrow_mut().push(format!("{:?}", reply.err()));
            failed();
        }
    });
    failure.await;
    assert_eq!(*heard.borrow(), ["Some(NoReply)"]);
    assert!(!ask.is_pending());
    assert_eq!(workers.story(), "started DerivePublicKey ended");
}

/// A function, and a future that resolves when it was called.
fn called() -> (impl Fn(), impl Future<Output = ()>) {
    let mut call = None;
    let promise = Promise::new(&mut |resolve, _| call = Some(resolve));
    let call = call.expect("a promise hands out its functions at once");
    let called = JsFuture::from(promise);
    (
        move || {
            let _ = call.call0(&JsValue::UNDEFINED);
        },
        async {
            called.await.expect("it is only ever resolved");
        },
    )
}
