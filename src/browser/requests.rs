//! Counting the requests of the page, from the browser's own resource timings (Resource Timing).

use crate::browser::parts;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList};

/// Calls `seen` with the number of requests since the page was opened that were for none of its own files,
/// whenever there are more, for as long as the page lives. Never where the browser has no such timings.
pub fn watch(mut seen: impl FnMut(u32) + 'static) {
    let mut count: u32 = 0;
    let callback = Closure::<dyn FnMut(_)>::new(move |entries: PerformanceObserverEntryList| {
        let before = count;
        for entry in entries.get_entries().iter() {
            let entry: &PerformanceEntry = entry.unchecked_ref();
            let address = entry.name();
            // A blob is in this page's memory: nothing was asked of anybody.
            if !address.starts_with("blob:") && !parts::is_own_file(&address) {
                count = count.saturating_add(1);
            }
        }
        if count > before {
            seen(count);
        }
    });
    let observer = PerformanceObserver::new(callback.as_ref().unchecked_ref());
    callback.forget();
    if let Ok(observer) = observer {
        // web-sys has no setter for `type`, without which the browser leaves out what came before.
        let options = Object::new();
        let _ = Reflect::set(&options, &"type".into(), &"resource".into());
        let _ = Reflect::set(&options, &"buffered".into(), &JsValue::TRUE);
        observer.observe(options.unchecked_ref());
    }
}
