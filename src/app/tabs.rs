//! The tab list, after the WAI-ARIA tabs pattern with automatic activation: arrow keys, Home and End. The URL's
//! fragment names the open tab.

use super::parts::Tab;
use gloo::events::EventListener;
use latchkey::browser::{dom, drops, fragment};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

impl Tab {
    /// The tab that a fragment names. Behind a `?` it may carry options for it.
    fn named(fragment: &str) -> Option<Self> {
        let (name, _) = fragment.split_once('?').unwrap_or((fragment, ""));
        Self::ALL.into_iter().find(|tab| tab.id() == name)
    }

    /// The same; Token where it names none.
    fn of(fragment: &str) -> Self {
        Self::named(fragment).unwrap_or(Self::Token)
    }

    /// The tab that takes a file dropped while this one is open.
    fn for_files(self) -> Self {
        match self {
            Self::Bundle => Self::Bundle,
            _ => Self::Hashes,
        }
    }

    fn element(self, kind: &str) -> Option<HtmlElement> {
        dom::by_id(&format!("{kind}-{}", self.id()))
    }
}

/// Opens the tab that the fragment names and activates the tab list. `opened` is called with the open tab, now
/// and after every change.
pub fn start(opened: impl Fn(Tab) + 'static) {
    let open = Rc::new(Cell::new(Tab::of(&fragment::get())));
    let show = {
        let open = Rc::clone(&open);
        Rc::new(move |tab: Tab| {
            open.set(tab);
            show(tab);
            opened(tab);
        })
    };
    show(open.get());

    let (now, by_fragment) = (Rc::clone(&open), Rc::clone(&show));
    let listener = fragment::on_change(move |fragment| {
        let tab = Tab::of(&fragment);
        // Choosing a tab sets the fragment too; that tab is open already.
        if tab != now.get() {
            by_fragment(tab);
        }
    });
    if let Some(listener) = listener {
        listener.forget();
    }
    let choose = Rc::new(move |tab: Tab| {
        show(tab);
        // A link's options stay as they came: after a reload they are wanted again.
        if Tab::named(&fragment::get()) != Some(tab) {
            fragment::set(tab.id());
        }
    });
    {
        let (open, choose) = (Rc::clone(&open), Rc::clone(&choose));
        drops::start(move |files| {
            let tab = open.get().for_files();
            if tab != open.get() {
                choose(tab);
            }
            drops::hand_to(tab.id(), files);
        });
    }
    for tab in Tab::ALL {
        let Some(button) = tab.element("tab") else {
            continue;
        };
        let by_click = Rc::clone(&choose);
        EventListener::new(&button, "click", move |_| by_click(tab)).forget();
    }
    let Some(list) = dom::by_id::<HtmlElement>("tabs") else {
        return;
    };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&list, "keydown", options, move |event| {
        let next = event
            .dyn_ref()
            .and_then(|event| after_key(open.get(), event));
        if let Some(tab) = next {
            event.prevent_default();
            choose(tab);
            if let Some(button) = tab.element("tab") {
                dom::focus(&button);
            }
        }
    })
    .forget();
}

/// The tab that a key moves to from `now`; `None` for other keys.
fn after_key(now: Tab, event: &KeyboardEvent) -> Option<Tab> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let (index, count) = (now as usize, Tab::ALL.len());
    let next = match event.key().as_str() {
        "ArrowRight" => (index + 1) % count,
        "ArrowLeft" => (index + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    Some(Tab::ALL[next])
}

/// Shows a tab's panel and hides the others.
fn show(open: Tab) {
    for tab in Tab::ALL {
        let is_open = tab == open;
        if let Some(panel) = tab.element("panel") {
            panel.set_hidden(!is_open);
        }
        if let Some(button) = tab.element("tab") {
            // The attribute name is valid: this cannot fail.
            let _ = button.set_attribute("aria-selected", if is_open { "true" } else { "false" });
            button.set_tab_index(if is_open { 0 } else { -1 });
        }
    }
}
