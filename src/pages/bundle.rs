//! The Bundle tab: the secrets of an application in the formats it expects, as a finished `.env`.

mod curve;
mod faults;
mod file;
mod import;
mod presets;
mod rotate;
mod rows;
mod table;
mod words;
mod work;

use crate::browser::lifecycle;
use crate::components::alert::Alert;
use crate::pages::mounting::{announce, mount_at, with_styles};
use curve::{Curve, CurveAlert};
use file::FileSection;
use import::ImportBox;
use leptos::prelude::*;
use presets::PresetChoice;
use table::SecretsSection;
use work::Work;

/// Fills in the tab.
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
    /// Says a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let work = Work::new(announce, set_alert);
    work.start_over();
    let curve = Curve::new(work);
    let leave = lifecycle::on_leave(move || {
        work.wipe();
        curve.end();
    });
    let back = lifecycle::on_return(move || work.start_over());
    let listeners = StoredValue::new_local((leave, back));
    on_cleanup(move || listeners.dispose());

    view! { class="lk",
        <div class="sources">
            <PresetChoice work=work/>
            <ImportBox work=work/>
        </div>
        <Alert message=alert/>
        <CurveAlert curve=curve/>
        <div class="card beside">
            <div class="top">
                <SecretsSection work=work/>
            </div>
            <FileSection work=work/>
        </div>
        <p class="note">
            "Keep this file out of version control. Browsers drop the dot at the start of a file's name: rename the "
            "saved file to .env. Every value comes from the browser's crypto RNG, in the length and "
            "alphabet that the framework's own generator uses."
        </p>
    }
}
