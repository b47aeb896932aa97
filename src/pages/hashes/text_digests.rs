//! Requests to the worker for digests of the text; a newer request replaces an older one.

use super::hashed::TextResult;
use crate::browser::ask::Ask;
use crate::engine::digest::task::Task;
use crate::engine::protocol::hashes::HashText;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// How long the last digest stays while the next is computed, in milliseconds. Shorter than a person notices,
/// and longer than most replies take: the page does not flicker while somebody types.
const GRACE_MS: u32 = 60;

/// The worker and its pending request.
#[derive(Clone, Copy)]
pub struct TextDigests {
    hashed: RwSignal<TextResult>,
    ask: StoredValue<Ask, LocalStorage>,
    /// Whether the last request had a key, and whether its text was a long one.
    had: StoredValue<(bool, bool), LocalStorage>,
    grace: StoredValue<Option<Timeout>, LocalStorage>,
}

impl TextDigests {
    /// No request yet; results go to `hashed`.
    pub fn new(hashed: RwSignal<TextResult>) -> Self {
        Self {
            hashed,
            ask: StoredValue::new_local(Ask::default()),
            had: StoredValue::new_local((false, false)),
            grace: StoredValue::new_local(None),
        }
    }

    /// Whether a reply is pending.
    pub fn is_pending(self) -> bool {
        self.ask.with_value(Ask::is_pending)
    }

    /// Requests `task` for `text`, a JavaScript string.
    pub fn ask(self, task: Task, text: &JsValue) {
        let (algorithm, keyed) = (task.algorithm, task.key.is_some());
        self.end_after(keyed, task.unseen.is_some());
        self.grace.set_value(Some(Timeout::new(GRACE_MS, move || {
            // A digest stays valid while only further algorithms are pending.
            let stays = matches!(
                &*self.hashed.read_untracked(),
                TextResult::Known { more: true, .. }
            );
            if !stays {
                self.hashed.set(TextResult::Busy);
            }
        })));
        self.ask.with_value(|ask| {
            ask.ask(HashText { task }, &[text], move |reply| {
                self.grace.set_value(None);
                let computed = reply
                    .map_err(|error| error.to_string())
                    .and_then(|reply| reply.body);
                self.hashed.set(match computed {
                    Ok(computed) => TextResult::Known {
                        algorithm,
                        keyed,
                        computed,
                        more: false,
                    },
                    Err(error) => TextResult::Failed(error),
                });
            });
        });
    }

    /// Cancels the pending request.
    pub fn stop(self) {
        self.grace.set_value(None);
        self.end_after(false, false);
        self.ask.with_value(Ask::stop);
    }

    /// Ends a worker that was given a key or a long text that the next request is without: its memory goes with it. One
    /// that is still busy with a long text is ended too: the next request, with a copy of the text, would wait for it.
    fn end_after(self, has_key: bool, is_long: bool) {
        let (keyed_before, was_long) = self.had.get_value();
        self.had.set_value((has_key, is_long));
        if (keyed_before && !has_key) || (was_long && (!is_long || self.is_pending())) {
            self.ask.with_value(Ask::end);
        }
    }
}
