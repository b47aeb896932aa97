//! When the page cannot start: changed, incomplete, or in a browser that lacks what it needs.

use crate::harness::{Outcome, Page, dist, ensure, faults, run, run_on, until};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the built page, modified by `change`.
pub fn copy_of_dist(change: impl Fn(&Path) -> Outcome) -> Outcome<TempDir> {
    let copy = TempDir::new()?;
    for entry in fs::read_dir(dist())? {
        let path = entry?.path();
        if path.is_file() {
            fs::copy(
                &path,
                copy.path()
                    .join(path.file_name().ok_or("a file without a name")?),
            )?;
        }
    }
    change(copy.path())?;
    Ok(copy)
}

/// The file in `folder` whose name starts with `start` and ends with `end`.
pub fn file_in(folder: &Path, start: &str, end: &str) -> Outcome<PathBuf> {
    let mut files = fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    Ok(files
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(start) && name.ends_with(end)
        })
        .ok_or_else(|| format!("dist/ has no {start}…{end}"))?)
}

/// A custom section without a meaning: the module stays valid, so only its integrity can tell.
pub const SECTION: [u8; 4] = [0, 2, 1, b'x'];

/// Changes a wasm file by one more section.
pub fn append_section(path: &Path) -> Outcome {
    let mut bytes = fs::read(path)?;
    bytes.extend(SECTION);
    Ok(fs::write(path, bytes)?)
}

/// The page's own wasm, which is not the only one.
pub fn the_wasm(folder: &Path) -> Outcome<PathBuf> {
    file_in(folder, "latchkey-", ".wasm")
}

/// The page in `folder` must not start: the browser logs `objection`, and the page says `words`.
fn ensure_dead(folder: &Path, objection: &str, words: &str) {
    run_on(folder, async |page| {
        page.go(&page.url()).await?;
        page.until_objected(objection).await?;
        page.until_body_says(|text| text.contains(words)).await?;
        ensure_not_started(page).await?;
        // One fault logs several lines: the remaining ones are discarded.
        page.take_noise().await.map(drop)
    });
}

/// There is no key, and no button is enabled.
async fn ensure_not_started(page: &Page) -> Outcome {
    let state: String = page
        .script(
            "const main = document.querySelector('main');
             const pressable = [...(main?.querySelectorAll('.card button') ?? [])].some((button) => !button.disabled);
             return `${main?.ariaBusy ?? 'not busy'} ${pressable} ${document.getElementById('key')?.textContent ?? ''}`;",
            [],
        )
        .await?;
    ensure(
        ["not busy false ", "true false "].contains(&&*state),
        || state,
    )
}

/// Withholds the program from a page with this fragment, which names no tab.
const WITHHELD: &str =
    "if (location.hash === '#withheld') window.fetch = () => new Promise(() => {});";

/// The place and height of the key card.
const CARD: &str = "const { top, height } = document.querySelector('.card').getBoundingClientRect(); return [top, height]";

#[test]
fn before_the_program_is_here_the_page_stands_in_its_place_and_is_not_called_late() {
    // By the clock of the animation, whether it has ended meanwhile or not.
    const LATE: &str = "
        const late = document.querySelector('.late');
        late.style.animation = 'none';
        late.getAnimations();
        late.style.animation = '';
        const [wait] = late.getAnimations();
        wait.pause();
        return [0, 9999, 10001].map((time) => {
            wait.currentTime = time;
            return late.checkVisibility({ visibilityProperty: true });
        });";
    run(async |page| {
        page.inject(WITHHELD).await?;
        // As Lighthouse measures them: a notebook and a phone.
        for (width, height) in [(1350, 940), (412, 823)] {
            page.size(width, height).await?;
            page.go("about:blank").await?;
            page.go(&format!("{}#withheld", page.url())).await?;
            let text = page.body().await?;
            for words in ["Latchkey", "Your key", "Loading…", "Copy key"] {
                ensure(text.contains(words), || format!("no {words} in {text}"))?;
            }
            for tab in ["Token", "Bundle", "Hashes", "Key pair", "Inspect"] {
                page.find("tab", tab).await?;
            }
            ensure_not_started(page).await?;
            let seen: [bool; 3] = page.script(LATE, []).await?;
            ensure(seen == [false, false, true], || {
                format!("it is called late: {seen:?}")
            })?;
            let empty: [f64; 2] = page.script(CARD, []).await?;
            page.go("about:blank").await?;
            page.open("").await?;
            page.fresh_key().await?;
            let full: [f64; 2] = page.script(CARD, []).await?;
            let is_same = empty
                .iter()
                .zip(full)
                .all(|(empty, full)| (empty - full).abs() < 3.0);
            ensure(is_same, || {
                format!("at {width} px, the card at {empty:?} moves to {full:?}")
            })?;
        }
        Ok(())
    });
}

#[test]
fn a_changed_wasm_does_not_start() {
    let changed = copy_of_dist(|folder| append_section(&the_wasm(folder)?));
    ensure_dead(
        changed.expect("a copy of dist/").path(),
        "integrity",
        "did not start",
    );
}

/// A page with one more newline in a script, before the offset that `end` returns, must not start.
fn ensure_dead_by_a_changed_script(end: impl Fn(&str) -> Option<usize>, words: &str) {
    let changed = copy_of_dist(|folder| {
        let path = folder.join("index.html");
        let page = fs::read_to_string(&path)?;
        let end = end(&page).ok_or("the page has no script")?;
        Ok(fs::write(
            path,
            format!("{}\n{}", &page[..end], &page[end..]),
        )?)
    });
    ensure_dead(
        changed.expect("a copy of dist/").path(),
        "script-src",
        words,
    );
}

#[test]
fn a_changed_script_does_not_start() {
    ensure_dead_by_a_changed_script(
        |page| page.rfind("</script>"),
        "did not arrive as it was published",
    );
}

#[test]
fn a_changed_early_script_does_not_start() {
    ensure_dead_by_a_changed_script(
        |page| page.find("</script>"),
        "did not arrive, or not as it was published",
    );
}

/// Copies of the page, each with a change in another one of its styles.
pub fn with_changed_styles() -> Outcome<Vec<TempDir>> {
    let page = fs::read_to_string(dist().join("index.html"))?;
    let ends: Vec<usize> = page.match_indices("</style>").map(|(end, _)| end).collect();
    let changed = |end: usize| {
        copy_of_dist(|folder| {
            let changed = format!("{}\n{}", &page[..end], &page[end..]);
            Ok(fs::write(folder.join("index.html"), changed)?)
        })
    };
    ends.into_iter().map(changed).collect()
}

/// What the page says when a style was dropped.
pub const STYLE_WORDS: &str = "style is not as it was published";

#[test]
fn a_changed_style_is_told() {
    let changed = with_changed_styles().expect("copies of dist/");
    assert_eq!(changed.len(), 3);
    for folder in &changed {
        run_on(folder.path(), async |page| {
            page.go(&page.url()).await?;
            page.until_body_says(|text| text.matches(STYLE_WORDS).count() == 1)
                .await?;
            // The browser reports the style that it dropped.
            page.until_running().await?;
            page.take_noise().await.map(drop)
        });
    }
    run(async |page| {
        page.open("").await?;
        page.until_body_says(|text| !text.contains(STYLE_WORDS))
            .await
    });
}

#[test]
fn an_integrity_that_no_browser_checks_does_not_start() {
    // A browser ignores an algorithm that it does not know: the list must be in the script that the policy names.
    for place in [
        "request(\"latchkey-",
        "[\"worker-script\",",
        "[\"worker-wasm\",",
        "[\"token\",",
    ] {
        let changed = copy_of_dist(|folder| {
            let path = folder.join("index.html");
            let page = fs::read_to_string(&path)?;
            let place = page.find(place).ok_or("the page names no such file")?;
            let end = page[place..].find("sha384").ok_or("no integrity")? + place;
            let page = format!("{}sha385{}", &page[..end], &page[end + 6..]);
            Ok(fs::write(path, page)?)
        });
        ensure_dead(
            changed.expect("a copy of dist/").path(),
            "script-src",
            "as it was published",
        );
    }
}

#[test]
fn no_file_is_named_outside_of_the_scripts_that_the_policy_names() {
    let page = fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let mut outside = String::new();
    for (n, piece) in page.split("<script").enumerate() {
        let (_, after) = piece.split_once("</script>").unwrap_or(("", piece));
        outside.push_str(if n == 0 { piece } else { after });
    }
    for name in ["sha384-", ".wasm", ".js\""] {
        assert!(
            !outside.contains(name),
            "{name} stands outside of the scripts"
        );
    }
}

#[test]
fn whatever_fails_in_the_page_only_its_parts_can_be_asked_for() {
    for fault in [
        "delete window.TextDecoder;",
        "delete window.FinalizationRegistry; delete window.TextEncoder;",
        "window.trustedTypes?.constructor && (TrustedTypePolicyFactory.prototype.createPolicy = () => { throw new Error('no'); });",
        faults::WEBASSEMBLY_MISSING,
    ] {
        run(async |page| {
            page.inject(fault).await?;
            page.go(&page.url()).await?;
            until("the policy to close", async || {
                let answer: String = page
                    .task("return await fetch('elsewhere').then(() => 'went out', () => 'refused')")
                    .await?;
                ensure(answer == "refused", || format!("{fault}: {answer}"))
            })
            .await?;
            page.take_noise().await.map(drop)
        });
    }
}

#[test]
fn a_missing_wasm_is_told_in_plain_words() {
    let changed = copy_of_dist(|folder| Ok(fs::remove_file(the_wasm(folder)?)?));
    ensure_dead(
        changed.expect("a copy of dist/").path(),
        "404",
        "did not start",
    );
}

#[test]
fn a_browser_without_webassembly_is_told_in_plain_words() {
    run(async |page| {
        page.inject(faults::WEBASSEMBLY_MISSING).await?;
        page.go(&page.url()).await?;
        page.until_body_says(|text| text.contains("needs WebAssembly"))
            .await?;
        ensure_not_started(page).await?;
        let seen: (bool, bool) = page
            .script(
                "const isSeen = (e) => e.checkVisibility({ visibilityProperty: true });
                 return [document.querySelector('.alert[role=alert]').innerText.includes('needs WebAssembly'),
                     isSeen(document.querySelector('.requests .dot'))];",
                [],
            )
            .await?;
        ensure(seen == (true, false), || {
            format!("it looks like an alert, and the foot has a dot without words: {seen:?}")
        })
    });
}

#[test]
fn a_browser_without_simd_is_told_so_before_anything_else() {
    run(async |page| {
        page.inject(faults::SIMD_MISSING).await?;
        page.go(&page.url()).await?;
        page.until_body_says(|text| text.contains("WebAssembly with SIMD"))
            .await?;
        ensure_not_started(page).await
    });
}

#[test]
fn a_browser_without_javascript_is_told_in_plain_words() {
    run(async |page| {
        // No script runs in a frame that is not allowed any; another document of the same origin can read what it shows.
        page.go(&format!("{}nothing", page.url())).await?;
        page.script::<()>(
            "const frame = document.createElement('iframe');
             frame.setAttribute('sandbox', 'allow-same-origin');
             frame.src = '/';
             document.body.append(frame);",
            [],
        )
        .await?;
        until("the page in the frame to say so", async || {
            let text: String = page
                .script(
                    "return document.querySelector('iframe').contentDocument.body?.innerText ?? ''",
                    [],
                )
                .await?;
            ensure(text.contains("JavaScript is off"), || text)
        })
        .await?;
        // The 404, and each script that did not run.
        page.take_noise().await.map(drop)
    });
}

#[test]
fn a_browser_that_counts_no_requests_is_told_of_no_count() {
    run(async |page| {
        page.inject(faults::TIMING_MISSING).await?;
        page.open("").await?;
        page.until_all_here().await?;
        page.until_body_says(|text| !text.contains("0 requests"))
            .await
    });
}
