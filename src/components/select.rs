//! A choice from a list, as the browser's own `select`: every platform's keyboard and touch come with it.

use leptos::prelude::*;

/// A labelled list to choose from.
#[component]
pub fn SelectField(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// The accessible name, shown above the list.
    label: &'static str,
    /// The choices: value and wording.
    options: Vec<(&'static str, &'static str)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value when another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let choices = options
        .into_iter()
        .map(|(id, wording)| {
            view! { class="lk",
                <option value=id prop:selected=move || value.get() == id>{wording}</option>
            }
        })
        .collect_view();
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}</label>
            <span class="select">
                <select
                    id=id
                    class="input"
                    autocomplete="off"
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {choices}
                </select>
            </span>
        </div>
    }
}
