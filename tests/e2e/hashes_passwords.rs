//! Password hashes: made and verified in the worker, and stopped.

use crate::harness::{Outcome, Page, ensure, ensure_responsive, press, run, until, with_progress};
use crate::referees_installed::{answer, program, python};
use std::fs;
use tempfile::TempDir;
use thirtyfour::Key;

async fn ready(page: &Page, scheme: &str) -> Outcome {
    page.by_role("group", "Password hash").await?;
    page.paste("textbox", "Password", "correct horse").await?;
    page.choose("Scheme", scheme).await
}

/// Verifies `password` against this hash and waits for the verdict `word`.
pub async fn until_verified(page: &Page, password: &str, stored: &str, word: &str) -> Outcome {
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
fn an_htpasswd_line_is_made_with_bcrypt_and_refuses_a_colon() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "htpasswd").await?;
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
        let words = page
            .until_complaint("textbox", "Hash to verify against")
            .await?;
        ensure(words.contains("not a whole bcrypt hash"), || words)?;
        ensure(!verdict(page).await?, || "there is a verdict".into())
    });
}

/// Whether a verdict on the password is on the page.
async fn verdict(page: &Page) -> Outcome<bool> {
    let text = page.body().await?;
    Ok(text.contains("Match ") || text.contains("No match "))
}

#[test]
fn a_change_of_what_a_result_was_made_from_clears_it() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        for field in ["Password", "Cost", "Scheme"] {
            page.press("Hash password").await?;
            let made = page
                .until_reads("Stored hash", |text| text.starts_with("$2b$0"))
                .await?;
            until_verified_again(page, &made).await?;
            ensure(page.has("", "Stored hash").await, || {
                "the hash goes when it is verified".into()
            })?;
            match field {
                "Password" => page.paste("textbox", field, "another").await?,
                "Cost" => page.paste("spinbutton", field, "5").await?,
                _ => page.choose(field, "Argon2id").await?,
            }
            until("the results to go", async || {
                let is_shown = page.has("", "Stored hash").await || verdict(page).await?;
                ensure(!is_shown, || format!("after a change of {field}"))
            })
            .await?;
        }
        Ok(())
    });
}

/// Verifies the password that is there against this hash.
async fn until_verified_again(page: &Page, stored: &str) -> Outcome {
    page.paste("textbox", "Hash to verify against", stored)
        .await?;
    page.press("Verify password").await?;
    page.until_body_says(|page| page.contains("Match Scheme: bcrypt."))
        .await
}

#[test]
fn a_change_of_the_stored_text_clears_the_verdict_alone() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        let made = page
            .until_reads("Stored hash", |text| text.starts_with("$2b$04$"))
            .await?;
        until_verified_again(page, &made).await?;
        page.paste("textbox", "Hash to verify against", &made[..59])
            .await?;
        until("the verdict to go", async || {
            ensure(!verdict(page).await?, || "it is there".into())
        })
        .await?;
        ensure(page.read("Stored hash").await? == made, || {
            "the hash that was made is gone".into()
        })
    });
}

#[test]
fn a_late_answer_to_what_has_changed_is_not_shown() {
    // One round of a quarter of a second or more, and one that would take minutes.
    const SLOW: &str = concat!(
        "$pbkdf2-sha256$i=400000000,l=32$c2FsdHNhbHRzYWx0c2E$",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    );
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "Argon2id").await?;
        page.paste("textbox", "Hash to verify against", SLOW)
            .await?;
        page.press("Verify password").await?;
        page.by_role("progressbar", "Hashing the password").await?;
        page.paste("textbox", "Hash to verify against", "$2b$")
            .await?;
        until("the request to end", async || {
            let runs = page.has("progressbar", "Hashing the password").await;
            ensure(!runs, || "it is still running".into())
        })
        .await?;
        page.press("Hash password").await?;
        page.until_reads("Stored hash", |text| text.starts_with("$argon2id$"))
            .await?;
        ensure(!verdict(page).await?, || "there is a verdict".into())
    });
}

#[test]
fn an_error_stands_under_its_own_field() {
    run(async |page| {
        page.open("#hashes").await?;
        page.choose("Scheme", "scrypt").await?;
        page.press("Hash password").await?;
        let words = page.until_complaint("textbox", "Password").await?;
        ensure(words.contains("Give a password"), || words)?;
        page.paste("textbox", "Password", "correct horse").await?;
        page.paste("spinbutton", "Cost (log2 N)", "20").await?;
        page.paste("spinbutton", "Block size (r)", "16").await?;
        let words = page.until_complaint("spinbutton", "Cost (log2 N)").await?;
        ensure(words.contains("2048 MiB"), || words)?;
        ensure(page.complaint("textbox", "Password").await.is_err(), || {
            "the password is still marked".into()
        })?;
        page.press("Verify password").await?;
        let words = page
            .until_complaint("textbox", "Hash to verify against")
            .await?;
        ensure(words.contains("Paste the stored hash"), || words)?;
        let yescrypt =
            "ann:$y$j9T$abcdefgh$0123456789012345678901234567890123456789012:19700:0:99999:7:::";
        page.paste("textbox", "Hash to verify against", yescrypt)
            .await?;
        page.press("Verify password").await?;
        let words = page
            .until_complaint("textbox", "Hash to verify against")
            .await?;
        ensure(
            words.contains("yescrypt, which this page does not compute"),
            || words,
        )
    });
}

#[test]
fn of_several_lines_each_hash_is_compared_and_named() {
    const LINES: &str = "\
        ann:$2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq\n\
        users:\n  bob: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'\n";
    run(async |page| {
        page.open("#hashes").await?;
        until_verified(page, "U*U", LINES, "Match").await?;
        page.until_body_says(|page| {
            page.contains("bob matches (bcrypt)") && page.contains("ann does not (bcrypt)")
        })
        .await
    });
}

#[test]
fn on_verifying_bcrypt_reads_72_bytes_and_says_so() {
    run(async |page| {
        page.open("#hashes").await?;
        ready(page, "bcrypt").await?;
        page.paste("textbox", "Password", &"x".repeat(72)).await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        let made = page
            .until_reads("Stored hash", |text| text.starts_with("$2b$04$"))
            .await?;
        until_verified(page, &"x".repeat(90), &made, "Match").await?;
        page.until_body_says(|page| page.contains("and this one has 90"))
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
        let words = page.until_complaint("textbox", "Password").await?;
        ensure(words.contains("has 73"), || words)?;
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
        // Its button keeps the focus, and says why it does nothing now.
        for name in ["Verify password", "Hash password"] {
            let button = page.by_role("button", name).await?;
            let state = button.attr("aria-disabled").await?;
            ensure(state.as_deref() == Some("true"), || {
                format!("{name}: {state:?}")
            })?;
        }
        let focused = page.focused().await?;
        ensure(focused == ("button".into(), "Hash password".into()), || {
            format!("the focus is on {focused:?}")
        })?;
        page.keys(Key::Enter).await?;
        page.until_said("status", |text| text.contains("One at a time"))
            .await?;
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
        page.note_restores().await?;
        page.open("#hashes").await?;
        ready(page, "Argon2id").await?;
        page.paste("textbox", "Text", "a text to keep").await?;
        page.paste("textbox", "HMAC key", "a key to keep").await?;
        page.paste("textbox", "Hash to verify against", "a hash to keep")
            .await?;
        page.press("Verify password").await?;
        page.until_complaint("textbox", "Hash to verify against")
            .await?;
        page.leave_and_return().await?;
        let left: Vec<String> = page
            .script(
                "return [...document.querySelectorAll('input, textarea')].map((field) => field.value)",
                [],
            )
            .await?;
        for typed in [
            "a text to keep",
            "a key to keep",
            "correct horse",
            "a hash to keep",
        ] {
            ensure(!left.iter().any(|value| value == typed), || {
                format!("{typed:?} is still there")
            })?;
        }
        // SHA-256 of the empty text.
        page.tab("Text").await?;
        page.until_reads("Digest", |text| text.starts_with("e3b0c442"))
            .await
            .map(drop)
    });
}
