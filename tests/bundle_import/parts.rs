//! An import with pauses, in which the page draws and answers keys: it comes to the same as one without, no part of it
//! is long, and one that is dropped in a pause does nothing more.

use crate::imported::NOW;
use crate::parsed::{at_stake, parse_any};
use crate::seeded::Seeded;
use latchkey::engine::base::pause::{Pause, Wait};
use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::import::{ParsedImport, Source, parse_in_parts};
use latchkey::engine::bundle::output::Output;
use latchkey::engine::bundle::render::Rendering;
use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
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

/// A pause that waits each time it is asked, and the number of times that it was.
fn counted() -> (Pause, Rc<Cell<usize>>) {
    let asked = Rc::new(Cell::new(0));
    let counts = Rc::clone(&asked);
    let pause = Pause::new(move || {
        counts.set(counts.get() + 1);
        let mut is_first = true;
        let wait: Wait = Box::pin(poll_fn(move |_| {
            if std::mem::take(&mut is_first) {
                Poll::Pending
            } else {
                Poll::Ready(())
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

/// All that an import makes of `text`, with this pause.
async fn passes(text: &str, source: Source, pause: &mut Pause) -> String {
    let parsed = parse_in_parts(text, "", None, None, pause).await;
    let parsed = parsed.expect("no faults");
    let guess = parsed.guess_in_parts("", pause).await;
    let stakes = parsed.at_stake_in_parts(pause).await;
    let mut bytes = Seeded::new(7);
    let bundle = Bundle::import_in_parts(parsed, source, NOW, &mut bytes, pause).await;
    told(
        &bundle.expect("random numbers"),
        &format!("{guess:?} {stakes:?}"),
    )
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
    let (guess, stakes) = (parsed.guess(""), at_stake(&parsed));
    let bundle = Bundle::import(parsed, source, NOW, &mut Seeded::new(7));
    told(
        &bundle.expect("random numbers"),
        &format!("{guess:?} {stakes:?}"),
    )
}

#[test]
fn an_import_with_pauses_comes_to_the_same_as_one_without() {
    let mut texts = vec![text(120)];
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bundle_import/examples");
    for file in fs::read_dir(examples).expect("the folder is there") {
        let path = file.expect("it can be listed").path();
        texts.push(fs::read_to_string(path).expect("it is text"));
    }
    assert!(texts.len() > 5, "the examples are not there");
    for text in texts
        .iter()
        .filter(|text| parse_any(text, "", None).is_ok())
    {
        for source in [Source::Example, Source::Own] {
            let (mut pause, _) = counted();
            let paused = polled(passes(text, source, &mut pause));
            assert!(paused == at_once(text, source), "{source:?} {text}");
        }
    }
}

#[test]
fn a_pause_is_offered_after_every_few_rows_of_every_pass() {
    let rows = 5 * (320 - 32);
    let asked = |count: usize| {
        let (mut pause, asked) = counted();
        let mut before = 0;
        let mut since = || asked.get() - std::mem::replace(&mut before, asked.get());
        let text = text(count);
        let parsed = polled(parse_in_parts(&text, "", None, None, &mut pause));
        let parsed = parsed.expect("no faults");
        let parsing = since();
        polled(parsed.guess_in_parts("", &mut pause));
        let guessing = since();
        polled(parsed.at_stake_in_parts(&mut pause));
        let asking = since();
        let mut bytes = Seeded::new(7);
        let example = Source::Example;
        let bundle = Bundle::import_in_parts(parsed, example, NOW, &mut bytes, &mut pause);
        polled(bundle).expect("random numbers");
        [parsing, guessing, asking, since()]
    };
    let (few, many) = (asked(32), asked(320));
    // As many as there are now: a pass that loses its pauses has a 32nd of the rows, or of the lines, less.
    for (at, (what, least)) in [
        ("parse", 81),
        ("guess", 171),
        ("at stake", 990),
        ("import", 549),
    ]
    .into_iter()
    .enumerate()
    {
        let more = many[at] - few[at];
        assert!(
            more >= least,
            "{what}: {more} more pauses for {rows} more rows"
        );
    }
}

#[test]
fn an_import_that_is_dropped_in_any_pause_does_nothing_more() {
    let text = text(24);
    let (mut pause, asked) = counted();
    polled(passes(&text, Source::Own, &mut pause));
    let all = asked.get();
    for polls in 1..=all {
        let (mut pause, asked) = counted();
        {
            let mut pass = pin!(passes(&text, Source::Own, &mut pause));
            for _ in 0..polls {
                let polled = pass.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                assert!(polled.is_pending());
            }
        }
        assert_eq!(asked.get(), polls, "one wait for each time it is polled");
        // The pause can be asked by another pass.
        polled(passes(&text, Source::Own, &mut pause));
        assert!(asked.get() > polls);
    }
}

#[test]
fn a_file_is_rendered_a_few_rows_at_a_time() {
    // How many steps the file takes, of a text with so many groups of five variables.
    let steps = |text: &str, output: Output| {
        let parsed = parse_any(text, "", None).expect("no faults");
        let bundle = Bundle::import(parsed, Source::Example, NOW, &mut Seeded::new(7));
        let bundle = bundle.expect("random numbers");
        let mut rendering = Rendering::new(output);
        let mut steps = 1;
        while rendering.step(&bundle).is_none() {
            steps += 1;
        }
        (bundle.rows().len(), steps)
    };
    for output in Output::ALL {
        let ((few, short), (many, long)) = (steps(&text(32), output), steps(&text(320), output));
        let least = (many - few) / Pause::EVERY;
        assert!(
            long - short >= least,
            "{output}: {} more steps for {} more rows",
            long - short,
            many - few
        );
    }
    // The lines between two variables are looked through for secrets.
    let comments = format!("A=1\n{}B=2\n", "# a comment\n".repeat(10_000));
    let (_, many) = steps(&comments, Output::Example);
    assert!(many >= 10_000 / Pause::EVERY, "{many} steps");
}

#[test]
fn each_of_a_thousand_accounts_with_one_weak_password_keeps_its_url() {
    let mut text = String::new();
    for n in 0..1_100 {
        // Words without digits: no two accounts share one.
        let word: String = format!("{n:04}")
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'a'))
            .collect();
        let upper = word.to_ascii_uppercase();
        write!(
            text,
            "{upper}_DB_PASSWORD=changeme\n{upper}_URL=postgres://app:changeme@{word}/app\n"
        )
        .expect("a string has room");
    }
    let parsed = parse_any(&text, "", None).expect("no faults");
    let bundle = Bundle::import(parsed, Source::Example, NOW, &mut Seeded::new(1));
    let bundle = bundle.expect("random numbers");
    for pair in bundle.rows().chunks(2) {
        let (password, url) = (pair[0].value(), pair[1].value());
        assert!(
            url.expose().contains(password.expose()),
            "{} and {}",
            pair[0].name(),
            pair[1].name()
        );
    }
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
