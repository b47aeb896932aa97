//! Keyboard shortcuts of one character: what each does, that none acts while a person types, and that they can be
//! switched off.

use crate::bundle::show;
use crate::harness::{Outcome, Page, ensure, run};
use crate::hashes_files::{choose, files};
use crate::inspect::unfold_rules;
use crate::keypair::open_pair;
use crate::minting::{ask, listed};
use crate::referees::sha256sum;
use tempfile::TempDir;
use thirtyfour::Key;

/// Waits until the options are there: the shortcuts come with them.
async fn open(page: &Page, fragment: &str) -> Outcome {
    page.open(fragment).await?;
    page.by_role("button", "Keyboard shortcuts").await.map(drop)
}

#[test]
fn a_key_is_made_copied_and_the_tabs_are_opened_by_one_character() {
    run(async |page| {
        open(page, "").await?;
        let first = page.fresh_key().await?;
        page.keys("g").await?;
        let second = page.key_after(&first).await?;
        page.keys("c").await?;
        page.until_masked().await?;
        page.ensure_clipboard(&second).await?;
        for (key, tab) in [
            ("2", "Bundle"),
            ("3", "Hashes"),
            ("4", "Key pair"),
            ("5", "Inspect"),
            ("1", "Token"),
        ] {
            page.keys(key).await?;
            page.ensure_open(tab).await?;
        }
        // There is no such tab.
        page.keys("9").await?;
        page.ensure_open("Token").await
    });
}

/// Presses `c` and waits until the status line says that this was copied.
async fn until_copied(page: &Page, what: &str) -> Outcome<String> {
    page.keys("c").await?;
    page.until_said("status", |text| {
        text.contains(what) && text.contains("copied")
    })
    .await?;
    page.clipboard().await
}

#[test]
fn one_character_does_what_each_tab_is_for() {
    run(async |page| {
        open(page, "#bundle").await?;
        show(page).await?;
        let before = page
            .until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
            .await?;
        page.keys("g").await?;
        let bundle = page.until_reads("Bundle", |text| text != before).await?;
        let copied = until_copied(page, "Bundle").await?;
        ensure(copied.trim_end() == bundle.trim_end(), || copied.clone())?;

        page.tab("Hashes").await?;
        let digest = page.until_reads("Digest", |text| text.len() == 64).await?;
        let copied = until_copied(page, "Digest").await?;
        ensure(copied == digest, || copied.clone())?;
        page.tab("Files").await?;
        let folder = TempDir::new()?;
        choose(page, &files(&folder, &[("abc.txt", b"abc")])?).await?;
        let line = format!("{}  abc.txt", sha256sum(b"abc")?);
        page.until_reads("Files", |text| text.contains(&line[..64]))
            .await?;
        let copied = until_copied(page, "Checksum lines").await?;
        ensure(copied.trim_end() == line, || copied.clone())?;
        for (scheme, what, start) in [
            ("bcrypt", "Stored hash", "$2b$04$"),
            ("htpasswd", "htpasswd line", "admin:$2y$04$"),
        ] {
            page.paste("textbox", "Password", "correct horse").await?;
            page.choose("Scheme", scheme).await?;
            page.paste("spinbutton", "Cost", "4").await?;
            page.tab("Passwords").await?;
            page.keys("g").await?;
            let stored = page
                .until_reads(what, |text| text.starts_with(start))
                .await?;
            let copied = until_copied(page, what).await?;
            ensure(copied == stored, || copied.clone())?;
        }

        open_pair(page, "#keypair", "ES256").await?;
        // The private half takes a press of its own button.
        let copied = until_copied(page, "Public key (SPKI)").await?;
        ensure(copied.starts_with("-----BEGIN PUBLIC KEY"), || {
            copied.clone()
        })?;
        let before = page.read("Your key pair").await?;
        page.keys("g").await?;
        page.until_reads("Your key pair", |now| now != before)
            .await?;

        // Of Inspect nothing is copied but the rule, once its fold is open.
        page.tab("Inspect").await?;
        page.by_role("textbox", "Key").await?;
        page.script::<()>(
            "const write = Clipboard.prototype.writeText;
             window.__written = 0;
             Clipboard.prototype.writeText = function (text) { window.__written += 1; return write.call(this, text); };",
            [],
        )
        .await?;
        page.keys("c").await?;
        let written: u32 = page.script("return window.__written", []).await?;
        ensure(written == 0, || format!("{written} copies"))?;
        unfold_rules(page).await?;
        page.by_role("button", "Copy rule").await?;
        let copied = until_copied(page, "Rule").await?;
        ensure(copied.contains("sk_"), || copied.clone())?;

        // For many keys "Generate" is beside their number.
        page.tab("Token").await?;
        ask(page, "3").await?;
        page.by_role("button", "Generate").await?;
        page.tab("Token").await?;
        page.keys("g").await?;
        let keys = listed(page).await?;
        ensure(keys.len() == 3, || format!("{keys:?}"))
    });
}

#[test]
fn the_list_of_shortcuts_opens_and_closes_by_key_and_by_mouse() {
    run(async |page| {
        open(page, "#hashes").await?;
        page.keys("?").await?;
        let dialog = page.by_role("dialog", "Keyboard shortcuts").await?;
        let tabs: usize = page
            .script(
                "return document.querySelectorAll('#tabs > [role=tab]').length",
                [],
            )
            .await?;
        let words = dialog.text().await?;
        ensure(words.contains(&format!("1 to {tabs}")), || words.clone())?;
        // The dialog has the keys now.
        page.keys("1").await?;
        page.keys(Key::Escape).await?;
        page.until_gone("dialog", "").await?;
        page.ensure_open("Hashes").await?;
        page.press("Keyboard shortcuts").await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
        page.press("Close").await?;
        page.until_gone("dialog", "").await
    });
}

#[test]
fn no_shortcut_acts_while_a_person_types_or_holds_a_modifier() {
    run(async |page| {
        open(page, "").await?;
        let key = page.fresh_key().await?;
        page.chord(Key::Alt, "g").await?;
        page.chord(Key::Control, "g").await?;
        ensure(page.read("Your key").await? == key, || {
            "a modifier made a key".into()
        })?;
        page.tab("Hashes").await?;
        page.by_role("textbox", "Text").await?.click().await?;
        page.keys("g?c12").await?;
        page.ensure_open("Hashes").await?;
        let typed: String = page
            .script("return document.activeElement.value", [])
            .await?;
        ensure(typed == "g?c12", || format!("{typed:?} was typed"))
    });
}

#[test]
fn shortcuts_that_were_switched_off_stay_off() {
    run(async |page| {
        open(page, "").await?;
        let key = page.fresh_key().await?;
        page.press("Keyboard shortcuts").await?;
        page.check("Use these shortcuts").await?;
        page.press("Close").await?;
        page.keys("g").await?;
        page.keys("2").await?;
        page.ensure_open("Token").await?;
        ensure(page.read("Your key").await? == key, || {
            "a key was made".into()
        })?;
        page.reload().await?;
        page.by_role("button", "Keyboard shortcuts").await?;
        page.keys("2").await?;
        page.ensure_open("Token").await?;
        page.press("Keyboard shortcuts").await?;
        page.check("Use these shortcuts").await?;
        page.press("Close").await?;
        page.keys("2").await?;
        page.ensure_open("Bundle").await
    });
}

#[test]
fn escape_closes_the_fold_that_has_the_focus() {
    run(async |page| {
        open(page, "").await?;
        let is_open = async || -> Outcome<bool> {
            page.script("return document.querySelector('#foot details').open", [])
                .await
        };
        page.script::<()>("document.querySelector('#foot summary').focus()", [])
            .await?;
        page.keys(Key::Enter).await?;
        ensure(is_open().await?, || "Enter does not open it".into())?;
        page.keys(Key::Escape).await?;
        ensure(!is_open().await?, || "Escape does not close it".into())
    });
}
