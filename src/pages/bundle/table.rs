//! The left side of the result: what else has to be done, the table "Secrets" in its groups, and rotation.

use super::rotate::Rotation;
use super::rows::Rows;
use super::secrets_table::{GroupView, RowEvents, SecretsTable};
use super::state::BundleState;
use super::words::{self, heading, hint, listed};
use crate::browser::lifecycle;
use crate::engine::bundle::Bundle;
use crate::engine::bundle::group::Group;
use leptos::prelude::*;

/// The table and the actions on its rows.
#[component]
pub fn SecretsSection(
    /// The bundle.
    state: BundleState,
    /// Its rows.
    rows: Rows,
) -> impl IntoView {
    let leave = StoredValue::new_local(lifecycle::on_leave(move || rows.clear()));
    on_cleanup(move || leave.dispose());
    let events = RowEvents {
        regenerate: Callback::new(move |name: String| state.regenerate(&name)),
        decide: Callback::new(move |(id, decision)| state.decide(id, decision)),
        reformat: Callback::new(move |(id, kind)| {
            state.edit(id, |bundle, now, rng| bundle.set_kind(id, kind, now, rng));
        }),
        draw: Callback::new(move |(key, shown, element)| rows.draw(key, shown, &element)),
        fill: Callback::new(move |(key, field)| rows.fill(key, &field)),
        enter: Callback::new(move |(id, text)| state.enter(id, &text)),
        fold: Callback::new(move |group| rows.toggle(group)),
    };
    let groups = Group::ALL.map(|group| GroupView {
        group,
        heading: Signal::derive(move || heading(group, rows.count_in(group))),
        hint: Signal::derive(move || {
            if group == Group::Kept && !rows.is_open(group) {
                rows.names_in(group)
            } else {
                hint(group).to_owned()
            }
        }),
        folds: Signal::derive(move || rows.folds(group)),
        open: Signal::derive(move || rows.is_open(group)),
        lines: Signal::derive(move || rows.shown(group)),
    });
    let consequences = Memo::new(move |_| consequences(&state.bundle.read()));
    let warnings = move || {
        let lines = consequences.get().into_iter();
        lines
            .map(|line| view! { class="lk", <p class="elsewhere says">{line}</p> })
            .collect_view()
    };
    view! { class="lk",
        <div aria-live="polite">{warnings}</div>
        <SecretsTable groups=groups.to_vec() events=events/>
        <button
            type="button"
            class="button small"
            hidden=move || rows.further() == 0
            on:click=move |_| rows.show_further()
        >
            {move || words::show_further(rows.further())}
        </button>
        <Rotation state=state/>
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
