//! The options of the Hashes tab: remembered without anything that was typed, costs as people count them, passwords
//! shown on demand.

use crate::harness::{Outcome, Page, ensure, run, until};
use serde_json::Value;
use thirtyfour::Key;

async fn chosen(page: &Page, name: &str) -> Outcome<String> {
    let list = page.by_role("combobox", name).await?;
    page.script(
        "return arguments[0].selectedOptions[0].text",
        [list.to_json()?],
    )
    .await
}

async fn is_checked(page: &Page, name: &str) -> Outcome<bool> {
    let checked = page
        .by_role("checkbox", name)
        .await?
        .prop("checked")
        .await?;
    Ok(checked.as_deref() == Some("true"))
}

async fn stored(page: &Page) -> Outcome<Value> {
    page.script("return { ...localStorage }", []).await
}

#[test]
fn options_are_remembered_and_nothing_that_was_typed() {
    const TYPED: [(&str, &str); 6] = [
        ("Text", "plum-text"),
        ("HMAC key", "706c756d"),
        ("Expected digest", "plum-digest"),
        ("SHA256SUMS", "plum-list"),
        ("Password", "plum-password"),
        ("Hash to verify against", "plum-hash"),
    ];
    const CHOSEN: [(&str, &str); 5] = [
        ("Algorithm", "SHA-384"),
        ("Encoding", "base64"),
        ("Key format", "hex"),
        ("Server config", "TOML"),
        ("Scheme", "scrypt"),
    ];
    run(async |page| {
        page.open("#hashes").await?;
        for (name, option) in CHOSEN {
            page.choose(name, option).await?;
        }
        page.paste("spinbutton", "Cost (log2 N)", "15").await?;
        for (name, text) in TYPED {
            page.paste("textbox", name, text).await?;
        }
        page.paste("textbox", "Name", "PLUM_NAME").await?;
        page.check("Hash each line separately").await?;
        page.check("BLAKE3").await?;
        let kept = stored(page).await?.to_string();
        for (name, text) in TYPED {
            ensure(!kept.contains(text), || format!("{name}: {kept}"))?;
        }
        ensure(!kept.to_lowercase().contains("plum"), || kept.clone())?;

        page.reload().await?;
        ensure(is_checked(page, "Hash each line separately").await?, || {
            "the lines are forgotten".into()
        })?;
        page.check("Hash each line separately").await?;
        for (name, option) in CHOSEN {
            let now = chosen(page, name).await?;
            ensure(now == option, || format!("{name} is {now}"))?;
        }
        ensure(
            page.value("spinbutton", "Cost (log2 N)").await? == "15",
            || "the cost is forgotten".into(),
        )?;
        ensure(is_checked(page, "BLAKE3").await?, || {
            "the further algorithm is forgotten".into()
        })?;
        for (name, _) in TYPED {
            let now = page.value("textbox", name).await?;
            ensure(now.is_empty(), || format!("{name} holds {now:?}"))?;
        }

        page.press("Forget options").await?;
        for (name, option) in [
            ("Algorithm", "SHA-256"),
            ("Encoding", "hex"),
            ("Key format", "automatic"),
            ("Server config", "Plain"),
            ("Scheme", "Argon2id"),
        ] {
            let now = chosen(page, name).await?;
            ensure(now == option, || format!("{name} is {now}"))?;
        }
        ensure(!page.has("button", "Forget options").await, || {
            "there is more to forget".into()
        })?;
        let kept = stored(page).await?.to_string();
        ensure(kept == "{}", || kept)
    });
}

#[test]
fn what_is_remembered_by_something_else_does_no_harm() {
    run(async |page| {
        page.inject(
            "localStorage.setItem('latchkey.hashes', 'algorithm=rot13&encoding=base64&also=<b>,md5');
             localStorage.setItem('latchkey.passwords', 'scheme=bcrypt&costs=99');",
        )
        .await?;
        page.open("#hashes").await?;
        for (name, option) in [
            ("Algorithm", "SHA-256"),
            ("Encoding", "base64"),
            ("Scheme", "bcrypt"),
        ] {
            let now = chosen(page, name).await?;
            ensure(now == option, || format!("{name} is {now}"))?;
        }
        ensure(page.value("spinbutton", "Cost").await? == "12", || {
            "the cost is not the usual one".into()
        })
    });
}

#[test]
fn an_invalid_cost_is_not_remembered_and_its_scheme_is() {
    run(async |page| {
        page.open("#hashes/passwords").await?;
        page.choose("Scheme", "bcrypt").await?;
        page.paste("spinbutton", "Cost", "99").await?;
        page.until_complaint("spinbutton", "Cost").await?;
        page.reload().await?;
        let scheme = chosen(page, "Scheme").await?;
        ensure(scheme == "bcrypt", || scheme)?;
        let usual = page.value("spinbutton", "Cost").await?;
        ensure(usual == "12", || usual)
    });
}

#[test]
fn memory_is_in_mib_and_large_numbers_stand_in_groups() {
    run(async |page| {
        page.open("#hashes/passwords").await?;
        ensure(
            page.value("spinbutton", "Memory (MiB)").await? == "19",
            || "another memory".into(),
        )?;
        page.paste("textbox", "Password", "a password").await?;
        page.paste("spinbutton", "Memory (MiB)", "20").await?;
        page.press("Hash password").await?;
        page.until_reads("Stored hash", |text| text.contains("$m=20480,t=2,p=1$"))
            .await?;
        page.paste("spinbutton", "Memory (MiB)", "1025").await?;
        let words = page.until_complaint("spinbutton", "Memory (MiB)").await?;
        ensure(words.contains("from 1 to 1024"), || words)?;

        page.choose("Scheme", "PBKDF2-HMAC-SHA256").await?;
        let iterations = page.value("spinbutton", "Iterations").await?;
        ensure(iterations == "600,000", || iterations)?;
        page.until_body_says(|page| page.contains("1000 to 100,000,000"))
            .await?;
        // The arrow keys know grouped digits, and a screen reader hears the number.
        let field = page.by_role("spinbutton", "Iterations").await?;
        field.focus().await?;
        page.keys(Key::Up).await?;
        until("one more", async || {
            let (shown, said) = (
                page.value("spinbutton", "Iterations").await?,
                field.attr("aria-valuenow").await?.unwrap_or_default(),
            );
            ensure(shown == "600,001" && said == "600001", || {
                format!("{shown} and {said}")
            })
        })
        .await?;
        page.paste("spinbutton", "Iterations", "1 200").await?;
        page.press("Hash password").await?;
        page.until_reads("Stored hash", |text| text.contains("$i=1200,"))
            .await?;

        page.choose("Scheme", "scrypt").await?;
        page.until_body_says(|page| page.contains("takes 128 MiB"))
            .await
    });
}

#[test]
fn htpasswd_is_a_scheme_with_a_user_and_bcrypt_has_none() {
    run(async |page| {
        page.open("#hashes/passwords").await?;
        page.paste("textbox", "Password", "a password").await?;
        page.choose("Scheme", "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        let hash = page
            .until_reads("Stored hash", |text| text.starts_with("$2b$04$"))
            .await?;
        for name in ["User", "htpasswd line"] {
            ensure(!page.has("", name).await, || format!("{name} is there"))?;
        }
        // The same hash, in the other form.
        page.choose("Scheme", "htpasswd").await?;
        page.paste("textbox", "User", "ann").await?;
        let wanted = format!("ann:$2y{}", &hash[3..]);
        page.until_reads("htpasswd line", |line| line == wanted)
            .await?;
        ensure(!page.has("", "Stored hash").await, || {
            "both forms are there".into()
        })?;
        page.until_reads("For Docker Compose", |line| {
            line == wanted.replace('$', "$$")
        })
        .await?;
        page.paste("textbox", "User", "a:b").await?;
        page.until_complaint("textbox", "User").await?;
        page.press("Hash password").await?;
        page.until_said("status", |text| text.contains("correct the marked field"))
            .await
            .map(drop)
    });
}

#[test]
fn a_password_is_shown_on_demand_and_masked_again_after_leaving() {
    run(async |page| {
        page.note_restores().await?;
        page.open("#hashes/passwords").await?;
        let is_shown = async |wanted: bool| {
            until("the password", async || {
                let field = page.by_role("textbox", "Password").await?;
                let button = page.by_role("button", "Show").await?;
                let seen = (
                    field.attr("type").await?.unwrap_or_default(),
                    button.attr("aria-pressed").await?.unwrap_or_default(),
                );
                let wanted = if wanted {
                    ("text", "true")
                } else {
                    ("password", "false")
                };
                ensure((seen.0.as_str(), seen.1.as_str()) == wanted, || {
                    format!("{seen:?}")
                })
            })
            .await
        };
        page.paste("textbox", "Password", "over a shoulder").await?;
        is_shown(false).await?;
        page.press("Show").await?;
        is_shown(true).await?;
        let typed = page.read("Password").await?;
        ensure(typed == "over a shoulder", || typed)?;
        // By keyboard, and with the same name as before.
        page.tab_to("button", "Show password").await?;
        page.keys(Key::Space).await?;
        is_shown(false).await?;
        page.keys(Key::Space).await?;
        is_shown(true).await?;
        page.leave_and_return().await?;
        is_shown(false).await?;
        let typed = page.read("Password").await?;
        ensure(typed.is_empty(), || typed)
    });
}
