//! Counting the requests of the page, from the browser's own resource timings (Resource Timing).

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{
    PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit,
};

/// Watches until it is dropped.
pub struct RequestObserver {
    observer: PerformanceObserver,
    _callback: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl RequestObserver {
    /// Calls `seen` with the number of requests that began since now, whenever more are seen. None where the
    /// browser has no such timings.
    pub fn start(mut seen: impl FnMut(u32) + 'static) -> Option<Self> {
        let started = web_sys::window()?.performance()?.now();
        let callback = Closure::new(move |entries: PerformanceObserverEntryList| {
            let count = began_after(&entries.get_entries(), started);
            if count > 0 {
                seen(count);
            }
        });
        let observer = PerformanceObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        let kinds = Array::of1(&JsValue::from_str("resource"));
        observer.observe(&PerformanceObserverInit::new(&kinds));
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for RequestObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn began_after(entries: &Array, started: f64) -> u32 {
    entries
        .iter()
        .filter(|entry| entry.unchecked_ref::<PerformanceEntry>().start_time() > started)
        .fold(0, |count, _| count + 1)
}
