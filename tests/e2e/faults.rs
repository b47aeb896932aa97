//! Without sound random numbers there is no key and no bundle, only an alert that says so.

use crate::bundle::show;
use crate::harness::{Outcome, Page, ensure, faults, run};
use crate::keypair::open_pair;
use crate::minting::{ask, ensure_nothing_made};
use crate::referees_installed::program;
use std::collections::BTreeSet;

/// No text on the page looks like a secret: there is no run of 20 letters and digits.
async fn ensure_no_secret(page: &Page) -> Outcome {
    let texts: Vec<String> = page
        .script(
            "return [document.body.innerText, ...[...document.querySelectorAll('input, textarea, output')].map((e) => e.value)]",
            [],
        )
        .await?;
    for text in texts {
        let found = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .find(|run| run.len() >= 20);
        ensure(found.is_none(), || format!("there is {found:?}"))?;
    }
    Ok(())
}

/// With this fault in the browser there is never a key and never a bundle.
fn ensure_never_a_key(fault: &str) {
    run(async |page| {
        page.inject(fault).await?;
        page.open("").await?;
        let words = page.until_said("alert", |_| true).await?;
        ensure(words.to_lowercase().contains("random"), || words)?;
        ensure_no_secret(page).await?;
        page.press("Generate").await?;
        page.until_said("alert", |_| true).await?;
        ensure_no_secret(page).await?;
        ensure_no_success(page).await?;
        page.tab("Bundle").await?;
        page.until_said("alert", |_| true).await?;
        ensure_no_secret(page).await?;
        page.press("Regenerate all").await?;
        ensure_no_secret(page).await?;
        ensure_no_success(page).await?;
        page.set_clipboard("untouched").await?;
        page.press("Copy bundle").await?;
        ensure_no_success(page).await?;
        page.ensure_clipboard("untouched").await?;
        page.press("Download bundle").await?;
        page.choose("Output", "JSON").await?;
        page.press("Copy bundle").await?;
        ensure_no_success(page).await?;
        ensure(page.nothing_downloaded()?, || "a file was saved".into())
    });
}

/// The Bundle tab says that there are no random numbers, and nothing says that something was made.
async fn ensure_no_success(page: &Page) -> Outcome {
    page.until_said("alert", |text| text.to_lowercase().contains("random"))
        .await?;
    let said = page.said("status").await?;
    ensure(
        [
            "regenerated",
            "rotated",
            "copied",
            "started",
            "New key made",
        ]
        .iter()
        .all(|word| !said.contains(word)),
        || format!("the status says {said:?}"),
    )
}

/// Presses Generate until there is an alert; no key may repeat before that. The page may have a pool of sound
/// random bytes, which runs out.
async fn ensure_keys_end(page: &Page) -> Outcome {
    let mut keys = BTreeSet::new();
    for _ in 0..100 {
        page.press("Generate").await?;
        if !page.said("alert").await?.is_empty() {
            return ensure_no_secret(page).await;
        }
        let key = page.read("Your key").await?;
        ensure(keys.insert(key.clone()), || format!("{key} came twice"))?;
    }
    Err("100 keys without a source".into())
}

#[test]
fn a_throwing_rng_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_THROWS);
}

#[test]
fn a_missing_rng_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_MISSING);
    ensure_never_a_key(faults::CRYPTO_MISSING);
}

#[test]
fn an_rng_that_does_nothing_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_DOES_NOTHING);
}

#[test]
fn an_rng_of_zeros_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_ZERO);
}

#[test]
fn an_rng_of_one_byte_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_CONSTANT);
}

#[test]
fn an_rng_that_fills_half_of_the_buffer_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_HALF);
}

#[test]
fn an_rng_that_counts_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_COUNTS);
}

#[test]
fn an_rng_that_starts_over_within_a_call_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_HAS_A_PERIOD);
}

#[test]
fn an_rng_of_zeros_and_ones_gives_an_alert_and_no_key() {
    ensure_never_a_key(faults::RANDOM_BITS);
}

#[test]
fn an_rng_that_gives_two_answers_in_turn_never_gives_a_key_twice() {
    run(async |page| {
        page.inject(faults::RANDOM_TAKES_TURNS).await?;
        page.open("").await?;
        page.fresh_key().await?;
        ensure_keys_end(page).await
    });
}

#[test]
fn an_rng_that_is_weak_in_the_worker_gives_no_batch() {
    for fault in [
        faults::RANDOM_HALF,
        faults::RANDOM_COUNTS,
        faults::RANDOM_HAS_A_PERIOD,
        faults::RANDOM_BITS,
        faults::RANDOM_TAKES_TURNS,
    ] {
        run(async |page| {
            page.in_worker(fault).await?;
            page.open("").await?;
            ask(page, "30000").await?;
            page.press("Generate").await?;
            let words = page.until_said("alert", |_| true).await?;
            ensure(words.contains("not random"), || format!("{fault}: {words}"))?;
            ensure_nothing_made(page).await
        });
    }
}

#[test]
fn a_passphrase_that_was_shown_before_is_not_shown_again() {
    run(async |page| {
        page.in_worker(faults::RANDOM_STARTS_OVER).await?;
        page.open("").await?;
        page.choose("Format", "Passphrase").await?;
        page.until_reads("Your key", |key| key.split('-').count() == 6)
            .await?;
        page.press("Generate").await?;
        let words = page.until_said("alert", |_| true).await?;
        ensure(words.contains("not random"), || words)?;
        ensure_no_secret(page).await
    });
}

#[test]
fn an_rng_that_starts_over_in_each_worker_makes_one_thing_only() {
    run(async |page| {
        page.in_worker(faults::RANDOM_STARTS_OVER).await?;
        open_pair(page, "#keypair", "ES256 ").await?;
        let ensure_refused = async || {
            page.until_body_says(|text| text.contains("not random"))
                .await
        };
        // Each of these starts a worker.
        page.press("Generate").await?;
        ensure_refused().await?;
        page.until_reads("Your key pair", |name| name.starts_with("Press Generate"))
            .await?;
        page.tab("Hashes").await?;
        page.tab("Passwords").await?;
        page.paste("textbox", "Password", "correct horse").await?;
        page.press("Hash password").await?;
        ensure_refused().await?;
        ensure(!page.has("", "Stored hash").await, || {
            "the password has a hash".into()
        })?;
        page.tab("Bundle").await?;
        show(page).await?;
        page.choose("Preset", "JWT issuer (ES256)").await?;
        ensure_refused().await?;
        let text = page.read("Bundle").await?;
        ensure(!text.contains("BEGIN PRIVATE KEY"), || text.clone())?;
        page.tab("Token").await?;
        ask(page, "1000").await?;
        page.press("Generate").await?;
        ensure_refused().await?;
        ensure_nothing_made(page).await
    });
}

/// A browser that makes one RSA key, again and again.
fn rsa_repeats() -> Outcome<String> {
    let made = program("openssl")
        .args(["genpkey", "-quiet", "-algorithm", "RSA"])
        .args(["-pkeyopt", "rsa_keygen_bits:2048"])
        .output()?;
    let pem = String::from_utf8(made.stdout)?;
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    ensure(!base64.is_empty(), || "openssl made no key".into())?;
    Ok(format!(
        "SubtleCrypto.prototype.generateKey = async ({{ name, hash }}, isExtractable) => {{
             const key = Uint8Array.from(atob('{base64}'), (c) => c.charCodeAt(0));
             return {{ privateKey: await crypto.subtle.importKey('pkcs8', key, {{ name, hash }}, isExtractable, ['sign']) }};
         }};"
    ))
}

#[test]
fn an_rsa_key_that_the_browser_made_before_is_refused() {
    run(async |page| {
        page.in_worker(&rsa_repeats()?).await?;
        page.open("#keypair?purpose=jwt&alg=rs256&bits=2048")
            .await?;
        page.press("Generate").await?;
        page.until_reads("Your key pair", |name| name.starts_with("RS256 · kid "))
            .await?;
        page.press("Generate").await?;
        page.until_body_says(|text| text.contains("not random"))
            .await?;
        page.until_reads("Your key pair", |name| name.starts_with("Press Generate"))
            .await
            .map(drop)
    });
}

#[test]
fn an_rng_that_repeats_itself_never_gives_a_key_twice() {
    run(async |page| {
        page.inject(faults::RANDOM_REPEATS).await?;
        page.open("").await?;
        // The first bytes look random: only their repetition can be detected.
        page.fresh_key().await?;
        ensure_keys_end(page).await
    });
}

#[test]
fn an_rng_that_breaks_later_leaves_no_key() {
    run(async |page| {
        page.open("").await?;
        page.fresh_key().await?;
        page.script::<()>(faults::RANDOM_THROWS, []).await?;
        ensure_keys_end(page).await
    });
}

#[test]
fn a_program_that_computes_wrongly_gives_an_alert_and_no_key() {
    run(async |page| {
        page.inject(faults::SHA_IS_WRONG).await?;
        page.open("").await?;
        let changed: bool = page.script("return window.__changed", []).await?;
        ensure(changed, || "the program has no such constant".into())?;
        let ensure_told = async || {
            page.until_said("alert", |text| text.contains("computes wrongly"))
                .await?;
            ensure_no_secret(page).await
        };
        ensure_told().await?;
        page.press("Generate").await?;
        ensure_told().await?;
        page.tab("Bundle").await?;
        ensure_told().await
    });
}
