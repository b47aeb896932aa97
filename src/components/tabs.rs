//! The tab list, after the WAI-ARIA tabs pattern with automatic activation: arrow keys, Home and End.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

/// A tab: the id that its element, its panel and the URL's fragment share, and its wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TabName {
    /// The fragment that opens it.
    pub id: &'static str,
    /// What stands on it.
    pub label: &'static str,
}

/// A list of tabs. The panel of the tab `x` is the element with the id `panel-x`.
#[component]
pub fn TabList(
    /// The accessible name of the list.
    label: &'static str,
    /// The tabs, from left to right; at least one.
    tabs: &'static [TabName],
    /// The id of the open one.
    #[prop(into)]
    open: Signal<&'static str>,
    /// Called with the id of the tab to open.
    #[prop(into)]
    on_open: Callback<&'static str>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let go = move |index: usize| {
        on_open.run(tabs[index].id);
        let button = list
            .get_untracked()
            .and_then(|list| list.children().item(u32::try_from(index).ok()?));
        if let Some(button) =
            button.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // A tab that cannot take the focus is open all the same.
            let _ = button.focus();
        }
    };
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let (now, count) = (
            tabs.iter()
                .position(|tab| tab.id == open.get_untracked())
                .unwrap_or(0),
            tabs.len(),
        );
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        go(next);
    };
    let buttons = tabs
        .iter()
        .map(|tab| {
            let selected = move || open.get() == tab.id;
            view! { class="lk",
                <button
                    type="button"
                    role="tab"
                    class="tab"
                    id=format!("tab-{}", tab.id)
                    data-label=tab.label
                    aria-controls=format!("panel-{}", tab.id)
                    aria-selected=move || if selected() { "true" } else { "false" }
                    tabindex=move || if selected() { "0" } else { "-1" }
                    on:click=move |_| on_open.run(tab.id)
                >
                    {tab.label}
                </button>
            }
        })
        .collect_view();
    view! { class="lk",
        <div node_ref=list class="tabs" role="tablist" aria-label=label on:keydown=on_keydown>{buttons}</div>
    }
}

/// The panel that belongs to a tab. What it shows is made when the tab is first opened, and stays while
/// hidden, so that nothing in it is lost.
#[component]
pub fn TabPanel(
    /// The tab.
    tab: TabName,
    /// The id of the open tab.
    #[prop(into)]
    open: Signal<&'static str>,
    /// What the panel shows.
    children: ChildrenFn,
) -> impl IntoView {
    let opened =
        Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get() == tab.id);
    view! { class="lk",
        <section
            role="tabpanel"
            id=format!("panel-{}", tab.id)
            aria-labelledby=format!("tab-{}", tab.id)
            hidden=move || open.get() != tab.id
        >
            {move || opened.get().then(|| children())}
        </section>
    }
}
