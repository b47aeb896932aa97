//! Saving a file from memory: no request is made.

use crate::browser::words::STARTED;
use crate::browser::{dom, parts};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::fmt;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The browser could not save the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DownloadError;

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The browser did not let this page save a file. Copy the text instead.")
    }
}

impl std::error::Error for DownloadError {}

/// How long the browser may take to start the download, in milliseconds, before the object URL is revoked.
const PICK_UP_MS: u32 = 10_000;

/// Saves `text` under `name`, as UTF-8.
///
/// # Errors
/// [`DownloadError`] when the browser refuses; whether the person then kept the file cannot be known.
pub fn save(name: &str, text: &str) -> Result<(), DownloadError> {
    let mut file = FileParts::asked_for();
    file.push(&JsValue::from_str(text))?;
    file.save(name)
}

/// Saves `bytes` under `name`.
///
/// # Errors
/// As for [`save`].
pub fn save_bytes(name: &str, bytes: &[u8]) -> Result<(), DownloadError> {
    let part = Uint8Array::from(bytes);
    let mut file = FileParts::asked_for();
    let pushed = file.push(&part);
    // The browser has its own copy now, and frees this one at a time of its own.
    part.fill(0, 0, part.length());
    pushed?;
    file.save(name)
}

/// Says a word in a button.
type Answer = Box<dyn FnOnce(&str)>;

/// A file that arrives in parts. The browser holds them, not the program.
#[derive(Default)]
pub struct FileParts {
    parts: Vec<Blob>,
    /// For the button that asked for the file.
    answer: Option<Answer>,
}

impl FileParts {
    /// No parts yet, of a file that the button pressed last asks for: it says so when the file is saved.
    #[must_use]
    pub fn asked_for() -> Self {
        Self {
            parts: Vec::new(),
            answer: Some(Box::new(parts::answer_later())),
        }
    }

    /// Appends a text or a buffer.
    ///
    /// # Errors
    /// [`DownloadError`] when the browser has no room for it.
    pub fn push(&mut self, part: &JsValue) -> Result<(), DownloadError> {
        // Made a blob at once: the browser may then keep it on disk.
        let blob = Blob::new_with_str_sequence(&Array::of1(part)).map_err(|_| DownloadError)?;
        self.parts.push(blob);
        Ok(())
    }

    /// Saves all parts as one file under `name`.
    ///
    /// # Errors
    /// [`DownloadError`] when the browser refuses; whether the person then kept the file cannot be known.
    pub fn save(&mut self, name: &str) -> Result<(), DownloadError> {
        self.try_save(name).map_err(|_| DownloadError)?;
        if let Some(answer) = self.answer.take() {
            answer(STARTED);
        }
        Ok(())
    }

    fn try_save(&self, name: &str) -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        // With a text type, browsers would append its usual extension to the name: `env.txt` for `.env`.
        options.set_type("application/octet-stream");
        let parts: Array = self.parts.iter().collect();
        let blob = Blob::new_with_blob_sequence_and_options(&parts, &options)?;
        let document = dom::document().ok_or(JsValue::UNDEFINED)?;
        let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        let url = Url::create_object_url_with_blob(&blob)?;
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
        Timeout::new(PICK_UP_MS, move || {
            // A URL that is gone already needs no revoking.
            let _ = Url::revoke_object_url(&url);
        })
        .forget();
        Ok(())
    }
}
