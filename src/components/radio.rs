//! A choice among a few, all in sight, as a `radiogroup`.

use leptos::prelude::*;

/// A row of radio buttons drawn as one segmented control.
#[component]
pub fn RadioField(
    /// The group's name in the document; must be unique on the page.
    name: &'static str,
    /// The accessible name, shown above the group.
    label: &'static str,
    /// The choices: value and wording.
    options: Vec<(&'static str, &'static str)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value when another is chosen.
    #[prop(into)]
    on_change: Callback<&'static str>,
) -> impl IntoView {
    let label_id = format!("{name}-label");
    let choices = options
        .into_iter()
        .map(|(id, wording)| {
            view! { class="lk",
                <label class="segment">
                    <input
                        type="radio"
                        name=name
                        value=id
                        autocomplete="off"
                        prop:checked=move || value.get() == id
                        on:change=move |_| on_change.run(id)
                    />
                    {wording}
                </label>
            }
        })
        .collect_view();
    view! { class="lk",
        <div class="field">
            <span class="label" id=label_id.clone()>{label}</span>
            <div class="segments" role="radiogroup" aria-labelledby=label_id>{choices}</div>
        </div>
    }
}
