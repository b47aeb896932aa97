//! The page shell: tabs, the theme switch, the footer, and each tab's part, loaded on demand.
//!
//! Plain web-sys over the elements of `index.html`, so that it is small enough for the first load with the key
//! card. Leptos arrives with the parts.

mod foot;
mod parts;
mod tabs;
mod words;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use latchkey::browser::dom;
use latchkey::browser::theme::Theme;
use latchkey::card::Card;
use parts::{Parts, Tab};
use std::cell::Cell;
use web_sys::HtmlElement;

/// Starts the page, once: first the key, then everything else.
pub fn start() {
    switch_theme();
    let Some(card) = Card::find() else { return };
    if tabs::first() == Tab::Token {
        card.open();
    }
    if let Some(boot) = dom::by_id::<HtmlElement>("boot") {
        boot.set_hidden(true);
    }
    // In a task of its own: the browser can draw the key before.
    Timeout::new(0, move || start_the_rest(card)).forget();
}

fn start_the_rest(card: Card) {
    let parts = Parts::new(card.clone());
    tabs::start(move |tab| {
        if tab == Tab::Token {
            card.open();
        }
        parts.open(tab);
    });
    foot::start();
    if let Some(main) = dom::by_id::<HtmlElement>("main") {
        // From here on a failed start can no longer replace `main`.
        let _ = main.remove_attribute("aria-busy");
    }
}

/// The theme button in the header: each click moves on to the next theme.
fn switch_theme() {
    let (Some(button), Some(line)) = (
        dom::by_id::<HtmlElement>("theme"),
        dom::by_id::<HtmlElement>("theme-words"),
    ) else {
        return;
    };
    let show = move |theme: Theme| {
        theme.show();
        dom::show_text(&line, words::theme(theme));
    };
    let chosen = Cell::new(Theme::stored());
    // Without a choice the page is shown as `index.html` has it.
    if chosen.get() != Theme::System {
        show(chosen.get());
    }
    EventListener::new(&button, "click", move |_| {
        let theme = chosen.get().next(Theme::system_is_dark());
        chosen.set(theme);
        show(theme);
        theme.remember();
    })
    .forget();
}
