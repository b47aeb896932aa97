//! Copying a text, and knowing whether it was copied.
//!
//! Uses the Clipboard API (`navigator.clipboard.writeText`) or, where the browser does not offer it (on plain HTTP
//! from another host), a selection and `execCommand("copy")`. A copy counts only once the browser has confirmed
//! it. The clipboard is never read.
//!
//! A key that was copied is in the clipboard and nowhere else. Nothing is copied over it without a warning until the
//! page has lost the focus: only then can the person have pasted it somewhere.

use crate::browser::task::spawn;
use crate::browser::{dom, parts, words};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// How long the browser may take to answer, in milliseconds. It may have to ask the person first.
const LIMIT_MS: u32 = 5_000;

/// Why nothing was copied, or not for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardError {
    /// The browser refused: no permission, or the page did not have the focus.
    Refused,
    /// There is no Clipboard API, and the browser did not copy by a selection either.
    Missing,
    /// The browser did not answer, or not in time.
    Silent,
    /// The clipboard holds the only copy of a key. Reported once: the next copy overwrites it.
    HoldsKey,
}

impl fmt::Display for ClipboardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "The browser did not let this page copy. Nothing was copied.",
            Self::Missing => {
                "This browser gives this page no clipboard; most do only over HTTPS. Nothing was copied."
            }
            Self::Silent => "The browser did not say whether it copied.",
            Self::HoldsKey => {
                "Not copied yet: the key is in the clipboard only. Paste it first, or press again to copy this over it."
            }
        })
    }
}

impl std::error::Error for ClipboardError {}

impl ClipboardError {
    /// What went wrong and, where that helps, `how` to copy all the same.
    #[must_use]
    pub fn with_help(self, how: &str) -> String {
        match self {
            Self::HoldsKey => self.to_string(),
            _ => format!("{self} {how}"),
        }
    }
}

/// What the clipboard holds from this page, as far as the page knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardContent {
    /// Nothing secret.
    Nothing,
    /// A secret that is elsewhere too, or could have been pasted there.
    Secret,
    /// The only copy of a key.
    Key,
    /// The same, and the person has been warned.
    KeyAfterWarning,
}

impl ClipboardContent {
    /// Whether a key would be lost if something else were copied.
    #[must_use]
    pub const fn is_only_copy(self) -> bool {
        matches!(self, Self::Key | Self::KeyAfterWarning)
    }
}

/// Why [`held`] may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The browser confirmed a copy.
    Copied,
    /// No copy was confirmed, but the page knows more: the person was warned or went away, a copy failed, or what was
    /// copied is public.
    Known,
}

type ChangeHandler = Rc<dyn Fn(Change)>;

thread_local! {
    static HELD: Cell<ClipboardContent> = const { Cell::new(ClipboardContent::Nothing) };
    /// The number of the latest copy: the browser may still have to answer the ones before.
    static LATEST: Cell<u32> = const { Cell::new(0) };
    static ON_CHANGE: RefCell<Vec<ChangeHandler>> = const { RefCell::new(Vec::new()) };
}

/// What the clipboard holds.
#[must_use]
pub fn held() -> ClipboardContent {
    HELD.get()
}

/// From now on `changed` is called when [`held`] may have changed, for the lifetime of the page.
pub fn on_change(changed: impl Fn(Change) + 'static) {
    ON_CHANGE.with_borrow_mut(|all| all.push(Rc::new(changed)));
}

fn set(held: ClipboardContent, change: Change) {
    HELD.set(held);
    // Cloned: what is called may copy.
    let all = ON_CHANGE.with_borrow(Clone::clone);
    for changed in all {
        changed(change);
    }
}

/// The person turned to another page or program: a key in the clipboard can have been pasted there.
pub fn release() {
    if held().is_only_copy() {
        set(ClipboardContent::Secret, Change::Known);
    }
}

/// What was copied last is no secret.
pub fn release_public() {
    set(ClipboardContent::Nothing, Change::Known);
}

/// Starts to copy `text` at once, while the click still counts as user activation, and resolves when the
/// browser has answered. `text` is not kept.
///
/// # Errors
/// Resolves to [`ClipboardError`] unless the browser confirmed the copy.
pub fn copy(text: &str) -> impl Future<Output = Result<(), ClipboardError>> + use<> {
    let started = start(text);
    async {
        match started {
            Ok(answer) => JsFuture::from(answer)
                .await
                .map(|_| ())
                .map_err(|_| ClipboardError::Refused),
            Err(done) => done,
        }
    }
}

type CopyCallback = Box<dyn FnOnce(Result<(), ClipboardError>)>;

/// What the pressed button says once the copy is confirmed.
const COPIED: Option<&str> = Some(words::COPIED);

/// Copies `text`, which is no secret, and calls `then` with the browser's answer; the first time with
/// [`ClipboardError::HoldsKey`] where the clipboard holds the only copy of a key.
pub fn copy_then(text: &str, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    copy_over(ClipboardContent::Nothing, text, COPIED, Box::new(then));
}

/// The same for a secret that stays on the page.
pub fn copy_secret_then(text: &str, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    copy_over(ClipboardContent::Secret, text, COPIED, Box::new(then));
}

/// Copies `text`, which holds a key, and calls `then` with the browser's answer.
pub fn copy_key_then(text: &str, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    copy_as(ClipboardContent::Key, text, COPIED, Box::new(then));
}

/// Overwrites what the clipboard holds with an empty text and calls `then` with the browser's answer, as
/// [`copy_then`]. `is_pressed` says whether a button was pressed for it, which then says so.
pub fn clear_then(is_pressed: bool, then: impl FnOnce(Result<(), ClipboardError>) + 'static) {
    let answer = is_pressed.then_some(words::CLEARED);
    copy_over(ClipboardContent::Nothing, "", answer, Box::new(then));
}

fn copy_over(what: ClipboardContent, text: &str, answer: Option<&'static str>, then: CopyCallback) {
    if held() == ClipboardContent::Key {
        set(ClipboardContent::KeyAfterWarning, Change::Known);
        spawn(async move { then(Err(ClipboardError::HoldsKey)) });
    } else {
        copy_as(what, text, answer, then);
    }
}

fn copy_as(what: ClipboardContent, text: &str, word: Option<&'static str>, then: CopyCallback) {
    // The copy begins before this returns: afterwards the click may no longer count as user activation.
    let answer = copy(text);
    let number = LATEST.get().wrapping_add(1);
    LATEST.set(number);
    let before = held();
    if what == ClipboardContent::Key {
        // At once: another copy may be requested before the browser answers. Observers are notified after it has.
        HELD.set(what);
    }
    let show = parts::answer_later();
    // Called once: with the answer, or when the time is up.
    let then = Rc::new(Cell::new(Some(then)));
    let late = Rc::clone(&then);
    let limit = Timeout::new(LIMIT_MS, move || {
        if let Some(then) = late.take() {
            // It may have been copied or not; the person is told.
            set(before, Change::Known);
            then(Err(ClipboardError::Silent));
        }
    });
    spawn(async move {
        let answer = answer.await;
        drop(limit);
        if let Some(then) = then.take() {
            if let (Ok(()), Some(word)) = (answer, word) {
                show(word);
            }
            if number == LATEST.get() {
                match answer {
                    // The person has been warned while this copy was pending.
                    Ok(())
                        if held() == ClipboardContent::KeyAfterWarning
                            && what == ClipboardContent::Key =>
                    {
                        set(ClipboardContent::KeyAfterWarning, Change::Copied);
                    }
                    Ok(()) => set(what, Change::Copied),
                    Err(_) if what == ClipboardContent::Key => set(before, Change::Known),
                    Err(_) => {}
                }
            }
            then(answer);
        }
    });
}

/// Starts to copy: the browser's promise, or the outcome where there is none.
///
/// The binding of web-sys does not catch an exception: it would leave this program without running destructors.
fn start(text: &str) -> Result<Promise, Result<(), ClipboardError>> {
    let Some(clipboard) = modern() else {
        return Err(copy_by_selection(text));
    };
    let answer = Reflect::get(&clipboard, &"writeText".into())
        .and_then(|write| {
            write
                .dyn_into::<Function>()?
                .call1(&clipboard, &text.into())
        })
        .map_err(|_| Err(ClipboardError::Refused))?;
    answer.dyn_into().map_err(|_| Err(ClipboardError::Silent))
}

/// `navigator.clipboard`, where there is one.
fn modern() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.is_object().then_some(clipboard)
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
        Err(ClipboardError::Missing)
    }
}
