//! The figures as Markdown: medians, ratios, and whether the targets are met.

use super::browser::{Bench, Memory, TimedRun};
use super::measures::Measure;
use super::site::ActionTimes;
use std::fmt::Write as _;
use std::thread;

/// The memory of the worker may grow by less than this many times the size of the file.
const MEMORY_TARGET: f64 = 3.0;
/// Hashing a file, whatever its size, may take less than this many bytes of the worker's memory.
const FILE_TARGET: u64 = 64 << 20;
/// The longest task of a page that still responds at once, in milliseconds.
const TASK_TARGET: f64 = 50.0;
const MEGABYTE: f64 = 1e6;

/// The text of `bench/RESULTS.md`, as it grows.
pub struct Report<'a> {
    bench: &'a Bench,
    text: String,
}

impl<'a> Report<'a> {
    pub fn new(bench: &'a Bench, runs: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, Into::into);
        let text = format!(
            "# Speed and memory\n\n\
             Written by `make bench`: {}, headless, on a machine with {cores} cores. One page and one run; the\n\
             contestants take turns, each in a worker, and what counts is the median of {runs} runs. The ratios\n\
             carry over to other machines, the figures do not.\n",
            bench.browser
        );
        Self { bench, text }
    }

    /// Adds a measure with all runs of its contestants.
    pub fn speed(&mut self, measure: &Measure, runs: &[Vec<TimedRun>]) {
        let speeds: Vec<Vec<f64>> = measure
            .contestants
            .iter()
            .zip(runs)
            .map(|(contestant, runs)| {
                let speed = |run: &TimedRun| contestant.count * 1000.0 / run.milliseconds;
                sorted(runs.iter().map(speed))
            })
            .collect();
        let first = &measure.targets[0];
        let peer = median(&speeds[first.peer]);
        let peer_name = measure.contestants[first.peer].name;
        let versions: Vec<String> = measure
            .packages
            .iter()
            .map(|name| format!("{name} {}", self.bench.version(name).unwrap_or_default()))
            .collect();
        self.line(format_args!(
            "\n## {}\n\nBeside {}.\n",
            measure.title,
            versions.join(", ")
        ));
        self.line(format_args!(
            "| | {} (median) | slowest to fastest run | times {peer_name} |\n|---|---:|---:|---:|",
            measure.unit
        ));
        for (contestant, speeds) in measure.contestants.iter().zip(&speeds) {
            self.line(format_args!(
                "| {} | {} | {} to {} | {:.2} |",
                contestant.name,
                rounded(median(speeds)),
                rounded(speeds[0]),
                rounded(speeds[speeds.len() - 1]),
                median(speeds) / peer
            ));
        }
        self.line(format_args!(""));
        let mut all_met = true;
        for target in &measure.targets {
            let reached = median(&speeds[target.contestant]) / median(&speeds[target.peer]);
            all_met &= reached >= target.least;
            self.verdict(
                format_args!(
                    "\"{}\" at least {} times \"{}\"",
                    measure.contestants[target.contestant].name,
                    target.least,
                    measure.contestants[target.peer].name
                ),
                reached >= target.least,
                format_args!("{reached:.2} times"),
            );
        }
        if let Some(profile) = measure.profile.filter(|_| !all_met) {
            self.line(format_args!(
                "- Where the time goes, by a profile in the same engine: {profile}."
            ));
        }
        if let Some(other) = measure.beside {
            self.line(format_args!(
                "- \"{}\" to {}: {:.2} times.",
                measure.contestants[first.contestant].name,
                measure.contestants[other].name,
                median(&speeds[first.contestant]) / median(&speeds[other])
            ));
        }
        for (contestant, runs) in measure.contestants.iter().zip(runs) {
            self.steps(contestant.name, contestant.steps, runs);
        }
    }

    /// Adds how the time of a contestant is divided between its steps, where it has several.
    fn steps(&mut self, name: &str, steps: &[&str], runs: &[TimedRun]) {
        let each: Vec<String> = steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                let took = sorted(runs.iter().map(|run| run.took[at]));
                format!("{step} {:.0} ms", median(&took))
            })
            .collect();
        if !each.is_empty() {
            self.line(format_args!(
                "- The time of \"{name}\": {}.",
                each.join(", ")
            ));
        }
    }

    /// Adds the memory of a worker.
    pub fn memory(&mut self, memory: &Memory) {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a wasm memory has at most 2^32 bytes"
        )]
        let [before, peak, file] =
            [memory.before, memory.peak, memory.bytes].map(|bytes| bytes as f64);
        let growth = peak - before;
        self.line(format_args!(
            "\n## Memory for {} `key,sha256` lines ready to download\n\n\
             | | MB |\n|---|---:|\n\
             | the file | {:.1} |\n\
             | the worker's wasm memory before | {:.1} |\n\
             | its peak | {:.1} |\n\
             | growth | {:.1} |\n",
            rounded_lines(memory.lines),
            file / MEGABYTE,
            before / MEGABYTE,
            peak / MEGABYTE,
            growth / MEGABYTE
        ));
        self.verdict(
            format_args!("growth below {MEMORY_TARGET:.0} times the size of the file"),
            growth < MEMORY_TARGET * file,
            format_args!("{:.2} times", growth / file),
        );
    }

    /// Adds the memory of a worker that read a file of `size` bytes, and of the browser's processes, before
    /// and at most.
    pub fn memory_of_file(&mut self, size: u64, memory: &Memory, processes: Option<(u64, u64)>) {
        let growth = memory.peak - memory.before;
        self.line(format_args!(
            "\n## Memory for SHA-256 of a file of {} MiB\n\n\
             | | MiB before | at most | growth |\n|---|---:|---:|---:|\n\
             | the worker's wasm memory | {:.1} | {:.1} | {:.1} |",
            size >> 20,
            mebibytes(memory.before),
            mebibytes(memory.peak),
            mebibytes(growth)
        ));
        if let Some((before, peak)) = processes {
            self.line(format_args!(
                "| all processes of the browser and its driver | {:.1} | {:.1} | {:.1} |",
                mebibytes(before),
                mebibytes(peak),
                mebibytes(peak.saturating_sub(before))
            ));
        }
        self.line(format_args!(""));
        self.verdict(
            format_args!(
                "the worker's memory grows by less than {} MiB",
                FILE_TARGET >> 20
            ),
            growth < FILE_TARGET,
            format_args!("{:.1} MiB", mebibytes(growth)),
        );
    }

    /// Adds the results of the site's own page; `longest` is the longest task of the page with the contestants.
    pub fn site(&mut self, seen: &[ActionTimes], longest: f64) {
        self.line(format_args!(
            "\n## The site's own page\n\n\
             One run each; the time is from the person's act to the answer on the page.\n"
        ));
        self.actions(seen);
        let tasks = seen.iter().map(|seen| seen.watched.longest);
        let most = tasks.fold(longest, f64::max);
        self.verdict(
            format_args!(
                "no task of a main thread over {TASK_TARGET:.0} ms while keys are made, and while files and \
                 passwords are hashed, here and above"
            ),
            most <= TASK_TARGET,
            format_args!("the longest: {}", task(most)),
        );
    }

    /// Adds the long texts that were pasted into the site's own page.
    pub fn pastes(&mut self, seen: &[ActionTimes]) {
        self.line(format_args!(
            "\n## Long texts pasted into the site's own page\n\n\
             One run each, from the event of the paste to the digest on the page.\n"
        ));
        self.actions(seen);
        let tasks = seen.iter().map(|seen| seen.watched.longest);
        let most = tasks.fold(0.0, f64::max);
        self.verdict(
            format_args!(
                "no task of the page over {TASK_TARGET:.0} ms while such a text is pasted"
            ),
            most <= TASK_TARGET,
            format_args!("the longest: {}", task(most)),
        );
    }

    /// Adds a table of what was done on the site's own page.
    fn actions(&mut self, seen: &[ActionTimes]) {
        self.line(format_args!(
            "| | ms | MB/s | longest task of its main thread |\n|---|---:|---:|---:|"
        ));
        for ActionTimes {
            what,
            watched,
            bytes,
        } in seen
        {
            #[allow(
                clippy::cast_precision_loss,
                reason = "files have less than 2^52 bytes"
            )]
            let speed = bytes.map_or_else(String::new, |bytes| {
                let megabytes = bytes as f64 / MEGABYTE;
                format!("{:.0}", megabytes * 1000.0 / watched.milliseconds)
            });
            self.line(format_args!(
                "| {what} | {:.0} | {speed} | {} |",
                watched.milliseconds,
                task(watched.longest)
            ));
        }
        self.line(format_args!(""));
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.text
    }

    fn verdict(&mut self, target: std::fmt::Arguments, met: bool, reached: std::fmt::Arguments) {
        let verdict = met_or_missed(met);
        self.line(format_args!("- Target: {target}: {verdict}, {reached}."));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        // A run takes minutes: each figure is shown when it is known.
        println!("{line}");
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// What is said of a target.
pub fn met_or_missed(is_met: bool) -> &'static str {
    if is_met { "met" } else { "MISSED" }
}

/// The values in order.
pub fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The middle one of sorted values; of two in the middle, the lower one.
pub fn median(sorted: &[f64]) -> f64 {
    sorted[(sorted.len() - 1) / 2]
}

/// Three significant digits.
fn rounded(speed: f64) -> String {
    if speed >= 1e6 {
        format!("{:.2} million", speed / 1e6)
    } else if speed >= 1e4 {
        format!("{:.0} thousand", speed / 1e3)
    } else if speed >= 100.0 {
        format!("{speed:.0}")
    } else {
        format!("{speed:.1}")
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "memory has less than 2^52 bytes"
)]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}

/// The length of a task, where the browser reported one.
fn task(milliseconds: f64) -> String {
    if milliseconds > 0.0 {
        format!("{milliseconds:.0} ms")
    } else {
        "none over 50 ms".to_owned()
    }
}

/// All but the header.
fn rounded_lines(lines: u64) -> String {
    (lines - 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::{median, rounded, sorted};

    #[test]
    fn the_median_is_the_middle_one_in_order() {
        assert_eq!(median(&sorted([3.0, 1.0, 2.0].into_iter())), 2.0);
        assert_eq!(median(&sorted([4.0, 1.0, 3.0, 2.0].into_iter())), 2.0);
    }

    #[test]
    fn speeds_are_written_in_words() {
        assert_eq!(rounded(16_234_567.0), "16.23 million");
        assert_eq!(rounded(221_499.0), "221 thousand");
        assert_eq!(rounded(481.4), "481");
        assert_eq!(rounded(17.26), "17.3");
    }
}
