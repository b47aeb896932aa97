//! Undo: the bundle as it was before a change that replaced many values at once.
//!
//! It is kept until the next change, for a minute, or until the tab or the page is left, and overwritten then.

use crate::engine::bundle::Bundle;
use crate::engine::bundle::output::Output;
use crate::engine::bundle::preset::Preset;
use crate::engine::env::Dialect;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// How long it is kept, in milliseconds.
const KEPT_MS: u32 = 60_000;

/// The choices that belong to a bundle.
#[derive(Clone, Copy)]
pub struct BundleChoices {
    /// The preset selected in the list.
    pub preset: Preset,
    /// Whether the bundle is more than a chosen preset.
    pub kept: bool,
    /// The reader of the rendered file.
    pub output: Output,
    /// Whether a person chose it.
    pub output_chosen: bool,
    /// The reader of the latest import.
    pub read_by: Option<Dialect>,
}

/// The bundle to come back to.
#[derive(Clone, Copy)]
pub struct Undo {
    before: StoredValue<Option<(BundleChoices, Bundle)>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    is_there: RwSignal<bool>,
}

impl Undo {
    /// Nothing to come back to.
    pub fn new() -> Self {
        Self {
            before: StoredValue::default(),
            timer: StoredValue::new_local(None),
            is_there: RwSignal::default(),
        }
    }

    /// Whether there is something to come back to.
    pub fn is_there(self) -> bool {
        self.is_there.get()
    }

    /// Keeps `bundle`, unless there is nothing in it.
    pub fn keep(self, choices: BundleChoices, bundle: Bundle) {
        self.forget();
        if bundle.rows().is_empty() {
            return;
        }
        self.before.set_value(Some((choices, bundle)));
        let end = Timeout::new(KEPT_MS, move || self.forget());
        self.timer.set_value(Some(end));
        self.is_there.set(true);
    }

    /// Takes the bundle to come back to.
    pub fn take(self) -> Option<(BundleChoices, Bundle)> {
        let mut before = None;
        self.before.update_value(|kept| before = kept.take());
        self.forget();
        before
    }

    /// Overwrites what is kept.
    pub fn forget(self) {
        self.before.set_value(None);
        self.timer.set_value(None);
        if self.is_there.get_untracked() {
            self.is_there.set(false);
        }
    }
}
