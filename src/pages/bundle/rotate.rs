//! Rotation of an imported `.env`: new secrets, and the old ones beside them for a grace period.

use super::state::BundleState;
use super::words::counted;
use crate::components::check::CheckField;
use crate::engine::bundle::import::Source;
use crate::engine::bundle::reason::Reason;
use leptos::prelude::*;

/// The button "Rotate", while the bundle is an imported one.
#[component]
pub fn Rotation(
    /// The bundle.
    state: BundleState,
) -> impl IntoView {
    let keep = RwSignal::new(true);
    let imported = Memo::new(move |_| state.bundle.read().is_imported());
    let example = Memo::new(move |_| state.bundle.read().source() == Some(Source::Example));
    let rotate = move |_| {
        let keep = keep.get_untracked();
        match state.change_many(|bundle, now, rng| bundle.rotate(keep, now, rng)) {
            Some(Ok(changed)) => {
                state.set_alert.set(None);
                // What else has to be done is said there.
                state.reveal();
                let bundle = state.bundle.read_untracked();
                let rows = bundle.rows().iter();
                let previous = rows.filter(|row| *row.reason() == Reason::Previous).count();
                let made = counted(changed.len(), "secret");
                state.say(if previous == 0 && keep {
                    let why = if bundle.source() == Some(Source::Example) {
                        "the values of an example were never in use"
                    } else {
                        "none was in use"
                    };
                    format!("{made} made anew; no old value kept: {why}.")
                } else if previous == 0 {
                    format!("{made} made anew.")
                } else {
                    let old = counted(previous, "old value");
                    format!("{made} made anew; {old} kept as NAME_PREVIOUS.")
                });
            }
            Some(Err(error)) => state.set_alert.set(Some(error.to_string())),
            None => {}
        }
    };
    view! { class="lk",
        <div class="spread" hidden=move || !imported.get()>
            <CheckField
                label="Keep old values as NAME_PREVIOUS"
                value=keep
                on_change=move |wanted| keep.set(wanted)
            />
            <button type="button" class="button small" on:click=rotate>"Rotate"</button>
        </div>
        <p class="says" hidden=move || !example.get()>
            "Read as an example: there are no old values to keep."
        </p>
    }
}
