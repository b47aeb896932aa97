//! Random use of all tabs: clicks, keys, pastes, choices, dropped files, the browser's history. Nothing panics, nothing
//! reaches the console, nothing is requested, and the page still makes a key.
//!
//! `LATCHKEY_SEED=n` draws other actions, `LATCHKEY_ACTIONS=n` more of them. A failure names both.

use crate::harness::{Outcome, Page, ensure, run};
use serde::Deserialize;
use serde_json::{Value, json};
use std::env;
use std::fmt::Write as _;
use std::time::Duration;
use thirtyfour::Key;

/// Does what was drawn, in the page.
const ACTIONS: &str = include_str!("random/actions.js");
/// How many actions a run has.
const COUNT: u64 = 500;
/// How many actions one script does.
const AT_ONCE: u64 = 10;
/// How many of the last actions a failure lists.
const LISTED: usize = 200;

/// The kinds of actions, as `random/actions.js` has them, and how often each is drawn.
const KINDS: [(&str, u64); 13] = [
    ("click", 30),
    ("paste", 20),
    ("choose", 14),
    ("toggle", 10),
    ("files", 4),
    ("drop", 6),
    ("erase", 4),
    ("undo", 3),
    ("fragment", 4),
    ("back", 3),
    ("forward", 2),
    ("scroll", 2),
    ("wait", 3),
];

/// What is pasted and dropped.
fn texts() -> Vec<String> {
    let pem = [
        "-----BEGIN PRIVATE",
        " KEY-----\nMC4CAQ==\n-----END PRIVATE",
        " KEY-----\n",
    ]
    .concat();
    let mut texts: Vec<String> = [
        "", " ", "0", "1", "2", "16", "64", "300", "4096", "1,000", "99999999999", "-1", "1e9", "sk", "acme_",
        "a b", "clé", "\u{202e}abc", "\0", "😀", "👩‍👩‍👧‍👦", "e\u{301}\u{301}", "${${${", "$(rm -rf /)", "`id`",
        "'\"\\", "<b>&amp;</b>", "{{x}}", "%s%n", "\r\n\r\n", "\u{feff}A=1\n", "=", "#", "A", "A=", "A=\"", "A='\n",
        "SESSION_SECRET=changeme\nSTRIPE_KEY=sk_test_changeme\nADMIN_EMAIL=you@example.com\n",
        "# openssl rand -hex 32\nAPP_KEY=\nDATABASE_URL=postgres://app:changeme@db:5432/app\n",
        "export JWT_SECRET=abc # note\nCOPY=${JWT_SECRET}\n# OLD=1\n",
        "A=1\nA=2\nB=$A\nC='${B}'\n",
        "# @type=string(minLength=5)\n# @required @sensitive\nTOKEN=\n",
        "[project]\nname = \"x\"\n[profiles.default]\nTOKEN = { description = \"t\", type = \"hex\", generate = true }\n",
        "{\"name\": \"x\", \"env\": {\"SECRET\": {\"generator\": \"secret\"}}}",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc.txt\n",
        "SHA512 (x) = 00\nMD5 (abc.txt) = 900150983cd24fb0d6963f7d28e17f72\n",
        "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        "{\"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\", \"name\": \"abc.txt\"}",
        "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
        "$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
        "ann:$apr1$x$y", "abc", "correct horse battery staple",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push(pem);
    texts.push("x".repeat(20_000));
    texts.push("\"".repeat(5_000));
    texts.push("[".repeat(5_000));
    texts.push((0..300).fold(String::new(), |mut text, n| {
        // Writing to a String does not fail.
        let _ = writeln!(text, "NAME_{n}_SECRET=changeme");
        text
    }));
    texts
}

/// The names of dropped files.
const NAMES: [&str; 8] = [
    ".env",
    ".env.example",
    "abc.txt",
    "SHA256SUMS",
    "x.sha256",
    ".env.schema",
    "secretspec.toml",
    "app.json",
];

/// Addresses that somebody may follow or type.
const FRAGMENTS: [&str; 14] = [
    "",
    "#token",
    "#bundle",
    "#hashes",
    "#none",
    "#token?format=hex",
    "#token?format=passphrase&many=3",
    "#token?prefix=acme&environment=test",
    "#token?format=nothing",
    "#bundle?preset=django",
    "#bundle?preset=rails,django",
    "#hashes?algorithm=sha-512",
    "#token?%E0%A4%A",
    "#bundle?A=1&&&==?#",
];

/// A small generator of numbers under a seed (splitmix64): the same actions again under the same seed.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn action(&mut self) -> Value {
        let all = KINDS.iter().map(|(_, often)| often).sum();
        let mut drawn = self.below(all);
        let kind = KINDS.iter().find(|(_, often)| {
            let is_it = drawn < *often;
            drawn = drawn.saturating_sub(*often);
            is_it
        });
        let kind = kind.map_or("wait", |(kind, _)| kind);
        json!([
            kind,
            self.below(1_000_000),
            self.below(1_000_000),
            self.below(1_000_000)
        ])
    }
}

/// What a script did, and the first sign of a fault.
#[derive(Deserialize)]
struct Acted {
    done: Vec<String>,
    seen: Option<String>,
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Presses a key that the draw chose, as a person does.
async fn press_a_key(page: &Page, numbers: &mut Numbers) -> Outcome<String> {
    let keys = [
        Key::Tab,
        Key::Escape,
        Key::Enter,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::Backspace,
        Key::Delete,
    ];
    let shortcuts = ["g", "c", "?", "1", "2", "3", "9", " ", "x"];
    match numbers.below(4) {
        0 => {
            let shortcut = shortcuts[usize::try_from(numbers.below(9))?];
            page.keys(shortcut).await?;
            Ok(format!("key {shortcut}"))
        }
        1 => {
            let key = ["a", "v", "z", "c", "x"][usize::try_from(numbers.below(5))?];
            page.chord(Key::Control, key).await?;
            Ok(format!("key Control+{key}"))
        }
        _ => {
            let key = keys[usize::try_from(numbers.below(11))?].clone();
            let name = format!("key {key:?}");
            page.keys(key + "").await?;
            Ok(name)
        }
    }
}

/// Does `count` actions, and adds to `log` what they were.
async fn act(page: &Page, count: u64, numbers: &mut Numbers, log: &mut Vec<String>) -> Outcome {
    let table = json!({ "texts": texts(), "names": NAMES, "fragments": FRAGMENTS });
    page.script::<()>(
        &format!("{ACTIONS}; window.__table = arguments[0]"),
        [table],
    )
    .await?;
    for _ in 0..count / AT_ONCE {
        let actions: Vec<Value> = (1..AT_ONCE).map(|_| numbers.action()).collect();
        let acted: Acted = page
            .task(&format!(
                "return window.__act(window.__table, {})",
                json!(actions)
            ))
            .await?;
        log.extend(acted.done);
        ensure(acted.seen.is_none(), || acted.seen.unwrap_or_default())?;
        log.push(press_a_key(page, numbers).await?);
    }
    Ok(())
}

/// The page still works: it makes a key.
async fn ensure_a_key(page: &Page) -> Outcome {
    page.script::<()>(
        "document.querySelector('dialog[open]')?.close(); document.getElementById('tab-token').click();",
        [],
    )
    .await?;
    page.choose("Format", "UUID v4").await?;
    page.paste("spinbutton", "How many", "1").await?;
    let is_uuid = |key: &str| key.len() == 36;
    page.press("Generate").await?;
    let before = page.until_reads("Your key", is_uuid).await?;
    page.press("Generate").await?;
    page.until_reads("Your key", |key| is_uuid(key) && key != before)
        .await
        .map(drop)
}

#[test]
fn random_use_leaves_no_panic_no_error_and_no_request() {
    let seed = setting("LATCHKEY_SEED").unwrap_or(12);
    let count = setting("LATCHKEY_ACTIONS").unwrap_or(COUNT);
    run(async |page| {
        page.driver()
            .set_script_timeout(Duration::from_mins(1))
            .await?;
        page.open("").await?;
        page.until_all_here().await?;
        let requests = page.requests().len();
        let mut log = Vec::new();
        let done = act(page, count, &mut Numbers(seed), &mut log).await;
        let done = match done {
            Ok(()) => ensure_a_key(page).await,
            fault => fault,
        };
        let done = match done {
            Ok(()) => page.assert_quiet().await,
            fault => fault,
        };
        let done = done.and_then(|()| {
            let all = page.requests();
            ensure(all.len() == requests, || {
                format!("it requested {:?}", &all[requests..])
            })
        });
        done.map_err(|fault| {
            let last = log.len().saturating_sub(LISTED);
            format!(
                "LATCHKEY_SEED={seed}, after {} actions: {fault}\n  {}",
                log.len(),
                log[last..].join("\n  ")
            )
            .into()
        })
    });
}
