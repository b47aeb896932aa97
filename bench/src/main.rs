//! `make bench`: Latchkey's worker beside npm packages, in one page and one run of a headless Chromium.
//!
//! The contestants take turns, so that what else the machine does meets all of them alike, and what counts
//! is the median of their runs. A new measure is a function in [`measures`] and, where a new peer is
//! wanted, a line in `page/peers.js`. Figures of different machines or runs are not comparable; the ratios
//! of one run are.

mod browser;
// The end-to-end tests' own, so that there is one way to start and end the driver.
#[path = "../../tests/e2e/harness/driver.rs"]
mod driver;
mod measures;
mod table;

use browser::Bench;
use measures::Measure;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};
use table::Report;

/// What a step ends with; the error is told to the person who runs the bench.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// How often each contestant runs and is timed; before that it runs once untimed.
const RUNS: usize = 7;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        [dist, peers, results] => run(Path::new(dist), Path::new(peers), Path::new(results)),
        _ => Err("usage: bench DIST NODE_MODULES RESULTS".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(dist: &Path, peers: &Path, results: &Path) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let report = runtime.block_on(browser::session(dist, peers, measure_all))?;
    fs::write(results, &report)?;
    print!("{report}");
    Ok(())
}

async fn measure_all(bench: &Bench) -> Outcome<String> {
    let mut report = Report::new(bench, RUNS);
    for measure in measures::speed() {
        let runs = alternate(bench, &measure).await?;
        report.speed(&measure, &runs);
    }
    let (file, keys) = measures::memory();
    let memory = bench.memory(&file).await?;
    // A header, and a line for each key.
    if memory.lines != u64::from(keys) + 1 {
        return Err(format!("the file has {} lines", memory.lines).into());
    }
    report.memory(&memory);
    Ok(report.finish())
}

/// The runs of each contestant.
async fn alternate(bench: &Bench, measure: &Measure) -> Outcome<Vec<Vec<browser::Timed>>> {
    let mut runs: Vec<_> = measure.contestants.iter().map(|_| Vec::new()).collect();
    for run in 0..=RUNS {
        for (contestant, timed) in measure.contestants.iter().zip(&mut runs) {
            let took = bench.run(&contestant.work).await?;
            // The first run compiles and warms up.
            if run > 0 {
                timed.push(took);
            }
        }
        eprintln!("{}: run {run} of {RUNS}", measure.title);
    }
    Ok(runs)
}
