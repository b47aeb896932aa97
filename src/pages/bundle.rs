//! The Bundle tab: the secrets of an application in the formats it expects, as a finished `.env`.

mod computed;
mod described;
mod file;
mod import;
mod import_errors;
mod import_text;
mod importing;
mod link;
mod presets;
mod result;
mod rotate;
mod rows;
mod secret_editor;
mod secrets_table;
mod state;
mod table;
mod undo;
mod value_field;
mod words;

use crate::browser::{fragment, lifecycle};
use crate::pages::mounting::{announce, mount_at, with_styles};
use computed::{ComputedAlert, ComputedValues};
use file::FileSection;
use import::ImportBox;
use importing::ImportState;
use leptos::prelude::*;
use link::{BundleCopyLink, BundleLinkLine};
use presets::PresetChoice;
use result::ResultHead;
use rows::Rows;
use state::BundleState;
use table::SecretsSection;

/// Mounts the tab.
pub fn mount() {
    with_styles(include_str!("../../style/bundle.css"));
    mount_at(
        "rest-bundle",
        || view! { class="lk", <BundlePage announce=announce()/> },
    );
}

/// The Bundle tab.
#[component]
pub fn BundlePage(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let state = BundleState::new(announce, set_alert);
    state.start_over();
    let computed = ComputedValues::new(state);
    let leave = lifecycle::on_leave(move || {
        state.wipe();
        computed.end();
    });
    let back = lifecycle::on_return(move || state.start_over());
    // The tab is left: what could be undone in it is overwritten.
    let elsewhere = fragment::on_change(move |fragment| {
        if !fragment.starts_with("bundle") {
            state.undo.forget();
        }
    });
    let listeners = StoredValue::new_local((leave, back, elsewhere));
    on_cleanup(move || listeners.dispose());

    let importing = ImportState::new(state);
    let rows = Rows::new(state);
    let imported = Memo::new(move |_| state.bundle.read().is_imported());

    view! { class="lk",
        <BundleLinkLine state=state importing=importing/>
        <div class="sources" class:done=imported>
            <section>
                <h2 class="part-title">{words::START_FROM_FILE}</h2>
                <ImportBox state=state importing=importing/>
            </section>
            <section>
                <h2 class="part-title">{words::START_FROM_PRESET}</h2>
                <PresetChoice state=state importing=importing/>
            </section>
        </div>
        <ComputedAlert values=computed/>
        <ResultHead state=state summary=Memo::new(move |_| importing.summary())/>
        // In the order of the Tab key the file comes first: what most people want next is to copy it.
        <div class="card bundle" class:shown=state.shown>
            <FileSection state=state alert=alert/>
            <div class="top">
                <SecretsSection state=state rows=rows/>
            </div>
        </div>
        <BundleCopyLink state=state announce=announce/>
    }
}
