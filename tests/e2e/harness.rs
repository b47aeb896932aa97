//! What the end-to-end tests stand on: a browser of their own for each test, and a page in it whose
//! elements are found as a person with a screen reader finds them, by role and accessible name.
//!
//! Nothing here waits for time: it waits for a state, and says what it saw when the state does not come.

mod driver;
mod find;
mod hand;
mod noise;
mod page;
mod session;
mod tasks;
mod worker;

pub mod faults;

pub use page::{Page, until};
pub use session::{dist, run, run_on};
pub use tasks::{ensure_responsive, press, with_progress};
pub use worker::GATE;

/// What a step of a test ends with; the error is told to the person who runs the tests.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Ends a test unless `condition` holds, saying what was seen.
pub fn ensure(condition: bool, seen: impl FnOnce() -> String) -> Outcome {
    if condition {
        Ok(())
    } else {
        Err(seen().into())
    }
}
