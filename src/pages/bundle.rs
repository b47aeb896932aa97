//! The Bundle tab: the secrets of an application in the formats it expects, as a finished `.env`.

use crate::browser::rng::BrowserRng;
use crate::browser::{clock, dom, download, lifecycle};
use crate::components::alert::Alert;
use crate::components::secrets_table::{SecretRow, SecretsTable};
use crate::components::select::SelectField;
use crate::engine::bundle::output::{Output, Rendered};
use crate::engine::bundle::preset::Preset;
use crate::engine::bundle::{Bundle, BundleError, RowId};
use crate::pages::copying::copy_shown;
use leptos::{html, prelude::*};

/// The reader that the file is written for.
const OUTPUT: Output = Output::Dotenv;

/// The Bundle tab.
#[component]
pub fn BundlePage(
    /// Says a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let rng = StoredValue::new_local(BrowserRng::new());
    let preset = RwSignal::new(Preset::ALL[0]);
    let bundle = RwSignal::new(Bundle::new());
    let (alert, set_alert) = signal(None);
    let in_clear = NodeRef::<html::Pre>::new();

    let fill = move || {
        let made = rng.try_update_value(|rng| {
            Bundle::from_preset(preset.get_untracked(), clock::seconds(), rng)
        });
        match made {
            Some(Ok(made)) => {
                set_alert.set(None);
                bundle.set(made);
            }
            Some(Err(error)) => {
                set_alert.set(Some(error.to_string()));
                bundle.set(Bundle::new());
            }
            None => {}
        }
    };
    fill();

    let choose = move |id: String| {
        preset.set(id.parse().unwrap_or(Preset::ALL[0]));
        fill();
    };
    let changed = move |answer: Result<Vec<RowId>, BundleError>| match answer {
        Ok(changed) => {
            set_alert.set(None);
            announce.run(in_words(&bundle.read_untracked(), &changed));
        }
        Err(error) => set_alert.set(Some(error.to_string())),
    };
    let regenerate = move |name: String| {
        let answer = rng
            .try_update_value(|rng| {
                bundle.try_update(|bundle| bundle.regenerate(&name, clock::seconds(), rng))
            })
            .flatten();
        answer.map(changed);
    };
    let regenerate_all = move |_| {
        let answer = rng
            .try_update_value(|rng| {
                bundle.try_update(|bundle| bundle.regenerate_all(clock::seconds(), rng))
            })
            .flatten();
        answer.map(changed);
    };
    let with_text = move |use_text: &dyn Fn(&str)| match bundle.read_untracked().render(OUTPUT) {
        Ok(rendered) => use_text(rendered.text.expose()),
        Err(refusals) => set_alert.set(refusals.first().map(ToString::to_string)),
    };
    let copy = move |_| with_text(&|text| copy_shown("Bundle", text, announce, set_alert));
    let save = move |_| {
        with_text(&|text| match download::save(OUTPUT.file_name(), text) {
            Ok(()) => announce.run(format!(
                "{} handed to the browser to save.",
                OUTPUT.file_name()
            )),
            Err(error) => set_alert.set(Some(error.to_string())),
        });
    };

    // The text goes to the document by hand: a view would keep a copy of what it shows.
    Effect::new(move |_| {
        let Some(element) = in_clear.get() else {
            return;
        };
        match bundle.read().render(OUTPUT) {
            Ok(Rendered { text, .. }) => dom::show_text(&element, text.expose()),
            Err(_) => dom::show_text(&element, ""),
        }
    });
    let leave = lifecycle::on_leave(move || {
        if let Some(element) = in_clear.get_untracked() {
            dom::show_text(&element, "");
        }
        bundle.set(Bundle::new());
    });
    let back = lifecycle::on_return(fill);
    let listeners = StoredValue::new_local((leave, back));
    on_cleanup(move || listeners.dispose());

    let rows = Memo::new(move |_| {
        let row = |row: &crate::engine::bundle::Row| SecretRow {
            id: row.id(),
            name: row.name().to_owned(),
            format: row.kind().to_string(),
        };
        bundle.read().rows().iter().map(row).collect::<Vec<_>>()
    });
    let notes = Memo::new(move |_| match bundle.read().render(OUTPUT) {
        Ok(rendered) => rendered
            .notes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        Err(refusals) => refusals.iter().map(ToString::to_string).collect(),
    });
    let note_lines = move || {
        notes
            .get()
            .into_iter()
            .map(|note| view! { class="lk", <p class="note">{note}</p> })
            .collect_view()
    };
    let presets = Preset::ALL
        .map(|preset| (preset.id(), preset.label()))
        .to_vec();

    view! { class="lk",
        <div class="options first">
            <SelectField
                id="bundle-preset"
                label="Preset"
                options=presets
                value=Signal::derive(move || preset.get().id())
                on_change=choose
            />
        </div>
        <div class="card beside">
            <div class="top">
                <SecretsTable rows=rows on_regenerate=regenerate/>
            </div>
            <div class="band">
                <p class="says"><code>{OUTPUT.file_name()}</code></p>
                <pre node_ref=in_clear role="group" aria-label="Bundle" class="file" tabindex="0"></pre>
                {note_lines}
                <div class="actions">
                    <button type="button" class="button main" on:click=copy>"Copy bundle"</button>
                    <button type="button" class="button" on:click=save>"Download bundle"</button>
                    <button type="button" class="button" on:click=regenerate_all>"Regenerate all"</button>
                </div>
            </div>
        </div>
        <Alert message=alert/>
        <p class="note">
            "Keep this file out of version control. Browsers drop the dot at the start of a file's name: rename the "
            "saved file to .env. Every value comes from the browser's crypto RNG, in the length and "
            "alphabet that the framework's own generator uses."
        </p>
    }
}

/// What was made anew, by name.
fn in_words(bundle: &Bundle, changed: &[RowId]) -> String {
    let names: Vec<&str> = bundle
        .rows()
        .iter()
        .filter(|row| changed.contains(&row.id()))
        .map(crate::engine::bundle::Row::name)
        .collect();
    if names.len() == bundle.rows().len() {
        "All values made anew.".to_owned()
    } else {
        format!("{} made anew.", names.join(", "))
    }
}
