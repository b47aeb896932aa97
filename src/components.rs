//! Small views: values in by signal, events out by callback.
//!
//! Every `view!` opens with `class="lk",`. A global class keeps Leptos from building static parts through
//! `innerHTML`, which Trusted Types refuse on this page; `tests/architecture` holds it.

#![allow(
    clippy::must_use_candidate,
    reason = "components are called by the view macro, which uses what they return"
)]

pub mod alert;
pub mod band;
pub mod check;
pub mod field;
pub mod fold;
pub mod heading;
pub mod left_alone;
pub mod progress;
pub mod radio;
pub mod secret_field;
pub mod select;
pub mod tabs;
pub mod verdict;
pub mod waiting;
pub mod words;
