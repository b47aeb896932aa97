//! What a person comes for, from its beginning to its end by keyboard alone: Tab, Shift+Tab, arrows, Enter, Space,
//! Escape, and what is typed.

use crate::bundle_result::{copy_within_five_stops, until_result_has_focus};
use crate::bundle_undo::SECRET;
use crate::files::lines;
use crate::harness::{Outcome, Page, ensure, run, until};
use crate::hashes_files::files;
use crate::keyboard::until_focused;
use crate::minting::listed;
use crate::referees::sha256sum;
use tempfile::TempDir;
use thirtyfour::Key;

const SHOP: &str = "\
PORT=3000
LOG_LEVEL=info
SESSION_SECRET=changeme
JWT_SECRET=changeme2
OPENAI_API_KEY=your-key-here
";

/// Goes on to the element with this role and name, and presses a key there.
async fn go_and_press(page: &Page, role: &str, name: &str, key: Key) -> Outcome {
    page.tab_to(role, name).await?;
    page.keys(key).await
}

/// Goes back to it instead.
async fn return_and_press(page: &Page, role: &str, name: &str, key: Key) -> Outcome {
    page.tab_back_to(role, name).await?;
    page.keys(key).await
}

/// Goes on to a field and types in the place of its text.
async fn go_and_type(page: &Page, role: &str, name: &str, text: &str) -> Outcome {
    page.tab_to(role, name).await?;
    page.chord(Key::Control, "a").await?;
    page.keys(text).await
}

async fn until_said(page: &Page, words: &str) -> Outcome {
    page.until_said("status", |text| text.contains(words))
        .await
        .map(drop)
}

/// Opens another tab of the page with the arrow keys, from Token.
async fn open_tab(page: &Page, name: &str, steps: usize) -> Outcome {
    page.tab_to("tab", "Token").await?;
    for _ in 0..steps {
        page.keys(Key::Right).await?;
    }
    until_focused(page, "tab", name).await
}

#[test]
fn a_bundle_is_imported_filled_undone_and_rotated_by_keyboard() {
    run(async |page| {
        page.open("").await?;
        page.set_clipboard(SHOP).await?;
        open_tab(page, "Bundle", 1).await?;
        page.by_role("textbox", "Import .env.example").await?;
        page.tab_to("textbox", "Import .env.example").await?;
        page.chord(Key::Control, "v").await?;
        until_result_has_focus(page, "5 variables").await?;
        copy_within_five_stops(page).await?;
        page.tab_to("combobox", "Output").await?;
        page.keys("JSON").await?;
        page.until_reads("Bundle", |text| text.starts_with('{'))
            .await?;

        go_and_type(page, "textbox", "OPENAI_API_KEY", "sk-typed").await?;
        page.until_body_says(|text| !text.contains("still holds a placeholder"))
            .await?;
        return_and_press(page, "button", "Show values", Key::Enter).await?;
        page.until_reads("Bundle", |text| text.contains("sk-typed"))
            .await?;

        // A row's controls, and a folded group with such a row in it: Escape closes the innermost.
        go_and_press(page, "button", "Change JWT_SECRET", Key::Enter).await?;
        page.by_role("combobox", "Decision for JWT_SECRET").await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "combobox", "Decision for JWT_SECRET").await?;
        page.keys("Leave").await?;
        page.until_reads("Secrets", |table| table.contains("left blank"))
            .await?;
        page.keys(Key::Escape).await?;
        until_focused(page, "button", "Change JWT_SECRET").await?;
        page.until_gone("combobox", "Decision for JWT_SECRET")
            .await?;
        go_and_press(page, "button", "2 kept as they are", Key::Enter).await?;
        page.until_reads("Secrets", |table| table.contains("3000"))
            .await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "button", "Change PORT").await?;
        page.keys(Key::Space).await?;
        page.by_role("combobox", "Decision for PORT").await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "combobox", "Decision for PORT").await?;
        page.keys(Key::Escape).await?;
        until_focused(page, "button", "Change PORT").await?;
        page.until_gone("combobox", "Decision for PORT").await?;
        page.keys(Key::Escape).await?;
        until_focused(page, "button", "2 kept as they are").await?;
        page.until_reads("Secrets", |table| !table.contains("3000"))
            .await?;

        let before = page.read("Bundle").await?;
        return_and_press(page, "button", "Regenerate all", Key::Space).await?;
        page.until_reads("Bundle", |text| text != before).await?;
        page.by_role("button", "Undo").await?;
        return_and_press(page, "button", "Undo", Key::Enter).await?;
        page.until_reads("Bundle", |text| text == before).await?;
        until_focused(page, "heading", "5 variables").await?;

        return_and_press(page, "button", "Start over", Key::Enter).await?;
        page.until_reads("Import .env.example", str::is_empty)
            .await?;
        page.tab_back_to("combobox", "Preset").await?;
        page.keys("Rails").await?;
        page.until_reads("Bundle", |text| text.contains("SECRET_KEY_BASE"))
            .await?;
        // What was typed to choose is forgotten once the list was left.
        page.tab_to("button", "Add preset").await?;
        page.tab_back_to("combobox", "Preset").await?;
        page.keys("Redis").await?;
        page.until_reads("Bundle", |text| text.contains("REDIS_PASSWORD"))
            .await?;
        go_and_press(page, "button", "Add preset", Key::Enter).await?;
        page.until_reads("Bundle", |text| {
            text.contains("SECRET_KEY_BASE") && text.contains("REDIS_PASSWORD")
        })
        .await?;

        return_and_press(page, "radio", "Automatic", Key::Right).await?;
        page.keys(Key::Right).await?;
        until_focused(page, "radio", "My own .env").await?;
        page.tab_back_to("textbox", "Import .env.example").await?;
        page.keys(format!("APP_SECRET={SECRET}")).await?;
        go_and_press(page, "button", "Import", Key::Enter).await?;
        until_result_has_focus(page, "1 variable").await?;
        go_and_press(page, "button", "Rotate", Key::Enter).await?;
        page.until_reads("Bundle", |text| {
            text.contains("APP_SECRET_PREVIOUS") && text.contains(SECRET)
        })
        .await
        .map(drop)
    });
}

#[test]
fn texts_files_and_passwords_are_hashed_by_keyboard() {
    run(async |page| {
        page.open("#hashes").await?;
        page.tab_to("tab", "Text").await?;
        page.keys(Key::Right).await?;
        until_focused(page, "tab", "Files").await?;
        page.by_role("", "File").await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "", "File").await?;
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("abc.txt", b"abc")])?;
        // The dialog that the key opens is the system's own.
        let field = page.driver().active_element().await?;
        field.send_keys(paths[0].to_string_lossy()).await?;
        let digest = sha256sum(b"abc")?;
        page.until_reads("Files", |text| text.contains(&digest))
            .await?;
        let line = format!("{digest}  abc.txt");
        go_and_type(page, "textbox", "Expected digest", &line).await?;
        page.until_body_says(|text| text.contains("1 OK, 0 FAILED, 0 missing"))
            .await?;
        return_and_press(page, "button", "Copy checksum lines", Key::Enter).await?;
        until_said(page, "Checksum lines copied").await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim_end() == line, || copied.clone())?;

        return_and_press(page, "tab", "Files", Key::Right).await?;
        until_focused(page, "tab", "Passwords").await?;
        go_and_type(page, "textbox", "Password", "correct horse").await?;
        page.tab_to("combobox", "Scheme").await?;
        page.keys("htpasswd").await?;
        go_and_type(page, "textbox", "User", "kim").await?;
        go_and_type(page, "spinbutton", "Cost", "4").await?;
        go_and_press(page, "button", "Hash password", Key::Space).await?;
        page.until_reads("htpasswd line", |text| text.starts_with("kim:$2y$04$"))
            .await?;
        go_and_press(page, "button", "Copy htpasswd line", Key::Enter).await?;
        until_said(page, "htpasswd line copied").await?;
        page.tab_to("textbox", "Hash to verify against").await?;
        page.chord(Key::Control, "v").await?;
        go_and_press(page, "button", "Verify password", Key::Enter).await?;
        until_said(page, "The password matches").await?;

        return_and_press(page, "tab", "Passwords", Key::Home).await?;
        until_focused(page, "tab", "Text").await?;
        go_and_type(page, "textbox", "Text", "abc").await?;
        page.until_reads("Digest", |text| text == digest).await?;
        go_and_press(page, "", "Server config", Key::Enter).await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "combobox", "Server config").await?;
        go_and_press(page, "button", "Copy config line", Key::Enter).await?;
        until_said(page, "Config line copied").await?;
        page.ensure_clipboard(&digest).await?;
        page.keys(Key::Escape).await?;
        page.until_gone("button", "Copy config line").await?;
        until_focused(page, "", "Server config").await
    });
}

#[test]
fn a_key_is_set_up_linked_and_made_in_numbers_by_keyboard() {
    run(async |page| {
        page.open("").await?;
        page.by_role("button", "Keyboard shortcuts").await?;
        page.fresh_key().await?;
        page.tab_to("button", "Theme").await?;
        let (_, theme) = page.focused().await?;
        page.keys(Key::Space).await?;
        until("another theme", async || {
            let (role, now) = page.focused().await?;
            ensure(role == "button" && now != theme, || now)
        })
        .await?;

        go_and_press(page, "", "More options", Key::Enter).await?;
        go_and_type(page, "spinbutton", "Entropy (bits)", "512").await?;
        page.until_reads("Your key", |key| key.len() == "sk_live_".len() + 86 + 6)
            .await?;
        page.tab_back_to("spinbutton", "How many").await?;
        page.keys(Key::Up).await?;
        page.keys(Key::Up).await?;
        page.keys(Key::Tab).await?;
        until_focused(page, "button", "Generate").await?;
        page.keys(Key::Enter).await?;
        let keys = listed(page).await?;
        ensure(keys.len() == 3, || format!("{keys:?}"))?;
        return_and_press(page, "button", "Download", Key::Enter).await?;
        let (name, file) = page.take_download().await?;
        ensure(name == "keys.txt", || name.clone())?;
        let file = String::from_utf8(file)?;
        ensure(lines(&file)?.len() == 3, || file.clone())?;
        page.tab_to("spinbutton", "How many").await?;
        page.keys(Key::Down).await?;
        page.keys(Key::Down).await?;
        page.fresh_key().await?;

        go_and_press(page, "button", "Copy link to these options", Key::Enter).await?;
        until_said(page, "Link copied").await?;
        let link = page.clipboard().await?;
        ensure(
            link.contains("#token?") && link.contains("bits=512"),
            || link.clone(),
        )?;
        page.open("#token?format=hex&prefix=acme").await?;
        page.until_reads("Your key", |key| key.starts_with("acme_live_"))
            .await?;
        go_and_press(page, "button", "Use my own", Key::Enter).await?;
        until_focused(page, "tab", "Token").await?;
        page.fresh_key().await?;

        page.tab_to("combobox", "Format").await?;
        page.keys("TOTP").await?;
        page.until_reads("Your secret", |text| !text.is_empty())
            .await?;
        return_and_press(page, "button", "Copy secret", Key::Enter).await?;
        page.until_reads("Your secret", |text| text.contains('•'))
            .await?;
        go_and_press(page, "button", "Generate", Key::Space).await?;
        page.until_reads("Your secret", |text| !text.contains('•'))
            .await?;

        go_and_press(page, "button", "Keyboard shortcuts", Key::Enter).await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
        page.tab_to("checkbox", "Use these shortcuts").await?;
        page.keys(Key::Space).await?;
        page.keys(Key::Escape).await?;
        page.until_gone("dialog", "").await?;
        until_focused(page, "button", "Keyboard shortcuts").await?;
        page.keys("2").await?;
        page.ensure_open("Token").await
    });
}

#[test]
fn a_key_pair_and_a_scanner_rule_are_made_by_keyboard() {
    run(async |page| {
        page.open("").await?;
        open_tab(page, "Key pair", 3).await?;
        page.by_role("combobox", "Purpose").await?;
        page.tab_to("combobox", "Purpose").await?;
        page.keys("SSH").await?;
        page.until_reads("Your key pair", |name| name.starts_with("Ed25519"))
            .await?;
        go_and_type(page, "textbox", "Comment", "kim@laptop").await?;
        let line = page
            .until_reads("authorized_keys line", |line| line.ends_with(" kim@laptop"))
            .await?;
        go_and_press(page, "button", "Copy public key", Key::Enter).await?;
        until_said(page, "copied").await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim_end() == line.trim_end(), || copied.clone())?;
        go_and_press(page, "button", "Generate", Key::Space).await?;
        page.until_reads("authorized_keys line", |now| now != line)
            .await?;
        go_and_press(page, "button", "Show", Key::Enter).await?;
        page.until_reads("Private key (OpenSSH)", |text| !text.contains('•'))
            .await?;
        go_and_press(page, "button", "Download private key", Key::Enter).await?;
        let (name, _) = page.take_download().await?;
        ensure(name == "id_ed25519", || name.clone())?;

        return_and_press(page, "tab", "Key pair", Key::End).await?;
        until_focused(page, "tab", "Inspect").await?;
        page.by_role("textbox", "Key").await?;
        go_and_press(page, "", "Scanner rules", Key::Enter).await?;
        page.tab_to("combobox", "Rule for").await?;
        page.keys("TruffleHog").await?;
        let rule = page
            .until_reads("Rule", |rule| rule.contains("detectors:"))
            .await?;
        go_and_press(page, "button", "Copy rule", Key::Enter).await?;
        until_said(page, "Rule copied").await?;
        let copied = page.clipboard().await?;
        ensure(copied.trim() == rule.trim(), || copied.clone())?;
        page.keys(Key::Escape).await?;
        page.until_gone("button", "Copy rule").await?;
        until_focused(page, "", "Scanner rules").await
    });
}
