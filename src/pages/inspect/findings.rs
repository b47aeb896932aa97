//! The findings: of one key all that is known, of several a verdict each.

use super::one::OneKey;
use super::pasted::{FoundKeys, PastedKey};
use super::several::SeveralKeys;
use super::words;
use leptos::prelude::*;

/// The region of the findings.
#[component]
pub fn Findings(
    /// The key and what is known of it.
    pasted: PastedKey,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Where an error of copying goes.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let findings = move || match &*pasted.found().read() {
        FoundKeys::Nothing => {
            view! { class="lk", <p class="says">{words::NOTHING_PASTED}</p> }.into_any()
        }
        FoundKeys::Busy => view! { class="lk", <p class="says">{words::INSPECTING}</p> }.into_any(),
        FoundKeys::Failed(_) => {
            view! { class="lk", <p class="says">{words::NOT_INSPECTED}</p> }.into_any()
        }
        FoundKeys::Known(inspection) => match &inspection.findings[..] {
            [] => view! { class="lk", <p class="says">{words::NO_KEY}</p> }.into_any(),
            [key] => view! { class="lk",
                <OneKey finding=key.clone() announce=announce set_alert=set_alert/>
            }
            .into_any(),
            _ => view! { class="lk", <SeveralKeys inspection=inspection.clone()/> }.into_any(),
        },
    };
    // The button is not part of the findings, which are rebuilt with each answer: so it keeps the focus.
    let further = Memo::new(move |_| match &*pasted.found().read() {
        FoundKeys::Known(inspection) => words::show_further(inspection),
        _ => None,
    });
    view! { class="lk",
        <section class="band findings" aria-label=words::FINDINGS>
            {findings}
            <button
                type="button"
                class="button small"
                hidden=move || further.read().is_none()
                on:click=move |_| pasted.show_further()
            >
                {further}
            </button>
        </section>
    }
}
