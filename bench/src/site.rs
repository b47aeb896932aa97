//! The site's own page, used as a person uses it: how long each action takes, and how long it blocks the main
//! thread.

use super::Outcome;
use super::browser::Bench;
use latchkey::engine::digest::{Algorithm, Encoding, Hasher};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How often the page is asked whether it has started.
const PAUSE: Duration = Duration::from_millis(50);
const STARTS: usize = 400;
/// How many keys are made: as many as the page takes.
const KEYS: u32 = 1_000_000;
/// The sizes in MiB of the texts that are pasted.
const TEXTS: [usize; 3] = [1, 4, 16];

/// An action and its measurements.
pub struct ActionTimes {
    pub what: String,
    pub watched: PageTimes,
    /// How many bytes were hashed, where the speed is of interest.
    pub bytes: Option<u64>,
}

/// What `page/site.js` saw.
#[derive(Debug, Deserialize)]
pub struct PageTimes {
    pub milliseconds: f64,
    /// The longest task in milliseconds; 0 where none was over 50.
    pub longest: f64,
}

/// Opens the page and runs the measured actions; the file has `bytes` bytes.
pub async fn measure(bench: &Bench, file: &Path, bytes: u64) -> Outcome<Vec<ActionTimes>> {
    let mut seen = keys(bench).await?;
    open(bench, "#hashes", "#hash-file").await?;
    // The first also starts the worker.
    for what in ["first use", "again"] {
        run(bench, "watch.file()", vec![]).await?;
        bench.choose("#hash-file", file).await?;
        seen.push(ActionTimes {
            what: format!("SHA-256 of a chosen file of {} MiB, {what}", bytes >> 20),
            watched: end(bench).await?,
            bytes: Some(bytes),
        });
    }
    run(
        bench,
        "watch.password(input[0])",
        vec![json!("correct horse")],
    )
    .await?;
    seen.push(ActionTimes {
        what: "Argon2id of a password, first use".to_owned(),
        watched: end(bench).await?,
        bytes: None,
    });
    Ok(seen)
}

/// Opens the page and pastes long texts into Hashes.
pub async fn pastes(bench: &Bench) -> Outcome<Vec<ActionTimes>> {
    open(bench, "#hashes", "#hash-text").await?;
    let mut seen = Vec::new();
    for mib in TEXTS {
        let text = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ\n"
            .repeat((mib << 20) / 64);
        let mut hasher = Hasher::new(Algorithm::Sha256);
        hasher.update(text.as_bytes());
        let digest = hasher.finish().encode(Encoding::Hex);
        run(
            bench,
            "await watch.paste(input[0], input[1])",
            vec![json!(text), json!(digest)],
        )
        .await?;
        seen.push(ActionTimes {
            what: format!("SHA-256 of a pasted text of {mib} MiB"),
            watched: end(bench).await?,
            bytes: Some((mib as u64) << 20),
        });
    }
    Ok(seen)
}

/// A batch of keys, and the file of it.
async fn keys(bench: &Bench) -> Outcome<Vec<ActionTimes>> {
    // The browser must not save the file.
    bench
        .driver
        .cdp()
        .send_raw("Browser.setDownloadBehavior", json!({ "behavior": "deny" }))
        .await?;
    open(bench, "", "#token-many").await?;
    let many = vec![json!(KEYS.to_string())];
    run(bench, "watch.fill('#token-many', input[0])", many).await?;
    let mut seen = Vec::new();
    for (what, script) in [
        ("made, first use", "watch.keys()"),
        ("written as CSV with their SHA-256", "watch.keysFile()"),
    ] {
        run(bench, script, vec![]).await?;
        seen.push(ActionTimes {
            what: format!("{KEYS} keys {what}"),
            watched: end(bench).await?,
            bytes: None,
        });
    }
    Ok(seen)
}

/// Opens the page at this fragment, waits for the element that `selector` selects, and begins to watch.
async fn open(bench: &Bench, fragment: &str, selector: &str) -> Outcome {
    bench.open_site(fragment).await?;
    // A change of the fragment alone would not reload the page.
    bench.driver.refresh().await?;
    started(bench, selector).await?;
    run(bench, include_str!("../page/site.js"), vec![]).await
}

async fn started(bench: &Bench, selector: &str) -> Outcome {
    for _ in 0..STARTS {
        if bench
            .task(
                "return !!document.querySelector(input[0])",
                vec![json!(selector)],
            )
            .await?
        {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err("the page does not start".into())
}

async fn run(bench: &Bench, script: &str, input: Vec<Value>) -> Outcome {
    bench.task::<Value>(script, input).await.map(drop)
}

async fn end(bench: &Bench) -> Outcome<PageTimes> {
    bench.task("return watch.end()", vec![]).await
}
