//! Texts that arrive in a text area by a paste or a drop, before the browser puts them there: see
//! [`crate::engine::base::arriving`].

use crate::engine::base::arriving::Arrival;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, HtmlTextAreaElement};
use zeroize::Zeroizing;

/// For the lifetime of the page, inserts in one step the texts that the browser would be slow to insert, and calls
/// `refused` for one that would freeze the page.
pub fn start(refused: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "beforeinput", options, move |event| {
        // A field may have taken it for itself.
        if event.default_prevented() {
            return;
        }
        let target = event.target();
        let field = target.and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        let data = Reflect::get(event, &"data".into()).unwrap_or_default();
        let (Some(field), Some(text)) = (field, data.as_string().map(Zeroizing::new)) else {
            return;
        };
        match Arrival::of(&text) {
            Arrival::Usual => {}
            Arrival::AtOnce => {
                // If this fails, the browser inserts the text itself.
                if put(&field, &data).is_ok() {
                    event.prevent_default();
                }
            }
            Arrival::Refused => {
                event.prevent_default();
                refused();
            }
        }
    })
    .forget();
}

/// Replaces the selection with `text` and fires an `input` event, as the browser does.
fn put(field: &HtmlTextAreaElement, text: &JsValue) -> Result<(), JsValue> {
    let place = |place: Option<u32>| JsValue::from(place.unwrap_or_default());
    let (start, end) = (field.selection_start()?, field.selection_end()?);
    let put: Function = Reflect::get(field, &"setRangeText".into())?.dyn_into()?;
    let arguments = Array::of4(text, &place(start), &place(end), &"end".into());
    put.apply(field, &arguments)?;
    let event = Event::new("input")?;
    event.init_event_with_bubbles("input", true);
    field.dispatch_event(&event).map(drop)
}
