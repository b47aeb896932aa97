//! There is a fresh key, it is as described, and the options change it as described.

use crate::harness::{Outcome, Page, ensure, run};
use crate::referees::{BASE62, github_checksum, sha256sum};

const HEX: &str = "0123456789abcdef";

/// Fails the test unless `key` is `head`, `symbols` random symbols of `alphabet` and their checksum.
fn ensure_shape(key: &str, head: &str, alphabet: &str, symbols: usize) -> Outcome {
    let rest = key
        .strip_prefix(head)
        .ok_or_else(|| format!("{key} does not begin with {head:?}"))?;
    ensure(rest.len() == symbols + 6, || {
        format!("{key} has {} symbols after {head:?}", rest.len())
    })?;
    let (random, checksum) = rest.split_at(symbols);
    ensure(
        random.chars().all(|symbol| alphabet.contains(symbol)),
        || format!("{random} leaves the alphabet"),
    )?;
    let right = github_checksum(random);
    ensure(checksum == right, || {
        format!("{key} ends in {checksum}, not {right}")
    })
}

/// Whether a key has the given head and length, which is how a test sees that a new one has arrived.
fn fits(head: &str, length: usize) -> impl Fn(&str) -> bool {
    move |key: &str| key.starts_with(head) && key.len() == length
}

async fn ensure_hashed(page: &Page, key: &str) -> Outcome {
    let right = sha256sum(key.as_bytes())?;
    page.until_reads("SHA-256", |hash| hash == right)
        .await
        .map(drop)
}

#[test]
fn a_fresh_key_of_the_default_form_is_there_when_the_page_opens() {
    run(async |page| {
        page.open("").await?;
        let first = page.until_reads("Your key", |key| !key.is_empty()).await?;
        ensure_shape(&first, "sk_live_", BASE62, 43)?;
        ensure_hashed(page, &first).await?;

        page.press("Generate").await?;
        let second = page.until_reads("Your key", |key| key != first).await?;
        ensure_shape(&second, "sk_live_", BASE62, 43)?;
        ensure_hashed(page, &second).await
    });
}

#[test]
fn each_option_changes_the_key_as_it_says() {
    run(async |page| {
        page.open("").await?;
        page.until_reads("Your key", fits("sk_live_", 8 + 43 + 6))
            .await?;

        page.choose("Format", "Hex").await?;
        page.until_reads("Your key", fits("sk_live_", 8 + 64 + 8))
            .await?;
        page.choose("Checksum", "CRC-32 (GitHub style)").await?;
        let key = page
            .until_reads("Your key", fits("sk_live_", 8 + 64 + 6))
            .await?;
        ensure_shape(&key, "sk_live_", HEX, 64)?;

        page.choose("Format", "Base62").await?;
        page.until_reads("Your key", fits("sk_live_", 8 + 43 + 6))
            .await?;
        page.pick("test").await?;
        let key = page
            .until_reads("Your key", fits("sk_test_", 8 + 43 + 6))
            .await?;
        ensure_shape(&key, "sk_test_", BASE62, 43)?;
        page.pick("none").await?;
        let key = page
            .until_reads("Your key", fits("sk_", 3 + 43 + 6))
            .await?;
        ensure_shape(&key, "sk_", BASE62, 43)?;

        page.fill("textbox", "Prefix", "acme").await?;
        let key = page
            .until_reads("Your key", fits("acme_", 5 + 43 + 6))
            .await?;
        ensure_shape(&key, "acme_", BASE62, 43)?;
        page.fill("textbox", "Prefix", "").await?;
        let key = page.until_reads("Your key", fits("", 43 + 6)).await?;
        ensure_shape(&key, "", BASE62, 43)?;

        page.choose("Checksum", "None").await?;
        let key = page.until_reads("Your key", fits("", 43)).await?;
        ensure(key.chars().all(|symbol| BASE62.contains(symbol)), || {
            format!("{key} leaves the alphabet")
        })?;
        ensure_hashed(page, &key).await
    });
}

#[test]
fn base64url_keys_use_its_whole_alphabet_and_nothing_else() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Base64url").await?;
        page.fill("spinbutton", "Entropy (bits)", "4096").await?;
        let key = page
            .until_reads("Your key", fits("sk_live_", 8 + 683 + 6))
            .await?;
        let alphabet = format!("{BASE62}-_");
        ensure_shape(&key, "sk_live_", &alphabet, 683)?;
        // At 683 symbols a sound source leaves out one given symbol of 64 once in 47,000 keys; both once in
        // two billion.
        ensure(key.contains(['-', '_']), || key.clone())
    });
}

#[test]
fn the_entropy_is_told_as_it_is_and_little_of_it_is_warned_of() {
    run(async |page| {
        page.open("").await?;
        page.until_reads("Your key", fits("sk_live_", 8 + 43 + 6))
            .await?;
        page.until_body_says(|text| text.contains("256.03 bits"))
            .await?;
        // Just enough, then just too little: 22 symbols of base62 are 130.99 bits, 21 are 125.04.
        for (bits, symbols, figure, warned) in [
            ("128", 22, "130.99", false),
            ("125", 21, "125.03", true),
            ("64", 11, "65.49", true),
            ("4096", 688, "4096.48", false),
        ] {
            page.fill("spinbutton", "Entropy (bits)", bits).await?;
            let key = page
                .until_reads("Your key", fits("sk_live_", 8 + symbols + 6))
                .await?;
            ensure_shape(&key, "sk_live_", BASE62, symbols)?;
            page.until_body_says(|text| {
                text.contains(figure) && text.contains("less than the usual 128") == warned
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn a_refused_prefix_is_told_beside_the_field_and_the_last_good_key_stays() {
    run(async |page| {
        page.open("").await?;
        page.fill("textbox", "Prefix", "acme").await?;
        let key = page
            .until_reads("Your key", fits("acme_live_", 10 + 43 + 6))
            .await?;
        // Typed at the end: what is refused is the prefix with the last character, not the one before it.
        page.by_role("textbox", "Prefix")
            .await?
            .send_keys(" ")
            .await?;
        page.until_complaint("textbox", "Prefix").await?;
        ensure_still(page, &key).await?;
        for refused in [
            "ac me",
            "acme\"",
            "acme'",
            "`acme",
            "\u{a0}acme",
            "ac\tme",
            "ac\u{7}me",
            "acme\u{200b}",
        ] {
            page.paste("textbox", "Prefix", refused).await?;
            page.until_complaint("textbox", "Prefix").await?;
            ensure_still(page, &key).await?;
            ensure(page.read("Prefix").await? == refused, || {
                format!("{refused:?} was changed in the field")
            })?;
        }
        page.fill("textbox", "Prefix", "pk").await?;
        page.until_reads("Your key", fits("pk_live_", 8 + 43 + 6))
            .await?;
        ensure(page.complaint("textbox", "Prefix").await.is_err(), || {
            "the complaint outlives its cause".into()
        })
    });
}

#[test]
fn a_refused_entropy_is_told_beside_the_field_and_the_last_good_key_stays() {
    run(async |page| {
        page.open("").await?;
        page.fill("spinbutton", "Entropy (bits)", "192").await?;
        let key = page
            .until_reads("Your key", fits("sk_live_", 8 + 33 + 6))
            .await?;
        // Pasted, not typed: on the way to 4097 a typist passes 409, which is valid. Text that is no number is
        // refused too.
        for refused in [
            "many",
            "25e",
            "-256",
            "",
            "0",
            "63",
            "4097",
            "99999999999999999999",
            "128.5",
        ] {
            page.paste("spinbutton", "Entropy (bits)", refused).await?;
            let words = page.until_complaint("spinbutton", "Entropy (bits)").await?;
            ensure(words.contains("64") && words.contains("4096"), || {
                format!("{refused:?}: {words}")
            })?;
            ensure_still(page, &key).await?;
        }
        page.fill("spinbutton", "Entropy (bits)", "128").await?;
        page.until_reads("Your key", fits("sk_live_", 8 + 22 + 6))
            .await?;
        ensure(
            page.complaint("spinbutton", "Entropy (bits)")
                .await
                .is_err(),
            || "the complaint outlives its cause".into(),
        )
    });
}

async fn ensure_still(page: &Page, key: &str) -> Outcome {
    let now = page.read("Your key").await?;
    ensure(now == key, || {
        format!("the key changed from {key} to {now}")
    })
}
