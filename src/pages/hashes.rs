//! The Hashes tab: the digest of a text as it is typed, and whether it is the expected one.
//!
//! The text may be a secret. It lives in the field and nowhere else: each change is hashed at once and
//! only the digest is kept.

use crate::browser::dom;
use crate::components::alert::Alert;
use crate::components::band::DigestBand;
use crate::components::field::Field;
use crate::components::select::SelectField;
use crate::engine::hash::whitespace::{self, Edges};
use crate::engine::hash::{self, Algorithm, Digest, Encoding};
use crate::engine::secret::Secret;
use crate::engine::verdict::{self, Verdict};
use crate::pages::copying::copy_shown;
use leptos::{html, prelude::*};

/// What is known of the text without keeping it.
#[derive(Clone, PartialEq, Eq)]
struct Hashed {
    digest: Digest,
    bytes: usize,
    edges: Option<Edges>,
}

impl Hashed {
    fn new(text: &str) -> Self {
        Self {
            digest: hash::digest(Algorithm::default(), text.as_bytes()),
            bytes: text.len(),
            edges: whitespace::inspect(text),
        }
    }
}

/// The Hashes tab.
#[component]
pub fn HashesPage(
    /// Says a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let hashed = RwSignal::new(Hashed::new(""));
    let encoding = RwSignal::new(Encoding::default());
    let expected = RwSignal::new(String::new());
    let (alert, set_alert) = signal(None);
    let text_field = NodeRef::<html::Textarea>::new();

    let read = move |field: &web_sys::HtmlTextAreaElement| {
        let text = Secret::from(field.value());
        hashed.set(Hashed::new(text.expose()));
    };
    let trim = move |_| {
        let Some(field) = text_field.get_untracked() else {
            return;
        };
        let text = Secret::from(field.value());
        dom::set_value(&field, whitespace::trimmed(text.expose()));
        read(&field);
        announce.run("White space removed from both ends.".to_owned());
    };
    let digest = Memo::new(move |_| hashed.read().digest.encode(encoding.get()));
    let verdict = Memo::new(move |_| verdict::compare(&expected.read(), &hashed.read().digest));
    let edges = Memo::new(move |_| hashed.read().edges.as_ref().map(ToString::to_string));
    let says = move || match hashed.read().bytes {
        0 => "SHA-256 of the empty text (0 bytes).".to_owned(),
        1 => "SHA-256 of 1 byte.".to_owned(),
        bytes => format!("SHA-256 of {bytes} bytes, the text as UTF-8."),
    };
    let encodings = Encoding::ALL
        .map(|encoding| (encoding.id(), encoding.label()))
        .to_vec();

    view! { class="lk",
        <div class="card">
            <div class="top">
                <div class="field">
                    <label class="label" for="hash-text">"Text"</label>
                    <textarea
                        node_ref=text_field
                        id="hash-text"
                        class="input"
                        rows="5"
                        autocomplete="off"
                        spellcheck="false"
                        autocapitalize="none"
                        placeholder="Type or paste: the digest follows as you type"
                        aria-describedby="hash-text-warning"
                        on:input:target=move |event| read(&event.target())
                    ></textarea>
                    <div id="hash-text-warning" aria-live="polite">
                        <p class="warning" hidden=move || edges.read().is_none()>
                            {edges} " "
                            <button type="button" class="link" on:click=trim>"Remove it"</button>
                        </p>
                    </div>
                </div>
            </div>
            <DigestBand
                id="hash-digest"
                label="Digest"
                copy_label="Copy digest"
                says=Signal::derive(says)
                digest=digest
                on_copy=move |()| copy_shown("Digest", &digest.read_untracked(), announce, set_alert)
            />
        </div>
        <Alert message=alert/>
        <div class="options">
            <SelectField
                id="hash-encoding"
                label="Encoding"
                options=encodings
                value=Signal::derive(move || encoding.get().id())
                on_change=move |id: String| encoding.set(Encoding::from_id(&id).unwrap_or_default())
            />
            <div class="wide">
                <Field
                    id="hash-expected"
                    label="Expected digest"
                    value=expected
                    on_input=move |text| expected.set(text)
                    hint="Paste a digest in hex or base64 to compare."
                />
                <VerdictLine verdict=verdict/>
            </div>
        </div>
        <p class="note">
            "SHA-256 is right for random keys: nobody can guess 256 random bits, so a fast hash gives nothing away. It is "
            "wrong for passwords, which people choose and machines guess: those need a slow hash such as Argon2id."
        </p>
    }
}

/// The verdict as a plain word and a mark.
#[component]
fn VerdictLine(
    /// The verdict, while something is expected.
    #[prop(into)]
    verdict: Signal<Option<Verdict>>,
) -> impl IntoView {
    let class = move || match *verdict.read() {
        Some(Verdict::Match) => "verdict good",
        _ => "verdict bad",
    };
    let mark = move || match *verdict.read() {
        Some(Verdict::Match) => "✓ ",
        Some(_) => "✗ ",
        None => "",
    };
    let word = move || {
        verdict
            .read()
            .map(|verdict| verdict.to_string())
            .unwrap_or_default()
    };
    let detail = move || {
        verdict
            .read()
            .and_then(Verdict::detail)
            .map(|detail| format!(" {detail}"))
            .unwrap_or_default()
    };
    view! { class="lk",
        <p class=class aria-live="polite" aria-atomic="true">
            <span aria-hidden="true">{mark}</span>
            <b>{word}</b>
            <span class="detail">{detail}</span>
        </p>
    }
}
