//! The tab list, after the WAI-ARIA tabs pattern with automatic activation: arrow keys, Home and End. The URL's
//! fragment names the open tab, and the view within it where it has several; so does the title.

use super::parts::Tab;
use super::words;
use gloo::events::EventListener;
use latchkey::browser::{dom, drops, fragment, tab_keys};
use latchkey::pages::hashes::HashesView;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

impl Tab {
    /// The tab that a fragment names.
    fn named(fragment: &str) -> Option<Self> {
        let name = fragment::tab(fragment);
        Self::ALL.into_iter().find(|tab| tab.id() == name)
    }

    /// The same; Token where it names none.
    fn of(fragment: &str) -> Self {
        Self::named(fragment).unwrap_or(Self::Token)
    }

    fn element(self, kind: &str) -> Option<HtmlElement> {
        dom::by_id(&format!("{kind}-{}", self.id()))
    }
}

/// A tab, and the view of Hashes that is open in it or was last.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    tab: Tab,
    view: HashesView,
}

impl Place {
    /// The place that a fragment names. In another tab than Hashes the view stays.
    fn of(fragment: &str, view: HashesView) -> Self {
        let tab = Tab::of(fragment);
        let view = match tab {
            Tab::Hashes => HashesView::of(fragment),
            _ => view,
        };
        Self { tab, view }
    }

    /// Where a file goes that is dropped here.
    fn for_files(self) -> Self {
        match self.tab {
            Tab::Bundle => self,
            _ => Self {
                tab: Tab::Hashes,
                view: HashesView::Files,
            },
        }
    }

    fn fragment(self) -> &'static str {
        match self.tab {
            Tab::Hashes => self.view.fragment(),
            tab => tab.id(),
        }
    }

    /// `Token · Latchkey`, `Files · Hashes · Latchkey`.
    fn title(self) -> String {
        let button = self.tab.element("tab");
        let tab = button.and_then(|button| button.get_attribute("data-label"));
        let mut title = String::new();
        if self.tab == Tab::Hashes {
            title.push_str(self.view.label());
            title.push_str(" · ");
        }
        title.push_str(&tab.unwrap_or_default());
        title.push_str(words::OF_LATCHKEY);
        title
    }
}

/// The tab that opens first.
pub fn first() -> Tab {
    Tab::of(&fragment::get())
}

/// Opens the tab that the fragment names and activates the tab list. `opened` is called with the open tab, now
/// and after every change.
pub fn start(opened: impl Fn(Tab) + 'static) {
    let open = Rc::new(Cell::new(Place::of(&fragment::get(), HashesView::Text)));
    let show = {
        let open = Rc::clone(&open);
        Rc::new(move |place: Place| {
            open.set(place);
            dom::set_title(&place.title());
            show(place.tab);
            opened(place.tab);
        })
    };
    show(open.get());

    let (now, by_fragment) = (Rc::clone(&open), Rc::clone(&show));
    let listener = fragment::on_change(move |fragment| {
        let place = Place::of(&fragment, now.get().view);
        // Choosing a tab sets the fragment too; that place is open already.
        if place != now.get() {
            by_fragment(place);
        }
    });
    if let Some(listener) = listener {
        listener.forget();
    }
    let go = Rc::new(move |place: Place| {
        show(place);
        // A link's options stay as they came: after a reload they are wanted again.
        let shown = fragment::get();
        if Tab::named(&shown).is_none() || Place::of(&shown, place.view) != place {
            fragment::set(place.fragment());
        }
    });
    // A tab is opened in the view in which it was left.
    let choose = {
        let (open, go) = (Rc::clone(&open), Rc::clone(&go));
        Rc::new(move |tab: Tab| go(Place { tab, ..open.get() }))
    };
    {
        let open = Rc::clone(&open);
        drops::start(move |files| {
            let place = open.get().for_files();
            if place != open.get() {
                go(place);
            }
            drops::hand_to(place.tab.id(), files);
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
        let now = open.get().tab as usize;
        let next = event
            .dyn_ref()
            .and_then(|event| tab_keys::after_key(event, now, Tab::ALL.len()));
        if let Some(next) = next {
            let tab = Tab::ALL[next];
            event.prevent_default();
            choose(tab);
            if let Some(button) = tab.element("tab") {
                dom::focus(&button);
            }
        }
    })
    .forget();
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
