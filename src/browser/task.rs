//! Running what waits for the browser.

use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Runs `work` on this thread, beside whatever else runs. It begins when the caller is done.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    // Boxed: what runs a future is compiled once for each type of future, and is larger than most of them.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}
