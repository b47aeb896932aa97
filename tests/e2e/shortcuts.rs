//! Keyboard shortcuts of one character: what each does, that none acts while a person types, and that they can be
//! switched off.

use crate::harness::{Outcome, Page, ensure, run};
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

#[test]
fn the_list_of_shortcuts_opens_and_closes_by_key_and_by_mouse() {
    run(async |page| {
        open(page, "#hashes").await?;
        page.keys("?").await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
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
