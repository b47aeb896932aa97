//! The server record: what a server keeps of the key on screen, as a form and as the texts that follow from it.
//!
//! A part of its own, which the Token tab opens from the key's card. It gets the hash and the masked form, never the
//! key.

mod form;
mod rotate;
mod snippet;
mod state;
mod words;

use crate::components::alert::Alert;
use crate::components::tabs::{TabList, TabPanel};
use crate::engine::key::record::check::CheckLanguage;
use crate::engine::key::record::leak::find_in_history;
use crate::engine::key::record::output::RecordOutput;
use crate::engine::key::record::store::{RecordDatabase, SecretStore};
use crate::engine::key::record::usage::Caller;
use crate::pages::mounting::{announce, mount_at, with_styles};
use form::RecordForm;
use leptos::prelude::*;
use rotate::RotateView;
use snippet::{Choice, Snippet};
pub use state::Subject;
use state::{REVOKE, RecordState, now};

/// Where the record is to be mounted, and of which keys it is.
#[derive(Clone, Copy)]
pub struct RecordOrder {
    place: &'static str,
    subject: Signal<Option<Subject>>,
}

impl RecordOrder {
    /// A record in the element with this id.
    pub fn new(place: &'static str, subject: Signal<Option<Subject>>) -> Self {
        Self { place, subject }
    }
}

/// Mounts the record.
pub fn mount(order: RecordOrder) {
    let RecordOrder { place, subject } = order;
    with_styles(include_str!("../../style/record.css"));
    mount_at(
        place,
        move || view! { class="lk", <RecordPart subject=subject announce=announce()/> },
    );
}

const ID: &str = "record";
const VIEWS: [(&str, &str); 6] = [
    ("text", words::VIEW_RECORD),
    ("store", words::VIEW_STORE),
    ("use", words::VIEW_USE),
    ("check", words::VIEW_CHECK),
    ("rotate", words::VIEW_ROTATE),
    ("leak", words::VIEW_LEAK),
];

/// The group "Server record".
#[component]
pub fn RecordPart(
    /// The keys of the records.
    subject: Signal<Option<Subject>>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let state = RecordState::new(subject);
    let (alert, set_alert) = signal(None);
    let view = RwSignal::new(VIEWS[0].0);
    let output = RwSignal::new(RecordOutput::default());
    let store = RwSignal::new(SecretStore::default());
    let database = RwSignal::new(RecordDatabase::default());
    let caller = RwSignal::new(Caller::default());
    let language = RwSignal::new(CheckLanguage::default());

    let records = Memo::new(move |_| state.records());
    let text = Memo::new(move |_| {
        let records = records.read();
        if records.is_empty() {
            String::new()
        } else {
            output.get().write(&records, now())
        }
    });
    let stored = Memo::new(move |_| {
        let terms = state.terms();
        terms.map_or_else(String::new, |terms| store.get().write(&terms))
    });
    let checked = Memo::new(move |_| match (&*subject.read(), state.terms()) {
        (Some(subject), Some(terms)) => language.get().write(&subject.spec, &terms),
        _ => String::new(),
    });
    let leaked = Memo::new(move |_| {
        let subject = subject.read();
        let key = subject.as_ref().and_then(|subject| subject.keys.first());
        key.map_or_else(String::new, find_in_history)
    });
    let is_wrong = Memo::new(move |_| state.form.read().terms.is_none());
    let of_one = move || match subject.read().as_ref().map(|subject| &subject.keys[..]) {
        Some([key]) => key.masked.clone(),
        _ => String::new(),
    };
    let of = move || match subject.read().as_ref().map(|subject| &subject.keys[..]) {
        None | Some([]) => words::NO_KEY.to_owned(),
        Some([_]) => words::OF_KEY.to_owned(),
        Some(keys) => words::of_keys(keys.len()),
    };
    let is_revoking =
        Memo::new(move |_| state.fate.get() == REVOKE && matches!(&*state.old.read(), Some(Ok(_))));
    let steps = move |steps: &'static [&'static str]| {
        let step = |step: &&'static str| view! { class="lk", <li>{*step}</li> };
        steps.iter().map(step).collect_view()
    };
    view! { class="lk",
        <section role="group" class="card record" aria-labelledby="record-title">
            <div class="top">
                <div class="title">
                    <h2 id="record-title">{words::SERVER_RECORD}</h2>
                    <p>{of}" "<code>{of_one}</code></p>
                </div>
                <p class="note about">{words::NEVER_THE_KEY}</p>
                <RecordForm state=state/>
            </div>
            <div class="band">
                <Alert message=alert/>
                <p class="error" aria-live="polite">
                    {move || (is_wrong.get() && !is_revoking.get()).then_some(words::CORRECT_FIRST)}
                </p>
                <TabList
                    id=ID
                    label=words::VIEWS
                    tabs=VIEWS.to_vec()
                    value=view
                    on_change=move |tab| view.set(tab)
                />
                <TabPanel id=ID tab="text" value=view>
                    <Snippet
                        choice=Some(Choice {
                            id: "record-output",
                            label: words::RECORD_AS,
                            options: RecordOutput::ALL.map(|output| (output.id(), output.label())).to_vec(),
                            value: Signal::derive(move || output.get().id()),
                            on_change: Callback::new(move |id: String| output.set(id.parse().unwrap_or_default())),
                        })
                        label=words::RECORD_TEXT
                        copied=words::RECORD_TEXT
                        copy_label=words::COPY_RECORD
                        text=text
                        file=Signal::derive(move || Some((output.get().file_name(), words::OF_RECORD)))
                        announce=announce
                        set_alert=set_alert
                    />
                </TabPanel>
                <TabPanel id=ID tab="store" value=view>
                    <p class="note about">{words::STORE_ABOUT}</p>
                    <Snippet
                        choice=Some(Choice {
                            id: "record-store",
                            label: words::STORE_IN,
                            options: SecretStore::ALL.map(|store| (store.id(), store.label())).to_vec(),
                            value: Signal::derive(move || store.get().id()),
                            on_change: Callback::new(move |id: String| store.set(id.parse().unwrap_or_default())),
                        })
                        label=words::STORE_TEXT
                        copied=words::STORE_COPIED
                        copy_label=words::COPY_STORE
                        text=stored
                        announce=announce
                        set_alert=set_alert
                    />
                    <p class="note about">{words::STORE_RECORD}</p>
                    <Snippet
                        choice=Some(Choice {
                            id: "record-database",
                            label: words::DATABASE,
                            options: RecordDatabase::ALL.map(|database| (database.id(), database.label())).to_vec(),
                            value: Signal::derive(move || database.get().id()),
                            on_change: Callback::new(move |id: String| database.set(id.parse().unwrap_or_default())),
                        })
                        label=words::DATABASE_TEXT
                        copied=words::DATABASE_COPIED
                        copy_label=words::COPY_DATABASE
                        text=Signal::derive(move || database.get().command())
                        announce=announce
                        set_alert=set_alert
                    />
                </TabPanel>
                <TabPanel id=ID tab="use" value=view>
                    <p class="note about">{words::USE_ABOUT}</p>
                    <Snippet
                        choice=Some(Choice {
                            id: "record-use",
                            label: words::CALL_WITH,
                            options: Caller::ALL.map(|caller| (caller.id(), caller.label())).to_vec(),
                            value: Signal::derive(move || caller.get().id()),
                            on_change: Callback::new(move |id: String| caller.set(id.parse().unwrap_or_default())),
                        })
                        label=words::USE_TEXT
                        copied=words::USE_COPIED
                        copy_label=words::COPY_USE
                        text=Signal::derive(move || caller.get().text().to_owned())
                        announce=announce
                        set_alert=set_alert
                    />
                </TabPanel>
                <TabPanel id=ID tab="check" value=view>
                    <p class="note about">{words::CHECK_ABOUT}</p>
                    <Snippet
                        choice=Some(Choice {
                            id: "record-language",
                            label: words::LANGUAGE,
                            options: CheckLanguage::ALL.map(|language| (language.id(), language.label())).to_vec(),
                            value: Signal::derive(move || language.get().id()),
                            on_change: Callback::new(move |id: String| language.set(id.parse().unwrap_or_default())),
                        })
                        label=words::CHECK_TEXT
                        copied=words::CHECK_TEXT
                        copy_label=words::COPY_CHECK
                        text=checked
                        file=Signal::derive(move || Some((language.get().file_name(), words::OF_CHECK)))
                        announce=announce
                        set_alert=set_alert
                    />
                </TabPanel>
                <TabPanel id=ID tab="rotate" value=view>
                    <RotateView state=state announce=announce set_alert=set_alert/>
                </TabPanel>
                <TabPanel id=ID tab="leak" value=view>
                    <ol class="steps">{steps(&words::LEAK_STEPS)}</ol>
                    <Snippet
                        choice=None
                        label=words::LEAK_TEXT
                        copied=words::LEAK_COPIED
                        copy_label=words::COPY_LEAK
                        text=leaked
                        announce=announce
                        set_alert=set_alert
                    />
                </TabPanel>
            </div>
        </section>
    }
}
