//! What servers hand to people, a part of its own: it is loaded when one of its formats is first chosen.

use super::part::{LoadPart, OpenedPart};
use super::words;
use crate::components::alert::Alert;
use crate::engine::key::format::Format;
use crate::pages::codes::CodesOrder;
use leptos::prelude::*;

/// Where the part is mounted.
const PLACE: &str = "handed-out";

/// Loads the part.
pub type LoadCodes = LoadPart<CodesOrder>;

/// The part's place, in the key's card.
#[component]
pub fn HandedOut(
    /// The chosen format, where it is one of the part's.
    #[prop(into)]
    wanted: Signal<Option<Format>>,
    /// Loads the part.
    load: LoadCodes,
) -> impl IntoView {
    let part = OpenedPart::new();
    let alert = part.alert();
    let open = move || part.load(load, CodesOrder::new(PLACE, wanted));
    Effect::new(move |_| {
        if wanted.read().is_some() {
            open();
        }
    });
    view! { class="lk",
        <div hidden=move || wanted.read().is_none()>
            <Alert message=alert/>
            <button
                type="button"
                class="button"
                hidden=move || alert.read().is_none()
                on:click=move |_| open()
            >
                {words::TRY_AGAIN}
            </button>
            <div id=PLACE></div>
        </div>
    }
}
