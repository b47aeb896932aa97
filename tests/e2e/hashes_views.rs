//! The views of the Hashes tab: one at a time, by mouse, keyboard, link and dropped file, with nothing lost on the way.

use crate::harness::{Outcome, Page, ensure, run, until};
use thirtyfour::{By, Key};

const VIEWS: [(&str, &str); 3] = [
    ("Text", "#hashes"),
    ("Files", "#hashes/files"),
    ("Passwords", "#hashes/passwords"),
];

/// Waits until this view is the only one in sight, with its own heading, address and title.
async fn until_view(page: &Page, name: &str, fragment: &str) -> Outcome {
    until(&format!("view \"{name}\" to be open"), async || {
        page.ensure_open("Hashes").await?;
        for (other, _) in VIEWS {
            ensure(
                (other == name) == page.ensure_open(other).await.is_ok(),
                || format!("{other} is open too"),
            )?;
        }
        let (hash, title, headings): (String, String, Vec<String>) = page
            .script(
                "return [location.hash, document.title,
                     [...document.querySelectorAll('h2')].filter((e) => e.checkVisibility()).map((e) => e.innerText)]",
                [],
            )
            .await?;
        ensure(hash == fragment, || format!("the address ends in {hash:?}"))?;
        ensure(title == format!("{name} · Hashes · Latchkey"), || title)?;
        ensure(headings.len() == 1, || format!("{headings:?}"))
    })
    .await
}

/// Drops a file of this name on an element.
async fn drop_on(page: &Page, selector: &str, name: &str) -> Outcome {
    let element = page.driver().find(By::Css(selector)).await?;
    let accepted = page.drop_file(&element, name, b"quince").await?;
    ensure(accepted, || "the browser would open the file".into())
}

#[test]
fn a_link_opens_a_view_and_the_title_names_it() {
    run(async |page| {
        for (name, fragment) in VIEWS {
            page.go("about:blank").await?;
            page.open(fragment).await?;
            until_view(page, name, fragment).await?;
        }
        for (fragment, name) in [
            ("#hashes/", "Text"),
            ("#hashes/nonsense", "Text"),
            ("#hashes/Files", "Text"),
            ("#hashes/files?algorithm=md5", "Files"),
        ] {
            page.go("about:blank").await?;
            page.open(fragment).await?;
            until_view(page, name, fragment).await?;
        }
        page.tab("Token").await?;
        let title: String = page.script("return document.title", []).await?;
        ensure(title == "Token · Latchkey", || title)
    });
}

#[test]
fn arrow_keys_home_and_end_move_through_the_views() {
    run(async |page| {
        page.open("#hashes").await?;
        let list = page
            .driver()
            .find(By::Css("[role=tablist] .segment"))
            .await?;
        let list: String = page
            .script(
                "return arguments[0].closest('[role=tablist]').ariaLabel",
                [list.to_json()?],
            )
            .await?;
        ensure(list == "Hash of", || list)?;
        page.tab_to("tab", "Text").await?;
        for (key, view) in [
            (Key::Right, 1),
            (Key::Right, 2),
            (Key::Right, 0),
            (Key::Left, 2),
            (Key::Home, 0),
            (Key::End, 2),
            (Key::Left, 1),
        ] {
            let (name, fragment) = VIEWS[view];
            page.keys(key).await?;
            until_view(page, name, fragment).await?;
            let focused = page.focused().await?;
            ensure(focused == ("tab".to_owned(), name.to_owned()), || {
                format!("the focus is on {focused:?}")
            })?;
        }
        // The list is one stop of the Tab key, and what it controls is its own panel.
        page.keys(Key::Tab).await?;
        let (role, name) = page.focused().await?;
        ensure(role != "tab", || format!("Tab stops at \"{name}\" again"))?;
        let panel: String = page
            .script(
                "const tab = document.querySelector('.segment[role=tab][aria-selected=true]');
                 const panel = document.getElementById(tab.getAttribute('aria-controls'));
                 return panel.checkVisibility() && panel.role + ' ' + panel.ariaLabelledByElements[0].innerText",
                [],
            )
            .await?;
        ensure(panel == "tabpanel Files", || panel)
    });
}

#[test]
fn nothing_typed_is_lost_between_the_views() {
    const TYPED: [(&str, &str, &str); 6] = [
        ("textbox", "Text", "a text of mine"),
        ("textbox", "HMAC key", "a key of mine"),
        ("textbox", "Expected digest", "what I expect"),
        ("textbox", "SHA256SUMS", "a list of mine"),
        ("textbox", "Password", "a password of mine"),
        ("textbox", "Hash to verify against", "a hash of mine"),
    ];
    run(async |page| {
        page.open("#hashes").await?;
        for (role, name, text) in TYPED {
            page.paste(role, name, text).await?;
        }
        page.paste("spinbutton", "Memory (MiB)", "a lot").await?;
        for place in ["Files", "Text", "Passwords", "Token", "Hashes", "Text"] {
            page.tab(place).await?;
        }
        for (role, name, text) in TYPED {
            let now = page.value(role, name).await?;
            ensure(now == text, || format!("{name} holds {now:?}"))?;
        }
        let now = page.value("spinbutton", "Memory (MiB)").await?;
        ensure(now == "a lot", || now)?;
        let address: String = page.script("return location.href", []).await?;
        ensure(!address.contains("mine"), || address)
    });
}

#[test]
fn back_goes_through_the_views_and_a_tab_opens_where_it_was_left() {
    run(async |page| {
        page.open("#hashes").await?;
        page.tab("Files").await?;
        page.tab("Passwords").await?;
        page.driver().back().await?;
        until_view(page, "Files", "#hashes/files").await?;
        page.driver().back().await?;
        until_view(page, "Text", "#hashes").await?;
        page.driver().forward().await?;
        until_view(page, "Files", "#hashes/files").await?;
        page.tab("Token").await?;
        page.tab("Hashes").await?;
        until_view(page, "Files", "#hashes/files").await
    });
}

#[test]
fn a_dropped_file_opens_files_wherever_it_was_dropped() {
    run(async |page| {
        page.open("#hashes").await?;
        for (place, selector, name) in [
            ("Text", "#hash-text", "over-the-text.txt"),
            ("Passwords", "#password", "over-the-password.txt"),
            ("Files", "#files-title", "over-the-card.txt"),
            ("Token", "h1", "over-another-tab.txt"),
        ] {
            page.tab(place).await?;
            drop_on(page, selector, name).await?;
            until_view(page, "Files", "#hashes/files").await?;
            page.until_reads("Files", |text| text.contains(name))
                .await?;
        }
        // One step back is where the file was dropped.
        page.driver().back().await?;
        until("the tab Token", async || page.ensure_open("Token").await).await
    });
}

#[test]
fn the_headings_of_each_view_are_in_order() {
    run(async |page| {
        page.open("#hashes").await?;
        for (name, headings) in [
            ("Text", &["2 Hash of a text"][..]),
            ("Files", &["2 Hash of files"]),
            ("Passwords", &["2 Password hash", "3 Verify a password"]),
        ] {
            page.tab(name).await?;
            let found: Vec<String> = page
                .script(
                    "return [...document.querySelectorAll('h1, h2, h3, h4')].filter((e) => e.checkVisibility())
                         .map((e) => `${e.tagName[1]} ${e.innerText.trim()}`)",
                    [],
                )
                .await?;
            ensure(
                found[0].starts_with("1 ") && found[1..] == *headings,
                || format!("{name}: {found:?}"),
            )?;
        }
        Ok(())
    });
}

#[test]
fn server_config_opens_from_the_digest_of_a_text() {
    run(async |page| {
        page.open("#hashes").await?;
        page.fill("textbox", "Text", "quince").await?;
        let digest = page.until_reads("Digest", |text| text.len() == 64).await?;
        ensure(!page.has("combobox", "Server config").await, || {
            "it is open before anybody asked".into()
        })?;
        let summary = page.driver().find(By::Css("#panel-hashes-text summary"));
        let summary = summary.await?;
        ensure(summary.text().await?.contains("Server config"), || {
            "another fold".into()
        })?;
        // By keyboard.
        summary.focus().await?;
        page.keys(Key::Enter).await?;
        page.by_role("combobox", "Server config").await?;
        page.until_reads("Config line", |line| line == digest)
            .await?;
        // Of several digests there is no one line.
        page.check("Hash each line separately").await?;
        until("the config to go", async || {
            let is_there = page.has("combobox", "Server config").await;
            ensure(!is_there, || "it is there".into())
        })
        .await
    });
}
