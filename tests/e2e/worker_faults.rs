//! When the worker fails to load, is not as it was published, dies, or has no random numbers: an alert, nothing
//! to download, never an endless progress bar, and a retry that works once the fault is gone.

use crate::boot::{SECTION, copy_of_dist, file_in};
use crate::harness::{GATE, Outcome, Page, ensure, run, run_on, until};
use crate::minting::{ask, ensure_nothing_made, listed};
use std::fs;
use std::path::{Path, PathBuf};

/// The worker's file with this ending.
pub fn worker_file(folder: &Path, ending: &str) -> Outcome<PathBuf> {
    file_in(folder, "worker-", ending)
}

/// Waits for an alert; there must then be no progress bar and nothing to download.
pub async fn ensure_given_up(page: &Page) -> Outcome<String> {
    let words = page.until_said("alert", |_| true).await?;
    ensure(!page.has("progressbar", "").await, || {
        format!("the bar stays beside {words:?}")
    })?;
    ensure_nothing_made(page).await?;
    Ok(words)
}

/// Presses Generate, which works this time.
async fn ensure_works(page: &Page) -> Outcome {
    page.press("Generate").await?;
    let list = listed(page).await?;
    ensure(
        !list.is_empty() && page.said("alert").await?.is_empty(),
        || "the alert outlives its cause".into(),
    )
}

/// A changed file of the worker is rejected by its integrity, for a batch and for a passphrase.
fn ensure_refused_when_changed(ending: &str, change: impl Fn(&mut Vec<u8>)) {
    let changed = copy_of_dist(|folder| {
        let path = worker_file(folder, ending)?;
        let mut bytes = fs::read(&path)?;
        change(&mut bytes);
        Ok(fs::write(path, bytes)?)
    });
    run_on(changed.expect("a copy of dist/").path(), async |page| {
        page.open("").await?;
        ask(page, "1000").await?;
        page.press("Generate").await?;
        let words = ensure_given_up(page).await?;
        ensure(words.contains("did not arrive"), || words)?;
        page.until_objected("integrity").await?;
        page.take_noise().await?;
        ask(page, "1").await?;
        page.fresh_key().await?;
        page.choose("Format", "Passphrase").await?;
        ensure_given_up(page).await?;
        let key = page.read("Your key").await?;
        ensure(key.is_empty(), || format!("there is {key}"))?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_changed_worker_script_is_refused() {
    ensure_refused_when_changed(".js", |bytes| bytes.push(b'\n'));
}

#[test]
fn a_changed_worker_wasm_is_refused() {
    ensure_refused_when_changed(".wasm", |bytes| bytes.extend(SECTION));
}

/// Without this file there is an alert; once it is there, Generate works.
fn ensure_retried_when_missing(ending: &str) {
    let folder = copy_of_dist(|_| Ok(())).expect("a copy of dist/");
    let path = worker_file(folder.path(), ending).expect("the worker is in dist/");
    let bytes = fs::read(&path).expect("it can be read");
    fs::remove_file(&path).expect("it can be removed");
    run_on(folder.path(), async |page| {
        page.open("").await?;
        ask(page, "1000").await?;
        for _ in 0..2 {
            page.press("Generate").await?;
            let words = ensure_given_up(page).await?;
            ensure(words.contains("try again"), || words)?;
        }
        fs::write(&path, bytes)?;
        ensure_works(page).await?;
        // Discards the logged 404s.
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_missing_worker_script_can_be_tried_again() {
    ensure_retried_when_missing(".js");
}

#[test]
fn a_missing_worker_wasm_can_be_tried_again() {
    ensure_retried_when_missing(".wasm");
}

#[test]
fn a_worker_that_dies_midway_gives_an_alert_and_the_next_one_works() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        until("the worker to work", async || {
            let share = page.by_role("progressbar", "Making keys").await?;
            let share = share.prop("value").await?.unwrap_or_default();
            ensure(share != "0", || share)
        })
        .await?;
        page.tell_workers("die").await?;
        let words = ensure_given_up(page).await?;
        ensure(words.contains("stopped by itself"), || words)?;
        ask(page, "1000").await?;
        ensure_works(page).await?;
        // A script that throws reaches the console whatever the page does.
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_worker_that_dies_at_its_start_gives_an_alert() {
    run(async |page| {
        page.in_worker("throw new Error('died on purpose');")
            .await?;
        page.open("").await?;
        ask(page, "1000").await?;
        page.press("Generate").await?;
        let words = ensure_given_up(page).await?;
        ensure(words.contains("stopped by itself"), || words)?;
        page.choose("Format", "Passphrase").await?;
        ask(page, "1").await?;
        page.press("Generate").await?;
        ensure_given_up(page).await?;
        page.take_noise().await.map(drop)
    });
}

/// The worker's RNG throws after `calls` calls.
fn fails_after(calls: u32) -> String {
    format!(
        "(() => {{
             const real = Crypto.prototype.getRandomValues;
             let left = {calls};
             Crypto.prototype.getRandomValues = function (array) {{
                 if (left-- <= 0) throw new DOMException('no entropy', 'OperationError');
                 return real.call(this, array);
             }};
         }})();"
    )
}

#[test]
fn an_rng_that_fails_midway_ends_the_run_with_nothing_to_download() {
    run(async |page| {
        // A million keys take some 700 calls of 64 KiB each.
        page.in_worker(&fails_after(300)).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        let words = ensure_given_up(page).await?;
        ensure(words.to_lowercase().contains("random"), || words)?;
        page.press("Generate").await?;
        ensure_given_up(page).await?;
        // Even one key that the worker makes needs the source.
        ask(page, "1").await?;
        page.choose("Format", "Passphrase").await?;
        ensure_given_up(page).await?;
        let key = page.read("Your key").await?;
        ensure(key.is_empty(), || format!("there is {key}"))
    });
}

#[test]
fn an_rng_that_repeats_itself_in_the_worker_gives_nothing() {
    run(async |page| {
        page.in_worker(
            "Crypto.prototype.getRandomValues = (array) => {
                 const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
                 bytes.forEach((_, i) => bytes[i] = Math.imul(i + 1, 0x9e3779b1) >>> 13);
                 return array;
             };",
        )
        .await?;
        page.open("").await?;
        ask(page, "1000").await?;
        page.press("Generate").await?;
        let words = ensure_given_up(page).await?;
        ensure(words.to_lowercase().contains("random"), || words)
    });
}
