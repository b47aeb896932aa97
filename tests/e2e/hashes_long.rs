//! A long text that is pasted into Hashes: all of it is hashed, and none but its beginning is laid out.

use crate::harness::{Outcome, Page, ensure, ensure_responsive, run, until};
use crate::referees::{coreutils, sha256sum};
use latchkey::engine::digest::hmac::hmac;
use latchkey::engine::digest::{Algorithm, Encoding};
use thirtyfour::Key;

/// The most of a long text that its field shows, in UTF-16 code units.
const MOST_SHOWN: usize = 4096;
/// FIPS 180-2 appendix B.1.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
/// What the page says of a long text.
const BEGINNING: &str = "the field shows the beginning";
/// What a paste is: an event with the text of the clipboard, and what the browser does unless the page takes it.
pub const PASTE: &str = "
    const paste = (field, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        // Firefox makes the clipboard's data of the last two.
        const options = { bubbles: true, cancelable: true, composed: true, dataType: 'text/plain', data: text };
        const isLeft = field.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData }));
        if (isLeft) document.execCommand('insertText', false, text.replaceAll('\\r', ''));
        return !isLeft;
    };
";

/// What is in a field.
#[derive(Debug)]
struct Shown {
    text: String,
    is_read_only: bool,
}

async fn shown(page: &Page, name: &str) -> Outcome<Shown> {
    let field = page.by_role("textbox", name).await?;
    let (text, is_read_only): (String, bool) = page
        .script(
            "const [field] = arguments; return [field.value, field.readOnly]",
            [field.to_json()?],
        )
        .await?;
    Ok(Shown { text, is_read_only })
}

/// Pastes `text` in place of what is selected in the field, or of all of it. Whether the page took it.
async fn paste(page: &Page, text: &str, selected: Option<(u32, u32)>) -> Outcome<bool> {
    paste_into(page, "Text", text, selected).await
}

/// The same for the field of this name.
pub async fn paste_into(
    page: &Page,
    name: &str,
    text: &str,
    selected: Option<(u32, u32)>,
) -> Outcome<bool> {
    let field = page.by_role("textbox", name).await?;
    let script = format!(
        "{PASTE}
         const [field, text, selected] = arguments;
         field.focus();
         if (selected) field.setSelectionRange(...selected);
         else field.select();
         return paste(field, text);"
    );
    let arguments = [field.to_json()?, text.into(), serde_json::json!(selected)];
    page.script(&script, arguments).await
}

async fn until_digest(page: &Page, digest: &str) -> Outcome {
    page.until_reads("Digest", |text| text == digest)
        .await
        .map(drop)
}

/// Pastes a long text over all that is there, and waits until its digest and its beginning are shown.
pub async fn paste_long(page: &Page, text: &str, digest: &str) -> Outcome {
    ensure(paste(page, text, None).await?, || {
        "the browser was left to paste a long text".into()
    })?;
    until_digest(page, digest).await?;
    until_held(page, text).await
}

/// Waits until the field shows the beginning of `text`, and the page says so.
async fn until_held(page: &Page, text: &str) -> Outcome {
    until_beginning(page, "Text", text).await?;
    page.until_body_says(|page| page.contains(BEGINNING)).await
}

/// Waits until the field of this name shows the beginning of `text` and cannot be edited.
pub async fn until_beginning(page: &Page, name: &str, text: &str) -> Outcome {
    until("the beginning to be shown", async || {
        let Shown {
            text: beginning,
            is_read_only,
        } = shown(page, name).await?;
        let length = beginning.encode_utf16().count();
        ensure(
            is_read_only && length > MOST_SHOWN / 2 && length <= MOST_SHOWN,
            || format!("{length} units, read-only: {is_read_only}"),
        )?;
        ensure(text.starts_with(&beginning), || {
            let first: String = beginning.chars().take(20).collect();
            format!("it shows {first:?} and more")
        })
    })
    .await
}

/// Waits until the field can be edited and holds `text`.
async fn until_editable(page: &Page, text: &str) -> Outcome {
    until_whole(page, "Text", text).await?;
    page.until_body_says(|page| !page.contains(BEGINNING)).await
}

/// Waits until the field of this name can be edited and holds `text`.
pub async fn until_whole(page: &Page, name: &str, text: &str) -> Outcome {
    until("the field to be as before", async || {
        let seen = shown(page, name).await?;
        ensure(seen.text == text && !seen.is_read_only, || {
            format!("{seen:?}")
        })
    })
    .await
}

/// A text of half a million bytes. At the end of what is shown of it is a key, which takes two UTF-16 code units.
pub fn long() -> String {
    format!("ABCDE{}", "clé 🗝 0123456789 ".repeat(25_000))
}

#[test]
fn a_long_text_is_hashed_whole_and_only_its_beginning_is_in_the_field() {
    run(async |page| {
        page.open("#hashes").await?;
        let text = long();
        let text = text.trim_end();
        paste_long(page, text, &sha256sum(text.as_bytes())?).await?;
        page.until_body_says(|page| page.contains("525,004 bytes"))
            .await?;
        // A screen reader hears it with the field.
        let described: String = page
            .script(
                "return document.getElementById('hash-text').ariaDescribedByElements.map((by) => by.innerText).join()",
                [],
            )
            .await?;
        ensure(described.contains(BEGINNING), || described)?;
        // Everything else is computed of all of it too.
        page.choose("Algorithm", "SHA-512").await?;
        let sha512 = coreutils("sha512sum", text.as_bytes())?;
        until_digest(page, &sha512).await?;
        page.choose("Algorithm", "SHA-256").await?;
        page.paste("textbox", "Expected digest", &sha512).await?;
        page.until_body_says(|page| page.contains("Match It is compared as SHA-512."))
            .await?;
        page.paste("textbox", "HMAC key", "Jefe").await?;
        let mac = hmac(Algorithm::Sha256, b"Jefe", text.as_bytes());
        let mac = mac.ok_or("SHA-256 has no HMAC")?;
        until_digest(page, &mac.encode(Encoding::Hex)).await?;
        // It outlives another tab, as a text in the field does.
        page.tab("Token").await?;
        page.tab("Hashes").await?;
        until_held(page, text).await
    });
}

#[test]
fn the_line_ends_of_a_long_text_are_those_of_a_field_or_at_a_click_its_own() {
    run(async |page| {
        page.open("#hashes").await?;
        let crlf = "one\r\ntwo\r\n".repeat(40_000);
        let lf = crlf.replace('\r', "");
        ensure(paste(page, &crlf, None).await?, || "it was left".into())?;
        until_digest(page, &sha256sum(lf.as_bytes())?).await?;
        until_held(page, &lf).await?;
        page.until_body_says(|page| page.contains("had CRLF line ends"))
            .await?;
        page.press("Hash with CRLF").await?;
        until_digest(page, &sha256sum(crlf.as_bytes())?).await?;
        page.press("Hash with LF").await?;
        until_digest(page, &sha256sum(lf.as_bytes())?).await?;
        // Pasted over it, one of several kinds, and one whose line ends are as they were.
        let mixed = "one\rtwo\r\nthree\n".repeat(30_000);
        let fed = mixed.replace("\r\n", "\n").replace('\r', "\n");
        ensure(paste(page, &mixed, None).await?, || "it was left".into())?;
        until_digest(page, &sha256sum(fed.as_bytes())?).await?;
        page.until_body_says(|page| page.contains("had CR or mixed line ends"))
            .await?;
        paste_long(page, &lf, &sha256sum(lf.as_bytes())?).await?;
        page.until_body_says(|page| !page.contains("line ends"))
            .await
    });
}

#[test]
fn white_space_around_a_long_text_is_told_and_left_out_at_a_click() {
    run(async |page| {
        page.open("#hashes").await?;
        let text = long();
        let around = format!("\u{feff}\n \u{200b}{text}\n");
        paste_long(page, &around, &sha256sum(around.as_bytes())?).await?;
        page.until_body_says(|page| page.contains("begins with a byte order mark"))
            .await?;
        page.press("Remove it").await?;
        let text = text.trim_end();
        until_digest(page, &sha256sum(text.as_bytes())?).await?;
        until_held(page, text).await?;
        page.until_body_says(|page| !page.contains("hashed too"))
            .await
    });
}

#[test]
fn every_line_of_a_long_text_has_a_digest_of_its_own() {
    run(async |page| {
        page.open("#hashes").await?;
        page.check("Hash each line separately").await?;
        let line = "0123456789abcdef".repeat(1_000);
        let text = format!("one\r\n\r\n{line}\r\n").repeat(20);
        ensure(paste(page, &text, None).await?, || "it was left".into())?;
        let (one, line) = (sha256sum(b"one")?, sha256sum(line.as_bytes())?);
        page.until_reads("Digest", |digests| {
            digests.starts_with(&format!("{one}\n{line}\n")) && digests.lines().count() == 40
        })
        .await?;
        page.press("Download CSV").await?;
        let (_, csv) = page.downloaded().await?;
        let csv = String::from_utf8(csv)?;
        let rows = (0..20).map(|n| format!("{},{one}\r\n{},{line}\r\n", 3 * n + 1, 3 * n + 3));
        let rows: Vec<String> = rows.collect();
        let wanted = format!("line,sha256\r\n{}", rows.concat());
        ensure(csv == wanted, || csv)
    });
}

#[test]
fn a_long_text_goes_by_button_by_key_and_by_a_paste_and_the_field_is_edited_as_before() {
    run(async |page| {
        page.open("#hashes").await?;
        let text = long();
        let digest = sha256sum(text.as_bytes())?;
        let empty = sha256sum(b"")?;

        paste_long(page, &text, &digest).await?;
        page.press("Clear").await?;
        until_digest(page, &empty).await?;
        until_editable(page, "").await?;
        page.until_said("status", |words| words.contains("Text cleared"))
            .await?;
        let focused = page.focused().await?;
        ensure(focused == ("textbox".to_owned(), "Text".to_owned()), || {
            format!("the focus is on {focused:?}")
        })?;
        page.keys("abc").await?;
        until_digest(page, ABC).await?;

        paste_long(page, &text, &digest).await?;
        // A key that changes nothing in a read-only field leaves the text alone, too.
        page.keys("a").await?;
        page.keys(Key::Right).await?;
        page.keys(Key::Backspace).await?;
        until_held(page, &text).await?;
        until_digest(page, &digest).await?;
        page.chord(Key::Control, "a").await?;
        page.keys(Key::Delete).await?;
        until_digest(page, &empty).await?;
        until_editable(page, "").await?;

        paste_long(page, &text, &digest).await?;
        let other = format!("{text}, and more");
        paste_long(page, &other, &sha256sum(other.as_bytes())?).await?;
        ensure(paste(page, "a\r\nb\r\n", None).await?, || {
            "nothing is pasted into a read-only field".into()
        })?;
        until_digest(page, &sha256sum(b"a\nb\n")?).await?;
        until_editable(page, "a\nb\n").await?;
        page.press("Hash with CRLF").await?;
        until_digest(page, &sha256sum(b"a\r\nb\r\n")?).await
    });
}

#[test]
fn a_long_text_is_pasted_by_the_keyboard_also_over_another() {
    run(async |page| {
        page.open("#hashes").await?;
        page.by_role("textbox", "Text").await?.click().await?;
        for unit in ["0123456789abcdef", "fedcba9876543210"] {
            page.set_clipboard_to(&format!("'{unit}'.repeat(30_000)"))
                .await?;
            page.chord(Key::Control, "v").await?;
            let text = unit.repeat(30_000);
            until_digest(page, &sha256sum(text.as_bytes())?).await?;
            until_held(page, &text).await?;
        }
        Ok(())
    });
}

#[test]
fn a_long_text_pasted_into_another_is_hashed_with_what_is_around_it() {
    run(async |page| {
        page.open("#hashes").await?;
        page.fill("textbox", "Text", "before, between, after")
            .await?;
        let text = long();
        ensure(paste(page, &text, Some((8, 15))).await?, || {
            "the browser was left to paste a long text".into()
        })?;
        let whole = format!("before, {text}, after");
        until_digest(page, &sha256sum(whole.as_bytes())?).await?;
        until_held(page, &whole).await
    });
}

#[test]
fn a_long_text_that_is_dropped_is_held_too() {
    run(async |page| {
        page.open("#hashes").await?;
        let field = page.by_role("textbox", "Text").await?;
        let text = long();
        let is_left: bool = page
            .script(
                "const [field, data] = arguments;
                 const options = { inputType: 'insertFromDrop', bubbles: true, cancelable: true, composed: true };
                 return field.dispatchEvent(new InputEvent('beforeinput', { ...options, data }));",
                [field.to_json()?, text.as_str().into()],
            )
            .await?;
        ensure(!is_left, || "the browser was left to drop it".into())?;
        until_digest(page, &sha256sum(text.as_bytes())?).await?;
        until_held(page, &text).await
    });
}

#[test]
fn a_long_text_is_gone_once_the_page_was_left() {
    run(async |page| {
        page.note_restores().await?;
        page.open("#hashes").await?;
        let text = long();
        paste_long(page, &text, &sha256sum(text.as_bytes())?).await?;
        page.leave_and_return().await?;
        until_editable(page, "").await?;
        until_digest(page, &sha256sum(b"")?).await
    });
}

#[test]
fn sixteen_mebibytes_are_pasted_without_a_long_task() {
    const LINE: &str = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ\n";
    run(async |page| {
        page.open("#hashes").await?;
        let digest = sha256sum(LINE.repeat(1 << 18).as_bytes())?;
        let line = serde_json::to_string(LINE)?;
        let prepare = format!(
            "const field = document.getElementById('hash-text');
             const shown = document.getElementById('hash-digest');
             const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', {line}.repeat(1 << 18));
             field.focus();"
        );
        let act = format!(
            "const options = {{ clipboardData, bubbles: true, cancelable: true, composed: true }};
             const isLeft = field.dispatchEvent(new ClipboardEvent('paste', options));
             while (!isLeft && shown.textContent !== '{digest}')
                 await new Promise((next) => setTimeout(next, 20));
             return isLeft ? -1 : field.value.length;"
        );
        let length: i64 = ensure_responsive(page, "pasting 16 MiB", &prepare, &act).await?;
        ensure((1..=4096).contains(&length), || {
            format!("the field holds {length} units")
        })
    });
}
