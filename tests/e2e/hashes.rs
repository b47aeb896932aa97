//! The digest of a text as it is typed, and whether it is the expected one.

use crate::boot::copy_of_dist;
use crate::harness::{Outcome, Page, ensure, ensure_responsive, run, run_on};
use crate::referees::{coreutils, sha256sum};
use crate::worker_faults::worker_file;
use std::fs;

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
        page.choose("Encoding", "base64").await?;
        until_digest(page, ABC_BASE64).await?;
        page.choose("Encoding", "Base64url").await?;
        until_digest(page, ABC_BASE64URL).await?;
        page.choose("Encoding", "Hex").await?;
        until_digest(page, ABC).await?;

        page.press("Copy digest").await?;
        page.until_said("status", |text| text.to_lowercase().contains("copied"))
            .await?;
        page.ensure_clipboard(ABC).await
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
        // White space in the middle is no mistake.
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
        page.until_body_says(|page| page.contains("Nothing is compared with an empty text"))
            .await?;
        page.until_verdict("").await?;
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
        let key = page.fresh_key().await?;
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
        // As a person reads it: the word is on a line of the visible page, perhaps after a mark.
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

#[test]
fn every_algorithm_is_computed_and_the_broken_ones_say_so() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        for (algorithm, tool) in [
            ("SHA-384", "sha384sum"),
            ("SHA-512", "sha512sum"),
            ("BLAKE2b-512", "b2sum"),
            ("SHA-1", "sha1sum"),
            ("MD5", "md5sum"),
            ("SHA-256", "sha256sum"),
        ] {
            page.choose("Algorithm", algorithm).await?;
            until_digest(page, &coreutils(tool, b"abc")?).await?;
            let broken = ["SHA-1", "MD5"].contains(&algorithm);
            page.until_body_says(|page| page.contains(" is broken: ") == broken)
                .await?;
        }
        // FIPS 202 and the BLAKE3 paper's own test vector for the empty text.
        type_text(page, "").await?;
        for (algorithm, start) in [
            ("SHA-512/256", "c672b8d1ef56ed28ab87c3622c511406"),
            ("SHA3-256", "a7ffc6f8bf1ed76651c14756a061d662"),
            ("SHA3-512", "a69f73cca23a9ac5c8b567dc185a756e"),
            ("BLAKE3", "af1349b9f5f9a1a6a0404dea36dcc949"),
        ] {
            page.choose("Algorithm", algorithm).await?;
            page.until_reads("Digest", |text| text.starts_with(start))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn subresource_integrity_is_offered_where_browsers_know_it() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        page.choose("Encoding", "Subresource Integrity").await?;
        until_digest(page, &format!("sha256-{ABC_BASE64}")).await?;
        page.choose("Algorithm", "SHA3-256").await?;
        page.until_reads("Digest", |text| text.len() == 64).await?;
        let offered = page.options("Encoding").await?;
        ensure(offered.len() == 4, || format!("{offered:?}"))
    });
}

#[test]
fn an_hmac_key_is_read_as_text_hex_or_base64_and_a_fault_is_named() {
    // RFC 4231, test case 2.
    const MAC: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "what do ya want for nothing?").await?;
        for (format, key) in [
            ("text", "Jefe"),
            ("hex", "4a656665"),
            ("base64", "SmVmZQ=="),
        ] {
            page.choose("Key format", format).await?;
            page.paste("textbox", "HMAC key", key).await?;
            until_digest(page, MAC).await?;
        }
        page.paste("textbox", "Expected digest", MAC).await?;
        page.until_verdict("Match").await?;
        page.choose("Key format", "hex").await?;
        page.paste("textbox", "HMAC key", "4a65666").await?;
        let words = page.until_complaint("textbox", "HMAC key").await?;
        ensure(words.contains("7 hex digits"), || words)?;
        ensure(!page.has("", "Digest").await, || {
            "there is a digest under a faulty key".into()
        })?;
        page.paste("textbox", "HMAC key", "").await?;
        until_digest(page, &sha256sum(b"what do ya want for nothing?")?).await
    });
}

#[test]
fn a_key_for_webhooks_is_explained_and_the_person_chooses() {
    // HMAC-SHA-256 of "abc", by Python's hmac: under the text itself, and under the bytes behind the prefix.
    const KEY: &str = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";
    const AS_TEXT: &str = "df67a7854b3bb6748520fbd70571669c47332223cd2e61cb9fd9999b859b8c03";
    const AS_BYTES: &str = "52e5ccb28459f8ac5143d1af65da956b9fa3dac75e10473900212f41421c1337";
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        page.paste("textbox", "HMAC key", KEY).await?;
        until_digest(page, AS_TEXT).await?;
        page.until_body_says(|page| {
            page.contains("as Stripe does") && page.contains("choose base64")
        })
        .await?;
        page.choose("Key format", "base64").await?;
        until_digest(page, AS_BYTES).await?;
        page.until_body_says(|page| {
            page.contains("Standard Webhooks") && page.contains("choose text")
        })
        .await?;
        // What only Standard Webhooks write is decoded without a choice.
        page.choose("Key format", "automatic").await?;
        page.paste("textbox", "HMAC key", &format!("v1,{KEY}"))
            .await?;
        until_digest(page, AS_BYTES).await
    });
}

#[test]
fn every_line_has_a_digest_of_its_own_and_a_csv() {
    run(async |page| {
        page.open("#hashes").await?;
        page.paste("textbox", "Text", "one\n\ntwo").await?;
        page.by_role("checkbox", "Hash each line separately")
            .await?
            .click()
            .await?;
        let (one, two) = (sha256sum(b"one")?, sha256sum(b"two")?);
        until_digest(page, &format!("{one}\n{two}")).await?;
        page.paste("textbox", "Expected digest", &one).await?;
        page.until_body_says(|page| page.contains("Only the text as a whole is compared"))
            .await?;
        page.press("Download CSV").await?;
        let (name, bytes) = page.downloaded().await?;
        let csv = String::from_utf8(bytes)?;
        let expected = format!("line,sha256\r\n1,{one}\r\n3,{two}\r\n");
        ensure((name.as_str(), &csv) == ("digests.csv", &expected), || {
            format!("{name}: {csv:?}")
        })
    });
}

#[test]
fn the_verdict_names_the_algorithm_that_was_recognised() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        let expected = coreutils("sha512sum", b"abc")?;
        page.paste("textbox", "Expected digest", &expected).await?;
        page.until_body_says(|page| page.contains("Match It is compared as SHA-512."))
            .await?;
        page.paste("textbox", "Expected digest", &format!("{ABC}  file.txt"))
            .await?;
        page.until_verdict("Match").await?;
        page.paste("textbox", "Expected digest", &ABC[1..]).await?;
        page.until_body_says(|page| page.contains("one digit is missing"))
            .await
    });
}

#[test]
fn a_digest_is_ready_for_every_server_config() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        for (target, line) in [
            ("Plain", ABC.to_owned()),
            ("NAME=… line", format!("API_KEY_SHA256={ABC}")),
            ("SQL for PostgreSQL", format!("decode('{ABC}','hex')")),
            ("JSON", format!("{{\"API_KEY_SHA256\": \"{ABC}\"}}")),
        ] {
            page.choose("Server config", target).await?;
            page.until_reads("Config line", |text| text == line).await?;
        }
        page.paste("textbox", "Name", "a b").await?;
        page.until_complaint("textbox", "Name").await?;
        page.paste("textbox", "Name", "KEY").await?;
        page.press("Copy config line").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        page.ensure_clipboard(&format!("{{\"KEY\": \"{ABC}\"}}"))
            .await
    });
}

#[test]
fn a_long_text_is_hashed_by_the_worker_and_never_holds_the_page_up() {
    run(async |page| {
        page.open("#hashes").await?;
        // Set directly: a paste would include the browser's own layout of a long text.
        let text = "0123456789abcdef".repeat(300_000);
        let digest = sha256sum(text.as_bytes())?;
        page.script::<()>(
            "document.getElementById('hash-text').value = '0123456789abcdef'.repeat(300000);",
            [],
        )
        .await?;
        let hash = format!(
            "const text = document.getElementById('hash-text');
             const shown = document.getElementById('hash-digest');
             let texts = 0;
             const post = Worker.prototype.postMessage;
             Worker.prototype.postMessage = function (...message) {{
                 texts += message.flat(2).filter((part) => part === text.value).length;
                 return post.apply(this, message);
             }};
             text.dispatchEvent(new Event('input', {{ bubbles: true }}));
             while (shown.textContent !== '{digest}')
                 await new Promise((next) => setTimeout(next, 20));
             return texts;"
        );
        let texts: usize =
            ensure_responsive(page, "hashing five megabytes of text", "", &hash).await?;
        ensure(texts == 1, || {
            format!("the worker was given the text {texts} times")
        })?;
        until_digest(page, &digest).await?;
        page.until_body_says(|page| page.contains("4,800,000 bytes"))
            .await
    });
}

#[test]
fn without_the_worker_an_alert_says_so_and_the_text_stays_for_another_try() {
    let folder = copy_of_dist(|_| Ok(())).expect("a copy of dist/");
    let path = worker_file(folder.path(), ".wasm").expect("the worker is in dist/");
    let bytes = fs::read(&path).expect("it can be read");
    fs::remove_file(&path).expect("it can be removed");
    run_on(folder.path(), async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        until_digest(page, ABC).await?;
        page.choose("Algorithm", "SHA-512").await?;
        page.until_said("alert", |words| words.contains("try again"))
            .await?;
        ensure(page.read("Text").await? == "abc", || {
            "the text is gone".into()
        })?;
        fs::write(&path, &bytes)?;
        page.press("Try again").await?;
        until_digest(page, &coreutils("sha512sum", b"abc")?).await?;
        ensure(page.said("alert").await?.is_empty(), || {
            "the alert outlives its cause".into()
        })?;
        // Discards the logged 404.
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_digest_is_found_in_what_was_copied_with_it_and_several_are_all_compared() {
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "abc").await?;
        let md5 = coreutils("md5sum", b"abc")?;
        let other = coreutils("md5sum", b"abd")?;
        for expected in [
            format!("registry.example/app:2.4@sha256:{ABC}"),
            format!("SHA-256 checksum: \u{201c}{ABC}\u{201d}."),
            format!("Downloads\n\nMD5\n{md5}\nSHA-256\n{ABC}\n"),
        ] {
            page.paste("textbox", "Expected digest", &expected).await?;
            page.until_verdict("Match")
                .await
                .map_err(|error| format!("{expected}: {error}"))?;
        }
        let both = format!("md5:{other}\nsha256:{ABC}\n");
        page.paste("textbox", "Expected digest", &both).await?;
        page.until_body_says(|page| {
            page.contains("1 of 2 match")
                && page.contains(&format!("MD5 {}…: no match.", &other[..8]))
                && page.contains("SHA-256 ba7816bf…: match.")
        })
        .await?;
        page.paste(
            "textbox",
            "Expected digest",
            &format!("SHA224: {}", &ABC[..56]),
        )
        .await?;
        page.until_body_says(|page| {
            page.contains("SHA-224 digest, which this page does not compute")
        })
        .await
    });
}

#[test]
fn a_pasted_text_with_crlf_says_so_and_is_hashed_with_it_at_a_click() {
    run(async |page| {
        page.open("#hashes").await?;
        // What the browser does on a paste: the event with the text as it is in the clipboard, then the field's
        // change. The clipboard of a test holds no CR.
        let paste = async |text: &str| {
            page.script::<()>(
                "const field = document.getElementById('hash-text');
                 const data = new DataTransfer();
                 data.setData('text/plain', arguments[0]);
                 field.focus();
                 field.select();
                 const options = { clipboardData: data, dataType: 'text/plain', data: arguments[0], bubbles: true };
                 field.dispatchEvent(new ClipboardEvent('paste', options));
                 document.execCommand('insertText', false, arguments[0].replaceAll('\\r', ''));",
                [text.into()],
            )
            .await
        };
        paste("one\r\ntwo\r\n").await?;
        until_digest(page, &sha256sum(b"one\ntwo\n")?).await?;
        page.until_body_says(|page| page.contains("had CRLF line ends"))
            .await?;
        page.press("Hash with CRLF").await?;
        until_digest(page, &sha256sum(b"one\r\ntwo\r\n")?).await?;
        page.choose("Algorithm", "SHA-512").await?;
        until_digest(page, &coreutils("sha512sum", b"one\r\ntwo\r\n")?).await?;
        page.press("Hash with LF").await?;
        until_digest(page, &coreutils("sha512sum", b"one\ntwo\n")?).await?;
        // A new text has nothing of the old one, be it typed or pasted over it.
        page.paste("textbox", "Text", "").await?;
        type_text(page, "abc").await?;
        page.until_body_says(|page| !page.contains("CRLF")).await?;
        paste("three\r\nfour\r\n").await?;
        page.press("Hash with CRLF").await?;
        until_digest(page, &coreutils("sha512sum", b"three\r\nfour\r\n")?).await?;
        paste("five\nsix\n").await?;
        until_digest(page, &coreutils("sha512sum", b"five\nsix\n")?).await?;
        page.until_body_says(|page| !page.contains("CRLF")).await?;
        // Nor has one of several kinds: there is no button that would take it back.
        paste("seven\r\neight\r\n").await?;
        page.press("Hash with CRLF").await?;
        until_digest(page, &coreutils("sha512sum", b"seven\r\neight\r\n")?).await?;
        paste("nine\r\nten\n").await?;
        until_digest(page, &coreutils("sha512sum", b"nine\nten\n")?).await?;
        page.until_body_says(|page| {
            page.contains("had CR or mixed line ends") && !page.contains("CRLF")
        })
        .await
    });
}

#[test]
fn an_expected_hmac_asks_for_its_key_and_is_then_compared() {
    // RFC 4231, test case 2.
    const MAC: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    run(async |page| {
        page.open("#hashes").await?;
        type_text(page, "what do ya want for nothing?").await?;
        page.paste("textbox", "Expected digest", &format!("HMAC-SHA256: {MAC}"))
            .await?;
        page.until_body_says(|page| page.contains("It is an HMAC"))
            .await?;
        let text = page.body().await?;
        ensure(!text.contains("No match"), || text)?;
        page.paste("textbox", "HMAC key", "Jeff").await?;
        page.until_verdict("No match").await?;
        page.paste("textbox", "HMAC key", "Jefe").await?;
        page.until_verdict("Match").await
    });
}
