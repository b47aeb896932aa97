//! The Token tab except for its key card, which loads first: options, batches, and a few words for the
//! beginner. It adopts the card and tells it what to mint.

mod batch;
mod copied;
mod handed_out;
mod options;
mod part;
mod set_up;
mod words;
mod worker_keys;

use crate::browser::task::in_turn;
use crate::browser::{dom, lifecycle};
use crate::card::{Card, Occasion};
use crate::components::alert::Alert;
use crate::components::fold::Fold;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::Token;
use crate::engine::link::token as link_token;
use crate::pages::link::{CopyLink, FollowedLink, LinkLine};
use crate::pages::mounting::{Later, announce, mount_at, with_styles};
use batch::BatchCard;
use copied::CopiedKeys;
use handed_out::HandedOut;
pub use handed_out::LoadCodes;
use leptos::prelude::*;
use options::{MORE, Options, TokenOptions};
pub use set_up::LoadRecord;
use set_up::{SetUp, subject_of, subject_of_batch};
use worker_keys::{Progress, WorkerEvent, WorkerKeys};

/// Mounts the rest of the tab.
pub fn mount(card: Card, load_record: LoadRecord, load_codes: LoadCodes) {
    // This part comes by itself and is large: a slow machine has just instantiated it.
    in_turn(move || {
        mount_at(
            "rest-token",
            move || view! { class="lk", <TokenPage card=card load_record=load_record load_codes=load_codes announce=announce()/> },
        );
    });
    // Before that turn, which is the first: what else `with_styles` adds comes after it.
    with_styles(include_str!("../../style/token.css"));
}

/// The rest of the Token tab.
#[component]
pub fn TokenPage(
    /// The key card.
    card: Card,
    /// Loads the part with the server record.
    load_record: LoadRecord,
    /// Loads the part with what is handed to people.
    load_codes: LoadCodes,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let link = FollowedLink::new(link_token::TAB);
    let options = Options::new(link);
    let card = StoredValue::new_local(card);
    // The key on screen, or those of the batch, as a server knows them.
    let subject = RwSignal::new(
        options
            .wanted()
            .and_then(|(spec, _)| card.with_value(|card| subject_of(card, &spec))),
    );
    let keys = WorkerKeys::new(
        Callback::new(move |done| {
            announce.run(match done {
                WorkerEvent::Made(keys) => words::keys_made(keys),
                WorkerEvent::Saved(name) => words::download_started(name),
            });
        }),
        Callback::new(move |words: String| {
            card.with_value(|card| {
                card.clear();
                card.alert(Some(&words));
            });
            subject.set(None);
        }),
    );
    let progress = keys.progress();

    let note = move |spec: &TokenSpec| {
        subject.set(card.with_value(|card| subject_of(card, spec)));
    };
    let clear = move || {
        card.with_value(Card::clear);
        subject.set(None);
    };

    // Whether the person asked for the key that is being made.
    let asked = StoredValue::new(false);
    let say_made = move || {
        // Without random numbers there is none.
        if asked.get_value() && card.with_value(Card::is_fresh) {
            announce.run(words::NEW_KEY_MADE.to_owned());
        }
    };
    // One key is made here and now. A passphrase needs the word list, which only the worker has.
    let mint_one = move |spec: TokenSpec| {
        keys.forget();
        if spec.format.needs_words() {
            card.with_value(Card::wait);
            subject.set(None);
            let fresh = spec.clone();
            let on_token = Callback::new(move |token: Token| {
                card.with_value(|card| card.show(token, &fresh));
                note(&fresh);
                say_made();
            });
            keys.token(spec, on_token);
        } else {
            card.with_value(|card| card.mint(&spec));
            note(&spec);
            say_made();
        }
    };
    let mint = move || {
        let (spec, many) = options.wanted()?;
        card.with_value(|card| card.alert(None));
        if spec.format.is_handed_out() {
            // Its own part makes it.
            clear();
        } else if many == 1 {
            mint_one(spec);
        } else {
            clear();
            let of = spec.clone();
            let on_traces = Callback::new(move |traces| {
                subject.set(subject_of_batch(traces, of.clone()));
            });
            keys.batch(spec, many, on_traces);
        }
        Some(many)
    };
    // Opening the tab makes one key, but a batch is not made unasked.
    let mint_unasked = move || {
        asked.set_value(false);
        if options.wanted().is_some_and(|(_, many)| many == 1) {
            mint();
        } else {
            clear();
        }
    };
    let make_asked = move || {
        asked.set_value(true);
        mint()
    };
    let generate = move || match make_asked() {
        Some(1) => {}
        Some(many) => announce.run(words::making_keys(many)),
        None => {
            // The field may be in the fold.
            if !options.is_marked_in_sight() {
                dom::unfold(MORE);
            }
            announce.run(words::NO_KEY_MADE.to_owned());
        }
    };
    // What was copied or made stays until the person asks for more: its hash or its file may still be wanted.
    let options_changed = move |()| {
        let wanted = options.wanted();
        card.with_value(|card| card.set_outdated(wanted.is_none()));
        let Some((spec, many)) = wanted else {
            return;
        };
        if many != 1 || spec.format.is_handed_out() {
            card.with_value(Card::clear);
            if !matches!(*progress.read_untracked(), Progress::Made { .. }) {
                subject.set(None);
            }
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
        announce.run(words::OWN_OPTIONS_BACK.to_owned());
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
    let handed_out = Memo::new(move |_| options.handed_out());
    let is_made = Memo::new(move |_| matches!(*progress.read(), Progress::Made { .. }));
    let copied = copied::watch(&card.get_value());
    Effect::new(move |_| {
        let one = many.get() == 1 && handed_out.read().is_none();
        let is_made = is_made.get();
        card.with_value(|card| card.show_one(one, is_made));
    });
    in_turn(move || {
        mount_at("key-many", move || {
            view! { class="lk",
                <div hidden=move || handed_out.read().is_some()>
                    <BatchCard options=options keys=keys announce=announce/>
                </div>
                <HandedOut wanted=handed_out load=load_codes/>
            }
        });
    });
    // On a clone, outside of `with_value`: `adopt` may mint at once, which borrows the stored card again.
    let adopted = card.get_value();
    adopted.adopt(move |occasion| match occasion {
        Occasion::Pressed => generate(),
        Occasion::Returned => mint_unasked(),
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || keys.end()));
    on_cleanup(move || leave.dispose());

    view! { class="lk",
        <Later>
            <SetUp subject=subject load=load_record/>
            <LinkLine link=link on_own=use_own on_insist=insist/>
        </Later>
        <TokenOptions
            options=options
            on_change=options_changed
            on_generate=move |()| generate()
            saves_next=is_made
        />
        <Later>
            <CopiedKeys keys=copied/>
            <CopyLink
                options=Signal::derive(move || options.link())
                what=link_text
                announce=announce
                set_alert=set_alert
            />
            <Alert message=alert/>
        </Later>
        <Later>
            <Fold title=words::NEW_TO_KEYS summary=words::NEW_TO_KEYS_SUMMARY>
                <p>{words::YOUR_API}</p>
                <p>{words::NO_OAUTH_TOKEN}</p>
                <p>{words::PREFIX_AND_CHECKSUM}</p>
                <p>{words::HASH_ONLY}</p>
                <p>{words::WHERE_TO_KEEP}</p>
                <p>{words::WHEN_LEAKED}</p>
            </Fold>
        </Later>
    }
}
