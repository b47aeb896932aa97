//! A thousand variables on the Bundle tab: how long the page is blocked while they are imported, filled and
//! rendered, and while all of them change at once.
//!
//! The browser reports tasks from 50 ms only. For shorter ones the page sends itself messages in a loop: the
//! longest gap between two of them is a little more than its longest task, or two in a row.

use super::Outcome;
use super::browser::Bench;
use super::table::{median, sorted};
use serde_json::json;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many variables.
const VARIABLES: usize = 1000;
/// How many rows are in sight: of four variables one is no secret, and such rows are folded.
const ROWS: usize = VARIABLES / 4 * 3;
/// How often they are imported.
const RUNS: usize = 7;
/// How long the page may take to open, and how long to wait before the next attempt.
const LIMIT: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);
/// The longest that a task of the page may take, in milliseconds.
const TARGET: f64 = 50.0;

/// The actions of each run, and the buttons that trigger them.
const ACTS: [(&str, &str); 5] = [
    ("imported, filled and drawn", "Import"),
    ("all made anew", "Regenerate all"),
    ("shown", "Show"),
    ("hidden", "Hide"),
    ("rotated", "Rotate"),
];

/// Presses the buttons one after the other. Returns the longest task after each, and how long the first one
/// takes until all rows are there, in milliseconds.
const RUN: &str = r"
const [rows, buttons, text] = arguments;
const done = arguments[arguments.length - 1];
const table = document.querySelector('table[aria-label=Secrets]');
const file = document.querySelector('[aria-label=Bundle]');
const press = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === name).click();
const rest = (ms) => new Promise((next) => setTimeout(next, ms));
// A press has taken full effect once the page has been idle for this long, in milliseconds.
const SETTLED = 300;
(async () => {
    // Another bundle first, so that no run finds its rows already there.
    press('Start over');
    while (table.rows.length > 10) await rest(20);
    await rest(SETTLED);
    // Only now: starting over empties the box.
    document.querySelector('#bundle-import').value = text;
    let took;
    const longest = [];
    for (const button of buttons) {
        const tasks = [];
        const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
        observer.observe({ type: 'longtask' });
        let silence = 0, last = performance.now(), beating = true;
        const began = last;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            const now = performance.now();
            silence = Math.max(silence, now - last);
            last = now;
            if (beating) port2.postMessage(0);
        };
        port2.postMessage(0);
        press(button);
        while (table.rows.length < rows || !file.textContent.includes('SERVICE_0_HOST')) await rest(1);
        took ??= performance.now() - began;
        await rest(SETTLED);
        beating = false;
        tasks.push(...observer.takeRecords());
        observer.disconnect();
        const named = tasks.map((task) => task.duration);
        longest.push(named.length > 0 ? Math.max(...named) : Math.min(silence, 50));
    }
    done([longest, took]);
})();
";

/// The section on the Bundle tab. Navigates away from the page that the other measures need.
pub async fn measure(bench: &Bench) -> Outcome<String> {
    bench
        .driver
        .execute("location.href = '../dist/index.html#bundle'", [])
        .await?;
    let text = example();
    until_open(bench).await?;
    let buttons = ACTS.map(|(_, button)| button);
    let mut tasks = ACTS.map(|_| Vec::new());
    let mut times = Vec::new();
    for run in 0..=RUNS {
        let arguments = [json!(ROWS), json!(buttons), json!(text)];
        let answer = bench.driver.execute_async(RUN, arguments).await?;
        let (longest, took): ([f64; ACTS.len()], f64) = answer.convert()?;
        // The first run compiles and warms up.
        if run > 0 {
            for (tasks, task) in tasks.iter_mut().zip(longest) {
                tasks.push(task);
            }
            times.push(took);
        }
        eprintln!("{VARIABLES} variables: run {run} of {RUNS}");
    }
    Ok(section(tasks, times))
}

/// Waits until the box is there.
async fn until_open(bench: &Bench) -> Outcome {
    let script = "return document.querySelector('#bundle-import') !== null;";
    let end = Instant::now() + LIMIT;
    while Instant::now() < end {
        // During a navigation there is no page to run the script in.
        let answer = bench.driver.execute(script, []).await;
        if answer.is_ok_and(|answer| answer.json() == true) {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err("the Bundle tab does not open".into())
}

/// An example with a secret of each usual shape.
fn example() -> String {
    let mut text = String::new();
    for n in 0..VARIABLES / 4 {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "# Service number {n}\n\
             SERVICE_{n}_HOST=service-{n}.internal\n\
             SERVICE_{n}_SECRET=changeme\n\
             # openssl rand -hex 32\n\
             SERVICE_{n}_API_SECRET=\n\
             SERVICE_{n}_URL=\"postgres://app:app-{n}@db-{n}:5432/app\" # the database\n\n"
        );
    }
    text
}

fn section(tasks: [Vec<f64>; ACTS.len()], times: Vec<f64>) -> String {
    let mut text = format!(
        "\n## {VARIABLES} variables on the Bundle tab\n\n\
         | | longest main-thread task in ms (median of {RUNS} runs) | least to most |\n|---|---:|---:|\n"
    );
    let mut longest: f64 = 0.0;
    for ((what, _), tasks) in ACTS.iter().zip(tasks) {
        let tasks = sorted(tasks.into_iter());
        let middle = median(&tasks);
        let (least, most) = (tasks[0], tasks[tasks.len() - 1]);
        longest = longest.max(middle);
        // Writing to a String does not fail.
        let _ = writeln!(text, "| {what} | {middle:.0} | {least:.0} to {most:.0} |");
    }
    let verdict = if longest <= TARGET { "met" } else { "MISSED" };
    let _ = write!(
        text,
        "\n- From \"Import\" until every row is there: {:.0} ms.\n\
         - Target: no main-thread task over {TARGET:.0} ms: {verdict}, {longest:.0} ms.\n",
        median(&sorted(times.into_iter()))
    );
    text
}
