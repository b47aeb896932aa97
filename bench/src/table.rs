//! The figures as Markdown: medians, ratios, and whether the targets are met.

use super::browser::{Bench, Memory, Timed};
use super::measures::Measure;
use std::fmt::Write as _;
use std::thread;

/// The memory of the worker may grow by less than this many times the size of the file.
const MEMORY_TARGET: f64 = 3.0;
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
    pub fn speed(&mut self, measure: &Measure, runs: &[Vec<Timed>]) {
        let speeds: Vec<Vec<f64>> = measure
            .contestants
            .iter()
            .zip(runs)
            .map(|(contestant, runs)| {
                let speed = |run: &Timed| f64::from(contestant.count) * 1000.0 / run.milliseconds;
                sorted(runs.iter().map(speed))
            })
            .collect();
        let target = &measure.target;
        let peer = median(&speeds[target.peer]);
        let peer_name = measure.contestants[target.peer].name;
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
                "| {} | {} | {} to {} | {:.1} |",
                contestant.name,
                rounded(median(speeds)),
                rounded(speeds[0]),
                rounded(speeds[speeds.len() - 1]),
                median(speeds) / peer
            ));
        }
        self.line(format_args!(""));
        let reached = median(&speeds[target.contestant]) / peer;
        self.verdict(
            format_args!(
                "\"{}\" at least {:.0} times \"{peer_name}\"",
                measure.contestants[target.contestant].name, target.least
            ),
            reached >= target.least,
            format_args!("{reached:.1} times"),
        );
        for (contestant, runs) in measure.contestants.iter().zip(runs) {
            self.steps(contestant.name, contestant.steps, runs);
        }
    }

    /// Says where the time of a contestant goes, which has several steps.
    fn steps(&mut self, name: &str, steps: &[&str], runs: &[Timed]) {
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

    /// The finished text.
    pub fn finish(self) -> String {
        self.text
    }

    fn verdict(&mut self, target: std::fmt::Arguments, met: bool, reached: std::fmt::Arguments) {
        let verdict = if met { "met" } else { "MISSED" };
        self.line(format_args!("- Target: {target}: {verdict}, {reached}."));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{line}");
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The middle one of sorted values; of two in the middle, the lower one.
fn median(sorted: &[f64]) -> f64 {
    sorted[(sorted.len() - 1) / 2]
}

/// Three digits that count.
fn rounded(speed: f64) -> String {
    if speed >= 1e6 {
        format!("{:.2} million", speed / 1e6)
    } else {
        format!("{:.0} thousand", speed / 1e3)
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
    }
}
