//! The page's appearance: screenshots for people to judge, and what a machine can check.

use crate::bundle::{show, values};
use crate::bundle_doubt::doubtful;
use crate::bundle_import::{EXAMPLE, import, put};
use crate::harness::{Engine, Outcome, Page, ensure, run};
use crate::inspect::JWT;
use crate::referees::sha256sum;
use std::fs;
use std::path::Path;

const TABS: [(&str, &str); 5] = [
    ("Token", "Your key"),
    ("Bundle", "Bundle"),
    ("Hashes", "Digest"),
    ("Key pair", "Your key pair"),
    ("Inspect", "Findings"),
];

/// The views of a tab, in the order in which they are looked at; an empty name where it has one only.
fn views(tab: &str) -> &'static [&'static str] {
    match tab {
        "Hashes" => &["Files", "Passwords", "Text"],
        _ => &[""],
    }
}

/// Opens a view of the open tab.
async fn view(page: &Page, name: &str) -> Outcome {
    if name.is_empty() {
        return Ok(());
    }
    page.tab(name).await
}

/// Makes the window this wide, in CSS pixels.
pub async fn width(page: &Page, width: u32) -> Outcome {
    page.size(width, 900).await
}

/// Makes the system prefer these colours: `light` or `dark`. Where no system can be told, the page's switch is set.
pub async fn colours(page: &Page, scheme: &str) -> Outcome {
    if !page.prefer(&[("prefers-color-scheme", scheme)]).await? {
        page.script::<()>(
            "document.documentElement.dataset.theme = arguments[0]",
            [scheme.into()],
        )
        .await?;
    }
    Ok(())
}

/// Saves the whole height of the page as `target/screenshots/NAME.png`.
pub async fn picture(page: &Page, name: &str) -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .ok_or("target/tmp has no parent")?
        .join("screenshots");
    fs::create_dir_all(&folder)?;
    let (wide, high): (u32, u32) = page
        .script(
            "return [innerWidth, Math.max(innerHeight, document.scrollingElement.scrollHeight)]",
            [],
        )
        .await?;
    let name = match page.engine() {
        Engine::Chromium => {
            page.size(wide, high).await?;
            name.to_owned()
        }
        // The screens of the others are not as high as any page.
        other => format!("{other:?}-{name}"),
    };
    page.driver()
        .screenshot(&folder.join(format!("{name}.png")))
        .await?;
    width(page, wide).await
}

#[test]
fn every_tab_has_its_picture_in_both_colours_wide_and_narrow() {
    run(async |page| {
        page.open("").await?;
        for (tab, element) in TABS {
            page.tab(tab).await?;
            page.until_reads(element, |text| !text.is_empty()).await?;
            for name in views(tab) {
                view(page, name).await?;
                let shown = format!("{tab}{name}").to_lowercase();
                for scheme in ["light", "dark"] {
                    colours(page, scheme).await?;
                    for wide in [1280, 360] {
                        width(page, wide).await?;
                        picture(page, &format!("{shown}-{scheme}-{wide}")).await?;
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn an_imported_bundle_has_its_picture() {
    run(async |page| {
        page.open("#bundle").await?;
        import(page, EXAMPLE).await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        page.press("Change SESSION_SECRET").await?;
        page.by_role("spinbutton", "Size for SESSION_SECRET")
            .await?;
        for (scheme, wide) in [("light", 1280), ("dark", 1280), ("light", 360)] {
            colours(page, scheme).await?;
            width(page, wide).await?;
            picture(page, &format!("import-{scheme}-{wide}")).await?;
        }
        import(page, "A=1\nA=2\nno equals\n").await?;
        page.until_said("alert", |text| text.contains("Line 3"))
            .await?;
        width(page, 1280).await?;
        picture(page, "import-faults").await?;
        import(page, &doubtful()).await?;
        page.until_said("status", |text| text.contains("is this an example"))
            .await?;
        for (scheme, wide) in [("light", 1280), ("dark", 1280), ("light", 360)] {
            colours(page, scheme).await?;
            width(page, wide).await?;
            picture(page, &format!("import-question-{scheme}-{wide}")).await?;
        }
        Ok(())
    });
}

#[test]
fn nothing_is_wider_than_a_narrow_screen() {
    run(async |page| {
        page.open("").await?;
        // The longest content that each tab can show.
        page.fill("spinbutton", "Entropy (bits)", "4096").await?;
        page.until_reads("Your key", |key| key.len() > 600).await?;
        page.paste("textbox", "Prefix", "not\u{a0}allowed").await?;
        page.until_complaint("textbox", "Prefix").await?;
        page.tab("Bundle").await?;
        page.choose("Preset", "Rails").await?;
        page.until_reads("Bundle", |text| text.contains("SECRET_KEY_BASE"))
            .await?;
        page.press("Add preset").await?;
        page.press("Show").await?;
        page.press("Change ACTIVE_RECORD_ENCRYPTION_KEY_DERIVATION_SALT")
            .await?;
        page.choose("Output", "AWS Secrets Manager").await?;
        page.tab("Hashes").await?;
        page.fill("textbox", "Text", &"long".repeat(100)).await?;
        page.choose("Algorithm", "SHA-512").await?;
        page.choose("Server config", "SQL for PostgreSQL").await?;
        let file = page.downloads().join("long".repeat(20));
        fs::write(&file, "a file")?;
        let input = page.by_role("", "File").await?;
        input.send_keys(file.to_string_lossy()).await?;
        let list = format!("{}  {}\n", "0".repeat(128), "long".repeat(20));
        page.paste("textbox", "SHA256SUMS", &list.repeat(2)).await?;
        page.until_reads("Checks", |text| text.contains("FAILED"))
            .await?;
        page.paste("textbox", "Password", &"long".repeat(30))
            .await?;
        page.choose("Scheme", "htpasswd").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        page.until_complaint("textbox", "Password").await?;
        page.paste("textbox", "Password", "long").await?;
        page.press("Hash password").await?;
        page.until_reads("htpasswd line", |text| text.contains("$2y$"))
            .await?;
        for wide in [320, 360] {
            width(page, wide).await?;
            for (tab, _) in TABS {
                page.tab(tab).await?;
                for name in views(tab) {
                    view(page, name).await?;
                    let fits = page.ensure_fits().await;
                    fits.map_err(|error| format!("{tab} {name}: {error}"))?;
                }
            }
        }
        Ok(())
    });
}

/// What both searches below need: the luminance of a colour (WCAG 2.2), and the colour behind an element.
const COLOURS: &str = r"
const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const opaque = (colour) => (channels(colour)[3] ?? 1) === 1;
const behind = (e) => {
    for (; e; e = e.parentElement) {
        const colour = getComputedStyle(e).backgroundColor;
        if (opaque(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
};
";

/// The visible texts whose contrast to the colour behind them is below WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1
/// for large ones. Waits for the end of transitions, which go through colours in between.
const FAINT: &str = r"
await Promise.all(document.getAnimations().map((animation) => animation.finished));
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const e = walker.currentNode.parentElement;
    if (!text || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.matches(':disabled *, :disabled')) continue;
    const style = getComputedStyle(e);
    const [a, b] = [luminance(style.color), luminance(behind(e))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
}
return faint;
";

/// The controls that are smaller than WCAG 2.2, 2.5.8 asks for: 24 by 24 CSS pixels, those inside a sentence
/// excepted.
const SMALL: &str = r"
return [...document.querySelectorAll('button, input, select, textarea, summary')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => [undefined, e.innerText].includes(e.closest('p')?.innerText))
    .map((e) => [['radio', 'checkbox'].includes(e.type) ? e.labels[0] : e, e])
    .map(([box, e]) => [box.getBoundingClientRect(), e])
    .filter(([box]) => box.width < 24 || box.height < 24)
    .map(([box, e]) => `${e.id || e.textContent || e.value}: ${box.width} x ${box.height}`);
";

#[test]
fn every_text_stands_out_and_every_control_can_be_hit() {
    run(async |page| {
        page.open("").await?;
        page.paste("spinbutton", "Entropy (bits)", "64").await?;
        page.paste("textbox", "Prefix", "not allowed").await?;
        page.until_complaint("textbox", "Prefix").await?;
        page.tab("Hashes").await?;
        page.paste("textbox", "Text", "abc\n").await?;
        page.paste("textbox", "Expected digest", "abc").await?;
        page.choose("Server config", "JSON").await?;
        page.paste("textbox", "SHA256SUMS", "no digest").await?;
        page.paste("spinbutton", "Memory (MiB)", "0").await?;
        page.until_complaint("spinbutton", "Memory (MiB)").await?;
        page.tab("Bundle").await?;
        import(page, EXAMPLE).await?;
        page.press("Change SESSION_SECRET").await?;
        import(page, "no equals\n").await?;
        page.until_said("alert", |text| text.contains("Line 1"))
            .await?;
        for scheme in ["light", "dark"] {
            colours(page, scheme).await?;
            for (tab, _) in TABS {
                page.tab(tab).await?;
                for name in views(tab) {
                    view(page, name).await?;
                    let faint: Vec<String> = page.task(&format!("{COLOURS}{FAINT}")).await?;
                    ensure(faint.is_empty(), || {
                        format!("{tab} {name}, {scheme}: {faint:#?}")
                    })?;
                    let small: Vec<String> = page.script(SMALL, []).await?;
                    ensure(small.is_empty(), || format!("{tab} {name}: {small:#?}"))?;
                }
            }
        }
        Ok(())
    });
}

/// The background colour of the page.
const PAPER: &str = "return getComputedStyle(document.body).backgroundColor";

#[test]
fn the_switch_overrides_the_systems_colours_and_is_remembered() {
    run(async |page| {
        page.open("").await?;
        colours(page, "dark").await?;
        let dark: String = page.script(PAPER, []).await?;
        colours(page, "light").await?;
        let light: String = page.script(PAPER, []).await?;
        ensure(dark != light, || format!("both papers are {dark}"))?;
        for (system, other) in [("light", &dark), ("dark", &light)] {
            colours(page, system).await?;
            // The first press changes something, whatever the system says; the third one is the way back.
            page.press("Theme: system").await?;
            let now: String = page.script(PAPER, []).await?;
            ensure(now == **other, || format!("{now} over a {system} system"))?;
            page.press("Theme: ").await?;
            page.press("Theme: ").await?;
            page.by_role("button", "Theme: system").await?;
        }
        colours(page, "light").await?;
        page.press("Theme: system").await?;
        page.by_role("button", "Theme: dark").await?;
        page.reload().await?;
        page.by_role("button", "Theme: dark").await?;
        ensure(page.script::<String>(PAPER, []).await? == dark, || {
            "it is forgotten".into()
        })
    });
}

#[test]
fn a_browser_that_refuses_storage_gets_the_whole_page_and_is_told_that_nothing_is_remembered() {
    const WORDS: &str = "options are not remembered";
    // One throws when it is asked for, the other when it is written to.
    for fault in [
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
             Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    ] {
        run(async |page| {
            page.inject(fault).await?;
            page.open("").await?;
            page.fresh_key().await?;
            // In the fold, which opens for it.
            page.by_role("spinbutton", "Entropy (bits)").await?;
            page.until_body_says(|text| text.contains(WORDS)).await?;
            page.tab("Hashes").await?;
            page.until_body_says(|text| text.contains(WORDS)).await?;
            page.press("Theme: system").await?;
            page.by_role("button", "Theme: dark").await.map(drop)
        });
    }
}

/// The controls whose border has a contrast below WCAG 2.2, 1.4.11 to what is around it: 3 to 1. A button that is
/// filled stands out by its fill.
const PALE: &str = r"
return [...document.querySelectorAll('.button, .input, .segments')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.ariaDisabled !== 'true')
    .map((e) => {
        const [a, b] = [luminance(getComputedStyle(e).borderTopColor), luminance(behind(e.parentElement))].sort((a, b) => b - a);
        return [(a + 0.05) / (b + 0.05), e.id || e.textContent];
    })
    .filter(([ratio]) => ratio < 3)
    .map(([ratio, name]) => `${ratio.toFixed(2)}: ${name}`);
";

#[test]
fn the_borders_of_fields_and_buttons_stand_out() {
    run(async |page| {
        page.open("").await?;
        for scheme in ["light", "dark"] {
            colours(page, scheme).await?;
            for (tab, element) in TABS {
                page.tab(tab).await?;
                page.until_reads(element, |text| !text.is_empty()).await?;
                for name in views(tab) {
                    view(page, name).await?;
                    let pale: Vec<String> = page.script(&format!("{COLOURS}{PALE}"), []).await?;
                    ensure(pale.is_empty(), || {
                        format!("{tab} {name}, {scheme}: {pale:#?}")
                    })?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_headings_of_every_tab_begin_with_the_pages_name_and_skip_no_level() {
    const LEVELS: &str = "
        return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((e) => e.checkVisibility())
            .map((e) => Number(e.tagName[1]))";
    run(async |page| {
        page.open("#bundle").await?;
        import(page, EXAMPLE).await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        page.tab("Token").await?;
        page.press("Copy key").await?;
        page.until_masked().await?;
        for (tab, element) in TABS {
            page.tab(tab).await?;
            page.until_reads(element, |text| !text.is_empty()).await?;
            for name in views(tab) {
                view(page, name).await?;
                let levels: Vec<u8> = page.script(LEVELS, []).await?;
                let is_in_order = levels.first() == Some(&1)
                    && levels
                        .windows(2)
                        .all(|pair| (2..=pair[0] + 1).contains(&pair[1]));
                ensure(is_in_order, || format!("{tab} {name}: {levels:?}"))?;
            }
        }
        Ok(())
    });
}

/// How the first visible element of a selector is coloured and underlined.
const APPEARANCE: &str = "
    const [selector] = arguments;
    const element = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
    const style = getComputedStyle(element);
    return [style.backgroundColor, style.color, style.textDecoration].join();
";

/// Fails unless the elements of each two selectors look different.
async fn ensure_told_apart(page: &Page, pairs: &[(&str, &str)]) -> Outcome {
    for (one, other) in pairs {
        let first: String = page.script(APPEARANCE, [(*one).into()]).await?;
        let second: String = page.script(APPEARANCE, [(*other).into()]).await?;
        ensure(first != second, || format!("{one} and {other}: {first}"))?;
    }
    Ok(())
}

#[test]
fn under_forced_colours_what_is_chosen_and_the_parts_of_a_key_are_told_apart() {
    run(async |page| {
        page.open("").await?;
        page.by_role("radiogroup", "Environment").await?;
        // WebKit has no forced colours: there the page's own tell them apart.
        page.prefer(&[("forced-colors", "active")]).await?;
        page.check("Key id in front of the secret").await?;
        page.until_body_says(|text| text.contains("for the look-up"))
            .await?;
        ensure_told_apart(
            page,
            &[
                (".tab[aria-selected=true]", ".tab[aria-selected=false]"),
                (".segment:has(:checked)", ".segment:not(:has(:checked))"),
                ("#key-copy", "#key-generate"),
                ("#key-parts .prefix", "#key-parts .environment"),
                ("#key-parts .environment", "#key-parts .key-id"),
                ("#key-parts .key-id", "#key-parts .random"),
                ("#key-parts .random", "#key-parts .checksum"),
            ],
        )
        .await?;
        page.choose("Format", "ULID").await?;
        page.until_reads("Your key", |key| key.len() == 26).await?;
        ensure_told_apart(page, &[("#key-parts .time", "#key-parts .random")]).await?;

        page.tab("Hashes").await?;
        page.tab("Passwords").await?;
        let chosen = "[role=tabpanel] [role=tab][aria-selected=true]";
        let other = "[role=tabpanel] [role=tab][aria-selected=false]";
        ensure_told_apart(page, &[(chosen, other)]).await?;
        // Pressed and not pressed: "Hash password" is filled in the same way as what is chosen.
        let show = "#panel-hashes [aria-pressed]";
        let before: String = page.script(APPEARANCE, [show.into()]).await?;
        page.press("Show password").await?;
        let pressed: String = page.script(APPEARANCE, [show.into()]).await?;
        ensure(before != pressed, || format!("shown or not: {pressed}"))
    });
}

/// What a printer gets of the page, as text: with what is typed into fields, and the names of pictures. Where no engine
/// prints for a test, what its print style leaves.
async fn printed(page: &Page) -> Outcome<String> {
    const TEXT: &str = "
        const isSeen = (e) => e.checkVisibility({ visibilityProperty: true });
        const seen = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);
        const text = () => [
            document.body.innerText,
            ...seen('input:not([type=password]), textarea').map((field) => field.value),
            ...seen('svg path').map((path) => path.closest('[aria-label]')?.ariaLabel),
        ].join('\\n');
    ";
    /// As printing does, for `WebKit`: its rules for print apply to the screen.
    const PRINT: &str = "
        const print = [];
        for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets])
            for (const rule of sheet.cssRules)
                if (rule instanceof CSSMediaRule && [...rule.media].includes('print')) print.push(rule);
        print.forEach((rule) => { rule.media.mediaText = 'screen'; });
        const left = text();
        print.forEach((rule) => { rule.media.mediaText = 'print'; });
        return print.length > 0 ? left : 'nothing is said of print';
    ";
    if !page.print(true).await? {
        return page.script(&format!("{TEXT}{PRINT}"), []).await;
    }
    let text = page.script(&format!("{TEXT}return text()"), []).await?;
    page.print(false).await?;
    Ok(text)
}

/// Fails unless all of `there` and none of `absent` is printed.
async fn ensure_printed(page: &Page, there: &[&str], absent: &[&str]) -> Outcome {
    let text = printed(page).await?;
    let is_in = |one: &&str| text.contains(one);
    ensure(there.iter().all(is_in) && !absent.iter().any(is_in), || {
        format!("wanted {there:?} without {absent:?}: {text}")
    })
}

#[test]
fn what_is_shown_once_is_not_printed() {
    run(async |page| {
        page.open("").await?;
        page.by_role("radiogroup", "Environment").await?;
        let key = page.fresh_key().await?;
        let random = &key[8..20];
        ensure_printed(page, &["Your key"], &[random]).await?;
        page.press("Copy key").await?;
        let masked = page.until_masked().await?;
        ensure_printed(page, &[&masked], &[random]).await?;

        // An identifier is no secret, before it is copied and after.
        page.choose("Format", "UUID v4").await?;
        page.press("Generate").await?;
        let uuid = page.until_reads("Your key", |key| key.len() == 36).await?;
        ensure_printed(page, &[&uuid], &[]).await?;
        page.press("Copy UUID").await?;
        page.by_role("button", "Copied").await?;
        ensure_printed(page, &[&uuid], &[]).await?;

        page.choose("Format", "TOTP secret").await?;
        let secret = page
            .until_reads("Your secret", |text| text.len() == 32)
            .await?;
        let code = page
            .until_reads("Current code", |code| code.len() == 6)
            .await?;
        let picture = "QR code of the address";
        page.by_role("image", picture).await?;
        ensure_printed(page, &["Your secret"], &[&secret, &code, picture]).await?;
        page.choose("Format", "Recovery codes").await?;
        let codes = page
            .until_reads("Your codes", |text| text.contains('-'))
            .await?;
        let hashes = page.read("SHA-256 of each code").await?;
        let code = codes.split_whitespace().next().unwrap_or_default();
        let hash = hashes.lines().next().unwrap_or_default();
        ensure_printed(page, &["Your codes", hash], &[code]).await?;
        page.press("Copy codes").await?;
        page.until_reads("Your codes", |text| text.contains('•'))
            .await?;
        ensure_printed(page, &["••••-••••", hash], &[code]).await
    });
}

#[test]
fn of_secrets_that_can_be_shown_or_are_typed_only_those_that_are_shown_are_printed() {
    const TYPED: &str = "typed-by-hand-4711";
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let bundle = page
            .until_reads("Bundle", |text| text.contains("JWT_SECRET="))
            .await?;
        let values = values(&bundle);
        let value = values["JWT_SECRET"].as_str();
        ensure_printed(page, &[value], &[]).await?;
        page.press("Hide values").await?;
        put(page, &format!("API_TOKEN={TYPED}")).await?;
        ensure_printed(page, &["JWT_SECRET="], &[value, TYPED]).await?;

        page.tab("Hashes").await?;
        page.paste("textbox", "Text", TYPED).await?;
        page.paste("textbox", "HMAC key", TYPED).await?;
        let without_key = [sha256sum(b"")?, sha256sum(TYPED.as_bytes())?];
        let is_keyed =
            |digest: &str| digest.len() == 64 && !without_key.iter().any(|one| one == digest);
        let digest = page.until_reads("Digest", is_keyed).await?;
        ensure_printed(page, &[&digest], &[TYPED]).await?;
        page.tab("Passwords").await?;
        page.paste("textbox", "Password", TYPED).await?;
        ensure_printed(page, &["Password hash"], &[TYPED]).await?;
        page.press("Show password").await?;
        ensure_printed(page, &[TYPED], &[]).await?;

        page.tab("Key pair").await?;
        page.until_reads("Your key pair", |name| name.starts_with("ES256 "))
            .await?;
        page.press("Show").await?;
        let pem = page
            .until_reads("Private key (PKCS#8)", |text| !text.contains('•'))
            .await?;
        let secret = pem.lines().nth(1).unwrap_or_default();
        let public = "BEGIN PUBLIC KEY";
        ensure_printed(page, &[public, secret], &[]).await?;
        page.press("Show").await?;
        page.until_reads("Private key (PKCS#8)", |text| text.contains('•'))
            .await?;
        ensure_printed(page, &[public], &[secret]).await?;

        page.tab("Inspect").await?;
        page.paste("textbox", "Key", JWT).await?;
        page.paste("textbox", "JWT secret", TYPED).await?;
        page.until_reads("Findings", |text| text.contains("signature wrong"))
            .await?;
        ensure_printed(page, &["signature wrong"], &[JWT, TYPED]).await
    });
}

#[test]
fn nothing_moves_while_the_page_arrives() {
    run(async |page| {
        page.inject(
            "window.__shifts = [];
             new PerformanceObserver((list) => {
                 for (const shift of list.getEntries()) {
                     window.__shifts.push([shift.value, ...shift.sources.map((source) => source.node?.id)]);
                 }
             }).observe({ type: 'layout-shift', buffered: true });",
        )
        .await?;
        // On the window of a notebook the foot would be in sight before the options come.
        page.size(1350, 940).await?;
        page.open("").await?;
        page.until_all_here().await?;
        page.by_role("radiogroup", "Environment").await?;
        let shifts: Vec<Vec<serde_json::Value>> = page.script("return window.__shifts", []).await?;
        let sum: f64 = shifts.iter().filter_map(|shift| shift[0].as_f64()).sum();
        // What a person does not see: a line of text that gets a little longer.
        ensure(sum < 0.01, || format!("{shifts:?}"))
    });
}
