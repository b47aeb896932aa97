//! Links that carry options: each opens its tab set up, says what it chose, and is remembered nowhere.

use crate::harness::faults::CLIPBOARD_REFUSES;
use crate::harness::{Outcome, Page, ensure, run, until};
use thirtyfour::Key;

/// What is stored in this browser.
async fn stored(page: &Page) -> Outcome<String> {
    page.script(
        "return [localStorage, sessionStorage].flatMap((store) => Object.entries(store)).flat().join(' ')",
        [],
    )
    .await
}

async fn fragment(page: &Page) -> Outcome<String> {
    page.script("return location.hash", []).await
}

async fn follow(page: &Page, fragment: &str) -> Outcome {
    page.script("location.hash = arguments[0]", [fragment.into()])
        .await
}

async fn until_says(page: &Page, words: &str) -> Outcome {
    page.until_body_says(|text| text.contains(words)).await
}

#[test]
fn a_link_opens_the_token_tab_set_up_and_says_what_it_chose() {
    run(async |page| {
        page.open("#token?format=hex&bits=192&prefix=acme").await?;
        let key = page
            .until_reads("Your key", |key| key.starts_with("acme_live_"))
            .await?;
        ensure(key.len() == "acme_live_".len() + 48 + 8, || key.clone())?;
        until_says(page, "This link chose: hex, 192 bits, prefix acme").await?;
        for (field, value) in [
            ("Format", "hex"),
            ("Prefix", "acme"),
            ("Entropy (bits)", "192"),
        ] {
            page.until_reads(field, |text| text == value).await?;
        }
        ensure(stored(page).await?.is_empty(), || {
            "the link is remembered".into()
        })?;
        // A reload opens the same again.
        page.reload().await?;
        page.until_reads("Your key", |now| {
            now.starts_with("acme_live_") && now != key
        })
        .await?;

        page.press("Use my own").await?;
        page.until_reads("Your key", |key| {
            key.starts_with("sk_live_") && key.len() == 8 + 43 + 6
        })
        .await?;
        ensure(!page.has("button", "Use my own").await, || {
            "the line stays".into()
        })?;
        ensure(fragment(page).await? == "#token", || {
            "the options stay in the URL".into()
        })?;
        ensure(stored(page).await?.is_empty(), || {
            "something is remembered".into()
        })
    });
}

#[test]
fn no_key_of_other_options_is_shown_before_the_link_is_read() {
    run(async |page| {
        page.inject(
            "window.__seen = [];
             addEventListener('DOMContentLoaded', () => {
                 const key = document.getElementById('key');
                 new MutationObserver(() => window.__seen.push(key.textContent)).observe(key, { childList: true });
             });",
        )
        .await?;
        page.open("#token?prefix=acme&env=test").await?;
        page.until_reads("Your key", |key| key.starts_with("acme_test_"))
            .await?;
        let seen: Vec<String> = page.script("return window.__seen", []).await?;
        ensure(
            seen.iter()
                .all(|key| key.is_empty() || key.starts_with("acme_test_")),
            || format!("{seen:?}"),
        )
    });
}

#[test]
fn ones_own_options_outlast_a_link_and_only_a_change_by_hand_joins_them() {
    run(async |page| {
        page.open("").await?;
        page.fill("textbox", "Prefix", "mine").await?;
        page.until_reads("Your key", |key| key.starts_with("mine_live_"))
            .await?;
        let before = stored(page).await?;
        // The link comes while the page is open.
        follow(page, "#token?format=base58&prefix=acme&checksum=none").await?;
        page.until_reads("Your key", |key| {
            key.starts_with("acme_live_") && key.len() == 10 + 44
        })
        .await?;
        ensure(stored(page).await? == before, || {
            "the link changed what is remembered".into()
        })?;
        page.pick("test").await?;
        page.until_reads("Your key", |key| key.starts_with("acme_test_"))
            .await?;
        page.open("").await?;
        let key = page
            .until_reads("Your key", |key| key.starts_with("mine_test_"))
            .await?;
        ensure(key.len() == 10 + 43 + 6, || key.clone())?;
        // The link's own, and back.
        follow(page, "#token?format=uuid4").await?;
        page.until_reads("Your key", |key| key.len() == 36).await?;
        page.press("Use my own").await?;
        page.until_reads("Your key", |key| key.starts_with("mine_test_"))
            .await
            .map(drop)
    });
}

#[test]
fn going_back_to_a_link_keeps_what_was_changed_since() {
    run(async |page| {
        page.open("#token?prefix=acme").await?;
        page.until_reads("Your key", |key| key.starts_with("acme_live_"))
            .await?;
        page.fill("textbox", "Prefix", "other").await?;
        page.until_reads("Your key", |key| key.starts_with("other_live_"))
            .await?;
        page.tab("Hashes").await?;
        page.driver().back().await?;
        until("tab \"Token\" to be open", async || {
            page.ensure_open("Token").await
        })
        .await?;
        page.until_reads("Your key", |key| key.starts_with("other_live_"))
            .await?;
        ensure(fragment(page).await? == "#token?prefix=acme", || {
            "the link is gone from the URL".into()
        })
    });
}

#[test]
fn few_bits_are_raised_until_the_person_insists() {
    run(async |page| {
        page.open("#token?format=hex&bits=64").await?;
        page.until_reads("Your key", |key| key.len() == 8 + 32 + 8)
            .await?;
        until_says(
            page,
            "It asks for 64 bits, less than the usual 128: raised to 128.",
        )
        .await?;
        until_says(page, "This link chose: hex, 128 bits").await?;
        page.press("Use 64 bits anyway").await?;
        page.until_reads("Your key", |key| key.len() == 8 + 16 + 8)
            .await?;
        until_says(page, "This link chose: hex, 64 bits").await?;
        // The focus is not lost with the button.
        let focused = page.focused().await?;
        ensure(focused == ("button".into(), "Use my own".into()), || {
            format!("{focused:?}")
        })?;
        ensure(!page.has("button", "Use 64 bits anyway").await, || {
            "the button stays".into()
        })?;
        ensure(stored(page).await?.is_empty(), || {
            "the few bits are remembered".into()
        })
    });
}

#[test]
fn what_of_a_link_is_wrong_is_named_and_nothing_of_it_runs() {
    run(async |page| {
        page.open("#token?format=rot13&bits=many&key=sk_live_secret&prefix=<img src=x onerror=alert(1)>&many=3")
            .await?;
        for words in [
            "format: there is no “rot13”.",
            "bits: That is not a whole number.",
            "key: this tab has no such option.",
            "prefix: A prefix cannot hold “<”",
            "This link chose: 3 keys",
        ] {
            until_says(page, words).await?;
        }
        let text: String = page.script("return document.body.innerText", []).await?;
        ensure(
            !text.contains("sk_live_secret") && !text.contains("onerror"),
            || text.clone(),
        )?;
        // Many keys are not made unasked.
        ensure(!page.has("list", "Keys, masked").await, || {
            "keys were made".into()
        })?;
        follow(page, &format!("#token?{}", "a=b&".repeat(16_000))).await?;
        until_says(page, "longer than 4096 characters: none were read").await
    });
}

#[test]
fn a_copied_link_opens_the_same_options_elsewhere() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Base58").await?;
        page.paste("spinbutton", "Entropy (bits)", "160").await?;
        page.fill("textbox", "Prefix", "acme.").await?;
        page.choose("Checksum", "None").await?;
        page.check("Key id in front of the secret").await?;
        let fits = |key: &str| key.starts_with("acme.live_") && key.len() == 10 + 9 + 28;
        page.until_reads("Your key", fits).await?;
        page.press("Copy link to these options").await?;
        page.until_said("status", |text| text == "Link copied.")
            .await?;
        let link = page.clipboard().await?;
        let wanted = format!(
            "{}#token?format=base58&bits=160&prefix=acme.&checksum=none&key-id=yes",
            page.url()
        );
        ensure(link == wanted, || link.clone())?;
        page.press("Copy as Markdown").await?;
        page.until_said("status", |text| text == "Markdown copied.")
            .await?;
        let markdown = page.clipboard().await?;
        ensure(
            markdown == format!("[Make an API key in your browser]({link})"),
            || markdown,
        )?;
        page.script::<()>("localStorage.clear()", []).await?;
        page.go("about:blank").await?;
        page.go(&link).await?;
        page.until_running().await?;
        page.until_reads("Your key", fits).await.map(drop)
    });
}

#[test]
fn a_link_that_cannot_be_copied_stays_in_sight() {
    run(async |page| {
        page.inject(CLIPBOARD_REFUSES).await?;
        page.open("#token?format=uuid7").await?;
        page.press("Copy link to these options").await?;
        page.until_said("alert", |text| text.contains("Nothing was copied"))
            .await?;
        until_says(page, "#token?format=uuid7").await?;
        page.press("Copy as Markdown").await?;
        until_says(page, "[Make a UUID v7 in your browser](").await
    });
}

#[test]
fn a_link_fills_the_bundle_with_presets_and_variables() {
    run(async |page| {
        page.open("#bundle?preset=rails,postgresql&output=compose")
            .await?;
        until_says(
            page,
            "This link chose: Rails, PostgreSQL, written as .env for Docker Compose",
        )
        .await?;
        page.until_reads("Output", |text| text == "compose").await?;
        page.until_reads("Bundle", |text| {
            text.contains("SECRET_KEY_BASE=") && text.contains("POSTGRES_PASSWORD=")
        })
        .await?;
        page.press("Copy link to these options").await?;
        page.until_said("status", |text| text == "Link copied.")
            .await?;
        let link = page.clipboard().await?;
        ensure(
            link.ends_with("#bundle?preset=rails,postgresql&output=compose"),
            || link,
        )?;

        follow(
            page,
            "#bundle?vars=SESSION_SECRET:hex:32,SHORT:hex:8&output=systemd",
        )
        .await?;
        until_says(
            page,
            "For SHORT it asks for 64 bits, less than the usual 128: raised to 128.",
        )
        .await?;
        page.press("Show").await?;
        let long = |text: &str, name: &str, length: usize| {
            text.lines().any(|line| {
                let value = line
                    .strip_prefix(name)
                    .and_then(|rest| rest.strip_prefix('='));
                value.is_some_and(|value| value.trim_matches('"').len() == length)
            })
        };
        page.until_reads("Bundle", |text| {
            long(text, "SESSION_SECRET", 64) && long(text, "SHORT", 32)
        })
        .await?;
        page.press("Use 64 bits anyway").await?;
        page.until_reads("Bundle", |text| long(text, "SHORT", 16))
            .await?;
        page.press("Use my own").await?;
        page.until_reads("Bundle", |text| !text.contains("SHORT"))
            .await?;
        ensure(fragment(page).await? == "#bundle", || {
            "the options stay in the URL".into()
        })
    });
}

#[test]
fn a_link_asks_for_a_key_pair_and_the_copied_one_for_the_same() {
    run(async |page| {
        let asked = "#bundle?vars=JWT_PRIVATE_KEY:private-pem:es384:escaped,JWT_PUBLIC_KEY:public-jwk:es384,\
                     SESSION_SECRET:hex:32&output=json";
        page.open(asked).await?;
        page.press("Show values").await?;
        let fits = |text: &str| {
            // The escapes are escaped once more, in JSON.
            text.contains(r"-----BEGIN PRIVATE KEY-----\\n")
                && text.contains(r#"\"kty\":\"EC\""#)
                && text.contains("P-384")
                && text.contains("SESSION_SECRET")
        };
        page.until_reads("Bundle", fits).await?;
        page.press("Copy link to these options").await?;
        page.until_said("status", |text| text == "Link copied.")
            .await?;
        let link = page.clipboard().await?;
        ensure(link == format!("{}{asked}", page.url()), || link.clone())?;

        // What is changed by hand goes with the link too: one half has the algorithm of both.
        page.press("Change JWT_PUBLIC_KEY").await?;
        page.choose("Algorithm for JWT_PUBLIC_KEY", "EdDSA (Ed25519)")
            .await?;
        page.until_reads("Bundle", |text| text.contains("Ed25519"))
            .await?;
        page.press("Copy link to these options").await?;
        let changed = asked.replace("es384", "eddsa");
        until("the link to be of EdDSA", async || {
            let link = page.clipboard().await?;
            ensure(link == format!("{}{changed}", page.url()), || link)
        })
        .await?;

        follow(
            page,
            "#bundle?vars=A_PRIVATE_KEY:private-pem:hs256,B_PRIVATE_KEY:private-pem:es256:hex,C_JWKS:jwks",
        )
        .await?;
        for words in [
            "A_PRIVATE_KEY was left out: write its algorithm as in NAME:private-pem:es256",
            "B_PRIVATE_KEY was left out: a key is written as lines, escaped or base64.",
        ] {
            until_says(page, words).await?;
        }
        // A public key alone is made from nothing.
        page.until_reads("Secrets", |table| {
            table.contains("C_JWKS") && table.contains("C_PRIVATE_KEY")
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_link_chooses_the_hash() {
    run(async |page| {
        page.open("#hashes?algorithm=sha-512&encoding=base64")
            .await?;
        until_says(page, "This link chose: SHA-512, base64").await?;
        page.until_reads("Algorithm", |text| text == "sha512")
            .await?;
        ensure(!stored(page).await?.contains("sha512"), || {
            "the link is remembered".into()
        })?;
        page.fill("textbox", "Text", "abc").await?;
        page.until_reads("Digest", |text| {
            text == "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=="
        })
        .await?;
        page.press("Copy link to these options").await?;
        page.until_said("status", |text| text == "Link copied.")
            .await?;
        let link = page.clipboard().await?;
        ensure(
            link.ends_with("#hashes?algorithm=sha512&encoding=base64"),
            || link,
        )?;
        page.press("Use my own").await?;
        page.until_reads("Algorithm", |text| text == "sha256")
            .await
            .map(drop)
    });
}

#[test]
fn a_link_is_followed_and_left_by_keyboard_alone() {
    run(async |page| {
        page.open("#token?prefix=acme&bits=64").await?;
        page.until_reads("Your key", |key| key.starts_with("acme_live_"))
            .await?;
        page.tab_to("button", "Use 64 bits anyway").await?;
        page.keys(Key::Enter).await?;
        page.until_reads("Your key", |key| key.len() == 10 + 11 + 6)
            .await?;
        page.tab_to("button", "Use my own").await?;
        page.keys(Key::Space).await?;
        page.until_reads("Your key", |key| key.starts_with("sk_live_"))
            .await?;
        let focused = page.focused().await?;
        ensure(focused == ("tab".into(), "Token".into()), || {
            format!("{focused:?}")
        })?;
        page.tab_to("button", "Copy link to these options").await?;
        page.keys(Key::Enter).await?;
        page.until_said("status", |text| text == "Link copied.")
            .await
            .map(drop)
    });
}
