//! The shell: header, tabs, foot and the status line.

#![allow(
    clippy::must_use_candidate,
    reason = "components are called by the view macro, which uses what they return"
)]

use crate::browser::fragment;
use crate::browser::requests::{RequestObserver, Requests};
use crate::browser::theme::Theme;
use crate::components::fold::Fold;
use crate::components::tabs::{TabList, TabName, TabPanel};
use crate::pages::{bundle::BundlePage, hashes::HashesPage, token::TokenPage};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

const TOKEN: TabName = TabName {
    id: "token",
    label: "Token",
};
const BUNDLE: TabName = TabName {
    id: "bundle",
    label: "Bundle",
};
const HASHES: TabName = TabName {
    id: "hashes",
    label: "Hashes",
};
const TABS: [TabName; 3] = [TOKEN, BUNDLE, HASHES];

/// How long an announcement stays in sight, in milliseconds.
const ANNOUNCEMENT_MS: u32 = 6_000;

/// The id of the tab that a fragment names; Token for any that names none.
fn tab_of(fragment: &str) -> &'static str {
    TABS.iter()
        .find(|tab| tab.id == fragment)
        .unwrap_or(&TOKEN)
        .id
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let (open, set_open) = signal(tab_of(&fragment::get()));
    let listener =
        StoredValue::new_local(fragment::on_change(move |now| set_open.set(tab_of(&now))));
    on_cleanup(move || listener.dispose());
    let on_open = move |tab: &'static str| {
        set_open.set(tab);
        fragment::set(tab);
    };

    let (status, set_status) = signal(String::new());
    let clearing = StoredValue::new_local(None::<Timeout>);
    let announce = Callback::new(move |message: String| {
        set_status.set(message);
        // Storing the new timer drops the old one, which cancels it.
        clearing.set_value(Some(Timeout::new(ANNOUNCEMENT_MS, move || {
            set_status.set(String::new());
        })));
    });

    view! { class="lk",
        <div class="shell">
            <Header/>
            <main>
                <TabList label="Tools" tabs=&TABS open=open on_open=on_open/>
                <TabPanel tab=TOKEN open=open><TokenPage announce=announce/></TabPanel>
                <TabPanel tab=BUNDLE open=open><BundlePage announce=announce/></TabPanel>
                <TabPanel tab=HASHES open=open><HashesPage announce=announce/></TabPanel>
            </main>
            <Foot/>
            <div role="status" class="status">{status}</div>
        </div>
    }
}

/// The name of the page and the switch for its colours.
#[component]
fn Header() -> impl IntoView {
    let (theme, set_theme) = signal(Theme::stored());
    Effect::new(move |_| theme.get().apply());
    view! { class="lk",
        <header class="header">
            <h1>
                <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
                    stroke-linejoin="round" aria-hidden="true">
                    <circle cx="7" cy="12" r="4.5"></circle>
                    <path d="M11.5 12H22v4M17.5 12v3"></path>
                </svg>
                "latchkey"
            </h1>
            <p>"keys, .env secrets and hashes, made in this page"</p>
            <button type="button" class="button small" on:click=move |_| set_theme.update(|theme| *theme = theme.next())>
                "Theme: " {move || theme.get().label()}
            </button>
        </header>
    }
}

/// The requests since the page loaded, and what the page cannot protect from.
#[component]
fn Foot() -> impl IntoView {
    let (requests, set_requests) = signal(Requests::default());
    let observer = StoredValue::new_local(RequestObserver::start(move |more| {
        set_requests.update(|count| {
            count.worker = count.worker.saturating_add(more.worker);
            count.other = count.other.saturating_add(more.other);
        });
    }));
    on_cleanup(move || observer.dispose());
    let words = move || {
        let Requests { worker, other } = requests.get();
        let plural = if other == 1 { "" } else { "s" };
        let besides = if worker == 0 {
            ""
        } else {
            ", besides fetching its own worker"
        };
        format!("{other} request{plural} since this page loaded{besides}")
    };
    view! { class="lk",
        <footer class="foot">
            <p class="requests" class:some=move || requests.get().other != 0>
                <span class="dot" aria-hidden="true"></span>
                <span>{words}</span>
            </p>
            <Fold title="What this cannot protect from" summary="the machine, the browser, the host of this page">
                <p>
                    "The page makes no request after it has loaded, and its policy refuses any that a script in it "
                    "would try. It cannot see what else runs here: an extension may read the page, another program the "
                    "clipboard, and whoever hosts the page decides what code arrives."
                </p>
                <p>
                    "A copied key stays in the clipboard until something else is copied; some systems keep a history "
                    "of it or share it between devices."
                </p>
            </Fold>
        </footer>
    }
}
