//! The memory of a tab after an hour of use, beside that after its first minute: a thousand keys made one by one, a
//! hundred files hashed, fifty texts imported.
//!
//! The hour is pressed together: each act follows the last one at once, in rounds of every kind of use; the first round
//! is the first minute. What the JavaScript and the document no longer need is collected before each look; a wasm
//! memory never shrinks, so its size is its peak.

use super::Outcome;
use super::browser::{LIMIT, choose, in_browser, task, until_there};
use super::bundle::example;
use super::process;
use super::start::Site;
use super::table::met_or_missed;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::WebDriver;

/// How many rounds there are, and what is done in each: fifty imports, one each.
const ROUNDS: usize = 50;
const KEYS: usize = 20;
const FILES: usize = 2;
/// The size of each file in bytes.
const FILE: usize = 64 << 10;
/// How many variables each imported text has.
const VARIABLES: usize = 32;
/// When the memory is looked at: after this many rounds.
const LOOKS: [(usize, &str); 3] = [
    (1, "after the first minute"),
    (ROUNDS / 2, "after half an hour"),
    (ROUNDS, "after the hour"),
];
/// How often the browser is asked to collect: what one collection frees can hold what the next one frees.
const COLLECTIONS: usize = 3;
/// How long the page is left alone before a look: timers of the last act run out.
const REST: Duration = Duration::from_secs(8);
/// By how many MiB the tab may be larger after the hour.
const TARGET: f64 = 2.0;
const MEBIBYTE: f64 = 1_048_576.0;

/// The wasm memories, in bytes.
#[derive(Debug, Deserialize)]
struct Memories {
    page: f64,
    workers: Vec<f64>,
}

/// The tab at a moment; sizes in bytes.
#[derive(Debug)]
struct Tab {
    memories: Memories,
    /// The JavaScript heap of the page.
    script: f64,
    /// What the browser holds for the document.
    document: f64,
    nodes: f64,
    listeners: f64,
    /// The processes of the browser and its driver, where the system tells.
    processes: Option<f64>,
}

/// What is shown of the tab: a name, the decimal places, the figure.
type Figure = (&'static str, usize, fn(&Tab) -> f64);

const FIGURES: [Figure; 8] = [
    ("the page's wasm memory, MiB", 2, |tab| {
        mib(tab.memories.page)
    }),
    ("its workers' wasm memory, MiB", 2, |tab| mib(tab.workers())),
    ("the page's JavaScript, MiB", 2, |tab| mib(tab.script)),
    ("its document, MiB", 2, |tab| mib(tab.document)),
    ("all of these, MiB", 2, |tab| mib(tab.size())),
    ("workers", 0, |tab| count(tab.memories.workers.len())),
    ("nodes of the document", 0, |tab| tab.nodes),
    ("listeners", 0, |tab| tab.listeners),
];

impl Tab {
    fn workers(&self) -> f64 {
        self.memories.workers.iter().sum()
    }

    /// All that belongs to the tab, in bytes.
    fn size(&self) -> f64 {
        self.memories.page + self.workers() + self.script + self.document
    }
}

/// The section on the hour.
pub async fn measure(dist: &Path) -> Outcome<String> {
    let site = Site::compressed(dist)?;
    let folder = TempDir::new()?;
    let files = files(folder.path())?;
    in_browser(async |driver| {
        driver.set_script_timeout(LIMIT).await?;
        let source = include_str!("../page/memory.js");
        driver
            .cdp()
            .send_raw(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": source }),
            )
            .await?;
        driver.goto(&site.url()).await?;
        until_there(&driver, "#token-format").await?;
        driver.execute(include_str!("../page/hour.js"), []).await?;
        driver
            .cdp()
            .send_raw("Performance.enable", json!({}))
            .await?;
        let mut tabs = Vec::new();
        for (round, files) in files.chunks(FILES).enumerate() {
            act(&driver, round, files).await?;
            if LOOKS.iter().any(|(rounds, _)| *rounds == round + 1) {
                tabs.push(look(&driver).await?);
            }
            eprintln!("an hour of use: round {} of {ROUNDS}", round + 1);
        }
        Ok(section(&tabs))
    })
    .await
}

/// The files of all rounds, each with bytes of its own.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for number in 0..ROUNDS * FILES {
        let name = format!("{number:04}");
        let path = folder.join(format!("part-{name}.bin"));
        fs::write(&path, name.repeat(FILE / name.len()))?;
        paths.push(path);
    }
    Ok(paths)
}

/// One round: keys, files, a text.
async fn act(driver: &WebDriver, round: usize, files: &[PathBuf]) -> Outcome {
    run(driver, "await hour.keys(input[0])", vec![json!(KEYS)]).await?;
    run(driver, "await hour.open('hashes', '#hash-file')", vec![]).await?;
    for file in files {
        choose(driver, "#hash-file", std::slice::from_ref(file)).await?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        run(driver, "await hour.hashed(input[0])", vec![json!(name)]).await?;
    }
    // Two texts take turns.
    let (text, name) = match round % 2 {
        0 => (example(VARIABLES, ""), "SERVICE_0_HOST"),
        _ => (
            example(VARIABLES, "").replace("SERVICE", "TENANT"),
            "TENANT_0_HOST",
        ),
    };
    let input = vec![json!(text), json!(name)];
    run(driver, "await hour.import(input[0], input[1])", input).await
}

async fn run(driver: &WebDriver, script: &str, input: Vec<Value>) -> Outcome {
    task::<Value>(driver, script, input).await.map(drop)
}

/// The tab as it is now, on its first page.
async fn look(driver: &WebDriver) -> Outcome<Tab> {
    run(driver, "await hour.open('token', '#token-format')", vec![]).await?;
    tokio::time::sleep(REST).await;
    let tools = driver.cdp();
    for _ in 0..COLLECTIONS {
        tools
            .send_raw("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let metrics = tools.send_raw("Performance.getMetrics", json!({})).await?;
    let heap = tools.send_raw("Runtime.getHeapUsage", json!({})).await?;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array();
        let found = all.and_then(|all| all.iter().find(|metric| metric["name"] == name));
        found
            .and_then(|metric| metric["value"].as_f64())
            .ok_or_else(|| format!("the browser does not tell {name}"))
    };
    Ok(Tab {
        script: metric("JSHeapUsedSize")?,
        // Older browsers do not tell.
        document: heap["embedderHeapUsedSize"].as_f64().unwrap_or_default(),
        nodes: metric("Nodes")?,
        listeners: metric("JSEventListeners")?,
        processes: process::of_descendants().map(bytes),
        memories: task(driver, "return __memory()", vec![]).await?,
    })
}

fn section(tabs: &[Tab]) -> String {
    let mut text = format!(
        "\n## A tab after an hour of use\n\n\
         {} keys made one by one, {} files of {} KiB hashed, {ROUNDS} texts of {VARIABLES} variables imported, in {ROUNDS} \
         rounds without a pause; the first one is the first minute. Garbage is collected before each look.\n\n\
         | | {} | growth |\n|---|{}---:|\n",
        ROUNDS * KEYS,
        ROUNDS * FILES,
        FILE >> 10,
        LOOKS.map(|(_, when)| when).join(" | "),
        "---:|".repeat(LOOKS.len())
    );
    for (name, places, figure) in FIGURES {
        row(&mut text, name, places, tabs, figure);
    }
    if tabs.iter().all(|tab| tab.processes.is_some()) {
        let name = "all processes of the browser and its driver, MiB";
        row(&mut text, name, 0, tabs, |tab| {
            mib(tab.processes.unwrap_or_default())
        });
    }
    let growth = mib(tabs[tabs.len() - 1].size() - tabs[0].size());
    let met = met_or_missed(growth <= TARGET);
    let _ = write!(
        text,
        "\n- Target: after the hour the tab is no larger than after the first minute, within {TARGET:.0} MiB: {met}, \
         {growth:.2} MiB.\n"
    );
    text
}

fn mib(bytes: f64) -> f64 {
    bytes / MEBIBYTE
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[allow(
    clippy::cast_precision_loss,
    reason = "memory has less than 2^52 bytes"
)]
fn bytes(number: u64) -> f64 {
    number as f64
}

/// A figure at each look, and how much it grew from the first to the last.
fn row(text: &mut String, name: &str, places: usize, tabs: &[Tab], figure: fn(&Tab) -> f64) {
    let figures: Vec<f64> = tabs.iter().map(figure).collect();
    let growth = figures[figures.len() - 1] - figures[0];
    let figures: Vec<String> = figures
        .iter()
        .map(|figure| format!("{figure:.places$}"))
        .collect();
    // Writing to a String does not fail.
    let _ = writeln!(
        text,
        "| {name} | {} | {growth:.places$} |",
        figures.join(" | ")
    );
}

#[cfg(test)]
mod tests {
    use super::{MEBIBYTE, Memories, Tab, section};

    fn tab(mib: f64) -> Tab {
        Tab {
            memories: Memories {
                page: 3.0 * MEBIBYTE,
                workers: vec![MEBIBYTE, 0.5 * MEBIBYTE],
            },
            script: mib * MEBIBYTE,
            document: 0.25 * MEBIBYTE,
            nodes: 900.0,
            listeners: 80.0,
            processes: Some(500.0 * MEBIBYTE),
        }
    }

    #[test]
    fn what_the_tab_holds_is_summed_and_its_growth_judged() {
        let text = section(&[tab(4.0), tab(9.0), tab(5.5)]);
        for line in [
            "1000 keys made one by one, 100 files of 64 KiB hashed, 50 texts of 32 variables imported",
            "| | after the first minute | after half an hour | after the hour | growth |",
            "| its workers' wasm memory, MiB | 1.50 | 1.50 | 1.50 | 0.00 |",
            "| all of these, MiB | 8.75 | 13.75 | 10.25 | 1.50 |",
            "| workers | 2 | 2 | 2 | 0 |",
            "| all processes of the browser and its driver, MiB | 500 | 500 | 500 | 0 |",
            "within 2 MiB: met, 1.50 MiB.",
        ] {
            assert!(text.contains(line), "no {line:?} in {text}");
        }
        let text = section(&[tab(4.0), tab(5.0), tab(6.5)]);
        assert!(text.ends_with("within 2 MiB: MISSED, 2.50 MiB.\n"));
    }
}
