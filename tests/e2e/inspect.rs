//! The Inspect tab: what is told of a pasted key, by mouse and by keyboard, and rules for scanners.

use crate::harness::{Outcome, Page, ensure, run, until};
use serde_json::Value;
use thirtyfour::Key;

/// The example of GitHub's article on its token formats, in two halves for scanners of leaked keys.
pub const GITHUB_KEY: &str = concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17");
/// The first example of jwt.io; its secret is `your-256-bit-secret`.
pub const JWT: &str = concat!(
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
    "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.",
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
);

async fn paste(page: &Page, key: &str) -> Outcome {
    page.paste("textbox", "Key", key).await
}

/// Opens the fold of the rules for scanners.
pub async fn unfold_rules(page: &Page) -> Outcome {
    page.by_role("textbox", "Key").await?;
    page.script::<()>(
        "document.querySelector('#rest-inspect details > summary').click()",
        [],
    )
    .await
}

/// Waits until the findings have all of these words.
async fn until_told(page: &Page, words: &[&str]) -> Outcome {
    page.until_reads("Findings", |text| {
        words.iter().all(|word| text.contains(word))
    })
    .await
    .map(drop)
}

#[test]
fn a_pasted_key_is_told_with_what_was_pasted_along() {
    run(async |page| {
        page.open("#inspect").await?;
        until_told(page, &["Paste a key"]).await?;
        paste(page, &format!("Bearer {GITHUB_KEY}")).await?;
        until_told(
            page,
            &[
                "GitHub personal access token (classic)",
                "checksum valid",
                "prefix, 30 base62 symbols, checksum (6)",
                "at most 178.62 bits",
                "ghp_••••Lq17",
                "“Bearer ” was pasted along",
            ],
        )
        .await?;
        let told = page.read("Findings").await?;
        ensure(!told.contains(&GITHUB_KEY[8..30]), || told.clone())?;
        page.until_said("status", |text| text.contains("checksum valid"))
            .await?;
        page.press("Copy SHA-256").await?;
        let copied = page.clipboard().await?;
        ensure(told.contains(&copied) && copied.len() == 64, || {
            copied.clone()
        })?;

        paste(page, &GITHUB_KEY.replace('z', "y")).await?;
        until_told(page, &["checksum wrong", "mistyped"]).await?;
        paste(page, "hunter2").await?;
        until_told(page, &["Not recognised", "not checkable", "Too short"]).await
    });
}

#[test]
fn a_key_from_the_token_tab_is_recognised_and_each_line_has_its_verdict() {
    run(async |page| {
        page.open("").await?;
        let key = page
            .until_reads("Your key", |key| key.starts_with("sk_live_"))
            .await?;
        page.tab("Inspect").await?;
        paste(page, &key).await?;
        until_told(
            page,
            &[
                "Key in the form of this page",
                "live",
                "checksum valid",
                "CRC-32 of the random part",
            ],
        )
        .await?;
        // Its parts are drawn in the same colours.
        let parts: Vec<String> = page
            .script(
                "const colours = (selector) => [...document.querySelectorAll(selector)]
                     .map((part) => [...part.classList].filter((name) => name !== 'lk').join()).join(' ');
                 return [colours('#key-parts li'), colours('#panel-inspect [aria-label=Parts] span')];",
                [],
            )
            .await?;
        ensure(parts == ["prefix environment random checksum"; 2], || {
            format!("{parts:?}")
        })?;
        paste(page, &format!("{key}\n{GITHUB_KEY}\n{key}x\nhunter2\n")).await?;
        until_told(page, &["4 lines: 2 valid, 0 wrong, 1 not recognised"]).await?;
        let rows: Vec<String> = page
            .script(
                "return [...document.querySelectorAll('#panel-inspect tbody tr')].map((row) => row.innerText)",
                [],
            )
            .await?;
        ensure(
            rows.len() == 4 && rows[1].contains("checksum valid"),
            || format!("{rows:#?}"),
        )
    });
}

/// How many lines the table of verdicts has, and the words of its last one.
async fn listed(page: &Page) -> Outcome<(usize, String)> {
    let rows: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('#panel-inspect tbody tr')].map((row) => row.innerText)",
            [],
        )
        .await?;
    Ok((rows.len(), rows.last().cloned().unwrap_or_default()))
}

#[test]
fn each_of_many_lines_has_its_verdict_within_reach() {
    run(async |page| {
        page.open("#inspect").await?;
        let until_listed = async |lines: usize, end: &str| -> Outcome {
            until(&format!("{lines} lines to be listed"), async || {
                let (count, last) = listed(page).await?;
                ensure(count == lines && last.contains(end), || {
                    format!("{count} lines, at the end {last}")
                })
            })
            .await
        };
        let text = format!("{GITHUB_KEY}\n").repeat(249);
        paste(page, &format!("{text}{}", GITHUB_KEY.replace('z', "y"))).await?;
        until_told(
            page,
            &[
                "250 lines: 249 valid, 1 wrong, 0 not recognised",
                "Show more: 150 are not listed",
            ],
        )
        .await?;
        until_listed(100, "checksum valid").await?;
        page.tab_to("button", "Show more").await?;
        page.keys(Key::Enter).await?;
        until_listed(200, "checksum valid").await?;
        // The button has kept the focus.
        page.keys(Key::Enter).await?;
        until_listed(250, "checksum wrong").await?;
        page.until_gone("button", "Show more").await?;
        // Another text begins with its first lines.
        paste(page, &text).await?;
        until_told(page, &["Show more: 149 are not listed"]).await?;
        until_listed(100, "checksum valid").await
    });
}

#[test]
fn a_jwt_has_no_verdict_until_its_secret_is_typed() {
    run(async |page| {
        page.open("#inspect").await?;
        ensure(!page.has("textbox", "JWT secret").await, || {
            "a secret is asked for with nothing to verify".into()
        })?;
        paste(page, JWT).await?;
        until_told(
            page,
            &[
                "JSON Web Token",
                "not checkable",
                "John Doe",
                "2018-01-18 01:30:22 UTC",
            ],
        )
        .await?;
        page.fill("textbox", "JWT secret", "your-256-bit-secret")
            .await?;
        until_told(page, &["signature valid"]).await?;
        page.fill("textbox", "JWT secret", "another").await?;
        until_told(page, &["signature wrong"]).await
    });
}

#[test]
fn a_pasted_key_goes_with_one_press_with_the_tab_and_with_the_page() {
    run(async |page| {
        page.inject("addEventListener('pageshow', (e) => { window.__restored = e.persisted; });")
            .await?;
        page.open("#inspect").await?;
        let is_clear = async || -> Outcome {
            until_told(page, &["Paste a key"]).await?;
            let left: Value = page
                .script(
                    "return [...document.querySelectorAll('#panel-inspect textarea, #inspect-secret')].map((f) => f.value).join('')",
                    [],
                )
                .await?;
            ensure(left == "", || format!("{left} is left"))
        };
        paste(page, JWT).await?;
        page.fill("textbox", "JWT secret", "abc").await?;
        until_told(page, &["signature wrong"]).await?;
        page.press("Clear").await?;
        is_clear().await?;
        paste(page, GITHUB_KEY).await?;
        until_told(page, &["checksum valid"]).await?;
        page.tab("Token").await?;
        page.tab("Inspect").await?;
        is_clear().await?;
        paste(page, GITHUB_KEY).await?;
        until_told(page, &["checksum valid"]).await?;
        page.leave_and_return().await?;
        is_clear().await
    });
}

#[test]
fn everything_is_reached_by_keyboard() {
    run(async |page| {
        page.open("").await?;
        page.tab_to("tab", "Token").await?;
        page.keys(Key::End).await?;
        page.tab_to("textbox", "Key").await?;
        page.keys(JWT).await?;
        until_told(page, &["JSON Web Token"]).await?;
        page.tab_to("textbox", "JWT secret").await?;
        page.keys("your-256-bit-secret").await?;
        until_told(page, &["signature valid"]).await?;
        page.tab_to("button", "Copy SHA-256").await?;
        page.keys(Key::Enter).await?;
        page.until_said("status", |text| text.contains("Hash copied"))
            .await?;
        page.tab_to("button", "Clear").await?;
        page.keys(Key::Enter).await?;
        until_told(page, &["Paste a key"]).await
    });
}

#[test]
fn more_than_a_megabyte_is_refused_in_words_and_a_megabyte_is_told() {
    run(async |page| {
        page.open("#inspect").await?;
        let put = async |text: &str| -> Outcome {
            page.script::<()>(
                &format!(
                    "const field = document.querySelector('#inspect-key'); field.value = {text}; \
                     field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
                ),
                [],
            )
            .await
        };
        put(&format!("'{GITHUB_KEY}\\n'.repeat(25000)")).await?;
        until_told(
            page,
            &["25,000 lines: 25,000 valid", "24,900 are not listed"],
        )
        .await?;
        put("'x'.repeat(1100000)").await?;
        let complaint = page.until_complaint("textbox", "Key").await?;
        ensure(complaint.contains("longer than a megabyte"), || complaint)?;
        paste(page, GITHUB_KEY).await?;
        until_told(page, &["checksum valid"]).await
    });
}

#[test]
fn a_scanner_rule_follows_the_form_and_a_form_without_a_prefix_is_refused_in_words() {
    run(async |page| {
        page.open("#inspect").await?;
        unfold_rules(page).await?;
        page.by_role("group", "Scanner rules").await?;
        page.fill("textbox", "Prefix", "acme").await?;
        page.until_reads("Rule", |text| {
            text.contains("\\b(acme_(?:live|test)_[0-9A-Za-z]{49})")
        })
        .await?;
        for (kind, words) in [
            ("TruffleHog", "detectors:"),
            ("GitHub custom pattern", "Secret format"),
            (
                "detect-secrets",
                "class AcmeKeyDetector(RegexBasedDetector)",
            ),
            ("Regular expression", "acme_(?:live|test)_"),
            ("gitleaks", "[[rules]]"),
        ] {
            page.choose("Rule for", kind).await?;
            page.until_reads("Rule", |text| text.contains(words))
                .await?;
        }
        let rule = page.read("Rule").await?;
        page.press("Copy rule").await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim() == rule.trim(), || copied)?;
        page.fill("textbox", "Prefix", "").await?;
        let complaint = page.until_complaint("textbox", "Prefix").await?;
        ensure(complaint.contains("needs a prefix"), || complaint)?;
        until("the rule to go", async || {
            ensure(!page.has("button", "Copy rule").await, || {
                "it is there".into()
            })
        })
        .await
    });
}

#[test]
fn a_scanner_rule_takes_prefix_and_alphabet_from_the_token_tab() {
    run(async |page| {
        page.open("#inspect").await?;
        // In place with the usual options, before others are chosen.
        unfold_rules(page).await?;
        page.choose("Rule for", "Regular expression").await?;
        page.until_reads("Rule", |text| text.contains("sk_(?:live|test)_"))
            .await?;
        page.tab("Token").await?;
        page.choose("Format", "Custom alphabet").await?;
        page.paste("textbox", "Alphabet", "xyz\"'\\]^-").await?;
        page.fill("textbox", "Prefix", "my.app").await?;
        page.until_reads("Your key", |key| key.starts_with("my.app_live_"))
            .await?;
        page.tab("Inspect").await?;
        page.press("Take the options of the Token tab").await?;
        page.until_reads("Rule", |text| {
            text.contains(r"my\.app_(?:live|test)_[\x22\x27\x5c\x5d\x5ex-z-]{")
        })
        .await
        .map(drop)
    });
}
