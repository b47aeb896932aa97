//! The Key pair tab: made, copied, saved, shown and wiped, for each purpose.

use crate::harness::{Outcome, Page, ensure, run, until};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use tempfile::TempDir;
use thirtyfour::By;

/// What stands for a private key.
const DOTS: &str = "••••";

/// Opens the tab by a link and waits for its pair, whose name begins like this.
pub async fn open_pair(page: &Page, link: &str, name: &str) -> Outcome {
    page.open(link).await?;
    page.until_reads("Your key pair", |text| text.starts_with(name))
        .await
        .map(drop)
}

/// Copies a form and returns what the clipboard then holds.
async fn copied(page: &Page, form: &str) -> Outcome<String> {
    page.press(&format!("Copy {form}")).await?;
    page.until_said("status", |text| {
        text.to_lowercase()
            .contains(&format!("{} copied", form.to_lowercase()))
    })
    .await?;
    page.clipboard().await
}

/// Saves a form and returns the file's name and content.
async fn saved(page: &Page, form: &str) -> Outcome<(String, Vec<u8>)> {
    page.press(&format!("Download {form}")).await?;
    page.take_download().await
}

/// What a tool says of a private key in a file.
fn told(program: &str, arguments: &[&str], key: &[u8]) -> Outcome<String> {
    let folder = TempDir::new()?;
    let path = folder.path().join("key");
    fs::write(&path, key)?;
    fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    let output = Command::new(program).args(arguments).arg(&path).output()?;
    ensure(output.status.success(), || {
        format!("{program}: {}", String::from_utf8_lossy(&output.stderr))
    })?;
    Ok(String::from_utf8(output.stdout)?)
}

/// Opens "Try it".
pub async fn unfold_trial(page: &Page) -> Outcome {
    let summary = until("the fold to be there", async || {
        let found = page.driver().find(By::Css("#panel-keypair summary")).await;
        Ok(found?)
    });
    Ok(summary.await?.click().await?)
}

pub fn openssl(key: &[u8]) -> Outcome<String> {
    told("openssl", &["pkey", "-pubout", "-in"], key)
}

#[test]
fn a_pair_for_tokens_is_copied_and_saved_masked_and_openssl_takes_it() {
    run(async |page| {
        open_pair(page, "#keypair", "ES256 · kid ").await?;
        let shown = page.read("Private key (PKCS#8)").await?;
        ensure(shown.contains(DOTS), || shown.clone())?;
        let pem = copied(page, "private key (PKCS#8)").await?;
        let (name, file) = saved(page, "private key (PKCS#8)").await?;
        ensure(name == "private.pem" && file == pem.as_bytes(), || {
            name.clone()
        })?;
        let public = copied(page, "public key (SPKI)").await?;
        ensure(openssl(&file)?.trim() == public.trim(), || public.clone())?;
        let jwks: serde_json::Value = serde_json::from_str(&copied(page, "JWKS").await?)?;
        let kid = jwks["keys"][0]["kid"].as_str().unwrap_or_default();
        let name = page.read("Your key pair").await?;
        ensure(name.ends_with(kid) && kid.len() == 43, || name.clone())?;
        ensure(jwks["keys"][0]["d"].is_null(), || {
            "a JWKS is public".to_owned()
        })?;
        // Nothing of the private half is in the page before it is shown.
        let text: String = page
            .script("return document.documentElement.outerHTML", [])
            .await?;
        let secret = &pem.lines().nth(1).unwrap_or_default()[..40];
        ensure(!text.contains(secret), || "the page shows it".to_owned())?;
        page.press("Show").await?;
        page.until_reads("Private key (PKCS#8)", |text| text.contains(secret))
            .await?;
        page.press("Show").await?;
        page.until_reads("Private key (PKCS#8)", |text| text.contains(DOTS))
            .await
            .map(drop)
    });
}

#[test]
fn an_ssh_pair_has_its_comment_and_its_passphrase_and_ssh_keygen_takes_it() {
    run(async |page| {
        open_pair(
            page,
            "#keypair?purpose=ssh",
            "Ed25519 · fingerprint SHA256:",
        )
        .await?;
        page.paste("textbox", "Comment", "kim@laptop").await?;
        page.until_reads("authorized_keys line", |text| text.ends_with(" kim@laptop"))
            .await?;
        let public = copied(page, "authorized_keys line").await?;
        let (name, key) = saved(page, "private key (OpenSSH)").await?;
        ensure(name == "id_ed25519", || name.clone())?;
        let told_public = told("ssh-keygen", &["-y", "-P", "", "-f"], &key)?;
        ensure(told_public.trim() == public.trim(), || told_public.clone())?;
        page.check("Encrypt the private key").await?;
        page.press("Generate").await?;
        let complaint = page.until_complaint("textbox", "Passphrase").await?;
        ensure(complaint.contains("passphrase"), || complaint.clone())?;
        page.paste("textbox", "Passphrase", "seven owls at dusk")
            .await?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("New key pair"))
            .await?;
        let (_, locked) = saved(page, "private key (OpenSSH)").await?;
        let public = copied(page, "authorized_keys line").await?;
        ensure(
            told("ssh-keygen", &["-y", "-P", "", "-f"], &locked).is_err(),
            || "it is not encrypted".to_owned(),
        )?;
        let arguments = ["-y", "-P", "seven owls at dusk", "-f"];
        let told_public = told("ssh-keygen", &arguments, &locked)?;
        ensure(told_public.trim() == public.trim(), || told_public.clone())
    });
}

#[test]
fn each_purpose_has_its_forms_and_all_of_them_are_copied_as_they_are_saved() {
    run(async |page| {
        page.open("#keypair").await?;
        for (purpose, name, forms) in [
            (
                "WireGuard",
                "X25519 · public key ",
                ["interface section", "peer section", "preshared key"],
            ),
            (
                "Encrypt files (age)",
                "X25519 · recipient age1",
                ["identity file", "recipient", "recipient"],
            ),
            (
                "Web push (VAPID)",
                "ECDSA P-256 · public key ",
                [
                    "private key (base64url)",
                    "public key (base64url)",
                    "private key (PKCS#8)",
                ],
            ),
            (
                "TLS, signatures, anything else",
                "ECDSA P-256 · fingerprint ",
                [
                    "private key (PKCS#8)",
                    "private key (SEC 1)",
                    "public key (SPKI)",
                ],
            ),
        ] {
            page.choose("Purpose", purpose).await?;
            page.until_reads("Your key pair", |text| text.starts_with(name))
                .await?;
            for form in forms {
                let text = copied(page, form).await?;
                let (_, file) = saved(page, form).await?;
                ensure(!text.is_empty() && file == text.as_bytes(), || {
                    format!("{purpose}: {form} is saved as {} bytes", file.len())
                })?;
            }
            // What was copied is not replaced unasked.
            page.press("Clear").await?;
            page.until_reads("Your key pair", |text| text.starts_with("Press Generate"))
                .await?;
        }
        let (name, der) = {
            page.press("Generate").await?;
            page.until_reads("Your key pair", |text| text.starts_with("ECDSA"))
                .await?;
            saved(page, "private key (DER, base64)").await?
        };
        ensure(name == "private.der" && der[0] == 0x30, || name.clone())
    });
}

/// The whole document.
async fn document(page: &Page) -> Outcome<String> {
    page.script("return document.documentElement.outerHTML", [])
        .await
}

/// The lines of a private form that hold something of the key.
fn secret_lines(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.len() > 20 && !line.starts_with(['-', '#']))
        .collect()
}

#[test]
fn each_purpose_is_made_copied_downloaded_shown_and_wiped() {
    run(async |page| {
        page.open("#keypair").await?;
        for (purpose, label) in [
            ("Sign tokens (JWT, OIDC)", "Private key (PKCS#8)"),
            ("SSH", "Private key (OpenSSH)"),
            ("WireGuard", "Private key (base64)"),
            ("Encrypt files (age)", "Identity file"),
            ("Web push (VAPID)", "Private key (base64url)"),
            (
                "TLS, signatures, anything else",
                "Private key (DER, base64)",
            ),
        ] {
            let (first, rest) = label.split_at(1);
            let form = format!("{}{rest}", first.to_lowercase());
            page.choose("Purpose", purpose).await?;
            page.until_reads("Your key pair", |text| text.contains(" · "))
                .await?;
            let text = copied(page, &form).await?;
            let (_, file) = saved(page, &form).await?;
            ensure(label.contains("DER") || file == text.as_bytes(), || {
                format!("{purpose}: {} bytes are saved", file.len())
            })?;
            let secrets = secret_lines(&text);
            ensure(!secrets.is_empty(), || format!("{purpose}: {text}"))?;
            // It is in the document while it is shown, and at no other time.
            let hidden = document(page).await?;
            page.press("Show").await?;
            page.until_reads(label, |shown| {
                secrets.iter().all(|line| shown.contains(line))
            })
            .await?;
            page.press("Clear").await?;
            page.until_reads("Your key pair", |text| text.starts_with("Press Generate"))
                .await?;
            let cleared = document(page).await?;
            for line in &secrets {
                for (when, text) in [("masked", &hidden), ("cleared", &cleared)] {
                    ensure(!text.contains(line), || {
                        format!("{purpose}, {when}: {line} is there")
                    })?;
                }
            }
            ensure(!page.has("button", &format!("Copy {form}")).await, || {
                format!("{purpose}: the form stays")
            })?;
        }
        Ok(())
    });
}

#[test]
fn a_pair_stays_when_its_tab_is_left_and_goes_when_the_page_is() {
    run(async |page| {
        page.inject("addEventListener('pageshow', (e) => { window.__restored = e.persisted; });")
            .await?;
        open_pair(page, "#keypair", "ES256 · kid ").await?;
        let name = page.read("Your key pair").await?;
        let pem = copied(page, "private key (PKCS#8)").await?;
        page.tab("Token").await?;
        page.tab("Key pair").await?;
        page.until_reads("Your key pair", |text| text == name)
            .await?;
        ensure(copied(page, "private key (PKCS#8)").await? == pem, || {
            "another pair".into()
        })?;
        page.press("Show").await?;
        let secrets = secret_lines(&pem);
        page.until_reads("Private key (PKCS#8)", |text| text.contains(secrets[0]))
            .await?;
        page.leave_and_return().await?;
        page.until_reads("Your key pair", |text| text.starts_with("Press Generate"))
            .await?;
        let left = document(page).await?;
        ensure(secrets.iter().all(|line| !left.contains(line)), || {
            "the private key came back".into()
        })?;

        page.choose("Purpose", "SSH").await?;
        page.until_reads("Your key pair", |text| text.starts_with("Ed25519 · "))
            .await?;
        page.check("Encrypt the private key").await?;
        page.paste("textbox", "Passphrase", "seven owls at dusk")
            .await?;
        page.leave_and_return().await?;
        let passphrase = page.read("Passphrase").await?;
        ensure(passphrase.is_empty(), || "the passphrase came back".into())
    });
}

#[test]
fn a_cancelled_rsa_key_is_forgotten() {
    run(async |page| {
        // The browser is still at it when the key is cancelled.
        page.in_worker("SubtleCrypto.prototype.generateKey = () => new Promise(() => {});")
            .await?;
        // Counts the workers that live: what one is making goes with it.
        page.inject(
            "window.__live = new Set();
             window.Worker = class extends Worker {
                 constructor(...rest) { super(...rest); window.__live.add(this); }
                 terminate() { window.__live.delete(this); super.terminate(); }
             };",
        )
        .await?;
        page.open("#keypair?purpose=tls&alg=rsa&bits=4096").await?;
        page.press("Generate").await?;
        page.until_body_says(|text| text.contains("Making the key pair"))
            .await?;
        page.press("Cancel").await?;
        page.until_said("status", |text| text.contains("Cancelled"))
            .await?;
        let live: u32 = page.script("return window.__live.size", []).await?;
        ensure(live == 0, || format!("{live} workers"))?;
        page.until_reads("Your key pair", |text| text.starts_with("Press Generate"))
            .await
            .map(drop)
    });
}

#[test]
fn a_browser_without_rsa_is_told_so_and_makes_the_pairs_of_curves() {
    run(async |page| {
        page.in_worker(
            "SubtleCrypto.prototype.generateKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'));",
        )
        .await?;
        page.open("#keypair?purpose=ssh&alg=rsa").await?;
        page.paste("textbox", "Comment", "kim@laptop").await?;
        page.press("Generate").await?;
        page.until_body_says(|text| text.contains("This browser makes no RSA keys here"))
            .await?;
        page.choose("Algorithm", "Ed25519").await?;
        page.until_reads("Your key pair", |text| {
            text.starts_with("Ed25519 · fingerprint SHA256:")
        })
        .await?;
        page.until_reads("authorized_keys line", |text| text.ends_with(" kim@laptop"))
            .await
            .map(drop)
    });
}

#[test]
fn an_rsa_key_is_made_at_a_press_can_be_cancelled_and_openssl_takes_it() {
    run(async |page| {
        page.open("#keypair?purpose=jwt&alg=rs256&bits=4096")
            .await?;
        page.until_reads("Your key pair", |text| {
            text.contains("can take several seconds")
        })
        .await?;
        page.press("Generate").await?;
        page.press("Cancel").await?;
        page.until_said("status", |text| text.contains("Cancelled"))
            .await?;
        page.choose("Key size (bits)", "2048").await?;
        // The second press replaces the first request.
        page.press("Generate").await?;
        page.press("Generate").await?;
        page.until_reads("Your key pair", |text| text.starts_with("RS256 · kid "))
            .await?;
        let pem = copied(page, "private key (PKCS#8)").await?;
        let public = copied(page, "public key (SPKI)").await?;
        ensure(openssl(pem.as_bytes())?.trim() == public.trim(), || public)?;
        let details = told(
            "openssl",
            &["pkey", "-noout", "-text", "-in"],
            pem.as_bytes(),
        )?;
        ensure(details.contains("2048 bit"), || details.clone())?;
        unfold_trial(page).await?;
        let token = copied(page, "test token").await?;
        ensure(token.matches('.').count() == 2, || token.clone())
    });
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_a_copied_pair_stays() {
    run(async |page| {
        open_pair(page, "#keypair", "ES256").await?;
        let before = page.read("Your key pair").await?;
        page.paste("textbox", "Key id (kid)", "one\ttwo").await?;
        let complaint = page.until_complaint("textbox", "Key id (kid)").await?;
        ensure(complaint.contains("control character"), || {
            complaint.clone()
        })?;
        ensure(page.read("Key id (kid)").await? == "one\ttwo", || {
            "what was typed is lost".to_owned()
        })?;
        page.press("Generate").await?;
        page.until_said("status", |text| text.contains("correct the marked field"))
            .await?;
        page.paste("textbox", "Key id (kid)", "2026-11").await?;
        let now = page
            .until_reads("Your key pair", |text| text.ends_with("kid 2026-11"))
            .await?;
        ensure(now != before, || now.clone())?;
        copied(page, "JWKS").await?;
        page.choose("Algorithm", "EdDSA (Ed25519)").await?;
        page.until_body_says(|text| text.contains("made before the options changed"))
            .await?;
        ensure(page.read("Your key pair").await? == now, || {
            "it was replaced".to_owned()
        })?;
        page.press("Generate").await?;
        page.until_reads("Your key pair", |text| {
            text.starts_with("EdDSA · kid 2026-11")
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_comment_with_a_control_character_is_told_and_nothing_typed_is_lost() {
    run(async |page| {
        open_pair(page, "#keypair?purpose=ssh", "Ed25519").await?;
        page.paste("textbox", "Comment", "kim\tlaptop").await?;
        let complaint = page.until_complaint("textbox", "Comment").await?;
        ensure(complaint.contains("control character"), || {
            complaint.clone()
        })?;
        for (list, option) in [
            ("Algorithm", "ECDSA P-256"),
            ("Purpose", "WireGuard"),
            ("Purpose", "SSH"),
        ] {
            page.choose(list, option).await?;
        }
        ensure(page.read("Comment").await? == "kim\tlaptop", || {
            "what was typed is lost".to_owned()
        })?;
        page.paste("textbox", "Comment", "kim@laptop").await?;
        page.until_reads("authorized_keys line", |text| text.ends_with(" kim@laptop"))
            .await
            .map(drop)
    });
}

/// What is stored in this browser.
async fn stored(page: &Page) -> Outcome<serde_json::Value> {
    page.script("return { ...localStorage }", []).await
}

/// The chosen option of a combobox.
async fn chosen(page: &Page, name: &str) -> Outcome<String> {
    let list = page.by_role("combobox", name).await?;
    page.script(
        "return arguments[0].selectedOptions[0].text",
        [list.to_json()?],
    )
    .await
}

/// Fails unless these are the chosen options.
async fn ensure_chosen(page: &Page, wanted: &[(&str, &str)]) -> Outcome {
    for (name, option) in wanted {
        let now = chosen(page, name).await?;
        ensure(now == *option, || format!("{name} is {now}"))?;
    }
    Ok(())
}

#[test]
fn choices_are_remembered_and_nothing_that_was_typed() {
    const CHOSEN: [(&str, &str); 5] = [
        ("Purpose", "SSH"),
        ("Algorithm", "RSA"),
        ("Key size (bits)", "4096"),
        ("Read by", "docker run --env-file"),
        ("Written as", "Base64, one line"),
    ];
    const TYPED: [(&str, &str); 3] = [
        ("Comment", "plum@laptop"),
        ("Passphrase", "plum and more"),
        ("Variable", "PLUM_KEY"),
    ];
    run(async |page| {
        open_pair(page, "#keypair", "ES256").await?;
        page.paste("textbox", "Key id (kid)", "plum-7").await?;
        page.choose("Read by", CHOSEN[3].1).await?;
        page.choose("Written as", CHOSEN[4].1).await?;
        page.paste("textbox", TYPED[2].0, TYPED[2].1).await?;
        for (name, option) in &CHOSEN[..3] {
            page.choose(name, option).await?;
        }
        page.check("Encrypt the private key").await?;
        for (name, text) in &TYPED[..2] {
            page.paste("textbox", name, text).await?;
        }
        let kept = stored(page).await?;
        let wanted = serde_json::json!({
            "latchkey.keypair": "purpose=ssh&alg=rsa&bits=4096&output=docker-run&form=base64"
        });
        ensure(kept == wanted, || kept.to_string())?;

        page.reload().await?;
        ensure_chosen(page, &CHOSEN[..3]).await?;
        ensure(page.read("Comment").await?.is_empty(), || {
            "the comment is remembered".into()
        })?;
        page.choose("Algorithm", "Ed25519").await?;
        // The band is there with a pair that has a PEM.
        ensure_chosen(page, &CHOSEN[3..]).await?;

        page.press("Forget options").await?;
        ensure_chosen(
            page,
            &[
                ("Purpose", "Sign tokens (JWT, OIDC)"),
                ("Algorithm", "ES256 (P-256)"),
                ("Read by", ".env"),
                ("Written as", "What it reads best"),
            ],
        )
        .await?;
        ensure(!page.has("button", "Forget options").await, || {
            "there is more to forget".into()
        })?;
        let kept = stored(page).await?.to_string();
        ensure(kept == "{}", || kept)
    });
}

#[test]
fn the_choices_of_a_link_are_told_and_not_remembered() {
    run(async |page| {
        page.inject(
            "localStorage.setItem('latchkey.keypair', 'purpose=age&alg=rot13&kid=<b>&output=json');",
        )
        .await?;
        open_pair(page, "#keypair", "X25519 · recipient age1").await?;
        let before = stored(page).await?;
        page.script::<()>("location.hash = '#keypair?purpose=ssh&alg=p256&bits=1'", [])
            .await?;
        page.until_body_says(|text| {
            text.contains("This link chose: SSH, ECDSA P-256")
                && text.contains("bits was left out: ECDSA P-256 has none.")
        })
        .await?;
        page.until_reads("Your key pair", |text| {
            text.starts_with("ECDSA P-256 · fingerprint SHA256:")
        })
        .await?;
        ensure(stored(page).await? == before, || {
            "the link is remembered".into()
        })?;
        page.press("Copy link to these options").await?;
        page.until_said("status", |text| text == "Link copied.")
            .await?;
        let link = page.clipboard().await?;
        ensure(link.ends_with("#keypair?purpose=ssh&alg=p256"), || link)?;
        page.press("Use my own").await?;
        page.until_reads("Your key pair", |text| {
            text.starts_with("X25519 · recipient age1")
        })
        .await?;
        let fragment: String = page.script("return location.hash", []).await?;
        ensure(fragment == "#keypair", || fragment)
    });
}

#[test]
fn a_browser_that_keeps_nothing_is_told_and_makes_pairs_all_the_same() {
    run(async |page| {
        page.inject("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
            .await?;
        open_pair(page, "#keypair", "ES256").await?;
        page.until_body_says(|text| text.contains("options are not remembered"))
            .await?;
        page.choose("Purpose", "SSH").await?;
        page.until_reads("Your key pair", |text| text.starts_with("Ed25519"))
            .await
            .map(drop)
    });
}

#[test]
fn the_line_for_a_dotenv_is_as_its_reader_takes_it() {
    run(async |page| {
        open_pair(page, "#keypair", "ES256").await?;
        let masked = page
            .until_reads("Line", |text| text.starts_with("JWT_PRIVATE_KEY="))
            .await?;
        ensure(masked.contains(DOTS), || masked.clone())?;
        let pem = copied(page, "private key (PKCS#8)").await?;
        let line = copied(page, "line").await?;
        ensure(line == format!("JWT_PRIVATE_KEY=\"{pem}\"\n"), || {
            line.clone()
        })?;
        page.choose("Read by", "docker run --env-file").await?;
        page.until_body_says(|text| text.contains("the program decodes it"))
            .await?;
        page.choose("Written as", "Several lines").await?;
        page.until_body_says(|text| text.contains("does not keep the line breaks"))
            .await?;
        page.choose("Written as", "What it reads best").await?;
        page.paste("textbox", "Variable", "2 words").await?;
        page.until_body_says(|text| text.contains("cannot be written"))
            .await
    });
}
