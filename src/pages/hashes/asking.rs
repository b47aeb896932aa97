//! What the worker computes of the text: one task at a time, the last one counts.

use super::text::Hashed;
use crate::browser::worker::{Said, WorkerError, WorkerHandle};
use crate::engine::digest::task::Task;
use crate::engine::protocol::{Reply, Request, Run, decode, encode};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// How long the last digest stays while the next is computed, in milliseconds. Shorter than a person sees,
/// and longer than most answers take: the page does not flicker while somebody types.
const GRACE_MS: u32 = 60;

/// The worker and the task it is at.
#[derive(Clone, Copy)]
pub struct Asking {
    hashed: RwSignal<Hashed>,
    asked: StoredValue<Option<Asked>>,
    grace: StoredValue<Option<Timeout>, LocalStorage>,
    worker: StoredValue<Option<WorkerHandle>, LocalStorage>,
    run: StoredValue<Run>,
}

/// What an answer does not repeat.
#[derive(Clone, Copy)]
struct Asked {
    algorithm: crate::engine::digest::Algorithm,
    keyed: bool,
}

impl Asking {
    /// Nothing asked yet; answers go to `hashed`.
    pub fn new(hashed: RwSignal<Hashed>) -> Self {
        Self {
            hashed,
            asked: StoredValue::default(),
            grace: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            run: StoredValue::default(),
        }
    }

    /// Whether an answer is still to come.
    pub fn is_waiting(self) -> bool {
        self.asked.with_value(Option::is_some)
    }

    /// Asks for `task` of `text`, a text of the browser's.
    pub fn ask(self, task: Task, text: &JsValue) {
        self.stop();
        self.asked.set_value(Some(Asked {
            algorithm: task.algorithm,
            keyed: task.key.is_some(),
        }));
        self.grace.set_value(Some(Timeout::new(GRACE_MS, move || {
            // A digest that further algorithms are to come beside stays true.
            let stays = matches!(
                &*self.hashed.read_untracked(),
                Hashed::Known { more: true, .. }
            );
            if !stays {
                self.hashed.set(Hashed::Busy);
            }
        })));
        let run = self.run.get_value();
        let request = encode(&Request::Text { run, task });
        self.worker.update_value(|worker| {
            worker
                .get_or_insert_with(|| WorkerHandle::start(move |said| self.heard(said)))
                .post(&request, [text]);
        });
    }

    /// Whatever was asked for is not wanted any more.
    pub fn stop(self) {
        self.run.update_value(|run| run.0 = run.0.wrapping_add(1));
        self.grace.set_value(None);
        self.asked.set_value(None);
    }

    fn heard(self, said: Result<Said, WorkerError>) {
        let answer = match said {
            Ok(said) => match decode::<Reply>(&said.message) {
                Ok(Reply::Text { run, computed }) if run == self.run.get_value() => computed,
                Ok(_) => return,
                Err(error) => Err(error.to_string()),
            },
            Err(error) => {
                self.worker.set_value(None);
                Err(error.to_string())
            }
        };
        let Some(asked) = self.asked.get_value() else {
            return;
        };
        self.stop();
        self.hashed.set(match answer {
            Ok(computed) => Hashed::Known {
                algorithm: asked.algorithm,
                keyed: asked.keyed,
                computed,
                more: false,
            },
            Err(error) => Hashed::Failed(error),
        });
    }
}
