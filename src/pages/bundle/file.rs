//! The finished file: its buttons, what is not filled in yet, its reader, and its text, which need not be shown to be
//! copied or saved.

use super::state::BundleState;
use super::words::{self, listed, refused, unfilled};
use crate::browser::{dom, download, lifecycle};
use crate::components::alert::Alert;
use crate::components::select::SelectField;
use crate::engine::bundle::output::Output;
use crate::engine::bundle::rendered::{Note, RenderError};
use crate::pages::copying::copy_secret_then;
use leptos::{html, prelude::*};

/// How many errors are listed.
const LISTED: usize = 20;

/// The element "Bundle", the reader it is written for, and its buttons.
#[component]
pub fn FileSection(
    /// The bundle.
    state: BundleState,
    /// What went wrong last.
    #[prop(into)]
    alert: Signal<Option<String>>,
) -> impl IntoView {
    let text = NodeRef::<html::Pre>::new();
    let rendered = state.rendered;
    // The text goes to the document by hand: a view would keep a copy of what it shows.
    Effect::new(move |_| {
        let Some(element) = text.get() else { return };
        match &*rendered.read() {
            Some(Ok(rendered)) if state.shown.get() => {
                dom::show_lines(&element, rendered.shown());
            }
            Some(Ok(rendered)) => dom::show_lines(&element, &rendered.masked()),
            _ => dom::show_text(&element, ""),
        }
    });
    // At once: text left in the document would return with the page from the back/forward cache.
    let leave = StoredValue::new_local(lifecycle::on_leave(move || {
        if let Some(element) = text.get_untracked() {
            dom::show_text(&element, "");
        }
    }));
    on_cleanup(move || leave.dispose());
    let is_long = Memo::new(move |_| {
        let rendered = rendered.read();
        matches!(&*rendered, Some(Ok(rendered)) if rendered.is_long())
    });
    let notes = Memo::new(move |_| match &*rendered.read() {
        Some(Ok(rendered)) => rendered.notes.iter().map(in_brief).collect(),
        _ => Vec::new(),
    });
    let errors = Memo::new(move |_| match &*rendered.read() {
        Some(Err(errors)) => listed_errors(errors),
        _ => Vec::new(),
    });
    let missing = Memo::new(move |_| {
        // A file without values has none that are missing.
        let holds_values = state.output.get() != Output::Example;
        let unfilled = holds_values.then(|| unfilled(&state.bundle.read().unfilled()));
        unfilled.unwrap_or_default()
    });
    let name = move || state.output.get().file_name();
    let command = move || state.output.get().command();
    let copy_text = move |_| {
        state.with_text(|text| {
            copy_secret_then(text, move |answer| match answer {
                Ok(()) => {
                    state.set_alert.set(None);
                    state.say(words::BUNDLE_COPIED.to_owned());
                }
                Err(error) => {
                    let how = if is_long.get_untracked() {
                        words::DOWNLOAD_INSTEAD
                    } else {
                        words::COPY_BY_HAND
                    };
                    state.set_alert.set(Some(error.with_help(how)));
                }
            });
        });
    };
    let save = move |_| {
        let name = state.output.get_untracked().file_name();
        state.with_text(|text| match download::save(name, text) {
            Ok(()) => {
                state.set_alert.set(None);
                state.say(words::DOWNLOAD_STARTED.to_owned());
            }
            Err(error) => state.set_alert.set(Some(error.to_string())),
        });
    };
    let outputs = Output::ALL
        .map(|output| (output.id(), output.label()))
        .to_vec();
    let lines = |lines: Memo<Vec<String>>, class: &'static str| {
        move || {
            let lines = lines.get().into_iter();
            lines
                .map(|line| view! { class="lk", <p class=class>{line}</p> })
                .collect_view()
        }
    };
    let dotless = move || {
        let name = name();
        let dotted = name.starts_with('.');
        dotted.then(|| words::rename_to(name))
    };
    let committed = move || {
        let secret = state.output.get() != Output::Example;
        secret.then_some(words::KEEP_OUT)
    };
    view! { class="lk",
        <div class="band">
            <div class="beside-file">
                <div class="take">
                    <p class="says which"><code>{name}</code></p>
                    <div class="actions">
                        <button type="button" class="button main" aria-keyshortcuts="c" on:click=copy_text>
                            {words::COPY_BUNDLE}
                        </button>
                        <button type="button" class="button" on:click=save>
                            {words::DOWNLOAD}<span class="unseen">{words::DOWNLOAD_OF}</span>
                        </button>
                    </div>
                    <Alert message=alert/>
                    <div aria-live="polite" class="missing">{lines(missing, "warning")}</div>
                </div>
                <div class="view">
                    <h2 class="unseen">{words::THE_FILE}</h2>
                    <SelectField
                        id="bundle-output"
                        label=words::OUTPUT
                        options=outputs
                        value=Signal::derive(move || state.output.get().id())
                        on_change=move |id: String| {
                            state.choose_output(id.parse().unwrap_or(Output::ALL[0]));
                        }
                    />
                    <div class="row head">
                        <p class="says"><code>{name}</code></p>
                        <button
                            type="button"
                            class="button small"
                            aria-label=move || if state.shown.get() { words::HIDE_VALUES } else { words::SHOW_VALUES }
                            on:click=move |_| state.shown.update(|shown| *shown = !*shown)
                        >
                            {move || if state.shown.get() { words::HIDE } else { words::SHOW }}
                        </button>
                    </div>
                    <pre node_ref=text role="group" aria-label=words::BUNDLE class="file" tabindex="0"></pre>
                    <p class="note" hidden=move || !is_long.get()>{words::BEGINNING_OF_FILE}</p>
                    <div aria-live="polite">{lines(errors, "error")}</div>
                    <p class="says" hidden=move || command().is_none()>{words::TAKEN_BY} <code>{command}</code></p>
                    {lines(notes, "note")}
                    <p class="note">{dotless}" "{committed}</p>
                </div>
            </div>
        </div>
    }
}

/// The first errors, one per line, and how many more there are.
fn listed_errors(errors: &[RenderError]) -> Vec<String> {
    let (first, more) = errors.split_at(errors.len().min(LISTED));
    let mut lines: Vec<String> = first.iter().map(ToString::to_string).collect();
    match more {
        [] => {}
        [one] => lines.push(one.to_string()),
        more => lines.push(refused(more)),
    }
    lines
}

/// A remark in which only the first of many names are spelt out.
fn in_brief(note: &Note) -> String {
    let brief = |names: &[String]| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        vec![listed(&names)]
    };
    match note {
        Note::Differs { names, readers } if names.len() > words::SPELT_OUT => Note::Differs {
            names: brief(names),
            readers: readers.clone(),
        },
        Note::Missing { names, from } if names.len() > words::SPELT_OUT => Note::Missing {
            names: brief(names),
            from: from.clone(),
        },
        Note::LeftOut { names } if names.len() > words::SPELT_OUT => Note::LeftOut {
            names: brief(names),
        },
        Note::InBase64 { names } if names.len() > words::SPELT_OUT => Note::InBase64 {
            names: brief(names),
        },
        Note::Resolved { names } if names.len() > words::SPELT_OUT => Note::Resolved {
            names: brief(names),
        },
        note => note.clone(),
    }
    .to_string()
}
