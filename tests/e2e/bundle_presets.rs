//! Several presets in one bundle, values that depend on each other, and pairs that the worker completes.

use crate::bundle::{show, values};
use crate::harness::{Outcome, dist, ensure, run};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::pair::vapid;
use std::fs;

/// Fails the test unless the two keys are one pair.
fn ensure_pair(text: &str) -> Outcome {
    let values = values(text);
    let (private, public) = (&values["VAPID_PRIVATE_KEY"], &values["VAPID_PUBLIC_KEY"]);
    let padded = private.ends_with('=');
    let right = vapid::public_key(&Secret::from(private.as_str()), padded)?;
    ensure(right.expose() == public, || {
        format!("{public} is not the public key of {private}")
    })
}

fn has_pair(text: &str) -> bool {
    values(text)
        .get("VAPID_PUBLIC_KEY")
        .is_some_and(|key| key.len() >= 87)
}

#[test]
fn presets_combine_in_the_order_they_are_added() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Preset", "Rails").await?;
        let rails = page
            .until_reads("Bundle", |text| text.starts_with("SECRET_KEY_BASE="))
            .await?;
        page.choose("Preset", "PostgreSQL").await?;
        page.until_reads("Bundle", |text| text.starts_with("POSTGRES_PASSWORD="))
            .await?;
        page.press("Add preset").await?;
        page.choose("Preset", "Redis").await?;
        page.press("Add preset").await?;
        let all = page
            .until_reads("Bundle", |text| text.contains("REDIS_PASSWORD="))
            .await?;
        ensure(all.starts_with(rails.trim_end()), || {
            format!("{rails:?} became {all:?}")
        })?;
        let names: Vec<_> = all
            .lines()
            .skip(4)
            .filter_map(|line| line.split('=').next())
            .collect();
        ensure(names == ["POSTGRES_PASSWORD", "REDIS_PASSWORD"], || {
            format!("{names:?}")
        })?;
        // Choosing a preset does not discard a combined bundle.
        page.choose("Preset", "Laravel").await?;
        let still = page.read("Bundle").await?;
        ensure(still == all, || format!("{all:?} became {still:?}"))?;
        page.press("Start over").await?;
        page.until_reads("Bundle", |text| text.starts_with("APP_KEY="))
            .await
            .map(drop)
    });
}

#[test]
fn two_presets_that_want_one_name_otherwise_are_told_apart() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Preset", "Flask").await?;
        page.choose("Preset", "Django").await?;
        let before = page
            .until_reads("Bundle", |text| text.starts_with("SECRET_KEY='"))
            .await?;
        page.press("Add preset").await?;
        page.until_said("alert", |text| {
            text.contains("SECRET_KEY") && text.contains("32 bytes as hex")
        })
        .await?;
        let after = page.read("Bundle").await?;
        ensure(before == after, || format!("{before:?} became {after:?}"))
    });
}

#[test]
fn what_is_signed_with_a_secret_is_made_anew_with_it() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Preset", "Supabase (self-hosted)").await?;
        let is_whole = |text: &str| text.contains("SERVICE_ROLE_KEY_ASYMMETRIC=");
        let before = page.until_reads("Bundle", is_whole).await?;
        page.press("Regenerate JWT_SECRET").await?;
        let rests = [
            "JWT_SECRET",
            "ANON_KEY",
            "SERVICE_ROLE_KEY",
            "JWT_KEYS",
            "JWT_JWKS",
            "ANON_KEY_ASYMMETRIC",
            "SERVICE_ROLE_KEY_ASYMMETRIC",
        ];
        page.until_said("status", |text| {
            rests.iter().all(|name| text.contains(name))
        })
        .await?;
        let after = page
            .until_reads("Bundle", |text| text != before && is_whole(text))
            .await?;
        let (before, after) = (values(&before), values(&after));
        for (name, value) in &before {
            let depends = rests.contains(&name.as_str());
            ensure((after[name] != *value) == depends, || {
                format!("{name} went wrong")
            })?;
        }
        let payload = after["ANON_KEY"].split('.').nth(1).ok_or("no payload")?;
        let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(payload)?)?;
        ensure(payload.contains("\"role\":\"anon\""), || payload.clone())
    });
}

#[test]
fn vapid_keys_are_a_pair_and_stay_one() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        for preset in ["Web push (VAPID)", "Mastodon"] {
            page.choose("Preset", preset).await?;
            let first = page.until_reads("Bundle", has_pair).await?;
            ensure_pair(&first)?;
            page.press("Regenerate VAPID_PUBLIC_KEY").await?;
            let second = page
                .until_reads("Bundle", |text| has_pair(text) && text != first)
                .await?;
            ensure_pair(&second)?;
        }
        Ok(())
    });
}

#[test]
fn a_worker_that_cannot_start_gives_an_alert_and_can_be_tried_again() {
    run(async |page| {
        page.inject(
            "const Real = Worker;
             window.__broken = true;
             window.Worker = function (...args) {
                 if (window.__broken) throw new DOMException('no', 'SecurityError');
                 return new Real(...args);
             };
             window.Worker.prototype = Real.prototype;",
        )
        .await?;
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Preset", "Web push (VAPID)").await?;
        page.until_said("alert", |text| text.contains("A key pair was not made"))
            .await?;
        page.press("Download bundle").await?;
        page.until_said("alert", |text| text.contains("VAPID_PUBLIC_KEY cannot"))
            .await?;
        ensure(page.nothing_downloaded()?, || "a file was saved".into())?;
        page.script::<()>("window.__broken = false", []).await?;
        page.press("Try again").await?;
        let text = page.until_reads("Bundle", has_pair).await?;
        ensure_pair(&text)
    });
}

/// Half of P-256's generator (SP 800-186, 3.2.1.3) as the curve's code stores it, in Montgomery form: the x
/// coordinate times 2^256 modulo the prime, the lowest byte first.
const GENERATOR: [u8; 8] = [0x3c, 0x14, 0xa9, 0x18, 0xd4, 0x30, 0xe7, 0x79];

#[test]
fn the_elliptic_curve_is_in_the_worker_and_not_in_the_page() {
    for entry in fs::read_dir(dist()).expect("the page is built") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|end| end == "wasm") {
            let code = fs::read(&path).expect("the file can be read");
            let has_curve = code.windows(8).any(|window| window == GENERATOR);
            let is_worker = path.to_string_lossy().contains("worker-");
            assert_eq!(has_curve, is_worker, "{}", path.display());
        }
    }
}
