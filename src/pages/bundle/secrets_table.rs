//! The variables of a bundle in their groups, one line each: its format, the decision on it and the reason, its value
//! or a field to enter one, and a button that regenerates it.
//!
//! Made for a thousand rows: a row is a few elements, and its controls are created when it is opened.

use super::secret_editor::{EDITOR_ID, RowChoices, SecretEditor};
use super::value_field::{Entry, ValueField};
use super::words;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::group::Group;
use crate::engine::bundle::{Decision, RowId, format::SecretFormat};
use leptos::{html, prelude::*};

/// How the table shows a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueDisplay {
    /// A value, masked.
    Masked,
    /// A value that is no secret.
    Clear,
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
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that do not depend on each other"
)]
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
    pub value: ValueDisplay,
    /// The field for the value, where a person has to enter it.
    pub entry: Option<Entry>,
    /// Whether a person entered the value.
    pub entered: bool,
    /// What can be changed.
    pub choices: RowChoices,
}

/// A row with a signal of its own, under a key that is unique across bundles.
#[derive(Clone)]
pub struct Line {
    /// The number of the bundle and the row's id.
    pub key: (u32, RowId),
    /// The row.
    pub row: ArcRwSignal<SecretRow>,
    /// The group it is in.
    pub group: Group,
    /// Notified when its value is to be drawn again.
    pub redraw: ArcTrigger,
}

/// A group of the table.
#[derive(Clone, Copy)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// Its heading; empty while the group is.
    pub heading: Signal<String>,
    /// What there is to say beside the heading.
    pub hint: Signal<String>,
    /// Whether it is folded until it is opened.
    pub folds: Signal<bool>,
    /// Whether its rows are in sight.
    pub open: Signal<bool>,
    /// Its rows, in order.
    pub lines: Signal<Vec<Line>>,
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
    /// Shows the value of a row in an element.
    pub draw: Callback<((u32, RowId), ValueDisplay, web_sys::HtmlElement)>,
    /// Puts into a row's field what was entered there.
    pub fill: Callback<((u32, RowId), web_sys::HtmlInputElement)>,
    /// Called with what is entered in a row's field, after every change.
    pub enter: Callback<(RowId, Secret)>,
    /// Called to open or close a folded group.
    pub fold: Callback<Group>,
}

/// The table "Secrets".
#[component]
pub fn SecretsTable(
    /// The groups, in order.
    groups: Vec<GroupView>,
    /// The events of their rows.
    events: RowEvents,
) -> impl IntoView {
    // One at a time: the table stays short, and its controls need no ids of their own.
    let open = RwSignal::new(None);
    let groups = groups
        .into_iter()
        .map(|group| view! { class="lk", <TableGroup group=group open=open events=events/> })
        .collect_view();
    // Roles are explicit, since rows are laid out as grids, which can remove the implicit ones.
    view! { class="lk",
        <table class="secrets" role="table" aria-label=words::SECRETS>
            <thead class="unseen" role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{words::VARIABLE}</th>
                    <th role="columnheader" scope="col">{words::VALUE}</th>
                    <th role="columnheader" scope="col">{words::ACTION}</th>
                </tr>
            </thead>
            {groups}
        </table>
    }
}

/// One group: its heading, which folds it where it is folded, and its rows.
#[component]
fn TableGroup(
    /// The group.
    group: GroupView,
    /// The row whose controls are open.
    open: RwSignal<Option<(u32, RowId)>>,
    /// The events of its rows.
    events: RowEvents,
) -> impl IntoView {
    let GroupView {
        heading,
        hint,
        folds,
        lines,
        ..
    } = group;
    let expanded = move || if group.open.get() { "true" } else { "false" };
    let id = format!("secrets-group-{}", group.group as usize);
    let group_id = id.clone();
    // A memo: `folds` runs at every change of the bundle, and the title is drawn anew only when the answer changes.
    let folds = Memo::new(move |_| folds.get());
    let title = move || {
        if folds.get() {
            view! { class="lk",
                <button
                    type="button"
                    class="folding"
                    aria-expanded=expanded
                    aria-controls=id.clone()
                    on:click=move |_| events.fold.run(group.group)
                >
                    {heading}
                </button>
            }
            .into_any()
        } else {
            view! { class="lk", <span>{heading}</span> }.into_any()
        }
    };
    view! { class="lk",
        <tbody
            id=group_id
            role="rowgroup"
            class="group"
            class:closed=move || !group.open.get()
            hidden=move || heading.read().is_empty()
        >
            <tr role="row" class="title">
                <th role="rowheader" scope="rowgroup" colspan="3">
                    <h2 class="part-title">{title}</h2>
                    <span class="hint">{hint}</span>
                </th>
            </tr>
            <For each=move || lines.get() key=|line| line.key let:line>
                <SecretsRow line=line open=open events=events/>
            </For>
        </tbody>
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
    let Line {
        key, row, redraw, ..
    } = line;
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
            redraw.track();
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
                words::SWITCH_ON
            } else {
                "↻"
            }
        }
    };
    let renew_name = {
        let (row, name) = (row.clone(), name.clone());
        move || {
            if row.read().off {
                words::switch_on(&name)
            } else {
                words::regenerate(&name)
            }
        }
    };
    let entry = {
        let row = row.clone();
        Memo::new(move |_| row.read().entry.as_ref().map(|entry| entry.secret))
    };
    let entered = {
        let row = row.clone();
        Memo::new(move |_| row.read().entered)
    };
    let cell = {
        let (row, name) = (row.clone(), name.clone());
        move || {
            if entry.get().is_none() {
                return view! { class="lk", <code node_ref=value></code> }.into_any();
            }
            let entry = row.read_untracked().entry.clone();
            let entry = entry.unwrap_or(Entry {
                secret: true,
                instead_of: None,
            });
            let fill = move |field| {
                entered.track();
                events.fill.run((key, field));
            };
            view! { class="lk",
                <ValueField
                    name=name.clone()
                    entry=entry
                    fill=Callback::new(fill)
                    on_input=Callback::new(move |text| events.enter.run((id, text)))
                />
            }
            .into_any()
        }
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
    let change_name = words::change(&name);
    view! { class="lk",
        <tr role="row" class:open=is_open class:entering=move || entry.get().is_some()>
            <td role="cell" class="who">
                <code>{name}</code>
                <span class="hint">{says}</span>
            </td>
            <td role="cell" class="value">{cell}</td>
            <td role="cell" class="acts">
                <button
                    type="button"
                    class="button small"
                    aria-label=renew_name
                    hidden=fixed
                    on:click=regenerate
                >
                    {renew}
                </button>
                <button
                    type="button"
                    class="button small change"
                    aria-label=change_name
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    aria-controls=move || is_open().then_some(EDITOR_ID)
                    on:click=toggle
                ></button>
            </td>
            <td role="cell" class="edit">{editor}</td>
        </tr>
    }
}
