//! The digest of a text as it is typed, and whether it is the expected one.

use crate::harness::{Outcome, Page, ensure, run};
use crate::referees::sha256sum;

// FIPS 180-2 appendix B.1, and the same 32 bytes as base64 and base64url.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const ABC_BASE64: &str = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
const ABC_BASE64URL: &str = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";

async fn type_text(page: &Page, text: &str) -> Outcome {
    page.fill("textbox", "Text", text).await
}

async fn until_digest(page: &Page, digest: &str) -> Outcome {
    page.until_reads("Digest", |text| text == digest)
        .await
        .map(drop)
}

#[test]
fn a_text_is_hashed_as_it_is_typed_in_all_three_encodings() {
    run(async |page| {
        page.open("#hashes").await?;
        until_digest(page, &sha256sum(b"")?).await?;
        for typed in ["a", "ab", "abc"] {
            type_text(page, typed).await?;
            until_digest(page, &sha256sum(typed.as_bytes())?).await?;
        }
        until_digest(page, ABC).await?;
        page.choose("Encoding", "Base64").await?;
        until_digest(page, ABC_BASE64).await?;
        page.choose("Encoding", "Base64url").await?;
        until_digest(page, ABC_BASE64URL).await?;
        page.choose("Encoding", "Hex").await?;
        until_digest(page, ABC).await?;

        page.press("Copy digest").await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        ensure(page.clipboard().await? == ABC, || {
            "another text was copied".into()
        })
    });
}

#[test]
fn what_is_counted_and_hashed_are_the_bytes_of_utf_8() {
    run(async |page| {
        page.open("#hashes").await?;
        for (text, bytes) in [
            ("é€", "5 bytes"),
            ("🗝", "4 bytes"),
            ("x", "1 byte"),
            ("two\nlines", "9 bytes"),
        ] {
            type_text(page, text).await?;
            until_digest(page, &sha256sum(text.as_bytes())?).await?;
            page.until_body_says(|page| page.contains(bytes)).await?;
        }
        // A megabyte at once, as a paste brings it.
        let long = "0123456789abcdef".repeat(65_536);
        page.paste("textbox", "Text", &long).await?;
        until_digest(page, &sha256sum(long.as_bytes())?).await
    });
}

#[test]
fn white_space_at_the_ends_is_warned_of_and_gone_at_one_click() {
    run(async |page| {
        page.open("#hashes").await?;
        for text in ["abc\n", "abc ", " abc", "\tabc", "abc\n\n", "\u{a0}abc"] {
            page.paste("textbox", "Text", text).await?;
            until_digest(page, &sha256sum(text.as_bytes())?).await?;
            page.until_body_says(|page| page.contains("hashed too"))
                .await?;
            page.press("Remove it").await?;
            until_digest(page, ABC).await?;
            ensure(page.read("Text").await? == "abc", || {
                format!("{text:?} was not trimmed")
            })?;
            page.until_body_says(|page| !page.contains("hashed too"))
                .await?;
        }
        // In the middle it is nobody's mistake.
        type_text(page, "a b\nc").await?;
        until_digest(page, &sha256sum(b"a b\nc")?).await?;
        page.until_body_says(|page| !page.contains("hashed too"))
            .await
    });
}

#[test]
fn an_expected_digest_is_compared_in_hex_and_base64() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        let upper = ABC.to_uppercase();
        let spaced = format!("  {ABC} ");
        for expected in [ABC, &upper, &spaced, ABC_BASE64, ABC_BASE64URL] {
            page.paste("textbox", "Expected digest", expected).await?;
            page.until_verdict("Match")
                .await
                .map_err(|error| format!("{expected}: {error}"))?;
        }
        let other = sha256sum(b"abd")?;
        page.paste("textbox", "Expected digest", &other).await?;
        page.until_verdict("No match").await?;
        for expected in [
            &ABC[1..],
            "abc",
            "sixty-three and a half",
            &format!("{ABC}0"),
        ] {
            page.paste("textbox", "Expected digest", expected).await?;
            page.until_verdict("Not a SHA-256 digest")
                .await
                .map_err(|error| format!("{expected}: {error}"))?;
        }
        page.paste("textbox", "Expected digest", "").await?;
        page.until_verdict("").await
    });
}

#[test]
fn the_verdict_follows_the_text() {
    run(async |page| {
        page.open("#hashes").await?;
        page.paste("textbox", "Expected digest", ABC).await?;
        page.until_verdict("No match").await?;
        type_text(page, "abc").await?;
        page.until_verdict("Match").await?;
        type_text(page, "abcd").await?;
        page.until_verdict("No match").await
    });
}

#[test]
fn a_key_from_the_token_tab_has_the_same_hash_here() {
    run(async |page| {
        page.open("").await?;
        let key = page
            .until_reads("Your key", |key| key.starts_with("sk_live_"))
            .await?;
        let hash = page.read("SHA-256").await?;
        page.tab("Hashes").await?;
        page.paste("textbox", "Text", &key).await?;
        until_digest(page, &hash).await
    });
}

impl Page {
    /// Waits until the verdict on the expected digest is this word, or none where it is empty.
    async fn until_verdict(&self, verdict: &str) -> Outcome {
        const VERDICTS: [&str; 3] = ["Match", "No match", "Not a SHA-256 digest"];
        // As a person reads it: the word stands on a line of the visible page, perhaps after a mark.
        self.until_body_says(|page| {
            let seen: Vec<&str> = page
                .lines()
                .map(|line| line.trim_start_matches(['✓', '✗', ' ']))
                .filter_map(|line| {
                    VERDICTS
                        .into_iter()
                        .rfind(|verdict| line.starts_with(verdict))
                })
                .collect();
            seen == if verdict.is_empty() {
                vec![]
            } else {
                vec![verdict]
            }
        })
        .await
    }
}
