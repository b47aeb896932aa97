//! The tabs. A page owns its signals; everything from outside comes in as props.

#![allow(
    clippy::must_use_candidate,
    reason = "components are called by the view macro, which uses what they return"
)]
#![allow(
    clippy::too_many_lines,
    reason = "a page is its signals, its events and one view; cut in pieces it reads worse"
)]
#![allow(
    clippy::large_types_passed_by_value,
    reason = "what a page's components share is a set of signals, each an index, and is copied as one"
)]

pub mod bundle;
mod clearing;
pub mod codes;
mod copying;
mod forgetting;
pub mod hashes;
pub mod inspect;
pub mod keypair;
mod link;
mod mounting;
pub mod record;
mod shortcuts;
mod stopwatch;
pub mod token;
mod words;
