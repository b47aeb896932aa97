//! Running futures and functions on the browser's event loop.

use crate::browser::{clock, dom};
use crate::engine::base::pause::{Pause, Wait};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Runs `work` on this thread, concurrently. It starts after the caller has returned.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    // Boxed: `spawn_local` is compiled once for each type of future, and is larger than most of them.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}

/// How long a pass may take before it waits for the browser, in milliseconds.
const SLICE_MS: u64 = 10;

/// For a long pass: it waits whenever it has taken a while, so that the browser can draw and answer a key.
#[must_use]
pub fn pause() -> Pause {
    let since = Rc::new(Cell::new(clock::steady_milliseconds()));
    Pause::new(move || {
        // Where nothing is drawn, timers are slow.
        let taken = clock::steady_milliseconds().saturating_sub(since.get());
        if taken < SLICE_MS || dom::is_hidden() {
            return None;
        }
        let since = Rc::clone(&since);
        let wait: Wait = Box::pin(async move {
            TimeoutFuture::new(0).await;
            since.set(clock::steady_milliseconds());
        });
        Some(wait)
    })
}

/// Does `step` until it comes to something, or has taken a while.
pub fn for_a_while<T>(mut step: impl FnMut() -> Option<T>) -> Option<T> {
    let since = clock::steady_milliseconds();
    loop {
        let done = step();
        let taken = clock::steady_milliseconds().saturating_sub(since);
        // Where nothing is drawn, timers are slow.
        if done.is_some() || taken >= SLICE_MS && !dom::is_hidden() {
            return done;
        }
    }
}

thread_local! {
    static TURNS: RefCell<VecDeque<Box<dyn FnOnce()>>> = RefCell::default();
}

/// Runs `work` in a task of its own, after the work of earlier calls: the browser can draw and answer a key in between.
pub fn in_turn(work: impl FnOnce() + 'static) {
    let is_first = TURNS.with_borrow_mut(|turns| {
        turns.push_back(Box::new(work));
        turns.len() == 1
    });
    if is_first {
        Timeout::new(0, take_turn).forget();
    }
}

fn take_turn() {
    // Nothing is borrowed while it works: it may ask for a turn itself.
    let work = TURNS.with_borrow_mut(VecDeque::pop_front);
    if let Some(work) = work {
        work();
    }
    if TURNS.with_borrow(|turns| !turns.is_empty()) {
        Timeout::new(0, take_turn).forget();
    }
}
