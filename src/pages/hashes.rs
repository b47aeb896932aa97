//! The Hashes tab: digests of texts and of files, and password hashes, one of the three at a time.

mod checksum_list;
mod choices;
mod config;
mod entry;
mod file_hashes;
mod file_row;
mod files;
mod further;
mod hashed;
mod link;
mod options;
mod password_costs;
mod password_hash;
mod passwords;
mod ruling;
mod stored_forms;
mod sums_check;
mod text;
mod text_digests;
mod text_view;
mod view;
mod words;

pub use view::HashesView;

use crate::browser::{fragment, storage};
use crate::components::alert::Alert;
use crate::components::tabs::{TabList, TabPanel};
use crate::engine::password::PasswordDraft;
use crate::pages::forgetting::ForgetOptions;
use crate::pages::mounting::{announce, mount_at, with_styles};
use crate::pages::words::OPTIONS_FORGOTTEN;
use choices::HashChoices;
use files::FilesView;
use leptos::prelude::*;
use link::{HashCopyLink, HashLinkLine};
use passwords::PasswordsView;
use text_view::TextView;

/// What the ids of the tabs and panels begin with.
const ID: &str = "hashes";
/// Where the scheme and its costs are remembered.
const PASSWORDS_REMEMBERED: &str = "latchkey.passwords";

/// Mounts the tab.
pub fn mount() {
    with_styles(include_str!("../../style/hashes.css"));
    mount_at(
        "rest-hashes",
        || view! { class="lk", <HashesPage announce=announce()/> },
    );
}

/// The Hashes tab.
#[component]
pub fn HashesPage(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let choices = HashChoices::remembered();
    let line = storage::get(PASSWORDS_REMEMBERED).unwrap_or_default();
    let draft = RwSignal::new(PasswordDraft::from_line(&line));
    Effect::new(move |_| storage::keep(PASSWORDS_REMEMBERED, &draft.read().to_line()));
    let are_usual =
        Memo::new(move |_| choices.are_usual() && *draft.read() == PasswordDraft::default());
    let forget = Callback::new(move |()| {
        choices.reset();
        draft.set(PasswordDraft::default());
        announce.run(OPTIONS_FORGOTTEN.to_owned());
    });

    let open = RwSignal::new(HashesView::of(&fragment::get()));
    let listener = fragment::on_change(move |fragment| {
        let view = HashesView::of(&fragment);
        if fragment::tab(&fragment) == ID && view != open.get_untracked() {
            open.set(view);
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
    let choose = move |view: HashesView| {
        if view != open.get_untracked() {
            open.set(view);
            fragment::set(view.fragment());
        }
    };
    let value = Signal::derive(move || open.get().id());
    let tabs = HashesView::ALL
        .map(|view| (view.id(), view.label()))
        .to_vec();
    let by_id = move |id: &'static str| {
        choose(
            HashesView::ALL
                .into_iter()
                .find(|view| view.id() == id)
                .unwrap_or_default(),
        );
    };

    view! { class="lk",
        <HashLinkLine choices=choices/>
        <TabList id=ID label=words::HASH_OF tabs=tabs value=value on_change=by_id/>
        <TabPanel id=ID tab=HashesView::Text.id() value=value>
            <TextView choices=choices announce=announce/>
        </TabPanel>
        <TabPanel id=ID tab=HashesView::Files.id() value=value>
            <FilesView
                choices=choices
                on_take=move |()| choose(HashesView::Files)
                announce=announce
            />
        </TabPanel>
        <TabPanel id=ID tab=HashesView::Passwords.id() value=value>
            <PasswordsView draft=draft announce=announce/>
        </TabPanel>
        <HashCopyLink choices=choices announce=announce set_alert=set_alert/>
        <Alert message=alert/>
        <div class="forget">
            <ForgetOptions are_usual=are_usual on_forget=forget hint=words::REMEMBERED_HINT/>
        </div>
    }
}
