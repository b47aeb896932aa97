//! Links to this tab: the options that one asks for, and the link to those in sight.

use super::choices::HashChoices;
use super::words;
use crate::engine::link::hashes::{self, HashOptions};
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use leptos::prelude::*;

fn options(choices: HashChoices) -> HashOptions {
    HashOptions {
        algorithm: choices.algorithm.get(),
        form: choices.form.get(),
    }
}

fn show(choices: HashChoices, options: HashOptions) {
    choices.select(options.algorithm);
    choices.form.set(options.form);
}

/// What a link chose; it is followed from here.
#[component]
pub fn HashLinkLine(
    /// The options of the tab.
    choices: HashChoices,
) -> impl IntoView {
    let link = FollowedLink::new(hashes::TAB);
    let own = StoredValue::new(None);
    link.follow(move |asked| {
        let read = hashes::read(asked);
        let before = untrack(|| options(choices));
        own.update_value(|own| {
            own.get_or_insert(before);
        });
        choices.are_of_link.set(true);
        show(choices, read.options);
        read.notice()
    });
    let use_own = move |()| {
        if let Some(before) = own.try_update_value(Option::take).flatten() {
            show(choices, before);
        }
        choices.are_of_link.set(false);
    };
    view! { class="lk", <LinkLine link=link on_own=use_own/> }
}

/// The link to the options in sight.
#[component]
pub fn HashCopyLink(
    /// The options of the tab.
    choices: HashChoices,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let what = move || words::link_text(choices.algorithm.get());
    view! { class="lk",
        <CopyLink
            options=Signal::derive(move || Some(hashes::write(options(choices))))
            what=Signal::derive(what)
            announce=announce
            set_alert=set_alert
        />
    }
}
