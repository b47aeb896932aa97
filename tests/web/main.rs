//! The browser layer inside a real browser: the RNG, the clipboard and what is left of a copied key; and
//! the hashes as the browser computes them.
//!
//! Faults are injected from JavaScript, where they come from in the wild, and removed again by each test.

#![cfg(target_arch = "wasm32")]

mod ask;
mod hashes;
mod keys;
#[path = "../support/monte.rs"]
mod monte;
#[path = "../support/subtrees.rs"]
mod subtrees;
mod vectors;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use latchkey::browser::clipboard::{self, ClipboardError};
use latchkey::browser::rng::BrowserRng;
use latchkey::card::Card;
use latchkey::engine::base::random::{ByteSource as _, RandomError};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a piece of JavaScript and returns its result.
fn js(source: &str) -> JsValue {
    Function::new_no_args(source)
        .call0(&JsValue::UNDEFINED)
        .expect("the test's own script runs")
}

/// Replaces a property by `fault` until it is dropped.
struct Fault {
    restore: Function,
}

impl Fault {
    fn new(object: &str, property: &str, fault: &str) -> Self {
        let restore = js(&format!(
            "const object = {object}, before = Object.getOwnPropertyDescriptor(object, '{property}');
             Object.defineProperty(object, '{property}', {{ configurable: true, get: () => ({fault}) }});
             return () => before ? Object.defineProperty(object, '{property}', before) : delete object['{property}'];"
        ));
        Self {
            restore: restore.unchecked_into(),
        }
    }

    fn random(fault: &str) -> Self {
        Self::new("Crypto.prototype", "getRandomValues", fault)
    }

    fn clipboard(fault: &str) -> Self {
        Self::new("Navigator.prototype", "clipboard", fault)
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        self.restore
            .call0(&JsValue::UNDEFINED)
            .expect("what was there can be put back");
    }
}

/// Waits until a piece of JavaScript returns true, at the most five seconds.
async fn until(condition: &str) {
    for _ in 0..500 {
        if js(condition).is_truthy() {
            return;
        }
        let pause = js("return new Promise((done) => setTimeout(done, 10));");
        JsFuture::from(pause.unchecked_into::<Promise>())
            .await
            .expect("a timer ends");
    }
    panic!("never came true: {condition}");
}

fn button(name: &str) -> HtmlElement {
    js(&format!(
        "return [...document.querySelectorAll('button')].find((button) => button.textContent === '{name}');"
    ))
    .dyn_into()
    .expect("the button is there")
}

#[wasm_bindgen_test]
fn random_bytes_fill_any_length_and_differ() {
    let mut rng = BrowserRng::new();
    for length in [0, 1, 31, 1023, 1024, 1025, 70_000] {
        let (mut one, mut other) = (vec![0; length], vec![0; length]);
        rng.fill(&mut one).expect("this browser has random numbers");
        rng.fill(&mut other)
            .expect("this browser has random numbers");
        assert!(length < 16 || one != other, "{length} bytes came twice");
    }
}

#[wasm_bindgen_test]
fn a_random_source_that_throws_or_is_missing_gives_no_bytes() {
    for fault in ["() => { throw new Error('no') }", "undefined"] {
        let _fault = Fault::random(fault);
        assert_eq!(
            BrowserRng::new().fill(&mut [0; 32]),
            Err(RandomError::Unavailable),
            "{fault}"
        );
    }
}

#[wasm_bindgen_test]
fn a_random_source_that_does_nothing_is_found_out() {
    let _fault = Fault::random("(bytes) => bytes");
    assert_eq!(
        BrowserRng::new().fill(&mut [0; 32]),
        Err(RandomError::Broken)
    );
    assert_eq!(
        BrowserRng::new().fill(&mut vec![0; 70_000]),
        Err(RandomError::Broken)
    );
}

#[wasm_bindgen_test]
fn a_random_source_that_does_nothing_for_large_requests_is_found_out() {
    let _fault = Fault::random(
        "(bytes) => { if (bytes.length < 2000) bytes.forEach((_, i) => { bytes[i] = Math.random() * 256 }); return bytes }",
    );
    assert_eq!(
        BrowserRng::new().fill(&mut vec![7; 70_000]),
        Err(RandomError::Broken)
    );
}

#[wasm_bindgen_test]
fn a_random_source_that_repeats_itself_is_found_out_at_the_second_draw() {
    let _fault =
        Fault::random("(bytes) => { bytes.forEach((_, i) => { bytes[i] = i }); return bytes }");
    let mut rng = BrowserRng::new();
    assert_eq!(rng.fill(&mut [0; 2048]), Err(RandomError::Broken));
}

#[wasm_bindgen_test]
async fn a_copy_is_what_the_browser_confirmed() {
    let _fault = Fault::clipboard("{ writeText: async (text) => { window.copied = text } }");
    assert_eq!(clipboard::copy("exactly this").await, Ok(()));
    assert_eq!(
        js("return window.copied"),
        JsValue::from_str("exactly this")
    );
}

#[wasm_bindgen_test]
async fn a_refused_copy_is_an_error() {
    let _fault = Fault::clipboard(
        "{ writeText: async () => { throw new DOMException('no', 'NotAllowedError') } }",
    );
    assert_eq!(clipboard::copy("x").await, Err(ClipboardError::Refused));
}

#[wasm_bindgen_test]
async fn without_a_clipboard_only_a_true_of_exec_command_counts() {
    let _fault = Fault::clipboard("undefined");
    for (answer, expected) in [
        ("true", Ok(())),
        ("false", Err(ClipboardError::Missing)),
        (
            "(() => { throw new Error('no') })()",
            Err(ClipboardError::Missing),
        ),
    ] {
        let _command = Fault::new(
            "Document.prototype",
            "execCommand",
            &format!("() => {{ window.copied = document.activeElement.value; return {answer} }}"),
        );
        assert_eq!(clipboard::copy("by selection").await, expected, "{answer}");
        assert_eq!(
            js("return window.copied"),
            JsValue::from_str("by selection")
        );
        assert!(
            js("return document.querySelector('textarea.offscreen') === null").is_truthy(),
            "the field that was copied from is still there"
        );
    }
}

/// The search runs in JavaScript: a key that the test decoded would itself stand in the memory searched.
#[wasm_bindgen_test]
async fn a_copied_key_is_nowhere_in_the_programs_memory() {
    let _fault = Fault::clipboard("{ writeText: async () => {} }");
    let page = Function::new_with_args(
        "page",
        "const shell = new DOMParser().parseFromString(page, 'text/html').querySelector('.shell');
         document.body.append(shell);",
    );
    page.call1(
        &JsValue::UNDEFINED,
        &include_str!("../../index.html").into(),
    )
    .expect("the test's own script runs");
    let card = Card::find().expect("the page has the card's elements");
    card.open();
    until("return document.querySelector('.key .random') !== null").await;
    js("window.random = document.querySelector('.key .random').textContent;");
    let memory =
        Reflect::get(&wasm_bindgen::memory(), &"buffer".into()).expect("a memory has a buffer");
    let count = Function::new_with_args(
        "bytes",
        "const text = new TextDecoder('latin1').decode(bytes.slice());
         return text.split(window.random).length - 1 + text.split(window.random.slice(0, 20)).length - 1;",
    );
    let found = |buffer: &JsValue| {
        count
            .call1(&JsValue::UNDEFINED, &Uint8Array::new(buffer))
            .expect("the test's own script runs")
            .as_f64()
    };
    assert!(
        found(&memory) > Some(0.0),
        "the search finds a key that is there"
    );

    button("Copy key").click();
    until("return document.querySelector('.key').textContent.includes('••••')").await;
    let memory =
        Reflect::get(&wasm_bindgen::memory(), &"buffer".into()).expect("a memory has a buffer");
    assert_eq!(found(&memory), Some(0.0));
    assert!(
        js("return !document.documentElement.outerHTML.includes(window.random)").is_truthy(),
        "the document still holds the key"
    );
    js("document.querySelector('.shell').remove();");
}
