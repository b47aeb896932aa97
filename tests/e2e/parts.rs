//! The parts of the page: each tab opened first, the lock on requests after the last part, and the error when a
//! part fails to load.

use crate::boot::{SECTION, copy_of_dist, the_wasm};
use crate::harness::{Outcome, Page, ensure, faults, run, run_on, until};
use crate::inspect::GITHUB_KEY;
use crate::minting::{ask, listed};
use crate::record::SET_UP;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::By;

/// Whether a file name or the path of a request is that of a part, which follows the first load.
pub fn is_part(name: &str) -> bool {
    let name = name.trim_start_matches('/');
    name.starts_with("part-") || name.starts_with("worker-")
}

/// The paths of the parts in a folder with the page.
fn parts_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .file_name()
            .is_some_and(|name| is_part(&name.to_string_lossy()))
        {
            found.push(path);
        }
    }
    found.sort();
    ensure(found.len() > 3, || {
        format!("the page has the parts {found:?}")
    })?;
    Ok(found)
}

/// The page without any of its parts, as when the server goes away after the first load; and the parts.
pub fn without_parts() -> Outcome<(TempDir, TempDir)> {
    let parts = TempDir::new()?;
    let page = copy_of_dist(|folder| {
        for path in parts_in(folder)? {
            let name = path.file_name().ok_or("a part without a name")?;
            fs::rename(&path, parts.path().join(name))?;
        }
        Ok(())
    })?;
    Ok((page, parts))
}

/// Puts the parts back, as when the server is there again.
fn put_back(parts: &Path, page: &Path) -> Outcome {
    for path in parts_in(parts)? {
        fs::copy(
            &path,
            page.join(path.file_name().ok_or("a part without a name")?),
        )?;
    }
    Ok(())
}

/// Uses each tab once: options and a record, a preset, a digest of a text, a key pair, a key that is inspected.
pub async fn use_every_tab(page: &Page) -> Outcome {
    page.tab("Token").await?;
    page.choose("Format", "Hex").await?;
    page.until_reads("Your key", |key| key.len() > 64).await?;
    page.press(SET_UP).await?;
    page.until_reads("Record", |text| text.contains("sha256"))
        .await?;
    page.press(SET_UP).await?;
    page.choose("Format", "TOTP secret").await?;
    page.until_reads("Your secret", |secret| secret.len() == 32)
        .await?;
    page.choose("Format", "Hex").await?;
    page.tab("Bundle").await?;
    page.choose("Preset", "Rails").await?;
    page.until_reads("Bundle", |text| text.contains("ACTIVE_RECORD"))
        .await?;
    page.tab("Hashes").await?;
    page.fill("textbox", "Text", "abc").await?;
    page.until_reads("Digest", |digest| digest.starts_with("ba7816bf"))
        .await?;
    page.tab("Key pair").await?;
    page.until_reads("Your key pair", |text| text.contains("ES256"))
        .await?;
    page.tab("Inspect").await?;
    page.paste("textbox", "Key", GITHUB_KEY).await?;
    page.until_reads("Findings", |text| text.contains("checksum valid"))
        .await
        .map(drop)
}

/// Uses each tab once, and then the worker: a file, a passphrase, a batch and its file.
pub async fn use_everything(page: &Page) -> Outcome {
    use_every_tab(page).await?;
    let folder = TempDir::new()?;
    let file = folder.path().join("abc.txt");
    fs::write(&file, "abc")?;
    let input = page
        .driver()
        .find(By::Css("#panel-hashes input[type=file]"))
        .await?;
    input.send_keys(file.to_string_lossy()).await?;
    page.until_body_says(|text| text.contains("abc.txt") && text.contains("ba7816bf"))
        .await?;
    page.tab("Token").await?;
    page.choose("Format", "Passphrase").await?;
    page.until_reads("Your key", |key| key.matches('-').count() > 3)
        .await?;
    ask(page, "1000").await?;
    page.press("Generate").await?;
    listed(page).await?;
    page.press("Download").await?;
    let (name, content) = page.downloaded().await?;
    ensure(content.len() > 1000, || format!("{name} is short"))
}

#[test]
fn each_tab_can_be_opened_first_by_a_link() {
    for (link, role, name) in [
        ("#bundle", "combobox", "Preset"),
        ("#hashes", "textbox", "Text"),
        ("#keypair", "combobox", "Purpose"),
        ("#inspect", "textbox", "Key"),
        ("#token", "combobox", "Format"),
        ("#no-such-tab", "combobox", "Format"),
    ] {
        run(async |page| {
            page.open(link).await?;
            page.by_role(role, name).await?;
            use_every_tab(page).await
        });
    }
}

#[test]
fn a_key_is_there_and_copied_though_nothing_but_the_first_load_arrives() {
    let (folder, _parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        page.go(&page.url()).await?;
        let key = page.until_reads("Your key", |key| !key.is_empty()).await?;
        page.press("Copy key").await?;
        page.until_masked().await?;
        page.ensure_clipboard(&key).await?;
        page.press("Generate").await?;
        page.until_reads("Your key", |key| !key.contains('•'))
            .await?;
        let first: Vec<String> = page
            .requests()
            .into_iter()
            .filter(|path| !is_part(path))
            .collect();
        ensure(first.len() <= 3, || format!("the first load is {first:?}"))?;
        // The server answers 404 for each part, and the browser logs it.
        page.take_noise().await.map(drop)
    });
}

#[test]
fn everything_works_offline_once_the_page_says_so() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        let loaded = page.requests();
        page.go_offline().await?;

        use_everything(page).await?;
        ensure(page.requests() == loaded, || {
            format!("asked for {:?}", page.requests())
        })?;
        page.until_body_says(|text| text.contains("0 requests besides the page's own parts"))
            .await
    });
}

#[test]
fn a_server_that_goes_away_is_told_in_each_tab_and_nothing_typed_is_lost() {
    let (folder, parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        page.go(&page.url()).await?;
        page.until_reads("Your key", |key| !key.is_empty()).await?;
        for tab in ["Token", "Bundle", "Inspect", "Hashes"] {
            page.tab(tab).await?;
            page.until_said("alert", |text| {
                text.contains("did not arrive") && text.contains("try again")
            })
            .await?;
        }
        let key = "sk_live_typed";
        put_back(parts.path(), folder.path())?;
        page.press("Try again").await?;
        page.fill("textbox", "Text", key).await?;
        page.until_reads("Digest", |digest| digest.len() == 64)
            .await?;
        // The others are now fetched in the background, and a tab that failed is fetched again when it is
        // opened.
        page.tab("Bundle").await?;
        page.by_role("combobox", "Preset").await?;
        page.tab("Token").await?;
        page.by_role("combobox", "Format").await?;
        page.tab("Hashes").await?;
        let typed = page.read("Text").await?;
        ensure(typed == key, || format!("the field holds {typed:?}"))?;
        page.until_all_here().await?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_tab_opened_again_after_a_failure_says_what_went_wrong_again() {
    let (folder, _parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        page.go(&format!("{}#bundle", page.url())).await?;
        page.until_said("alert", |text| text.contains("did not arrive"))
            .await?;
        page.press("Try again").await?;
        page.until_said("alert", |text| text.contains("did not arrive"))
            .await?;
        // Nothing of the other tab is shown in this one.
        ensure(!page.has("combobox", "Preset").await, || {
            "it is there".into()
        })?;
        page.take_noise().await.map(drop)
    });
}

/// The files in `folder` that the page asks for: the program, and the parts.
fn asked_for(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = parts_in(folder)?;
    files.push(the_wasm(folder)?);
    let all = fs::read_dir(folder)?.count();
    // The others are the HTML, and what is for hosts and for search engines.
    ensure(all == files.len() + 3, || {
        format!("of {all} files {files:?} are the page's")
    })?;
    Ok(files)
}

/// Uses what needs the file of that name until an alert says that it is not as it was published.
async fn until_refused(page: &Page, name: &str) -> Outcome {
    const WORDS: &str = "not as it was published";
    page.until_reads("Your key", |key| !key.is_empty()).await?;
    if name.starts_with("part-codes") {
        page.choose("Format", "TOTP secret").await?;
        return page
            .until_said("alert", |text| text.contains(WORDS))
            .await
            .map(drop);
    }
    if name.starts_with("part-record") {
        page.press(SET_UP).await?;
        return page
            .until_said("alert", |text| text.contains(WORDS))
            .await
            .map(drop);
    }
    if name.starts_with("worker-") {
        page.choose("Format", "Passphrase").await?;
    }
    until("a part to be refused", async || {
        for tab in ["Token", "Bundle", "Hashes", "Key pair", "Inspect"] {
            page.tab(tab).await?;
            if page.said("alert").await?.contains(WORDS) {
                return Ok(());
            }
        }
        Err(format!("{name} was taken").into())
    })
    .await
}

/// Changes a byte in each file but the HTML, one after the other: the page, which comes from `folder`, says in words that
/// it did not take it. With all of them as they were it works.
pub async fn ensure_each_changed_file_is_refused(page: &Page, folder: &Path) -> Outcome {
    for path in asked_for(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let published = fs::read(&path)?;
        let mut changed = published.clone();
        // A comment in a script, a custom section in a wasm: both stay valid, so only the integrity can tell.
        if path.extension().is_some_and(|end| end == "js") {
            changed.extend(b"//");
        } else {
            changed.extend(SECTION);
        }
        fs::write(&path, changed)?;
        page.forget_files().await?;
        page.go(&page.url()).await?;
        if is_part(&name) {
            until_refused(page, &name).await?;
        } else {
            page.until_body_says(|text| text.contains("did not start"))
                .await?;
        }
        page.until_objected("integrity").await?;
        fs::write(&path, published)?;
        // The next one begins without the choices made here.
        page.script::<()>("localStorage.clear()", []).await?;
        page.take_noise().await?;
    }
    page.forget_files().await?;
    page.open("").await?;
    page.until_all_here().await?;
    use_every_tab(page).await
}

#[test]
fn a_changed_byte_in_a_file_is_refused_in_words() {
    let folder = copy_of_dist(|_| Ok(())).expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        ensure_each_changed_file_is_refused(page, folder.path()).await
    });
}

#[test]
fn a_browser_that_saves_data_loads_each_part_when_it_is_used() {
    run(async |page| {
        page.inject(faults::SAVES_DATA).await?;
        page.open("").await?;
        page.by_role("combobox", "Format").await?;
        page.until_body_says(|text| text.contains("each part is loaded when it is first used"))
            .await?;
        let first = page.requests();
        // An idle page would have requested more by now.
        page.task::<()>(
            "await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(() => setTimeout(done, 50)))",
        )
        .await?;
        ensure(page.requests() == first, || {
            format!("asked for {:?}", page.requests())
        })?;
        ensure(!first.iter().any(|path| path.contains("worker-")), || {
            format!("asked for {first:?}")
        })?;
        page.tab("Bundle").await?;
        page.by_role("combobox", "Preset").await?;
        ensure(page.requests().len() > first.len(), || {
            "the tab asked for nothing".into()
        })?;
        page.tab("Hashes").await?;
        page.by_role("textbox", "Text").await?;
        page.tab("Token").await?;
        page.press(SET_UP).await?;
        page.until_reads("Record", |text| text.contains("sha256"))
            .await?;
        page.choose("Format", "Passphrase").await?;
        page.until_reads("Your key", |key| key.matches('-').count() > 3)
            .await?;
        page.choose("Format", "TOTP secret").await?;
        page.until_reads("Your secret", |text| text.len() == 32)
            .await?;
        page.tab("Key pair").await?;
        page.by_role("combobox", "Purpose").await?;
        page.tab("Inspect").await?;
        page.by_role("textbox", "Key").await?;
        // By now every part has been used.
        page.until_all_here().await
    });
}

#[test]
fn a_browser_without_an_idle_callback_gets_every_part_too() {
    run(async |page| {
        page.inject("delete window.requestIdleCallback;").await?;
        page.open("").await?;
        page.until_all_here().await
    });
}

#[test]
fn a_key_that_is_shown_is_the_same_when_the_rest_of_its_tab_arrives() {
    let (folder, parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        page.go(&page.url()).await?;
        let key = page.until_reads("Your key", |key| !key.is_empty()).await?;
        page.until_said("alert", |text| text.contains("did not arrive"))
            .await?;
        put_back(parts.path(), folder.path())?;
        page.press("Try again").await?;
        page.by_role("combobox", "Format").await?;
        let now = page.read("Your key").await?;
        ensure(now == key, || "the key changed".into())?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn remembered_options_are_minted_before_the_rest_of_the_tab_is_here() {
    let (folder, parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        put_back(parts.path(), folder.path())?;
        page.open("").await?;
        page.choose("Format", "Hex").await?;
        page.until_reads("Your key", |key| key.len() > 64).await?;
        for part in parts_in(folder.path())? {
            fs::remove_file(part)?;
        }
        page.forget_files().await?;
        page.refresh().await?;
        page.until_reads("Your key", |key| key.len() > 64).await?;
        ensure(!page.has("combobox", "Format").await, || {
            "the options came from somewhere".into()
        })?;
        page.take_noise().await.map(drop)
    });
}
