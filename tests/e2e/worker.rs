//! The worker loads with the other parts and is under the page's own policy.

use crate::harness::{Outcome, Page, ensure, run, until};
use crate::minting::{ask, listed};
use serde_json::Value;
use site::Server;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// Attempts every kind of request from a worker, also by other code, and reports to the page how each ended.
const PROBE: &str = r"
(() => {
    const channel = new BroadcastChannel('probe');
    self.__probe = channel;
    const tell = (way) => [(end) => channel.postMessage([way, `${end}`]), (error) => channel.postMessage([way, `refused: ${error}`])];
    const tryOut = (way, attempt) => {
        const [ended, refused] = tell(way);
        try { Promise.resolve(attempt()).then(() => ended('went out'), refused); } catch (error) { refused(error); }
    };
    self.addEventListener('securitypolicyviolation', (e) => channel.postMessage(['violation', e.effectiveDirective]));
    for (const [name, base] of [['here', 'HERE'], ['away', 'AWAY']]) {
        tryOut(`fetch ${name}`, () => fetch(`${base}fetch`, { mode: 'no-cors' }));
        tryOut(`request ${name}`, () => new Promise((done, fail) => {
            const request = new XMLHttpRequest();
            request.open('GET', `${base}request`);
            request.onload = done;
            request.onerror = () => fail('error event');
            request.send();
        }));
        tryOut(`script ${name}`, () => importScripts(`${base}script`));
        tryOut(`module ${name}`, () => import(`${base}module`));
        tryOut(`eval ${name}`, () => eval(`fetch('${base}eval')`));
        tryOut(`socket ${name}`, () => new Promise((done, fail) => {
            const socket = new WebSocket(`${base}socket`.replace('http', 'ws'));
            socket.onopen = done;
            socket.onerror = () => fail('error event');
        }));
    }
})();
";

const WAYS: [&str; 12] = [
    "fetch here",
    "fetch away",
    "request here",
    "request away",
    "script here",
    "script away",
    "module here",
    "module away",
    "eval here",
    "eval away",
    "socket here",
    "socket away",
];

/// Records what a probe reports.
const LISTEN: &str = "
    window.__told = [];
    window.__listens = new BroadcastChannel('probe');
    window.__listens.onmessage = ({ data }) => window.__told.push(data);
";

/// Waits until every attempt has ended, and returns how.
async fn ends(page: &Page) -> Outcome<Vec<(String, String)>> {
    until("every attempt to end", async || {
        let told: Vec<(String, String)> = page.script("return window.__told", []).await?;
        let all = WAYS
            .iter()
            .all(|way| told.iter().any(|(told, _)| told == way));
        ensure(all, || format!("{told:?}"))?;
        Ok(told)
    })
    .await
}

#[test]
fn the_worker_comes_with_the_other_parts_and_no_use_of_it_takes_a_request() {
    run(async |page| {
        page.open("").await?;
        page.until_all_here().await?;
        let loaded = page.requests();
        let kinds: BTreeSet<_> = loaded
            .iter()
            .filter(|path| path.starts_with("/worker-"))
            .filter_map(|path| Path::new(path).extension()?.to_str())
            .collect();
        ensure(kinds.iter().eq(&["js", "wasm"]), || {
            format!("asked for {loaded:?}")
        })?;
        ask(page, "7").await?;
        page.press("Generate").await?;
        listed(page).await?;
        page.press("Generate").await?;
        listed(page).await?;
        page.press("Download").await?;
        page.take_download().await?;
        ask(page, "1").await?;
        page.choose("Format", "Passphrase").await?;
        page.until_reads("Your key", |key| key.contains('-'))
            .await?;
        ensure(page.requests() == loaded, || {
            format!("asked for {:?}", &page.requests()[loaded.len()..])
        })
    });
}

#[test]
fn the_worker_cannot_get_out() {
    run(async |page| {
        let folder = TempDir::new()?;
        let away = Server::start(folder.path(), "127.0.0.1:0")?;
        let probe = PROBE
            .replace("HERE", &format!("{}probe-", page.url()))
            .replace("AWAY", &format!("{}probe-", away.url()));
        page.in_worker(&probe).await?;
        page.inject(LISTEN).await?;
        page.open("").await?;
        ask(page, "5").await?;
        page.press("Generate").await?;
        listed(page).await?;
        for (way, end) in ends(page).await? {
            ensure(way == "violation" || end.starts_with("refused"), || {
                format!("{way} {end}")
            })?;
        }
        let noise = page.take_noise().await?;
        for directive in ["connect-src", "TrustedScriptURL"] {
            ensure(noise.iter().any(|line| line.contains(directive)), || {
                format!("{directive} refused nothing: {noise:?}")
            })?;
        }
        let here: Vec<String> = page.requests();
        ensure(
            away.requests().is_empty() && !here.iter().any(|path| path.contains("probe")),
            || format!("{here:?} here, {:?} away", away.requests()),
        )?;

        // In a worker without a policy the same attempts succeed: the probe itself works.
        page.go(&format!("{}nothing", page.url())).await?;
        page.script::<()>(
            "const code = new Blob([''], { type: 'text/javascript' });
             window.__worker = new Worker(URL.createObjectURL(code));",
            [],
        )
        .await?;
        let free = ends(page).await?;
        ensure(
            free.iter()
                .any(|(way, end)| way == "fetch away" && end == "went out"),
            || format!("{free:?}"),
        )?;
        ensure(
            away.requests().iter().any(|path| path == "/probe-fetch")
                && page.requests().iter().any(|path| path == "/probe-fetch"),
            || "no request arrived".into(),
        )?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn nothing_but_a_blob_of_the_page_can_become_a_worker() {
    run(async |page| {
        page.open("").await?;
        for attempt in [
            "new Worker('/worker.js')",
            "new Worker('data:text/javascript,postMessage(1)')",
            "new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })))",
            "new SharedWorker('/worker.js')",
        ] {
            // A plain string where Trusted Types require a URL that the page's own policy has approved.
            let ran: Value = page
                .task(&format!(
                    "try {{
                         const worker = {attempt};
                         return await new Promise((done) => {{
                             worker.onmessage = () => done('ran');
                             worker.onerror = () => done('refused');
                         }});
                     }} catch (error) {{ return error.name; }}"
                ))
                .await?;
            ensure(ran == "TypeError" || ran == "refused", || {
                format!("{attempt}: {ran}")
            })?;
        }
        page.take_noise().await.map(drop)
    });
}
