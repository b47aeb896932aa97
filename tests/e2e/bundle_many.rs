//! A thousand variables, and what is left of them when the page is left.

use crate::bundle_import::{drop_named, import};
use crate::harness::{Outcome, Page, ensure, ensure_responsive, press, run, until};
use crate::hashes_long::{PASTE, paste_into, until_beginning, until_whole};
use std::fmt::Write as _;
use thirtyfour::Key;

/// The import box.
const BOX: &str = "Import .env.example";

/// How many rows may be added to the table in one task.
const AT_ONCE: usize = 50;

/// An example of this many variables, half of them secrets, with comments.
fn example(many: usize) -> String {
    let mut text = String::new();
    for n in 0..many / 4 {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "# Service number {n}\n\
             SERVICE_{n}_HOST=service-{n}.internal\n\
             SERVICE_{n}_SECRET=changeme\n\
             # openssl rand -hex 32\n\
             SERVICE_{n}_API_SECRET=\n\
             SERVICE_{n}_URL=\"postgres://app:app-{n}@db-{n}:5432/app\" # the database\n\n"
        );
    }
    text
}

/// Sets the text of the box. With a paste the browser would lay out each line separately, for minutes on a busy
/// machine.
async fn put(page: &Page, text: &str) -> Outcome {
    let field = page.by_role("textbox", "Import .env.example").await?;
    page.script(
        "const [field, text] = arguments;
         field.value = text;
         field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        [field.to_json()?, text.into()],
    )
    .await
}

/// Pastes a text over all that is in the box, which the browser must not be left to do.
async fn paste_long(page: &Page, text: &str) -> Outcome {
    ensure(paste_into(page, BOX, text, None).await?, || {
        "the browser was left to paste it".into()
    })
}

/// Waits until the page says this, somewhere in its long text.
async fn until_says(page: &Page, words: &str) -> Outcome {
    until(words, async || {
        let is_there: bool = page
            .script(
                "return [...document.querySelectorAll('h2, p')].some((part) =>
                     part.checkVisibility() && part.textContent.includes(arguments[0]))",
                [words.into()],
            )
            .await?;
        ensure(is_there, || "it is not there".into())
    })
    .await
}

/// Presses the button with this text and waits until the table has `rows` rows and "Bundle" as many values, all
/// of them masked or none. Fails where that blocks the page: by a long task, or by more rows added at once than
/// [`AT_ONCE`].
async fn ensure_in_pieces(page: &Page, button: &str, rows: usize, masked: bool) -> Outcome {
    let act = format!(
        "const table = document.querySelector('table[aria-label=Secrets]');
         const file = document.querySelector('[aria-label=Bundle]');
         let most = 0;
         // Called after each task with what was changed in it.
         const changes = new MutationObserver((changes) => {{
             const added = changes.flatMap((change) => [...change.addedNodes]);
             most = Math.max(most, added.filter((node) => node.nodeName === 'TR').length);
         }});
         changes.observe(table, {{ childList: true, subtree: true }});
         {}
         const made = () => [...table.rows].filter((row) => row.querySelector('button[aria-label]')).length;
         const done = () => made() === {rows}
             && file.textContent.length > 100 * {rows} / 4
             && file.textContent.includes('••••') === {masked};
         for (let still = 0; still < 10; still = done() ? still + 1 : 0)
             await new Promise((next) => setTimeout(next, 20));
         changes.disconnect();
         return most;",
        press(button)
    );
    let most: usize = ensure_responsive(page, button, "", &act).await?;
    ensure(most <= AT_ONCE, || {
        format!("{button} drew {most} rows in one piece")
    })
}

#[test]
fn a_thousand_variables_never_hold_the_page_up() {
    run(async |page| {
        page.open("#bundle").await?;
        put(page, &example(1000)).await?;
        ensure_in_pieces(page, "Import", 750, true).await?;
        ensure_in_pieces(page, "Regenerate all", 750, true).await?;
        ensure_in_pieces(page, "250 kept as they are", 1000, true).await?;
        ensure_in_pieces(page, "Show", 1000, false).await?;
        ensure_in_pieces(page, "Hide", 1000, true).await?;
        ensure_in_pieces(page, "Rotate", 1000, true).await
    });
}

#[test]
fn a_text_of_a_mebibyte_is_imported_whole_and_never_holds_the_page_up() {
    run(async |page| {
        page.open("#bundle").await?;
        let mut text = example(16_000);
        text.truncate(1 << 20);
        text.truncate(text.rfind("\n\n").ok_or("no paragraph")? + 1);
        page.script::<()>("window.__text = arguments[0]", [text.as_str().into()])
            .await?;
        let prepare = format!(
            "{PASTE}
             const box = document.getElementById('bundle-import');
             const rows = document.querySelector('table[aria-label=Secrets]').rows;
             const file = document.querySelector('[aria-label=Bundle]');
             const has = (element, words) => element.textContent.includes(words);
             box.focus();"
        );
        // Until the first rows are drawn.
        let act = "
            const isTaken = paste(box, __text);
            while (rows.length < 2000 || !has(document.querySelector('.outcome'), 'new secrets, ')
                || !has(file, 'SERVICE_0_HOST'))
                await new Promise((next) => setTimeout(next, 20));
            return isTaken;";
        let is_taken: bool = ensure_responsive(page, "pasting 1 MiB", &prepare, act).await?;
        ensure(is_taken, || "the browser was left to paste it".into())?;
        until_beginning(page, BOX, &text).await?;
        page.press("Download bundle").await?;
        let (_, bytes) = page.downloaded().await?;
        let saved = String::from_utf8(bytes)?;
        let names = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            lines
                .filter_map(|line| line.split_once('='))
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        ensure(names(&saved) == names(&text), || {
            format!(
                "{} names became {}",
                names(&text).len(),
                names(&saved).len()
            )
        })?;
        ensure(!saved.contains("changeme"), || "a blank is left".into())?;
        Ok(())
    });
}

#[test]
fn a_long_text_in_the_box_is_imported_with_what_is_around_it_and_goes_by_key_and_by_a_paste() {
    run(async |page| {
        page.open("#bundle").await?;
        put(page, "FIRST_SECRET=\n\nLAST_SECRET=\n").await?;
        let between = example(1_500);
        ensure(
            paste_into(page, BOX, &between, Some((14, 14))).await?,
            || "the browser was left to paste it".into(),
        )?;
        let whole = format!("FIRST_SECRET=\n{between}\nLAST_SECRET=\n");
        until_beginning(page, BOX, &whole).await?;
        // An edit by hand, which imports nothing.
        page.press("Import").await?;
        until_says(page, "1502 variables").await?;
        // Of the file only the beginning is drawn, masked or not.
        for button in ["Show values", "Hide values"] {
            until_says(page, "Only the beginning is shown here").await?;
            let seen = page.read("Bundle").await?;
            let drawn = 2_000..=64 << 10;
            ensure(drawn.contains(&seen.len()), || {
                format!("{} bytes are drawn before {button}", seen.len())
            })?;
            page.press(button).await?;
        }
        // The text that is held goes; the bundle stays.
        page.press("Clear").await?;
        until_whole(page, BOX, "").await?;
        let focus = page.focused().await?;
        ensure(focus == ("textbox".to_owned(), BOX.to_owned()), || {
            format!("the focus is on {focus:?}")
        })?;
        until_says(page, "1502 variables").await?;
        // A dropped file as well, with its own line ends.
        let file = whole.replace('\n', "\r\n");
        drop_named(page, ".env", file.as_bytes()).await?;
        page.press("Correct and import").await?;
        until_beginning(page, BOX, &whole).await?;
        page.by_role("textbox", BOX).await?.click().await?;
        page.chord(Key::Control, "a").await?;
        page.keys(Key::Delete).await?;
        until_whole(page, BOX, "").await?;
        // A short text takes the place of a long one, and is imported.
        paste_long(page, &whole).await?;
        until_beginning(page, BOX, &whole).await?;
        paste_long(page, "ONLY_SECRET=\r\n").await?;
        until_whole(page, BOX, "ONLY_SECRET=\n").await?;
        page.until_reads("Bundle", |text| text.starts_with("ONLY_SECRET="))
            .await
            .map(drop)
    });
}

#[test]
fn no_value_is_anywhere_in_the_page_before_show_and_after_leaving() {
    run(async |page| {
        page.note_restores().await?;
        page.open("#bundle").await?;
        let secret = concat!("9f2c61b0a7d84e35c18b", "6f0d2e94a7531bd06c8f");
        page.pick("My own .env").await?;
        import(page, &format!("APP_SECRET={secret}\nJWT_SECRET=changeme\n")).await?;
        page.until_reads("Bundle", |text| text.contains("APP_SECRET=••••"))
            .await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        let minted = copied
            .lines()
            .find_map(|line| line.strip_prefix("JWT_SECRET="))
            .ok_or("no JWT_SECRET")?;
        let traces = page.traces().await?;
        ensure(!traces.contains(&minted[..8]), || {
            format!("{minted} is in the page")
        })?;

        page.press("Show").await?;
        page.until_reads("Bundle", |text| text.contains(minted))
            .await?;
        let stored: String = page
            .task(
                "return JSON.stringify([
                     [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].map((a) => a.value)),
                     { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.title])",
            )
            .await?;
        ensure(
            !stored.contains(&minted[..8]) && !stored.contains(&secret[..8]),
            || format!("a value is in {stored}"),
        )?;

        page.leave_and_return().await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        let traces = page.traces().await?;
        for gone in [minted, secret] {
            ensure(!traces.contains(&gone[..8]), || format!("{gone} came back"))?;
        }
        Ok(())
    });
}
