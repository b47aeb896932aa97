//! Every format gives a key of its own shape, and the size fields state the format's limits.

use crate::harness::{Outcome, Page, ensure, run};
use crate::referees::{BASE62, checksum_in, github_checksum};
use diceware_wordlists::EFF_LONG_WORDLIST;

const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HEX: &str = "0123456789abcdef";
const DIGITS: &str = "0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Whether `text` is `length` symbols of `alphabet`.
fn is_of(text: &str, alphabet: &str, length: usize) -> bool {
    text.len() == length && text.chars().all(|symbol| alphabet.contains(symbol))
}

/// The random part of a default key with this many symbols, where its checksum is right.
fn random_part(key: &str, length: usize) -> Option<&str> {
    let (random, checksum) = key.strip_prefix("sk_live_")?.split_at_checked(length)?;
    (checksum == github_checksum(random)).then_some(random)
}

fn is_symbols(key: &str, alphabet: &str, length: usize) -> bool {
    random_part(key, length).is_some_and(|random| is_of(random, alphabet, length))
}

/// Whether `key` is a default key of this many symbols of `alphabet`, with a checksum of so many in the same one.
fn is_all_of(key: &str, alphabet: &str, length: usize, checksum: usize) -> bool {
    let split = key
        .strip_prefix("sk_live_")
        .and_then(|rest| rest.split_at_checked(length));
    split.is_some_and(|(random, end)| {
        is_of(random, alphabet, length) && end == checksum_in(alphabet, checksum, random)
    })
}

/// RFC 9562: groups of 8, 4, 4, 4 and 12 hex digits, the version's digit, and a variant that begins with 10.
fn is_uuid(key: &str, version: char) -> bool {
    let groups: Vec<&str> = key.split('-').collect();
    groups.len() == 5
        && groups
            .iter()
            .zip([8, 4, 4, 4, 12])
            .all(|(group, length)| is_of(group, HEX, length))
        && groups[2].starts_with(version)
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}

/// The milliseconds since 1970 that a UUID v7 begins with.
fn uuid_time(key: &str) -> Option<u64> {
    u64::from_str_radix(&key.replace('-', "")[..12], 16).ok()
}

/// The milliseconds since 1970 that a ULID begins with.
fn ulid_time(key: &str) -> Option<u64> {
    key.get(..10)?.chars().try_fold(0, |time, symbol| {
        Some(time * 32 + CROCKFORD.find(symbol)? as u64)
    })
}

fn is_password(key: &str, length: usize) -> bool {
    let classes: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_digit(),
        |c| c.is_ascii_punctuation(),
    ];
    key.len() == length
        && key.chars().all(|c| c.is_ascii_graphic())
        && classes.iter().all(|class| key.chars().any(class))
}

/// Whether `key` is words of the list, joined by a separator that occurs in none of them.
fn is_passphrase(key: &str, separator: char, words: usize) -> bool {
    let found: Vec<&str> = key.split(separator).collect();
    found.len() == words && found.iter().all(|word| EFF_LONG_WORDLIST.contains(word))
}

/// Chooses a format and waits for a key that fits it.
async fn key_of(page: &Page, format: &str, fits: impl Fn(&str) -> bool) -> Outcome<String> {
    page.choose("Format", format).await?;
    page.until_reads("Your key", fits)
        .await
        .map_err(|error| format!("{format}: {error}").into())
}

async fn read_size(page: &Page) -> Outcome<(String, String)> {
    Ok((
        page.read("Entropy (bits)").await?,
        page.read("Length").await?,
    ))
}

async fn ensure_size(page: &Page, entropy: &str, length: &str) -> Outcome {
    page.until_reads("Entropy (bits)", |text| text == entropy)
        .await?;
    page.until_reads("Length", |text| text == length)
        .await
        .map(drop)
}

#[test]
fn every_format_is_offered_once() {
    run(async |page| {
        page.open("").await?;
        let offered = page.options("Format").await?;
        let wanted = [
            "Base62",
            "Base58",
            "Base64url",
            "Base64",
            "Hex",
            "Base32 (Crockford)",
            "Nano ID",
            "UUID v4",
            "UUID v7",
            "ULID",
            "Password",
            "Passphrase",
            "PIN",
            "Custom alphabet",
            "TOTP secret",
            "Recovery codes",
        ];
        ensure(offered == wanted, || format!("{offered:?}"))
    });
}

#[test]
fn each_format_of_symbols_or_bytes_gives_its_own_shape() {
    run(async |page| {
        page.open("").await?;
        let nano: String = BASE64_URL.to_owned();
        for (format, alphabet, length) in [
            ("Base62", BASE62, 43),
            ("Base64url", BASE64_URL, 43),
            ("Nano ID", nano.as_str(), 21),
            ("Custom alphabet", CROCKFORD, 52),
        ] {
            key_of(page, format, |key| is_symbols(key, alphabet, length)).await?;
        }
        for (format, alphabet, length, checksum) in [
            ("Base58", BASE58, 44, 6),
            ("Hex", HEX, 64, 8),
            ("Base32 (Crockford)", CROCKFORD, 52, 7),
        ] {
            key_of(page, format, |key| {
                is_all_of(key, alphabet, length, checksum)
            })
            .await?;
            // GitHub's stays a choice, and the page says what it is.
            page.choose("Checksum", "CRC-32 (GitHub style)").await?;
            page.until_reads("Your key", |key| is_symbols(key, alphabet, length))
                .await?;
            page.until_body_says(|text| text.contains("6 base62 symbols"))
                .await?;
        }
        // 32 bytes are 43 symbols and one for the padding.
        let padded = |key: &str| {
            random_part(key, 44).is_some_and(|random| {
                random
                    .strip_suffix('=')
                    .is_some_and(|random| is_of(random, BASE64, 43))
            })
        };
        key_of(page, "Base64", padded).await.map(drop)
    });
}

#[test]
fn identifiers_keep_the_layout_of_their_standard_and_hold_the_time() {
    run(async |page| {
        page.open("").await?;
        let now: u64 = page.script("return Date.now()", []).await?;
        let is_now = |time: Option<u64>| time.is_some_and(|time| time.abs_diff(now) < 600_000);
        key_of(page, "UUID v4", |key| is_uuid(key, '4')).await?;
        let key = key_of(page, "UUID v7", |key| is_uuid(key, '7')).await?;
        ensure(is_now(uuid_time(&key)), || format!("{key} at {now}"))?;
        let key = key_of(page, "ULID", |key| is_of(key, CROCKFORD, 26)).await?;
        ensure(is_now(ulid_time(&key)), || format!("{key} at {now}"))
    });
}

#[test]
fn formats_for_people_give_their_own_shape() {
    run(async |page| {
        page.open("").await?;
        key_of(page, "Password", |key| is_password(key, 20)).await?;
        key_of(page, "PIN", |key| is_of(key, DIGITS, 6)).await?;
        key_of(page, "Passphrase", |key| key.contains('-')).await?;
        page.choose("Separator", "space").await?;
        page.until_reads("Your key", |key| is_passphrase(key, ' ', 6))
            .await?;
        page.check("Capitals").await?;
        let is_capital = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && EFF_LONG_WORDLIST.contains(&word.to_lowercase().as_str())
        };
        page.until_reads("Your key", |key| {
            key.split(' ').count() == 6 && key.split(' ').all(is_capital)
        })
        .await?;
        page.check("A digit").await?;
        page.until_reads("Your key", |key| {
            let ends: Vec<bool> = key
                .split(' ')
                .map(|word| word.ends_with(|c: char| c.is_ascii_digit()))
                .collect();
            ends.iter().filter(|end| **end).count() == 1
                && key
                    .split(' ')
                    .all(|word| is_capital(word.trim_end_matches(|c: char| c.is_ascii_digit())))
        })
        .await?;
        page.fill("spinbutton", "Length", "8").await?;
        page.until_reads("Your key", |key| key.split(' ').count() == 8)
            .await
            .map(drop)
    });
}

#[test]
fn a_fixed_size_is_shown_and_cannot_be_changed() {
    run(async |page| {
        page.open("").await?;
        for (format, entropy, length, fits) in [
            (
                "UUID v4",
                "122",
                "36",
                (|key| is_uuid(key, '4')) as fn(&str) -> bool,
            ),
            ("UUID v7", "74", "36", |key| is_uuid(key, '7')),
            ("ULID", "80", "26", |key| is_of(key, CROCKFORD, 26)),
        ] {
            let key = key_of(page, format, fits).await?;
            ensure_size(page, entropy, length)
                .await
                .map_err(|error| format!("{format}: {error}"))?;
            for field in ["Entropy (bits)", "Length"] {
                let element = page.by_role("spinbutton", field).await?;
                ensure(element.attr("readonly").await?.is_some(), || {
                    format!("{format}: \"{field}\" can be changed")
                })?;
                element.send_keys("9").await?;
            }
            let size = read_size(page).await?;
            ensure(size == (entropy.to_owned(), length.to_owned()), || {
                format!("{format}: {size:?}")
            })?;
            let now = page.read("Your key").await?;
            ensure(now == key, || format!("{key} became {now}"))?;
            for field in ["Prefix", "Checksum"] {
                ensure(page.find("", field).await.is_err(), || {
                    format!("{format} has \"{field}\"")
                })?;
            }
        }
        page.choose("Format", "Base62").await?;
        let element = page.by_role("spinbutton", "Entropy (bits)").await?;
        ensure(element.attr("readonly").await?.is_none(), || {
            "Base62 stays locked".into()
        })?;
        ensure_size(page, "256", "43").await
    });
}

#[test]
fn entropy_and_length_follow_each_other() {
    run(async |page| {
        page.open("").await?;
        ensure_size(page, "256", "43").await?;
        page.paste("spinbutton", "Length", "22").await?;
        ensure_size(page, "130", "22").await?;
        page.until_reads("Your key", |key| is_symbols(key, BASE62, 22))
            .await?;
        page.paste("spinbutton", "Entropy (bits)", "192").await?;
        ensure_size(page, "192", "33").await?;
        page.until_reads("Your key", |key| is_symbols(key, BASE62, 33))
            .await?;
        // Hex counts whole bytes.
        page.choose("Format", "Hex").await?;
        ensure_size(page, "192", "24").await?;
        page.paste("spinbutton", "Entropy (bits)", "129").await?;
        ensure_size(page, "129", "17").await?;
        page.until_reads("Your key", |key| is_all_of(key, HEX, 34, 8))
            .await?;
        page.until_body_says(|text| text.contains("136 bits"))
            .await?;
        page.choose("Format", "PIN").await?;
        page.paste("spinbutton", "Length", "4").await?;
        page.until_reads("Your key", |key| is_of(key, DIGITS, 4))
            .await
            .map(drop)
    });
}

#[test]
fn a_length_beyond_the_format_is_told_beside_the_field() {
    run(async |page| {
        page.open("").await?;
        for (format, refused, least, most) in [
            ("Base62", "10", "11", "688"),
            ("Hex", "513", "8", "512"),
            ("PIN", "13", "4", "12"),
            ("Password", "7", "8", "128"),
            ("Passphrase", "33", "3", "32"),
        ] {
            page.choose("Format", format).await?;
            let key = page.until_reads("Your key", |key| !key.is_empty()).await?;
            for refused in [refused, "0", "many", ""] {
                page.paste("spinbutton", "Length", refused).await?;
                let words = page.until_complaint("spinbutton", "Length").await?;
                ensure(words.contains(least) && words.contains(most), || {
                    format!("{format} {refused:?}: {words}")
                })?;
            }
            let now = page.read("Your key").await?;
            ensure(now == key, || format!("{key} became {now}"))?;
            page.paste("spinbutton", "Length", most).await?;
            page.until_reads("Your key", |now| now != key).await?;
        }
        Ok(())
    });
}
