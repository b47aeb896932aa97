//! The server record: opened from the key's card, filled by mouse and keyboard, and what its texts are good for.

mod slips;
mod texts;

use crate::boot::copy_of_dist;
use crate::harness::{Outcome, Page, ensure, run, run_on, until};
use crate::referees::sha256sum;
use crate::referees_installed::{answer, program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;
use texts::ensure_shown;
use thirtyfour::{By, Key};

/// The button in the key's card.
pub const SET_UP: &str = "Set this key up on your server";

/// Opens the page and the record of its key; returns the key.
pub async fn open_record(page: &Page) -> Outcome<String> {
    page.open("").await?;
    let key = page
        .until_reads("Your key", |key| key.starts_with("sk_live_"))
        .await?;
    page.press(SET_UP).await?;
    page.by_role("group", "Server record").await?;
    page.until_reads("Record", |text| text.contains("sha256"))
        .await?;
    Ok(key)
}

/// The record as JSON, once `is_wanted` says so.
async fn until_record(page: &Page, is_wanted: impl Fn(&Value) -> bool) -> Outcome<Value> {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
    let text = page
        .until_reads("Record", |text| {
            parsed(text).is_some_and(|record| is_wanted(&record))
        })
        .await?;
    parsed(&text).ok_or_else(|| "it is JSON".into())
}

/// Fills the form with something for each part of a check function.
async fn restrict(page: &Page) -> Outcome {
    page.paste("textbox", "Label", "Billing").await?;
    page.paste("textbox", "Scopes", "invoices:read\ninvoices:write")
        .await?;
    page.paste("textbox", "Expires", "2099-01-01").await?;
    page.paste("textbox", "Allowed IP addresses", "203.0.113.0/24")
        .await?;
    page.paste("textbox", "Allowed origins", "https://app.example.com")
        .await
}

#[test]
fn the_record_holds_the_hash_and_the_mask_and_no_text_of_it_the_key() {
    run(async |page| {
        let key = open_record(page).await?;
        restrict(page).await?;
        let record = until_record(page, |record| record["allowed_origins"][0].is_string()).await?;
        ensure(
            record["sha256"] == sha256sum(key.as_bytes())?.as_str(),
            || record.to_string(),
        )?;
        let mask = record["masked"].as_str().unwrap_or_default();
        ensure(
            mask.contains('•') && key.starts_with(mask.split('•').next().unwrap_or("x")),
            || mask.to_owned(),
        )?;
        ensure(
            record["environment"] == "live" && record["label"] == "Billing",
            || record.to_string(),
        )?;
        let secret = &key[12..30];
        for (list, text) in [
            ("Write it as", "Record"),
            ("Secrets manager", "Commands that store the key"),
            ("Database", "Command that stores the record"),
            ("Call with", "Call with the key"),
            ("Language", "Check function"),
        ] {
            for option in page.options(list).await? {
                page.choose(list, &option).await?;
                let shown = page.until_reads(text, |shown| shown.len() > 40).await?;
                ensure(!shown.contains(secret), || {
                    format!("{option} holds the key")
                })?;
            }
        }
        let shown = page
            .until_reads("Command that finds the key", |shown| {
                shown.contains("git log")
            })
            .await?;
        ensure(!shown.contains(secret), || shown.clone())
    });
}

#[test]
fn the_function_on_screen_lets_in_the_key_on_screen_and_no_other() {
    run(async |page| {
        let key = open_record(page).await?;
        restrict(page).await?;
        let record = until_record(page, |record| record["allowed_origins"][0].is_string()).await?;
        page.choose("Language", "Python").await?;
        let function = page
            .until_reads("Check function", |text| text.contains("def check_key"))
            .await?;
        let folder = TempDir::new()?;
        fs::write(folder.path().join("check_key.py"), function)?;
        let script = "import json, sys; sys.path.insert(0, sys.argv[1]); from check_key import check_key\n\
            key, record = json.load(sys.stdin)\n\
            ask = lambda key, scope, ip: check_key(key, lambda wanted: record if wanted == record['sha256'] else None, scope, ip, 'https://app.example.com')\n\
            print(ask(key, 'invoices:read', '::ffff:203.0.113.9'), ask(key[:-1] + '_', 'invoices:read', '203.0.113.9'), ask(key, 'invoices:delete', '203.0.113.9'), ask(key, 'invoices:read', '8.8.8.8'))";
        let said = answer(
            program("python3")
                .args(["-B", "-c", script])
                .arg(folder.path()),
            serde_json::json!([key, record]).to_string().as_bytes(),
        );
        ensure(said.trim() == "valid malformed scope ip", || said.clone())
    });
}

#[test]
fn it_is_made_after_the_copy_too_and_follows_a_new_key() {
    run(async |page| {
        page.open("").await?;
        let key = page
            .until_reads("Your key", |key| key.starts_with("sk_live_"))
            .await?;
        page.press("Copy key").await?;
        page.until_reads("Your key", |key| key.contains('•'))
            .await?;
        page.press(SET_UP).await?;
        let hash = sha256sum(key.as_bytes())?;
        until_record(page, |record| record["sha256"] == hash.as_str()).await?;
        page.paste("textbox", "Label", "kept").await?;
        page.press("Generate").await?;
        let key = page
            .until_reads("Your key", |key| !key.contains('•'))
            .await?;
        let hash = sha256sum(key.as_bytes())?;
        until_record(page, |record| {
            record["sha256"] == hash.as_str() && record["label"] == "kept"
        })
        .await?;
        // A password has no such record.
        page.choose("Format", "Password").await?;
        page.until_body_says(|text| text.contains("There is no key"))
            .await?;
        page.choose("Format", "Hex").await?;
        until_record(page, |record| record["label"] == "kept").await?;
        Ok(())
    });
}

#[test]
fn a_batch_has_a_record_for_each_key_and_says_when_it_is_too_large() {
    run(async |page| {
        page.open("").await?;
        page.paste("spinbutton", "How many", "150").await?;
        page.press("Generate").await?;
        page.press("Set these keys up on your server").await?;
        page.until_reads("Record", |text| text.contains("sha256"))
            .await?;
        page.paste("textbox", "Label", "Billing").await?;
        page.until_reads("Record", |text| text.contains("Billing"))
            .await?;
        page.press("Download record").await?;
        let (_, records) = page.take_download().await?;
        let records: Vec<Value> = serde_json::from_slice(&records)?;
        page.choose("File format", "CSV: key,sha256").await?;
        page.press("Download").await?;
        let (_, rows) = page.take_download().await?;
        let rows = String::from_utf8(rows)?;
        let rows: Vec<(&str, &str)> = rows
            .lines()
            .skip(1)
            .filter_map(|row| row.split_once(','))
            .collect();
        ensure(records.len() == 150 && rows.len() == 150, || {
            format!("{} records, {} keys", records.len(), rows.len())
        })?;
        for (record, (key, sha256)) in records.iter().zip(rows) {
            ensure(
                record["sha256"] == sha256 && record["label"] == "Billing",
                || record.to_string(),
            )?;
            ensure(!record.to_string().contains(&key[8..]), || {
                "a record holds its key".to_owned()
            })?;
        }
        // More lines than are shown are copied all the same.
        page.until_body_says(|text| text.contains("The first 400 of "))
            .await?;
        page.press("Copy record").await?;
        page.until_said("status", |text| text.contains("Record copied"))
            .await?;
        let copied: Vec<Value> = serde_json::from_str(&page.clipboard().await?)?;
        ensure(copied == records, || "other records".to_owned())?;
        // Another number of keys leaves what was made, until the next press.
        page.paste("spinbutton", "How many", "1001").await?;
        page.until_reads("Record", |text| text.contains("sha256"))
            .await?;
        page.press("Generate").await?;
        page.until_body_says(|text| text.contains("up to 1000 keys at once"))
            .await?;
        page.until_body_says(|text| text.contains("There is no key."))
            .await
    });
}

/// What stands in each field of the record, by its label.
async fn typed(page: &Page) -> Outcome<BTreeMap<String, String>> {
    page.script(
        "const fields = document.querySelectorAll('#server-record :is(textarea, input:not([type=radio]))');
         return Object.fromEntries(Array.from(fields, (field) => [field.labels[0].textContent, field.value]))",
        [],
    )
    .await
}

#[test]
fn every_field_of_the_form_is_in_the_record() {
    run(async |page| {
        open_record(page).await?;
        for (role, name, typed) in [
            ("textbox", "Label", "Billing"),
            ("textbox", "Owner or project", "team-invoices"),
            ("textbox", "Used in", "staging"),
            ("textbox", "Created", "2026-01-02T03:04:05Z"),
            ("textbox", "Expires", "2099-01-01"),
            ("spinbutton", "Rotate every (days)", "90"),
            ("textbox", "Scopes", "invoices:read\ncustomers:admin"),
            ("spinbutton", "Requests", "100"),
            ("spinbutton", "Burst", "20"),
            ("spinbutton", "Quota a day", "1000"),
            ("spinbutton", "Quota a month", "30000"),
            (
                "textbox",
                "Allowed IP addresses",
                "203.0.113.0/24\n2001:db8::/33",
            ),
            ("textbox", "Allowed origins", "https://app.example.com"),
        ] {
            page.paste(role, name, typed).await?;
        }
        page.choose("Requests are counted in", "an hour").await?;
        let record = until_record(page, |record| {
            record["allowed_origins"][0].is_string() && record["rate_limit"]["per_seconds"] == 3600
        })
        .await?;
        for (field, expected) in [
            ("label", json!("Billing")),
            ("owner", json!("team-invoices")),
            ("environment", json!("staging")),
            ("created", json!("2026-01-02T03:04:05Z")),
            ("rotate_every_days", json!(90)),
            ("scopes", json!(["invoices:read", "customers:admin"])),
            (
                "rate_limit",
                json!({ "requests": 100, "per_seconds": 3600, "burst": 20 }),
            ),
            ("quota_per_day", json!(1000)),
            ("quota_per_month", json!(30000)),
            ("allowed_ips", json!(["203.0.113.0/24", "2001:db8::/33"])),
            ("allowed_origins", json!(["https://app.example.com"])),
            ("last_used_at", Value::Null),
            ("last_used_from", Value::Null),
        ] {
            ensure(record[field] == expected, || format!("{field} of {record}"))?;
        }
        let chips = page.read("Scopes of the record").await?;
        let chips: Vec<&str> = chips.split_whitespace().collect();
        ensure(chips == ["invoices:read", "customers:admin"], || {
            chips.join(" ")
        })?;
        page.until_body_says(|text| {
            text.contains("customers:admin allows a great deal")
                && text.contains(
                    "last_used_at and last_used_from are in the record for your server to fill",
                )
        })
        .await?;
        // A record that would expire before it is made: words beside the field, and what was typed stays.
        page.paste("textbox", "Created", "2100-01-01").await?;
        let complaint = page.until_complaint("textbox", "Expires").await?;
        ensure(complaint.contains("before it is created"), || {
            complaint.clone()
        })?;
        let field = page.by_role("textbox", "Created").await?;
        let typed = field.prop("value").await?.unwrap_or_default();
        ensure(typed == "2100-01-01", || typed.clone())
    });
}

#[test]
fn what_to_do_after_a_leak_is_told_in_order() {
    run(async |page| {
        open_record(page).await?;
        page.until_reads("Command that finds the key", |text| {
            text.contains("git log")
        })
        .await?;
        let text: String = page
            .script(
                "return document.querySelector('#panel-token').textContent",
                [],
            )
            .await?;
        let steps = [
            "Revoke it now",
            "Replace it",
            "Read the logs",
            "Find where it leaked",
        ];
        let places: Vec<_> = steps.iter().map(|step| text.find(step)).collect();
        ensure(
            places.iter().all(Option::is_some) && places.is_sorted(),
            || format!("{places:?}"),
        )
    });
}

#[test]
fn everything_can_be_done_by_keyboard_and_escape_closes_it() {
    run(async |page| {
        page.open("").await?;
        page.until_reads("Your key", |key| key.starts_with("sk_live_"))
            .await?;
        page.by_role("button", SET_UP).await?;
        page.tab_to("button", SET_UP).await?;
        page.keys(Key::Enter).await?;
        page.by_role("group", "Server record").await?;
        page.tab_to("textbox", "Label").await?;
        page.keys("By hand").await?;
        until_record(page, |record| record["label"] == "By hand").await?;
        page.tab_to("tab", "Record").await?;
        page.keys(Key::Right).await?;
        page.keys(Key::Right).await?;
        page.ensure_open("Use it").await?;
        page.tab_to("button", "Copy call").await?;
        page.keys(Key::Enter).await?;
        page.until_said("status", |text| text.contains("Call copied"))
            .await?;
        let copied = page.clipboard().await?;
        ensure(copied.contains("Authorization: Bearer"), || copied.clone())?;
        page.keys(Key::Escape).await?;
        until("the record to be closed", async || {
            ensure(!page.has("group", "Server record").await, || {
                "it is open".into()
            })
        })
        .await?;
        let focused = page.focused().await?;
        ensure(focused.1 == SET_UP, || format!("{focused:?}"))
    });
}

#[test]
fn a_rotation_gives_both_records_and_a_revocation_the_old_one() {
    run(async |page| {
        open_record(page).await?;
        restrict(page).await?;
        page.paste("spinbutton", "Rotate every (days)", "30")
            .await?;
        let old = until_record(page, |record| record["rotate_every_days"] == 30).await?;
        let hash = old["sha256"].clone();

        // The record of the key on screen replaces nothing.
        page.paste("textbox", "Old record", &old.to_string())
            .await?;
        let complaint = page.until_complaint("textbox", "Old record").await?;
        ensure(complaint.contains("the key on screen"), || {
            complaint.clone()
        })?;
        page.press("Generate").await?;
        let both = until_record(page, |record| record[1]["status"] == "replaced").await?;
        ensure(
            both[1]["sha256"] == hash && both[0]["replaces"] == hash,
            || both.to_string(),
        )?;
        ensure(
            both[1]["replaced_by"] == both[0]["sha256"] && both[1]["grace_until"].is_string(),
            || both.to_string(),
        )?;
        let before = typed(page).await?;
        page.paste("spinbutton", "Grace (days)", "x").await?;
        let complaint = page.until_complaint("spinbutton", "Grace (days)").await?;
        ensure(complaint.contains("whole number"), || complaint.clone())?;
        let mut after = typed(page).await?;
        ensure(after["Grace (days)"] == "x", || format!("{after:?}"))?;
        after.insert("Grace (days)".to_owned(), "7".to_owned());
        ensure(after == before, || format!("{before:?} became {after:?}"))?;
        page.paste("spinbutton", "Grace (days)", "0").await?;
        until_record(page, |record| record[1]["status"] == "replaced").await?;

        page.paste("textbox", "Label", "").await?;
        page.press("Fill the form from it").await?;
        until_record(page, |record| {
            record[0]["label"] == "Billing" && record[0]["scopes"] == old["scopes"]
        })
        .await?;

        page.pick("revoked").await?;
        let revoked = until_record(page, |record| record["status"] == "revoked").await?;
        ensure(
            revoked["sha256"] == hash && revoked["revoked_at"].is_string(),
            || revoked.to_string(),
        )?;
        page.choose("Write it as", "SQL for SQLite").await?;
        page.until_reads("Record", |text| text.contains("update api_keys set"))
            .await?;
        page.choose("Write it as", "JSON").await?;
        page.press("Clear old record").await?;
        until_record(page, |record| record["status"] == "active").await?;
        Ok(())
    });
}

/// Drops a file with this text on the field "Old record".
async fn drop_old(page: &Page, name: &str, text: &str) -> Outcome {
    let field = page.driver().find(By::Css("#record-old")).await?;
    let accepted: bool = page
        .script(
            "const [field, name, text] = arguments;
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File([text], name));
             const options = { dataTransfer, bubbles: true, cancelable: true };
             return ['dragover', 'drop'].every((type) => !field.dispatchEvent(new DragEvent(type, options)));",
            [field.to_json()?, name.into(), text.into()],
        )
        .await?;
    ensure(accepted, || "the browser would open the file".into())
}

/// Waits until the field "Old record" holds this text, with these words beside it.
async fn until_old_is_refused(page: &Page, text: &str, said: &str) -> Outcome {
    until(said, async || {
        let complaint = page.complaint("textbox", "Old record").await?;
        ensure(complaint.contains(said), || complaint.clone())?;
        let kept = typed(page).await?["Old record"].clone();
        ensure(kept.trim_end() == text.trim_end(), || kept.clone())
    })
    .await
}

#[test]
fn an_old_record_kept_in_another_format_is_named_and_json_asked_for() {
    run(async |page| {
        open_record(page).await?;
        page.paste("textbox", "Label", "kept").await?;
        let record = until_record(page, |record| record["label"] == "kept").await?;
        let mut texts = Vec::new();
        for (option, begins) in [
            ("YAML", "schema_version: 1"),
            ("TOML", "schema_version = 1"),
            ("SQL for SQLite", "-- API keys"),
        ] {
            page.choose("Write it as", option).await?;
            let text = page
                .until_reads("Record", |text| text.starts_with(begins))
                .await?;
            texts.push((option.split(' ').next().unwrap_or(option), text));
        }
        page.choose("Write it as", "JSON").await?;
        for (format, text) in texts {
            let said = format!("This looks like {format}. An old record is read as JSON only");
            page.paste("textbox", "Old record", &text).await?;
            until_old_is_refused(page, &text, &said).await?;
            page.press("Clear old record").await?;
            // Without one, the record of the key on screen is back.
            until_record(page, |now| *now == record).await?;
            page.tab("Rotate, revoke").await?;
            drop_old(page, "api-key", &text).await?;
            until_old_is_refused(page, &text, &said).await?;
        }
        let label = typed(page).await?["Label"].clone();
        ensure(label == "kept", || label.clone())
    });
}

#[test]
fn an_old_record_that_is_wrong_says_which_field_and_a_dropped_one_is_read() {
    run(async |page| {
        open_record(page).await?;
        let mut old = until_record(page, |_| true).await?;
        old["sha256"] = "ab".repeat(32).into();
        for (field, value, said) in [
            ("schema_version", Value::from(2), "version 2"),
            ("owner", Value::from(3), "owner: it must be a text"),
            (
                "colour",
                Value::from("red"),
                "colour: no record has this field",
            ),
            (
                "allowed_ips",
                serde_json::json!(["10.0.0.1/8"]),
                "allowed_ips: entry 1",
            ),
        ] {
            let mut wrong = old.clone();
            wrong[field] = value;
            let wrong = wrong.to_string();
            page.paste("textbox", "Old record", &wrong).await?;
            until(said, async || {
                let complaint = page.complaint("textbox", "Old record").await?;
                ensure(complaint.contains(said), || complaint.clone())
            })
            .await?;
            let kept = typed(page).await?["Old record"].clone();
            ensure(kept == wrong, || kept.clone())?;
        }
        page.paste("textbox", "Old record", "").await?;
        drop_old(page, "old.json", &old.to_string()).await?;
        until_record(page, |record| record[1]["sha256"] == old["sha256"]).await?;
        page.ensure_open("Token").await
    });
}

#[test]
fn what_is_copied_and_saved_is_what_is_shown() {
    run(async |page| {
        open_record(page).await?;
        for (option, name) in [
            ("SQL for PostgreSQL", "api-key.postgres.sql"),
            ("YAML", "api-key.yaml"),
        ] {
            page.choose("Write it as", option).await?;
            let shown = page
                .until_reads("Record", |text| !text.starts_with('{'))
                .await?;
            page.press("Copy record").await?;
            page.until_said("status", |text| text.contains("Record copied"))
                .await?;
            let copied = page.clipboard().await?;
            ensure(copied.trim_end() == shown.trim_end(), || copied.clone())?;
            page.press("Download record").await?;
            let (saved, content) = page.take_download().await?;
            ensure(saved == name && content == copied.as_bytes(), || {
                saved.clone()
            })?;
        }
        for (view, button, name, said) in [
            (
                "Store it",
                "Copy commands",
                "Commands that store the key",
                "Commands copied",
            ),
            ("Use it", "Copy call", "Call with the key", "Call copied"),
            (
                "Store it",
                "Copy database command",
                "Command that stores the record",
                "Command copied",
            ),
            (
                "Check it",
                "Copy check function",
                "Check function",
                "Check function copied",
            ),
            (
                "If it leaks",
                "Copy command",
                "Command that finds the key",
                "Command copied",
            ),
        ] {
            page.tab(view).await?;
            page.press(button).await?;
            page.until_said("status", |text| text.contains(said))
                .await?;
            ensure_shown(page, name, &page.clipboard().await?).await?;
        }
        page.press("Download check function").await?;
        let (saved, content) = page.take_download().await?;
        ensure(saved == "check-key.mjs", || saved.clone())?;
        ensure_shown(page, "Check function", &String::from_utf8(content)?).await
    });
}

#[test]
fn a_record_that_does_not_arrive_is_told_and_can_be_asked_for_again() {
    let away = TempDir::new().expect("there is a temporary folder");
    let folder = copy_of_dist(|folder| {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry
                .file_name()
                .to_string_lossy()
                .starts_with("part-record")
            {
                fs::rename(entry.path(), away.path().join(entry.file_name()))?;
            }
        }
        Ok(())
    })
    .expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        page.go(&page.url()).await?;
        page.press(SET_UP).await?;
        page.until_said("alert", |text| text.contains("did not arrive"))
            .await?;
        for entry in fs::read_dir(away.path())? {
            let entry = entry?;
            fs::copy(entry.path(), folder.path().join(entry.file_name()))?;
        }
        page.press(SET_UP).await?;
        until_record(page, |record| record["status"] == "active").await?;
        page.take_noise().await.map(drop)
    });
}
