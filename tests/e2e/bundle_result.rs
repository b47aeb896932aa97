//! What a person sees after an import: what is left to do first, then what was made, then what stayed; and the file
//! within reach.

use crate::bundle::{show, values};
use crate::bundle_import::{drop_named, import};
use crate::harness::{Outcome, Page, ensure, run, until};
use thirtyfour::{By, Key};

/// An example of 26 variables: 7 secrets, 3 from providers, 2 to look at, 14 settings.
const SHOP: &str = r#"
# --- the shop
SHOP_NAME=Corner shop
PORT=3000
BASE_URL=https://shop.example.org
LOG_LEVEL=info
NODE_ENV=production
TZ=Europe/Vienna
ENABLE_SIGNUP=true
UPLOAD_DIR=./uploads
PAGE_SIZE=25
CACHE_TTL=300

# openssl rand -hex 32
SESSION_SECRET=changeme
JWT_SECRET=changeme2
ENCRYPTION_KEY=
COOKIE_SECRET=replace_me
WEBHOOK_SECRET=

# --- the database
POSTGRES_USER=shop
POSTGRES_PASSWORD=please-change
DATABASE_URL=postgres://shop:please-change@db:5432/shop

# --- from others
OPENAI_API_KEY=your-key-here
S3_SECRET_ACCESS_KEY=<secret>
S3_BUCKET=shop-uploads
S3_REGION=eu-central-1
SMTP_HOST=mail.example.org
SMTP_PASSWORD=

# --- whoever may come in
ADMIN_LOGIN='$2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde'
FEATURES={"cart": "on", "wishes": "off"}
"#;

const HEADINGS: &str =
    "return [...document.querySelectorAll('h2, h3, h4, h5, h6')].filter((e) => e.checkVisibility())
         .map((e) => `${e.tagName} ${e.innerText.trim()}`)";

async fn headings(page: &Page) -> Outcome<Vec<String>> {
    page.script(HEADINGS, []).await
}

/// Pastes `text` into the field, with the caret where `place` puts it.
async fn paste_for_real(page: &Page, place: impl AsyncFn() -> Outcome, text: &str) -> Outcome {
    page.set_clipboard(text).await?;
    let field = page.by_role("textbox", "Import .env.example").await?;
    field.click().await?;
    page.chord(Key::Control, "a").await?;
    place().await?;
    page.chord(Key::Control, "v").await
}

/// Waits until the heading of an import's result, so many variables, has the focus and is in view.
pub async fn until_result_has_focus(page: &Page, count: &str) -> Outcome {
    until("the result to have the focus", async || {
        let (role, name) = page.focused().await?;
        ensure(role == "heading" && name == count, || {
            format!("it is on {role} {name:?}")
        })
    })
    .await?;
    until("the result to be in view", async || {
        let top: f64 = page
            .script(
                "return document.activeElement.getBoundingClientRect().top",
                [],
            )
            .await?;
        ensure((0.0..700.0).contains(&top), || format!("it is at {top} px"))
    })
    .await
}

/// Copies the bundle by keyboard, at most five presses of Tab away.
pub async fn copy_within_five_stops(page: &Page) -> Outcome {
    let mut stops = Vec::new();
    while stops.len() < 5 {
        page.keys(Key::Tab).await?;
        let (_, name) = page.focused().await?;
        if name == "Copy bundle" {
            page.keys(Key::Enter).await?;
            return page
                .until_said("status", |text| text.contains("copied"))
                .await
                .map(drop);
        }
        stops.push(name);
    }
    Err(format!("Copy bundle comes after {stops:?}").into())
}

async fn import_shop(page: &Page) -> Outcome {
    page.open("#bundle").await?;
    import(page, SHOP).await?;
    page.until_reads("Secrets", |table| {
        table.contains("WEBHOOK_SECRET") && table.contains("kept as they are")
    })
    .await
    .map(drop)
}

#[test]
fn what_needs_a_person_comes_first_and_what_was_kept_is_folded() {
    run(async |page| {
        import_shop(page).await?;
        page.until_body_says(|text| {
            text.contains("7 new secrets, 14 kept, 3 to get from their providers, 2 to look at.")
        })
        .await?;
        until("the groups", async || {
            let seen = headings(page).await?;
            ensure(
                seen == [
                    "H2 Start from your file",
                    "H2 Start from a preset",
                    "H2 26 variables",
                    "H2 The file",
                    "H2 3 from a provider",
                    "H2 2 to look at",
                    "H2 7 new secrets",
                    "H2 14 kept as they are",
                ],
                || format!("{seen:#?}"),
            )
        })
        .await?;
        let table = page.read("Secrets").await?;
        ensure(!table.contains("Corner"), || table.clone())?;
        page.unfold().await?;
        // Folded or not, what is no secret is in clear, and so it is in the preview.
        page.until_reads("Secrets", |table| {
            ["Corner shop", "3000", "Europe/Vienna", "./uploads"]
                .iter()
                .all(|value| table.contains(value))
        })
        .await?;
        let text = page.read("Bundle").await?;
        for line in [
            "PORT=3000",
            "BASE_URL=https://shop.example.org",
            "SHOP_NAME=Corner shop",
            "SESSION_SECRET=••••",
            "POSTGRES_PASSWORD=••••",
        ] {
            ensure(text.lines().any(|other| other == line), || {
                format!("no {line} in {text}")
            })?;
        }
        page.press("14 kept as they are").await?;
        page.until_reads("Secrets", |table| !table.contains("./uploads"))
            .await
            .map(drop)
    });
}

#[test]
fn ones_own_values_stay_masked_where_they_may_be_secrets() {
    run(async |page| {
        page.open("#bundle").await?;
        page.pick("My own .env").await?;
        import(
            page,
            "APP_SECRET=barnacle-Bill-77\nPORT=8080\nMOTTO=barnacle bill\nAPP_SECRET_OLD=barnacle\n",
        )
        .await?;
        page.until_reads("Bundle", |text| {
            text.lines().eq([
                "APP_SECRET=••••",
                "PORT=8080",
                "MOTTO=••••",
                "APP_SECRET_OLD=••••",
            ])
        })
        .await?;
        page.unfold().await?;
        let table = page
            .until_reads("Secrets", |table| table.contains("8080"))
            .await?;
        ensure(!table.contains("arnacle"), || table.clone())
    });
}

#[test]
fn the_result_of_a_long_example_fits_and_can_be_copied_within_five_stops() {
    run(async |page| {
        page.size(1280, 900).await?;
        import_shop(page).await?;
        until_result_has_focus(page, "26 variables").await?;
        until("all rows", async || {
            let rows: usize = page
                .script("return document.querySelectorAll('[aria-label=\"Secrets\"] [aria-label^=Change]').length", [])
                .await?;
            ensure(rows == 12, || format!("{rows} rows"))
        })
        .await?;
        let height: f64 = page
            .script("return document.documentElement.scrollHeight", [])
            .await?;
        ensure(height <= 1400.0, || format!("the page is {height} px high"))?;
        copy_within_five_stops(page).await
    });
}

#[test]
fn a_pasted_file_is_imported_at_once_and_an_edit_is_not() {
    run(async |page| {
        page.open("#bundle").await?;
        let over_all = async || Ok(());
        let at_the_end = async || page.keys(Key::Right).await;
        // A text that is dragged to the empty box, wherever in it, is a file like a pasted one.
        let dragged = "API_SECRET=changeme\nA=1\nB=2\n";
        let label = By::Css("label[for=bundle-import]");
        let label = page.driver().find(label).await?;
        page.drop_text(&label, dragged).await?;
        until_result_has_focus(page, "3 variables").await?;
        // Dragged into a text it is an edit, which the browser makes.
        let field = page.by_role("textbox", "Import .env.example").await?;
        let [_, taken] = page.drop_text(&field, "OTHER=1\n").await?;
        let text = page.read("Import .env.example").await?;
        ensure(!taken && text == dragged, || format!("{taken}: {text}"))?;
        paste_for_real(page, over_all, "SESSION_SECRET=changeme\nPORT=80\n").await?;
        until_result_has_focus(page, "2 variables").await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        // A piece pasted into the text waits for "Import".
        paste_for_real(page, at_the_end, "JWT_SECRET=changeme\n").await?;
        page.until_reads("Import .env.example", |text| text.contains("JWT_SECRET"))
            .await?;
        let text = page.read("Bundle").await?;
        ensure(!text.contains("JWT_SECRET"), || text.clone())?;
        page.press("Import").await?;
        page.until_reads("Bundle", |text| text.contains("JWT_SECRET=••••"))
            .await?;
        until_result_has_focus(page, "3 variables").await?;
        // The whole text replaced is another file.
        paste_for_real(page, over_all, "COOKIE_SECRET=changeme\n").await?;
        page.until_reads("Bundle", |text| text.trim_end() == "COOKIE_SECRET=••••")
            .await?;
        drop_named(page, "other.env.example", b"API_SECRET=changeme\nA=1\n").await?;
        until_result_has_focus(page, "2 variables").await
    });
}

#[test]
fn the_question_what_a_file_is_can_be_answered_where_it_is_asked() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, &crate::bundle_doubt::doubtful()).await?;
        page.press("It is my own").await?;
        until_result_has_focus(page, "2 variables").await?;
        page.until_body_says(|text| text.contains("Read as your own .env"))
            .await?;
        let chosen: bool = page
            .script(
                "return arguments[0].checked",
                [page.by_role("radio", "My own .env").await?.to_json()?],
            )
            .await?;
        ensure(chosen, || "the choice does not show it".into())
    });
}

#[test]
fn what_a_provider_issued_is_typed_into_a_masked_field_and_is_in_the_file() {
    run(async |page| {
        import_shop(page).await?;
        page.until_body_says(|text| {
            text.contains("2 still hold a placeholder: OPENAI_API_KEY, S3_SECRET_ACCESS_KEY")
                && text.contains("Get from its provider: SMTP_PASSWORD.")
        })
        .await?;
        page.fill("textbox", "OPENAI_API_KEY", "sk-typed by hand #1")
            .await?;
        page.until_body_says(|text| {
            text.contains("1 still holds a placeholder: S3_SECRET_ACCESS_KEY")
        })
        .await?;
        let kind = "return arguments[0].type";
        let field = page.by_role("textbox", "OPENAI_API_KEY").await?;
        let masked: String = page.script(kind, [field.to_json()?]).await?;
        ensure(masked == "password", || masked.clone())?;
        page.press("Show OPENAI_API_KEY").await?;
        page.by_role("button", "Hide OPENAI_API_KEY").await?;
        let seen: String = page.script(kind, [field.to_json()?]).await?;
        ensure(seen == "text", || seen.clone())?;
        page.until_reads("Bundle", |text| text.contains("OPENAI_API_KEY=••••"))
            .await?;
        // Copying works with what is missing, and says what is.
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        ensure(
            copied.contains("sk-typed by hand #1")
                && copied.contains("S3_SECRET_ACCESS_KEY=<secret>"),
            || copied.clone(),
        )?;
        page.press("Download bundle").await?;
        page.until_said("status", |text| text.contains("Download started"))
            .await?;
        // Emptied, the field brings back what was there.
        page.fill("textbox", "OPENAI_API_KEY", "").await?;
        page.until_reads("Bundle", |text| {
            text.contains("OPENAI_API_KEY=your-key-here")
        })
        .await?;
        page.fill("textbox", "OPENAI_API_KEY", "again").await?;
        // What was typed goes with the decision to keep what was there.
        page.press("Change OPENAI_API_KEY").await?;
        page.choose("Decision for OPENAI_API_KEY", "Leave blank")
            .await?;
        page.choose("Decision for OPENAI_API_KEY", "Keep the value")
            .await?;
        page.until_reads("OPENAI_API_KEY", str::is_empty).await?;
        show(page).await?;
        let text = page.read("Bundle").await?;
        ensure(values(&text)["OPENAI_API_KEY"] == "your-key-here", || {
            text.clone()
        })
    });
}

#[test]
fn a_value_is_entered_by_keyboard_alone() {
    run(async |page| {
        import_shop(page).await?;
        page.tab_to("textbox", "SMTP_PASSWORD").await?;
        page.keys("barnacle").await?;
        page.keys(Key::Tab).await?;
        let (role, name) = page.focused().await?;
        ensure(role == "button" && name == "Show SMTP_PASSWORD", || name)?;
        page.keys(Key::Space).await?;
        page.by_role("button", "Hide SMTP_PASSWORD").await?;
        // Forwards the keys would leave the page, and a browser that is on its own buttons presses none of the page.
        page.tab_back_to("button", "Show values").await?;
        page.keys(Key::Enter).await?;
        page.until_reads("Bundle", |text| text.contains("SMTP_PASSWORD=barnacle\n"))
            .await?;
        page.until_body_says(|text| !text.contains("Get from its provider"))
            .await
    });
}

/// Fails unless both buttons of the file can be pressed where the page is scrolled to now.
async fn ensure_in_reach(page: &Page, place: &str) -> Outcome {
    for name in ["Copy bundle", "Download bundle"] {
        let button = page.by_role("button", name).await?;
        let hit: bool = page
            .script(
                "const [e] = arguments;
                 const box = e.getBoundingClientRect();
                 const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                 return e.contains(at)",
                [button.to_json()?],
            )
            .await?;
        ensure(hit, || format!("{name} is out of reach {place}"))?;
    }
    Ok(())
}

#[test]
fn the_buttons_of_the_file_stay_in_sight_wide_and_narrow() {
    run(async |page| {
        page.open("#bundle").await?;
        let lines: Vec<String> = (0..60)
            .map(|n| format!("SERVICE_{n}_SECRET=changeme\n"))
            .collect();
        let many = lines.concat();
        import(page, &many).await?;
        until("the last row", async || {
            let is_there: bool = page
                .script(
                    "return document.querySelector('[aria-label=\"Regenerate SERVICE_59_SECRET\"]') !== null",
                    [],
                )
                .await?;
            ensure(is_there, || "it is not there".into())
        })
        .await?;
        for (width, height) in [(1280, 800), (360, 700), (320, 600)] {
            page.size(width, height).await?;
            for row in ["SERVICE_0_SECRET", "SERVICE_30_SECRET", "SERVICE_55_SECRET"] {
                // What is far outside of the window has no name yet for the driver.
                page.script::<()>(
                    &format!(
                        "document.querySelector('[aria-label=\"Regenerate {row}\"]').scrollIntoView({{ block: 'center' }})"
                    ),
                    [],
                )
                .await?;
                ensure_in_reach(page, &format!("at {width} px beside {row}")).await?;
            }
            page.ensure_fits().await?;
        }
        Ok(())
    });
}

#[test]
fn after_an_import_copy_is_in_sight_throughout_the_tab_and_covers_nothing_that_has_the_focus() {
    /// Where the middle of what has the focus is.
    const UNDER: &str = "
        const box = document.activeElement.getBoundingClientRect();
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const bar = document.querySelector('.take');
        return bar.contains(at) && !bar.contains(document.activeElement)";
    run(async |page| {
        import_shop(page).await?;
        for (width, height) in [(1280, 800), (360, 700)] {
            page.size(width, height).await?;
            for place in ["start", "center", "end"] {
                page.script::<()>(
                    "document.getElementById('panel-bundle').scrollIntoView({ block: arguments[0] })",
                    [place.into()],
                )
                .await?;
                ensure_in_reach(page, &format!("at {width} px, {place} of the tab")).await?;
            }
        }
        let name = page.driver().find(By::Css(".take .which")).await?;
        let name = name.text().await?;
        ensure(name == ".env", || format!("the buttons are for {name:?}"))?;
        page.by_role("textbox", "Import .env.example")
            .await?
            .click()
            .await?;
        let mut last = String::new();
        // The last button of the tab.
        while last != "Rotate" {
            page.keys(Key::Tab).await?;
            let (role, name) = page.focused().await?;
            until("what has the focus to be in sight", async || {
                let is_under: bool = page.script(UNDER, []).await?;
                ensure(!is_under, || {
                    format!("{role} {name:?} is under the buttons")
                })
            })
            .await?;
            ensure(role != "summary" && name != "Keyboard shortcuts", || {
                "the tab has ended".into()
            })?;
            last = name;
        }
        Ok(())
    });
}

#[test]
fn every_group_fits_a_narrow_screen() {
    run(async |page| {
        import_shop(page).await?;
        page.unfold().await?;
        page.press("Change S3_SECRET_ACCESS_KEY").await?;
        page.press("Show S3_SECRET_ACCESS_KEY").await?;
        show(page).await?;
        for width in [320, 360, 768] {
            page.size(width, 800).await?;
            page.ensure_fits().await?;
        }
        let input = page
            .driver()
            .find(By::Css("#panel-bundle input[type=file]"))
            .await?;
        ensure(input.is_displayed().await?, || {
            "no file can be chosen".into()
        })
    });
}
