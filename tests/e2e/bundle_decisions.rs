//! Changing what becomes of a variable, and rotating the secrets of an imported file.

use crate::bundle::{show, values};
use crate::bundle_import::{EXAMPLE, import};
use crate::harness::{Outcome, Page, ensure, run};
use thirtyfour::Key;

/// Waits until the variable has a value that fits, and returns it.
async fn until_value(
    page: &Page,
    name: &str,
    wanted: impl Fn(Option<&str>) -> bool,
) -> Outcome<String> {
    let value = |text: &str| values(text).get(name).cloned();
    let text = page
        .until_reads("Bundle", |text| wanted(value(text).as_deref()))
        .await?;
    Ok(value(&text).unwrap_or_default())
}

async fn open(page: &Page) -> Outcome {
    page.open("#bundle").await?;
    show(page).await?;
    import(page, EXAMPLE).await?;
    until_value(page, "SESSION_SECRET", |value| value.is_some())
        .await
        .map(drop)
}

#[test]
fn every_decision_can_be_changed_in_its_row() {
    run(async |page| {
        open(page).await?;
        page.press("Change SESSION_SECRET").await?;
        page.choose("Decision for SESSION_SECRET", "Leave blank")
            .await?;
        until_value(page, "SESSION_SECRET", |value| value == Some("")).await?;
        page.choose("Decision for SESSION_SECRET", "Keep the value")
            .await?;
        until_value(page, "SESSION_SECRET", |value| value == Some("changeme")).await?;
        page.choose("Decision for SESSION_SECRET", "New value")
            .await?;
        until_value(page, "SESSION_SECRET", |value| {
            value.is_some_and(|value| value.len() == 64)
        })
        .await?;
        page.choose("Format for SESSION_SECRET", "Letters and digits")
            .await?;
        until_value(page, "SESSION_SECRET", |value| {
            value.is_some_and(|value| value.len() == 32)
        })
        .await?;
        page.paste("spinbutton", "Size for SESSION_SECRET", "20")
            .await?;
        let twenty = until_value(page, "SESSION_SECRET", |value| {
            value.is_some_and(|value| value.len() == 20)
        })
        .await?;
        page.paste("spinbutton", "Size for SESSION_SECRET", "3")
            .await?;
        page.until_complaint("spinbutton", "Size for SESSION_SECRET")
            .await?;
        until_value(page, "SESSION_SECRET", |value| value == Some(&twenty)).await?;
        let table = page.read("Secrets").await?;
        ensure(
            table.contains("20 letters and digits") && table.contains("your choice"),
            || table.clone(),
        )
    });
}

#[test]
fn a_shared_secret_can_be_parted_and_joined_again() {
    run(async |page| {
        open(page).await?;
        let inside = |text: &str| {
            let url = values(text).remove("DATABASE_URL")?;
            let password = url.split("app:").nth(1)?.split('@').next()?.to_owned();
            Some(password)
        };
        let password = until_value(page, "POSTGRES_PASSWORD", |value| value.is_some()).await?;
        page.press("Change DATABASE_URL").await?;
        page.choose("Decision for DATABASE_URL", "New value")
            .await?;
        page.until_reads("Bundle", |text| inside(text).as_ref() != Some(&password))
            .await?;
        page.choose(
            "Decision for DATABASE_URL",
            "Same secret as POSTGRES_PASSWORD",
        )
        .await?;
        page.until_reads("Bundle", |text| inside(text).as_ref() == Some(&password))
            .await?;
        page.press("Regenerate DATABASE_URL").await?;
        page.until_said("status", |text| text.contains("POSTGRES_PASSWORD"))
            .await?;
        let other = until_value(page, "POSTGRES_PASSWORD", |value| {
            value.is_some_and(|value| value != password)
        })
        .await?;
        let text = page.read("Bundle").await?;
        ensure(inside(&text) == Some(other), || text.clone())
    });
}

#[test]
fn what_a_provider_issues_is_left_alone_until_it_is_decided_otherwise() {
    run(async |page| {
        open(page).await?;
        ensure(
            !page.has("button", "Regenerate OPENAI_API_KEY").await,
            || "a key of somebody else's can be minted".into(),
        )?;
        page.unfold().await?;
        page.press("Change PORT").await?;
        page.choose("Decision for PORT", "New value").await?;
        until_value(page, "PORT", |value| {
            value.is_some_and(|value| !value.is_empty())
        })
        .await?;
        page.press("Change OPENAI_API_KEY").await?;
        // One row is open at a time.
        ensure(!page.has("combobox", "Decision for PORT").await, || {
            "both are open".into()
        })?;
        until_value(page, "OPENAI_API_KEY", |value| value == Some(""))
            .await
            .map(drop)
    });
}

#[test]
fn a_decision_is_changed_by_keyboard_alone_and_the_focus_stays() {
    run(async |page| {
        open(page).await?;
        page.tab_to("button", "Change SESSION_SECRET").await?;
        page.keys(Key::Enter).await?;
        page.tab_to("combobox", "Decision for SESSION_SECRET")
            .await?;
        page.keys("Leave").await?;
        until_value(page, "SESSION_SECRET", |value| value == Some("")).await?;
        let (role, name) = page.focused().await?;
        ensure(
            role == "combobox" && name == "Decision for SESSION_SECRET",
            || format!("the focus is on {role:?} {name:?}"),
        )?;
        page.keys(Key::Home).await?;
        until_value(page, "SESSION_SECRET", |value| {
            value.is_some_and(|value| value.len() == 64)
        })
        .await?;
        page.tab_to("spinbutton", "Size for SESSION_SECRET").await?;
        page.keys(Key::Up).await?;
        until_value(page, "SESSION_SECRET", |value| {
            value.is_some_and(|value| value.len() == 66)
        })
        .await?;
        let (role, _) = page.focused().await?;
        ensure(role == "spinbutton", || format!("the focus is on {role:?}"))
    });
}

const OWN: &str = concat!(
    "# in use\nAPP_SECRET=9f2c61b0a7d84e35c18b",
    "6f0d2e94a7531bd06c8f\nPORT=8080\n"
);

#[test]
fn rotation_makes_new_secrets_and_keeps_the_old_ones_where_wanted() {
    run(async |page| {
        page.open("#bundle").await?;
        ensure(!page.has("button", "Rotate").await, || {
            "nothing is imported yet".into()
        })?;
        show(page).await?;
        page.pick("My own .env").await?;
        import(page, OWN).await?;
        let old = until_value(page, "APP_SECRET", |value| value.is_some()).await?;
        page.press("Rotate").await?;
        let previous = until_value(page, "APP_SECRET_PREVIOUS", |value| value.is_some()).await?;
        ensure(previous == old, || format!("{previous}, not {old}"))?;
        page.until_said("status", |text| text.contains("NAME_PREVIOUS"))
            .await?;
        let text = page.read("Bundle").await?;
        let new = values(&text).remove("APP_SECRET").ok_or("no secret")?;
        let expected = OWN.replace(&old, &format!("{new}\nAPP_SECRET_PREVIOUS={old}"));
        ensure(new != old && text.trim_end() == expected.trim_end(), || {
            text.clone()
        })?;

        page.press("Import").await?;
        until_value(page, "APP_SECRET", |value| value == Some(&old)).await?;
        page.check("Keep old values as NAME_PREVIOUS").await?;
        page.press("Rotate").await?;
        until_value(page, "APP_SECRET", |value| value != Some(&old)).await?;
        let text = page.read("Bundle").await?;
        ensure(!text.contains("PREVIOUS") && !text.contains(&old), || {
            text.clone()
        })
    });
}
