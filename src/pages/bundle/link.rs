//! Links to this tab: the bundle that one asks for, and the link to the present bundle.

use super::importing::ImportState;
use super::state::BundleState;
use super::words;
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::preset::Preset;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::{Bundle, Decision};
use crate::engine::link::bundle::{self, BundleOptions};
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use leptos::prelude::*;

/// What a link chose; it is followed from here.
#[component]
pub fn BundleLinkLine(
    /// The bundle.
    state: BundleState,
    /// The import box: what is under way there would replace what the link asks for.
    importing: ImportState,
) -> impl IntoView {
    let link = FollowedLink::new(bundle::TAB);
    link.follow(move |text| {
        let read = bundle::read(text);
        if read.options.ask_for_secrets() {
            importing.stop();
        }
        state.follow(&read.options);
        read.notice()
    });
    let use_own = move |()| {
        state.preset.set(Preset::ALL[0]);
        state.forget_output();
        state.start_over();
    };
    let insist = move |()| {
        let asked = bundle::read(&link.text()).insisted();
        if asked.options.ask_for_secrets() {
            importing.stop();
        }
        state.follow(&asked.options);
        link.say(asked.notice());
    };
    view! { class="lk", <LinkLine link=link on_own=use_own on_insist=insist/> }
}

/// The link to the bundle in sight: its presets, or the names and formats of its secrets.
#[component]
pub fn BundleCopyLink(
    /// The bundle.
    state: BundleState,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    // A link asks for presets and variables, not for what a file of one's own has.
    let is_imported = Memo::new(move |_| state.bundle.read().is_imported());
    let options = move || {
        if is_imported.get() {
            return None;
        }
        let (presets, variables) = asked_for(&state.bundle.read());
        let output = Some(state.output.get());
        Some(bundle::write(&BundleOptions {
            presets,
            variables,
            output,
        }))
    };
    view! { class="lk",
        <div hidden=is_imported>
            <CopyLink
                options=Signal::derive(options)
                what=words::LINK_TEXT
                announce=announce
                set_alert=state.set_alert
            />
        </div>
    }
}

/// The presets of a bundle, and the variables that are of none or were changed since.
fn asked_for(bundle: &Bundle) -> (Vec<Preset>, Vec<(String, SecretFormat)>) {
    let (mut presets, mut variables) = (Vec::new(), Vec::new());
    for row in bundle
        .rows()
        .iter()
        .filter(|row| row.decision() == Decision::Mint)
    {
        match row.reason() {
            Reason::Preset(preset) => {
                if !presets.contains(preset) {
                    presets.push(*preset);
                }
            }
            _ => variables.push((row.name().to_owned(), row.kind())),
        }
    }
    (presets, variables)
}
