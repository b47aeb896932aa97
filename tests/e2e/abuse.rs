//! A megabyte of anything in any field: a clear error or a correct result, never a frozen page.
//!
//! The fields are found on the page, in every tab, view, fold and choice, so that a new one is tested too. A text arrives
//! as a paste does, and the CPU time of the page's main thread until it is quiet again is compared with that of a bare
//! field of the same kind and size. `LATCHKEY_ABUSE=all` tries every text in every field, else each field gets one.

use crate::harness::{Engine, Outcome, Page, cpu_times_of, ensure, run, until};
use serde::Deserialize;
use serde_json::json;
use std::env;
use thirtyfour::Key;

/// Finds the fields and fills them.
const FIELDS: &str = include_str!("abuse/fields.js");

/// A megabyte each: a name, and an expression in JavaScript.
const TEXTS: [(&str, &str); 20] = [
    ("letters", "'a'.repeat(1e6)"),
    ("${", "'${'.repeat(5e5)"),
    ("lines", "'KEY_OF_MINE=value # comment\\n'.repeat(35714)"),
    ("lone surrogates", "'\\ud800'.repeat(333333)"),
    ("double quotes", "'\"'.repeat(1e6)"),
    (
        "digests",
        "('a'.repeat(64) + '  file name\\n').repeat(13157)",
    ),
    ("right-to-left marks", "'\\u202e'.repeat(333333)"),
    ("digits", "'7'.repeat(1e6)"),
    ("NUL", "'\\0'.repeat(1e6)"),
    ("brackets", "'[{('.repeat(333333)"),
    ("emoji", "'😀'.repeat(25e4)"),
    ("grouped digits", "'1' + ',000'.repeat(25e4)"),
    ("names and values", "'KEY_OF_MINE=value '.repeat(55555)"),
    ("letters with accents", "'e\\u0301'.repeat(333333)"),
    ("base64", "'QUJD/+'.repeat(166666)"),
    ("single quotes and backslashes", "`'\\\\`.repeat(5e5)"),
    ("URLs", "'a://b:c@d/e '.repeat(83333)"),
    ("spaces", "' '.repeat(1e6)"),
    ("hex in groups", "'ab:'.repeat(333333)"),
    ("combining marks", "'\\u0301'.repeat(1e6)"),
];
/// How many of them each field gets, in turn, unless all are asked for.
const FEW: usize = 1;

/// How much more than a bare field a field may take, in milliseconds of CPU time on a machine on which the yardstick
/// takes [`YARDSTICK_MS`].
const LIMIT_MS: f64 = 200.0;
const YARDSTICK_MS: f64 = 20.0;
/// How often a field is measured: of noise the least counts.
const ATTEMPTS: usize = 6;

/// The fields that take any text: all of it is right, or what is wrong with it is said elsewhere.
const TAKES_ANYTHING: [&str; 7] = [
    "Key",
    "JWT secret",
    "Text",
    "HMAC key",
    "Password",
    "Import .env.example",
    "Expected digest or SHA256SUMS",
];

/// A field that was found.
#[derive(Deserialize)]
struct Found {
    /// Its place and name.
    name: String,
}

/// What became of a text.
#[derive(Debug, Deserialize)]
struct Taken {
    /// Whether the page did not let it in.
    refused: bool,
    /// Whether the field holds what a bare one would.
    kept: bool,
    /// What the field says is wrong, where it is marked.
    words: Option<String>,
    /// The status line.
    status: String,
    /// Other fields whose text changed.
    lost: Vec<String>,
    /// Whether the digest that is shown is the text's.
    digest: Option<bool>,
}

/// The next field that was not seen yet.
async fn next(page: &Page) -> Outcome<Option<Found>> {
    page.task(
        "const { value, done } = await window.__fields.next();
         if (done) return null;
         window.__field = value.field;
         window.__had = value.field.value;
         return { name: value.name };",
    )
    .await
}

/// Puts one text into the present field. Returns how many milliseconds more than a bare field it took, and how many it
/// may.
async fn put(page: &Page, field: &str, text: &str) -> Outcome<(f64, f64)> {
    let work = format!("return window.__abuse.measure(window.__field, {text})");
    let (taken, times) = cpu_times_of::<Taken>(page, &work).await?;
    let takes_anything = TAKES_ANYTHING
        .iter()
        .any(|name| field.ends_with(&format!(": {name}")));
    let is_said = match &taken.words {
        _ if taken.refused => taken.status.contains("Not pasted"),
        Some(words) => !words.is_empty(),
        None => takes_anything,
    };
    ensure(
        is_said && taken.kept && taken.lost.is_empty() && taken.digest != Some(false),
        || format!("{taken:?}"),
    )?;
    let all = |name: &str| -> Vec<f64> { times.get(name).cloned().unwrap_or_default() };
    // An import goes on in pieces, between which the page answers: none of them may be long. Only Chromium tells them
    // apart.
    let is_import = field.ends_with("Import .env.example");
    let cost = |name: &str| -> f64 {
        if is_import && page.engine() != Engine::Chromium {
            0.0
        } else if is_import {
            all(name).into_iter().fold(0.0, f64::max)
        } else {
            all(name).iter().sum()
        }
    };
    let yardstick = all("yardstick").iter().sum::<f64>();
    let limit = LIMIT_MS * (yardstick / YARDSTICK_MS).max(1.0);
    if env::var_os("LATCHKEY_ABUSE").is_some() {
        eprintln!(
            "{field} | bare {:.0} own {:.0} more {:.0} of {limit:.0} ms{}",
            cost("bare"),
            cost("own"),
            cost("own") - cost("bare"),
            if taken.refused { ", refused" } else { "" }
        );
    }
    Ok((cost("own") - cost("bare"), limit))
}

/// Empties the present field, and puts back what it held.
async fn restore(page: &Page) -> Outcome {
    page.task(
        "const { put, quiet } = window.__abuse; put(window.__field, window.__had); await quiet();",
    )
    .await
}

#[test]
fn a_megabyte_of_anything_in_any_field_is_answered_and_freezes_nothing() {
    let is_all = env::var("LATCHKEY_ABUSE").is_ok_and(|which| which == "all");
    let only = env::var("LATCHKEY_ABUSE_FIELD").unwrap_or_default();
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        page.script::<()>(FIELDS, []).await?;
        let (mut count, mut slow) = (0, Vec::new());
        while let Some(field) = next(page).await? {
            count += 1;
            if !field.name.contains(&only) {
                continue;
            }
            let texts = TEXTS
                .iter()
                .cycle()
                .skip(if is_all { 0 } else { count * FEW });
            for (name, text) in texts.take(if is_all { TEXTS.len() } else { FEW }) {
                let what = format!("{name} in {}", field.name);
                for attempt in 1..=ATTEMPTS {
                    let (more, limit) = put(page, &field.name, text)
                        .await
                        .map_err(|error| format!("{what}: {error}"))?;
                    restore(page).await?;
                    if more <= limit {
                        break;
                    }
                    if attempt == ATTEMPTS {
                        slow.push(format!("{what}: {more:.0} ms, at most {limit:.0}"));
                    }
                }
                page.assert_quiet()
                    .await
                    .map_err(|error| format!("{what}: {error}"))?;
            }
        }
        ensure(count >= 20, || format!("only {count} fields were found"))?;
        ensure(slow.is_empty(), || {
            format!("too slow:\n  {}", slow.join("\n  "))
        })
    });
}

/// Pastes `text`, an expression in JavaScript, into a text area by the keyboard.
async fn paste(page: &Page, name: &str, text: &str) -> Outcome {
    let field = page.by_role("textbox", name).await?;
    field.click().await?;
    page.set_clipboard_to(text).await?;
    page.chord(Key::Control, "v").await
}

#[test]
fn a_paste_that_would_freeze_even_a_bare_field_is_refused_in_words() {
    run(async |page| {
        page.open("#hashes").await?;
        page.paste("textbox", "Text", "abc").await?;
        // Of a longer one only the beginning would get into the field.
        for text in [
            "'\\u0301'.repeat(2e5)",
            "'e\\u0301'.repeat(1e5)",
            "'\\u0645'.repeat(1e5)",
        ] {
            paste(page, "Text", text).await?;
            page.until_said("status", |words| {
                words.contains("Not pasted: more than 10,000")
            })
            .await?;
            let held = page.value("textbox", "Text").await?;
            ensure(held == "abc", || format!("it holds {} bytes", held.len()))?;
            page.script::<()>("document.getElementById('status').textContent = ''", [])
                .await?;
        }
        Ok(())
    });
}

#[test]
fn a_paste_of_many_lines_arrives_at_once() {
    run(async |page| {
        page.open("#hashes").await?;
        page.paste("textbox", "Text", "ab").await?;
        page.keys(Key::Left).await?;
        page.script::<()>(
            "window.__inputs = 0;
             document.getElementById('hash-text').addEventListener('input', () => { window.__inputs += 1; });",
            [],
        )
        .await?;
        page.set_clipboard_to("'x\\n'.repeat(3000)").await?;
        page.chord(Key::Control, "v").await?;
        // In the place of the caret, behind which it stands then.
        let wanted = format!("a{}b", "x\n".repeat(3000));
        until("the text to arrive", async || {
            let held = page.value("textbox", "Text").await?;
            ensure(held == wanted, || format!("{} bytes", held.len()))
        })
        .await?;
        let seen: Vec<u64> = page
            .script(
                "return [window.__inputs, document.getElementById('hash-text').selectionStart]",
                [],
            )
            .await?;
        ensure(json!(seen) == json!([1, 6001]), || format!("{seen:?}"))
    });
}
