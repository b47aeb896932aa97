//! Files that the site's own page hashes with all cores of the machine, beside the same page where it sees one core
//! and therefore starts one worker.
//!
//! The two take turns. Each timed run follows an untimed one of the same kind, so that the workers have started and the
//! files are in the system's cache.

use super::Outcome;
use super::browser::{LIMIT, choose, in_browser, task, until_there};
use super::hashes::write_file;
use super::start::Site;
use super::table::{median, met_or_missed, sorted};
use latchkey::engine::digest::Algorithm;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use tempfile::TempDir;
use thirtyfour::WebDriver;

/// How often each is timed.
const RUNS: usize = 5;
/// How many cores the page sees; 0 for those of the machine.
const CORES: [usize; 2] = [1, 0];
const INPUT: &str = "#hash-file";
const MEGABYTE: f64 = 1e6;

/// Files that are chosen together, and their algorithm, whose digests have 32 bytes.
struct Work {
    what: &'static str,
    files: u8,
    mib: u32,
    algorithm: Algorithm,
    /// How many times as fast as one worker the workers must be.
    least: f64,
}

const WORKS: [Work; 3] = [
    Work {
        what: "eight files of 64 MiB, SHA3-256, which the workers compute",
        files: 8,
        mib: 64,
        algorithm: Algorithm::Sha3_256,
        least: 1.7,
    },
    Work {
        what: "eight files of 64 MiB, SHA-256, which each worker leaves to `crypto.subtle`",
        files: 8,
        mib: 64,
        algorithm: Algorithm::Sha256,
        least: 1.7,
    },
    Work {
        what: "one file of 256 MiB, BLAKE3",
        files: 1,
        mib: 256,
        algorithm: Algorithm::Blake3,
        least: 1.6,
    },
];

/// What `page/files.js` saw of one choice.
#[derive(Debug, Deserialize)]
struct FilesRun {
    /// From the choice to the last digest.
    milliseconds: f64,
    digests: Vec<String>,
    /// The workers that read them.
    workers: usize,
}

/// The section on files.
pub async fn measure(dist: &Path) -> Outcome<String> {
    let site = Site::compressed(dist)?;
    let folder = TempDir::new()?;
    in_browser(async |driver| {
        driver.set_script_timeout(LIMIT).await?;
        let mut all = Vec::new();
        for work in &WORKS {
            let files = files(folder.path(), work)?;
            driver.goto(&format!("{}#hashes/files", site.url())).await?;
            // The same address again would not load the page anew.
            driver.refresh().await?;
            until_there(&driver, INPUT).await?;
            driver.execute(include_str!("../page/files.js"), []).await?;
            let id = vec![json!(work.algorithm.id())];
            task::<Value>(&driver, "files.algorithm(input[0])", id).await?;
            let runs = alternate(&driver, work, &files).await?;
            check(work, &runs)?;
            all.push(runs);
        }
        Ok(section(&all))
    })
    .await
}

/// The files of a work, each with bytes of its own.
fn files(folder: &Path, work: &Work) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for number in 0..work.files {
        let path = folder.join(format!("{}-{number}.bin", work.mib));
        if !path.exists() {
            write_file(&path, u64::from(work.mib) << 20)?;
            let file = File::options().write(true).open(&path)?;
            // Behind the number of the block.
            file.write_all_at(&[number], 8)?;
            // The system must not write to the disk while they are read.
            file.sync_all()?;
        }
        paths.push(path);
    }
    Ok(paths)
}

/// The timed runs with each number of cores.
async fn alternate(
    driver: &WebDriver,
    work: &Work,
    files: &[PathBuf],
) -> Outcome<[Vec<FilesRun>; CORES.len()]> {
    let mut all: [Vec<FilesRun>; CORES.len()] = CORES.map(|_| Vec::new());
    for run in 1..=RUNS {
        for (cores, runs) in CORES.iter().zip(&mut all) {
            for is_timed in [false, true] {
                let input = vec![json!(cores), json!(work.files)];
                let script = "files.cores(input[0]); files.watch(input[1]);";
                task::<Value>(driver, script, input).await?;
                choose(driver, INPUT, files).await?;
                let seen: FilesRun = task(driver, "return files.seen", vec![]).await?;
                if is_timed {
                    runs.push(seen);
                }
            }
        }
        eprintln!("{}: run {run} of {RUNS}", work.what);
    }
    Ok(all)
}

/// Checks that all runs have the same digests, and those of different files.
fn check(work: &Work, runs: &[Vec<FilesRun>]) -> Outcome {
    let first = &runs[0][0].digests;
    let all_same = runs.iter().flatten().all(|run| run.digests == *first);
    let differ = (1..first.len()).all(|place| !first[..place].contains(&first[place]));
    if all_same && differ {
        Ok(())
    } else {
        Err(format!("the digests are not the same in every run: {}", work.what).into())
    }
}

fn section(all: &[[Vec<FilesRun>; CORES.len()]]) -> String {
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let mut text = format!(
        "\n## Files on all cores of the machine\n\n\
         The site's own page on {cores} cores, and where it sees one core and starts one worker; from the choice of \
         the files to the last digest; medians of {RUNS} runs, which take turns.\n\n\
         | | MB/s with one core | with {cores} | slowest to fastest | workers | times |\n\
         |---|---:|---:|---:|---:|---:|\n"
    );
    let mut all_met = true;
    let mut verdicts = String::new();
    for (work, runs) in WORKS.iter().zip(all) {
        let megabytes = f64::from(work.mib * u32::from(work.files)) * f64::from(1 << 20) / MEGABYTE;
        let speed = |run: &FilesRun| megabytes * 1000.0 / run.milliseconds;
        let speeds = |runs: &[FilesRun]| sorted(runs.iter().map(speed));
        let [one, every] = [&runs[0], &runs[1]].map(|runs| speeds(runs));
        let times = median(&every) / median(&one);
        let workers = [&runs[0], &runs[1]].map(|runs| runs[0].workers);
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "| {} | {:.0} | {:.0} | {:.0} to {:.0} | {} and {} | {times:.2} |",
            work.what,
            median(&one),
            median(&every),
            every[0],
            every[every.len() - 1],
            workers[0],
            workers[1]
        );
        all_met &= times >= work.least;
        let met = met_or_missed(times >= work.least);
        let _ = writeln!(
            verdicts,
            "- Target: {}, at least {} times one worker: {met}, {times:.2} times.",
            work.what, work.least
        );
    }
    if !all_met {
        verdicts += "- Where the time goes where one is missed: the files are read by another process of the browser, which \
                     takes its share of the same cores; how fast it reads alone is said with each file above.\n";
    }
    text + "\n" + verdicts.as_str()
}

#[cfg(test)]
mod tests {
    use super::{FilesRun, WORKS, check, section};

    fn run(milliseconds: f64, workers: usize) -> FilesRun {
        FilesRun {
            milliseconds,
            digests: vec!["a".to_owned(), "b".to_owned()],
            workers,
        }
    }

    #[test]
    fn the_medians_count_and_each_work_has_its_verdict() {
        let one = || vec![run(3400.0, 1), run(3000.0, 1), run(9000.0, 1)];
        let two = |milliseconds| vec![run(milliseconds, 2)];
        let text = section(&[
            [one(), two(1900.0)],
            [one(), two(2100.0)],
            [one(), two(2100.0)],
        ]);
        let verdicts: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("- Target: "))
            .collect();
        assert_eq!(verdicts.len(), WORKS.len());
        for (verdict, end) in verdicts.iter().zip([
            "at least 1.7 times one worker: met, 1.79 times.",
            "at least 1.7 times one worker: MISSED, 1.62 times.",
            "at least 1.6 times one worker: met, 1.62 times.",
        ]) {
            assert!(verdict.ends_with(end), "{verdict}");
        }
        assert!(text.contains("| 1 and 2 | 1.79 |"), "{text}");
    }

    #[test]
    fn digests_that_differ_between_runs_are_an_error() {
        let mut other = run(1.0, 2);
        assert!(check(&WORKS[0], &[vec![run(1.0, 1)], vec![run(1.0, 2)]]).is_ok());
        other.digests.swap(0, 1);
        assert!(check(&WORKS[0], &[vec![run(1.0, 1)], vec![other]]).is_err());
        let same = FilesRun {
            digests: vec!["a".to_owned(), "a".to_owned()],
            ..run(1.0, 1)
        };
        assert!(check(&WORKS[0], &[vec![same]]).is_err());
    }
}
