//! Latchkey: a page that mints API keys, fills `.env` bundles and computes hashes inside the browser.
//!
//! Imports run one way: [`engine`] ← `browser` ← `components` ← `pages` ← `app` ← `main`.
//! The engine is pure and builds natively; everything else exists only on `wasm32`.

pub mod engine;
