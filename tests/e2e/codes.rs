//! What servers hand to people: TOTP secrets and recovery codes, shown, copied, downloaded and gone.

use crate::harness::{Outcome, Page, ensure, run};
use crate::look::{colours, picture, width};
use crate::referees::sha256sum;
use crate::referees_installed::{answer, program};
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};

/// The formats of the list that the key card shows: all but those of this file.
pub async fn key_formats(page: &Page) -> Outcome<Vec<String>> {
    let mut formats = page.options("Format").await?;
    formats.retain(|format| !["TOTP secret", "Recovery codes"].contains(&format.as_str()));
    Ok(formats)
}

fn is_base32(text: &str) -> bool {
    text.bytes()
        .all(|byte| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".contains(&byte))
}

/// A fresh secret of so many symbols.
async fn secret(page: &Page, symbols: usize) -> Outcome<String> {
    page.until_reads("Your secret", |text| {
        text.len() == symbols && is_base32(text)
    })
    .await
}

/// The lines of the fresh list.
async fn codes(page: &Page, count: usize) -> Outcome<Vec<String>> {
    let list = page
        .until_reads("Your codes", |text| {
            text.split_whitespace().count() == count && !text.contains('•')
        })
        .await?;
    Ok(list.split_whitespace().map(str::to_owned).collect())
}

/// The codes that oathtool computes, with padded base32, for now and the period before.
fn codes_of_oathtool(secret: &str, mode: &str) -> Outcome<Vec<String>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let padded = format!(
        "{secret:=<width$}",
        width = secret.len().next_multiple_of(8)
    );
    Ok([now, now - 30]
        .iter()
        .map(|now| {
            let mut oathtool = program("oathtool");
            oathtool.args([
                &format!("--totp={mode}"),
                "--base32",
                "--now",
                &format!("@{now}"),
                "-",
            ]);
            answer(&mut oathtool, padded.as_bytes()).trim().to_owned()
        })
        .collect())
}

#[test]
fn a_totp_secret_has_its_address_its_picture_and_the_code_that_oathtool_computes() {
    run(async |page| {
        page.open("#token?format=totp").await?;
        for (algorithm, mode, symbols) in [
            ("SHA-1, 20 bytes", "sha1", 32),
            ("SHA-256, 32 bytes", "sha256", 52),
            ("SHA-512, 64 bytes", "sha512", 103),
        ] {
            page.choose("Algorithm", algorithm).await?;
            let secret = secret(page, symbols).await?;
            page.until_reads("Current code", |code| {
                codes_of_oathtool(&secret, mode)
                    .is_ok_and(|codes| codes.iter().any(|one| one == code))
            })
            .await?;
            page.until_reads("Address", |address| {
                address
                    == format!(
                        "otpauth://totp/Example:alice@example.com?secret={secret}&issuer=Example\
                        &algorithm={}&digits=6&period=30",
                        mode.to_uppercase()
                    )
            })
            .await?;
            page.by_role("image", "QR code of the address").await?;
        }
        page.until_body_says(|text| text.contains("s left")).await
    });
}

#[test]
fn the_picture_on_screen_is_read_by_a_scanner() {
    run(async |page| {
        page.open("#token?format=totp").await?;
        secret(page, 32).await?;
        page.paste("textbox", "Issuer", "ACME & Sons").await?;
        page.paste("textbox", "Account", "Zoë").await?;
        let address = page
            .until_reads("Address", |text| {
                text.contains("/ACME%20%26%20Sons:Zo%C3%AB?")
            })
            .await?;
        let picture = page.by_role("image", "QR code of the address").await?;
        let file = page.downloads().join("qr.png");
        picture.screenshot(&file).await?;
        let read = answer(
            program("zbarimg")
                .args([
                    "--quiet",
                    "--nodbus",
                    "--raw",
                    "-S*.disable",
                    "-Sqrcode.enable",
                ])
                .arg(&file),
            b"",
        );
        std::fs::remove_file(file)?;
        ensure(read.trim_end() == address, || {
            format!("{read} is not {address}")
        })
    });
}

#[test]
fn once_the_secret_or_its_address_is_copied_neither_nor_picture_nor_code_is_left() {
    run(async |page| {
        page.open("#token?format=totp").await?;
        for button in ["Copy secret", "Copy address"] {
            let secret = secret(page, 32).await?;
            let address = page
                .until_reads("Address", |text| text.contains(&secret))
                .await?;
            page.press(button).await?;
            page.until_reads("Your secret", |text| {
                text == format!("••••{}", &secret[28..])
            })
            .await?;
            let wanted = if button == "Copy secret" {
                &secret
            } else {
                &address
            };
            page.ensure_clipboard(wanted).await?;
            let left = page.html().await?;
            ensure(!left.contains(&secret[..12]), || {
                format!("{secret} is in {left}")
            })?;
            let gone: Value = page
                .script(
                    "return [document.querySelector('[role=img] path'), \
                     document.querySelector('[aria-label=\"Current code\"]').textContent]",
                    [],
                )
                .await?;
            ensure(gone == serde_json::json!([null, ""]), || gone.to_string())?;
            page.press("Generate").await?;
        }
        Ok(())
    });
}

#[test]
fn a_colon_in_the_issuer_is_told_beside_it_and_nothing_typed_is_lost() {
    run(async |page| {
        page.open("#token?format=totp").await?;
        let secret = secret(page, 32).await?;
        page.paste("textbox", "Account", "bob").await?;
        page.paste("textbox", "Issuer", "Acme: North").await?;
        let said = page.until_complaint("textbox", "Issuer").await?;
        ensure(said.contains("colon"), || said.clone())?;
        ensure(page.read("Issuer").await? == "Acme: North", || {
            "it was changed".into()
        })?;
        // No address, but the secret and its code are as they were.
        let copy = page.find("button", "Copy address").await?;
        ensure(!copy.is_enabled().await?, || {
            "the address can be copied".into()
        })?;
        ensure(!page.has("image", "QR code of the address").await, || {
            "there is a picture".into()
        })?;
        ensure(page.read("Your secret").await? == secret, || {
            "another secret".into()
        })?;
        page.paste("textbox", "Account", "").await?;
        page.until_complaint("textbox", "Account").await?;
        page.paste("textbox", "Account", "bob").await?;
        page.paste("textbox", "Issuer", "Acme North").await?;
        page.until_reads("Address", |text| {
            text.starts_with(&format!("otpauth://totp/Acme%20North:bob?secret={secret}"))
        })
        .await
        .map(drop)
    });
}

#[test]
fn recovery_codes_are_listed_copied_and_downloaded_once_and_their_hashes_stay() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Recovery codes").await?;
        let listed = codes(page, 10).await?;
        // Which hash is right depends on the length, and the page says so.
        page.until_body_says(|text| {
            text.contains("SHA-256 is right for codes of 80 random bits")
                && text.contains("shorter ones need Argon2id")
        })
        .await?;
        let text = listed
            .iter()
            .fold(String::new(), |text, code| text + code.as_str() + "\n");
        let mut hashes = String::new();
        let mut csv = "code,sha256\n".to_owned();
        for code in &listed {
            let hash = sha256sum(code.as_bytes())?;
            hashes.extend([hash.as_str(), "\n"]);
            csv.extend([code.as_str(), ",", hash.as_str(), "\n"]);
        }
        for (button, name, wanted) in [
            ("Download codes", "recovery-codes.txt", &text),
            ("Download hashes", "recovery-codes-sha256.txt", &hashes),
            ("Download code,sha256", "recovery-codes.csv", &csv),
        ] {
            page.press(button).await?;
            let (saved, bytes) = page.take_download().await?;
            ensure(saved == name && bytes == wanted.as_bytes(), || {
                format!("{saved}: {}", String::from_utf8_lossy(&bytes))
            })?;
        }
        page.press("Copy codes").await?;
        page.until_reads("Your codes", |text| text.contains('•'))
            .await?;
        page.ensure_clipboard(&text).await?;
        let left = page.html().await?;
        for code in &listed {
            ensure(!left.contains(code), || format!("{code} is left"))?;
        }
        for button in ["Download codes", "Download code,sha256"] {
            let button = page.find("button", button).await?;
            ensure(!button.is_enabled().await?, || "they can be saved".into())?;
        }
        // The first press is answered that the codes are in the clipboard only.
        page.press("Copy hashes").await?;
        page.until_said("alert", |text| text.contains("press again"))
            .await?;
        page.press("Copy hashes").await?;
        page.until_said("status", |text| text.contains("Hashes copied"))
            .await?;
        page.ensure_clipboard(&hashes).await?;
        page.press("Generate").await?;
        let next = codes(page, 10).await?;
        ensure(next.iter().all(|code| !listed.contains(code)), || {
            "the same codes".into()
        })
    });
}

#[test]
fn as_many_codes_are_made_as_are_asked_for() {
    run(async |page| {
        page.open("#token?format=recovery-codes").await?;
        codes(page, 10).await?;
        page.paste("spinbutton", "How many codes", "3").await?;
        let three = codes(page, 3).await?;
        page.paste("spinbutton", "How many codes", "0").await?;
        page.until_complaint("spinbutton", "How many codes").await?;
        ensure(codes(page, 3).await? == three, || "other codes".into())?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("correct the marked field"))
            .await?;
        page.paste("spinbutton", "How many codes", "100").await?;
        codes(page, 100).await.map(drop)
    });
}

#[test]
fn another_format_takes_the_secret_away_and_a_reload_remembers_the_choice() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "TOTP secret").await?;
        let first = secret(page, 32).await?;
        page.choose("Format", "Hex").await?;
        page.fresh_key().await?;
        let left = page.html().await?;
        ensure(!left.contains(&first), || format!("{first} is left"))?;
        page.choose("Format", "TOTP secret").await?;
        let second = secret(page, 32).await?;
        page.reload().await?;
        let third = secret(page, 32).await?;
        ensure(first != second && second != third, || {
            format!("{first} {second} {third}")
        })
    });
}

#[test]
fn a_page_that_is_left_and_shown_again_has_another_secret_and_other_codes() {
    run(async |page| {
        page.note_restores().await?;
        page.open("#token?format=totp").await?;
        let first = secret(page, 32).await?;
        page.leave_and_return().await?;
        page.until_reads("Your secret", |text| text.len() == 32 && text != first)
            .await?;
        let left = page.html().await?;
        ensure(!left.contains(&first), || format!("{first} came back"))?;
        page.choose("Format", "Recovery codes").await?;
        let listed = codes(page, 10).await?;
        page.leave_and_return().await?;
        page.until_reads("Your codes", |text| {
            text.len() > 100 && !text.contains(&listed[0])
        })
        .await?;
        let left = page.html().await?;
        ensure(!left.contains(&listed[9]), || {
            format!("{} came back", listed[9])
        })
    });
}

#[test]
fn both_have_their_picture_and_fit_a_narrow_screen() {
    run(async |page| {
        page.open("#token?format=totp").await?;
        for (format, shown) in [
            ("TOTP secret", "Your secret"),
            ("Recovery codes", "Your codes"),
        ] {
            page.choose("Format", format).await?;
            page.until_reads(shown, |text| !text.is_empty()).await?;
            for (scheme, wide) in [("light", 1280), ("dark", 360)] {
                colours(page, scheme).await?;
                width(page, wide).await?;
                let name = format.replace(' ', "-").to_lowercase();
                picture(page, &format!("{name}-{scheme}-{wide}")).await?;
                let fits = page.ensure_fits().await;
                fits.map_err(|error| format!("{format}: {error}"))?;
            }
        }
        Ok(())
    });
}
