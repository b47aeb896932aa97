//! The page's entry point: the panic hook, then the app.
//!
//! The app is here and not in the library: its split points are exported functions, and the worker would
//! contain them too.

#[cfg(target_arch = "wasm32")]
mod app;

#[cfg(target_arch = "wasm32")]
fn main() {
    latchkey::browser::panic::install();
    app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Latchkey is a page: run `make serve` and open it in a browser.");
}
