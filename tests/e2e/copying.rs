//! Copying loses no key: nothing overwrites the only copy of a key without a warning, a second press hits nothing
//! else, and every failure of the clipboard is reported.

use crate::harness::{Outcome, Page, copy_button, ensure, faults, run, until};
use crate::referees::sha256sum;
use serde_json::Value;
use thirtyfour::Key;

/// Copies the key and returns it.
pub async fn copied(page: &Page) -> Outcome<String> {
    let key = page.fresh_key().await?;
    page.press("Copy key").await?;
    page.until_masked().await?;
    Ok(key)
}

/// What a browser says when the person goes elsewhere to paste: the page loses the focus, or is hidden.
pub const ELSEWHERE: [&str; 2] = [
    "window.dispatchEvent(new Event('blur'))",
    "Object.defineProperty(document, 'hidden', { get: () => true });
     document.dispatchEvent(new Event('visibilitychange'))",
];

#[test]
fn a_hash_is_not_copied_over_the_only_copy_of_the_key_unasked() {
    run(async |page| {
        page.open("").await?;
        let key = copied(page).await?;
        page.until_body_says(|text| text.contains("in the clipboard and nowhere else"))
            .await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("Paste it first"))
            .await?;
        page.until_body_says(|text| text.contains("press again"))
            .await?;
        page.ensure_clipboard(&key).await
    });
}

#[test]
fn a_second_press_copies_the_hash_over_the_key() {
    run(async |page| {
        page.open("").await?;
        let key = copied(page).await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("Paste it first"))
            .await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("SHA-256 copied"))
            .await?;
        page.until_body_says(|text| {
            !text.contains("in the clipboard") && !text.contains("press again")
        })
        .await?;
        page.ensure_clipboard(&sha256sum(key.as_bytes())?).await
    });
}

#[test]
fn once_the_key_was_taken_elsewhere_its_hash_is_copied_at_once() {
    run(async |page| {
        for leave in ELSEWHERE {
            page.open("").await?;
            let key = copied(page).await?;
            page.script::<()>(leave, []).await?;
            page.until_body_says(|text| !text.contains("in the clipboard"))
                .await?;
            page.press("Copy SHA-256").await?;
            page.until_said("status", |text| text.contains("SHA-256 copied"))
                .await?;
            page.ensure_clipboard(&sha256sum(key.as_bytes())?).await?;
        }
        Ok(())
    });
}

#[test]
fn without_a_copied_key_a_hash_is_copied_at_once() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("SHA-256 copied"))
            .await?;
        page.ensure_clipboard(&sha256sum(key.as_bytes())?).await
    });
}

#[test]
fn no_other_tab_copies_over_the_key_unasked() {
    run(async |page| {
        page.open("").await?;
        let key = copied(page).await?;
        page.tab("Hashes").await?;
        page.fill("textbox", "Text", "abc").await?;
        let digest = page
            .until_reads("Digest", |digest| digest.starts_with("ba7816bf"))
            .await?;
        page.press("Copy digest").await?;
        page.until_said("alert", |text| text.contains("Paste it first"))
            .await?;
        page.ensure_clipboard(&key).await?;
        page.press("Copy digest").await?;
        page.until_said("status", |text| text.contains("Digest copied"))
            .await?;
        page.ensure_clipboard(&digest).await?;
        page.tab("Token").await?;
        page.until_body_says(|text| !text.contains("in the clipboard"))
            .await
    });
}

#[test]
fn key_and_hash_are_copied_together_in_two_named_lines() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy both").await?;
        page.until_masked().await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        // The button is gone, and the focus is not lost with it.
        let (role, name) = page.focused().await?;
        ensure((&*role, &*name) == ("button", "Copied"), || {
            format!("the focus is on {role} {name:?}")
        })?;
        ensure(!page.has("button", "Copy both").await, || {
            "both could be copied again".into()
        })?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("Paste it first"))
            .await?;
        let hash = sha256sum(key.as_bytes())?;
        page.ensure_clipboard(&format!("Key: {key}\nSHA-256: {hash}"))
            .await
    });
}

/// Where the card and the buttons are, as one text.
async fn places(page: &Page) -> Outcome<String> {
    page.script(
        "const place = (e) => { const r = e.getBoundingClientRect(); return [r.x, r.y + scrollY, r.width, r.height].join(' '); };
         const card = document.getElementById('key').closest('.card');
         return [card, ...['key-copy', 'key-generate', 'key-copy-sha256'].map((id) => document.getElementById(id))]
             .map(place).join('\\n')",
        [],
    )
    .await
}

#[test]
fn after_the_copy_the_card_and_its_buttons_stay_where_they_are() {
    for width in [1280, 360] {
        run(async |page| {
            page.size(width, 900).await?;
            page.open("").await?;
            page.until_all_here().await?;
            for bits in ["256", "4096"] {
                page.fill("spinbutton", "Entropy (bits)", bits).await?;
                page.press("Generate").await?;
                page.fresh_key().await?;
                page.script::<()>("document.getElementById('key-copy').focus()", [])
                    .await?;
                let before = places(page).await?;
                copied(page).await?;
                let after = places(page).await?;
                ensure(after == before, || {
                    format!("{bits} bits at {width}:\n{before}\nbecame\n{after}")
                })?;
                let (role, name) = page.focused().await?;
                ensure((&*role, &*name) == ("button", "Copied"), || {
                    format!("the focus is on {role} {name:?}")
                })?;
                // The next key has the card's own size again.
                page.press("Generate").await?;
                page.fresh_key().await?;
                let next = places(page).await?;
                ensure(next == before, || format!("{before}\nbecame\n{next}"))?;
            }
            Ok(())
        });
    }
}

#[test]
fn a_double_press_of_copy_key_copies_and_makes_no_other_key() {
    run(async |page| {
        page.open("").await?;
        for way in ["two clicks", "Enter twice"] {
            let key = page.fresh_key().await?;
            if way == "two clicks" {
                let button = page.by_role("button", "Copy key").await?;
                page.driver()
                    .action_chain()
                    .double_click_element(&button)
                    .perform()
                    .await?;
            } else {
                page.script::<()>("document.getElementById('key-copy').focus()", [])
                    .await?;
                page.keys(Key::Enter + Key::Enter).await?;
            }
            let masked = page.until_masked().await?;
            // Later presses at the same place must hit nothing else either.
            for _ in 0..2 {
                page.press("Copied").await?;
                page.keys(Key::Enter).await?;
            }
            let now = page.read("Your key").await?;
            ensure(
                now == masked && masked.ends_with(&key[key.len() - 4..]),
                || format!("{way}: {masked} became {now}"),
            )?;
            page.ensure_clipboard(&key).await?;
            page.press("Generate").await?;
        }
        Ok(())
    });
}

/// With a clipboard that fails in this way the key stays, an alert tells it, and nothing else breaks.
fn ensure_told(fault: &str, word: &str) {
    run(async |page| {
        page.inject(fault).await?;
        page.open("").await?;
        for _ in 0..2 {
            let key = page.fresh_key().await?;
            page.press("Copy key").await?;
            let words = page.until_said("alert", |text| text.contains(word)).await?;
            ensure(words.contains("Ctrl+C"), || words.clone())?;
            ensure(page.read("Your key").await? == key, || {
                "the key is gone".into()
            })?;
            let selected: String = page.script("return String(getSelection())", []).await?;
            ensure(selected.trim() == key, || {
                format!("{selected:?} is selected, not {key:?}")
            })?;
            page.press("Generate").await?;
            page.until_reads("Your key", |next| next != key).await?;
        }
        // The text that could not be copied is selected.
        let hash = page.read("SHA-256").await?;
        page.press("Copy key").await?;
        page.until_said("alert", |text| text.contains(word)).await?;
        page.press("Copy SHA-256").await?;
        until("the hash to be selected", async || {
            let selected: String = page.script("return String(getSelection())", []).await?;
            ensure(selected.trim() == hash, || format!("{selected:?}"))
        })
        .await?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_clipboard_that_throws_is_told() {
    ensure_told(faults::CLIPBOARD_THROWS, "did not let");
}

#[test]
fn a_clipboard_that_cannot_even_be_asked_for_is_told() {
    ensure_told(
        &format!(
            "{}\n{}",
            faults::CLIPBOARD_IS_BARRED,
            faults::COPY_COMMAND_REFUSES
        ),
        "no clipboard",
    );
}

#[test]
fn a_clipboard_that_promises_nothing_is_told() {
    ensure_told(faults::CLIPBOARD_PROMISES_NOTHING, "did not say");
}

#[test]
fn a_clipboard_that_refuses_is_told() {
    ensure_told(faults::CLIPBOARD_REFUSES, "did not let");
}

#[test]
fn a_clipboard_that_never_answers_is_told_after_a_while() {
    ensure_told(faults::CLIPBOARD_IS_SILENT, "did not say");
}

#[test]
fn a_clipboard_that_calls_back_while_it_copies_does_no_harm() {
    run(async |page| {
        page.inject(
            "Clipboard.prototype.writeText = () => {
                 document.getElementById('key-generate').click();
                 return Promise.resolve();
             };",
        )
        .await?;
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        // The key was replaced while it was copied: the new one is not called copied.
        page.until_said("status", |text| text.contains("before this one"))
            .await?;
        let next = page.fresh_key().await?;
        ensure(next != key, || "no other key was made".into())
    });
}

#[test]
fn a_refused_field_leaves_no_key_to_be_copied() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        let large = size_of_key(page).await?;
        for (role, field, wrong, right) in [
            ("textbox", "Prefix", "a b", "acme"),
            ("spinbutton", "Entropy (bits)", "5", "128"),
            ("spinbutton", "Length", "9999", "40"),
            ("spinbutton", "How many", "many", "1"),
        ] {
            page.paste(role, field, wrong).await?;
            page.until_complaint(role, field).await?;
            for name in ["Copy key", "Copy both", "Copy SHA-256"] {
                let button = page.find("button", name).await?;
                ensure(!button.is_enabled().await?, || {
                    format!("{name} is still there beside {field} {wrong:?}")
                })?;
            }
            ensure(size_of_key(page).await? < large, || {
                format!("the key is as large as before beside {field} {wrong:?}")
            })?;
            page.until_body_says(|text| text.contains("made before the marked field changed"))
                .await?;
            page.paste(role, field, right).await?;
            page.until_reads("Your key", |now| now != key).await?;
            until("the key to be copyable", async || {
                let button = page.find("button", "Copy key").await?;
                ensure(button.is_enabled().await?, || "it is not".into())
            })
            .await?;
            ensure((size_of_key(page).await? - large).abs() < 0.1, || {
                "the key stays small".into()
            })?;
        }
        copied_any(page).await
    });
}

async fn size_of_key(page: &Page) -> Outcome<f64> {
    page.script(
        "return parseFloat(getComputedStyle(document.getElementById('key')).fontSize)",
        [],
    )
    .await
}

/// Copies whatever key there is.
async fn copied_any(page: &Page) -> Outcome {
    page.press("Copy key").await?;
    page.until_masked().await.map(drop)
}

#[test]
fn an_identifier_is_no_secret_and_stays_in_sight() {
    run(async |page| {
        page.open("").await?;
        for (format, length) in [("UUID v4", 36), ("UUID v7", 36), ("ULID", 26)] {
            page.choose("Format", format).await?;
            page.press("Generate").await?;
            let key = page
                .until_reads("Your key", |key| key.len() == length)
                .await?;
            page.until_body_says(|text| {
                text.contains("SHA-256 of the identifier")
                    && !text.contains("prefix and checksum included")
                    && !text.contains("shown once")
            })
            .await?;
            page.press(copy_button(format)).await?;
            page.until_said("status", |text| text.contains("Copied"))
                .await?;
            ensure(page.read("Your key").await? == key, || {
                format!("{key} was masked")
            })?;
            // It is still here: nothing is lost by copying its hash.
            page.press("Copy SHA-256").await?;
            page.until_said("status", |text| text.contains("SHA-256 copied"))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn a_press_while_the_browser_has_yet_to_answer_copies_once() {
    run(async |page| {
        page.inject(
            "window.__calls = 0;
             Clipboard.prototype.writeText = () => {
                 window.__calls += 1;
                 return new Promise((done) => { window.__answer = done; });
             };",
        )
        .await?;
        page.open("").await?;
        page.fresh_key().await?;
        page.press("Copy key").await?;
        page.press("Copy key").await?;
        let calls: Value = page.script("return window.__calls", []).await?;
        ensure(calls == 1, || format!("{calls} calls"))?;
        page.script::<()>("window.__answer()", []).await?;
        page.until_masked().await.map(drop)
    });
}

#[test]
fn a_hash_is_not_copied_over_a_key_that_the_browser_has_yet_to_copy() {
    run(async |page| {
        page.inject(
            "window.__copied = [];
             Clipboard.prototype.writeText = (text) => {
                 window.__copied.push(text);
                 return new Promise((done) => { window.__answer = done; });
             };",
        )
        .await?;
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("Paste it first"))
            .await?;
        let copied: Vec<String> = page.script("return window.__copied", []).await?;
        ensure(copied == [key.as_str()], || format!("{copied:?}"))?;
        page.script::<()>("window.__answer()", []).await?;
        page.until_masked().await?;
        // Warned once, the person may go on.
        page.press("Copy SHA-256").await?;
        until("the hash to be copied", async || {
            let copied: Vec<String> = page.script("return window.__copied", []).await?;
            ensure(copied.len() == 2, || format!("{copied:?}"))
        })
        .await
    });
}
