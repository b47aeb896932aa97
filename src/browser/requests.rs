//! Counting the requests of the page, from the browser's own resource timings (Resource Timing).

use crate::browser::worker;
use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{
    PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit,
};

/// Requests, by what they were for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// For the worker's two files, which are fetched on first use.
    pub worker: u32,
    /// For anything else.
    pub other: u32,
}

/// Watches until it is dropped.
pub struct RequestObserver {
    observer: PerformanceObserver,
    _callback: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl RequestObserver {
    /// Calls `seen` with the requests that began since now, whenever more are seen. None where the browser
    /// has no such timings.
    pub fn start(mut seen: impl FnMut(Requests) + 'static) -> Option<Self> {
        let started = web_sys::window()?.performance()?.now();
        let callback = Closure::new(move |entries: PerformanceObserverEntryList| {
            let more = began_after(&entries.get_entries(), started);
            if more != Requests::default() {
                seen(more);
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

fn began_after(entries: &Array, started: f64) -> Requests {
    let mut requests = Requests::default();
    for entry in entries.iter() {
        let entry: &PerformanceEntry = entry.unchecked_ref();
        if entry.start_time() <= started {
            continue;
        }
        let own = |meta: &str| worker::address(meta).is_some_and(|address| address == entry.name());
        if own(worker::SCRIPT) || own(worker::WASM) {
            requests.worker += 1;
        } else if !entry.name().starts_with("blob:") {
            // A blob is in this page's memory: nothing was asked of anybody.
            requests.other += 1;
        }
    }
    requests
}
