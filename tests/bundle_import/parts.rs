//! An import with pauses, in which the page draws and answers keys: it comes to the same as one without, no part of it
//! is long, and one that is stopped leaves nothing.

use crate::imported::NOW;
use crate::seeded::Seeded;
use latchkey::engine::base::pause::{Pause, Wait};
use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::import::{ParsedImport, Source, parse_any, parse_in_parts};
use std::cell::Cell;
use std::fmt::Write as _;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A text with `count` groups of five variables, of most kinds.
fn text(count: usize) -> String {
    let mut text = String::new();
    for n in 0..count {
        write!(
            text,
            "# Service number {n}\n\
             SERVICE_{n}_HOST=service-{n}.internal\n\
             SERVICE_{n}_DB_PASSWORD=changeme\n\
             # openssl rand -hex 32\n\
             SERVICE_{n}_API_SECRET= # same as OTHER_{n}_SECRET\n\
             # OTHER_{n}_SECRET=\n\
             SERVICE_{n}_URL=postgres://app:changeme@db-{n}:5432/app\n\
             SERVICE_{n}_JWT_PRIVATE_KEY=\n\n"
        )
        .expect("a string has room");
    }
    text
}

/// A pause that waits each time it is asked, and the number of times that it was. It goes on `most` times.
fn counted(most: usize) -> (Pause, Rc<Cell<usize>>) {
    let asked = Rc::new(Cell::new(0));
    let counts = Rc::clone(&asked);
    let pause = Pause::new(move || {
        counts.set(counts.get() + 1);
        let goes_on = counts.get() <= most;
        let mut is_first = true;
        let wait: Wait = Box::pin(poll_fn(move |_| {
            if std::mem::take(&mut is_first) {
                Poll::Pending
            } else {
                Poll::Ready(goes_on)
            }
        }));
        Some(wait)
    });
    (pause, asked)
}

/// What `pass` comes to, polled until it is done.
fn polled<T>(pass: impl Future<Output = T>) -> T {
    let mut pass = pin!(pass);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = pass.as_mut().poll(&mut context) {
            return done;
        }
    }
}

/// All that an import makes of `text`, with this pause; `None` if it was stopped.
async fn passes(text: &str, source: Source, pause: &mut Pause) -> Option<String> {
    let parsed = parse_in_parts(text, "", None, None, pause).await?;
    let parsed = parsed.expect("no faults");
    let guess = parsed.guess_in_parts("", pause).await?;
    let stakes = parsed.at_stake_in_parts(pause).await?;
    let mut bytes = Seeded::new(7);
    let bundle = Bundle::import_in_parts(parsed, source, NOW, &mut bytes, pause).await?;
    Some(told(
        &bundle.expect("random numbers"),
        &format!("{guess:?} {stakes:?}"),
    ))
}

/// The rows of a bundle with their values, after `before`.
fn told(bundle: &Bundle, before: &str) -> String {
    let mut told = before.to_owned();
    for row in bundle.rows() {
        write!(told, "\n{row:?} {}", row.value().expose()).expect("a string has room");
    }
    told
}

/// The same without pauses.
fn at_once(text: &str, source: Source) -> String {
    let parsed: ParsedImport = parse_any(text, "", None).expect("no faults");
    let (guess, stakes) = (parsed.guess(""), parsed.at_stake());
    let bundle = Bundle::import(parsed, source, NOW, &mut Seeded::new(7));
    told(
        &bundle.expect("random numbers"),
        &format!("{guess:?} {stakes:?}"),
    )
}

#[test]
fn an_import_with_pauses_comes_to_the_same_as_one_without() {
    let text = text(120);
    for source in [Source::Example, Source::Own] {
        let (mut pause, _) = counted(usize::MAX);
        let paused = polled(passes(&text, source, &mut pause)).expect("it was not stopped");
        assert!(paused == at_once(&text, source), "{source:?}");
    }
}

#[test]
fn a_pause_is_offered_after_every_few_rows_of_every_pass() {
    // The parse, the settings and the signs of the guess, and of each plan the settings, the decisions, the pairs, the
    // equal values and what is left look at every line or row.
    const PASSES: usize = 8;
    let (few, many) = (text(32), text(320));
    let asked = |text: &str| {
        let (mut pause, asked) = counted(usize::MAX);
        polled(passes(text, Source::Example, &mut pause)).expect("it was not stopped");
        asked.get()
    };
    let rows = 5 * (320 - 32);
    let more = asked(&many) - asked(&few);
    assert!(
        more >= PASSES * rows / Pause::EVERY,
        "{more} pauses for {rows} rows"
    );
}

#[test]
fn an_import_that_is_stopped_in_any_pause_comes_to_nothing() {
    let text = text(24);
    let (mut pause, asked) = counted(usize::MAX);
    polled(passes(&text, Source::Own, &mut pause)).expect("it was not stopped");
    let all = asked.get();
    for most in 0..all {
        let (mut pause, asked) = counted(most);
        assert!(polled(passes(&text, Source::Own, &mut pause)).is_none());
        assert_eq!(asked.get(), most + 1, "nothing is done after it");
    }
}

#[test]
fn an_import_that_is_dropped_in_a_pause_drops_its_text() {
    let text = text(24);
    let (mut pause, asked) = counted(usize::MAX);
    {
        let pass = pin!(passes(&text, Source::Own, &mut pause));
        let polled = pass.poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
    }
    assert_eq!(asked.get(), 1);
    // The pause can be asked by another pass.
    assert!(polled(passes(&text, Source::Own, &mut pause)).is_some());
}

#[test]
fn thousands_of_equal_passwords_pairs_or_commands_are_planned_at_once() {
    // Comparing each row with all others takes minutes.
    for line in [
        "A@_PASSWORD=changeme\n",
        "A@_DB_PASSWORD=changeme\n",
        "A@_JWT_PRIVATE_KEY=\n",
        "# openssl rand -hex 32\nA@_FOO=\n",
        "PUSHER_APP_@_SECRET=\n",
        "MEILI_@_MASTER_KEY=changeme\n",
    ] {
        let text: String = (0..4_000)
            .map(|n| line.replace('@', &n.to_string()))
            .collect();
        let parsed = parse_any(&text, "", None).expect("no faults");
        let bundle = Bundle::import(parsed, Source::Example, NOW, &mut Seeded::new(1));
        assert_eq!(
            bundle.expect("random numbers").rows().len(),
            4_000,
            "{line}"
        );
    }
}
