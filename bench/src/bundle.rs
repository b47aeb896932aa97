//! Many variables on the Bundle tab: how long the page is blocked while a thousand are imported, filled and rendered,
//! and while all of them change at once; and while a text of a mebibyte is imported, as much as the page takes.
//!
//! The browser reports tasks from 50 ms only. For shorter ones the page sends itself messages in a loop: the
//! longest gap between two of them is a little more than its longest task, or two in a row.
//!
//! The browser lays out what is put into the box, and no page can help that. So the text is put there first, which is
//! measured by itself, and then imported.

use super::Outcome;
use super::browser::{LIMIT, choose, in_browser, task, until_there};
use super::start::Site;
use super::table::{median, met_or_missed, sorted};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use thirtyfour::WebDriver;

/// How many variables are imported and changed, and how often.
const FEW: usize = 1000;
const FEW_RUNS: usize = 7;
/// How many are in the text of a mebibyte, and how often it is imported.
const MANY: usize = 16_000;
const MANY_RUNS: usize = 3;
/// A comment on each service of the longer text, which makes it a mebibyte long.
const COMMENT: &str = "# Shared by the web server and its workers.\n";
/// The number of rows that must be there at least: of four variables one is no secret, and such rows are folded. Of
/// many variables the page draws the first rows only.
const FEW_ROWS: usize = FEW / 4 * 3;
const MANY_ROWS: usize = 20;
/// The file input of the tab.
const FILE_INPUT: &str = "#panel-bundle .import input[type=file]";
/// The longest that a task of the page may take, in milliseconds.
const TARGET: f64 = 50.0;

/// The box alone.
const PUT: (&str, &str) = (
    "put into the box, laid out by the browser",
    "return bundle.put()",
);
const IMPORT: &str = "return bundle.press('Import')";
/// The actions of each run with few variables, and what triggers them.
const ACTS: [(&str, &str); 6] = [
    PUT,
    ("imported, filled and drawn", IMPORT),
    ("all made anew", "return bundle.press('Regenerate all')"),
    ("shown", "return bundle.press('Show')"),
    ("hidden", "return bundle.press('Hide')"),
    ("rotated", "return bundle.press('Rotate')"),
];
/// The actions of each run with many.
const IMPORTS: [&str; 4] = [
    PUT.0,
    "in the box, and imported",
    "chosen as a file, which the page puts into the box",
    "pasted into the empty box",
];

/// An act as `page/bundle.js` saw it, in milliseconds.
#[derive(Debug, Deserialize)]
struct Act {
    /// The longest task of the main thread.
    longest: f64,
    /// The time until everything was there.
    took: f64,
}

/// The section on the Bundle tab.
pub async fn measure(dist: &Path) -> Outcome<String> {
    let site = Site::compressed(dist)?;
    in_browser(async |driver| {
        driver.set_script_timeout(LIMIT).await?;
        driver.goto(&format!("{}#bundle", site.url())).await?;
        until_there(&driver, "#bundle-import").await?;
        driver
            .execute(include_str!("../page/bundle.js"), [])
            .await?;
        let few = few(&driver).await?;
        let many = many(&driver).await?;
        Ok(section_of_few(&few) + section_of_many(&many).as_str())
    })
    .await
}

/// The runs of each action on a thousand variables.
async fn few(driver: &WebDriver) -> Outcome<[Vec<Act>; ACTS.len()]> {
    take(driver, &example(FEW, ""), FEW, FEW_ROWS).await?;
    let mut all: [Vec<Act>; ACTS.len()] = ACTS.map(|_| Vec::new());
    for run in 0..=FEW_RUNS {
        start_over(driver).await?;
        for ((_, script), acts) in ACTS.iter().zip(&mut all) {
            let act: Act = task(driver, script, vec![]).await?;
            // The first run compiles and warms up.
            if run > 0 {
                acts.push(act);
            }
        }
        eprintln!("{FEW} variables: run {run} of {FEW_RUNS}");
    }
    Ok(all)
}

/// The runs of each way to import a text of a mebibyte.
async fn many(driver: &WebDriver) -> Outcome<[Vec<Act>; IMPORTS.len()]> {
    let text = example(MANY, COMMENT);
    let folder = TempDir::new()?;
    let file = folder.path().join(".env.example");
    fs::write(&file, &text)?;
    take(driver, &text, MANY, MANY_ROWS).await?;
    let mut all: [Vec<Act>; IMPORTS.len()] = IMPORTS.map(|_| Vec::new());
    for run in 0..=MANY_RUNS {
        for (acts, act) in all.iter_mut().zip(imports(driver, &file).await?) {
            if run > 0 {
                acts.push(act);
            }
        }
        eprintln!("{MANY} variables: run {run} of {MANY_RUNS}");
    }
    Ok(all)
}

/// One run of each way.
async fn imports(driver: &WebDriver, file: &Path) -> Outcome<[Act; IMPORTS.len()]> {
    start_over(driver).await?;
    let put = task(driver, PUT.1, vec![]).await?;
    let pressed = task(driver, IMPORT, vec![]).await?;
    start_over(driver).await?;
    task::<Value>(driver, "bundle.file()", vec![]).await?;
    choose(driver, FILE_INPUT, &[file.to_owned()]).await?;
    let chosen = task(driver, "return bundle.seen", vec![]).await?;
    start_over(driver).await?;
    let pasted = task(driver, "return bundle.paste()", vec![]).await?;
    Ok([put, pressed, chosen, pasted])
}

/// Hands the page the text that is imported from now on.
async fn take(driver: &WebDriver, text: &str, variables: usize, rows: usize) -> Outcome {
    let script = "[bundle.text, bundle.variables, bundle.rows] = input;";
    let input = vec![json!(text), json!(variables), json!(rows)];
    task::<Value>(driver, script, input).await.map(drop)
}

async fn start_over(driver: &WebDriver) -> Outcome {
    task::<Value>(driver, "await bundle.startOver()", vec![])
        .await
        .map(drop)
}

/// An example of this many variables, with a secret of each usual shape and `comment` on every four.
pub fn example(variables: usize, comment: &str) -> String {
    let mut text = String::new();
    for n in 0..variables / 4 {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "# Service number {n}\n\
             {comment}\
             SERVICE_{n}_HOST=service-{n}.internal\n\
             SERVICE_{n}_SECRET=changeme\n\
             # openssl rand -hex 32\n\
             SERVICE_{n}_API_SECRET=\n\
             SERVICE_{n}_URL=\"postgres://app:app-{n}@db-{n}:5432/app\" # the database\n\n"
        );
    }
    text
}

fn section_of_few(acts: &[Vec<Act>]) -> String {
    let mut text = table(&format!("{FEW} variables"), FEW_RUNS);
    for ((what, _), acts) in ACTS.iter().zip(acts) {
        row(&mut text, what, acts);
    }
    // All but the box.
    let longest = acts[1..].iter().map(|acts| longest(acts));
    text + "\n" + verdict("no main-thread task over", longest.fold(0.0, f64::max)).as_str()
}

fn section_of_many(acts: &[Vec<Act>]) -> String {
    let bytes = example(MANY, COMMENT).len();
    #[allow(clippy::cast_precision_loss, reason = "a text of a mebibyte")]
    let size = bytes as f64 / f64::from(1 << 20);
    let title = format!("{MANY} variables in a text of {size:.2} MiB");
    let mut text = table(&title, MANY_RUNS);
    for (what, acts) in IMPORTS.iter().zip(acts) {
        row(&mut text, what, acts);
    }
    text += "\n";
    text += &verdict(
        "\"Import\" pressed with the text in the box, no main-thread task over",
        longest(&acts[1]),
    );
    text += &verdict(
        "chosen as a file, the layout of the box by the browser included, no main-thread task over",
        longest(&acts[2]),
    );
    text += &verdict(
        "pasted, the layout of the box by the browser included, no main-thread task over",
        longest(&acts[3]),
    );
    text
}

fn table(title: &str, runs: usize) -> String {
    format!(
        "\n## {title} on the Bundle tab\n\n\
         | | longest main-thread task in ms (median of {runs} runs) | least to most | ms until everything is there |\n\
         |---|---:|---:|---:|\n"
    )
}

fn row(text: &mut String, what: &str, acts: &[Act]) {
    let tasks = sorted(acts.iter().map(|act| act.longest));
    let times = sorted(acts.iter().map(|act| act.took));
    let (least, most) = (tasks[0], tasks[tasks.len() - 1]);
    // Writing to a String does not fail.
    let _ = writeln!(
        text,
        "| {what} | {:.0} | {least:.0} to {most:.0} | {:.0} |",
        median(&tasks),
        median(&times)
    );
}

/// The longest task of the median run.
fn longest(acts: &[Act]) -> f64 {
    median(&sorted(acts.iter().map(|act| act.longest)))
}

fn verdict(what: &str, longest: f64) -> String {
    let met = met_or_missed(longest <= TARGET);
    format!("- Target: {what} {TARGET:.0} ms: {met}, {longest:.0} ms.\n")
}

#[cfg(test)]
mod tests {
    use super::{Act, COMMENT, MANY, example, section_of_many};

    #[test]
    fn the_long_text_is_as_long_as_the_page_takes() {
        let text = example(MANY, COMMENT);
        assert!((1_000_000..=1 << 20).contains(&text.len()));
        let variables = text.lines().filter(|line| line.starts_with("SERVICE_"));
        assert_eq!(variables.count(), MANY);
    }

    #[test]
    fn each_way_to_import_has_its_own_verdict() {
        let act = |longest| vec![Act { longest, took: 1.0 }];
        let text = section_of_many(&[act(90.0), act(40.0), act(70.0), act(50.0)]);
        for end in [
            "in the box, no main-thread task over 50 ms: met, 40 ms.",
            "included, no main-thread task over 50 ms: MISSED, 70 ms.",
            "included, no main-thread task over 50 ms: met, 50 ms.",
        ] {
            assert!(text.contains(end), "no {end:?} in {text}");
        }
    }
}
