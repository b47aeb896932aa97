//! What the page cannot do: make a request, run a foreign script, hand out its memory.

use crate::harness::{Engine, Outcome, Page, dist, ensure, faults, run};
use crate::parts::is_part;
use crate::single;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
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
const ATTEMPTS: [(&str, &str); 26] = [
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
    // Trusted Types come before `object-src`.
    (
        "add('object', { data: 'HERE' })",
        "require-trusted-types-for",
    ),
    (
        "add('a', { href: '#token', ping: 'HERE' }).click()",
        "connect-src",
    ),
    // Strings where the page's own Trusted Types policy would have to have made the URL or the text.
    ("new Worker('HERE')", "require-trusted-types-for"),
    ("new SharedWorker('HERE')", "require-trusted-types-for"),
    (
        "navigator.serviceWorker.register('HERE').catch(() => {})",
        "require-trusted-types-for",
    ),
    (
        "document.createElement('p').innerHTML = '<img src=HERE>'",
        "require-trusted-types-for",
    ),
    (
        "eval('fetch(`HERE`).catch(() => {})')",
        "require-trusted-types-for",
    ),
];

/// Makes one attempt and returns the directive that blocked it; `nothing`, and what was thrown, where no event tells of
/// one. Of a string that Trusted Types refuse the event has the beginning, 40 characters.
const SETTLE: &str = "
const add = (tag, own) => {
    const element = Object.assign(document.createElement(tag), own);
    document.body.append(element);
    return element;
};
return await new Promise((done) => {
    addEventListener('securitypolicyviolation',
        // Of a frame from elsewhere the event gives the origin only.
        (e) => (e.blockedURI.includes('NAME') || e.sample.includes('NAME') || e.effectiveDirective === 'frame-src')
            && done(e.effectiveDirective),
        true);
    let thrown = '';
    setTimeout(() => done(`nothing${thrown}`), 3000);
    try { ATTEMPT } catch (error) { thrown = `, ${error}`; }
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
            // It sends none unless a person turned that on.
            "add('a', { href: '#token', ping: 'HERE' }).click()",
        ],
        Engine::WebKit => &[
            "add('link', { rel: 'prefetch', href: 'HERE' })",
            "add('link', { rel: 'prefetch', href: 'AWAY' })",
            "add('link', { rel: 'icon', href: 'HERE' })",
        ],
    }
}

/// Tries every way to send or fetch something, from the folder `here` and from elsewhere; each is refused by its
/// directive, nothing reaches the server, and nothing else is logged. Another engine than Chromium may have other words
/// for it, or none.
pub async fn ensure_refused(page: &Page, here: &str) -> Outcome {
    let loaded = page.requests();
    let away = match page.engine() {
        Engine::Chromium => page.url_at("elsewhere.test"),
        _ => page.url(),
    };
    let here = match page.engine() {
        Engine::Chromium => here.to_owned(),
        _ => page.url(),
    };
    let mut answers = Vec::new();
    for (number, (attempt, directive)) in ATTEMPTS.into_iter().enumerate() {
        // Each attempt has a URL of its own, so that no late event is taken for another's; short, since an event has
        // only the beginning of some.
        let name = format!("try-{number}");
        let there = attempt
            .replace("HERE", &format!("{here}{name}"))
            .replace("AWAY", &format!("{away}{name}"));
        let body = SETTLE.replace("NAME", &name).replace("ATTEMPT", &there);
        let refused: String = page.task(&body).await?;
        answers.push((attempt, directive, refused));
    }
    ensure(page.requests() == loaded, || {
        format!("asked for {:?}: {answers:#?}", page.requests())
    })?;
    let noise = page.take_noise().await?;
    if page.engine() != Engine::Chromium {
        let silent = answers
            .iter()
            .filter(|(_, _, refused)| refused.starts_with("nothing"))
            .map(|(attempt, ..)| *attempt);
        return ensure(silent.eq(silent_in(page.engine()).iter().copied()), || {
            format!("{answers:#?}")
        });
    }
    answers.retain(|(_, directive, refused)| refused != directive);
    ensure(answers.is_empty(), || format!("{answers:#?}"))?;
    // All that was logged must be such violations.
    let other: Vec<&String> = noise.iter().filter(|line| !is_refusal(line)).collect();
    ensure(other.is_empty(), || format!("{other:#?}"))
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
const WAYS_OUT: [&str; 20] = [
    "window.open",
    ".open(",
    "location.href =",
    "location.href=",
    "location.assign",
    "location.replace",
    "location =",
    "navigation.navigate",
    "requestSubmit",
    "RTCPeerConnection",
    "RTCDataChannel",
    "http-equiv=\"refresh\"",
    "dns-prefetch",
    "preconnect",
    "speculationrules",
    "attributionsrc",
    "fetchLater",
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

/// The links to another origin that a text holds, in HTML or in a script: each with a little of where it leads.
fn links_elsewhere(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let quotes = ['"', '\'', '`', '\\', ' '];
    let leads_elsewhere = |(place, name): (usize, &str)| {
        // In a program texts stand one behind the other: the name is a whole word, and something joins it to a value.
        let is_word = !text[..place].ends_with(char::is_alphanumeric);
        let value = text[place + name.len()..].trim_start_matches(quotes);
        let value = value
            .strip_prefix(['=', ':', ','])?
            .trim_start_matches(quotes);
        let starts = ["http://", "https://", "//", "mailto:"];
        (is_word && starts.iter().any(|start| value.starts_with(start)))
            .then(|| value.chars().take(40).collect())
    };
    ["href", "formaction", "ping"]
        .iter()
        .flat_map(|name| text.match_indices(name))
        .filter_map(leads_elsewhere)
        .collect()
}

/// The built files, and the single file, each with its text.
fn built_texts() -> Vec<(PathBuf, String)> {
    let (_folder, single) = single::written().expect("the single file is written");
    let files = fs::read_dir(dist()).expect("the page is built");
    files
        .map(|entry| entry.expect("the folder can be listed").path())
        .chain([single])
        .map(|path| {
            let content = fs::read(&path).expect("a file of the page");
            let text = String::from_utf8_lossy(&content).into_owned();
            (path, text)
        })
        .collect()
}

#[test]
fn no_built_file_holds_code_that_sends_by_navigation() {
    for (path, text) in built_texts() {
        let found = ways_out(&text);
        assert!(found.is_empty(), "{} holds {found:?}", path.display());
    }
    assert_eq!(
        ways_out("x = new RTCPeerConnection()"),
        ["RTCPeerConnection"]
    );
    assert_eq!(ways_out("window.open(x)"), ["window.open", ".open("]);
}

#[test]
fn no_built_file_holds_a_link_to_elsewhere() {
    for (path, text) in built_texts() {
        let found = links_elsewhere(&text);
        assert!(found.is_empty(), "{} links to {found:?}", path.display());
    }
    for link in [
        "<a href=\"https://elsewhere.test\">",
        "<A HREF=//elsewhere.test>",
        "link.href = 'http://elsewhere.test'",
        "{ href: \"https://elsewhere.test\" }",
        "link.setAttribute(\"href\", \"https://elsewhere.test\")",
        "<a href='#token' ping='http://elsewhere.test'>",
    ] {
        assert_eq!(links_elsewhere(link).len(), 1, "{link}");
    }
    for link in [
        "<a href=\"#token\">",
        "href: location.href,",
        "xmlns='http://www.w3.org/2000/svg'",
        "mappinghttps://elsewhere.test",
    ] {
        assert!(links_elsewhere(link).is_empty(), "{link}");
    }
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

/// Ways to run a script that the policy does not name.
const FOREIGN: [&str; 12] = [
    "eval('window.__ran = true')",
    "(0, eval)('window.__ran = true')",
    "new Function('window.__ran = true')()",
    "setTimeout('window.__ran = true')",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.__ran = true\">')",
    "document.createElement('p').innerHTML = '<img src=x onerror=\"window.__ran = true\">'",
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__ran = true' }))",
    "document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.__ran=true' }))",
    "document.body.setAttribute('onclick', 'window.__ran = true'); document.body.click()",
    "trustedTypes.createPolicy('own', { createScript: (text) => text })",
    // The page's own, taken before any worker was started.
    "trustedTypes.createPolicy('latchkey', { createScriptURL: (text) => text })",
    // The last: it is refused in a task of its own, perhaps by more than one directive.
    "location.href = 'javascript:window.__ran = true'",
];

/// Tries one of them when it is told its number. It is a script of the page, since a driver's evaluation passes by the
/// policy.
const TRY_WHEN_TOLD: &str = "{
    const attempts = [ATTEMPTS];
    addEventListener('message', ({ data }) => { try { attempts[data.foreign]?.(); } catch {} });
}";

/// Tells it a number and returns the directive that refused the attempt.
const TELL: &str = "
return await new Promise((done) => {
    addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { capture: true, once: true });
    setTimeout(() => done('nothing'), 3000);
    postMessage({ foreign: NUMBER });
});
";

/// The attempts that an engine refuses without a word to the page.
fn unsaid_in(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Chromium | Engine::Firefox | Engine::WebKit => &[],
    }
}

/// Tries every way to run a foreign script, in a message handler of the page: none runs, and each is refused with an
/// event, but for those that the engine has no word for.
pub async fn ensure_no_foreign_script_runs(page: &Page) -> Outcome {
    let calls = FOREIGN.map(|attempt| format!("() => {{ {attempt} }}"));
    page.inject(&TRY_WHEN_TOLD.replace("ATTEMPTS", &calls.join(",\n")))
        .await?;
    page.open("").await?;
    let mut answers = Vec::new();
    for (number, attempt) in FOREIGN.into_iter().enumerate() {
        let refused: String = page
            .task(&TELL.replace("NUMBER", &number.to_string()))
            .await?;
        let ran: bool = page.script("return window.__ran === true", []).await?;
        answers.push((attempt, refused));
        ensure(!ran, || {
            format!("the last of them, or one before, ran: {answers:#?}")
        })?;
    }
    page.take_noise().await?;
    let unsaid = answers
        .iter()
        .filter(|(_, refused)| refused == "nothing")
        .map(|(attempt, _)| *attempt);
    ensure(unsaid.eq(unsaid_in(page.engine()).iter().copied()), || {
        format!("{answers:#?}")
    })
}

#[test]
fn a_foreign_script_does_not_run() {
    run(ensure_no_foreign_script_runs);
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
