//! The time from a cold start until a key can be copied, compared with a bare Leptos counter of the same
//! toolchain, on the machine as it is and on a slow one (a quarter of the processor, 1.6 Mbit/s, 150 ms). And
//! the time until the options are there, and until each tab is open for the first time.
//!
//! Every load has a browser of its own with an empty profile. The files are sent as a static host sends them:
//! precompressed, with Brotli at its highest level.

use super::Outcome;
use super::browser::in_browser;
use super::table::{median, met_or_missed, sorted};
use serde_json::json;
use site::Server;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::WebDriver;

/// How often each page is loaded.
const RUNS: usize = 7;
/// How long a load may take before the browser counts as hung.
const LIMIT: Duration = Duration::from_secs(60);
/// The longest allowed time to the key, as a multiple of the counter's.
const TARGET: f64 = 1.25;
/// The longest allowed time to the options on the slow machine, in milliseconds.
const OPTIONS_TARGET: f64 = 3200.0;

/// Notes when each state of the page is first seen, in milliseconds since the load began.
const WATCH: &str = "
    window.__seen = {};
    const states = {
        key: () => document.querySelector('#key')?.textContent && !document.querySelector('#key-copy').disabled,
        options: () => document.querySelector('#token-format'),
        complete: () => document.querySelector('#requests-words')?.textContent.startsWith('Everything is here'),
        counter: () => document.querySelector('body > button'),
    };
    new MutationObserver(() => {
        for (const [name, isHere] of Object.entries(states)) {
            if (!(name in window.__seen) && isHere()) window.__seen[name] = performance.now();
        }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
";

/// Waits for a state and returns when it was seen.
const SEEN: &str = "
    const [name, done] = arguments;
    const ask = () => (name in window.__seen ? done(window.__seen[name]) : setTimeout(ask, 10));
    ask();
";

/// Opens a tab, waits for its first field, and returns the milliseconds that took.
const OPEN: &str = "
    const [tab, field, done] = arguments;
    const began = performance.now();
    new MutationObserver((_, observer) => {
        if (document.querySelector(field)) {
            observer.disconnect();
            done(performance.now() - began);
        }
    }).observe(document, { subtree: true, childList: true });
    document.querySelector(`#tab-${tab}`).click();
";

const SAVES_DATA: &str = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });";

/// The tabs that are opened, each with one of its fields.
const TABS: [(&str, &str); 2] = [("bundle", "#bundle-import"), ("hashes", "#hash-text")];

/// The conditions under which a page is loaded.
#[derive(Clone, Copy, PartialEq)]
enum Machine {
    AsItIs,
    Slow,
}

/// The section on the start.
pub async fn measure(dist: &Path, counter: &Path) -> Outcome<String> {
    let loads = Loads {
        latchkey: Site::compressed(dist)?,
        counter: Site::compressed(counter)?,
    };
    let mut section = format!(
        "\n## The start, from nothing\n\n\
         Each load in a new browser; the pages take turns; medians of {RUNS}. Sent with Brotli 11. Slow is a quarter \
         of the processor, 1.6 Mbit/s and 150 ms. The counter is the smallest page that Leptos makes.\n\n\
         | ms until | as it is | slow |\n|---|---:|---:|\n"
    );
    let as_it_is = loads.starts(Machine::AsItIs).await?;
    let slow = loads.starts(Machine::Slow).await?;
    for (name, pick) in [
        ("the counter is there", 0),
        ("a key can be copied", 1),
        ("the options are there", 2),
        ("everything is here", 3),
    ] {
        let _ = writeln!(
            section,
            "| {name} | {:.0} | {:.0} |",
            as_it_is[pick], slow[pick]
        );
    }
    let ratios = [as_it_is, slow].map(|start| start[1] / start[0]);
    let _ = writeln!(
        section,
        "| the key in times of the counter | {:.2} | {:.2} |",
        ratios[0], ratios[1]
    );
    for (tab, field) in TABS {
        for (what, ahead) in [
            ("when it is here already", true),
            ("when it has to come", false),
        ] {
            let mut row = Vec::new();
            for machine in [Machine::AsItIs, Machine::Slow] {
                row.push(loads.opening(machine, tab, field, ahead).await?);
            }
            let _ = writeln!(
                section,
                "| the {tab} tab is first open, {what} | {:.0} | {:.0} |",
                row[0], row[1]
            );
        }
    }
    let _ = write!(
        section,
        "\n- Target: a key within {TARGET} times the counter: {}, {:.2} and {:.2} times.\n\
         - Target: the options within {OPTIONS_TARGET:.0} ms on the slow machine: {}, {:.0} ms.\n",
        met_or_missed(ratios.iter().all(|ratio| *ratio <= TARGET)),
        ratios[0],
        ratios[1],
        met_or_missed(slow[2] <= OPTIONS_TARGET),
        slow[2]
    );
    Ok(section)
}

/// A folder with a page and its compressed files, and its server.
pub struct Site {
    server: Server,
    _folder: TempDir,
}

impl Site {
    /// Serves a copy of the files in this folder, with their compressed versions.
    pub fn compressed(dist: &Path) -> Outcome<Self> {
        let folder = TempDir::new()?;
        for entry in fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))? {
            let path = entry?.path();
            let (Some(name), true) = (path.file_name(), path.is_file()) else {
                continue;
            };
            let content = fs::read(&path)?;
            fs::write(folder.path().join(name), &content)?;
            let mut name = name.to_owned();
            name.push(".br");
            fs::write(folder.path().join(name), site::compress(&content)?)?;
        }
        Ok(Self {
            server: Server::start(folder.path(), "127.0.0.1:0")?,
            _folder: folder,
        })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.server.url()
    }
}

struct Loads {
    latchkey: Site,
    counter: Site,
}

impl Loads {
    /// The median times until the counter, the key, the options and everything.
    async fn starts(&self, machine: Machine) -> Outcome<[f64; 4]> {
        let mut runs: [Vec<f64>; 4] = Default::default();
        for run in 0..=RUNS {
            let counter = self
                .load(machine, &self.counter, "", async |driver| {
                    seen(driver, "counter").await
                })
                .await?;
            let page = self
                .load(machine, &self.latchkey, "", async |driver| {
                    Ok([
                        seen(driver, "key").await?,
                        seen(driver, "options").await?,
                        seen(driver, "complete").await?,
                    ])
                })
                .await?;
            // The first run fills the system's caches.
            if run > 0 {
                for (times, time) in runs.iter_mut().zip([counter, page[0], page[1], page[2]]) {
                    times.push(time);
                }
            }
            eprintln!("the start: run {run} of {RUNS}");
        }
        Ok(runs.map(|times| median(&sorted(times.into_iter()))))
    }

    /// The median time until a tab is open for the first time, with its part loaded before or not.
    async fn opening(&self, machine: Machine, tab: &str, field: &str, ahead: bool) -> Outcome<f64> {
        let mut times = Vec::new();
        for run in 0..=RUNS {
            let script = if ahead { "" } else { SAVES_DATA };
            let time = self
                .load(machine, &self.latchkey, script, async |driver| {
                    seen(driver, if ahead { "complete" } else { "options" }).await?;
                    let answer = driver
                        .execute_async(OPEN, [tab.into(), field.into()])
                        .await?;
                    Ok(answer.convert::<f64>()?)
                })
                .await?;
            if run > 0 {
                times.push(time);
            }
        }
        eprintln!("the {tab} tab: done");
        Ok(median(&sorted(times.into_iter())))
    }

    /// Loads a page in a browser of its own, after `script`, and hands it to `look`.
    async fn load<T>(
        &self,
        machine: Machine,
        site: &Site,
        script: &str,
        look: impl AsyncFnOnce(&WebDriver) -> Outcome<T>,
    ) -> Outcome<T> {
        in_browser(async |driver| {
            driver.set_script_timeout(LIMIT).await?;
            let tools = driver.cdp();
            let source = format!("{script}{WATCH}");
            tools
                .send_raw(
                    "Page.addScriptToEvaluateOnNewDocument",
                    json!({ "source": source }),
                )
                .await?;
            if machine == Machine::Slow {
                tools.send_raw("Network.enable", json!({})).await?;
                tools
                    .send_raw(
                        "Network.emulateNetworkConditions",
                        json!({ "offline": false, "latency": 150, "downloadThroughput": 1.6e6 / 8.0,
                                    "uploadThroughput": 0.75e6 / 8.0 }),
                    )
                    .await?;
                tools
                    .send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
                    .await?;
            }
            driver.goto(&site.url()).await?;
            look(&driver).await
        })
        .await
    }
}

async fn seen(driver: &WebDriver, state: &str) -> Outcome<f64> {
    let answer = driver.execute_async(SEEN, [state.into()]).await?;
    Ok(answer.convert()?)
}
