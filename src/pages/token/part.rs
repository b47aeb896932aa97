//! A part of the page that this tab opens: it is loaded when it is first wanted.

use crate::browser::parts::PartError;
use crate::browser::task::spawn;
use leptos::prelude::*;
use std::pin::Pin;

/// Loads a part and mounts it. The program is cut in the binary, as for the tabs.
pub type LoadPart<T> = fn(T) -> Pin<Box<dyn Future<Output = Result<(), PartError>>>>;

/// The stage a part is at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Absent,
    Loading,
    Here,
}

/// A part that may be loaded. Copies of this handle share one state.
#[derive(Clone, Copy)]
pub struct OpenedPart {
    stage: RwSignal<Stage>,
    alert: RwSignal<Option<String>>,
}

impl OpenedPart {
    /// Not loaded yet.
    pub fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Absent),
            alert: RwSignal::default(),
        }
    }

    /// Loads it, unless it is loaded or loading. After an error it can be tried again.
    pub fn load<T: 'static>(self, load: LoadPart<T>, order: T) {
        if self.stage.get_untracked() != Stage::Absent {
            return;
        }
        self.stage.set(Stage::Loading);
        self.alert.set(None);
        spawn(async move {
            match load(order).await {
                Ok(()) => self.stage.set(Stage::Here),
                Err(error) => {
                    self.stage.set(Stage::Absent);
                    self.alert.set(Some(error.to_string()));
                }
            }
        });
    }

    /// Whether it is mounted.
    pub fn is_here(self) -> bool {
        self.stage.get() == Stage::Here
    }

    /// Why it did not arrive.
    pub fn alert(self) -> RwSignal<Option<String>> {
        self.alert
    }
}
