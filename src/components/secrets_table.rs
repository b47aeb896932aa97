//! The variables of a bundle, each with its format and a button that makes it anew.

use crate::engine::bundle::RowId;
use leptos::prelude::*;

/// A variable as the table shows it, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretRow {
    /// What the row is known by while its bundle lives.
    pub id: RowId,
    /// The variable's name.
    pub name: String,
    /// The format of its value, in words.
    pub format: String,
}

/// The table "Secrets".
#[component]
pub fn SecretsTable(
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Vec<SecretRow>>,
    /// Called with the name of the variable to make anew.
    #[prop(into)]
    on_regenerate: Callback<String>,
) -> impl IntoView {
    view! { class="lk",
        <table class="secrets" aria-label="Secrets">
            <thead>
                <tr>
                    <th scope="col">"Variable"</th>
                    <th scope="col"><span class="unseen">"Action"</span></th>
                </tr>
            </thead>
            <tbody>
                // Another bundle counts its ids anew, so the name belongs to the key.
                <For each=move || rows.get() key=|row| (row.id, row.name.clone()) let:row>
                    <SecretsRow row=row on_regenerate=on_regenerate/>
                </For>
            </tbody>
        </table>
    }
}

/// One variable.
#[component]
fn SecretsRow(
    /// The variable.
    row: SecretRow,
    /// Called with its name to make it anew.
    on_regenerate: Callback<String>,
) -> impl IntoView {
    let button = format!("Regenerate {}", row.name);
    let name = row.name.clone();
    view! { class="lk",
        <tr>
            <td>
                <code>{row.name}</code>
                <span class="hint">{row.format}</span>
            </td>
            <td>
                <button
                    type="button"
                    class="button small"
                    aria-label=button
                    on:click=move |_| on_regenerate.run(name.clone())
                >
                    "Regenerate"
                </button>
            </td>
        </tr>
    }
}
