//! Batches: their limits, progress and cancelling, and that the latest request wins.

use crate::codes::key_formats;
use crate::files::{lines, save};
use crate::harness::{
    GATE, Outcome, Page, ensure, ensure_responsive, press, run, until, with_progress,
};
use crate::referees::github_checksum;
use std::collections::HashSet;
use thirtyfour::Key;

/// Puts a number into "How many".
pub async fn ask(page: &Page, many: &str) -> Outcome {
    page.paste("spinbutton", "How many", many).await
}

/// Waits for the list of masked keys and returns its entries.
pub async fn listed(page: &Page) -> Outcome<Vec<String>> {
    entries(page, "Keys, masked").await
}

/// Waits for the list with this name and returns its entries.
async fn entries(page: &Page, name: &str) -> Outcome<Vec<String>> {
    let list = page.by_role("list", name).await?;
    page.script(
        "return Array.from(arguments[0].children, (entry) => entry.textContent)",
        [list.to_json()?],
    )
    .await
}

/// Fails the test if there is anything to download.
pub async fn ensure_nothing_made(page: &Page) -> Outcome {
    ensure(!page.has("button", "Download").await, || {
        "there is something to download".into()
    })?;
    ensure(!page.has("list", "Keys, masked").await, || {
        "keys are listed".into()
    })?;
    ensure(page.nothing_downloaded()?, || "a file was saved".into())
}

/// Waits until the button with this name has the focus.
async fn ensure_focus(page: &Page, name: &str) -> Outcome {
    until("the focus to move", async || {
        let focused = page.focused().await?;
        ensure(focused == ("button".into(), name.into()), || {
            format!("the focus is on {focused:?}")
        })
    })
    .await
}

#[test]
fn the_end_of_a_batch_is_told_and_the_focus_is_kept() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "300000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        page.tab_to("button", "Cancel").await?;
        page.open_gate().await?;
        page.until_said("status", |text| text.contains("300,000 keys made"))
            .await?;
        ensure_focus(page, "Download").await?;
        page.keys(Key::Enter).await?;
        page.take_download().await?;
        page.until_said("status", |text| text.contains("keys.txt"))
            .await?;
        ensure_focus(page, "Download").await
    });
}

#[test]
fn a_number_of_keys_beyond_the_limits_is_told_beside_the_field() {
    run(async |page| {
        page.open("").await?;
        let key = page.until_reads("Your key", |key| !key.is_empty()).await?;
        for refused in [
            "0",
            "1000001",
            "abc",
            "-1",
            "1.5",
            "",
            "99999999999999999999",
        ] {
            ask(page, refused).await?;
            let words = page.until_complaint("spinbutton", "How many").await?;
            ensure(words.contains('1') && words.contains("1,000,000"), || {
                format!("{refused:?}: {words}")
            })?;
            page.press("Generate").await?;
            page.until_said("status", |text| text.contains("correct the marked field"))
                .await?;
            ensure_nothing_made(page).await?;
            let now = page.read("Your key").await?;
            ensure(now == key, || format!("{refused:?}: {key} became {now}"))?;
        }
        Ok(())
    });
}

#[test]
fn more_keys_than_there_are_is_an_error_that_says_how_many_there_are() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "PIN").await?;
        page.paste("spinbutton", "Length", "4").await?;
        ask(page, "20000").await?;
        page.press("Generate").await?;
        let words = page.until_said("alert", |_| true).await?;
        ensure(words.contains("10,000") && words.contains("20,000"), || {
            words
        })?;
        page.until_gone("progressbar", "").await?;
        ensure_nothing_made(page).await?;
        // Exactly as many as exist is not too many.
        ask(page, "10000").await?;
        page.press("Generate").await?;
        listed(page).await?;
        ensure(page.said("alert").await?.is_empty(), || {
            "the alert outlives its cause".into()
        })?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let pins: HashSet<&str> = lines(&text)?.into_iter().collect();
        ensure(
            (0..10_000).all(|pin| pins.contains(format!("{pin:04}").as_str())),
            || format!("{} of all PINs", pins.len()),
        )
    });
}

#[test]
fn every_format_comes_in_batches() {
    run(async |page| {
        page.open("").await?;
        ask(page, "300").await?;
        for format in key_formats(page).await? {
            page.choose("Format", &format).await?;
            page.press("Generate").await?;
            page.until_said("status", |text| text.contains("300"))
                .await?;
            // Identifiers are no secrets: they are listed as they are.
            let is_public = format.starts_with("UUID") || format == "ULID";
            let name = if is_public { "Keys" } else { "Keys, masked" };
            let list = entries(page, name).await?;
            let text = save(page, "Text: a key a line", "keys.txt").await?;
            let keys = lines(&text)?;
            let is_right = |(shown, key): (&String, &&str)| {
                if is_public {
                    shown == key
                } else {
                    shown.contains("••••")
                }
            };
            ensure(
                list.len() == 100 && list.iter().zip(&keys).all(is_right),
                || format!("{format}: {list:?}"),
            )?;
            let distinct: HashSet<&&str> = keys.iter().collect();
            ensure((keys.len(), distinct.len()) == (300, 300), || {
                format!("{format}: {} keys, {} differ", keys.len(), distinct.len())
            })?;
            if format == "ULID" || format == "UUID v7" {
                ensure(keys.is_sorted(), || format!("{format} is out of order"))?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_million_keys_show_how_far_they_are_and_can_be_cancelled() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        let bar = page.by_role("progressbar", "Making keys").await?;
        until("a share of the keys", async || {
            let share = bar.prop("value").await?.unwrap_or_default();
            let done = share
                .parse::<f64>()
                .is_ok_and(|share| share > 0.0 && share < 1000.0);
            ensure(done, || format!("the bar stands at {share}"))
        })
        .await?;
        ensure_nothing_made(page).await?;
        page.until_body_says(|text| {
            text.contains("being made") && !text.contains("press Generate")
        })
        .await?;
        page.press("Cancel").await?;
        page.until_gone("progressbar", "").await?;
        page.until_said("status", |text| text.contains("no keys were made"))
            .await?;
        ensure_focus(page, "Generate").await?;
        page.open_gate().await?;
        ensure_nothing_made(page).await?;
        page.until_body_says(|text| text.contains("press Generate"))
            .await?;

        page.fill("textbox", "Prefix", "again").await?;
        ask(page, "500").await?;
        page.press("Generate").await?;
        let list = listed(page).await?;
        ensure(
            list.iter().all(|key| key.starts_with("again_live_")),
            || format!("{list:?}"),
        )?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        ensure(
            keys.len() == 500 && keys.iter().all(|key| key.starts_with("again_live_")),
            || format!("{} keys", keys.len()),
        )
    });
}

#[test]
fn writing_a_file_can_be_cancelled_and_the_keys_stay() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        // As many steps as it takes; the gate stays closed for what follows.
        until("the batch", async || {
            page.tell_workers("next").await?;
            page.find("list", "Keys, masked").await
        })
        .await?;
        page.choose("File format", "CSV: key,sha256").await?;
        page.press("Download").await?;
        page.by_role("progressbar", "Writing the file").await?;
        page.press("Cancel").await?;
        page.until_gone("progressbar", "").await?;
        page.until_said("status", |text| text.contains("no file was saved"))
            .await?;
        ensure_focus(page, "Download").await?;
        page.open_gate().await?;
        listed(page).await?;
        ensure(page.nothing_downloaded()?, || "a file was saved".into())?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        ensure(lines(&text)?.len() == 1_000_000, || {
            "not the million".into()
        })
    });
}

#[test]
fn of_two_quick_requests_the_last_wins() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        page.fill("textbox", "Prefix", "first").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        page.fill("textbox", "Prefix", "second").await?;
        ask(page, "2000").await?;
        // Twice within one task: the first of these two is stale before the worker hears of it.
        let button = page.by_role("button", "Generate").await?;
        page.script::<()>(
            "arguments[0].click(); arguments[0].click();",
            [button.to_json()?],
        )
        .await?;
        page.open_gate().await?;
        let list = listed(page).await?;
        ensure(
            list.iter().all(|key| key.starts_with("second_live_")),
            || format!("{list:?}"),
        )?;
        page.until_body_says(|text| text.contains("2000 keys made"))
            .await?;
        // Gives a stale reply time to arrive: another file, which the worker writes after it.
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        ensure(keys.len() == 2000, || format!("{} keys", keys.len()))?;
        let list = listed(page).await?;
        for (shown, key) in list.iter().zip(&keys) {
            let masked = format!("second_live_••••{}", &key[key.len() - 4..]);
            ensure(*shown == masked, || format!("{shown}, not {masked}"))?;
        }
        Ok(())
    });
}

#[test]
fn a_batch_outlives_another_tab_being_open() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        page.tab("Hashes").await?;
        page.open_gate().await?;
        page.tab("Token").await?;
        let list = listed(page).await?;
        page.until_body_says(|text| text.contains("1,000,000 keys made"))
            .await?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let first = lines(&text)?[0];
        ensure(list[0].ends_with(&first[first.len() - 4..]), || {
            format!("{} is not {first}", list[0])
        })
    });
}

#[test]
fn one_key_asked_for_during_a_batch_replaces_it() {
    run(async |page| {
        page.in_worker(GATE).await?;
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        ask(page, "1").await?;
        let key = page.fresh_key().await?;
        page.open_gate().await?;
        // A passphrase comes from the same worker, after everything stale.
        page.choose("Format", "Passphrase").await?;
        page.until_reads("Your key", |now| now != key && now.contains('-'))
            .await?;
        ensure_nothing_made(page).await?;
        ensure(!page.has("progressbar", "").await, || "a stale bar".into())
    });
}

#[test]
fn a_million_keys_and_their_file_never_hold_the_page_up() {
    run(async |page| {
        page.open("").await?;
        ask(page, "1000000").await?;
        let generate = with_progress(&press("Generate"));
        ensure_responsive::<()>(page, "making a million keys", "", &generate).await?;
        page.until_body_says(|text| text.contains("1,000,000 keys made"))
            .await?;
        page.choose("File format", "CSV: key,sha256").await?;
        let download = with_progress(&press("Download"));
        ensure_responsive::<()>(page, "writing a million lines of CSV", "", &download).await?;
        let (_, csv) = page.take_download().await?;
        let lines = String::from_utf8(csv)?.lines().count();
        ensure(lines == 1_000_001, || format!("{lines} lines"))
    });
}

#[test]
fn a_million_keys_arrive_and_all_differ() {
    run(async |page| {
        page.open("").await?;
        ask(page, "1000000").await?;
        page.press("Generate").await?;
        listed(page).await?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        let distinct: HashSet<&str> = keys.iter().copied().collect();
        ensure(
            (keys.len(), distinct.len()) == (1_000_000, 1_000_000),
            || format!("{} keys, {} differ", keys.len(), distinct.len()),
        )?;
        // The engine's own tests check them all; here it is enough that none was damaged on its way.
        for key in keys.iter().step_by(97) {
            let right = key.len() == 57 && key[51..] == github_checksum(&key[8..51]);
            ensure(right, || format!("{key:?} is damaged"))?;
        }
        Ok(())
    });
}
