//! The core flows in the other engines: Firefox, by geckodriver, and `WebKit`, by `WebKitWebDriver` under `Xvfb`.
//!
//! What an engine lacks has an expectation of its own here, and is not left out.

use crate::boot::{STYLE_WORDS, copy_of_dist, with_changed_styles};
use crate::harness::{Engine, Outcome, Page, dist, ensure, run_in};
use crate::memory::ensure_a_copied_key_is_gone;
use crate::parts::{ensure_each_changed_file_is_refused, use_every_tab};
use crate::policy::{ensure_no_foreign_script_runs, ensure_refused};
use crate::restored::ensure_nothing_typed_comes_back;
use crate::single;
use latchkey::engine::digest::{Algorithm, Encoding, digest};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use thirtyfour::By;

/// How the SHA-512 of "abc" begins (FIPS 180-2, appendix C).
pub const SHA_512_OF_ABC: &str = "ddaf35a1";

/// Uses what only the worker does: a hash, a file, a password, a passphrase and a batch.
async fn use_the_worker(page: &Page) -> Outcome {
    page.tab("Hashes").await?;
    page.choose("Algorithm", "SHA-512").await?;
    page.fill("textbox", "Text", "abc").await?;
    page.until_reads("Digest", |digest| digest.starts_with(SHA_512_OF_ABC))
        .await?;
    let folder = TempDir::new()?;
    let file = folder.path().join("large.bin");
    // In several slices; by BLAKE3, where there are several cores, in five subtrees.
    let bytes: Vec<u8> = (0..=250).cycle().take(33 << 20).collect();
    fs::write(&file, &bytes)?;
    let [sha512, blake3] = [Algorithm::Sha512, Algorithm::Blake3]
        .map(|algorithm| digest(algorithm, &bytes).encode(Encoding::Hex));
    page.tab("Files").await?;
    let input = page
        .driver()
        .find(By::Css("#panel-hashes input[type=file]"))
        .await?;
    input.send_keys(file.to_string_lossy()).await?;
    page.until_body_says(|text| text.contains("large.bin") && text.contains(&sha512))
        .await?;
    page.choose("Algorithm", "BLAKE3").await?;
    page.until_body_says(|text| text.contains(&blake3)).await?;
    page.tab("Passwords").await?;
    page.paste("textbox", "Password", "correct horse").await?;
    page.press("Hash password").await?;
    page.until_reads("Stored hash", |text| text.starts_with("$argon2id$"))
        .await?;
    page.tab("Token").await?;
    page.choose("Format", "Passphrase").await?;
    page.until_reads("Your key", |key| key.matches('-').count() > 3)
        .await?;
    page.paste("spinbutton", "How many", "1000").await?;
    page.press("Generate").await?;
    page.by_role("list", "Keys, masked").await.map(drop)
}

fn a_key_is_made_and_copied_in(engine: Engine) {
    run_in(engine, &dist(), async |page| {
        page.open("").await?;
        let first = page.fresh_key().await?;
        page.press("Generate").await?;
        page.key_after(&first).await?;
        page.press("Copy key").await?;
        page.until_masked().await.map(drop)
    });
}

fn every_tab_works_in(engine: Engine) {
    run_in(engine, &dist(), async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        let loaded = page.requests();
        let mut different = loaded.clone();
        different.sort();
        different.dedup();
        ensure(different.len() == loaded.len(), || {
            format!("asked twice: {loaded:?}")
        })?;
        use_every_tab(page).await?;
        use_the_worker(page).await?;
        ensure(page.requests() == loaded, || {
            format!("asked for {:?}", page.requests())
        })
    });
}

fn the_single_file_works_in(engine: Engine) {
    run_in(engine, &dist(), async |page| {
        let (_folder, file) = single::written()?;
        page.go(&format!("file://{}", file.display())).await?;
        page.until_running().await?;
        use_every_tab(page).await?;
        use_the_worker(page).await?;
        ensure(page.requests().is_empty(), || {
            format!("asked for {:?}", page.requests())
        })
    });
}

fn what_a_script_tries_to_send_is_refused_in(engine: Engine) {
    run_in(engine, &dist(), async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        ensure_refused(page, "").await
    });
}

fn a_changed_file_is_refused_in(engine: Engine) {
    let folder = copy_of_dist(|_| Ok(())).expect("a copy of dist/");
    run_in(engine, folder.path(), async |page| {
        ensure_each_changed_file_is_refused(page, folder.path()).await
    });
    for folder in with_changed_styles().expect("copies of dist/") {
        run_in(engine, folder.path(), async |page| {
            page.go(&page.url()).await?;
            page.until_body_says(|text| text.contains(STYLE_WORDS))
                .await?;
            page.until_running().await?;
            page.take_noise().await.map(drop)
        });
    }
}

macro_rules! engine_tests {
    ($($module:ident: $engine:expr;)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn a_key_is_made_and_copied() {
                a_key_is_made_and_copied_in($engine);
            }

            #[test]
            fn every_tab_works_without_a_further_request() {
                every_tab_works_in($engine);
            }

            #[test]
            fn the_single_file_works_from_disk() {
                the_single_file_works_in($engine);
            }

            #[test]
            fn nothing_typed_comes_back_with_the_cache_or_a_reload() {
                run_in($engine, &dist(), ensure_nothing_typed_comes_back);
            }

            #[test]
            fn a_copied_key_is_nowhere_in_memory() {
                run_in($engine, &dist(), ensure_a_copied_key_is_gone);
            }

            #[test]
            fn what_a_script_tries_to_send_is_refused() {
                what_a_script_tries_to_send_is_refused_in($engine);
            }

            #[test]
            fn a_foreign_script_does_not_run() {
                run_in($engine, &dist(), ensure_no_foreign_script_runs);
            }

            #[test]
            fn a_changed_file_is_refused_in_words() {
                a_changed_file_is_refused_in($engine);
            }
        }
    )*};
}

engine_tests! {
    firefox: Engine::Firefox;
    webkit: Engine::WebKit;
}

/// The calls in the tests that run in Chromium whatever engine was chosen, each file with its number. Whoever adds one
/// says here what there is in Chromium only.
const IN_CHROMIUM_ONLY: [(&str, usize); 1] = [
    // Those of the README are taken in one browser.
    ("pictures.rs", 1),
];

#[test]
fn the_tests_that_run_in_chromium_only_are_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the tests are there") {
        let path = entry.expect("the folder can be listed").path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.extension().is_none_or(|kind| kind != "rs") || name == "engines.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let calls = text.matches("run_in_chromium(").count() + text.matches("run_in(").count();
        if calls > 0 {
            found.push((name.to_owned(), calls));
        }
    }
    found.sort();
    let wanted = IN_CHROMIUM_ONLY.map(|(name, calls)| (name.to_owned(), calls));
    assert_eq!(found, wanted);
}
