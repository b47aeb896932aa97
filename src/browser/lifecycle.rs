//! Leaving the page and coming back to it.
//!
//! The back/forward cache of a browser keeps a page with all of its memory, a shown secret included, even
//! under `no-store`. What must not come back is wiped when the page is hidden.

use gloo::events::EventListener;

/// Calls `leaving` whenever the page is left, until the listener is dropped.
#[must_use]
pub fn on_leave(mut leaving: impl FnMut() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "pagehide", move |_| leaving()))
}

/// Calls `returned` whenever the page is shown again from the back/forward cache, until the listener is
/// dropped.
#[must_use]
pub fn on_return(mut returned: impl FnMut() + 'static) -> Option<EventListener> {
    use wasm_bindgen::JsCast as _;
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "pageshow", move |event| {
        if event
            .dyn_ref::<web_sys::PageTransitionEvent>()
            .is_some_and(web_sys::PageTransitionEvent::persisted)
        {
            returned();
        }
    }))
}

/// Calls `away` whenever the person turns to another window, page or program, until the listeners are dropped: the
/// page loses the focus or, as on a phone, is hidden without losing it.
#[must_use]
pub fn on_away(away: impl Fn() + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let hidden = {
        let away = away.clone();
        on_visibility(move || {
            if document.hidden() {
                away();
            }
        })?
    };
    Some([EventListener::new(&window, "blur", move |_| away()), hidden])
}

/// Calls `changed` whenever the page is hidden or shown again, until the listener is dropped.
#[must_use]
pub fn on_visibility(changed: impl Fn() + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(
        &document,
        "visibilitychange",
        move |_| changed(),
    ))
}

/// Calls `focused` whenever the page gets the focus, until the listener is dropped.
#[must_use]
pub fn on_focus(focused: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "focus", move |_| focused()))
}
