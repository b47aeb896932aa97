//! A key is shown once: after a copy that the browser confirmed it is nowhere in the page any more.

use crate::harness::{Engine, Outcome, Page, ensure, faults, run};
use crate::referees::sha256sum;
use serde_json::{Value, json};
use thirtyfour::Key;

/// The part of the key that must never be seen again: the random one.
fn secret_of(key: &str) -> &str {
    &key["sk_live_".len()..key.len() - 6]
}

/// Fails the test if any piece of the secret that is too long to occur by chance is left anywhere.
async fn ensure_gone(page: &Page, key: &str) -> Outcome {
    let traces = page.traces().await?;
    for piece in secret_of(key).as_bytes().windows(6) {
        let piece = str::from_utf8(piece)?;
        ensure(!traces.contains(piece), || {
            format!("{piece} of {key} is still in the page")
        })?;
    }
    Ok(())
}

fn masked(key: &str) -> String {
    format!("sk_live_••••{}", &key[key.len() - 4..])
}

async fn ensure_kept(page: &Page, key: &str) -> Outcome {
    let words = page.until_said("alert", |_| true).await?;
    ensure(words.to_lowercase().contains("ctrl"), || {
        format!("nothing on copying by hand: {words}")
    })?;
    let now = page.read("Your key").await?;
    ensure(now == key, || format!("the key is now {now}, not {key}"))?;
    let status = page.said("status").await?;
    ensure(!status.to_lowercase().contains("copied"), || {
        format!("the status claims: {status}")
    })
}

#[test]
fn the_clipboard_holds_exactly_the_key_that_was_shown() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        let hash = page.read("SHA-256").await?;
        page.press("Copy key").await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        page.ensure_clipboard(&key).await?;
        ensure(hash == sha256sum(key.as_bytes())?, || {
            format!("{hash} is not the hash of {key}")
        })
    });
}

#[test]
fn after_the_copy_the_key_is_nowhere_and_its_hash_stays() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        let hash = page.read("SHA-256").await?;
        page.press("Copy key").await?;
        page.until_reads("Your key", |text| text == masked(&key))
            .await?;
        ensure_gone(page, &key).await?;
        ensure(page.read("SHA-256").await? == hash, || {
            "the hash went with the key".into()
        })?;
        // The hash can still be copied, the key cannot.
        let copy_key = page.find("button", "Copy key").await;
        ensure(copy_key.is_err() || !copy_key?.is_enabled().await?, || {
            "the key can be copied again".into()
        })?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("press again"))
            .await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("SHA-256 copied"))
            .await?;
        page.ensure_clipboard(&hash).await?;

        page.press("Generate").await?;
        let next = page.fresh_key().await?;
        ensure(next != key, || format!("{key} came again"))?;
        page.by_role("button", "Copy key").await?;
        ensure_gone(page, &key).await
    });
}

#[test]
fn changing_an_option_after_the_copy_does_not_bring_the_key_back() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        page.until_reads("Your key", |text| text == masked(&key))
            .await?;
        page.pick("test").await?;
        page.pick("live").await?;
        ensure_gone(page, &key).await
    });
}

#[test]
fn no_secret_reaches_storage_the_address_or_the_title_even_before_the_copy() {
    run(async |page| {
        page.open("").await?;
        let key = page.fresh_key().await?;
        // The document shows the key.
        let traces = page.traces_elsewhere().await?;
        ensure(!traces.contains(secret_of(&key)), || {
            format!("{key} is in {traces}")
        })
    });
}

#[test]
fn a_refused_clipboard_keeps_the_key_and_says_how_to_copy_by_hand() {
    run(async |page| {
        page.inject(faults::CLIPBOARD_REFUSES).await?;
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        ensure_kept(page, &key).await?;
        // The alert is cleared once it no longer applies.
        page.press("Generate").await?;
        page.until_reads("Your key", |now| now != key).await?;
        let words = page.said("alert").await?;
        ensure(words.is_empty(), || {
            format!("the alert outlives its cause: {words}")
        })
    });
}

#[test]
fn a_denied_permission_keeps_the_key_as_well() {
    run(async |page| {
        if page.engine() == Engine::Chromium {
            let denied =
                json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
            page.cdp("Browser.setPermission", denied).await?;
        } else {
            // The others have no permission for it.
            page.inject(faults::CLIPBOARD_REFUSES).await?;
        }
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        ensure_kept(page, &key).await?;
        // What the alert advises works: a double click selects the key whole, and Ctrl+C copies it.
        let shown = page.find("", "Your key").await?;
        page.driver()
            .action_chain()
            .double_click_element(&shown)
            .perform()
            .await?;
        page.chord(Key::Control, "c").await?;
        page.ensure_clipboard(&key).await
    });
}

#[test]
fn nothing_is_called_copied_before_the_browser_has_answered() {
    run(async |page| {
        page.inject(faults::CLIPBOARD_IS_SILENT).await?;
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        // One turn of the page's event loop and one frame after the click: a premature claim would show by
        // then.
        page.task::<Value>(
            "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))",
        )
        .await?;
        ensure(page.read("Your key").await? == key, || {
            "the key is gone".into()
        })?;
        let status = page.said("status").await?;
        ensure(!status.to_lowercase().contains("copied"), || {
            format!("the status claims: {status}")
        })
    });
}

#[test]
fn over_plain_http_from_another_host_the_key_is_copied_by_selection() {
    run(async |page| {
        page.go(&page.url_at("latchkey.test")).await?;
        page.until_running().await?;
        let missing: bool = page
            .script(
                "return !isSecureContext && navigator.clipboard === undefined",
                [],
            )
            .await?;
        ensure(missing, || "this is no plain HTTP as others meet it".into())?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        page.until_reads("Your key", |text| text == masked(&key))
            .await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        page.ensure_clipboard(&key).await?;
        let html = page.html().await?;
        ensure(!html.contains(secret_of(&key)), || {
            format!("{key} is still in the page")
        })
    });
}

#[test]
fn without_a_clipboard_a_false_from_exec_command_is_believed() {
    run(async |page| {
        page.inject(faults::CLIPBOARD_MISSING).await?;
        page.inject(faults::COPY_COMMAND_REFUSES).await?;
        page.open("").await?;
        page.set_clipboard("untouched").await?;
        let key = page.fresh_key().await?;
        page.press("Copy key").await?;
        ensure_kept(page, &key).await?;
        page.until_said("alert", |text| {
            text.contains("no clipboard") && text.contains("HTTPS")
        })
        .await?;
        page.ensure_clipboard("untouched").await
    });
}

#[test]
fn an_uncopied_key_survives_another_tab_but_neither_generate_nor_a_reload() {
    run(async |page| {
        page.open("").await?;
        let first = page.fresh_key().await?;
        page.tab("Bundle").await?;
        page.tab("Token").await?;
        let same = page.fresh_key().await?;
        ensure(same == first, || {
            format!("{first} became {same} in another tab")
        })?;

        page.press("Generate").await?;
        let second = page
            .until_reads("Your key", |key| key != first && !key.is_empty())
            .await?;
        ensure_gone(page, &first).await?;

        page.reload().await?;
        let third = page.fresh_key().await?;
        ensure(third != second, || format!("{second} outlived the reload"))?;
        ensure_gone(page, &second).await
    });
}

#[test]
fn going_back_to_the_page_does_not_show_the_old_key() {
    run(async |page| {
        page.note_restores().await?;
        page.open("").await?;
        let key = page.fresh_key().await?;
        page.leave_and_return().await?;
        let now = page.until_reads("Your key", |now| !now.is_empty()).await?;
        ensure(now != key, || format!("{key} came back"))?;
        ensure_gone(page, &key).await
    });
}

#[test]
fn no_field_is_remembered_checked_for_spelling_or_offered_to_a_password_manager() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        page.tab("Bundle").await?;
        page.paste("textbox", "Import .env.example", "STRIPE_SECRET_KEY=\n")
            .await?;
        page.press("Import").await?;
        page.until_body_says(|text| text.contains("from a provider"))
            .await?;
        page.tab("Hashes").await?;
        let found: Vec<String> = page
            .script(
                "const fields = [...document.querySelectorAll('input:not([type=file], [type=radio], [type=checkbox]), textarea')];
                 const managed = '[data-1p-ignore][data-lpignore][data-bwignore]';
                 const isSecret = (field) => field.type === 'password' || field.id === 'hash-key';
                 const off = fields.filter((field) => field.autocomplete !== 'off' || field.spellcheck
                     || (isSecret(field) && !field.matches(managed)));
                 if (fields.filter(isSecret).length < 3) return ['there are too few fields for secrets'];
                 return off.map((field) => field.outerHTML.slice(0, 200));",
                [],
            )
            .await?;
        ensure(found.is_empty(), || format!("{found:#?}"))
    });
}
