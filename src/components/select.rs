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
    #[prop(into, default = Vec::new().into())]
    options: Signal<Vec<(&'static str, &'static str)>>,
    /// Choices that stand apart, under this heading.
    #[prop(optional)]
    apart: Option<(&'static str, Vec<(&'static str, &'static str)>)>,
    /// Choices in groups, each under its heading.
    #[prop(optional)]
    groups: Vec<(&'static str, Vec<(&'static str, &'static str)>)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value when another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// A warning about a choice that is allowed.
    #[prop(into, default = None.into())]
    warning: Signal<Option<&'static str>>,
    /// A few words on the chosen value.
    #[prop(into, default = "".into())]
    hint: Signal<&'static str>,
) -> impl IntoView {
    let choice = move |(id, wording): (&'static str, &'static str)| {
        view! { class="lk",
            <option value=id prop:selected=move || value.get() == id>{wording}</option>
        }
    };
    let choices = move || options.get().into_iter().map(choice).collect_view();
    let group = move |(heading, options): (&'static str, Vec<(&'static str, &'static str)>)| {
        view! { class="lk",
            <optgroup label=heading>{options.into_iter().map(choice).collect_view()}</optgroup>
        }
    };
    let groups = apart.into_iter().chain(groups).map(group).collect_view();
    let warning_id = format!("{id}-warning");
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}</label>
            <span class="select">
                <select
                    id=id
                    class="input"
                    autocomplete="off"
                    aria-describedby=warning_id.clone()
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {choices}
                    {groups}
                </select>
            </span>
            <div id=warning_id aria-live="polite">
                <span class="hint" hidden=move || hint.read().is_empty()>{hint}</span>
                <span class="warning" hidden=move || warning.read().is_none()>{warning}</span>
            </div>
        </div>
    }
}
