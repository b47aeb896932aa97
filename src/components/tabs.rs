//! Views of which one is in sight at a time: a tab list inside a tab, after the WAI-ARIA tabs pattern with automatic
//! activation.
//!
//! A panel that is not in sight stays in the document, with everything that was typed into it.

use crate::browser::tab_keys;
use leptos::{html, prelude::*};

/// The tab list, drawn as one segmented control.
#[component]
pub fn TabList(
    /// What the ids of the tabs and panels begin with; must be unique on the page.
    id: &'static str,
    /// The accessible name of the list.
    label: &'static str,
    /// The tabs: value and wording.
    tabs: Vec<(&'static str, &'static str)>,
    /// The value of the open one.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value when another is opened.
    #[prop(into)]
    on_change: Callback<&'static str>,
) -> impl IntoView {
    let values: Vec<&'static str> = tabs.iter().map(|(value, _)| *value).collect();
    let buttons: Vec<NodeRef<html::Button>> = tabs.iter().map(|_| NodeRef::new()).collect();
    let list = tabs
        .into_iter()
        .zip(&buttons)
        .map(|((tab, wording), button)| {
            let is_open = move || value.get() == tab;
            view! { class="lk",
                <button
                    node_ref=*button
                    type="button"
                    role="tab"
                    class="segment"
                    id=format!("tab-{id}-{tab}")
                    data-label=wording
                    aria-controls=format!("panel-{id}-{tab}")
                    aria-selected=move || if is_open() { "true" } else { "false" }
                    tabindex=move || if is_open() { "0" } else { "-1" }
                    on:click=move |_| on_change.run(tab)
                >
                    {wording}
                </button>
            }
        })
        .collect_view();
    let move_on = move |event: web_sys::KeyboardEvent| {
        let now = values.iter().position(|tab| *tab == value.get_untracked());
        let Some(next) = tab_keys::after_key(&event, now.unwrap_or(0), values.len()) else {
            return;
        };
        event.prevent_default();
        on_change.run(values[next]);
        if let Some(button) = buttons[next].get_untracked() {
            // A button that is in sight takes the focus.
            let _ = button.focus();
        }
    };
    view! { class="lk",
        <div class="segments views" role="tablist" aria-label=label on:keydown=move_on>{list}</div>
    }
}

/// The panel of a tab.
#[component]
pub fn TabPanel(
    /// As that of its list.
    id: &'static str,
    /// The value of its tab.
    tab: &'static str,
    /// The value of the open one.
    #[prop(into)]
    value: Signal<&'static str>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! { class="lk",
        <section
            role="tabpanel"
            id=format!("panel-{id}-{tab}")
            aria-labelledby=format!("tab-{id}-{tab}")
            hidden=move || value.get() != tab
        >
            {children()}
        </section>
    }
}
