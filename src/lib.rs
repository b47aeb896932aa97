//! Latchkey: a page that mints API keys, fills `.env` bundles and computes hashes inside the browser.
//!
//! # What it promises
//! - Randomness comes from the browser's crypto RNG or there is no secret at all.
//! - Every symbol of every alphabet is equally likely.
//! - After it has loaded, the page makes no request but for its own worker, on first use and checked; its
//!   Content-Security-Policy refuses any other.
//! - A key is shown once: after a copy that the browser confirmed, its masked form and its hash remain.
//! - No secret reaches storage, the URL, the title, the history or the console.
//!
//! # What it does not
//! It cannot protect from the machine it runs on: extensions that read the page, other programs that read
//! the clipboard, a host that serves other code. Text that was in the document is overwritten in the
//! program's memory, but a browser may keep copies of its own.
//!
//! # Map
//! Imports run one way: [`engine`] ← `browser` ← `components` ← `pages` ← `app` ← `main`.
//! - [`engine`]: pure logic, with randomness passed in; builds and is tested natively.
//! - `browser`: the platform seam, one adapter a file, each failure an error of our own.
//! - `bin/worker`: the worker, a wasm of its own with everything heavy; it speaks [`engine::protocol`].
//! - `components`: small views. `pages`: the tabs, which own the signals. `app`: the shell.
//!
//! Everything but the engine exists only on `wasm32`.

pub mod engine;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod components;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod pages;
