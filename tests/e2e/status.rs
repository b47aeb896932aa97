//! What the page says about a press: in the button itself, and in the status line, which covers nothing and ends with
//! the state it speaks of.

use crate::harness::{Outcome, Page, ensure, run, until};
use crate::hashes_files::{choose, files};
use crate::inspect::{GITHUB_KEY, unfold_rules};
use crate::keypair::open_pair;
use crate::minting::ask;
use crate::record::open_record;
use tempfile::TempDir;

/// The controls that the status line lies over, and whether it is wider than its words need.
const COVERED: &str = r"
const line = document.getElementById('status');
const at = line.getBoundingClientRect();
const controls = [...document.querySelectorAll('button, input, select, textarea, summary, label')]
    .filter(() => line.textContent)
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => {
        const its = e.getBoundingClientRect();
        return its.left < at.right && its.right > at.left && its.top < at.bottom && its.bottom > at.top;
    })
    .map((e) => e.id || e.textContent);
const words = document.createRange();
words.selectNodeContents(line);
// Words that take several lines fill the width.
const spare = words.getClientRects().length > 1 ? 0 : at.width - words.getBoundingClientRect().width;
return [controls, spare];
";

/// A window of 1280 by 1024 at 400 % zoom.
const SMALLEST: (u32, u32) = (320, 256);

/// Waits until the status line says these words, and fails if it stays over a control, or is wider than its words, with
/// the page scrolled so far.
async fn ensure_aside(page: &Page, words: &str, scrolled: &[u32]) -> Outcome {
    page.until_said("status", |text| text.contains(words))
        .await?;
    for far in scrolled {
        page.script::<()>(&format!("scrollTo(0, {far})"), [])
            .await?;
        // It rises to its place.
        page.task::<()>("await Promise.all(document.getAnimations().map((one) => one.finished))")
            .await?;
        until("the line to move aside", async || {
            let (covered, spare): (Vec<String>, f64) = page.script(COVERED, []).await?;
            ensure(covered.is_empty(), || {
                format!("{words}, {far}: it covers {covered:?}")
            })?;
            // Its padding and border.
            ensure(spare <= 40.0, || {
                format!("{words}: {spare} px wider than its words")
            })
        })
        .await?;
    }
    Ok(())
}

#[test]
fn the_status_line_covers_no_control_and_is_as_wide_as_its_words() {
    run(async |page| {
        page.open("").await?;
        page.by_role("button", "Keyboard shortcuts").await?;
        for (width, height) in [(1280, 900), (1280, 500), (360, 640), SMALLEST] {
            page.size(width, height).await?;
            page.press("Generate").await?;
            ensure_aside(page, "New key", &[0, 150, 300, 450]).await?;
        }
        Ok(())
    });
}

#[test]
fn on_no_tab_of_a_narrow_screen_does_the_status_line_cover_a_control() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        for (fragment, key, words) in [
            ("#bundle", "g", "regenerated"),
            ("#bundle", "c", "Bundle copied"),
            ("#hashes", "c", "Digest copied"),
            ("#hashes/passwords", "g", "not hashed"),
            ("#keypair", "g", "New key pair"),
            ("#inspect", "c", "Rule copied"),
        ] {
            page.open(fragment).await?;
            if fragment == "#hashes" {
                page.until_reads("Digest", |text| text.len() == 64).await?;
            }
            if fragment == "#inspect" {
                unfold_rules(page).await?;
                page.by_role("button", "Copy rule").await?;
            }
            for size in [(320, 640), SMALLEST] {
                page.size(size.0, size.1).await?;
                // Said anew for each: what was said ends after some seconds.
                for far in [0, 120, 240, 360, 600, 900, 1400] {
                    page.keys(key).await?;
                    ensure_aside(page, words, &[far]).await?;
                }
            }
        }
        Ok(())
    });
}

async fn until_silent(page: &Page) -> Outcome {
    until("the status to end", async || {
        let said = page.said("status").await?;
        ensure(said.is_empty(), || said.clone())
    })
    .await
}

#[test]
fn what_the_status_line_says_ends_with_the_state_it_speaks_of() {
    run(async |page| {
        page.open("").await?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("New key"))
            .await?;
        page.press("Copy key").await?;
        page.until_said("status", |text| text.contains("masked"))
            .await?;
        // Another format makes another key, which is not masked.
        page.choose("Format", "Hex").await?;
        until_silent(page).await?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("New key"))
            .await?;
        page.tab("Hashes").await?;
        until_silent(page).await
    });
}

#[test]
fn a_copy_is_answered_in_its_button() {
    const ANSWER: &str = "return [...document.querySelectorAll('[data-answer]')].map((e) => \
        [e.textContent.trim(), getComputedStyle(e, '::after').content])";
    run(async |page| {
        page.open("").await?;
        let answered = async |button: &str| {
            page.press(button).await?;
            until("the answer in the button", async || {
                let answers: Vec<(String, String)> = page.script(ANSWER, []).await?;
                ensure(
                    answers
                        .iter()
                        .any(|(name, says)| name == button && says.contains("Copied")),
                    || format!("{button}: {answers:?}"),
                )
            })
            .await?;
            until("the answer to go", async || {
                let answers: Vec<(String, String)> = page.script(ANSWER, []).await?;
                ensure(answers.is_empty(), || format!("{answers:?}"))
            })
            .await
        };
        answered("Copy SHA-256").await?;
        page.tab("Hashes").await?;
        page.fill("textbox", "Text", "abc").await?;
        answered("Copy digest").await?;
        // Refused, it is not answered.
        page.script::<()>("Clipboard.prototype.writeText = () => Promise.reject()", [])
            .await?;
        page.press("Copy digest").await?;
        page.until_said("alert", |text| !text.is_empty()).await?;
        let answers: Vec<(String, String)> = page.script(ANSWER, []).await?;
        ensure(answers.is_empty(), || format!("{answers:?}"))
    });
}

/// Presses each button in sight that copies or saves, the last one first, and returns their names with what each says
/// in itself; nothing where it says nothing in five seconds.
const PRESS_ALL: &str = r"
Clipboard.prototype.writeText = () => Promise.resolve();
HTMLAnchorElement.prototype.click = () => {};
for (const fold of document.querySelectorAll('details')) fold.open ||= fold.checkVisibility();
const takes = (button) =>
    button.checkVisibility({ visibilityProperty: true }) && !button.disabled
    && /^(Copy|Download|Save)/.test(button.textContent.trim());
const told = [];
for (const button of [...document.querySelectorAll('button')].filter(takes).reverse()) {
    if (!takes(button)) continue;
    const name = button.textContent.trim();
    // As after a visit elsewhere: a copied key may be copied over.
    dispatchEvent(new Event('blur'));
    button.click();
    const answer = await new Promise((done) => {
        const look = () => button.dataset.answer && done(button.dataset.answer);
        new MutationObserver(look).observe(button, { attributes: true });
        setTimeout(() => done(''), 5000);
        look();
    });
    told.push([name, answer]);
}
return told;
";

/// Presses all of these buttons that there are, and fails if one does not answer, or one of `wanted` is not there.
async fn ensure_answered(page: &Page, wanted: &[&str]) -> Outcome {
    let told: Vec<(String, String)> = page.task(PRESS_ALL).await?;
    for (name, answer) in &told {
        let right = if name.starts_with("Copy") {
            "Copied ✓"
        } else {
            "Started ✓"
        };
        ensure(answer == right, || format!("{name} says {answer:?}"))?;
    }
    for name in wanted {
        ensure(told.iter().any(|(other, _)| other == name), || {
            format!("no {name} among {told:?}")
        })?;
    }
    Ok(())
}

#[test]
fn every_button_that_copies_or_saves_answers_in_itself() {
    run(async |page| {
        open_record(page).await?;
        ensure_answered(
            page,
            &[
                "Copy both",
                "Copy SHA-256",
                "Copy record",
                "Copy link to these options",
                "Copy as Markdown",
            ],
        )
        .await?;
        ask(page, "3").await?;
        page.press("Generate").await?;
        page.by_role("list", "Keys, masked").await?;
        ensure_answered(page, &["Download"]).await?;
        page.open("#token?format=totp").await?;
        page.until_reads("Your secret", |text| !text.is_empty())
            .await?;
        ensure_answered(page, &["Copy address"]).await?;
        page.choose("Format", "Recovery codes").await?;
        page.until_reads("Your codes", |text| text.contains('-'))
            .await?;
        ensure_answered(
            page,
            &[
                "Copy codes",
                "Download codes",
                "Copy hashes",
                "Download hashes",
                "Download code,sha256",
            ],
        )
        .await?;

        page.open("#bundle").await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
            .await?;
        ensure_answered(page, &["Copy bundle", "Download bundle"]).await?;
        page.open("#hashes").await?;
        page.paste("textbox", "Text", "abc").await?;
        page.until_reads("Digest", |text| text.starts_with("ba7816bf"))
            .await?;
        ensure_answered(page, &["Copy digest", "Copy config line"]).await?;
        page.check("Hash each line separately").await?;
        page.by_role("button", "Download CSV").await?;
        ensure_answered(page, &["Copy digest", "Download CSV"]).await?;
        let folder = TempDir::new()?;
        page.tab("Files").await?;
        choose(page, &files(&folder, &[("abc.txt", b"abc")])?).await?;
        page.until_reads("Files", |text| text.contains("ba7816bf"))
            .await?;
        ensure_answered(page, &["Copy checksum lines", "Save checksum lines"]).await?;
        page.paste("textbox", "Password", "correct horse").await?;
        page.choose("Scheme", "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        page.by_role("button", "Copy stored hash").await?;
        ensure_answered(page, &["Copy stored hash", "Copy for Docker Compose"]).await?;
        open_pair(page, "#keypair", "ES256").await?;
        page.until_reads("Line", |text| text.contains("JWT_PRIVATE_KEY"))
            .await?;
        ensure_answered(page, &["Copy private key", "Copy public key", "Copy line"]).await?;
        page.open("#inspect").await?;
        page.paste("textbox", "Key", GITHUB_KEY).await?;
        page.until_reads("Findings", |text| text.contains("checksum valid"))
            .await?;
        unfold_rules(page).await?;
        // Recovery codes, which the Token tab still makes, have no rule: it is the one of the usual format.
        page.by_role("button", "Copy rule").await?;
        ensure_answered(page, &["Copy", "Copy rule"]).await
    });
}

#[test]
fn each_tab_has_a_title_of_its_own() {
    run(async |page| {
        page.open("").await?;
        for tab in ["Token", "Bundle", "Hashes", "Key pair", "Inspect"] {
            page.tab(tab).await?;
            until("its title", async || {
                let title = page.driver().title().await?;
                ensure(title.contains(tab) && title.contains("Latchkey"), || {
                    title.clone()
                })
            })
            .await?;
        }
        Ok(())
    });
}
