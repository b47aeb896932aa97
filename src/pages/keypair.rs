//! The Key pair tab: a pair for a purpose, in each form that the other side takes.
//!
//! A pair of a curve is made at once and follows the options as long as nothing of it was copied or saved. RSA, and
//! what a passphrase encrypts, takes a while and is made at a press.

mod choices;
mod env;
mod forms;
mod making;
mod options;
mod words;

use crate::browser::lifecycle;
use crate::components::alert::Alert;
use crate::components::fold::Fold;
use crate::components::waiting::Waiting;
use crate::engine::link::keypair as link_keypair;
use crate::pages::forgetting::ForgetOptions;
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use crate::pages::mounting::{Later, announce, mount_at, with_styles};
use crate::pages::words::OPTIONS_FORGOTTEN;
use choices::Choices;
use env::EnvBand;
use forms::{FormDesk, FormRows, has_trial};
use leptos::prelude::*;
use making::PairState;
use options::{PairDraft, PairFields};

/// Mounts the tab.
pub fn mount() {
    with_styles(include_str!("../../style/keypair.css"));
    mount_at(
        "rest-keypair",
        || view! { class="lk", <KeyPairPage announce=announce()/> },
    );
}

/// The Key pair tab.
#[component]
pub fn KeyPairPage(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let choices = Choices::remembered();
    let draft = PairDraft::new(choices.options);
    let making = PairState::new(announce);
    let pair = making.pair();
    let desk = FormDesk {
        making,
        announce,
        set_alert,
    };

    let link = FollowedLink::new(link_keypair::TAB);
    let own = StoredValue::new(None);
    link.follow(move |text| {
        let read = link_keypair::read(text);
        let before = draft.options.get_untracked();
        own.update_value(|own| {
            own.get_or_insert(before);
        });
        choices.are_of_link.set(true);
        draft.options.set(read.options);
        read.notice()
    });
    let use_own = move |()| {
        if let Some(before) = own.try_update_value(Option::take).flatten() {
            draft.options.set(before);
        }
        choices.are_of_link.set(false);
    };
    let are_usual = Memo::new(move |_| choices.are_usual());
    let forget = Callback::new(move |()| {
        choices.reset();
        announce.run(OPTIONS_FORGOTTEN.to_owned());
    });

    let wish = draft.wish;
    // A pair is made unasked where that takes no time and replaces nothing that somebody has.
    Effect::new(move |_| {
        let wish = wish.get();
        if making.is_taken() || draft.error.read().is_some() {
            return;
        }
        if wish.is_slow() {
            making.clear();
        } else {
            making.make(draft.spec(&wish), wish, false);
        }
    });
    let generate = move |_| {
        let wish = wish.get_untracked();
        let spec = draft.spec(&wish);
        match spec.validate() {
            Ok(()) => {
                set_alert.set(None);
                making.make(spec, wish, true);
            }
            Err(error) => {
                draft.mark(&error);
                announce.run(words::FIELD_IS_MARKED.to_owned());
            }
        }
    };
    let clear = move |_| {
        making.clear();
        set_alert.set(None);
        announce.run(words::CLEARED.to_owned());
    };
    let leave = StoredValue::new_local(lifecycle::on_leave(move || {
        draft.forget();
        making.clear();
    }));
    on_cleanup(move || leave.dispose());

    let is_there = Memo::new(move |_| pair.read().is_some());
    let is_outdated = Memo::new(move |_| is_there.get() && *making.wish().read() != *wish.read());
    let is_shown = making.is_shown();
    let badge = move || {
        if is_shown.get() {
            words::SHOWN
        } else {
            words::MASKED
        }
    };
    let none_yet = move || {
        if wish.read().options.algorithm.is_rsa() {
            words::NONE_YET_RSA
        } else {
            words::NONE_YET
        }
    };
    let of_pair = move |read: fn(&crate::engine::pair::form::Pair) -> String| {
        Memo::new(move |_| pair.read().as_ref().map(read).unwrap_or_default())
    };
    let algorithm = of_pair(|pair| pair.algorithm.clone());
    let id_label = of_pair(|pair| pair.id_label.clone());
    let id = of_pair(|pair| pair.id.clone());
    // The first private form and the first public one have a large button each.
    let first = move |is_private: bool| {
        Memo::new(move |_| {
            let pair = pair.read();
            let mut forms = pair.as_ref()?.forms.iter();
            forms.position(|form| form.masked.is_some() == is_private)
        })
    };
    let (private, public) = (first(true), first(false));
    let copy = move |first: Memo<Option<usize>>| {
        if let Some(place) = first.get_untracked() {
            desk.copy(place);
        }
    };
    let elapsed = move || making.elapsed().get().map(words::making);
    let error = making.error();
    let purpose = move || draft.options.read().purpose;
    view! { class="lk",
        <LinkLine link=link on_own=use_own/>
        <PairFields draft=draft/>
        <div class="card keypair">
            <div class="top">
                <p class="caption">
                    <span>{words::YOUR_PAIR}</span>
                    <span class="badge" hidden=move || !is_there.get()>{badge}</span>
                    <span hidden=move || !is_outdated.get()>{words::OUTDATED}</span>
                </p>
                <p role="group" aria-label=words::YOUR_PAIR class="pair-name">
                    <span hidden=move || !is_there.get()>
                        <span class="algorithm">{algorithm}</span>
                        " · "
                        {id_label}
                        " "
                        <span class="id">{id}</span>
                    </span>
                    <span class="none" hidden=move || is_there.get() || elapsed().is_some()>{none_yet}</span>
                </p>
                <p class="note" hidden=move || !is_there.get()>
                    {move || words::who_gets(making.wish().read().options.purpose)}
                </p>
                <div class="actions">
                    <button
                        type="button"
                        class="button main large"
                        hidden=move || private.read().is_none()
                        on:click=move |_| copy(private)
                    >
                        {words::COPY_PRIVATE}
                    </button>
                    // One key pressed by mistake must not put a private key into the clipboard.
                    <button
                        type="button"
                        class="button large"
                        hidden=move || public.read().is_none()
                        aria-keyshortcuts="c"
                        on:click=move |_| copy(public)
                    >
                        {words::COPY_PUBLIC}
                    </button>
                    <button
                        type="button"
                        class="button large"
                        class:main=move || !is_there.get()
                        aria-keyshortcuts="g"
                        on:click=generate
                    >
                        {words::GENERATE}
                    </button>
                    <button
                        type="button"
                        class="button large"
                        hidden=move || !is_there.get()
                        aria-pressed=move || if is_shown.get() { "true" } else { "false" }
                        on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
                    >
                        {words::SHOW}
                    </button>
                    <button
                        type="button"
                        class="button large"
                        hidden=move || !is_there.get()
                        on:click=clear
                    >
                        {words::CLEAR}
                    </button>
                </div>
                <Waiting
                    label=words::BEING_MADE
                    words=Signal::derive(elapsed)
                    on_cancel=move |()| making.cancel()
                />
                <div aria-live="polite">
                    <p class="error" hidden=move || error.read().is_none()>{error}</p>
                </div>
            </div>
            <FormRows desk=desk/>
            <EnvBand desk=desk choices=choices/>
        </div>
        <Alert message=alert/>
        <Later>
            <div hidden=move || !has_trial(making)>
                <Fold title=words::TRY_IT summary=words::TRY_IT_SUMMARY>
                    <FormRows desk=desk trial=true/>
                </Fold>
            </div>
            <CopyLink
                options=Signal::derive(move || Some(link_keypair::write(draft.options.get())))
                what=Signal::derive(move || words::link_text(purpose()))
                announce=announce
                set_alert=set_alert
            />
            <div class="forget">
                <ForgetOptions are_usual=are_usual on_forget=forget hint=words::REMEMBERED_HINT/>
            </div>
        </Later>
    }
}
