//! Rotation of an imported `.env`: new secrets, and the old ones beside them for a grace period.

use super::state::BundleState;
use super::words;
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
                let (made, source) = (changed.len(), bundle.source());
                state.say(match previous {
                    0 if keep => words::rotated_none_kept(made, source),
                    0 => words::rotated(made),
                    previous => words::rotated_and_kept(made, previous),
                });
            }
            Some(Err(error)) => state.set_alert.set(Some(error.to_string())),
            None => {}
        }
    };
    view! { class="lk",
        <div class="spread" hidden=move || !imported.get()>
            <CheckField
                label=words::KEEP_OLD_VALUES
                value=keep
                on_change=move |wanted| keep.set(wanted)
            />
            <button type="button" class="button small" on:click=rotate>{words::ROTATE}</button>
        </div>
        <p class="says" hidden=move || !example.get()>
            {words::NO_OLD_VALUES}
        </p>
    }
}
