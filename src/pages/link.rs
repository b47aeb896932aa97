//! Links that carry options: following one, what is said of it, and making one.
//!
//! A tab follows the link that the page was opened with, and one that comes while it is open. The URL stays as it
//! came, so that a reload and a bookmark open the same again; with "Use my own" its options go. A link is followed
//! once: coming back to it with the browser's Back does not undo what the person changed meanwhile.

use super::copying::copy_shown;
use super::words;
use crate::browser::{dom, fragment};
use crate::engine::link::Notice;
use leptos::prelude::*;

/// The link that a tab follows.
#[derive(Clone, Copy)]
pub struct FollowedLink {
    tab: &'static str,
    notice: RwSignal<Option<Notice>>,
    latest: StoredValue<String>,
}

impl FollowedLink {
    /// None yet. `tab` is the tab's name in the fragment.
    pub fn new(tab: &'static str) -> Self {
        Self {
            tab,
            notice: RwSignal::new(None),
            latest: StoredValue::default(),
        }
    }

    /// Calls `take` with the options of the link that is there now, and of every one that comes; it returns what
    /// there is to say.
    pub fn follow(self, take: impl Fn(&str) -> Notice + 'static) {
        let check = move || {
            let Some(options) = fragment::options(self.tab) else {
                return;
            };
            if self.latest.with_value(|latest| *latest != options) {
                self.notice.set(Some(take(&options)));
                self.latest.set_value(options);
            }
        };
        check();
        let listener = StoredValue::new_local(fragment::on_change(move |_| check()));
        on_cleanup(move || listener.dispose());
    }

    /// The options of the link as text.
    pub fn text(self) -> String {
        self.latest.get_value()
    }

    /// Whether the options are a link's.
    pub fn is_followed(self) -> bool {
        self.notice.read_untracked().is_some()
    }

    /// Replaces what is said of it.
    pub fn say(self, notice: Notice) {
        self.notice.set(Some(notice));
    }

    /// Ends following it: its options leave the URL too.
    pub fn leave(self) {
        if self.is_followed() {
            self.notice.set(None);
            self.latest.set_value(String::new());
            let now = fragment::get();
            fragment::replace(now.split('?').next().unwrap_or(self.tab));
        }
    }
}

/// What a link chose, what of it was not understood, and the way back to one's own options.
#[component]
pub fn LinkLine(
    /// The link.
    link: FollowedLink,
    /// Called when the person wants their own options.
    #[prop(into)]
    on_own: Callback<()>,
    /// Called when the person insists on the few bits that the link asked for.
    #[prop(into, default = Callback::new(|()| {}))]
    on_insist: Callback<()>,
) -> impl IntoView {
    let own = move |_| {
        on_own.run(());
        link.leave();
        // The button is gone: the focus would be lost with it.
        if let Some(tab) = dom::by_id(&format!("tab-{}", link.tab)) {
            dom::focus(&tab);
        }
    };
    let own_id = format!("own-{}", link.tab);
    let insist = {
        let own_id = own_id.clone();
        move |_| {
            on_insist.run(());
            if let Some(own) = dom::by_id(&own_id) {
                dom::focus(&own);
            }
        }
    };
    let chosen = Memo::new(move |_| {
        link.notice
            .read()
            .as_ref()
            .map(|notice| notice.chosen.clone())
    });
    let errors = move || {
        let notice = link.notice.read();
        let errors = notice.as_ref().map(|notice| notice.errors.clone());
        errors
            .unwrap_or_default()
            .into_iter()
            .map(|error| view! { class="lk", <li>{error}</li> })
            .collect_view()
    };
    let raised = Memo::new(move |_| {
        link.notice
            .read()
            .as_ref()
            .and_then(|notice| notice.raised.clone())
    });
    view! { class="lk",
        // Mounted always: a live region that appears together with its text is not read everywhere.
        <div class="link-line" aria-live="polite" hidden=move || chosen.read().is_none()>
            <p>
                <span>{chosen}</span>
                " "
                <button type="button" id=own_id class="button small" on:click=own>{words::USE_MY_OWN}</button>
            </p>
            <p class="warning" hidden=move || raised.read().is_none()>
                <span>{move || raised.get().map(|(words, _)| words)}</span>
                " "
                <button type="button" class="button small" on:click=insist>
                    {move || raised.get().map(|(_, insist)| insist)}
                </button>
            </p>
            <ul class="error">{errors}</ul>
        </div>
    }
}

/// Buttons that copy a link to the options of the tab, and a line of Markdown with it.
#[component]
pub fn CopyLink(
    /// The link: the fragment with the options; `None` while a field is invalid.
    #[prop(into)]
    options: Signal<Option<String>>,
    /// What the link does, for the text of the Markdown link.
    #[prop(into)]
    what: Signal<String>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert of the tab.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let is_markdown = RwSignal::new(false);
    let link = move || {
        let options = options.read();
        // What ends a Markdown link early cannot stay in the path.
        let address = fragment::address().replace('(', "%28").replace(')', "%29");
        options
            .as_ref()
            .map(|options| format!("{address}#{options}"))
    };
    let text = Memo::new(move |_| {
        let link = link()?;
        Some(if is_markdown.get() {
            format!("[{}]({link})", what.read())
        } else {
            link
        })
    });
    let copy = move |markdown: bool| {
        is_markdown.set(markdown);
        match text.get_untracked() {
            Some(text) => {
                let name = if markdown {
                    words::MARKDOWN
                } else {
                    words::LINK
                };
                copy_shown(name, &text, announce, set_alert);
            }
            None => announce.run(words::NO_LINK.to_owned()),
        }
    };
    let shown = move || text.get().unwrap_or_else(|| words::NO_LINK_HERE.to_owned());
    view! { class="lk",
        <div class="copy-link">
            <div class="row">
                <button type="button" class="button small" on:click=move |_| copy(false)>
                    {words::COPY_LINK}
                </button>
                <button type="button" class="button small" on:click=move |_| copy(true)>
                    {words::COPY_AS_MARKDOWN}
                </button>
                <span class="hint">{words::COPY_LINK_HINT}</span>
            </div>
            <p class="link-text">{shown}</p>
        </div>
    }
}
