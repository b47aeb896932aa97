//! A browser that lacks what a part of the page takes: workers, the browser's own cryptography. It is told so in words of
//! its own, or the page does without; what needs none of it works.
//!
//! What keeps the page from starting at all, and a browser that counts no requests, is in `boot.rs`; a browser without
//! storage in `look.rs`, without a clipboard in `show_once.rs` and `copying.rs`, without random numbers in `faults.rs`.

use crate::engines::SHA_512_OF_ABC;
use crate::harness::{Outcome, Page, ensure, faults, run};
use crate::hashes_files::{choose, files};
use crate::inspect::GITHUB_KEY;
use crate::minting::ask;
use crate::worker_faults::ensure_given_up;
use tempfile::TempDir;

/// Browsers that start no worker, and a piece of what each is told.
const WITHOUT_WORKERS: [(&str, &str); 3] = [
    (faults::WORKERS_MISSING, "no web workers"),
    (faults::WORKERS_THROW, "does not let the page start"),
    (faults::WORKERS_BARRED, "does not let the page start"),
];

#[test]
fn a_browser_without_workers_is_told_so_wherever_one_is_needed() {
    for (fault, words) in WITHOUT_WORKERS {
        run(async |page| {
            let is_told = |text: &str| text.contains(words) && text.contains("take none");
            page.inject(fault).await?;
            page.open("").await?;
            ask(page, "1000").await?;
            page.press("Generate").await?;
            let told = ensure_given_up(page).await?;
            ensure(is_told(&told), || told.clone())?;
            // What needs none works.
            ask(page, "1").await?;
            page.fresh_key().await?;
            page.tab("Hashes").await?;
            page.fill("textbox", "Text", "abc").await?;
            page.until_reads("Digest", |digest| digest.starts_with("ba7816bf"))
                .await?;
            page.choose("Algorithm", "SHA-512").await?;
            page.until_said("alert", is_told).await?;
            page.tab("Passwords").await?;
            page.until_body_says(|text| !is_told(text)).await?;
            page.paste("textbox", "Password", "correct horse").await?;
            page.press("Hash password").await?;
            page.until_body_says(is_told).await?;
            page.tab("Files").await?;
            page.until_body_says(|text| !is_told(text)).await?;
            let folder = TempDir::new()?;
            choose(page, &files(&folder, &[("abc.txt", b"abc")])?).await?;
            page.until_body_says(|text| text.contains("abc.txt") && is_told(text))
                .await?;
            page.tab("Key pair").await?;
            page.until_body_says(is_told).await?;
            page.tab("Inspect").await?;
            page.paste("textbox", "Key", GITHUB_KEY).await?;
            page.until_body_says(is_told).await?;
            if fault == faults::WORKERS_BARRED {
                // Each worker that was refused.
                page.take_noise().await?;
            }
            Ok(())
        });
    }
}

/// Hashes a file by algorithms that the browser would compute itself, and asks for an RSA key, which only the browser
/// makes.
async fn ensure_done_without_the_browsers_cryptography(page: &Page, url: &str) -> Outcome {
    page.go(&format!("{url}#keypair?purpose=ssh&alg=rsa"))
        .await?;
    page.until_running().await?;
    page.press("Generate").await?;
    page.until_body_says(|text| text.contains("only over HTTPS or on localhost"))
        .await?;
    page.choose("Algorithm", "Ed25519").await?;
    page.until_reads("Your key pair", |text| {
        text.starts_with("Ed25519 · fingerprint SHA256:")
    })
    .await?;
    page.tab("Hashes").await?;
    page.tab("Files").await?;
    let folder = TempDir::new()?;
    choose(page, &files(&folder, &[("abc.txt", b"abc")])?).await?;
    for (algorithm, digest) in [
        ("SHA-512", SHA_512_OF_ABC),
        // FIPS 180-2, appendix A.
        ("SHA-1", "a9993e36"),
        ("SHA-256", "ba7816bf"),
    ] {
        page.choose("Algorithm", algorithm).await?;
        page.until_body_says(|text| text.contains("abc.txt") && text.contains(digest))
            .await?;
    }
    Ok(())
}

#[test]
fn without_the_browsers_cryptography_files_are_hashed_all_the_same_and_rsa_is_told() {
    // In the worker, which alone uses it.
    run(async |page| {
        page.in_worker(faults::SUBTLE_MISSING).await?;
        ensure_done_without_the_browsers_cryptography(page, &page.url()).await
    });
    // As over plain HTTP from another machine.
    run(async |page| {
        let url = page.url_at("latchkey.test");
        ensure_done_without_the_browsers_cryptography(page, &url).await?;
        let is_missing: bool = page
            .script("return !isSecureContext && crypto.subtle === undefined", [])
            .await?;
        ensure(is_missing, || {
            "this is no plain HTTP as others meet it".into()
        })
    });
}
