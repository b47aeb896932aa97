//! "Undo": every change of many values can be taken back, for a while.

use crate::bundle::{show, values};
use crate::bundle_import::import;
use crate::harness::{Outcome, Page, ensure, run};

pub const SECRET: &str = concat!("9f2c61b0a7d84e35c18b", "6f0d2e94a7531bd06c8f");

/// Lets a test end the minute for which something can be undone.
pub const MINUTE: &str = "
    const real = window.setTimeout;
    const late = new Map();
    window.setTimeout = (call, delay, ...rest) => {
        const id = real(call, delay, ...rest);
        if (delay === 60000) late.set(id, call);
        return id;
    };
    const clear = window.clearTimeout;
    window.clearTimeout = (id) => { late.delete(id); clear(id); };
    window.__minute = () => { const calls = [...late.values()]; late.clear(); calls.forEach((call) => call()); };";

/// Presses "Undo" and waits for the bundle to read as before.
async fn undo(page: &Page, before: &str) -> Outcome {
    page.press("Undo").await?;
    page.until_reads("Bundle", |text| text == before).await?;
    page.until_gone("button", "Undo").await?;
    let (role, _) = page.focused().await?;
    ensure(role == "heading", || format!("the focus is on {role:?}"))
}

async fn own(page: &Page) -> Outcome<String> {
    page.open("#bundle").await?;
    // The page may be open already, with its values shown.
    page.by_role("button", "Regenerate all").await?;
    if page.has("button", "Show values").await {
        show(page).await?;
    }
    page.until_gone("button", "Undo").await?;
    page.pick("My own .env").await?;
    import(page, &format!("APP_SECRET={SECRET}\nJWT_SECRET=changeme\n")).await?;
    page.until_reads("Bundle", |text| text.contains(SECRET))
        .await
}

#[test]
fn new_values_a_rotation_and_a_new_import_can_be_undone() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let preset = page
            .until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
            .await?;
        page.press("Regenerate all").await?;
        page.until_said("status", |text| text == "All values regenerated.")
            .await?;
        page.until_reads("Bundle", |text| text != preset).await?;
        undo(page, &preset).await?;

        page.choose("Output", "JSON").await?;
        page.choose("Output", ".env").await?;
        import(page, "API_SECRET=changeme\n").await?;
        page.until_reads("Bundle", |text| text.starts_with("API_SECRET="))
            .await?;
        undo(page, &preset).await?;
        page.until_body_says(|text| !text.contains("Read as an example"))
            .await?;
        // The box is not emptied: what was typed there may be nowhere else.
        page.until_reads("Import .env.example", |text| {
            text == "API_SECRET=changeme\n"
        })
        .await?;

        let before = own(page).await?;
        page.press("Rotate").await?;
        page.until_reads("Bundle", |text| text.contains("APP_SECRET_PREVIOUS="))
            .await?;
        undo(page, &before).await?;
        page.until_body_says(|text| text.contains("Read as your own .env"))
            .await?;
        import(page, "OTHER_SECRET=changeme\n").await?;
        page.until_reads("Bundle", |text| text.starts_with("OTHER_SECRET="))
            .await?;
        undo(page, &before).await
    });
}

#[test]
fn starting_over_empties_the_box_and_can_be_undone() {
    run(async |page| {
        let before = own(page).await?;
        let text = page.read("Import .env.example").await?;
        page.press("Start over").await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
            .await?;
        page.until_reads("Import .env.example", str::is_empty)
            .await?;
        undo(page, &before).await?;
        page.until_reads("Import .env.example", |now| now == text)
            .await?;
        // All is as it was: the file can be read as something else.
        page.pick("Example").await?;
        page.until_reads("Bundle", |text| {
            text.contains("APP_SECRET=") && !text.contains(SECRET)
        })
        .await
        .map(drop)
    });
}

#[test]
fn the_next_change_a_minute_another_tab_and_leaving_end_it() {
    run(async |page| {
        page.inject(MINUTE).await?;
        page.note_restores().await?;
        own(page).await?;
        page.press("Regenerate all").await?;
        page.by_role("button", "Undo").await?;
        page.press("Regenerate JWT_SECRET").await?;
        page.until_gone("button", "Undo").await?;

        // Whatever it was that can be undone.
        for change in ["Regenerate all", "Rotate", "Start over", "Import"] {
            if change == "Import" {
                own(page).await?;
            } else {
                page.press(change).await?;
            }
            page.by_role("button", "Undo").await?;
            page.script::<()>("__minute()", []).await?;
            page.until_gone("button", "Undo").await?;
        }

        // The second change is the one that is undone.
        let first = page.read("Bundle").await?;
        page.press("Regenerate all").await?;
        let second = page.until_reads("Bundle", |text| text != first).await?;
        page.press("Regenerate all").await?;
        page.until_reads("Bundle", |text| text != second).await?;
        undo(page, &second).await?;

        page.press("Rotate").await?;
        page.by_role("button", "Undo").await?;
        page.tab("Token").await?;
        page.tab("Bundle").await?;
        page.until_gone("button", "Undo").await?;
        let text = page.read("Bundle").await?;
        ensure(values(&text)["APP_SECRET"] != SECRET, || text.clone())?;

        page.press("Regenerate all").await?;
        page.by_role("button", "Undo").await?;
        page.leave_and_return().await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET="))
            .await?;
        page.until_gone("button", "Undo").await
    });
}
