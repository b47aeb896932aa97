//! Latchkey: a page that mints API keys, fills `.env` bundles and computes hashes inside the browser.
//!
//! # What it promises
//! - Randomness comes from the browser's crypto RNG or there is no secret at all.
//! - Every symbol of every alphabet is equally likely.
//! - The page loads itself and nothing else: the first key, then its own parts, each checked by its digest.
//!   When all have loaded its Content-Security-Policy blocks every request, even to its own origin.
//! - A key is shown once: after a copy that the browser confirmed, its masked form and its hash remain.
//! - No secret reaches storage, the URL, the title, the history or the console.
//!
//! # What it does not
//! It cannot protect from the machine it runs on: extensions that read the page, other programs that read
//! the clipboard, a host that serves other code. Text that was in the document is overwritten in the
//! program's memory, but a browser may keep copies of its own.
//!
//! # Map
//! Imports run one way: [`engine`] ← `browser` ← `card` ← `components` ← `pages` ← `app` ← `main`.
//! - [`engine`]: pure logic, with randomness passed in; builds and is tested natively.
//! - `browser`: the platform seam, one adapter per file, each failure an error type of our own.
//! - `bin/worker`: the worker, a wasm module of its own with the expensive code; its messages are
//!   [`engine::protocol`].
//! - `card`: the key card, the first part of the page, without Leptos.
//! - `components`: small views. `pages`: the tabs, which own the signals; each is a part of its own.
//! - `app`: the shell, without Leptos, which loads the parts; with `main` it is the page's program.
//!
//! `scripts/site` splits the program at the functions in `app/parts.rs`.
//!
//! Everything but the engine exists only on `wasm32`.

pub mod engine;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod card;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod components;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod pages;
