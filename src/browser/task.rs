//! Running futures and functions on the browser's event loop.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Runs `work` on this thread, concurrently. It starts after the caller has returned.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    // Boxed: `spawn_local` is compiled once for each type of future, and is larger than most of them.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
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
