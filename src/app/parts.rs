//! The tabs and their parts: a part is requested when its tab is first opened, and mounted once it has loaded.

use super::words;
use gloo::events::EventListener;
use latchkey::browser::parts::{self, PartError};
use latchkey::browser::task::spawn;
use latchkey::browser::{dom, status};
use latchkey::card::Card;
use latchkey::pages::codes::CodesOrder;
use latchkey::pages::record::RecordOrder;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::HtmlElement;

/// Code that only a split point reaches goes into files of its own, which a call loads first. A debug build is
/// not split: there it is an ordinary call.
macro_rules! split_point {
    ($(#[$doc:meta])* $name:ident($($argument:ident: $kind:ty)?) $mount:expr) => {
        $(#[$doc])*
        #[cfg(split)]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        fn $name($($argument: $kind)?) -> Result<(), PartError> {
            $mount;
            Ok(())
        }

        $(#[$doc])*
        #[cfg(not(split))]
        fn $name($($argument: $kind)?) -> std::future::Ready<Result<(), PartError>> {
            $mount;
            std::future::ready(Ok(()))
        }
    };
}

/// One line per tab: its variant, the function that is its split point, and the expression that mounts it. The
/// function's name is also the tab's URL fragment and the suffix of its elements' ids (`tab-`, `panel-`,
/// `rest-`).
macro_rules! tabs {
    ($($(#[$doc:meta])* $tab:ident $name:ident($($argument:ident: $kind:ty)?) $mount:expr;)+) => {
        /// A tab.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Tab {
            $($(#[$doc])* $tab,)+
        }

        impl Tab {
            /// All tabs, from left to right.
            pub const ALL: [Self; [$(stringify!($tab)),+].len()] = [$(Self::$tab),+];

            /// Its URL fragment, and the suffix of its elements' ids.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$tab => stringify!($name),)+
                }
            }
        }

        $(split_point! { $name($($argument: $kind)?) $mount })+

        async fn mount(tab: Tab, card: &Card) -> Result<(), PartError> {
            match tab {
                $(Tab::$tab => $name($({
                    let $argument: $kind = card.clone();
                    $argument
                })?).await,)+
            }
        }
    };
}

tabs! {
    /// One key, or many. Its part adopts the card.
    Token token(card: Card) latchkey::pages::token::mount(card, load_record, load_codes);
    /// The secrets of an application.
    Bundle bundle() latchkey::pages::bundle::mount();
    /// Digests and password hashes.
    Hashes hashes() latchkey::pages::hashes::mount();
    /// A key pair for a purpose.
    KeyPair keypair() latchkey::pages::keypair::mount();
    /// What a pasted key is.
    Inspect inspect() latchkey::pages::inspect::mount();
}

split_point! {
    /// The server record, a part that the Token tab opens.
    record(order: RecordOrder) latchkey::pages::record::mount(order)
}

/// What the Token tab's part is given to open it.
fn load_record(order: RecordOrder) -> Pin<Box<dyn Future<Output = Result<(), PartError>>>> {
    Box::pin(record(order))
}

split_point! {
    /// What servers hand to people, a part that the Token tab opens.
    codes(order: CodesOrder) latchkey::pages::codes::mount(order)
}

/// What the Token tab's part is given to open it.
fn load_codes(order: CodesOrder) -> Pin<Box<dyn Future<Output = Result<(), PartError>>>> {
    Box::pin(codes(order))
}

/// Which tabs' parts have been requested.
#[derive(Clone)]
pub struct Parts(Rc<Inner>);

struct Inner {
    card: Card,
    /// Loaded or loading; reset when loading fails, so that it can be retried.
    asked: [Cell<bool>; Tab::ALL.len()],
}

impl Parts {
    /// Nothing is loaded yet. The Token tab's part adopts `card`.
    pub fn new(card: Card) -> Self {
        Self(Rc::new(Inner {
            card,
            asked: Default::default(),
        }))
    }

    /// Called when a tab is opened; requests its part the first time.
    pub fn open(&self, tab: Tab) {
        let Some(place) = dom::by_id::<HtmlElement>(&format!("rest-{}", tab.id())) else {
            return;
        };
        if self.asked(tab).replace(true) {
            return;
        }
        // Clears the message of an earlier failure.
        dom::show_text(&place, "");
        let shape = Placeholder::show(&place);
        let parts = self.clone();
        spawn(async move {
            match mount(tab, &parts.0.card).await {
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

    fn asked(&self, tab: Tab) -> &Cell<bool> {
        &self.0.asked[tab as usize]
    }
}

/// The placeholder in a tab while its part is loading, or after it failed to load.
struct Placeholder {
    place: HtmlElement,
    words: HtmlElement,
    alert: HtmlElement,
}

impl Placeholder {
    fn show(place: &HtmlElement) -> Option<Self> {
        let shape = dom::create("div", "pending", "")?;
        let words = dom::create("p", "", words::LOADING)?;
        let alert = dom::create("div", "alert", "")?;
        // In the document before it has text: an alert inserted together with its text is not read everywhere.
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

    /// Removes the placeholder. Focus inside it moves to the tab.
    fn remove(&self, tab: Tab) {
        let has_focus = dom::holds_focus(&self.place);
        self.place.remove();
        if has_focus && let Some(button) = dom::by_id(&format!("tab-{}", tab.id())) {
            dom::focus(&button);
        }
    }

    /// Shows the error, and a button that calls `again`.
    fn fail(&self, error: PartError, again: impl Fn() + 'static) {
        self.words.set_hidden(true);
        self.alert.set_hidden(false);
        dom::show_text(&self.alert, &error.to_string());
        if let Some(button) = dom::create("button", "button", words::TRY_AGAIN) {
            // Outside a form a button submits nothing; the type makes that explicit.
            let _ = button.set_attribute("type", "button");
            EventListener::once(&button, "click", move |_| {
                status::announce(words::TRYING_AGAIN);
                again();
            })
            .forget();
            dom::append(&self.place, &button);
        }
    }
}
