//! Files dropped anywhere on the page: it takes them, and the browser does not open them in its place.

use crate::harness::{Outcome, Page, ensure, run};
use thirtyfour::By;

/// Drops a file of this name and text on the page's heading. Returns whether the drag and the drop were accepted.
async fn drop_file(page: &Page, name: &str, text: &str) -> Outcome<bool> {
    let heading = page.driver().find(By::Css("h1")).await?;
    page.drop_file(&heading, name, text.as_bytes()).await
}

#[test]
fn a_file_dropped_where_no_tab_reads_files_is_taken_by_hashes() {
    // SHA-256 of "abc", of NIST's examples.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    run(async |page| {
        page.open("").await?;
        ensure(drop_file(page, "over.txt", "abc").await?, || {
            "the browser would open the file".into()
        })?;
        page.until_body_says(|page| page.contains("over.txt") && page.contains(ABC))
            .await?;
        page.ensure_open("Hashes").await?;
        // The part is here now.
        ensure(drop_file(page, "second.txt", "abc").await?, || {
            "the browser would open the file".into()
        })?;
        page.until_body_says(|page| page.contains("second.txt"))
            .await
    });
}

#[test]
fn a_file_dropped_on_the_bundle_tab_is_imported() {
    run(async |page| {
        page.open("#bundle").await?;
        page.by_role("textbox", "Import .env.example").await?;
        drop_file(page, ".env.example", "SESSION_SECRET=changeme\n").await?;
        page.by_role("button", "Regenerate SESSION_SECRET").await?;
        page.ensure_open("Bundle").await
    });
}

#[test]
fn dragged_text_is_left_to_the_browser() {
    run(async |page| {
        page.open("").await?;
        let heading = page.driver().find(By::Css("h1")).await?;
        let taken = page.drop_text(&heading, "a word").await?;
        ensure(taken == [false, false], || {
            format!("the page takes dragged text: {taken:?}")
        })?;
        page.ensure_open("Token").await
    });
}
