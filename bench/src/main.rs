//! `make bench`: Latchkey's worker beside npm packages, in one page and one run of a headless Chromium.
//!
//! The contestants take turns, so that other load on the machine affects all of them alike, and the median of
//! their runs counts. A new measure is a function in [`measures`] or [`hashes`] and, where a new peer is
//! wanted, a line in `page/peers.js` or `page/hashing.js`; what is not a comparison of speed is a function
//! called by [`measure_all`], or a section with a browser of its own, called by [`run`]. Figures of different
//! machines or runs are not comparable; the ratios of one run are.

mod browser;
mod bundle;
mod files;
mod hashes;
mod health;
mod hour;
mod inspect;
mod lighthouse;
mod measures;
mod process;
mod site;
mod start;
mod table;

use browser::Bench;
use latchkey::engine::digest::Algorithm;
use measures::Measure;
use process::Watch;
use std::fs::File;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};
use table::Report;
use tempfile::TempDir;

/// The result of a step; the error is shown to the person who runs the bench.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// How often each contestant runs and is timed; before that it runs once untimed.
const RUNS: usize = 7;
/// The file input of `page/index.html`.
const CHOSEN: &str = "input[type=file]";
/// The size in bytes of the file that the site's own page hashes.
const SITE_FILE: u64 = 256 << 20;
/// The size in bytes of the file that shows that no file is held in memory whole.
const LARGE_FILE: u64 = 4 << 30;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        // By itself: its scores need a quiet machine more than the rest does.
        ["lighthouse", dist, peers] => lighthouse::measure(Path::new(dist), Path::new(peers))
            .map(|section| print!("{}", section.text)),
        ["lighthouse", "--check", dist, peers] => {
            lighthouse::measure(Path::new(dist), Path::new(peers)).and_then(|section| {
                print!("{}", section.text);
                section.check()
            })
        }
        [dist, counter, peers, results] => run(
            Path::new(dist),
            Path::new(counter),
            Path::new(peers),
            Path::new(results),
        ),
        ["peers", dist, peers] => runtime().and_then(|runtime| {
            // It prints its lines itself, as they come.
            let session = browser::session(Path::new(dist), Path::new(peers), measure_all);
            runtime.block_on(session).map(drop)
        }),
        ["site", dist, peers] => runtime().and_then(|runtime| {
            let session = browser::session(Path::new(dist), Path::new(peers), measure_site);
            runtime.block_on(session).map(drop)
        }),
        ["start", dist, counter] => alone(start::measure(Path::new(dist), Path::new(counter))),
        ["files", dist] => alone(files::measure(Path::new(dist))),
        ["bundle", dist] => alone(bundle::measure(Path::new(dist))),
        ["hour", dist] => alone(hour::measure(Path::new(dist))),
        ["native"] => {
            print!("{}{}", health::measure(RUNS), inspect::measure(RUNS));
            Ok(())
        }
        _ => Err(
            "usage: bench DIST COUNTER NODE_MODULES RESULTS | bench lighthouse [--check] DIST NODE_MODULES | \
             bench peers DIST NODE_MODULES | bench site DIST NODE_MODULES | bench start DIST COUNTER | bench files DIST | bench bundle DIST | \
             bench hour DIST | bench native"
                .into(),
        ),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> Outcome<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?)
}

/// Measures a section and prints it.
fn alone(section: impl Future<Output = Outcome<String>>) -> Outcome {
    print!("{}", runtime()?.block_on(section)?);
    Ok(())
}

fn run(dist: &Path, counter: &Path, peers: &Path, results: &Path) -> Outcome {
    let runtime = runtime()?;
    // First: the others keep the machine busy, and these measure cold starts.
    let lighthouse = lighthouse::measure(dist, peers)?.text;
    // Each section is printed as it is there: an error in a later one does not lose it.
    println!("{lighthouse}");
    let start = runtime.block_on(start::measure(dist, counter))?;
    println!("{start}");
    let beside_peers = runtime.block_on(browser::session(dist, peers, measure_all))?;
    let files = runtime.block_on(files::measure(dist))?;
    println!("{files}");
    let bundle = runtime.block_on(bundle::measure(dist))?;
    println!("{bundle}");
    let hour = runtime.block_on(hour::measure(dist))?;
    println!("{hour}");
    let health = health::measure(RUNS);
    let inspect = inspect::measure(RUNS);
    let sections = [
        beside_peers,
        files,
        bundle,
        hour,
        health,
        inspect,
        start,
        lighthouse,
    ];
    fs::write(results, sections.concat())?;
    Ok(())
}

async fn measure_all(bench: &Bench) -> Outcome<String> {
    let folder = TempDir::new()?;
    let chosen = folder.path().join("chosen.bin");
    let mut report = Report::new(bench, RUNS);
    let mut longest: f64 = 0.0;
    for measure in measures::speed().into_iter().chain(hashes::speed()) {
        if let Some(size) = measure.file {
            hashes::write_file(&chosen, size)?;
            bench.choose(CHOSEN, &chosen).await?;
        }
        bench.longest_task().await?;
        let runs = alternate(bench, &measure).await?;
        hashes::check(&measure, &runs)?;
        report.speed(&measure, &runs);
        let task = bench.longest_task().await?;
        if measure.quiet {
            longest = longest.max(task);
        }
    }
    memory_of_batch(bench, &mut report).await?;
    memory_of_file(bench, &mut report, &folder.path().join("sparse.bin")).await?;
    own_page(bench, &mut report, &chosen, longest).await?;
    Ok(report.finish())
}

/// The site's own page by itself.
async fn measure_site(bench: &Bench) -> Outcome<String> {
    let folder = TempDir::new()?;
    let mut report = Report::new(bench, RUNS);
    own_page(bench, &mut report, &folder.path().join("chosen.bin"), 0.0).await?;
    Ok(report.finish())
}

async fn own_page(bench: &Bench, report: &mut Report<'_>, chosen: &Path, longest: f64) -> Outcome {
    hashes::write_file(chosen, SITE_FILE)?;
    report.site(&site::measure(bench, chosen, SITE_FILE).await?, longest);
    report.pastes(&site::pastes(bench).await?);
    Ok(())
}

async fn memory_of_batch(bench: &Bench, report: &mut Report<'_>) -> Outcome {
    let (file, keys) = measures::memory();
    let memory = bench.memory(&file).await?;
    // A header, and a line for each key.
    if memory.lines != u64::from(keys) + 1 {
        return Err(format!("the file has {} lines", memory.lines).into());
    }
    report.memory(&memory);
    Ok(())
}

/// A sparse file: it takes no room on the disk, and its bytes, all zero, are read like any others.
async fn memory_of_file(bench: &Bench, report: &mut Report<'_>, path: &Path) -> Outcome {
    File::create(path)?.set_len(LARGE_FILE)?;
    bench.choose(CHOSEN, path).await?;
    let watch = Watch::start();
    let before = watch.as_ref().map(|watch| watch.before);
    let memory = bench.memory(&hashes::reading(&[Algorithm::Sha256])).await?;
    let processes = before.zip(watch.and_then(Watch::peak));
    report.memory_of_file(LARGE_FILE, &memory, processes);
    Ok(())
}

/// The runs of each contestant.
async fn alternate(bench: &Bench, measure: &Measure) -> Outcome<Vec<Vec<browser::TimedRun>>> {
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
