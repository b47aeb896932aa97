//! Importing a `.env.example` or a `.env`: pasted, chosen or dropped. Whatever is wrong with it is listed,
//! and the box keeps its text.

use super::import_errors::{ImportErrors, read};
use super::state::BundleState;
use crate::browser::task::spawn;
use crate::browser::{dom, drops, files, lifecycle};
use crate::components::radio::RadioField;
use crate::engine::bundle::import::{Source, parse};
use crate::engine::bundle::output::Output;
use crate::engine::bundle::{Bundle, Class, Decision};
use crate::engine::env::error::repair;
use gloo::timers::future::TimeoutFuture;
use leptos::{html, prelude::*};
use zeroize::Zeroizing;

/// The box "Import .env.example".
#[component]
pub fn ImportBox(
    /// The bundle.
    state: BundleState,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let source = RwSignal::new("tell");
    let errors = RwSignal::new(ImportErrors::default());
    let done = RwSignal::new(None::<String>);
    let over = RwSignal::new(false);
    // A textarea normalises line endings: text from a file is imported as it was until it is edited.
    let from_file = StoredValue::new(None::<Zeroizing<String>>);
    // The number of the latest import: one that is stale, since the next began or the page was left, changes
    // nothing.
    let last = StoredValue::new(0_u32);
    let overtake = move || {
        last.update_value(|last| *last = last.wrapping_add(1));
        last.get_value()
    };

    let import = move |repaired: bool| {
        let typed = || field.get_untracked().map(|field| dom::value(&field));
        let filed = from_file.with_value(Clone::clone);
        let Some(text) = filed.or_else(typed) else {
            return;
        };
        let text = if repaired {
            let text = Zeroizing::new(repair(&text));
            from_file.set_value(None);
            if let Some(field) = field.get_untracked() {
                dom::set_value(&field, &text);
            }
            text
        } else {
            text
        };
        let own = overtake();
        spawn(async move {
            // In tasks of their own: each parses or scans the whole text once.
            TimeoutFuture::new(0).await;
            let parsed = parse(&text);
            TimeoutFuture::new(0).await;
            if last.get_value() != own {
                return;
            }
            if text.trim().is_empty() {
                errors.set(ImportErrors::saying(
                    "There is nothing to import: paste or drop a file first.",
                ));
                return;
            }
            let document = match parsed {
                Ok(document) => document,
                Err(error) => {
                    errors.set(ImportErrors::of(&error));
                    return;
                }
            };
            let dialect = document.dialect();
            let source = match source.get_untracked() {
                "example" => Source::Example,
                "own" => Source::Own,
                _ => Source::of(&document),
            };
            TimeoutFuture::new(0).await;
            if last.get_value() != own {
                return;
            }
            match state.read(document, source) {
                Some(Ok(imported)) => {
                    let words = in_words(&imported, source);
                    TimeoutFuture::new(0).await;
                    if last.get_value() != own {
                        return;
                    }
                    state.accept(imported);
                    errors.set(ImportErrors::default());
                    if state.output.get_untracked() == Output::ALL[0] {
                        state.output.set(Output::for_dialect(dialect));
                    }
                    done.set(Some(words.clone()));
                    state.say(words);
                }
                None => {}
                Some(Err(error)) => errors.set(ImportErrors::of(&error)),
            }
        });
    };
    let take = move |files: Vec<files::ChosenFile>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        spawn(async move {
            match read(&file).await {
                Ok(text) => {
                    if let Some(field) = field.get_untracked() {
                        dom::set_value(&field, &text);
                    }
                    from_file.set_value(Some(text));
                    import(false);
                }
                Err(words) => errors.set(ImportErrors::saying(&words)),
            }
        });
    };
    drops::take_for("bundle", take);
    let on_drop = move |event: web_sys::DragEvent| {
        let dropped = files::dropped(&event);
        over.set(false);
        // The field handles dropped text itself.
        if !dropped.is_empty() {
            event.prevent_default();
            take(dropped);
        }
    };
    let override_source = move |chosen| {
        source.set(chosen);
        if state.bundle.read_untracked().is_imported() {
            import(false);
        }
    };
    let leave = lifecycle::on_leave(move || {
        overtake();
        from_file.set_value(None);
        errors.set(ImportErrors::default());
        done.set(None);
        if let Some(field) = field.get_untracked() {
            dom::set_value(&field, "");
        }
    });
    let leave = StoredValue::new_local(leave);
    on_cleanup(move || leave.dispose());

    let problems = move || {
        let lines = errors.get().lines.into_iter();
        lines
            .map(|line| view! { class="lk", <li>{line}</li> })
            .collect_view()
    };
    let fine = move || errors.read().lines.is_empty();
    let hint = move || {
        let holds = fine() && state.bundle.read().is_imported();
        done.get().filter(|_| holds).unwrap_or_else(|| {
            "Comments, order and quotes stay; only secrets are filled. Nothing leaves this page.".to_owned()
        })
    };
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
            <label class="label" for="bundle-import">"Import .env.example"</label>
            <textarea
                node_ref=field
                id="bundle-import"
                class="input"
                rows="3"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                placeholder="Paste a .env.example or your own .env, or drop the file here"
                aria-describedby="bundle-import-hint"
                aria-invalid=move || (!fine()).then_some("true")
                on:input=move |_| from_file.set_value(None)
            ></textarea>
            <div role="alert" class="alert" hidden=fine>
                <ul class="problems">{problems}</ul>
                <button
                    type="button"
                    class="button small"
                    hidden=move || !errors.read().repairable
                    on:click=move |_| import(true)
                >
                    "Correct and import"
                </button>
            </div>
            <p id="bundle-import-hint" class="hint">{hint}</p>
            <div class="row tight">
                <button type="button" class="button small" on:click=move |_| import(false)>"Import"</button>
                <label class="choose">
                    <span class="unseen">"Import a file"</span>
                    <input type="file" on:change=move |event| take(files::chosen(&event))/>
                </label>
            </div>
            <RadioField
                name="bundle-source"
                label="What it is"
                options=vec![("tell", "Automatic"), ("example", "Example"), ("own", "My own .env")]
                value=source
                on_change=override_source
            />
        </div>
    }
}

/// A summary of an import.
fn in_words(bundle: &Bundle, source: Source) -> String {
    let rows = bundle.rows().iter();
    let (mut minted, mut issued, mut kept) = (0, 0, 0);
    for row in rows {
        match (row.decision(), row.class()) {
            (Decision::Mint | Decision::SameAs(_), _) => minted += 1,
            (_, Class::Issued) => issued += 1,
            _ => kept += 1,
        }
    }
    let source = match source {
        Source::Example => "an example, whose secrets are public",
        Source::Own => "your own .env, whose real values stay",
    };
    format!("Read as {source}: {minted} minted, {kept} kept, {issued} to get from their providers.")
}
