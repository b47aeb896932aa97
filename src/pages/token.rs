//! The Token tab except for its key card, which loads first: options, batches, and a few words for the
//! beginner. It adopts the card and tells it what to mint.

mod batch;
mod copied;
mod options;
mod words;
mod worker_keys;

use crate::browser::{dom, lifecycle};
use crate::card::{Card, Occasion};
use crate::components::alert::Alert;
use crate::components::fold::Fold;
use crate::engine::base::number::grouped;
use crate::engine::key::token::Token;
use crate::engine::link::token as link_token;
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use crate::pages::mounting::{announce, mount_at, with_styles};
use batch::BatchCard;
use copied::CopiedKeys;
use leptos::prelude::*;
use options::{MORE, Options, TokenOptions};
use worker_keys::{Done, Progress, WorkerKeys};

/// Mounts the rest of the tab.
pub fn mount(card: Card) {
    with_styles(include_str!("../../style/token.css"));
    mount_at(
        "rest-token",
        move || view! { class="lk", <TokenPage card=card announce=announce()/> },
    );
}

/// The rest of the Token tab.
#[component]
pub fn TokenPage(
    /// The key card.
    card: Card,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let link = FollowedLink::new(link_token::TAB);
    let options = Options::new(link);
    let card = StoredValue::new_local(card);
    let keys = WorkerKeys::new(
        Callback::new(move |done| {
            announce.run(match done {
                Done::Made(keys) => format!("{} keys made.", grouped(keys.into())),
                Done::Saved(name) => format!("Download started: {name}."),
            });
        }),
        Callback::new(move |words: String| {
            card.with_value(|card| {
                card.clear();
                card.alert(Some(&words));
            });
        }),
    );
    let progress = keys.progress();

    // Whether the person asked for the key that is being made.
    let asked = StoredValue::new(false);
    let say_made = move || {
        // Without random numbers there is none.
        if asked.get_value() && card.with_value(Card::is_fresh) {
            announce.run("New key made.".to_owned());
        }
    };
    // One key is made here and now. A passphrase needs the word list, which only the worker has.
    let mint_one = move |spec: crate::engine::key::spec::TokenSpec| {
        keys.forget();
        if spec.format.needs_words() {
            card.with_value(Card::wait);
            let fresh = spec.clone();
            let on_token = Callback::new(move |token: Token| {
                card.with_value(|card| card.show(token, &fresh));
                say_made();
            });
            keys.token(spec, on_token);
        } else {
            card.with_value(|card| card.mint(&spec));
            say_made();
        }
    };
    let mint = move || {
        let (spec, many) = options.wanted()?;
        card.with_value(|card| card.alert(None));
        if many == 1 {
            mint_one(spec);
        } else {
            card.with_value(Card::clear);
            keys.batch(spec, many);
        }
        Some(many)
    };
    // Opening the tab makes one key, but a batch is not made unasked.
    let mint_unasked = move || {
        asked.set_value(false);
        if options.wanted().is_some_and(|(_, many)| many == 1) {
            mint();
        } else {
            card.with_value(Card::clear);
        }
    };
    let make_asked = move || {
        asked.set_value(true);
        mint()
    };
    let generate = move || match make_asked() {
        Some(1) => {}
        Some(many) => announce.run(format!("Making {} keys.", grouped(many.into()))),
        None => {
            // The field may be in the fold.
            if !options.is_marked_in_sight() {
                dom::unfold(MORE);
            }
            announce.run("No key made: correct the marked field first.".to_owned());
        }
    };
    // What was copied or made stays until the person asks for more: its hash or its file may still be wanted.
    let options_changed = move |()| {
        let wanted = options.wanted();
        card.with_value(|card| card.set_outdated(wanted.is_none()));
        let Some((_, many)) = wanted else {
            return;
        };
        if many != 1 {
            card.with_value(Card::clear);
        } else if !card.with_value(Card::is_copied) {
            mint();
        }
    };
    link.follow(move |text| {
        let read = link_token::read(text);
        options.follow(read.options.clone());
        asked.set_value(false);
        // On opening, the card asks for its key when it is adopted.
        options_changed(());
        read.notice()
    });
    let use_own = move |()| {
        options.use_own();
        options_changed(());
        announce.run("Your own options are back.".to_owned());
    };
    let insist = move |()| {
        let raised = link_token::read(&link.text());
        let asked = raised.clone().insisted();
        options.insist(&raised.options, &asked.options);
        link.say(asked.notice());
        options_changed(());
    };
    let (alert, set_alert) = signal(None);
    let link_text = Signal::derive(move || words::link_text(options.draft().read().format));
    let many = Memo::new(move |_| options.many());
    let is_made = Memo::new(move |_| matches!(*progress.read(), Progress::Made { .. }));
    let copied = copied::watch(&card.get_value());
    Effect::new(move |_| {
        let (one, is_made) = (many.get() == 1, is_made.get());
        card.with_value(|card| card.show_one(one, is_made));
    });
    mount_at(
        "key-many",
        move || view! { class="lk", <BatchCard options=options keys=keys announce=announce/> },
    );
    // On a clone, outside of `with_value`: `adopt` may mint at once, which borrows the stored card again.
    let adopted = card.get_value();
    adopted.adopt(move |occasion| match occasion {
        Occasion::Pressed => generate(),
        Occasion::Returned => mint_unasked(),
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || keys.end()));
    on_cleanup(move || leave.dispose());

    view! { class="lk",
        <LinkLine link=link on_own=use_own on_insist=insist/>
        <TokenOptions
            options=options
            on_change=options_changed
            on_generate=move |()| generate()
            saves_next=is_made
        />
        <CopiedKeys keys=copied/>
        <CopyLink
            options=Signal::derive(move || options.link())
            what=link_text
            announce=announce
            set_alert=set_alert
        />
        <Alert message=alert/>
        <Fold title="New to API keys?" summary="what a key is, where to keep it, what a leak costs">
            <p>
                "Your API gives a key to each program that calls it, and lets in who sends one. The keys made here are for "
                "an API of your own: OpenAI, Stripe and the like accept only keys that they issued, on their own pages."
            </p>
            <p>
                "A key is not an OAuth token. A key is issued by you to a program, lives until you revoke it, and may do "
                "what you noted beside its hash. An OAuth token is issued by a login server after a person agreed, lives "
                "for minutes or hours, and may do what that person allowed."
            </p>
            <p>
                "The prefix says whose key it is and whether it is live. A person sees it, and so do the scanners that "
                "look for leaked keys in repositories. The checksum at the end lets a server refuse a mistyped key before "
                "it looks anything up; it adds nothing to the secrecy."
            </p>
            <p>
                "The server stores the SHA-256 only: who reads its database cannot get back to the key. When a key comes "
                "in, hash it and look the hash up. A slow password hash is not needed for random keys."
            </p>
            <p>
                "Keep the key itself in a secrets manager, or in an environment variable that is filled from one: never in "
                "code, in a repository, in a link or in a chat. It is shown once, so that there is one copy: where you put "
                "it. Lost keys are replaced, not looked up."
            </p>
            <p>
                "Whoever has a leaked key is its owner to your API: they read and change what it may, at your cost, until "
                "you revoke it. Deleting the commit does not help, since it was copied within minutes. Revoke first, issue "
                "a new one, then read the log for what was done with the old one. Keys that may do little cost little."
            </p>
        </Fold>
    }
}
