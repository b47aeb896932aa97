//! The Token tab except for its key card, which loads first: options, batches, and a few words for the
//! beginner. It adopts the card and tells it what to mint.

mod batch;
mod options;
mod worker_keys;

use crate::browser::lifecycle;
use crate::card::{Card, Occasion};
use crate::components::fold::Fold;
use crate::engine::base::number::grouped;
use crate::engine::key::token::Token;
use crate::pages::mounting::{announce, mount_at, with_styles};
use batch::BatchCard;
use leptos::prelude::*;
use options::{Options, TokenOptions};
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
    let options = Options::new();
    let card = StoredValue::new_local(card);
    let keys = WorkerKeys::new(
        Callback::new(move |done| {
            announce.run(match done {
                Done::Made(keys) => format!("{} keys made.", grouped(keys.into())),
                Done::Saved(name) => format!("{name} handed to the browser to save."),
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
        None => announce.run("No key made: correct the marked field first.".to_owned()),
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
    let many = Memo::new(move |_| options.many());
    let is_made = Memo::new(move |_| matches!(*progress.read(), Progress::Made { .. }));
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
        <TokenOptions options=options on_change=options_changed/>
        <Fold title="New to API keys?" summary="prefix, checksum, hash, and why once">
            <p>
                "The prefix says whose key it is and whether it is live. A person sees it, and so do the scanners that "
                "look for leaked keys in repositories."
            </p>
            <p>
                "The checksum at the end lets a server refuse a mistyped key before it looks anything up. It is computed "
                "from the key and adds nothing to its secrecy."
            </p>
            <p>
                "The server stores the SHA-256 only: who reads its database cannot get back to the key. When a key comes "
                "in, hash it and look the hash up. A slow password hash is not needed for random keys."
            </p>
            <p>
                "A key is shown once, so that there is one copy: where you put it. Lost keys are replaced, not looked up."
            </p>
        </Fold>
    }
}
