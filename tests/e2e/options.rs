//! The options of a key: each takes effect, the page says what it made, and remembers options but no key.

use crate::harness::{Outcome, Page, ensure, run, until};
use crate::referees::{BASE62, github_checksum, sha256sum};

/// The parts of the key on screen: what each is for, and its characters.
async fn parts(page: &Page) -> Outcome<Vec<(String, String)>> {
    let key = page.find("", "Your key").await?;
    page.script(
        "return Array.from(arguments[0].children, (part) => [part.className, part.textContent])",
        [key.to_json()?],
    )
    .await
}

fn named(parts: &[(String, String)]) -> Vec<&str> {
    parts.iter().map(|(name, _)| name.as_str()).collect()
}

async fn ensure_words(page: &Page, words: &[&str]) -> Outcome {
    page.until_body_says(|text| words.iter().all(|word| text.contains(word)))
        .await
}

#[test]
fn a_password_keeps_to_the_chosen_characters() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Password").await?;
        // Long enough that an allowed symbol would hardly ever be missing, and short enough that fewer symbols
        // can keep the entropy.
        page.paste("spinbutton", "Length", "60").await?;
        page.until_reads("Your key", |key| key.len() == 60).await?;
        page.check("Exclude look-alikes").await?;
        page.until_reads("Your key", |key| {
            key.len() > 60 && !key.contains(['0', 'O', '1', 'I', 'l', '|'])
        })
        .await?;
        page.fill("textbox", "Exclude symbols", "abcxyz!").await?;
        page.until_reads("Your key", |key| {
            !key.contains([
                '0', 'O', '1', 'I', 'l', '|', 'a', 'b', 'c', 'x', 'y', 'z', '!',
            ]) && key.contains(|c: char| c.is_ascii_lowercase())
                && key.contains(|c: char| c.is_ascii_punctuation())
        })
        .await?;
        page.check("punctuation").await?;
        page.until_reads("Your key", |key| {
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric())
        })
        .await?;
        page.check("A to Z").await?;
        page.check("a to z").await?;
        page.until_reads("Your key", |key| {
            !key.is_empty() && key.chars().all(|c| ('2'..='9').contains(&c))
        })
        .await
        .map(drop)
    });
}

#[test]
fn the_longest_password_stays_the_longest_when_symbols_are_left_out() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Password").await?;
        page.paste("spinbutton", "Length", "128").await?;
        page.until_reads("Your key", |key| key.len() == 128).await?;
        page.check("Exclude look-alikes").await?;
        let key = page
            .until_reads("Your key", |key| {
                !key.contains(['0', 'O', '1', 'I', 'l', '|'])
            })
            .await?;
        ensure(key.len() == 128, || {
            format!("{} symbols are left", key.len())
        })
    });
}

#[test]
fn a_short_password_has_each_class_unless_that_is_turned_off() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Password").await?;
        page.paste("spinbutton", "Length", "8").await?;
        let has_all = |key: &str| {
            key.contains(|c: char| c.is_ascii_lowercase())
                && key.contains(|c: char| c.is_ascii_uppercase())
                && key.contains(|c: char| c.is_ascii_digit())
                && key.contains(|c: char| c.is_ascii_punctuation())
        };
        let mut last = page.until_reads("Your key", |key| key.len() == 8).await?;
        for _ in 0..12 {
            ensure(has_all(&last), || last.clone())?;
            page.press("Generate").await?;
            last = page.until_reads("Your key", |key| key != last).await?;
        }
        page.check("At least one of each class").await?;
        // More than half of all passwords of 8 symbols miss a class: 40 in a row that miss none come once in
        // 10^15 runs.
        for _ in 0..40 {
            last = page.until_reads("Your key", |key| key != last).await?;
            if !has_all(&last) {
                return Ok(());
            }
            page.press("Generate").await?;
        }
        Err("each class is there although it need not be".into())
    });
}

#[test]
fn a_password_without_any_character_is_told_beside_the_field() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Password").await?;
        let key = page.until_reads("Your key", |key| key.len() == 20).await?;
        page.paste("textbox", "Exclude symbols", "0123456789")
            .await?;
        let words = page.until_complaint("textbox", "Exclude symbols").await?;
        ensure(words.contains("0 to 9"), || words)?;
        let now = page.read("Your key").await?;
        ensure(now == key, || format!("{key} became {now}"))?;
        page.check("0 to 9").await?;
        page.until_reads("Your key", |now| {
            now != key && !now.contains(|c: char| c.is_ascii_digit())
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_custom_alphabet_is_obeyed_and_a_repeated_symbol_is_named() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Custom alphabet").await?;
        page.paste("textbox", "Alphabet", "xyz!").await?;
        let key = page
            .until_reads("Your key", |key| key.len() == 8 + 128 + 6)
            .await?;
        let random = &key[8..8 + 128];
        ensure(
            random.chars().all(|c| "xyz!".contains(c)) && key.ends_with(&github_checksum(random)),
            || key.clone(),
        )?;
        for (refused, named) in [("abcb", "b"), ("00", "0"), ("ab c d", " "), ("a", "2")] {
            page.paste("textbox", "Alphabet", refused).await?;
            let words = page.until_complaint("textbox", "Alphabet").await?;
            ensure(words.contains(named), || format!("{refused:?}: {words}"))?;
            let now = page.read("Your key").await?;
            ensure(now == key, || format!("{refused:?}: {key} became {now}"))?;
        }
        page.paste("textbox", "Alphabet", "abcb").await?;
        let words = page.until_complaint("textbox", "Alphabet").await?;
        ensure(
            ["“b”", "'b'", "\"b\"", " b "]
                .iter()
                .any(|b| words.contains(b)),
            || format!("the repeated b is not named: {words}"),
        )
    });
}

#[test]
fn the_checksum_of_the_whole_key_covers_the_prefix_too() {
    run(async |page| {
        page.open("").await?;
        let whole = |key: &str| {
            key.split_at_checked(8 + 43)
                .is_some_and(|(rest, checksum)| checksum == github_checksum(rest))
        };
        let random_only = |key: &str| {
            key.split_at_checked(8 + 43)
                .is_some_and(|(rest, checksum)| checksum == github_checksum(&rest[8..]))
        };
        page.until_reads("Your key", |key| random_only(key) && !whole(key))
            .await?;
        page.choose("Checksum", "CRC-32 (whole key)").await?;
        page.until_reads("Your key", |key| whole(key) && !random_only(key))
            .await
            .map(drop)
    });
}

#[test]
fn a_key_id_stands_before_the_secret_and_the_hash_is_of_what_follows_it() {
    run(async |page| {
        page.open("").await?;
        page.until_reads("Your key", |key| key.len() == 8 + 43 + 6)
            .await?;
        ensure_words(page, &["SHA-256 of the whole key as shown"]).await?;
        page.check("Key id in front of the secret").await?;
        let key = page
            .until_reads("Your key", |key| key.len() == 8 + 9 + 43 + 6)
            .await?;
        let words: Vec<&str> = key.split('_').collect();
        ensure(
            words.len() == 4 && words[..2] == ["sk", "live"] && words[2].len() == 8,
            || key.clone(),
        )?;
        let secret = words[3];
        ensure(
            secret.chars().all(|c| BASE62.contains(c))
                && secret[43..] == github_checksum(&secret[..43]),
            || key.clone(),
        )?;
        let right = sha256sum(secret.as_bytes())?;
        page.until_reads("SHA-256", |hash| hash == right).await?;
        ensure_words(
            page,
            &["what follows the key id", "Look the record up by the id"],
        )
        .await?;
        // The public part stays readable when the secret is masked.
        page.press("Copy key").await?;
        let masked = page.until_masked().await?;
        let wanted = format!("sk_live_{}_••••{}", words[2], &key[key.len() - 4..]);
        ensure(masked == wanted, || format!("{masked}, not {wanted}"))
    });
}

#[test]
fn a_format_whose_symbols_hold_the_separator_takes_no_key_id() {
    run(async |page| {
        page.open("").await?;
        page.check("Key id in front of the secret").await?;
        let key = page
            .until_reads("Your key", |key| key.len() == 8 + 9 + 43 + 6)
            .await?;
        page.choose("Format", "Base64url").await?;
        ensure_words(page, &["end of the key id"]).await?;
        let now = page.read("Your key").await?;
        ensure(now == key, || format!("{key} became {now}"))?;
        page.choose("Format", "Base58").await?;
        page.until_reads("Your key", |now| now.len() == 8 + 9 + 44 + 6)
            .await
            .map(drop)
    });
}

#[test]
fn the_key_is_drawn_in_its_parts_and_each_is_named() {
    run(async |page| {
        page.open("").await?;
        page.check("Key id in front of the secret").await?;
        let key = page
            .until_reads("Your key", |key| key.len() == 8 + 9 + 43 + 6)
            .await?;
        let found = parts(page).await?;
        ensure(
            named(&found) == ["prefix", "environment", "key-id", "random", "checksum"],
            || format!("{found:?}"),
        )?;
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        ensure(texts.concat() == key, || format!("{texts:?} is not {key}"))?;
        ensure(
            texts[..2] == ["sk_", "live_"]
                && texts[2].len() == 9
                && texts[4] == github_checksum(texts[3]),
            || format!("{texts:?}"),
        )?;
        ensure_words(
            page,
            &[
                "prefix: whose key",
                "environment",
                "key id: public",
                "43 random symbols, 256.03 bits",
                "checksum: mistypes are refused",
            ],
        )
        .await?;
        page.choose("Format", "ULID").await?;
        let key = page.until_reads("Your key", |key| key.len() == 26).await?;
        let found = parts(page).await?;
        ensure(
            found
                == [
                    ("time".to_owned(), key[..10].to_owned()),
                    ("random".to_owned(), key[10..].to_owned()),
                ],
            || format!("{found:?} of {key}"),
        )?;
        ensure_words(page, &["time it was made", "random part, 80 bits"]).await
    });
}

/// Everything in localStorage and sessionStorage, also with hex decoded.
async fn stored(page: &Page) -> Outcome<String> {
    page.script(
        "const all = [localStorage, sessionStorage].flatMap((store) => Object.entries(store)).flat();
         const decoded = all.map((text) => {
             const bytes = text.replace(/^\\d+\\./, '').match(/[0-9a-f]{2}/g) ?? [];
             return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('');
         });
         return [...all, ...decoded].join('\\n')",
        [],
    )
    .await
}

#[test]
fn options_are_remembered_over_a_reload_but_no_key_is() {
    run(async |page| {
        page.open("").await?;
        ensure(stored(page).await?.trim().is_empty(), || {
            "something is stored unasked".into()
        })?;
        page.choose("Format", "Hex").await?;
        page.paste("spinbutton", "Entropy (bits)", "128").await?;
        page.fill("textbox", "Prefix", "acme").await?;
        page.pick("test").await?;
        page.choose("Checksum", "None").await?;
        let fits = |key: &str| key.len() == 10 + 32 && key.starts_with("acme_test_");
        let key = page.until_reads("Your key", fits).await?;
        let kept = stored(page).await?;
        ensure(kept.contains("acme"), || {
            format!("the options are not where this test looks: {kept:?}")
        })?;
        // No eight consecutive symbols of a key.
        for part in key.as_bytes()[10..].windows(8) {
            let part = String::from_utf8_lossy(part);
            ensure(!kept.contains(&*part), || {
                format!("{part} of {key} is in {kept:?}")
            })?;
        }

        page.reload().await?;
        let next = page.until_reads("Your key", fits).await?;
        ensure(next != key, || format!("{key} came back"))?;
        for (field, value) in [("Format", "hex"), ("Prefix", "acme"), ("Length", "16")] {
            page.until_reads(field, |text| text == value).await?;
        }

        page.press("Forget options").await?;
        page.until_reads("Your key", |key| {
            key.starts_with("sk_live_") && key.len() == 8 + 43 + 6
        })
        .await?;
        ensure(stored(page).await?.trim().is_empty(), || {
            "forgotten options are still stored".into()
        })?;
        ensure(!page.has("button", "Forget options").await, || {
            "there is nothing left to forget".into()
        })?;
        page.reload().await?;
        page.fresh_key().await?;
        page.until_reads("Format", |text| text == "base62")
            .await
            .map(drop)
    });
}

#[test]
fn the_number_of_keys_is_not_remembered() {
    run(async |page| {
        page.open("").await?;
        page.fill("textbox", "Prefix", "acme").await?;
        page.paste("spinbutton", "How many", "500").await?;
        until("the options to be stored", async || {
            let kept = stored(page).await?;
            ensure(kept.contains("acme"), || kept)
        })
        .await?;
        page.reload().await?;
        page.until_reads("Your key", |key| key.starts_with("acme_live_"))
            .await?;
        page.until_reads("How many", |text| text == "1").await?;
        page.press("Forget options").await?;
        // The number alone is nothing to remember.
        page.paste("spinbutton", "How many", "12").await?;
        page.until_body_says(|text| text.contains("12 keys"))
            .await?;
        ensure(stored(page).await?.trim().is_empty(), || {
            "the number is stored".into()
        })
    });
}

#[test]
fn what_is_remembered_and_makes_no_sense_is_forgotten() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Hex").await?;
        page.until_reads("Your key", |key| key.len() == 8 + 64 + 8)
            .await?;
        for nonsense in ["", "1.", "9.AAAA", "1.!!!!", "1.AAAA", "{}"] {
            page.script::<()>(
                "for (const name of Object.keys(localStorage)) localStorage.setItem(name, arguments[0])",
                [nonsense.into()],
            )
            .await?;
            page.reload().await?;
            page.until_reads("Your key", |key| key.len() == 8 + 43 + 6)
                .await?;
        }
        Ok(())
    });
}
