//! The whole page in one file, opened from disk with the network off.

use crate::harness::{Outcome, Page, dist, ensure, run};
use crate::parts::use_everything;
use crate::policy::ensure_refused;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Writes the single file; the folder holds it.
pub fn written() -> Outcome<(TempDir, PathBuf)> {
    let folder = TempDir::new()?;
    let file = folder.path().join("latchkey.html");
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    site::single(&project, &dist(), &file)?;
    Ok((folder, file))
}

/// Opens the single file, changed by `change`, with the network off. The folder holds it.
async fn open_file(page: &Page, change: impl Fn(String) -> String) -> Outcome<TempDir> {
    let (folder, file) = written()?;
    fs::write(&file, page.with_first(change(fs::read_to_string(&file)?)))?;
    page.go_offline().await?;
    page.go(&format!("file://{}", file.display())).await?;
    Ok(folder)
}

#[test]
fn the_single_file_works_in_full_from_disk_without_a_network() {
    run(async |page| {
        let _file = open_file(page, |html| html).await?;
        page.until_running().await?;
        page.until_body_says(|text| text.contains("Everything is in this file. Works offline."))
            .await?;
        use_everything(page).await?;
        page.tab("Hashes").await?;
        page.tab("Passwords").await?;
        page.paste("textbox", "Password", "correct horse").await?;
        page.press("Hash password").await?;
        page.until_reads("Stored hash", |text| text.starts_with("$argon2id$"))
            .await?;
        page.until_body_says(|text| text.contains("0 requests besides the page's own parts"))
            .await?;
        let timed: Vec<String> = page
            .script(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)",
                [],
            )
            .await?;
        ensure(timed.iter().all(|name| name.starts_with("blob:")), || {
            format!("the browser counts {timed:?}")
        })?;
        ensure(page.requests().is_empty(), || {
            format!("asked for {:?}", page.requests())
        })
    });
}

#[test]
fn the_single_file_refuses_every_request() {
    run(async |page| {
        let _file = open_file(page, |html| html).await?;
        page.until_running().await?;
        let policy: String = page
            .script(
                "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content",
                [],
            )
            .await?;
        ensure(
            policy.contains("default-src 'none'") && !policy.contains("connect-src"),
            || policy,
        )?;
        // A browser refuses a request for a file without asking the policy.
        ensure_refused(page, &page.url()).await
    });
}

#[test]
fn a_single_file_with_a_changed_byte_does_not_start() {
    for (place, words) in [
        // In the packed program, and in the module script.
        ("H4sI", "did not arrive"),
        ("const restrictTo", "did not arrive as it was published"),
    ] {
        run(async |page| {
            let _file =
                open_file(page, |html| html.replacen(place, &format!("{place} "), 1)).await?;
            page.until_body_says(|text| text.contains(words)).await?;
            let noise = page.take_noise().await?;
            ensure(noise.iter().any(|line| line.contains("script-src")), || {
                format!("{noise:?}")
            })?;
            let key: String = page
                .script(
                    "return document.getElementById('key')?.textContent ?? ''",
                    [],
                )
                .await?;
            ensure(key.is_empty(), || "there is a key".into())
        });
    }
}
