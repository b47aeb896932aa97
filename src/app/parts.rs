//! Each tab's part: asked for when the tab is first opened, mounted when it is here.

use super::tabs::Tab;
use gloo::events::EventListener;
use latchkey::browser::parts::{self, PartError};
use latchkey::browser::task::spawn;
use latchkey::browser::{dom, status};
use latchkey::card::Card;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::HtmlElement;

/// A function that the program is cut at: what only it reaches is in files of its own, which a call loads
/// first. A debug build is not cut, and a call is a call.
macro_rules! part {
    ($name:ident($($argument:ident: $kind:ty)?) $mount:expr) => {
        #[cfg(split)]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        fn $name($($argument: $kind)?) -> Result<(), PartError> {
            $mount;
            Ok(())
        }

        #[cfg(not(split))]
        fn $name($($argument: $kind)?) -> std::future::Ready<Result<(), PartError>> {
            $mount;
            std::future::ready(Ok(()))
        }
    };
}

part!(token(card: Card) latchkey::pages::token::mount(card));
part!(bundle() latchkey::pages::bundle::mount());
part!(hashes() latchkey::pages::hashes::mount());

/// What is here of each tab.
#[derive(Clone)]
pub struct Parts(Rc<Inner>);

struct Inner {
    card: Card,
    /// Which are here or on their way; one that did not arrive can be asked for again.
    asked: [Cell<bool>; Tab::ALL.len()],
}

impl Parts {
    /// None is here yet. The Token tab's part adopts `card`.
    pub fn new(card: Card) -> Self {
        Self(Rc::new(Inner {
            card,
            asked: Default::default(),
        }))
    }

    /// Called when a tab is opened: the first time its part is asked for.
    pub fn open(&self, tab: Tab) {
        let Some(place) = dom::by_id::<HtmlElement>(&format!("rest-{}", tab.id())) else {
            return;
        };
        if self.asked(tab).replace(true) {
            return;
        }
        // What did not arrive before is not said twice.
        dom::show_text(&place, "");
        let shape = Shape::show(&place);
        let parts = self.clone();
        spawn(async move {
            match parts.mount(tab).await {
                Ok(()) => {
                    if let Some(shape) = shape {
                        shape.remove(tab);
                    }
                    parts::fetch_others();
                }
                Err(error) => {
                    parts.asked(tab).set(false);
                    if let Some(shape) = shape {
                        shape.fail(error, move || parts.open(tab));
                    }
                }
            }
        });
    }

    async fn mount(&self, tab: Tab) -> Result<(), PartError> {
        match tab {
            Tab::Token => token(self.0.card.clone()).await,
            Tab::Bundle => bundle().await,
            Tab::Hashes => hashes().await,
        }
    }

    fn asked(&self, tab: Tab) -> &Cell<bool> {
        &self.0.asked[tab as usize]
    }
}

/// What stands in a tab while its part is on its way, or did not arrive.
struct Shape {
    place: HtmlElement,
    words: HtmlElement,
    alert: HtmlElement,
}

impl Shape {
    fn show(place: &HtmlElement) -> Option<Self> {
        let shape = dom::create("div", "pending", "")?;
        let words = dom::create("p", "", "Loading this part of the page…")?;
        let alert = dom::create("div", "alert", "")?;
        // In place before it speaks, so that it is read everywhere.
        let _ = alert.set_attribute("role", "alert");
        alert.set_hidden(true);
        dom::append(&shape, &words);
        dom::append(&shape, &alert);
        dom::append(place, &shape);
        Some(Self {
            place: shape,
            words,
            alert,
        })
    }

    /// Makes room for the part.
    fn remove(&self, tab: Tab) {
        let has_focus = self.place.contains(
            dom::document()
                .and_then(|document| document.active_element())
                .as_deref(),
        );
        self.place.remove();
        if has_focus && let Some(button) = dom::by_id(&format!("tab-{}", tab.id())) {
            dom::focus(&button);
        }
    }

    /// Says what went wrong, beside a button that calls `again`.
    fn fail(&self, error: PartError, again: impl Fn() + 'static) {
        self.words.set_hidden(true);
        self.alert.set_hidden(false);
        dom::show_text(&self.alert, &error.to_string());
        if let Some(button) = dom::create("button", "button", "Try again") {
            // A button that is not in a form submits nothing; the attribute says so all the same.
            let _ = button.set_attribute("type", "button");
            EventListener::once(&button, "click", move |_| {
                status::announce("Trying again.");
                again();
            })
            .forget();
            dom::append(&self.place, &button);
        }
    }
}
