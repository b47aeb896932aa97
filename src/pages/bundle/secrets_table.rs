//! The variables of a bundle, each with its format, the decision on it and the reason, its value, and a button
//! that regenerates it.
//!
//! Made for a thousand rows: a row is a few elements, and its controls are created when it is opened.

use super::secret_editor::{Choices, SecretEditor};
use crate::engine::bundle::{Decision, RowId, format::SecretFormat};
use leptos::{html, prelude::*};

/// How the table shows a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A value, masked.
    Masked,
    /// No value.
    Empty,
    /// A value that is still being computed.
    Waiting,
    /// A value that cannot be made here.
    Missing,
    /// A variable that is commented out.
    Off,
}

/// A variable as the table shows it, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretRow {
    /// The row's stable id in its bundle.
    pub id: RowId,
    /// The variable's name.
    pub name: String,
    /// What becomes of it, in words.
    pub decision: String,
    /// Why, in words.
    pub reason: String,
    /// Whether a person has to get it elsewhere.
    pub elsewhere: bool,
    /// Whether it is commented out.
    pub off: bool,
    /// Whether it is a secret that can be regenerated.
    pub own: bool,
    /// What of its value is shown.
    pub value: Shown,
    /// What can be changed.
    pub choices: Choices,
}

/// A row with a signal of its own, under a key that is unique across bundles.
#[derive(Clone)]
pub struct Line {
    /// The number of the bundle and the row's id.
    pub key: (u32, RowId),
    /// The row.
    pub row: ArcRwSignal<SecretRow>,
}

/// The events of a row.
#[derive(Clone, Copy)]
pub struct RowEvents {
    /// Called with the name of a variable to regenerate.
    pub regenerate: Callback<String>,
    /// Called when another decision is chosen for a row.
    pub decide: Callback<(RowId, Decision)>,
    /// Called when another format is chosen for a row.
    pub reformat: Callback<(RowId, SecretFormat)>,
    /// Shows the value of a row in an element. Runs again whenever a signal that it reads changes.
    pub draw: Callback<((u32, RowId), Shown, web_sys::HtmlElement)>,
}

/// The table "Secrets".
#[component]
pub fn SecretsTable(
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Vec<Line>>,
    /// Their events.
    events: RowEvents,
) -> impl IntoView {
    // One at a time: the table stays short, and its controls need no ids of their own.
    let open = RwSignal::new(None);
    // Roles are explicit, since rows are laid out as grids, which can remove the implicit ones.
    view! { class="lk",
        <table class="secrets" role="table" aria-label="Secrets">
            <thead class="unseen" role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Variable"</th>
                    <th role="columnheader" scope="col">"Value"</th>
                    <th role="columnheader" scope="col">"Action"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || rows.get() key=|line| line.key let:line>
                    <SecretsRow line=line open=open events=events/>
                </For>
            </tbody>
        </table>
    }
}

/// One variable.
#[component]
fn SecretsRow(
    /// The variable.
    line: Line,
    /// The row whose controls are open.
    open: RwSignal<Option<(u32, RowId)>>,
    /// Its events.
    events: RowEvents,
) -> impl IntoView {
    let Line { key, row } = line;
    let value = NodeRef::<html::Code>::new();
    let (name, id) = {
        let row = row.read_untracked();
        (row.name.clone(), row.id)
    };
    let is_open = move || open.get() == Some(key);
    let toggle = move |_| open.update(|open| *open = (*open != Some(key)).then_some(key));
    Effect::new({
        let row = row.clone();
        move |_| {
            if let Some(element) = value.get() {
                let shown = row.read().value;
                events.draw.run((key, shown, element));
            }
        }
    });
    let regenerate = {
        let name = name.clone();
        move |_| events.regenerate.run(name.clone())
    };
    let fixed = {
        let row = row.clone();
        move || !row.read().own && !row.read().off
    };
    let renew = {
        let row = row.clone();
        move || {
            if row.read().off {
                "Switch on"
            } else {
                "Regenerate"
            }
        }
    };
    let renew_name = {
        let (renew, name) = (renew.clone(), name.clone());
        move || format!("{} {name}", renew())
    };
    let says = {
        let row = row.clone();
        move || {
            let row = row.read();
            view! { class="lk",
                <span class="what" class:elsewhere=row.elsewhere>{row.decision.clone()}</span>
                " · "
                {row.reason.clone()}
            }
        }
    };
    let editor = {
        let name = name.clone();
        move || {
            is_open().then(|| {
                let row = row.clone();
                let choices = Memo::new(move |_| row.read().choices.clone());
                view! { class="lk",
                    <SecretEditor
                        id=id
                        name=name.clone()
                        choices=choices
                        on_decide=events.decide
                        on_kind=events.reformat
                    />
                }
            })
        }
    };
    let change_name = format!("Change {name}");
    view! { class="lk",
        <tr role="row">
            <td role="cell" class="who">
                <code>{name}</code>
                <span class="hint">{says}</span>
            </td>
            <td role="cell" class="value"><code node_ref=value></code></td>
            <td role="cell" class="acts">
                <button
                    type="button"
                    class="button small"
                    aria-label=change_name
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    on:click=toggle
                >
                    "Change"
                </button>
                <button
                    type="button"
                    class="button small"
                    aria-label=renew_name
                    hidden=fixed
                    on:click=regenerate
                >
                    {renew}
                </button>
            </td>
            <td role="cell" class="edit">{editor}</td>
        </tr>
    }
}
