//! The Bundle tab: the secrets of an application in the formats it expects, as a finished `.env`.

mod file;
mod import;
mod import_errors;
mod importing;
mod link;
mod presets;
mod public_keys;
mod rotate;
mod rows;
mod secret_editor;
mod secrets_table;
mod state;
mod table;
mod words;

use crate::browser::lifecycle;
use crate::components::alert::Alert;
use crate::pages::mounting::{announce, mount_at, with_styles};
use file::FileSection;
use import::ImportBox;
use leptos::prelude::*;
use link::{BundleCopyLink, BundleLinkLine};
use presets::PresetChoice;
use public_keys::{PublicKeyAlert, PublicKeys};
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
    let keys = PublicKeys::new(state);
    let leave = lifecycle::on_leave(move || {
        state.wipe();
        keys.end();
    });
    let back = lifecycle::on_return(move || state.start_over());
    let listeners = StoredValue::new_local((leave, back));
    on_cleanup(move || listeners.dispose());

    view! { class="lk",
        <BundleLinkLine state=state/>
        <div class="sources">
            <PresetChoice state=state/>
            <ImportBox state=state/>
        </div>
        <Alert message=alert/>
        <PublicKeyAlert keys=keys/>
        <div class="card beside">
            <div class="top">
                <SecretsSection state=state/>
            </div>
            <FileSection state=state/>
        </div>
        <p class="note">
            "Keep this file out of version control. Browsers drop the dot at the start of a file's name: rename the "
            "saved file to .env. Every value comes from the browser's crypto RNG, in the length and "
            "alphabet that the framework's own generator uses."
        </p>
        <BundleCopyLink state=state announce=announce/>
    }
}
