//! Counting the requests of the page, from the browser's own resource timings (Resource Timing).

use crate::browser::parts;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList};

/// Calls `seen` with the number of requests for anything but the page's own files since it was opened, whenever
/// that number grows, for the lifetime of the page. Returns whether requests are counted: `false` where the browser
/// lacks Resource Timing.
pub fn watch(mut seen: impl FnMut(u32) + 'static) -> bool {
    let mut count: u32 = 0;
    let callback = Closure::<dyn FnMut(_)>::new(move |entries: PerformanceObserverEntryList| {
        let before = count;
        for entry in entries.get_entries().iter() {
            let entry: &PerformanceEntry = entry.unchecked_ref();
            let address = entry.name();
            // A blob URL is read from this page's memory, not from the network.
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
    let Ok(observer) = observer else {
        return false;
    };
    // web-sys has no setter for `type`, and without it `buffered` does not deliver the earlier entries.
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"resource".into());
    let _ = Reflect::set(&options, &"buffered".into(), &JsValue::TRUE);
    observer.observe(options.unchecked_ref());
    true
}
