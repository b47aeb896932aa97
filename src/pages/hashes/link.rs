//! Links to this tab: the options that one asks for, and the link to those in sight.

use super::text::Text;
use crate::engine::link::hashes::{self, HashOptions};
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use leptos::prelude::*;

fn options(text: Text) -> HashOptions {
    HashOptions {
        algorithm: text.algorithm.get(),
        form: text.form.get(),
    }
}

fn show(text: Text, options: HashOptions) {
    text.select(options.algorithm);
    text.form.set(options.form);
}

/// What a link chose; it is followed from here.
#[component]
pub fn HashLinkLine(
    /// The text and the choices.
    text: Text,
) -> impl IntoView {
    let link = FollowedLink::new(hashes::TAB);
    let own = StoredValue::new(None);
    link.follow(move |asked| {
        let read = hashes::read(asked);
        let before = untrack(|| options(text));
        own.update_value(|own| {
            own.get_or_insert(before);
        });
        show(text, read.options);
        read.notice()
    });
    let use_own = move |()| {
        if let Some(before) = own.try_update_value(Option::take).flatten() {
            show(text, before);
        }
    };
    view! { class="lk", <LinkLine link=link on_own=use_own/> }
}

/// The link to the options in sight.
#[component]
pub fn HashCopyLink(
    /// The text and the choices.
    text: Text,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let what = move || format!("Compute {} in your browser", text.algorithm.get().label());
    view! { class="lk",
        <CopyLink
            options=Signal::derive(move || Some(hashes::write(options(text))))
            what=Signal::derive(what)
            announce=announce
            set_alert=set_alert
        />
    }
}
