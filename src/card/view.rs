//! The card's elements, which are in `index.html`, and what each shows.

use super::key::Key;
use crate::browser::dom;
use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

/// The elements of the card.
pub struct View {
    one: HtmlElement,
    many: HtmlElement,
    environment: HtmlElement,
    fresh: HtmlElement,
    mask: Element,
    copied: HtmlElement,
    pending: HtmlElement,
    key: HtmlElement,
    parts: HtmlElement,
    copy: HtmlButtonElement,
    generate: HtmlButtonElement,
    alert: HtmlElement,
    band: HtmlElement,
    hashed: Element,
    digest_row: HtmlElement,
    sha256: Element,
    copy_sha256: HtmlButtonElement,
}

impl View {
    /// The elements of the document; none where one is not there.
    pub fn find() -> Option<Self> {
        Some(Self {
            one: dom::by_id("key-one")?,
            many: dom::by_id("key-many")?,
            environment: dom::by_id("key-environment")?,
            fresh: dom::by_id("key-fresh")?,
            mask: dom::by_id("key-mask")?,
            copied: dom::by_id("key-copied")?,
            pending: dom::by_id("key-pending")?,
            key: dom::by_id("key")?,
            parts: dom::by_id("key-parts")?,
            copy: dom::by_id("key-copy")?,
            generate: dom::by_id("key-generate")?,
            alert: dom::by_id("key-alert")?,
            band: dom::by_id("key-band")?,
            hashed: dom::by_id("key-hashed")?,
            digest_row: dom::by_id("key-digest-row")?,
            sha256: dom::by_id("key-sha256")?,
            copy_sha256: dom::by_id("key-copy-sha256")?,
        })
    }

    /// Attaches these handlers for the lifetime of the page, and enables the buttons.
    pub fn on_press(
        &self,
        copy: impl Fn() + 'static,
        generate: impl Fn() + 'static,
        copy_sha256: impl Fn() + 'static,
    ) {
        EventListener::new(&self.copy, "click", move |_| copy()).forget();
        EventListener::new(&self.generate, "click", move |_| generate()).forget();
        EventListener::new(&self.copy_sha256, "click", move |_| copy_sha256()).forget();
        for button in [&self.copy, &self.generate, &self.copy_sha256] {
            button.set_disabled(false);
        }
    }

    /// Shows a key, or that there is none.
    pub fn show(&self, key: &Key) {
        let is_fresh = matches!(key, Key::Fresh { .. });
        let shown = key.shown();
        match key {
            Key::Absent | Key::Pending => dom::show_text(&self.key, ""),
            Key::Copied { shown } => dom::show_text(&self.key, &shown.masked),
            // The key goes to the document part by part: the program keeps no copy of what is shown.
            Key::Fresh { token, .. } => dom::show_parts(
                &self.key,
                token
                    .parts()
                    .iter()
                    .map(|part| (part.kind.id(), token.part(part))),
            ),
        }
        self.key
            .set_class_name(if is_fresh { "key" } else { "key masked" });
        let environment = shown.map_or("", |shown| shown.environment);
        dom::show_text(&self.environment, environment);
        self.environment
            .set_hidden(!is_fresh || environment.is_empty());
        self.fresh.set_hidden(!is_fresh);
        self.copied.set_hidden(!matches!(key, Key::Copied { .. }));
        self.pending.set_hidden(!matches!(key, Key::Pending));
        self.parts.set_hidden(!is_fresh);
        self.copy.set_hidden(!is_fresh);
        self.mark_main(!is_fresh);
        self.digest_row.set_hidden(shown.is_none());
        if let Some(shown) = shown {
            dom::show_text(&self.mask, &shown.masked);
            dom::show_text(&self.hashed, &shown.hashed);
            dom::show_text(&self.sha256, &shown.sha256);
            self.show_parts(&shown.parts);
        }
    }

    /// The legend below the key: each part in its colour in the key.
    fn show_parts(&self, parts: &[(&str, String)]) {
        dom::show_text(&self.parts, "");
        for (class, words) in parts {
            if let (Some(item), Some(text)) =
                (dom::create("li", class, ""), dom::create("span", "", words))
            {
                dom::append(&item, &text);
                dom::append(&self.parts, &item);
            }
        }
    }

    /// Shows an error, or clears it.
    pub fn alert(&self, message: Option<&str>) {
        dom::show_text(&self.alert, message.unwrap_or_default());
        self.alert.set_hidden(message.is_none());
    }

    /// Shows the one key, or makes room for a batch.
    pub fn show_one(&self, one: bool, saves_next: bool) {
        self.one.set_hidden(!one);
        self.band.set_hidden(!one);
        self.many.set_hidden(one);
        self.mark_main(self.copy.hidden() && !saves_next);
    }

    /// Sets whether "Generate" is the primary button: only one button of the card is filled.
    fn mark_main(&self, is_main: bool) {
        self.generate.set_class_name(if is_main {
            "button large main"
        } else {
            "button large"
        });
    }

    /// Selects the key, so that the browser's own Copy takes it.
    pub fn select_key(&self) {
        dom::select(&self.key);
    }

    /// Gives "Generate" the focus, since the button that had it is gone.
    pub fn focus_generate(&self) {
        dom::focus(&self.generate);
    }
}
