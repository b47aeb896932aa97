//! Files dropped anywhere on the page. Without this the browser would open them in place of the page.
//!
//! A tab's part registers for files; files dropped before it has loaded are kept for it.

use crate::browser::files::{self, ChosenFile};
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Event};

type FileTaker = Rc<dyn Fn(Vec<ChosenFile>)>;

thread_local! {
    static TAKERS: RefCell<Vec<(&'static str, FileTaker)>> = const { RefCell::new(Vec::new()) };
    static WAITING: RefCell<Option<(&'static str, Vec<ChosenFile>)>> = const { RefCell::new(None) };
}

/// Calls `take` with the files handed to the tab of this name: those already waiting, and all later ones.
pub fn take_for(tab: &'static str, take: impl Fn(Vec<ChosenFile>) + 'static) {
    let take: FileTaker = Rc::new(take);
    TAKERS.with_borrow_mut(|takers| {
        takers.retain(|(other, _)| *other != tab);
        takers.push((tab, Rc::clone(&take)));
    });
    let waiting = WAITING.with_borrow_mut(|waiting| waiting.take_if(|(other, _)| *other == tab));
    if let Some((_, files)) = waiting {
        take(files);
    }
}

/// Hands files to a tab: at once, or once its part has loaded.
pub fn hand_to(tab: &'static str, files: Vec<ChosenFile>) {
    let take = TAKERS.with_borrow(|takers| {
        let taker = takers.iter().find(|(other, _)| *other == tab);
        taker.map(|(_, take)| Rc::clone(take))
    });
    match take {
        Some(take) => take(files),
        None => WAITING.set(Some((tab, files))),
    }
}

/// Calls `dropped` with the files of every drop that no element has taken, for the lifetime of the page. Dragged
/// text is left to the browser.
pub fn start(dropped: impl Fn(Vec<ChosenFile>) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let options = EventListenerOptions::enable_prevent_default;
    // Browsers send `drop` only where `dragover` was cancelled.
    EventListener::new_with_options(&window, "dragover", options(), |event| {
        if of_files(event).is_some() {
            event.prevent_default();
        }
    })
    .forget();
    EventListener::new_with_options(&window, "drop", options(), move |event| {
        let Some(drop) = of_files(event).filter(|_| !event.default_prevented()) else {
            return;
        };
        event.prevent_default();
        let files = files::dropped(drop);
        if !files.is_empty() {
            dropped(files);
        }
    })
    .forget();
}

/// The event, where it drags files.
fn of_files(event: &Event) -> Option<&DragEvent> {
    let drag: &DragEvent = event.dyn_ref()?;
    let types = drag.data_transfer()?.types();
    types.includes(&"Files".into(), 0).then_some(drag)
}
