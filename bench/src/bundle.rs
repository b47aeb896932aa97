//! A thousand variables on the Bundle tab: how long the page is held up while they are imported, filled
//! and drawn.
//!
//! The browser reports tasks from 50 ms only. So the page is asked for a sign of life again and again, and
//! the longest silence between two of them is a little more than its longest task.

use super::Outcome;
use super::browser::Bench;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many variables.
const VARIABLES: usize = 1000;
/// How often they are imported.
const RUNS: usize = 7;
/// How long the page may take to open, and how long to wait before it is asked again.
const LIMIT: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);
/// The longest that the page may be silent, in milliseconds.
const TARGET: f64 = 50.0;

/// Imports the text in the box: the longest silence, and how long until all rows are there, in milliseconds.
const IMPORT: &str = r"
const [rows] = arguments;
const done = arguments[arguments.length - 1];
const table = document.querySelector('table[aria-label=Secrets]');
const file = document.querySelector('[aria-label=Bundle]');
// Another bundle first, so that no run finds its rows already there.
const press = (name) => [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === name).click();
const rest = (ms) => new Promise((next) => setTimeout(next, ms));
(async () => {
    press('Start over');
    while (table.tBodies[0].rows.length > 10) await rest(20);
    await rest(300);
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
    press('Import');
    while (table.tBodies[0].rows.length < rows || !file.textContent.includes('SERVICE_0_HOST')) await rest(1);
    const took = performance.now() - began;
    await rest(300);
    beating = false;
    done([silence, took]);
})();
";

/// The section on the Bundle tab. Leaves the page that the other measures need.
pub async fn measure(bench: &Bench) -> Outcome<String> {
    bench
        .driver
        .execute("location.href = '../dist/index.html#bundle'", [])
        .await?;
    put(bench, &example()).await?;
    let mut runs = Vec::new();
    for run in 0..=RUNS {
        let answer = bench
            .driver
            .execute_async(IMPORT, [VARIABLES.into()])
            .await?;
        let (silence, took): (f64, f64) = answer.convert()?;
        // The first run compiles and warms up.
        if run > 0 {
            runs.push((silence, took));
        }
        eprintln!("{VARIABLES} variables: run {run} of {RUNS}");
    }
    Ok(section(&mut runs))
}

/// Puts `text` into the box, once the page is there.
async fn put(bench: &Bench, text: &str) -> Outcome {
    let script = "const field = document.querySelector('#bundle-import');
                  if (field) field.value = arguments[0];
                  return field !== null;";
    let end = Instant::now() + LIMIT;
    while Instant::now() < end {
        // Between two pages there is none to ask.
        let answer = bench.driver.execute(script, [text.into()]).await;
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

fn section(runs: &mut [(f64, f64)]) -> String {
    runs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (least, middle, most) = (runs[0].0, runs[runs.len() / 2], runs[runs.len() - 1].0);
    let verdict = if middle.0 <= TARGET { "met" } else { "MISSED" };
    format!(
        "\n## {VARIABLES} variables on the Bundle tab: imported, filled and drawn\n\n\
         | | ms |\n|---|---:|\n\
         | longest main-thread task (median of {RUNS} runs) | {:.0} |\n\
         | the same, least to most | {least:.0} to {most:.0} |\n\
         | until every row is there | {:.0} |\n\n\
         - Target: no main-thread task over {TARGET:.0} ms: {verdict}, {:.0} ms.\n",
        middle.0, middle.1, middle.0
    )
}
