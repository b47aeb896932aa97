//! The tabs by keyboard alone, and the open tab in the URL's fragment.

use crate::harness::{Outcome, Page, ensure, run, until};
use crate::referees::sha256sum;
use thirtyfour::Key;

/// How visibly the focused element is marked: the width of its outline in CSS pixels.
const OUTLINE: &str = "const style = getComputedStyle(document.activeElement);
    return document.activeElement === document.body || style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)";

/// Waits until the element with this role and name has the focus; an empty role stands for any.
pub async fn until_focused(page: &Page, role: &str, name: &str) -> Outcome {
    until(&format!("the focus on {role} \"{name}\""), async || {
        let (at_role, at_name) = page.focused().await?;
        let is_it = (role.is_empty() || at_role == role) && at_name.starts_with(name);
        ensure(is_it, || format!("it is on {at_role} \"{at_name}\""))
    })
    .await
}

async fn until_open(page: &Page, name: &str, fragment: &str) -> Outcome {
    until(&format!("tab \"{name}\" to be open"), async || {
        page.ensure_open(name).await?;
        for other in ["Token", "Bundle", "Hashes", "Inspect"] {
            ensure(
                (other == name) == page.ensure_open(other).await.is_ok(),
                || format!("{other} is open too"),
            )?;
        }
        let hash: String = page.script("return location.hash", []).await?;
        ensure(hash == fragment, || format!("the address ends in {hash:?}"))
    })
    .await
}

#[test]
fn arrow_keys_home_and_end_move_through_the_tabs() {
    run(async |page| {
        page.open("").await?;
        page.tab_to("tab", "Token").await?;
        for (key, name, fragment) in [
            (Key::Right, "Bundle", "#bundle"),
            (Key::Right, "Hashes", "#hashes"),
            (Key::Right, "Key pair", "#keypair"),
            (Key::Right, "Inspect", "#inspect"),
            (Key::Right, "Token", "#token"),
            (Key::Left, "Inspect", "#inspect"),
            (Key::Home, "Token", "#token"),
            (Key::End, "Inspect", "#inspect"),
            (Key::Left, "Key pair", "#keypair"),
            (Key::Left, "Hashes", "#hashes"),
            (Key::Left, "Bundle", "#bundle"),
        ] {
            page.keys(key).await?;
            until_focused(page, "tab", name).await?;
            until_open(page, name, fragment).await?;
        }
        // The tab list is one tab stop: the next Tab leaves it, and the visible panel is the tab's own.
        page.keys(Key::Tab).await?;
        let (role, name) = page.focused().await?;
        ensure(role != "tab", || {
            format!("Tab stops at tab \"{name}\" again")
        })?;
        let labels: Vec<String> = page
            .script(
                "return [...document.querySelectorAll('[role=tabpanel]')].filter((e) => e.checkVisibility())
                     .map((e) => e.ariaLabelledByElements[0].textContent.trim())",
                [],
            )
            .await?;
        ensure(labels == ["Bundle"], || {
            format!("the panels in sight are {labels:?}")
        })
    });
}

#[test]
fn a_key_is_made_and_copied_by_keyboard_alone() {
    run(async |page| {
        page.open("").await?;
        let first = page.until_reads("Your key", |key| !key.is_empty()).await?;
        page.tab_to("button", "Generate").await?;
        page.keys(Key::Space).await?;
        let second = page.until_reads("Your key", |key| key != first).await?;
        page.tab_to("button", "Copy key").await?;
        page.keys(Key::Enter).await?;
        page.until_reads("Your key", |key| key.contains("••••"))
            .await?;
        page.ensure_clipboard(&second).await?;
        // The button that had the focus may be gone; the focus must not be lost with it.
        let (role, name) = page.focused().await?;
        ensure(!role.is_empty() && !name.is_empty(), || {
            format!("after the copy the focus is on {role:?} {name:?}")
        })?;

        page.tab_to("radio", "live").await?;
        page.keys(Key::Right).await?;
        page.tab_to("button", "Generate").await?;
        page.keys(Key::Enter).await?;
        page.until_reads("Your key", |key| {
            key.starts_with("sk_test_") && !key.contains('•')
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_bundle_is_made_and_copied_by_keyboard_alone() {
    run(async |page| {
        page.open("").await?;
        page.tab_to("tab", "Token").await?;
        page.keys(Key::Right).await?;
        page.tab_to("combobox", "Preset").await?;
        page.keys("Laravel").await?;
        page.tab_to("button", "Show").await?;
        page.keys(Key::Enter).await?;
        let first = page
            .until_reads("Bundle", |text| text.starts_with("APP_KEY="))
            .await?;
        page.tab_to("button", "Regenerate APP_KEY").await?;
        page.keys(Key::Enter).await?;
        let second = page.until_reads("Bundle", |text| text != first).await?;
        page.tab_to("button", "Copy bundle").await?;
        page.keys(Key::Space).await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim_end() == second.trim_end(), || {
            format!("shown {second:?}, copied {copied:?}")
        })
    });
}

#[test]
fn a_text_is_hashed_and_compared_by_keyboard_alone() {
    run(async |page| {
        page.open("").await?;
        page.tab_to("tab", "Token").await?;
        page.keys(Key::End).await?;
        page.keys(Key::Left).await?;
        page.keys(Key::Left).await?;
        page.tab_to("textbox", "Text").await?;
        page.keys("abc ").await?;
        page.tab_to("button", "Remove it").await?;
        page.keys(Key::Enter).await?;
        let digest = sha256sum(b"abc")?;
        page.until_reads("Digest", |text| text == digest).await?;
        page.tab_to("textbox", "Expected digest").await?;
        page.keys(digest.as_str()).await?;
        page.until_body_says(|text| {
            text.lines()
                .any(|line| line.trim_start_matches(['✓', ' ']) == "Match")
        })
        .await?;
        page.tab_to("button", "Copy digest").await?;
        page.keys(Key::Enter).await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        page.ensure_clipboard(&digest).await
    });
}

#[test]
fn every_stop_of_the_tab_key_has_a_name_and_a_visible_focus() {
    run(async |page| {
        page.open("").await?;
        for tab in ["Token", "Bundle", "Text", "Files", "Passwords", "Key pair"] {
            if tab == "Text" {
                page.tab("Hashes").await?;
            }
            page.tab(tab).await?;
            page.by_role("tab", tab).await?.focus().await?;
            let mut stops = 0;
            loop {
                page.keys(Key::Tab).await?;
                let (role, name) = page.focused().await?;
                if page
                    .script::<bool>("return document.activeElement === document.body", [])
                    .await?
                    || role == "tab"
                {
                    break;
                }
                ensure(!name.is_empty(), || {
                    format!("{tab}: a {role} without a name")
                })?;
                let outline: f64 = page.script(OUTLINE, []).await?;
                ensure(outline >= 2.0, || {
                    format!("{tab}: {role} \"{name}\" has an outline of {outline} px")
                })?;
                stops += 1;
                ensure(stops < 60, || {
                    format!("{tab}: the Tab key never comes round")
                })?;
            }
            ensure(stops >= 5, || format!("{tab}: only {stops} stops"))?;
        }
        Ok(())
    });
}

#[test]
fn the_fragment_says_which_tab_is_open() {
    run(async |page| {
        for (fragment, name) in [
            ("#bundle", "Bundle"),
            ("#hashes", "Hashes"),
            ("#keypair", "Key pair"),
            ("#inspect", "Inspect"),
            ("#token", "Token"),
        ] {
            // A change of the fragment alone would not reload the page.
            page.go("about:blank").await?;
            page.open(fragment).await?;
            until_open(page, name, fragment).await?;
        }
        for unknown in ["", "#nonsense", "#Bundle%00", "#panel-hashes"] {
            page.go("about:blank").await?;
            page.open(unknown).await?;
            until("the tab Token", async || page.ensure_open("Token").await).await?;
        }
        Ok(())
    });
}

#[test]
fn back_and_forward_go_through_the_tabs_and_keep_the_key() {
    run(async |page| {
        page.open("").await?;
        let key = page.until_reads("Your key", |key| !key.is_empty()).await?;
        page.tab("Bundle").await?;
        page.tab("Hashes").await?;
        page.driver().back().await?;
        until_open(page, "Bundle", "#bundle").await?;
        page.driver().forward().await?;
        until_open(page, "Hashes", "#hashes").await?;
        page.driver().back().await?;
        page.driver().back().await?;
        until("the tab Token", async || page.ensure_open("Token").await).await?;
        let now = page.read("Your key").await?;
        ensure(now == key, || format!("{key} became {now}"))?;
        // A fragment typed by hand does the same.
        page.script::<()>("location.hash = 'hashes'", []).await?;
        until_open(page, "Hashes", "#hashes").await
    });
}
