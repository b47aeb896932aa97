//! The table "Secrets", the actions on its rows, and which secrets to get from their providers.

use super::rotate::Rotation;
use super::rows::{Rows, is_elsewhere};
use super::secrets_table::{RowEvents, SecretsTable};
use super::state::BundleState;
use super::words::{counted, listed};
use crate::browser::lifecycle;
use crate::engine::bundle::{Bundle, Row};
use leptos::prelude::*;

/// The table and the actions on its rows.
#[component]
pub fn SecretsSection(
    /// The bundle.
    state: BundleState,
) -> impl IntoView {
    let rows = Rows::new(state);
    let leave = StoredValue::new_local(lifecycle::on_leave(move || rows.clear()));
    on_cleanup(move || leave.dispose());
    let events = RowEvents {
        regenerate: Callback::new(move |name: String| state.regenerate(&name)),
        decide: Callback::new(move |(id, decision)| state.decide(id, decision)),
        reformat: Callback::new(move |(id, kind)| {
            state.edit(id, |bundle, now, rng| bundle.set_kind(id, kind, now, rng));
        }),
        draw: Callback::new(move |(key, shown, element)| rows.draw(key, shown, &element)),
    };
    let elsewhere = Memo::new(move |_| elsewhere(&state.bundle.read()));
    let consequences = Memo::new(move |_| consequences(&state.bundle.read()));
    let warnings = move || {
        let lines = consequences.get().into_iter();
        lines
            .map(|line| view! { class="lk", <p class="elsewhere says">{line}</p> })
            .collect_view()
    };
    let count = move || counted(rows.count(), "variable");
    view! { class="lk",
        <div class="spread">
            <p class="says">{count}</p>
            <button type="button" class="button small" on:click=move |_| state.regenerate_all()>"Regenerate all"</button>
        </div>
        <Rotation state=state/>
        <p class="elsewhere says" hidden=move || elsewhere.read().is_none()>{elsewhere}</p>
        <div aria-live="polite">{warnings}</div>
        <SecretsTable rows=Signal::derive(move || rows.shown()) events=events/>
        <button
            type="button"
            class="button small"
            hidden=move || rows.further() == 0
            on:click=move |_| rows.show_further()
        >
            {move || format!("Show more: {} are not listed", rows.further())}
        </button>
    }
}

/// What else has to be done, since values in use were replaced.
fn consequences(bundle: &Bundle) -> Vec<String> {
    let all = bundle.consequences().into_iter();
    all.map(|consequence| {
        let names: Vec<&str> = consequence.names.iter().map(String::as_str).collect();
        format!("{}: {}", listed(&names), consequence.effect.words())
    })
    .collect()
}

/// The secrets that their providers have to issue.
fn elsewhere(bundle: &Bundle) -> Option<String> {
    let rows = bundle.rows().iter();
    let names: Vec<&str> = rows
        .filter(|row| is_elsewhere(row))
        .map(Row::name)
        .collect();
    (!names.is_empty()).then(|| format!("Get from its provider: {}.", listed(&names)))
}
