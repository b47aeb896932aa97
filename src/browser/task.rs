//! Running futures on the browser's event loop.

use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Runs `work` on this thread, concurrently. It starts after the caller has returned.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    // Boxed: `spawn_local` is compiled once for each type of future, and is larger than most of them.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}
