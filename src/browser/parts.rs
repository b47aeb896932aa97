//! The parts of the page that load after its first key, and the lock on further requests once the last has
//! loaded.
//!
//! The functions are in `src/parts.js`, in the same script as the wasm-bindgen glue, and are called from
//! nowhere else. Without that script (in a unit test) every call is an error.

use crate::browser::task::spawn;
use js_sys::{ArrayBuffer, Function, Promise};
use std::fmt;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetchPart)]
    fn fetch_part(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = fetchOtherParts)]
    fn fetch_other_parts() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = everyPart)]
    fn every_part() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = savesData)]
    fn saves_data() -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_name = isOneFile)]
    fn js_is_one_file() -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_name = holdSize)]
    fn js_hold_size(element: &HtmlElement, holds: bool, width: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = answerInButton)]
    fn answer_in_button() -> Result<Function, JsValue>;
    #[wasm_bindgen(catch, js_name = placeStatus)]
    fn js_place_status(line: &HtmlElement) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = trustedAddress)]
    fn js_trusted_address(address: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = isOwnFile)]
    fn own_file(address: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_name = replacePage)]
    fn js_replace_page(words: &str) -> Result<(), JsValue>;
}

/// A part of the page did not arrive, or not as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartError;

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "This part of the page did not arrive, or not as it was published. Check the connection and try again.",
        )
    }
}

impl std::error::Error for PartError {}

#[cfg(feature = "page")]
impl From<wasm_split_helpers::SplitLoaderError> for PartError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Requests the part of this name at once, with its integrity, unless it is already loaded, and resolves to its
/// bytes. The buffer is shared by all callers: read only.
///
/// # Errors
/// [`PartError`] when it did not arrive; the next call requests it again.
pub fn bytes(name: &str) -> impl Future<Output = Result<ArrayBuffer, PartError>> + use<> {
    let arriving = fetch_part(name);
    async {
        let bytes = JsFuture::from(arriving.map_err(|_| PartError)?).await;
        bytes
            .ok()
            .and_then(|bytes| bytes.dyn_into().ok())
            .ok_or(PartError)
    }
}

/// Fetches the remaining parts one after the other while the browser is idle; none where the person asked the
/// browser to save data.
pub fn fetch_others() {
    if !is_saving_data() {
        // A part that fails here is requested again when it is needed, and the error is shown then.
        let _ = fetch_other_parts();
    }
}

/// Calls `then` when every part has loaded and the page's policy blocks all further requests.
pub fn when_all_here(then: impl FnOnce() + 'static) {
    if let Ok(all_here) = every_part() {
        spawn(async move {
            if JsFuture::from(all_here).await.is_ok() {
                then();
            }
        });
    }
}

/// Whether the person asked the browser to save data (the `Save-Data` client hint).
#[must_use]
pub fn is_saving_data() -> bool {
    saves_data().unwrap_or(false)
}

/// Whether the page is the single file, which holds every part and requests nothing.
#[must_use]
pub fn is_one_file() -> bool {
    js_is_one_file().unwrap_or(false)
}

/// Whether `address` is that of the program or of one of the parts.
#[must_use]
pub fn is_own_file(address: &str) -> bool {
    own_file(address).unwrap_or(false)
}

/// With `holds`, fixes the present height of `element` (its width with `width`) while its content changes; without,
/// releases it.
pub fn hold_size(element: &HtmlElement, holds: bool, width: bool) {
    // Without the script the size is not fixed.
    let _ = js_hold_size(element, holds, width);
}

/// Returns what shows a word in the button that was pressed last, for a moment.
pub fn answer_later() -> impl FnOnce(&str) + 'static {
    let answer = answer_in_button();
    move |word| {
        // Without the script, or a press, there is no button.
        if let Ok(answer) = answer {
            let _ = answer.call1(&JsValue::NULL, &word.into());
        }
    }
}

/// Moves the status line to where it covers no field and no button.
pub fn place_status(line: &HtmlElement) {
    // Without the script it stays where it is.
    let _ = js_place_status(line);
}

/// Replaces the page with `words` and a reload button. From now on the browser calls nothing in the program, which must
/// not continue either.
pub fn replace_page(words: &str) {
    // Without the script there is no page.
    let _ = js_replace_page(words);
}

/// The address of a blob that a worker can be started from: a `TrustedScriptURL`, where the browser supports
/// Trusted Types.
///
/// # Errors
/// What the browser threw.
pub fn trusted_address(address: &str) -> Result<JsValue, JsValue> {
    js_trusted_address(address)
}
