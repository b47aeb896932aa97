//! The fields of the options: those of Text and Files, how the text is hashed, and what its digest should be.

use super::choices::HashChoices;
use super::hashed::TextResult;
use super::text::Text;
use super::words;
use crate::components::field::{Field, FieldKind};
use crate::components::left_alone::left_alone;
use crate::components::select::SelectField;
use crate::components::verdict::VerdictLine;
use crate::engine::digest::hmac::KeyFormat;
use crate::engine::digest::{Algorithm, DigestFormat};
use leptos::prelude::*;

/// The choices of a list of algorithms, the sound ones or the broken ones.
fn algorithms(broken: bool) -> Vec<(&'static str, &'static str)> {
    Algorithm::ALL
        .into_iter()
        .filter(|algorithm| algorithm.is_broken() == broken)
        .map(|algorithm| (algorithm.id(), algorithm.label()))
        .collect()
}

/// The algorithm and the encoding.
#[component]
pub fn DigestFields(
    /// The id of the list of algorithms; must be unique on the page.
    algorithm_id: &'static str,
    /// The id of the list of encodings; must be unique on the page.
    encoding_id: &'static str,
    /// The options.
    choices: HashChoices,
) -> impl IntoView {
    let (algorithm, form) = (choices.algorithm, choices.form);
    let forms = move || {
        DigestFormat::ALL
            .into_iter()
            .filter(|form| form.fits(algorithm.get()))
            .map(|form| (form.id(), form.label()))
            .collect::<Vec<_>>()
    };
    view! { class="lk",
        <SelectField
            id=algorithm_id
            label=words::ALGORITHM
            options=algorithms(false)
            apart=(words::BROKEN_ALGORITHMS, algorithms(true))
            value=Signal::derive(move || algorithm.get().id())
            on_change=move |id: String| choices.select(id.parse::<Algorithm>().unwrap_or_default())
            warning=Signal::derive(move || algorithm.get().warning())
        />
        <SelectField
            id=encoding_id
            label=words::ENCODING
            options=Signal::derive(forms)
            value=Signal::derive(move || form.get().id())
            on_change=move |id: String| form.set(id.parse::<DigestFormat>().unwrap_or_default())
        />
    }
}

/// The grid of options below the card of the text.
#[component]
pub fn TextOptions(
    /// The text.
    text: Text,
    /// The options.
    choices: HashChoices,
) -> impl IntoView {
    let algorithm = choices.algorithm;
    let formats = KeyFormat::ALL
        .map(|format| (format.id(), format.label()))
        .to_vec();
    let ruling = Memo::new(move |_| text.ruling());
    let key_error = Memo::new(move |_| match &*text.hashed.read() {
        TextResult::NoKey(error) => Some(error.to_string()),
        _ => None,
    });
    let has_hmac = Memo::new(move |_| algorithm.get().has_hmac());
    let key_hint = move || {
        if let Some(note) = text.key_note.get() {
            note.to_owned()
        } else if has_hmac.get() {
            words::NO_KEY_HINT.to_owned()
        } else {
            words::takes_no_key(algorithm.get())
        }
    };
    view! { class="lk",
        <div class="options">
            <DigestFields algorithm_id="hash-algorithm" encoding_id="hash-encoding" choices=choices/>
            <div class="field">
                <label class="label" for="hash-key">{words::HMAC_KEY}</label>
                <input
                    node_ref=text.key_field
                    id="hash-key"
                    class="input mono unprinted"
                    type="text"
                    {..left_alone()}
                    disabled=move || !has_hmac.get()
                    aria-describedby="hash-key-hint"
                    aria-invalid=move || key_error.read().is_some().then_some("true")
                    on:input=move |_| text.change()
                />
                <div id="hash-key-hint" aria-live="polite">
                    <span class="error" hidden=move || key_error.read().is_none()>{key_error}</span>
                    <span class="hint" hidden=move || key_error.read().is_some()>{key_hint}</span>
                </div>
            </div>
            <SelectField
                id="hash-key-format"
                label=words::KEY_FORMAT
                options=formats
                value=Signal::derive(move || text.key_format.get().id())
                on_change=move |id: String| text.key_format.set(id.parse::<KeyFormat>().unwrap_or_default())
            />
            <div class="wide">
                <Field
                    id="hash-expected"
                    label=words::EXPECTED_OF_TEXT
                    value=text.expected
                    on_input=move |expected| text.expected.set(expected)
                    kind=FieldKind::Lines
                    hint=words::EXPECTED_OF_TEXT_HINT
                />
                <VerdictLine ruling=ruling/>
                <p class="hint" hidden=move || text.not_compared().is_none()>
                    {move || text.not_compared()}
                </p>
            </div>
        </div>
    }
}
