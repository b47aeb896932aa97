//! "In your .env": the private key as the reader of a file takes it.

use super::choices::Choices;
use super::forms::FormDesk;
use super::making::PairState;
use super::words;
use crate::browser::ask::Ask;
use crate::components::field::Field;
use crate::components::select::SelectField;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::env_line::EnvLine;
use crate::engine::bundle::output::Output;
use crate::engine::protocol::pair::WriteEnvLine;
use crate::pages::copying::copy_secret_then;
use leptos::prelude::*;

/// The private key of the pair as PEM, for the worker.
fn pem(making: PairState) -> Option<Secret> {
    let pair = making.pair().read();
    let pem = pair.as_ref()?.private_pem()?;
    Some(Secret::from(pem.expose()))
}

/// The band with the line for a `.env`.
#[component]
pub fn EnvBand(
    /// The pair, and what to do with it.
    desk: FormDesk,
    /// The reader and the form.
    choices: Choices,
) -> impl IntoView {
    let making = desk.making;
    let (output, form) = (choices.output, choices.form);
    let name = RwSignal::new(String::new());
    let line = RwSignal::new(None::<Result<EnvLine, String>>);
    let ask = StoredValue::new_local(Ask::default());
    // The usual name, as long as nobody types another.
    Effect::new(move |last: Option<String>| {
        let usual = words::variable(making.wish().read().options.purpose).to_owned();
        let is_own = last.is_some_and(|last| *name.read_untracked() != last);
        if !is_own {
            name.set(usual.clone());
        }
        usual
    });
    Effect::new(move |_| {
        let request = pem(making).map(|pem| WriteEnvLine {
            output: output.get(),
            name: name.get().trim().to_owned(),
            pem,
            form: form.get(),
        });
        let Some(request) = request else {
            // What its memory holds goes with the pair.
            ask.with_value(Ask::end);
            line.set(None);
            return;
        };
        ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| {
                line.set(Some(match reply {
                    Ok(reply) => reply.body,
                    Err(error) => Err(error.to_string()),
                }));
            });
        });
    });
    let shown = move || {
        let line = line.read();
        let line = line.as_ref()?.as_ref().ok()?;
        Some(if making.is_shown().get() {
            line.text.expose().to_owned()
        } else {
            line.masked.clone()
        })
    };
    let error = Memo::new(move |_| {
        line.read()
            .as_ref()
            .and_then(|line| line.as_ref().err().cloned())
    });
    let is_there = Memo::new(move |_| line.read().is_some());
    let has_line = Memo::new(move |_| matches!(&*line.read(), Some(Ok(_))));
    let note = move || {
        let line = line.read();
        line.as_ref()
            .and_then(|line| line.as_ref().ok())
            .map(|line| line.note.clone())
    };
    let read_back = move || {
        let line = line.read();
        let lines = line.as_ref().and_then(|line| line.as_ref().ok());
        let lines = lines.map(|line| line.read_back.clone()).unwrap_or_default();
        let row = |(language, code): (String, String)| {
            view! { class="lk",
                <div><dt>{language}</dt><dd><code>{code}</code></dd></div>
            }
        };
        lines.into_iter().map(row).collect_view()
    };
    let copy = move |_| {
        if let Some(Ok(line)) = &*line.read_untracked() {
            copy_secret_then(line.text.expose(), desk.copied(words::LINE));
        }
    };
    let forms = [words::BEST_FORM]
        .into_iter()
        .chain(EnvForm::ALL.map(|form| (form.id(), form.label())))
        .collect::<Vec<_>>();
    view! { class="lk",
        <div class="band" role="group" aria-labelledby="keypair-env" hidden=move || !is_there.get()>
            <h2 id="keypair-env">{words::IN_YOUR_ENV}</h2>
            <div class="env-options">
                <SelectField
                    id="keypair-output"
                    label=words::READER
                    options=Output::ALL.map(|output| (output.id(), output.label())).to_vec()
                    value=Signal::derive(move || output.get().id())
                    on_change=move |id: String| output.set(id.parse().unwrap_or(Output::Dotenv))
                />
                <Field
                    id="keypair-variable"
                    label=words::VARIABLE
                    value=name
                    on_input=move |text| name.set(text)
                />
                <SelectField
                    id="keypair-env-form"
                    label=words::ENV_FORM
                    options=forms
                    value=Signal::derive(move || form.get().map_or(words::BEST_FORM.0, EnvForm::id))
                    on_change=move |id: String| form.set(id.parse().ok())
                />
            </div>
            <p class="error" aria-live="polite">{error}</p>
            <div class="row" hidden=move || !has_line.get()>
                <pre
                    role="group"
                    aria-label=words::LINE
                    class="form-text"
                    class:whole=move || making.is_shown().get()
                >{shown}</pre>
                <button type="button" class="button small" on:click=copy>{words::COPY_LINE}</button>
            </div>
            <div hidden=move || !has_line.get()>
                <p class="note">{note}</p>
                <dl class="read-back" aria-label=words::READ_BACK>{read_back}</dl>
            </div>
        </div>
    }
}
