//! Password hashes: made and verified in the worker, and stopped.

use crate::harness::{Outcome, Page, ensure, ensure_responsive, press, run, with_progress};
use crate::referees_installed::{answer, program, python};
use std::fs;
use tempfile::TempDir;

async fn ready(page: &Page, scheme: &str) -> Outcome {
    page.by_role("group", "Password hash").await?;
    page.paste("textbox", "Password", "correct horse").await?;
    page.choose("Scheme", scheme).await
}

/// Verifies `password` against this hash and waits for the verdict `word`.
async fn until_verified(page: &Page, password: &str, stored: &str, word: &str) -> Outcome {
    page.paste("textbox", "Password", password).await?;
    page.paste("textbox", "Hash to verify against", stored)
        .await?;
    page.press("Verify password").await?;
    page.until_body_says(|page| {
        page.lines()
            .any(|line| line.trim_start_matches(['✓', '✗', ' ']).starts_with(word))
    })
    .await
}

#[test]
fn every_scheme_makes_a_hash_that_only_its_password_verifies() {
    run(async |page| {
        page.open("#hashes").await?;
        for (scheme, costs, start) in [
            ("Argon2id", &[][..], "$argon2id$v=19$m=19456,t=2,p=1$"),
            (
                "scrypt",
                &[("Cost (log2 N)", "12")],
                "$scrypt$ln=12,r=8,p=1$",
            ),
            ("bcrypt", &[("Cost", "5")], "$2b$05$"),
            (
                "PBKDF2-HMAC-SHA256",
                &[("Iterations", "5000")],
                "$pbkdf2-sha256$i=5000,",
            ),
        ] {
            ready(page, scheme).await?;
            for (name, value) in costs {
                page.paste("spinbutton", name, value).await?;
            }
            page.press("Hash password").await?;
            let stored = page
                .until_reads("Stored hash", |text| text.starts_with(start))
                .await?;
            let compose = page.read("For Docker Compose").await?;
            ensure(compose.contains(&stored[4..].replace('$', "$$")), || {
                compose
            })?;
            // argon2-cffi, bcrypt and hashlib accept it too.
            let hex = "636f727265637420686f727365";
            let judged = answer(
                python().arg(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/../referees_hash/passwords.py"
                )),
                format!("verify {stored} {hex}\n").as_bytes(),
            );
            ensure(judged.trim() == "True", || format!("{stored}: {judged}"))?;
            until_verified(page, "correct horse", &stored, "Match").await?;
            until_verified(page, "another", &stored, "No match").await?;
        }
        Ok(())
    });
}

#[test]
fn an_htpasswd_line_is_there_for_bcrypt_and_refuses_a_colon() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        let line = page
            .until_reads("htpasswd line", |text| text.starts_with("admin:$2y$04$"))
            .await?;
        let folder = TempDir::new()?;
        let path = folder.path().join("htpasswd");
        fs::write(&path, line)?;
        let check = |password: &str| -> Outcome<bool> {
            let mut htpasswd = program("htpasswd");
            htpasswd.arg("-vb").arg(&path).args(["admin", password]);
            Ok(htpasswd.output()?.status.success())
        };
        ensure(check("correct horse")? && !check("another")?, || {
            "htpasswd -v disagrees".into()
        })?;
        page.paste("textbox", "User", "a:b").await?;
        page.until_complaint("textbox", "User").await.map(drop)
    });
}

#[test]
fn a_hash_of_another_implementation_is_verified_and_a_damaged_one_named() {
    // OpenBSD's bcrypt test vector, as crypt_blowfish publishes it.
    const STORED: &str = concat!(
        "$2a$05$",
        "CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
    );
    run(async |page| {
        page.open("#hashes").await?;
        until_verified(page, "U*U", STORED, "Match").await?;
        page.paste("textbox", "Hash to verify against", &STORED[..50])
            .await?;
        page.press("Verify password").await?;
        page.until_body_says(|page| page.contains("bcrypt") && !page.contains("Match"))
            .await
    });
}

#[test]
fn what_a_scheme_cannot_take_is_said_and_not_cut() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "bcrypt").await?;
        page.paste("textbox", "Password", &"x".repeat(73)).await?;
        page.press("Hash password").await?;
        page.until_body_says(|page| page.contains("has 73")).await?;
        page.paste("spinbutton", "Cost", "21").await?;
        let words = page.until_complaint("spinbutton", "Cost").await?;
        ensure(words.contains("from 4 to 20"), || words)
    });
}

#[test]
fn a_slow_hash_can_be_cancelled_and_the_next_one_comes() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "PBKDF2-HMAC-SHA256").await?;
        page.paste("spinbutton", "Iterations", "100000000").await?;
        page.press("Hash password").await?;
        page.by_role("progressbar", "Hashing the password").await?;
        page.press("Cancel").await?;
        page.paste("spinbutton", "Iterations", "1000").await?;
        page.press("Hash password").await?;
        page.until_reads("Stored hash", |text| text.contains("i=1000,"))
            .await
            .map(drop)
    });
}

#[test]
fn hashing_a_password_never_holds_the_page_up() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "Argon2id").await?;
        // Twenty times the usual cost: on the main thread it could not be overlooked.
        page.paste("spinbutton", "Passes", "40").await?;
        let hash = with_progress(&press("Hash password"));
        ensure_responsive::<()>(page, "Argon2id", "", &hash).await?;
        page.until_reads("Stored hash", |text| text.starts_with("$argon2id$"))
            .await
            .map(drop)
    });
}

#[test]
fn what_was_typed_is_gone_after_leaving_the_page() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "Argon2id").await?;
        page.paste("textbox", "Text", "a text to keep").await?;
        page.paste("textbox", "HMAC key", "a key to keep").await?;
        page.go(&page.url_at("elsewhere.test")).await?;
        page.until_running().await?;
        page.driver().back().await?;
        page.until_running().await?;
        let left: Vec<String> = page
            .script(
                "return [...document.querySelectorAll('input, textarea')].map((field) => field.value)",
                [],
            )
            .await?;
        for typed in ["a text to keep", "a key to keep", "correct horse"] {
            ensure(!left.iter().any(|value| value == typed), || {
                format!("{typed:?} is still there")
            })?;
        }
        // SHA-256 of the empty text.
        page.until_reads("Digest", |text| text.starts_with("e3b0c442"))
            .await
            .map(drop)
    });
}
