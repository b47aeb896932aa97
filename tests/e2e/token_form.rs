//! How the Token tab is laid out: what is in sight, what is folded, what each button is called, and the list of the
//! keys that were copied.

use crate::codes::key_formats;
use crate::harness::{Outcome, Page, copy_button, ensure, run};
use crate::referees::sha256sum;
use serde_json::Value;

/// The left and upper edge of each element.
async fn places(page: &Page, elements: &[(&str, &str)]) -> Outcome<Vec<(f64, f64)>> {
    let mut places = Vec::new();
    for (role, name) in elements {
        let element = page.find(role, name).await?;
        let place = page
            .script(
                "const { x, y } = arguments[0].getBoundingClientRect(); return [x, y + scrollY]",
                [element.to_json()?],
            )
            .await?;
        places.push(place);
    }
    Ok(places)
}

#[test]
fn what_most_keys_need_is_in_sight_and_the_rest_is_folded() {
    run(async |page| {
        page.open("").await?;
        for (role, name) in [
            ("combobox", "Format"),
            ("textbox", "Prefix"),
            ("radiogroup", "Environment"),
            ("spinbutton", "How many"),
        ] {
            page.find(role, name).await?;
        }
        let folded = [
            ("spinbutton", "Entropy (bits)"),
            ("spinbutton", "Length"),
            ("combobox", "Checksum"),
            ("checkbox", "Key id in front of the secret"),
        ];
        for (role, name) in folded {
            ensure(!page.has(role, name).await, || {
                format!("{name} is in sight")
            })?;
        }
        for (role, name) in folded {
            page.reach(role, name).await?;
        }
        ensure(page.body().await?.contains("Keys for your own API"), || {
            "it does not say what the keys are for".into()
        })
    });
}

#[test]
fn a_refused_field_in_the_fold_is_brought_to_sight() {
    run(async |page| {
        page.open("").await?;
        page.paste("spinbutton", "Length", "3").await?;
        page.until_complaint("spinbutton", "Length").await?;
        page.script::<()>("document.getElementById('token-more').open = false", [])
            .await?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("correct the marked field"))
            .await?;
        page.find("spinbutton", "Length").await.map(drop)
    });
}

#[test]
fn formats_are_grouped_and_each_says_when_to_use_it() {
    run(async |page| {
        page.open("").await?;
        let list = page.by_role("combobox", "Format").await?;
        let groups: Vec<(String, u32)> = page
            .script(
                "return Array.from(arguments[0].querySelectorAll('optgroup'), (g) => [g.label, g.children.length])",
                [list.to_json()?],
            )
            .await?;
        let wanted = [
            ("API keys", 7),
            ("Identifiers", 3),
            ("For people", 3),
            ("Your own", 1),
            ("Handed to people", 2),
        ];
        ensure(
            groups
                .iter()
                .map(|(label, count)| (label.as_str(), *count))
                .eq(wanted),
            || format!("{groups:?}"),
        )?;
        let mut said = Vec::new();
        for format in page.options("Format").await? {
            page.choose("Format", &format).await?;
            let words: String = page
                .script(
                    "return arguments[0].ariaDescribedByElements.map((by) => by.innerText).join(' ').trim()",
                    [list.to_json()?],
                )
                .await?;
            ensure(words.len() > 20 && !said.contains(&words), || {
                format!("{format}: {words:?}")
            })?;
            said.push(words);
        }
        Ok(())
    });
}

#[test]
fn nothing_moves_when_the_format_changes() {
    run(async |page| {
        page.open("").await?;
        page.until_reads("Your key", |key| !key.is_empty()).await?;
        let all = [
            ("combobox", "Format"),
            ("spinbutton", "How many"),
            ("textbox", "Prefix"),
            ("radiogroup", "Environment"),
        ];
        let before = places(page, &all).await?;
        let mut with_all = 0;
        for format in key_formats(page).await? {
            page.choose("Format", &format).await?;
            page.until_reads("Your key", |key| !key.is_empty()).await?;
            // What stands alone has neither a prefix nor an environment.
            let has_all = page.has("textbox", "Prefix").await;
            with_all += usize::from(has_all);
            let fields = if has_all { &all[..] } else { &all[..2] };
            let now = places(page, fields).await?;
            // Across, and level with the first one.
            let moved = now.iter().zip(&before).any(|(now_at, was_at)| {
                let (level, was_level) = (now_at.1 - now[0].1, was_at.1 - before[0].1);
                (now_at.0 - was_at.0).abs() >= 1.0 || (level - was_level).abs() >= 1.0
            });
            ensure(!moved, || format!("{format}: {before:?} became {now:?}"))?;
        }
        ensure(with_all > 3, || format!("{with_all} formats have a prefix"))
    });
}

#[test]
fn the_copy_button_names_what_it_copies() {
    run(async |page| {
        page.open("").await?;
        for format in key_formats(page).await? {
            page.choose("Format", &format).await?;
            page.by_role("button", copy_button(&format)).await?;
        }
        page.choose("Format", "Passphrase").await?;
        page.until_reads("Your key", |key| key.matches('-').count() >= 5)
            .await?;
        page.press("Copy passphrase").await?;
        page.by_role("button", "Copied").await?;
        page.until_body_says(|text| text.contains("Copied. Only this hint remains."))
            .await
    });
}

#[test]
fn for_many_keys_generate_stands_beside_their_number() {
    run(async |page| {
        page.open("").await?;
        let places_of = [("button", "Generate"), ("spinbutton", "How many")];
        let apart = |places: &[(f64, f64)]| (places[0].1 - places[1].1).abs();
        let one = places(page, &places_of).await?;
        ensure(apart(&one) > 100.0, || format!("{one:?}"))?;
        page.paste("spinbutton", "How many", "3").await?;
        page.until_body_says(|text| text.contains("press Generate to make them"))
            .await?;
        let many = places(page, &places_of).await?;
        ensure(apart(&many) < 10.0, || format!("{many:?}"))?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("3 keys made"))
            .await?;
        page.press("Download").await?;
        page.take_download().await?;
        page.until_said("status", |text| text == "Download started: keys.txt.")
            .await?;
        page.paste("spinbutton", "How many", "1").await?;
        page.until_reads("Your key", |key| !key.is_empty()).await?;
        let again = places(page, &places_of).await?;
        ensure(apart(&again) > 100.0, || format!("{again:?}"))
    });
}

#[test]
fn copied_keys_are_listed_masked_with_their_hash_until_the_page_is_left() {
    run(async |page| {
        page.open("").await?;
        let mut kept = Vec::new();
        let mut last = page.until_reads("Your key", |key| !key.is_empty()).await?;
        ensure(!page.has("list", "Copied keys, masked").await, || {
            "nothing was copied".into()
        })?;
        for button in ["Copy key", "Copy both"] {
            page.press(button).await?;
            page.by_role("button", "Copied").await?;
            kept.insert(
                0,
                (
                    format!("sk_live_••••{}", &last[last.len() - 4..]),
                    sha256sum(last.as_bytes())?,
                ),
            );
            page.press("Generate").await?;
            last = page
                .until_reads("Your key", |key| {
                    key != last && !key.contains('•') && !key.is_empty()
                })
                .await?;
        }
        let copied = page.by_role("list", "Copied keys, masked").await?;
        let listed: Vec<(String, String)> = page
            .script(
                "return Array.from(arguments[0].children, (row) => Array.from(row.children, (cell) => cell.textContent))",
                [copied.to_json()?],
            )
            .await?;
        ensure(listed == kept, || format!("{listed:?}, not {kept:?}"))?;
        // What is in the URL or in storage would outlast the page.
        let elsewhere: String = page
            .script(
                "return [location.href, document.title, JSON.stringify({ ...localStorage, ...sessionStorage })].join(' ')",
                [],
            )
            .await?;
        ensure(
            kept.iter().all(|(_, hash)| !elsewhere.contains(hash)),
            || elsewhere,
        )?;
        page.note_restores().await?;
        page.reload().await?;
        ensure(!page.has("list", "Copied keys, masked").await, || {
            "a reload kept the list".into()
        })?;
        page.until_reads("Your key", |key| !key.is_empty()).await?;
        page.press("Copy key").await?;
        page.by_role("list", "Copied keys, masked").await?;
        page.leave_and_return().await?;
        ensure(!page.has("list", "Copied keys, masked").await, || {
            "the list outlasts the page".into()
        })
    });
}

#[test]
fn passwords_and_passphrases_have_their_strength_in_words() {
    run(async |page| {
        page.open("").await?;
        for (format, words) in [
            (
                "Passphrase",
                "About 3500 years to guess at a trillion tries a second",
            ),
            (
                "Password",
                "More than a billion years to guess at a trillion tries a second",
            ),
            (
                "PIN",
                "Less than two seconds to guess at a trillion tries a second",
            ),
        ] {
            page.choose("Format", format).await?;
            page.until_body_says(|text| text.contains("Strength") && text.contains(words))
                .await?;
        }
        page.choose("Format", "Passphrase").await?;
        page.paste("spinbutton", "Length", "5").await?;
        page.until_body_says(|text| text.contains("About 160 days to guess"))
            .await?;
        page.choose("Format", "UUID v4").await?;
        page.until_body_says(|text| {
            !text.contains("Strength") && text.contains("it would no longer be a UUID v4")
        })
        .await
    });
}

#[test]
fn the_first_words_say_whose_api_a_key_is_for_and_the_explanations_where_to_keep_it() {
    run(async |page| {
        page.open("").await?;
        let first: String = page
            .script(
                "return document.getElementById('panel-token').textContent",
                [],
            )
            .await?;
        let (before, _) = first
            .split_once("Your key")
            .ok_or_else(|| format!("there is no key in {first}"))?;
        ensure(
            before.contains("Keys for your own API")
                && before.contains("A key for OpenAI's or Stripe's API comes from them."),
            || before.to_owned(),
        )?;
        page.script::<Value>(
            "[...document.querySelectorAll('summary')].find((s) => s.innerText.includes('New to API keys?')).click()",
            [],
        )
        .await?;
        page.until_body_says(|text| {
            [
                // What a key is, beside an OAuth token: who issues it, how long it lives, what it may do.
                "for an API of your own: OpenAI, Stripe and the like accept only keys that they issued",
                "A key is issued by you to a program, lives until you revoke it",
                "An OAuth token is issued by a login server after a person agreed, lives for minutes or hours",
                "may do what that person allowed",
                // Where to keep it.
                "in a secrets manager",
                "never in code, in a repository",
                // What a leak costs.
                "whoever has a leaked key is its owner",
                "Revoke first",
            ]
            .iter()
            .all(|words| text.contains(words))
        })
        .await
    });
}
