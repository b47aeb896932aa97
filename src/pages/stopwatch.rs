//! How long a request has been pending, for work of unknown duration.

use crate::browser::clock;
use gloo::timers::callback::Interval;
use leptos::prelude::*;

/// How often the elapsed time is updated, in milliseconds.
const TICK_MS: u32 = 100;

/// The time since the last start. Copies of this handle share one state.
#[derive(Clone, Copy)]
pub struct Stopwatch {
    /// The milliseconds, while it runs.
    elapsed: RwSignal<Option<u64>>,
    began: StoredValue<u64>,
    ticking: StoredValue<Option<Interval>, LocalStorage>,
}

impl Stopwatch {
    /// It stands still.
    pub fn new() -> Self {
        Self {
            elapsed: RwSignal::default(),
            began: StoredValue::default(),
            ticking: StoredValue::new_local(None),
        }
    }

    /// The milliseconds since the start, while it runs.
    pub fn elapsed(self) -> RwSignal<Option<u64>> {
        self.elapsed
    }

    /// Starts from zero.
    pub fn start(self) {
        self.began.set_value(clock::steady_milliseconds());
        self.elapsed.set(Some(0));
        self.ticking.set_value(Some(Interval::new(TICK_MS, move || {
            self.elapsed.set(Some(self.since()));
        })));
    }

    /// Stops.
    pub fn stop(self) {
        self.ticking.set_value(None);
        self.elapsed.set(None);
    }

    /// The milliseconds since the last start, whether it runs or not.
    pub fn since(self) -> u64 {
        clock::steady_milliseconds().saturating_sub(self.began.get_value())
    }
}
