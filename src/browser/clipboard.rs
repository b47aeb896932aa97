//! Copying a text, and knowing whether it was copied.
//!
//! Follows the Clipboard API (`navigator.clipboard.writeText`); where the browser does not offer it, which
//! is on plain HTTP from another host, through a selection and `execCommand("copy")`. "Copied" is what the
//! browser said, never what was hoped. The clipboard is never read.

use crate::browser::dom;
use crate::browser::task::spawn;
use std::fmt;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement, Navigator};

/// Why nothing was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardError {
    /// The browser refused: no permission, or the page did not have the focus.
    Refused,
    /// There is no way to the clipboard from this page.
    Missing,
}

impl fmt::Display for ClipboardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "The browser did not let this page copy.",
            Self::Missing => "This browser offers this page no way to copy.",
        })
    }
}

impl std::error::Error for ClipboardError {}

/// Starts to copy `text` at once, while the click still counts as user activation, and resolves when the
/// browser has answered. `text` is not kept.
///
/// # Errors
/// Resolves to [`ClipboardError`] unless the browser confirmed the copy.
pub fn copy(text: &str) -> impl Future<Output = Result<(), ClipboardError>> + use<> {
    let started = match modern() {
        Some(clipboard) => Ok(clipboard.write_text(text)),
        None => Err(copy_by_selection(text)),
    };
    async {
        match started {
            Ok(promise) => JsFuture::from(promise)
                .await
                .map(|_| ())
                .map_err(|_| ClipboardError::Refused),
            Err(done) => done,
        }
    }
}

/// Copies `text` and calls `then` with the browser's answer.
pub fn copy_then(text: &str, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    // The copy begins before this returns: afterwards the click may no longer count as user activation.
    let answer = copy(text);
    spawn(async move { then(answer.await) });
}

/// `navigator.clipboard`, which web-sys types as always present.
fn modern() -> Option<web_sys::Clipboard> {
    let navigator: Navigator = web_sys::window()?.navigator();
    let clipboard = navigator.clipboard();
    (!clipboard.is_undefined() && !clipboard.is_null()).then_some(clipboard)
}

fn copy_by_selection(text: &str) -> Result<(), ClipboardError> {
    let document = dom::document().ok_or(ClipboardError::Missing)?;
    let body = document.body().ok_or(ClipboardError::Missing)?;
    let html: &HtmlDocument = document.dyn_ref().ok_or(ClipboardError::Missing)?;
    let focused = document.active_element();
    let field: HtmlTextAreaElement = document
        .create_element("textarea")
        .ok()
        .and_then(|element| element.dyn_into().ok())
        .ok_or(ClipboardError::Missing)?;
    field.set_value(text);
    field.set_read_only(true);
    // Out of sight, but selectable; a style attribute would break the page's policy.
    field.set_class_name("offscreen");
    body.append_child(&field)
        .map_err(|_| ClipboardError::Missing)?;
    field.select();
    let copied = html.exec_command("copy").unwrap_or(false);
    field.set_value("");
    field.remove();
    if let Some(focused) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // Losing the focus is no reason to say that the copy failed.
        let _ = focused.focus();
    }
    if copied {
        Ok(())
    } else {
        Err(ClipboardError::Refused)
    }
}
