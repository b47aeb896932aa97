//! The card's elements, which are in `index.html`, and what each shows.

use super::key::Key;
use super::words;
use crate::browser::clipboard::{ClipboardContent, ClipboardError};
use crate::browser::{dom, parts};
use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

/// The elements of the card.
pub struct View {
    one: HtmlElement,
    many: HtmlElement,
    environment: HtmlElement,
    fresh: HtmlElement,
    mask: Element,
    outdated: HtmlElement,
    copied: HtmlElement,
    pending: HtmlElement,
    key: HtmlElement,
    parts: HtmlElement,
    copy: HtmlButtonElement,
    generate: HtmlButtonElement,
    alert: HtmlElement,
    band: HtmlElement,
    hashed: HtmlElement,
    held: HtmlElement,
    digest_row: HtmlElement,
    sha256: Element,
    copy_both: HtmlButtonElement,
    copy_sha256: HtmlButtonElement,
}

/// A button of the card.
#[derive(Clone, Copy)]
pub enum Button {
    /// "Copy key".
    CopyKey,
    /// "Generate".
    Generate,
    /// "Copy both".
    CopyBoth,
    /// "Copy SHA-256".
    CopySha256,
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
            outdated: dom::by_id("key-outdated")?,
            copied: dom::by_id("key-copied")?,
            pending: dom::by_id("key-pending")?,
            key: dom::by_id("key")?,
            parts: dom::by_id("key-parts")?,
            copy: dom::by_id("key-copy")?,
            generate: dom::by_id("key-generate")?,
            alert: dom::by_id("key-alert")?,
            band: dom::by_id("key-band")?,
            hashed: dom::by_id("key-hashed")?,
            held: dom::by_id("key-held")?,
            digest_row: dom::by_id("key-digest-row")?,
            sha256: dom::by_id("key-sha256")?,
            copy_both: dom::by_id("key-copy-both")?,
            copy_sha256: dom::by_id("key-copy-sha256")?,
        })
    }

    /// Calls `press` at every press of the button, for the lifetime of the page, and enables it.
    pub fn on_press(&self, button: Button, press: impl Fn() + 'static) {
        let button = match button {
            Button::CopyKey => &self.copy,
            Button::Generate => &self.generate,
            Button::CopyBoth => &self.copy_both,
            Button::CopySha256 => &self.copy_sha256,
        };
        EventListener::new(button, "click", move |_| press()).forget();
        button.set_disabled(false);
    }

    /// Shows a key, or that there is none.
    pub fn show(&self, key: &Key) {
        let is_fresh = matches!(key, Key::Fresh { .. });
        let is_copied = matches!(key, Key::Copied { .. });
        let shown = key.shown();
        let is_public = shown.is_some_and(|shown| shown.is_public);
        // After a copy everything stays where it is: a second press must not hit another button.
        let has_focus = dom::holds_focus(&self.copy_both);
        for element in [&self.one, &self.band] {
            parts::hold_size(element, is_copied, false);
        }
        parts::hold_size(&self.copy, is_copied, true);
        match key {
            Key::Absent | Key::Pending => dom::show_text(&self.key, ""),
            Key::Copied { .. } if is_public => {}
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
        let in_clear = is_fresh || is_public;
        self.key
            .set_class_name(if in_clear { "key" } else { "key masked" });
        let environment = shown.map_or("", |shown| shown.environment);
        dom::show_text(&self.environment, environment);
        self.environment
            .set_hidden(!is_fresh || environment.is_empty());
        self.copied.set_hidden(!is_copied || is_public);
        self.pending.set_hidden(!matches!(key, Key::Pending));
        self.parts.set_hidden(!in_clear);
        self.copy.set_hidden(!is_fresh && !is_copied);
        let noun = shown.map_or(words::KEY, |shown| shown.noun);
        let name = [words::COPY, noun].concat();
        dom::show_text(
            &self.copy,
            if is_copied {
                words::ALREADY_COPIED
            } else {
                &name
            },
        );
        self.copy.set_class_name(if is_copied {
            "button large"
        } else {
            "button large main"
        });
        self.mark_main(!is_fresh);
        self.digest_row.set_hidden(shown.is_none());
        self.copy_both.set_class_name(if is_copied {
            "button small gone"
        } else {
            "button small"
        });
        if is_copied && has_focus {
            dom::focus(&self.copy);
        }
        if let Some(shown) = shown {
            dom::show_text(&self.mask, &shown.masked);
            dom::show_text(&self.hashed, &shown.hashed);
            dom::show_text(&self.sha256, &shown.sha256);
            self.show_parts(&shown.parts);
        }
    }

    /// Shows whether the options describe the key; where they do not, it cannot be copied.
    pub fn show_outdated(&self, key: &Key, is_outdated: bool) {
        let (is_fresh, is_public) = match key {
            Key::Fresh { shown, .. } => (true, shown.is_public),
            _ => (false, false),
        };
        let is_outdated = is_outdated && is_fresh;
        if is_fresh {
            parts::hold_size(&self.one, is_outdated, false);
            self.key
                .set_class_name(if is_outdated { "key outdated" } else { "key" });
        }
        self.fresh.set_hidden(!is_fresh || is_outdated || is_public);
        self.outdated.set_hidden(!is_outdated);
        self.copy.set_disabled(is_outdated);
        self.copy_both.set_disabled(is_outdated);
        self.copy_sha256.set_disabled(is_outdated);
    }

    /// Says in the band that the clipboard holds the only copy of a key.
    pub fn show_held(&self, held: ClipboardContent) {
        let is_held = held.is_only_copy();
        self.hashed.set_hidden(is_held);
        self.held.set_hidden(!is_held);
        if held == ClipboardContent::KeyAfterWarning {
            dom::show_text(&self.held, &ClipboardError::HoldsKey.to_string());
        } else {
            dom::show_text(&self.held, words::HELD);
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
        // For many keys the button stands beside their number.
        self.generate.set_hidden(!one);
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

    /// Selects the digest, so that the browser's own Copy takes it.
    pub fn select_sha256(&self) {
        dom::select(&self.sha256);
    }
}
