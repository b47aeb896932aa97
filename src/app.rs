//! The shell: tabs, the switch for the colours, the foot, and each tab's part when it is wanted.
//!
//! It is plain web-sys over the elements of `index.html`, so that it is in the first load with the key card.
//! Leptos arrives with the parts.

mod foot;
mod parts;
mod tabs;

use gloo::events::EventListener;
use latchkey::browser::dom;
use latchkey::browser::theme::Theme;
use latchkey::card::Card;
use parts::Parts;
use std::cell::Cell;
use web_sys::HtmlElement;

/// Starts the page, once.
pub fn start() {
    switch_theme();
    let Some(card) = Card::find() else { return };
    let parts = Parts::new(card.clone());
    tabs::start(move |tab| {
        // The key comes before the rest of its tab is asked for.
        if tab == tabs::Tab::Token {
            card.open();
        }
        parts.open(tab);
    });
    foot::start();
    if let Some(main) = dom::by_id::<HtmlElement>("main") {
        // Until now a failure to start would have taken its place.
        let _ = main.remove_attribute("aria-busy");
    }
    if let Some(boot) = dom::by_id::<HtmlElement>("boot") {
        boot.set_hidden(true);
    }
}

/// The button in the header: the colours, one choice after the other.
fn switch_theme() {
    let Some(button) = dom::by_id::<HtmlElement>("theme") else {
        return;
    };
    let show = {
        let button = button.clone();
        move |theme: Theme| {
            theme.apply();
            dom::show_text(&button, &format!("Theme: {}", theme.label()));
        }
    };
    let chosen = Cell::new(Theme::stored());
    show(chosen.get());
    EventListener::new(&button, "click", move |_| {
        chosen.set(chosen.get().next());
        show(chosen.get());
    })
    .forget();
}
