//! Importing a text: what becomes of it, and everything that can be wrong with it.

use crate::bundle::{show, values};
use crate::harness::{Outcome, Page, ensure, run};
use std::fs;
use tempfile::TempDir;
use thirtyfour::By;

pub const EXAMPLE: &str = "\
# The web application
export APP_NAME='My app'   # shown in the title
PORT=

# openssl rand -hex 32
SESSION_SECRET=changeme
POSTGRES_PASSWORD=postgres
DATABASE_URL=\"postgresql://app:postgres@db:5432/app\"
OPENAI_API_KEY=
#OLD_SECRET=former
";

/// Enters `text` into the box at once, as pasting does.
pub async fn put(page: &Page, text: &str) -> Outcome {
    page.paste("textbox", "Import .env.example", text).await
}

/// The same, then imports it.
pub async fn import(page: &Page, text: &str) -> Outcome {
    put(page, text).await?;
    page.press("Import").await
}

/// Drops a file with these bytes on the box.
async fn drop_file(page: &Page, bytes: &[u8]) -> Outcome {
    drop_named(page, ".env", bytes).await
}

/// Drops a file of this name with these bytes on the box.
pub async fn drop_named(page: &Page, name: &str, bytes: &[u8]) -> Outcome {
    let field = page.by_role("textbox", "Import .env.example").await?;
    page.drop_file(&field, name, bytes).await?;
    Ok(())
}

/// The text in the box.
async fn kept(page: &Page) -> Outcome<String> {
    page.read("Import .env.example").await
}

#[test]
fn an_example_is_filled_and_everything_else_stays() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, EXAMPLE).await?;
        let words = page
            .until_said("status", |text| text.contains("Read as"))
            .await?;
        ensure(
            words.contains("an example")
                && words.contains("3 new secrets, 2 kept, 1 to get from its provider"),
            || words.clone(),
        )?;
        let text = page
            .until_reads("Bundle", |text| text.contains("APP_NAME"))
            .await?;
        let values = values(&text);
        let (session, password) = (&values["SESSION_SECRET"], &values["POSTGRES_PASSWORD"]);
        ensure(
            session.len() == 64 && session.bytes().all(|digit| digit.is_ascii_hexdigit()),
            || session.clone(),
        )?;
        let expected = EXAMPLE
            .replace("changeme", session)
            .replace("=postgres\n", &format!("={password}\n"))
            .replace("app:postgres@", &format!("app:{password}@"));
        ensure(text.trim_end() == expected.trim_end(), || {
            format!("{text} is not {expected}")
        })?;
        let table = page.read("Secrets").await?;
        for words in [
            "as the comment asks",
            "get it from its provider",
            "same secret as POSTGRES_PASSWORD",
        ] {
            ensure(table.contains(words), || format!("no {words:?} in {table}"))?;
        }
        page.until_body_says(|text| text.contains("Get from its provider: OPENAI_API_KEY."))
            .await?;
        let left = kept(page).await?;
        ensure(left == EXAMPLE, || format!("the box holds {left:?}"))
    });
}

#[test]
fn the_page_tells_ones_own_file_from_an_example_and_can_be_told() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let real = concat!("9f2c61b0a7d84e35c18b", "6f0d2e94a7531bd06c8f");
        import(page, &format!("APP_SECRET={real}\nJWT_SECRET=changeme\n")).await?;
        let text = page
            .until_reads("Bundle", |text| text.contains("APP_SECRET="))
            .await?;
        ensure(text.contains(real) && !text.contains("changeme"), || {
            text.clone()
        })?;
        page.pick("Example").await?;
        page.until_reads("Bundle", |text| {
            text.contains("APP_SECRET=") && !text.contains(real)
        })
        .await?;
        page.pick("My own .env").await?;
        page.until_reads("Bundle", |text| text.contains(real))
            .await
            .map(drop)
    });
}

#[test]
fn a_bundle_that_is_saved_and_imported_again_is_the_same() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, EXAMPLE).await?;
        page.until_reads("Bundle", |text| text.contains("APP_NAME"))
            .await?;
        page.press("Download bundle").await?;
        let (_, first) = page.take_download().await?;
        page.pick("My own .env").await?;
        drop_file(page, &first).await?;
        page.until_said("status", |text| text.contains("your own .env"))
            .await?;
        page.press("Download bundle").await?;
        let (_, second) = page.take_download().await?;
        ensure(first == second, || {
            format!(
                "{} became {}",
                String::from_utf8_lossy(&first),
                String::from_utf8_lossy(&second)
            )
        })
    });
}

#[test]
fn a_file_is_imported_when_it_is_chosen() {
    run(async |page| {
        let folder = TempDir::new()?;
        let path = folder.path().join("file.env.example");
        fs::write(&path, EXAMPLE)?;
        page.open("#bundle").await?;
        let input = page
            .driver()
            .find(By::Css("#panel-bundle input[type=file]"))
            .await?;
        let name = page.computed(&input, "label").await?;
        ensure(name == "Import a file", || name)?;
        input.send_keys(path.to_string_lossy()).await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        let left = kept(page).await?;
        ensure(left == EXAMPLE, || format!("the box holds {left:?}"))
    });
}

#[test]
fn every_fault_is_listed_with_its_line_and_the_box_keeps_its_text() {
    run(async |page| {
        page.open("#bundle").await?;
        let bundle = page
            .until_reads("Bundle", |text| text.contains("JWT_SECRET"))
            .await?;
        let cases: [(&str, &[&str]); 7] = [
            ("A=1\n\nB=2\nA=3\n", &["Line 4", "A is in line 1 already"]),
            ("A=1\n1B=2\n", &["Line 2", "no digit in front"]),
            ("A=1\nB C=2\n", &["Line 2"]),
            ("A=1\nB=\"two\nC=3\n", &["Line 2", "quote"]),
            ("A=1\nB=a\0b\n", &["Line 2", "NUL"]),
            (
                "A=1\nno equals\n\nnor here\n",
                &["Line 2", "Line 4", "NAME=value"],
            ),
            (" \n", &["nothing to import"]),
        ];
        for (text, words) in cases {
            let field = page.by_role("textbox", "Import .env.example").await?;
            page.script::<()>(
                "const [field, text] = arguments;
                 field.value = text;
                 field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
                [field.to_json()?, text.into()],
            )
            .await?;
            page.press("Import").await?;
            page.until_said("alert", |said| words.iter().all(|word| said.contains(word)))
                .await?;
            let left = kept(page).await?;
            ensure(left == text, || format!("{text:?} became {left:?}"))?;
            let now = page.read("Bundle").await?;
            ensure(now == bundle, || format!("the bundle became {now}"))?;
        }
        // A corrected error is no longer shown.
        import(page, "API_SECRET=changeme\n").await?;
        page.until_reads("Bundle", |text| text.trim_end() == "API_SECRET=••••")
            .await?;
        ensure(page.said("alert").await?.is_empty(), || {
            "the alert outlives its cause".into()
        })
    });
}

#[test]
fn dropped_files_with_faults_are_told_and_what_can_be_corrected_is() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        put(page, "KEPT=1\n").await?;
        drop_file(page, b"A=1\nB=caf\xe9\n").await?;
        page.until_said("alert", |text| {
            text.contains("Line 2") && text.contains("UTF-8")
        })
        .await?;
        let left = kept(page).await?;
        ensure(left == "KEPT=1\n", || format!("the box holds {left:?}"))?;
        ensure(!page.has("button", "Correct and import").await, || {
            "there is nothing to correct".into()
        })?;

        for (bytes, word) in [
            (b"PORT=1\r\nAPI_SECRET=changeme\r\n".as_slice(), "CR LF"),
            (
                b"\xef\xbb\xbfPORT=1\nAPI_SECRET=changeme\n",
                "byte order mark",
            ),
        ] {
            drop_file(page, bytes).await?;
            page.until_said("alert", |text| {
                text.contains("Line 1") && text.contains(word)
            })
            .await?;
            page.press("Correct and import").await?;
            let text = page
                .until_reads("Bundle", |text| text.starts_with("PORT=1\nAPI_SECRET="))
                .await?;
            ensure(!text.contains('\r') && !text.contains("changeme"), || {
                text.clone()
            })?;
            page.press("Start over").await?;
            page.until_reads("Bundle", |text| text.contains("JWT_SECRET"))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn a_file_above_the_limit_is_refused_by_its_line() {
    run(async |page| {
        let folder = TempDir::new()?;
        let path = folder.path().join("large.env");
        // 16 bytes per line: the limit falls at the end of line 65,536.
        fs::write(&path, "# sixteen bytes\n".repeat((1 << 16) + 1))?;
        page.open("#bundle").await?;
        let input = page
            .driver()
            .find(By::Css("#panel-bundle input[type=file]"))
            .await?;
        input.send_keys(path.to_string_lossy()).await?;
        page.until_said("alert", |text| {
            text.contains("Line 65537") && text.contains("1024 KiB")
        })
        .await
        .map(drop)
    });
}
