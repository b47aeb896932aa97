//! The harness of the end-to-end tests: a browser of its own for each test, and a page in it whose elements are
//! found as by a screen reader, by role and accessible name.
//!
//! Nothing here waits for a fixed time: it waits for a state, and reports what it saw when the state is not
//! reached.

mod card;
mod cpu;
mod engine;
mod find;
mod hand;
mod noise;
mod page;
mod reveal;
mod screen;
mod session;
mod tasks;
mod traces;
mod worker;

pub mod faults;

pub use engine::Engine;
pub use hand::copy_button;
pub use page::{Page, until};
pub use session::{dist, run, run_in, run_in_chromium, run_on};
pub use tasks::{cpu_times_of, ensure_responsive, press, with_progress};
pub use worker::GATE;

/// The result of a step of a test; the error is shown to the person who runs the tests.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Fails unless `condition` holds, with what was seen as the error.
pub fn ensure(condition: bool, seen: impl FnOnce() -> String) -> Outcome {
    if condition {
        Ok(())
    } else {
        Err(seen().into())
    }
}
