//! What a person does while an import is under way: it pauses, and each of its pauses is a chance to press something.

use crate::bundle::show;
use crate::bundle_doubt::{doubtful, ensure_not_asked};
use crate::bundle_import::put;
use crate::harness::{Outcome, Page, ensure, run};

/// Lets a test hold the pauses of the page: `__hold()` from now on, `__step()` ends those that are held, `__release()`
/// all.
pub const PAUSES: &str = "
    const later = window.setTimeout, clear = window.clearTimeout;
    let held, next = 1e9;
    window.setTimeout = (call, delay, ...rest) => {
        if (!held || delay) return later(call, delay, ...rest);
        held.set(++next, () => call(...rest));
        return next;
    };
    window.clearTimeout = (id) => { if (!held?.delete(id)) clear(id); };
    const end = () => { for (const [id, call] of [...held ?? []]) if (held.delete(id)) call(); };
    window.__hold = () => { held = new Map(); };
    window.__step = end;
    window.__release = () => { end(); held?.forEach((call) => later(call)); held = undefined; };
    window.__settle = async () => { for (let n = 0; n < 50; n++) await new Promise((next) => later(next)); };";

/// Opens the Bundle tab, with values shown.
async fn open(page: &Page) -> Outcome<String> {
    page.inject(PAUSES).await?;
    // Its part too, so that nothing of another tab waits for a pause.
    page.open("").await?;
    page.tab("Bundle").await?;
    show(page).await?;
    page.until_reads("Bundle", |text| text.contains("JWT_SECRET="))
        .await
}

/// Presses "Import" with `text` in the box, and holds the import where the text is parsed and not yet decided on.
pub async fn begin(page: &Page, text: &str) -> Outcome {
    put(page, text).await?;
    page.script::<()>("__hold()", []).await?;
    page.press("Import").await?;
    page.script::<()>("__step()", []).await
}

/// Lets the import go on, and waits until the page has nothing left to do.
async fn release(page: &Page) -> Outcome {
    page.script::<()>("__release()", []).await?;
    page.task("await __settle()").await
}

#[test]
fn a_choice_made_in_the_middle_of_an_import_counts() {
    run(async |page| {
        open(page).await?;
        begin(page, "API_SECRET=changeme\n").await?;
        page.choose("Read as", "python-dotenv").await?;
        release(page).await?;
        page.until_reads("Bundle", |text| text.starts_with("API_SECRET="))
            .await?;
        // The file is written for the reader whose rules it was read by.
        page.until_reads("Output", |output| output.contains("python"))
            .await
            .map(drop)
    });
}

#[test]
fn an_edit_in_the_middle_of_an_import_is_not_asked_about() {
    run(async |page| {
        let before = open(page).await?;
        begin(page, &doubtful()).await?;
        let field = page.by_role("textbox", "Import .env.example").await?;
        field.send_keys("X").await?;
        release(page).await?;
        ensure_not_asked(page).await?;
        let text = page.read("Bundle").await?;
        ensure(text == before, || text.clone())
    });
}

#[test]
fn typing_in_the_middle_of_an_import_keeps_the_focus() {
    run(async |page| {
        open(page).await?;
        begin(page, "API_SECRET=changeme\n").await?;
        let field = page.by_role("textbox", "Import .env.example").await?;
        field.send_keys("X").await?;
        release(page).await?;
        page.until_reads("Bundle", |text| text.starts_with("API_SECRET="))
            .await?;
        let (role, name) = page.focused().await?;
        ensure(role == "textbox", || format!("on {role} {name:?}"))
    });
}

#[test]
fn an_import_that_ends_after_its_tab_was_left_leaves_nothing_to_undo() {
    run(async |page| {
        open(page).await?;
        begin(page, "API_SECRET=changeme\n").await?;
        page.tab("Token").await?;
        release(page).await?;
        page.tab("Bundle").await?;
        page.until_reads("Bundle", |text| text.starts_with("API_SECRET="))
            .await?;
        page.until_gone("button", "Undo").await
    });
}

#[test]
fn a_preset_or_a_link_in_the_middle_of_an_import_takes_its_place() {
    run(async |page| {
        open(page).await?;
        begin(page, "API_SECRET=changeme\n").await?;
        page.choose("Preset", "Laravel").await?;
        release(page).await?;
        let text = page.read("Bundle").await?;
        ensure(text.contains("APP_KEY="), || text.clone())?;

        begin(page, "API_SECRET=changeme\n").await?;
        page.script::<()>("location.hash = '#bundle?vars=LINKED_SECRET:hex:32'", [])
            .await?;
        page.until_body_says(|text| text.contains("This link chose"))
            .await?;
        release(page).await?;
        let text = page.read("Bundle").await?;
        ensure(text.contains("LINKED_SECRET="), || text.clone())
    });
}

#[test]
fn what_takes_no_import_s_place_leaves_it_under_way() {
    run(async |page| {
        open(page).await?;
        begin(page, "FIRST_SECRET=changeme\n").await?;
        release(page).await?;
        // The bundle is kept: another preset is only chosen, and a link can ask for a reader alone.
        begin(page, "SECOND_SECRET=changeme\n").await?;
        page.choose("Preset", "Laravel").await?;
        page.script::<()>("location.hash = '#bundle?output=json'", [])
            .await?;
        page.until_body_says(|text| text.contains("This link chose"))
            .await?;
        release(page).await?;
        page.until_reads("Bundle", |text| text.contains("SECOND_SECRET"))
            .await
            .map(drop)
    });
}

#[test]
fn a_second_import_in_the_middle_of_one_is_the_only_one() {
    run(async |page| {
        let before = open(page).await?;
        begin(page, "FIRST_SECRET=changeme\n").await?;
        put(page, "SECOND_SECRET=changeme\n").await?;
        page.press("Import").await?;
        release(page).await?;
        page.until_reads("Bundle", |text| text.starts_with("SECOND_SECRET="))
            .await?;
        page.press("Undo").await?;
        page.until_reads("Bundle", |text| text == before)
            .await
            .map(drop)
    });
}

#[test]
fn a_file_that_is_not_written_yet_is_saved_as_it_will_be() {
    run(async |page| {
        let before = open(page).await?;
        page.script::<()>("__hold()", []).await?;
        page.press("Regenerate all").await?;
        page.press("Download bundle").await?;
        let saved = page.downloaded().await?.1;
        let saved = String::from_utf8(saved)?;
        ensure(
            saved.contains("JWT_SECRET=") && saved.trim() != before.trim(),
            || saved.clone(),
        )?;
        release(page).await?;
        let after = page.read("Bundle").await?;
        ensure(saved.trim() == after.trim(), || {
            format!("{saved} is not {after}")
        })
    });
}
