//! Importing a `.env.example` or a `.env`: pasted, chosen or dropped. Whatever is wrong with it is listed,
//! and the box keeps its text.

use super::importing::ImportState;
use super::state::BundleState;
use super::words::{self, listed};
use crate::browser::{drops, files, lifecycle};
use crate::components::left_alone::left_alone;
use crate::components::radio::RadioField;
use crate::components::select::SelectField;
use crate::engine::bundle::import::{ImportFormat, Source};
use leptos::prelude::*;

/// The id of the choice "Automatic".
const AUTOMATIC: &str = "auto";

/// The box "Import .env.example".
#[component]
pub fn ImportBox(
    /// The bundle.
    state: BundleState,
    /// The box.
    importing: ImportState,
) -> impl IntoView {
    let over = RwSignal::new(false);
    drops::take_for("bundle", move |files| importing.take(files));
    let on_drop = move |event: web_sys::DragEvent| {
        let dropped = files::dropped(&event);
        over.set(false);
        if !dropped.is_empty() {
            event.prevent_default();
            importing.take(dropped);
        } else if importing.text.is_empty()
            && let Some(text) = files::dropped_text(&event)
        {
            event.prevent_default();
            importing.take_text(&text);
        } else if importing.text.is_long.get_untracked() {
            // It cannot be edited: a paste or a file replaces it.
            event.prevent_default();
        }
        // Into any other text that is there the browser puts it itself: an edit by hand, as with a paste.
    };
    let leave = StoredValue::new_local(lifecycle::on_leave(move || importing.clear()));
    on_cleanup(move || leave.dispose());
    Effect::new(move |before: Option<u32>| {
        let started = state.started.get();
        if before.is_some_and(|before| before != started) {
            importing.clear();
        }
        started
    });
    Effect::new(move |before: Option<u32>| {
        let undone = state.undone.get();
        if before.is_some_and(|before| before != undone) {
            importing.follow();
        }
        undone
    });

    let errors = importing.errors;
    let problems = move || {
        let lines = errors.get().lines.into_iter();
        lines
            .map(|line| view! { class="lk", <li>{line}</li> })
            .collect_view()
    };
    let fine = move || errors.read().lines.is_empty();
    view! { class="lk",
        <div
            class="import"
            class:over=over
            on:dragover=move |event: web_sys::DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <label class="label" for="bundle-import">{words::IMPORT_LABEL}</label>
            <textarea
                node_ref=importing.text.field
                id="bundle-import"
                class="input unprinted"
                rows="3"
                {..left_alone()}
                placeholder=words::IMPORT_PLACEHOLDER
                aria-describedby="bundle-import-long bundle-import-hint"
                aria-invalid=move || (!fine()).then_some("true")
                readonly=importing.text.is_long
                on:input=move |_| importing.edited()
                on:paste=move |event| importing.paste(&event)
                on:beforeinput=move |event| importing.arrive(&event)
                on:keydown=move |event| {
                    if importing.text.is_emptied_by(&event) {
                        importing.empty();
                    }
                }
            ></textarea>
            <div id="bundle-import-long" aria-live="polite" class="asking">
                <p class="warning" hidden=move || !importing.text.is_long.get()>
                    {words::LONG_TEXT} " "
                    <button type="button" class="link" on:click=move |_| importing.empty()>{words::CLEAR_TEXT}</button>
                </p>
            </div>
            <div role="alert" class="alert" hidden=fine>
                <ul class="problems">{problems}</ul>
                <button
                    type="button"
                    class="button small"
                    hidden=move || !errors.read().repairable
                    on:click=move |_| importing.import(true)
                >
                    {words::CORRECT_AND_IMPORT}
                </button>
            </div>
            <p id="bundle-import-hint" class="hint">{words::IMPORT_HINT}</p>
            <div class="row tight">
                <button type="button" class="button small" on:click=move |_| importing.import(false)>{words::IMPORT}</button>
                <label class="choose">
                    <span class="unseen">{words::IMPORT_A_FILE}</span>
                    <input type="file" on:change=move |event| importing.take(files::chosen(&event))/>
                </label>
            </div>
            <ImportChoices importing=importing/>
        </div>
    }
}

/// What the text is and how it is read, with the question where the page cannot tell.
#[component]
fn ImportChoices(
    /// The import box.
    importing: ImportState,
) -> impl IntoView {
    let source = move || match importing.source.get() {
        Some(Source::Example) => "example",
        Some(Source::Own) => "own",
        None => AUTOMATIC,
    };
    let choose_source = move |chosen| {
        importing.choose_source(match chosen {
            "example" => Some(Source::Example),
            "own" => Some(Source::Own),
            _ => None,
        });
    };
    let readers = std::iter::once((AUTOMATIC, words::AUTOMATIC))
        .chain(ImportFormat::all().map(|reader| (reader.id(), reader.label())))
        .collect::<Vec<_>>();
    let example_means = move || {
        let names = importing.question.get().unwrap_or_default();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        words::example_means(&listed(&names))
    };
    view! { class="lk",
        <div aria-live="polite" class="asking">
            <div class="question" hidden=move || importing.question.read().is_none()>
                <p><b>{words::QUESTION}</b>{words::QUESTION_WHY}</p>
                <p>{example_means}</p>
                <p>{words::OWN_MEANS}</p>
                <div class="row">
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| importing.answer(Source::Example)
                    >
                        {words::IT_IS_AN_EXAMPLE}
                    </button>
                    <button type="button" class="button small" on:click=move |_| importing.answer(Source::Own)>
                        {words::IT_IS_MY_OWN}
                    </button>
                </div>
            </div>
        </div>
        <div class="ways">
        <RadioField
            name="bundle-source"
            label=words::THIS_FILE_IS
            options=vec![(AUTOMATIC, words::AUTOMATIC), ("example", words::EXAMPLE), ("own", words::MY_OWN)]
            value=Signal::derive(source)
            on_change=choose_source
        />
        <SelectField
            id="bundle-reader"
            label=words::READ_AS
            options=readers
            value=Signal::derive(move || importing.shown_reader().map_or(AUTOMATIC, ImportFormat::id))
            on_change=move |id: String| importing.choose_reader(id.parse().ok())
        />
        <ProfileChoice importing=importing/>
        </div>
    }
}

/// The profiles of a schema that has several.
#[component]
fn ProfileChoice(
    /// The import box.
    importing: ImportState,
) -> impl IntoView {
    let profiles = importing.profiles;
    let options = move || {
        let (names, shown) = profiles.get();
        let option = |name: String| {
            let chosen = Some(&name) == shown.as_ref();
            let value = name.clone();
            view! { class="lk", <option value=value prop:selected=chosen>{name}</option> }
        };
        names.into_iter().map(option).collect_view()
    };
    view! { class="lk",
        <div class="field" hidden=move || profiles.read().0.is_empty()>
            <label class="label" for="bundle-profile">{words::PROFILE}</label>
            <span class="select">
                <select
                    id="bundle-profile"
                    class="input"
                    autocomplete="off"
                    on:change:target=move |event| importing.choose_profile(event.target().value())
                >
                    {options}
                </select>
            </span>
        </div>
    }
}
