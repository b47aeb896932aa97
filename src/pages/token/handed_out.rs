//! What servers hand to people, a part of its own: it is loaded when one of its formats is first chosen.

use super::words;
use crate::browser::parts::PartError;
use crate::browser::task::spawn;
use crate::components::alert::Alert;
use crate::engine::key::format::Format;
use crate::pages::codes::CodesOrder;
use leptos::prelude::*;
use std::pin::Pin;

/// Where the part is mounted.
const PLACE: &str = "handed-out";

/// Loads the part and mounts it. The program is cut in the binary, as for the tabs.
pub type LoadCodes = fn(CodesOrder) -> Pin<Box<dyn Future<Output = Result<(), PartError>>>>;

/// How far the part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Absent,
    Loading,
    Here,
}

/// The part's place, in the key's card.
#[component]
pub fn HandedOut(
    /// The chosen format, where it is one of the part's.
    #[prop(into)]
    wanted: Signal<Option<Format>>,
    /// Loads the part.
    load: LoadCodes,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Absent);
    let (alert, set_alert) = signal(None);
    let open = move || {
        if stage.get_untracked() != Stage::Absent {
            return;
        }
        stage.set(Stage::Loading);
        set_alert.set(None);
        spawn(async move {
            match load(CodesOrder::new(PLACE, wanted)).await {
                Ok(()) => stage.set(Stage::Here),
                Err(error) => {
                    stage.set(Stage::Absent);
                    set_alert.set(Some(error.to_string()));
                }
            }
        });
    };
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
