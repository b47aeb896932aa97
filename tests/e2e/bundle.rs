//! A whole `.env` in the formats that applications expect: shown, regenerated, copied, saved.

use crate::harness::{Outcome, Page, ensure, run};
use crate::referees::BASE62;
use std::collections::BTreeMap;

const HEX: &str = "0123456789abcdef";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DJANGO: &str = "abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)";

/// A variable: its name, the prefix of its value, the alphabet, the number of symbols, and the suffix.
type Variable = (
    &'static str,
    &'static str,
    &'static str,
    usize,
    &'static str,
);

const PRESETS: [(&str, &[Variable]); 5] = [
    (
        "Web app",
        &[
            ("SESSION_SECRET", "", HEX, 64, ""),
            ("JWT_SECRET", "", BASE64, 86, "=="),
            ("API_SECRET", "", BASE64URL, 43, ""),
            ("DATABASE_PASSWORD", "", BASE62, 32, ""),
        ],
    ),
    (
        "Rails",
        &[
            ("SECRET_KEY_BASE", "", HEX, 128, ""),
            ("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY", "", BASE62, 32, ""),
            (
                "ACTIVE_RECORD_ENCRYPTION_DETERMINISTIC_KEY",
                "",
                BASE62,
                32,
                "",
            ),
            (
                "ACTIVE_RECORD_ENCRYPTION_KEY_DERIVATION_SALT",
                "",
                BASE62,
                32,
                "",
            ),
        ],
    ),
    ("Laravel", &[("APP_KEY", "base64:", BASE64, 43, "=")]),
    ("Django", &[("SECRET_KEY", "'", DJANGO, 50, "'")]),
    ("Auth.js", &[("AUTH_SECRET", "", BASE64, 43, "=")]),
];

/// Shows the values, which are masked at first.
pub async fn show(page: &Page) -> Outcome {
    page.press("Show values").await?;
    page.by_role("button", "Hide values").await.map(drop)
}

/// Chooses the preset and waits for a bundle of its variables in their formats, whose text it returns.
async fn make(page: &Page, preset: &str) -> Outcome<String> {
    page.choose("Preset", preset).await?;
    page.until_reads("Bundle", |text| judge(preset, text).is_ok())
        .await
}

fn judge(preset: &str, text: &str) -> Outcome {
    let (_, variables) = PRESETS
        .iter()
        .find(|(name, _)| *name == preset)
        .ok_or("no such preset")?;
    let lines: Vec<&str> = text.lines().collect();
    ensure(lines.len() == variables.len(), || {
        format!("{preset} has {} lines", lines.len())
    })?;
    for (line, (name, start, alphabet, count, end)) in lines.into_iter().zip(*variables) {
        let value = line
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('='))
            .ok_or(*name)?;
        let random = value
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end))
            .ok_or(*name)?;
        let fits = random.len() == *count && random.chars().all(|symbol| alphabet.contains(symbol));
        ensure(fits, || format!("{line} does not fit"))?;
    }
    Ok(())
}

pub fn values(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

#[test]
fn each_preset_gives_its_variables_in_their_exact_formats() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let options = page.options("Preset").await?;
        for (preset, _) in PRESETS {
            ensure(options.iter().any(|option| option == preset), || {
                format!("{preset} is not among {options:?}")
            })?;
            let text = make(page, preset).await?;
            judge(preset, &text)?;
            // Two random values are never equal, least of all two in one bundle.
            let mut all: Vec<String> = values(&text).into_values().collect();
            all.sort_unstable();
            all.dedup();
            ensure(all.len() == text.lines().count(), || {
                format!("{preset} repeats a value")
            })?;
        }
        Ok(())
    });
}

#[test]
fn regenerating_one_variable_leaves_the_others_alone() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let before = make(page, "Web app").await?;
        page.by_role("table", "Secrets").await?;
        page.press("Regenerate JWT_SECRET").await?;
        let after = page.until_reads("Bundle", |text| text != before).await?;
        judge("Web app", &after)?;
        let (before, after) = (values(&before), values(&after));
        for (name, value) in &before {
            ensure((after[name] == *value) == (name != "JWT_SECRET"), || {
                format!("{name} went wrong")
            })?;
        }
        Ok(())
    });
}

#[test]
fn regenerate_all_changes_every_value() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let before = make(page, "Rails").await?;
        page.press("Regenerate all").await?;
        let after = page.until_reads("Bundle", |text| text != before).await?;
        judge("Rails", &after)?;
        let (before, after) = (values(&before), values(&after));
        ensure(
            before.iter().all(|(name, value)| after[name] != *value),
            || format!("{before:?} became {after:?}"),
        )
    });
}

#[test]
fn the_copied_and_the_saved_bundle_are_the_shown_one() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let shown = make(page, "Django").await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim_end() == shown.trim_end(), || {
            format!("shown {shown:?}, copied {copied:?}")
        })?;

        page.press("Download bundle").await?;
        let (name, bytes) = page.downloaded().await?;
        let saved = String::from_utf8(bytes)?;
        ensure(saved == copied, || {
            format!("copied {copied:?}, saved {saved:?}")
        })?;
        ensure(saved.ends_with('\n') && !saved.ends_with("\n\n"), || {
            format!("{saved:?} does not end in one newline")
        })?;
        ensure(name == SAVED_AS, || format!("saved as {name}"))
    });
}

/// The page asks for `.env`; Chromium saves no file whose name begins with a dot.
const SAVED_AS: &str = "env";

#[test]
fn the_page_asks_for_the_name_dot_env_and_for_no_other_address() {
    run(async |page| {
        page.inject(
            "window.__saved = [];
             addEventListener('click', (e) => {
                 if (e.target.download !== undefined) __saved.push([e.target.download, e.target.href.split(':')[0]]);
             }, true);
             const click = HTMLAnchorElement.prototype.click;
             HTMLAnchorElement.prototype.click = function () {
                 __saved.push([this.download, this.href.split(':')[0]]);
                 return click.call(this);
             };",
        )
        .await?;
        page.open("#bundle").await?;
        show(page).await?;
        make(page, "Laravel").await?;
        page.press("Download bundle").await?;
        page.downloaded().await?;
        let saved: Vec<(String, String)> = page.script("return window.__saved", []).await?;
        ensure(
            saved
                .iter()
                .all(|(name, scheme)| name == ".env" && scheme == "blob")
                && !saved.is_empty(),
            || format!("{saved:?}"),
        )
    });
}

#[test]
fn a_quoted_value_comes_with_a_word_on_who_takes_the_quotes_for_its_own() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        make(page, "Django").await?;
        page.until_body_says(|text| text.contains("would be read differently by"))
            .await?;
        page.until_body_says(|text| text.contains("docker run --env-file"))
            .await?;
        make(page, "Auth.js").await?;
        page.until_body_says(|text| !text.contains("would be read differently by"))
            .await
    });
}

#[test]
fn the_bundle_survives_a_look_at_another_tab() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let before = make(page, "Rails").await?;
        page.tab("Hashes").await?;
        page.tab("Bundle").await?;
        let after = page.read("Bundle").await?;
        ensure(before == after, || format!("{before:?} became {after:?}"))
    });
}

#[test]
fn values_are_masked_until_show_and_again_after_hide() {
    run(async |page| {
        page.open("#bundle").await?;
        let masked = page
            .until_reads("Bundle", |text| text.contains("JWT_SECRET=••••"))
            .await?;
        ensure(
            masked.lines().all(|line| line.ends_with("=••••")),
            || masked.clone(),
        )?;
        let table = page.read("Secrets").await?;
        ensure(table.matches("••••••••").count() == 4, || table.clone())?;
        show(page).await?;
        let shown = page
            .until_reads("Bundle", |text| judge("Web app", text).is_ok())
            .await?;
        let table = page.read("Secrets").await?;
        for value in values(&shown).into_values() {
            ensure(table.contains(&value), || format!("{value} not in {table}"))?;
        }
        page.press("Hide").await?;
        let again = page.until_reads("Bundle", |text| text == masked).await?;
        for value in values(&shown).into_values() {
            let html = page.html().await?;
            ensure(!html.contains(&value[..8]), || {
                format!("{value} is still in the page: {again}")
            })?;
        }
        Ok(())
    });
}

#[test]
fn a_masked_bundle_is_copied_and_saved_whole() {
    run(async |page| {
        page.open("#bundle").await?;
        page.choose("Preset", "Rails").await?;
        let masked = page
            .until_reads("Bundle", |text| text.contains("SECRET_KEY_BASE=••••"))
            .await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        judge("Rails", &copied)?;
        page.press("Download bundle").await?;
        let (_, bytes) = page.downloaded().await?;
        let saved = String::from_utf8(bytes)?;
        ensure(saved.trim_end() == copied.trim_end(), || {
            format!("copied {copied:?}, saved {saved:?}")
        })?;
        let now = page.read("Bundle").await?;
        ensure(now == masked, || format!("{masked:?} became {now:?}"))
    });
}
