//! What Lighthouse says of the site's own page, served as a static host serves it: its scores as a desktop and as a
//! phone.
//!
//! One audit is left out: `robots-txt` asks the page to fetch that file, and the page's policy rightly refuses every
//! request but for its own parts.

use super::Outcome;
use super::browser::browser_flags;
use super::start::Site;
use super::table::{median, met_or_missed, sorted};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// How often each device's scores are taken.
const RUNS: usize = 5;
/// The devices, and how Lighthouse is asked for each; a phone is its default.
const DEVICES: [(&str, &[&str]); 2] = [("desktop", &["--preset=desktop"]), ("mobile", &[])];
/// The categories, by Lighthouse's ids.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// The measurements behind the performance: their audits, names and decimal places.
const TIMES: [(&str, &str, usize); 5] = [
    ("first-contentful-paint", "first contentful paint (ms)", 0),
    (
        "largest-contentful-paint",
        "largest contentful paint (ms)",
        0,
    ),
    ("speed-index", "speed index (ms)", 0),
    ("total-blocking-time", "total blocking time (ms)", 0),
    ("cumulative-layout-shift", "cumulative layout shift", 3),
];

/// The section on Lighthouse.
pub struct Section {
    /// The figures and their verdict.
    pub text: String,
    /// The medians below 100: `performance on mobile: 99`.
    below: Vec<String>,
}

impl Section {
    /// Fails where a score is below 100.
    pub fn check(&self) -> Outcome {
        if self.below.is_empty() {
            return Ok(());
        }
        Err(format!("Lighthouse gives less than 100: {}", self.below.join(", ")).into())
    }
}

/// Asks for the reports and puts them together.
pub fn measure(dist: &Path, peers: &Path) -> Outcome<Section> {
    let site = Site::compressed(dist)?;
    let mut columns = Vec::new();
    for (device, options) in DEVICES {
        let mut reports = Vec::new();
        for run in 1..=RUNS {
            reports.push(report(&site.url(), peers, options)?);
            eprintln!("Lighthouse, {device}: run {run} of {RUNS}");
        }
        columns.push(reports);
    }
    Ok(section(&columns))
}

/// One report on the page at `url`.
fn report(url: &str, peers: &Path, options: &[&str]) -> Outcome<Value> {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../webdriver.json");
    let output = Command::new("node")
        .arg(peers.join("lighthouse/cli/index.js"))
        .arg(url)
        .args(["--quiet", "--output=json", "--output-path=stdout"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg("--skip-audits=robots-txt")
        .arg(format!(
            "--chrome-flags={}",
            browser_flags(&settings)?.join(" ")
        ))
        .args(options)
        .output()
        .map_err(|error| format!("node: {error}. Install Node.js first"))?;
    if !output.status.success() {
        return Err(format!("Lighthouse: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let report: Value = serde_json::from_slice(&output.stdout)?;
    match report["runtimeError"]["message"].as_str() {
        Some(error) => Err(format!("Lighthouse: {error}").into()),
        None => Ok(report),
    }
}

/// The figures of the reports on each device.
fn section(columns: &[Vec<Value>]) -> Section {
    let version = columns[0][0]["lighthouseVersion"]
        .as_str()
        .unwrap_or_default();
    let mut text = format!(
        "\n## Lighthouse {version}\n\n\
         The site's own page, sent with Brotli 11; medians of {RUNS} runs in its own settings of a desktop and a phone. \
         Its audit `robots-txt` is left out: it has the page fetch that file, which the page's policy refuses.\n\n\
         | | {} |\n|---|{}\n",
        DEVICES.map(|(device, _)| device).join(" | "),
        "---:|".repeat(DEVICES.len())
    );
    let middle = |reports: &[Value], read: &dyn Fn(&Value) -> Option<f64>| {
        median(&sorted(
            reports
                .iter()
                .map(|report| read(report).unwrap_or_default()),
        ))
    };
    let mut below = Vec::new();
    for category in CATEGORIES {
        let scores = columns.iter().map(|reports| {
            let score = |report: &Value| report["categories"][category]["score"].as_f64();
            middle(reports, &score) * 100.0
        });
        let scores: Vec<f64> = scores.collect();
        for ((device, _), score) in DEVICES.iter().zip(&scores) {
            // A category that a report lacks counts as 0.
            if *score < 99.5 {
                below.push(format!("{category} on {device}: {score:.0}"));
            }
        }
        row(&mut text, category, &scores, 0);
    }
    for (audit, name, places) in TIMES {
        let figures = columns.iter().map(|reports| {
            let figure = |report: &Value| report["audits"][audit]["numericValue"].as_f64();
            middle(reports, &figure)
        });
        row(&mut text, name, &figures.collect::<Vec<_>>(), places);
    }
    let missed: BTreeSet<String> = columns.iter().flatten().flat_map(missed).collect();
    let _ = write!(
        text,
        "\n- Target: 100 in every category: {}.\n",
        met_or_missed(below.is_empty())
    );
    if !missed.is_empty() {
        let missed: Vec<String> = missed.into_iter().collect();
        let _ = writeln!(
            text,
            "- Below their best at least once: {}.",
            missed.join(", ")
        );
    }
    Section { text, below }
}

fn row(text: &mut String, name: &str, figures: &[f64], places: usize) {
    let figures: Vec<String> = figures
        .iter()
        .map(|figure| format!("{figure:.places$}"))
        .collect();
    let _ = writeln!(text, "| {name} | {} |", figures.join(" | "));
}

/// The audits of a report that count, and that the page did not wholly pass, other than its times.
fn missed(report: &Value) -> Vec<String> {
    let counted = CATEGORIES.iter().flat_map(|category| {
        let audits = report["categories"][category]["auditRefs"].as_array();
        audits
            .into_iter()
            .flatten()
            .filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0))
    });
    counted
        .filter_map(|audit| audit["id"].as_str())
        .filter(|id| TIMES.iter().all(|(time, ..)| time != id))
        .filter(|id| {
            report["audits"][id]["score"]
                .as_f64()
                .is_some_and(|score| score < 1.0)
        })
        .map(|id| format!("`{id}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::section;
    use serde_json::json;

    #[test]
    fn the_medians_count_and_what_was_missed_is_named() {
        let report = |score: f64, alt: u8| {
            json!({
                "lighthouseVersion": "1.2.3",
                "categories": {
                    "performance": { "score": score, "auditRefs": [{ "id": "speed-index", "weight": 10 }] },
                    "accessibility": { "score": 1, "auditRefs": [
                        { "id": "image-alt", "weight": 7 },
                        { "id": "hint", "weight": 0 },
                    ] },
                    "best-practices": { "score": 1, "auditRefs": [] },
                    "seo": { "score": 1, "auditRefs": [] },
                },
                "audits": {
                    "speed-index": { "score": 0.9, "numericValue": 812.4 },
                    "image-alt": { "score": alt },
                    "hint": { "score": 0 },
                },
            })
        };
        let missed = section(&[
            vec![report(1.0, 1), report(0.97, 1), report(0.98, 0)],
            vec![report(1.0, 1)],
        ]);
        let text = &missed.text;
        for line in [
            "## Lighthouse 1.2.3",
            "| performance | 98 | 100 |",
            "| speed index (ms) | 812 | 812 |",
            "- Target: 100 in every category: MISSED.",
            "- Below their best at least once: `image-alt`.",
        ] {
            assert!(text.contains(line), "no {line:?} in {text}");
        }
        let told = missed.check().expect_err("98 is less than 100").to_string();
        assert!(told.ends_with(": performance on desktop: 98"), "{told}");
        let met = section(&[vec![report(1.0, 1)], vec![report(1.0, 1)]]);
        assert!(met.text.ends_with("every category: met.\n"), "{}", met.text);
        assert!(met.check().is_ok());
    }

    #[test]
    fn a_category_that_a_report_lacks_fails_the_check() {
        let scored = |categories| json!({ "categories": categories });
        let whole = json!({
            "performance": { "score": 1 }, "accessibility": { "score": 1 },
            "best-practices": { "score": 1 }, "seo": { "score": 1 },
        });
        let without = json!({
            "performance": { "score": 1 }, "accessibility": { "score": 1 },
            "best-practices": { "score": 1 }, "seo": { "score": null },
        });
        let judged = |phone| section(&[vec![scored(whole.clone())], vec![scored(phone)]]).check();
        assert!(judged(whole.clone()).is_ok());
        let told = judged(without).expect_err("it has no score").to_string();
        assert!(told.ends_with(": seo on mobile: 0"), "{told}");
    }
}
