//! The platform seam: every call into the browser is here, and every failure becomes an error type of our own.
//!
//! Independent of the user interface framework. One adapter per file.

pub mod arrivals;
pub mod ask;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod download;
pub mod drops;
pub mod files;
pub mod fragment;
pub mod held_text;
pub mod keyboard;
pub mod lifecycle;
pub mod panic;
pub mod parts;
pub mod requests;
pub mod rng;
pub mod status;
pub mod storage;
pub mod styles;
pub mod tab_keys;
pub mod task;
pub mod theme;
mod words;
pub mod worker;
