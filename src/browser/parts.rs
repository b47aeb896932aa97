//! The parts of the page that follow its first key, and the door that closes behind the last of them.
//!
//! The functions stand in `src/parts.js`, in the same script as the glue, and are reached from nowhere else.
//! Where that script is not (inside a unit test) every call is an error.

use crate::browser::task::spawn;
use js_sys::{ArrayBuffer, Promise};
use std::fmt;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

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
    #[wasm_bindgen(catch, js_name = isOwnFile)]
    fn own_file(address: &str) -> Result<bool, JsValue>;
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

/// Asks at once for the part with this name, with its integrity, if it is not here yet, and answers with its
/// bytes. They belong to all who asked: to be read only.
///
/// # Errors
/// [`PartError`] when they did not arrive; the next call asks for them again.
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

/// Fetches what is not here yet, one part after the other while the browser is idle; nothing where the person
/// asked the browser to save data.
pub fn fetch_others() {
    if !is_saving_data() {
        // What does not arrive is asked for again when it is needed, and told then.
        let _ = fetch_other_parts();
    }
}

/// Calls `then` when every part is here and the page's policy lets nothing more be asked for.
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

/// Whether `address` is that of the program or of one of the parts.
#[must_use]
pub fn is_own_file(address: &str) -> bool {
    own_file(address).unwrap_or(false)
}
