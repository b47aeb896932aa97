//! The keys that were copied since the page was opened: masked, with their hash. They tell later which one it was.

use super::words;
use crate::card::{Card, CopiedKey};
use leptos::prelude::*;

/// The copied keys of the card, from now on.
pub fn watch(card: &Card) -> RwSignal<Vec<CopiedKey>> {
    let keys = RwSignal::new(card.copied_keys());
    let watched = card.clone();
    card.on_copied(move || keys.set(watched.copied_keys()));
    keys
}

/// The list, the latest first; nothing before the first copy.
#[component]
pub fn CopiedKeys(
    /// The keys, the first one first.
    #[prop(into)]
    keys: Signal<Vec<CopiedKey>>,
) -> impl IntoView {
    let rows = move || {
        let rows = keys.get().into_iter().rev().map(|key| {
            view! { class="lk",
                <li>
                    <span>{key.masked}</span>
                    <span class="sha256">{key.sha256}</span>
                </li>
            }
        });
        rows.collect_view()
    };
    view! { class="lk",
        <section class="copied-keys" aria-label=words::COPIED_KEYS hidden=move || keys.read().is_empty()>
            <h2>{words::COPIED_KEYS}</h2>
            <p class="hint">{words::COPIED_KEYS_HINT}</p>
            <ol tabindex="0" aria-label=words::COPIED_KEYS_LIST>{rows}</ol>
        </section>
    }
}
