//! "Clear clipboard" empties the clipboard at a press or after the chosen time, never loses the only copy of a key
//! unasked, tells what the browser really answered, and reads nothing.

use crate::copying::{ELSEWHERE, copied};
use crate::harness::{Outcome, Page, ensure, run, until};

/// Counts what reads the clipboard.
const READING_IS_COUNTED: &str = "{
    window.__reads = 0;
    for (const name of ['read', 'readText']) {
        Clipboard.prototype[name] = () => (window.__reads++, Promise.reject(new Error('not read')));
    }
    addEventListener('paste', () => window.__reads++, true);
}";

/// The browser lets the page copy, but not clear.
const CLEARING_IS_REFUSED: &str = "{
    const write = Clipboard.prototype.writeText;
    Clipboard.prototype.writeText = function (text) {
        return text === '' ? Promise.reject(new DOMException('no', 'NotAllowedError')) : write.call(this, text);
    };
}";

/// Thirty seconds last until the test says that they are over.
const TIME_STANDS: &str = "{
    const real = window.setTimeout;
    window.setTimeout = (then, wait, ...more) => {
        if (wait !== 30000) return real(then, wait, ...more);
        window.__over = then;
        return -1;
    };
    const end = window.clearTimeout;
    window.clearTimeout = (id) => (id === -1 ? (window.__over = undefined) : end(id));
}";

const OVER: &str = "window.__over()";

/// Copies the key, waits for the line that offers to clear it, and returns the key.
async fn copied_with_line(page: &Page) -> Outcome<String> {
    let key = copied(page).await?;
    page.until_body_says(|text| text.contains("holds what you copied here"))
        .await?;
    Ok(key)
}

async fn act(page: &Page, script: &str) -> Outcome {
    page.script::<()>(script, []).await
}

async fn until_cleared(page: &Page) -> Outcome {
    page.until_said("status", |text| text.contains("Clipboard cleared"))
        .await?;
    page.until_body_says(|text| text.contains("holds no secret"))
        .await?;
    page.ensure_clipboard("").await
}

#[test]
fn a_press_clears_the_clipboard_without_reading_it() {
    run(async |page| {
        page.inject(READING_IS_COUNTED).await?;
        page.open("").await?;
        copied_with_line(page).await?;
        act(page, ELSEWHERE[0]).await?;
        page.press("Clear clipboard").await?;
        until_cleared(page).await?;
        let reads: u32 = page.script("return window.__reads", []).await?;
        ensure(reads == 0, || {
            format!("the clipboard was read {reads} times")
        })
    });
}

#[test]
fn the_only_copy_of_a_key_is_cleared_by_the_second_press_only() {
    run(async |page| {
        page.open("").await?;
        let key = copied_with_line(page).await?;
        page.press("Clear clipboard").await?;
        page.until_body_says(|text| text.contains("Not cleared yet"))
            .await?;
        page.ensure_clipboard(&key).await?;
        page.press("Clear clipboard").await?;
        until_cleared(page).await?;
        // The card no longer speaks of a key in the clipboard.
        page.until_body_says(|text| !text.contains("in the clipboard"))
            .await
    });
}

#[test]
fn a_copied_bundle_can_be_cleared_too() {
    run(async |page| {
        page.open("#bundle").await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let held = page.clipboard().await?;
        ensure(!held.is_empty(), || "nothing was copied".to_owned())?;
        page.press("Clear clipboard").await?;
        until_cleared(page).await
    });
}

#[test]
fn a_refused_clearing_is_told_and_what_was_copied_stays() {
    run(async |page| {
        page.inject(CLEARING_IS_REFUSED).await?;
        page.open("").await?;
        let key = copied_with_line(page).await?;
        act(page, ELSEWHERE[0]).await?;
        page.press("Clear clipboard").await?;
        page.until_body_says(|text| text.contains("did not let this page clear the clipboard"))
            .await?;
        page.until_body_says(|text| text.contains("holds what you copied here"))
            .await?;
        page.ensure_clipboard(&key).await
    });
}

#[test]
fn the_clipboard_is_cleared_by_itself_after_the_chosen_time() {
    run(async |page| {
        page.inject(TIME_STANDS).await?;
        page.open("").await?;
        copied_with_line(page).await?;
        page.choose("Clear it by itself", "after 30 seconds")
            .await?;
        act(page, ELSEWHERE[0]).await?;
        act(page, OVER).await?;
        until_cleared(page).await
    });
}

#[test]
fn a_key_that_was_pasted_nowhere_and_a_page_in_the_background_wait_to_be_cleared() {
    run(async |page| {
        page.inject(TIME_STANDS).await?;
        page.open("").await?;
        let key = copied_with_line(page).await?;
        page.choose("Clear it by itself", "after 30 seconds")
            .await?;
        act(page, OVER).await?;
        page.until_body_says(|text| text.contains("The time is up"))
            .await?;
        page.ensure_clipboard(&key).await?;
        act(page, ELSEWHERE[0]).await?;
        // Not yet: the person is elsewhere.
        let away = "document.hasFocus = () => false; window.dispatchEvent(new Event('focus'))";
        act(page, away).await?;
        page.ensure_clipboard(&key).await?;
        let back = "document.hasFocus = () => true; window.dispatchEvent(new Event('focus'))";
        act(page, back).await?;
        until_cleared(page).await
    });
}

#[test]
fn a_refused_clearing_by_itself_asks_for_a_press() {
    run(async |page| {
        page.inject(TIME_STANDS).await?;
        page.inject(CLEARING_IS_REFUSED).await?;
        page.open("").await?;
        copied_with_line(page).await?;
        page.choose("Clear it by itself", "after 30 seconds")
            .await?;
        act(page, ELSEWHERE[0]).await?;
        act(page, OVER).await?;
        page.until_body_says(|text| text.contains("only when a button is pressed"))
            .await
    });
}

#[test]
fn the_chosen_time_is_remembered_and_starts_with_each_copy() {
    run(async |page| {
        page.inject(TIME_STANDS).await?;
        page.open("").await?;
        copied_with_line(page).await?;
        page.choose("Clear it by itself", "after 30 seconds")
            .await?;
        page.reload().await?;
        // Opened for the first time, with nothing copied, no time runs.
        page.until_all_here().await?;
        let is_running = "return window.__over !== undefined";
        let runs: bool = page.script(is_running, []).await?;
        ensure(!runs, || "a time runs with nothing to clear".to_owned())?;
        copied_with_line(page).await?;
        until("the time to run", async || {
            let runs: bool = page.script(is_running, []).await?;
            ensure(runs, || "no time runs".to_owned())
        })
        .await?;
        // A digest is no secret: there is nothing to clear any more.
        act(page, ELSEWHERE[0]).await?;
        page.press("Copy SHA-256").await?;
        page.until_body_says(|text| text.contains("holds no secret"))
            .await?;
        let runs: bool = page.script(is_running, []).await?;
        ensure(!runs, || "the time still runs".to_owned())
    });
}
