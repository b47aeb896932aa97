//! What the page says about a press: in the button itself, and in the status line, which covers nothing and ends with
//! the state it speaks of.

use crate::harness::{Outcome, Page, ensure, run, until};

/// The controls that the status line lies over, and whether it is wider than its words need.
const COVERED: &str = r"
const line = document.getElementById('status');
const at = line.getBoundingClientRect();
const controls = [...document.querySelectorAll('button, input, select, textarea, summary, label')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => {
        const its = e.getBoundingClientRect();
        return its.left < at.right && its.right > at.left && its.top < at.bottom && its.bottom > at.top;
    })
    .map((e) => e.id || e.textContent);
const words = document.createRange();
words.selectNodeContents(line);
const spare = at.width - words.getBoundingClientRect().width;
return [controls, spare];
";

#[test]
fn the_status_line_covers_no_control_and_is_as_wide_as_its_words() {
    run(async |page| {
        page.open("").await?;
        page.by_role("button", "Keyboard shortcuts").await?;
        // The last one is 1280 by 1024 at 400 % zoom.
        for (width, height) in [(1280, 900), (1280, 500), (360, 640), (320, 256)] {
            page.size(width, height).await?;
            page.press("Generate").await?;
            page.until_said("status", |text| text.contains("New key"))
                .await?;
            for scrolled in [0, 150, 300, 450] {
                page.script::<()>(&format!("scrollTo(0, {scrolled})"), [])
                    .await?;
                until("the line to move aside", async || {
                    let (covered, spare): (Vec<String>, f64) = page.script(COVERED, []).await?;
                    ensure(covered.is_empty(), || {
                        format!("{width} x {height}, {scrolled}: it covers {covered:?}")
                    })?;
                    // Its padding and border.
                    ensure(spare <= 40.0, || {
                        format!("{width}: {spare} px wider than its words")
                    })
                })
                .await?;
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
