//! What the page cannot do: make a request, run a foreign script, hand out its memory.

use crate::harness::{Engine, Outcome, Page, dist, ensure, faults, run};
use crate::parts::is_part;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::{env, fs};

/// The directives of all policies in the page's meta elements, each with its sources.
async fn policies(page: &Page) -> Outcome<Vec<HashMap<String, Vec<String>>>> {
    let contents: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('meta[http-equiv=Content-Security-Policy]')].map((e) => e.content)",
            [],
        )
        .await?;
    let policy = |content: &String| {
        let directive = |directive: &str| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            words.next().map(|name| (name, words.collect()))
        };
        content.split(';').filter_map(directive).collect()
    };
    Ok(contents.iter().map(policy).collect())
}

#[test]
fn the_policy_allows_nothing_but_what_the_page_brings() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        let policies = policies(page).await?;
        let first = policies.first().ok_or("the page has no policy")?;
        let wanted = |name: &str, sources: &[&str]| {
            ensure(
                first.get(name).is_some_and(|found| found == sources),
                || format!("{name}: {:?}", first.get(name)),
            )
        };
        wanted("default-src", &["'none'"])?;
        wanted("base-uri", &["'none'"])?;
        wanted("form-action", &["'none'"])?;
        wanted("require-trusted-types-for", &["'script'"])?;
        wanted("trusted-types", &["latchkey"])?;
        let parts: BTreeSet<String> = page
            .requests()
            .into_iter()
            .filter(|path| is_part(path))
            .map(|path| format!("{}{}", page.url().trim_end_matches('/'), path))
            .collect();
        for (name, sources) in policies.iter().flatten() {
            for source in sources {
                let known = [
                    "'none'",
                    "'self'",
                    "'script'",
                    "'wasm-unsafe-eval'",
                    "data:",
                    "blob:",
                    "latchkey",
                ]
                .contains(&source.as_str());
                // The parts, by their full URLs.
                let part = name == "connect-src" && parts.contains(source);
                ensure(known || part || source.starts_with("'sha"), || {
                    format!("{name} allows {source}")
                })?;
                ensure(source != "'self'" || name == "connect-src", || {
                    format!("{name} allows 'self'")
                })?;
                ensure(source != "data:" || name == "img-src", || {
                    format!("{name} allows data:")
                })?;
                ensure(source != "blob:" || name == "worker-src", || {
                    format!("{name} allows blob:")
                })?;
            }
        }
        // After the program only the parts may be requested, and after them nothing.
        let connections: Vec<BTreeSet<String>> = policies
            .iter()
            .filter_map(|policy| policy.get("connect-src"))
            .map(|sources| sources.iter().cloned().collect())
            .collect();
        let wanted = [
            BTreeSet::from(["'self'".to_owned()]),
            parts,
            BTreeSet::from(["'none'".to_owned()]),
        ];
        ensure(connections == wanted, || {
            format!("the policies allow one after the other {connections:?}")
        })
    });
}

#[test]
fn while_parts_are_still_to_come_nothing_but_them_can_be_asked_for() {
    run(async |page| {
        page.inject(faults::SAVES_DATA).await?;
        page.open("").await?;
        let attempt = "return await fetch('elsewhere').then(() => 'went out', () => 'refused')";
        let answer: String = page.task(attempt).await?;
        ensure(answer == "refused", || answer)?;
        ensure(
            !page
                .requests()
                .iter()
                .any(|path| path.contains("elsewhere")),
            || format!("asked for {:?}", page.requests()),
        )?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn no_request_is_made_once_everything_is_here() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        let loaded = page.requests();
        let timings = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        let timed: Vec<String> = page.script(timings, []).await?;

        page.choose("Format", "Hex").await?;
        page.press("Generate").await?;
        page.press("Copy key").await?;
        page.until_masked().await?;
        page.press("Copy SHA-256").await?;
        page.tab("Bundle").await?;
        page.choose("Preset", "Rails").await?;
        page.until_reads("Bundle", |text| text.contains("ACTIVE_RECORD"))
            .await?;
        page.press("Regenerate all").await?;
        page.press("Copy bundle").await?;
        page.press("Download bundle").await?;
        page.downloaded().await?;
        page.tab("Hashes").await?;
        page.fill("textbox", "Text", "abc").await?;
        page.until_reads("Digest", |digest| digest.starts_with("ba7816bf"))
            .await?;
        page.press("Copy digest").await?;
        page.until_said("status", |text| text.contains("Digest"))
            .await?;

        ensure(page.requests() == loaded, || {
            format!("asked for {:?}", page.requests())
        })?;
        let now: Vec<String> = page.script(timings, []).await?;
        ensure(now == timed, || format!("the browser counts {now:?}"))?;
        page.until_body_says(|text| text.contains("0 requests besides the page's own parts"))
            .await
    });
}

/// Ways to send or fetch something, and the directive that must block each.
const ATTEMPTS: [(&str, &str); 19] = [
    ("fetch('HERE').catch(() => {})", "connect-src"),
    ("fetch('AWAY').catch(() => {})", "connect-src"),
    (
        "const r = new XMLHttpRequest(); r.open('POST', 'HERE'); r.onerror = () => {}; r.send('x')",
        "connect-src",
    ),
    ("navigator.sendBeacon('HERE', 'x')", "connect-src"),
    ("new WebSocket('AWAY'.replace('http', 'ws'))", "connect-src"),
    ("new EventSource('HERE')", "connect-src"),
    ("new Image().src = 'HERE'", "img-src"),
    ("new Image().src = 'AWAY'", "img-src"),
    ("new Audio('HERE').load()", "media-src"),
    (
        "new FontFace('x', 'url(HERE)').load().catch(() => {})",
        "font-src",
    ),
    ("add('iframe', { src: 'HERE' })", "frame-src"),
    (
        "add('link', { rel: 'stylesheet', href: 'HERE' })",
        "style-src-elem",
    ),
    (
        "add('link', { rel: 'prefetch', href: 'HERE' })",
        "default-src",
    ),
    (
        "add('link', { rel: 'prefetch', href: 'AWAY' })",
        "default-src",
    ),
    (
        "add('link', { rel: 'preload', as: 'image', href: 'HERE' })",
        "img-src",
    ),
    (
        "add('link', { rel: 'modulepreload', href: 'HERE' })",
        "script-src-elem",
    ),
    ("add('link', { rel: 'icon', href: 'HERE' })", "img-src"),
    ("import('AWAY').catch(() => {})", "script-src-elem"),
    ("add('form', { action: 'HERE' }).submit()", "form-action"),
];

/// Makes one attempt and returns the directive that blocked it.
const SETTLE: &str = "
const add = (tag, own) => {
    const element = Object.assign(document.createElement(tag), own);
    document.body.append(element);
    return element;
};
return await new Promise((done) => {
    addEventListener('securitypolicyviolation',
        // Of a frame from elsewhere the event gives the origin only.
        (e) => (e.blockedURI.includes('NAME') || e.effectiveDirective === 'frame-src') && done(e.effectiveDirective),
        true);
    setTimeout(() => done('nothing'), 3000);
    try { ATTEMPT } catch {}
});
";

#[test]
fn what_a_script_in_the_page_tries_to_send_is_refused() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        ensure_refused(page, "").await
    });
}

/// The attempts that an engine refuses without a word to the page.
fn silent_in(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Chromium => &[],
        Engine::Firefox => &[
            "add('link', { rel: 'preload', as: 'image', href: 'HERE' })",
            "add('link', { rel: 'modulepreload', href: 'HERE' })",
        ],
        Engine::WebKit => &[
            "add('link', { rel: 'prefetch', href: 'HERE' })",
            "add('link', { rel: 'prefetch', href: 'AWAY' })",
            "add('link', { rel: 'icon', href: 'HERE' })",
        ],
    }
}

/// Tries every way to send or fetch something, from the folder `here` and from elsewhere; each is refused by its
/// directive, and nothing else is logged. Another engine than Chromium may have other words for it, or none.
pub async fn ensure_refused(page: &Page, here: &str) -> Outcome {
    if page.engine() != Engine::Chromium {
        let found = attempts_without_a_word(page).await?;
        return ensure(found == silent_in(page.engine()), || {
            format!("silent: {found:#?}")
        });
    }
    let loaded = page.requests();
    for (number, (attempt, directive)) in ATTEMPTS.into_iter().enumerate() {
        // Each attempt has a URL of its own, so that no late event is taken for another's.
        let name = format!("attempt-{number}");
        let attempt = attempt
            .replace("HERE", &format!("{here}{name}"))
            .replace("AWAY", &format!("{}{name}", page.url_at("elsewhere.test")));
        let refused = refusal(page, &name, &attempt).await?;
        ensure(refused == directive, || {
            format!("{attempt}: refused by {refused}")
        })?;
    }
    ensure(page.requests() == loaded, || {
        format!("asked for {:?}", page.requests())
    })?;
    // All that was logged must be such violations.
    let noise = page.take_noise().await?;
    let other: Vec<&String> = noise.iter().filter(|line| !is_refusal(line)).collect();
    ensure(other.is_empty(), || format!("{other:#?}"))
}

/// The directive that refuses an attempt, which has `name` in its URL; `nothing` where none does.
async fn refusal(page: &Page, name: &str, attempt: &str) -> Outcome<String> {
    let body = SETTLE.replace("NAME", name).replace("ATTEMPT", attempt);
    page.task(&body).await
}

/// Tries every way to send or fetch something, as in [`ensure_refused`], in a browser that may have other words for
/// it. Nothing reaches the server; returns the attempts of which the page was told nothing.
async fn attempts_without_a_word(page: &Page) -> Outcome<Vec<&'static str>> {
    let loaded = page.requests();
    let mut silent = Vec::new();
    for (number, (attempt, _)) in ATTEMPTS.into_iter().enumerate() {
        let name = format!("attempt-{number}");
        let url = format!("{}{name}", page.url());
        let there = attempt.replace("HERE", &url).replace("AWAY", &url);
        if refusal(page, &name, &there).await? == "nothing" {
            silent.push(attempt);
        }
    }
    ensure(page.requests() == loaded, || {
        format!("asked for {:?}", page.requests())
    })?;
    page.take_noise().await?;
    Ok(silent)
}

fn is_refusal(line: &str) -> bool {
    [
        "securitypolicyviolation",
        "Content Security Policy",
        "error: <",
        "Trusted",
        "blocked",
    ]
    .iter()
    .any(|sign| line.contains(sign))
}

/// What in a script or a program could carry data away where no policy refuses it.
const WAYS_OUT: [&str; 14] = [
    "window.open",
    ".open(",
    "location.href =",
    "location.assign",
    "location.replace",
    "location =",
    "RTCPeerConnection",
    "RTCDataChannel",
    "http-equiv=\"refresh\"",
    "dns-prefetch",
    "preconnect",
    "sendBeacon",
    "WebTransport",
    "serviceWorker",
];

/// The ways out that a text holds.
fn ways_out(text: &str) -> Vec<&'static str> {
    WAYS_OUT
        .into_iter()
        .filter(|way| text.contains(way))
        .collect()
}

#[test]
fn no_built_file_holds_code_that_sends_by_navigation() {
    for entry in fs::read_dir(dist()).expect("the page is built") {
        let path = entry.expect("the folder can be listed").path();
        let content = fs::read(&path).expect("a file of the page");
        let found = ways_out(&String::from_utf8_lossy(&content));
        assert!(found.is_empty(), "{} holds {found:?}", path.display());
    }
    assert_eq!(
        ways_out("x = new RTCPeerConnection()"),
        ["RTCPeerConnection"]
    );
    assert_eq!(ways_out("window.open(x)"), ["window.open", ".open("]);
}

#[test]
fn no_built_file_names_a_folder_of_the_machine_that_built_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the project is there");
    let mut folders = vec![
        root.to_string_lossy().into_owned(),
        "/.cargo/".to_owned(),
        "/.rustup/".to_owned(),
    ];
    folders.extend(
        ["HOME", "CARGO_HOME", "RUSTUP_HOME"]
            .iter()
            .filter_map(|name| {
                let folder = env::var(name).ok()?;
                (folder.len() > 1).then(|| format!("{folder}/"))
            }),
    );
    for entry in fs::read_dir(dist()).expect("the page is built") {
        let path = entry.expect("the folder can be listed").path();
        let content = fs::read(&path).expect("a file of the page");
        let text = String::from_utf8_lossy(&content);
        for folder in &folders {
            assert!(!text.contains(folder), "{} names {folder}", path.display());
        }
    }
}

#[test]
fn a_foreign_script_does_not_run() {
    run(async |page| {
        page.open("").await?;
        for attempt in [
            "eval('window.__ran = true')",
            "new Function('window.__ran = true')()",
            "setTimeout('window.__ran = true')",
            "document.body.innerHTML += '<img src=x onerror=\"window.__ran = true\">'",
            "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__ran = true' }))",
            "document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.__ran=true' }))",
            "document.body.setAttribute('onclick', 'window.__ran = true'); document.body.click()",
            "location.href = 'javascript:window.__ran = true'",
            "trustedTypes.createPolicy('own', { createScript: (text) => text })",
            // The page's own, taken before any worker was started.
            "trustedTypes.createPolicy('latchkey', { createScriptURL: (text) => text })",
        ] {
            let body = format!(
                "try {{ {attempt} }} catch {{}} await new Promise((done) => setTimeout(done));"
            );
            page.task::<Value>(&body).await?;
            let noise = page.take_noise().await?;
            ensure(noise.iter().any(|line| is_refusal(line)), || {
                format!("{attempt}: nobody objects: {noise:?}")
            })?;
        }
        let ran: bool = page.script("return window.__ran === true", []).await?;
        ensure(!ran, || "a foreign script ran".into())
    });
}

#[test]
fn the_page_hands_nothing_to_window() {
    run(async |page| {
        let names = "return Object.getOwnPropertyNames(window).sort()";
        page.open("").await?;
        // Finding an element makes the driver define a global; it does so below as well.
        page.by_role("tab", "Token").await?;
        let with_page: Vec<String> = page.script(names, []).await?;
        let memory: Vec<String> = page
            .script(
                "return Reflect.ownKeys(window).filter((key) => {
                     let value;
                     try { value = window[key]; } catch { return false; }
                     const isWasm = (v) => v instanceof WebAssembly.Memory || v instanceof WebAssembly.Instance;
                     return isWasm(value) || (value && typeof value === 'object' && value !== window
                         && Object.values(Object.getOwnPropertyDescriptors(value)).some((own) => isWasm(own.value)));
                 }).map(String)",
                [],
            )
            .await?;
        ensure(memory.is_empty(), || {
            format!("wasm is within reach at {memory:?}")
        })?;
        // An empty page of the same origin.
        page.go(&format!("{}nothing", page.url())).await?;
        ensure(!page.has("tab", "Token").await, || {
            "that page is not empty".into()
        })?;
        let without: Vec<String> = page.script(names, []).await?;
        // The 404 is that page's own.
        page.take_noise().await?;
        let added: Vec<&String> = with_page
            .iter()
            .filter(|name| !without.contains(name))
            .collect();
        ensure(added.is_empty(), || format!("window has gained {added:?}"))
    });
}
