//! What is left of a secret in the memory of the program and of its workers: nothing, once it was copied, replaced
//! or cleared, nor when the page was left.
//!
//! The memories are reached through the browser's own instantiation of wasm, and searched in the page and in each
//! worker by itself: what is looked for stands in JavaScript strings only. Every engine allows that, so all of this runs
//! in the three of them before a release, and the first test always. What no engine lets a page search, and none can
//! overwrite, is the browser's own memory, with those strings: the page says so at its foot.

use crate::bundle::{show, values};
use crate::bundle_pauses::{PAUSES, begin};
use crate::bundle_undo::MINUTE;
use crate::codes::key_formats;
use crate::harness::{Outcome, Page, copy_button, ensure, run, until};
use crate::hashes_long::{paste_into, until_whole};
use crate::hashes_passwords::until_verified;
use crate::inspect::GITHUB_KEY;
use crate::referees::sha256sum;
use serde_json::Value;

/// Keeps every memory of a wasm instance, and finds pieces of texts in them, as they are or XOR the bytes that HMAC
/// pads its key with.
const SEARCH: &str = r"
(() => {
    const memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...rest) => {
            const result = await real.apply(WebAssembly, rest);
            const { memory } = (result.instance ?? result).exports;
            if (memory) memories.push(memory);
            return result;
        };
    }
    self.__search = (texts) => {
        const found = [];
        for (const memory of memories) {
            for (const mask of [0, 0x36, 0x5c]) {
                const bytes = new Uint8Array(memory.buffer).map((byte) => byte ^ mask);
                const all = new TextDecoder('latin1').decode(bytes);
                for (const text of texts) {
                    for (let at = 0; at + 12 <= text.length; at += 1) {
                        const place = all.indexOf(text.slice(at, at + 12));
                        if (place >= 0) {
                            found.push(`character ${at} of ${text} XOR ${mask} at ${place}`);
                            break;
                        }
                    }
                }
            }
        }
        return found;
    };
})();
";

/// Counts the workers that live.
const COUNT: &str = r"
(() => {
    const Real = Worker;
    const live = new Set();
    window.Worker = class Worker extends Real {
        constructor(...rest) {
            super(...rest);
            live.add(this);
        }
        terminate() {
            live.delete(this);
            super.terminate();
        }
    };
    window.__workers = () => live.size;
    const channel = new BroadcastChannel('search');
    let answers = [];
    channel.onmessage = ({ data }) => answers.push(data);
    window.__searchWorkers = async (texts) => {
        // After the page was left there is no channel either.
        if (live.size === 0) return [];
        answers = [];
        channel.postMessage(texts);
        for (let turn = 0; turn < 200 && answers.length < live.size; turn += 1) {
            await new Promise((done) => setTimeout(done, 10));
        }
        return answers.length < live.size ? ['a worker did not answer'] : answers.flat();
    };
    // A page with an open channel is not kept when it is left.
    addEventListener('pagehide', () => channel.close());
})();
";

/// The worker's part of the search.
const ANSWER: &str = r"
self.__channel = new BroadcastChannel('search');
self.__channel.onmessage = ({ data }) => self.__channel.postMessage(self.__search(data).map((words) => `worker: ${words}`));
";

async fn open(page: &Page, fragment: &str) -> Outcome {
    page.inject(SEARCH).await?;
    page.inject(COUNT).await?;
    page.in_worker(&format!("{SEARCH}{ANSWER}")).await?;
    page.open(fragment).await
}

/// Where pieces of these texts are.
async fn search(page: &Page, texts: &[&str]) -> Outcome<Vec<String>> {
    let texts = serde_json::to_string(texts)?;
    page.task(&format!(
        "return [...__search({texts}), ...await __searchWorkers({texts})];"
    ))
    .await
}

async fn ensure_gone(page: &Page, when: &str, texts: &[&str]) -> Outcome {
    let found = search(page, texts).await?;
    ensure(found.is_empty(), || format!("{when}: {found:#?}"))
}

/// A new key on the page, other than `last`, without `sk_live_`, which stays on screen.
async fn next(page: &Page, last: &str) -> Outcome<String> {
    let key = page
        .until_reads("Your key", |key| {
            !key.is_empty() && !key.contains('•') && !key.ends_with(last)
        })
        .await?;
    Ok(key.trim_start_matches("sk_live_").to_owned())
}

/// Presses "Copy key" and waits for the answer.
async fn copy(page: &Page, button: &str) -> Outcome {
    page.press(button).await?;
    page.by_role("button", "Copied").await.map(drop)
}

/// Fails unless the search finds the first key, and no longer once that is copied.
pub async fn ensure_a_copied_key_is_gone(page: &Page) -> Outcome {
    open(page, "").await?;
    let key = next(page, "-").await?;
    let found = search(page, &[&key]).await?;
    ensure(!found.is_empty(), || format!("{key} is nowhere"))?;
    copy(page, "Copy key").await?;
    ensure_gone(page, "the first key", &[&key]).await
}

#[test]
fn the_search_finds_a_key_that_is_there_and_the_foot_says_what_it_cannot_search() {
    run(async |page| {
        ensure_a_copied_key_is_gone(page).await?;
        page.script::<()>("document.querySelector('#foot summary').click()", [])
            .await?;
        page.until_body_says(|text| {
            text.contains("in the browser's own memory too, as JavaScript strings")
                && text.contains("A copied key stays in the clipboard")
        })
        .await
    });
}

#[test]
fn a_copied_key_is_nowhere_in_memory_right_after_the_copy() {
    run(async |page| {
        open(page, "").await?;
        let mut last = next(page, "-").await?;
        for format in key_formats(page).await? {
            page.choose("Format", &format).await?;
            for button in [copy_button(&format), "Copy both", copy_button(&format)] {
                page.press("Generate").await?;
                let key = next(page, &last).await?;
                copy(page, button).await?;
                // A PIN is shorter than what is looked for, and what an identifier begins with is the time.
                let time = match &*format {
                    "UUID v7" => 14,
                    "ULID" => 10,
                    _ => 0,
                };
                ensure_gone(page, &format!("{format}, {button}"), &[&key[time..]]).await?;
                last = key;
            }
        }
        Ok(())
    });
}

#[test]
fn a_copied_totp_secret_is_nowhere_in_memory_nor_are_recovery_codes() {
    run(async |page| {
        open(page, "#token?format=totp").await?;
        let read = async |name: &str| {
            page.until_reads(name, |text| !text.is_empty() && !text.contains('•'))
                .await
        };
        for button in ["Copy secret", "Copy address"] {
            page.press("Generate").await?;
            let secret = read("Your secret").await?;
            let picture: String = page
                .script(
                    "return document.querySelector('[role=img] path').getAttribute('d')",
                    [],
                )
                .await?;
            // The finders at its top are the same in every code.
            let places: Vec<usize> = picture.match_indices('M').map(|(at, _)| at).collect();
            let middle = &picture[places[places.len() / 2]..][..40];
            copy(page, button).await?;
            ensure_gone(page, button, &[&secret, middle]).await?;
        }
        page.choose("Format", "Recovery codes").await?;
        let codes = read("Your codes").await?;
        copy(page, "Copy codes").await?;
        let codes: Vec<&str> = codes.split_whitespace().collect();
        ensure(codes.len() == 10, || format!("{codes:?}"))?;
        ensure_gone(page, "recovery codes", &codes).await?;
        // Replaced before they were copied.
        page.press("Generate").await?;
        let codes = read("Your codes").await?;
        page.choose("Format", "Hex").await?;
        next(page, "-").await?;
        let codes: Vec<&str> = codes.split_whitespace().collect();
        ensure_gone(page, "another format", &codes).await
    });
}

#[test]
fn a_key_that_was_never_copied_is_nowhere_once_it_is_replaced() {
    run(async |page| {
        open(page, "").await?;
        let mut last = next(page, "-").await?;
        for format in ["Base62", "Hex", "Password", "Passphrase", "Base64"] {
            page.choose("Format", format).await?;
            page.press("Generate").await?;
            let key = next(page, &last).await?;
            page.press("Generate").await?;
            last = next(page, &key).await?;
            ensure_gone(page, format, &[&key]).await?;
        }
        // Many keys take the place of one.
        page.paste("spinbutton", "How many", "5").await?;
        until("the key to go", async || {
            ensure_gone(page, "making room for many", &[&last]).await
        })
        .await
    });
}

#[test]
fn a_batch_is_nowhere_once_it_is_replaced_by_one_key() {
    run(async |page| {
        open(page, "").await?;
        page.paste("spinbutton", "How many", "3000").await?;
        page.press("Generate").await?;
        page.by_role("list", "Keys, masked").await?;
        page.press("Download").await?;
        let (_, file) = page.take_download().await?;
        let text = String::from_utf8(file)?;
        let lines: Vec<&str> = text.lines().collect();
        let some: Vec<&str> = [0, 1500, 2999]
            .map(|line| lines[line].trim_start_matches("sk_live_"))
            .into();
        page.paste("spinbutton", "How many", "1").await?;
        next(page, "-").await?;
        ensure_gone(page, "one key", &some).await?;
        let workers: Value = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers idle"))
    });
}

#[test]
fn an_hmac_key_is_nowhere_once_it_is_replaced_or_cleared() {
    const KEY: &str = "velvet-Tundra-84-orchard";
    const OTHER: &str = "copper-Lagoon-17-bramble";
    run(async |page| {
        open(page, "#hashes").await?;
        // How their digests of "abc" begin (FIPS 180-2 and 202).
        for (algorithm, plain) in [
            ("SHA-256", "ba7816bf"),
            ("SHA-512", "ddaf35a1"),
            ("SHA3-256", "3a985da7"),
        ] {
            page.choose("Algorithm", algorithm).await?;
            page.paste("textbox", "Text", "abc").await?;
            let is_plain = |digest: &str| digest.starts_with(plain);
            page.until_reads("Digest", is_plain).await?;
            // At once, not key by key: an unfinished key has a digest too.
            page.paste("textbox", "HMAC key", KEY).await?;
            let is_keyed = |digest: &str| digest.len() >= 64 && !is_plain(digest);
            let keyed = page.until_reads("Digest", is_keyed).await?;
            page.paste("textbox", "HMAC key", OTHER).await?;
            page.until_reads("Digest", |digest| is_keyed(digest) && digest != keyed)
                .await?;
            ensure_gone(page, &format!("{algorithm}, replaced"), &[KEY]).await?;
            page.paste("textbox", "HMAC key", "").await?;
            page.until_reads("Digest", is_plain).await?;
            ensure_gone(page, algorithm, &[KEY, OTHER]).await?;
        }
        Ok(())
    });
}

#[test]
fn a_password_is_nowhere_once_it_was_hashed_or_verified_though_its_field_still_holds_it() {
    const PASSWORD: &str = "walnut-Estuary-39-lantern";
    run(async |page| {
        open(page, "#hashes").await?;
        page.by_role("group", "Password hash").await?;
        // PBKDF2 is made of HMACs, whose key is the password.
        for (scheme, cost, start) in [
            (
                "PBKDF2-HMAC-SHA256",
                ("Iterations", "1000"),
                "$pbkdf2-sha256$",
            ),
            ("Argon2id", ("Passes", "1"), "$argon2id$"),
        ] {
            page.paste("textbox", "Password", PASSWORD).await?;
            page.choose("Scheme", scheme).await?;
            page.paste("spinbutton", cost.0, cost.1).await?;
            page.press("Hash password").await?;
            let stored = page
                .until_reads("Stored hash", |text| text.starts_with(start))
                .await?;
            ensure_gone(page, &format!("{scheme}, hashed"), &[PASSWORD]).await?;
            until_verified(page, PASSWORD, &stored, "Match").await?;
            ensure_gone(page, &format!("{scheme}, verified"), &[PASSWORD]).await?;
        }
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers"))
    });
}

#[test]
fn a_pasted_key_is_nowhere_once_it_is_cleared_or_its_tab_is_left() {
    const SECRET: &str = "velvet-Tundra-84-orchard";
    const TOKEN: &str = concat!(
        "eyJhbGciOiJIUzI1NiJ9.",
        "eyJzdWIiOiJvd2xzIn0.",
        "c2lnbmVkLWJ5LW5vYm9keS1hdC1hbGw"
    );
    run(async |page| {
        open(page, "#inspect").await?;
        let texts = [&GITHUB_KEY[4..], TOKEN, SECRET];
        for leaving in ["Clear", "Token"] {
            page.paste("textbox", "Key", GITHUB_KEY).await?;
            page.until_reads("Findings", |text| text.contains("checksum valid"))
                .await?;
            page.paste("textbox", "Key", TOKEN).await?;
            page.by_role("textbox", "JWT secret").await?;
            page.paste("textbox", "JWT secret", SECRET).await?;
            page.until_reads("Findings", |text| text.contains("signature wrong"))
                .await?;
            if leaving == "Clear" {
                page.press("Clear").await?;
            } else {
                page.tab(leaving).await?;
                page.tab("Inspect").await?;
            }
            page.until_reads("Findings", |text| text.contains("Paste a key"))
                .await?;
            ensure_gone(page, leaving, &texts).await?;
        }
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers"))
    });
}

#[test]
fn a_long_text_is_never_in_the_memory_of_the_page_and_its_worker_ends_with_it() {
    const MARK: &str = "a-pasted-text-of-74-herons";
    run(async |page| {
        open(page, "#hashes").await?;
        let around = "0123456789 é ".repeat(15_000);
        let digest = sha256sum(format!("{around}{MARK}{around}.").as_bytes())?;
        let is_left: bool = page
            .script(
                "const [around, mark] = arguments;
                 const clipboardData = new DataTransfer();
                 clipboardData.setData('text/plain', `${around}${mark}${around}.`);
                 const field = document.getElementById('hash-text');
                 const options = { clipboardData, bubbles: true, cancelable: true };
                 return field.dispatchEvent(new ClipboardEvent('paste', options));",
                [around.as_str().into(), MARK.into()],
            )
            .await?;
        ensure(!is_left, || "the browser was left to paste it".into())?;
        page.until_reads("Digest", |text| text == digest).await?;
        let mark = serde_json::to_string(MARK)?;
        let found: Vec<String> = page.task(&format!("return __search([{mark}])")).await?;
        ensure(found.is_empty(), || format!("{found:#?}"))?;

        page.press("Clear").await?;
        let empty = sha256sum(b"")?;
        page.until_reads("Digest", |text| text == empty).await?;
        ensure_gone(page, "Clear", &[MARK]).await?;
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers"))
    });
}

#[test]
fn a_key_pair_is_nowhere_once_it_is_replaced_or_cleared() {
    run(async |page| {
        open(page, "#keypair").await?;
        let made = async |old: &str| {
            page.until_reads("Your key pair", |name| {
                name.starts_with("ES256 ") && name != old
            })
            .await
        };
        let mut name = made("").await?;
        let mut secrets: Vec<String> = Vec::new();
        for end in ["Generate", "Clear"] {
            for form in ["private key (PKCS#8)", "private key (JWK)"] {
                page.press(&format!("Copy {form}")).await?;
                let said = format!("Private{} copied", &form[7..]);
                page.until_said("status", |text| text.contains(&said))
                    .await?;
                secrets.push(page.clipboard().await?);
            }
            page.press(end).await?;
            if end == "Generate" {
                name = made(&name).await?;
            } else {
                page.until_reads("Your key pair", |name| name.starts_with("Press Generate"))
                    .await?;
            }
            // The private number: in the second line of the PEM, and as `d` of the JWK.
            let pieces: Vec<&str> = secrets
                .iter()
                .filter_map(|text| match text.split_once("\"d\":\"") {
                    Some((_, rest)) => rest.get(..43),
                    None => text.lines().nth(1)?.get(50..64),
                })
                .collect();
            ensure(pieces.len() == secrets.len(), || {
                "there is no secret".to_owned()
            })?;
            ensure_gone(page, end, &pieces).await?;
        }
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers"))
    });
}

#[test]
fn the_values_before_a_change_are_nowhere_once_it_cannot_be_undone() {
    run(async |page| {
        page.inject(MINUTE).await?;
        page.note_restores().await?;
        open(page, "#bundle").await?;
        show(page).await?;
        for end in ["a minute", "another tab", "another page"] {
            page.tab("Bundle").await?;
            let before = page
                .until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
                .await?;
            let old = values(&before);
            let old: Vec<&str> = old.values().map(String::as_str).collect();
            page.press("Regenerate all").await?;
            page.until_reads("Bundle", |text| text != before).await?;
            page.by_role("button", "Undo").await?;
            match end {
                "a minute" => page.script::<()>("__minute()", []).await?,
                "another tab" => page.script::<()>("location.hash = 'token'", []).await?,
                _ => page.leave_and_return().await?,
            }
            until("the old values to go", async || {
                ensure_gone(page, end, &old).await
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn the_pair_of_a_bundle_is_nowhere_once_it_cannot_come_back() {
    run(async |page| {
        page.inject(MINUTE).await?;
        open(page, "#bundle").await?;
        show(page).await?;
        page.choose("Preset", "JWT issuer (ES256)").await?;
        let is_whole = |text: &str| text.contains("JWT_JWKS=");
        let before = page.until_reads("Bundle", is_whole).await?;
        // A piece of the private number.
        let secret = before.lines().nth(1).and_then(|line| line.get(50..64));
        let secret = secret.ok_or("there is no private key")?;
        page.press("Regenerate all").await?;
        page.until_reads("Bundle", |text| text != before && is_whole(text))
            .await?;
        page.script::<()>("__minute()", []).await?;
        until("the old pair to go", async || {
            ensure_gone(page, "another pair", &[secret]).await
        })
        .await?;
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers == 0, || format!("{workers} workers"))
    });
}

#[test]
fn of_an_import_that_is_under_way_when_the_page_is_left_nothing_is_left() {
    const TYPED: &str = "a-kept-token-of-73-lemurs";
    run(async |page| {
        page.note_restores().await?;
        page.inject(PAUSES).await?;
        open(page, "#bundle").await?;
        begin(page, &format!("API_TOKEN={TYPED}\n")).await?;
        page.leave_and_return().await?;
        // The pause is still held: nothing of the import runs.
        let found: Vec<String> = page
            .script("return __search([arguments[0]])", [TYPED.into()])
            .await?;
        ensure(found.is_empty(), || format!("{found:#?}"))
    });
}

#[test]
fn a_long_text_in_the_import_box_is_nowhere_once_it_is_cleared_or_replaced() {
    const KEPT: [&str; 2] = ["a-kept-token-of-84-ibexes", "a-kept-token-of-95-okapis"];
    const BOX: &str = "Import .env.example";
    run(async |page| {
        open(page, "#bundle").await?;
        // No variable: there is no bundle that has it too.
        let long = |kept: &str| format!("{}\n{kept}\n", "# filler\n".repeat(10_000));
        for kept in KEPT {
            paste_into(page, BOX, &long(kept), None).await?;
            page.until_body_says(|text| text.contains("there is no ="))
                .await?;
        }
        page.press("Clear").await?;
        until_whole(page, BOX, "").await?;
        until("the texts to go", async || {
            ensure_gone(page, "Clear", &KEPT).await
        })
        .await
    });
}

#[test]
fn after_leaving_the_page_nothing_comes_back_in_its_memory() {
    run(async |page| {
        page.note_restores().await?;
        open(page, "").await?;
        let first = next(page, "-").await?;
        page.choose("Format", "Password").await?;
        let second = next(page, &first).await?;
        page.choose("Format", "Passphrase").await?;
        let third = next(page, &second).await?;
        page.leave_and_return().await?;
        let found: Vec<String> = page
            .task(&format!(
                "return __search({})",
                serde_json::to_string(&[&first, &second, &third])?
            ))
            .await?;
        ensure(found.is_empty(), || format!("{found:#?}"))?;
        // Only the one that draws the next passphrase may be at work.
        let workers: u32 = page.script("return __workers()", []).await?;
        ensure(workers <= 1, || format!("{workers} workers"))
    });
}

#[test]
fn after_leaving_nothing_of_a_bundle_or_of_a_password_is_in_the_memory() {
    const TYPED: [&str; 3] = [
        "a-typed-HMAC-key-of-41-foxes",
        "owls-have-typed-this-52-times",
        "a-pasted-value-of-63-moles",
    ];
    run(async |page| {
        page.note_restores().await?;
        open(page, "#bundle").await?;
        show(page).await?;
        page.choose("Preset", "Laravel").await?;
        page.until_reads("Bundle", |text| text.contains("APP_KEY="))
            .await?;
        page.choose("Preset", "Rails").await?;
        let made = page
            .until_reads("Bundle", |text| text.starts_with("SECRET_KEY_BASE="))
            .await?;
        page.paste(
            "textbox",
            "Import .env.example",
            &format!("API_TOKEN={}\n", TYPED[2]),
        )
        .await?;
        page.tab("Hashes").await?;
        page.fill("textbox", "Text", "abc").await?;
        page.fill("textbox", "HMAC key", TYPED[0]).await?;
        page.until_reads("Digest", |digest| digest.len() >= 64)
            .await?;
        page.paste("textbox", "Password", TYPED[1]).await?;
        page.leave_and_return().await?;
        let line = made.lines().next().unwrap_or_default();
        let (_, value) = line.split_once('=').unwrap_or_default();
        ensure(value.len() == 128, || format!("{made:?}"))?;
        let found: Vec<String> = page
            .task(&format!(
                "return __search({})",
                serde_json::to_string(&[value, TYPED[0], TYPED[1], TYPED[2]])?
            ))
            .await?;
        ensure(found.is_empty(), || format!("{found:#?}"))
    });
}
