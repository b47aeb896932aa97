//! What the engine writes for a reader, the real reader reads back.
//!
//! The readers are npm's dotenv and dotenv-expand, python-dotenv, Docker Compose, the docker client, systemd's
//! library, bash, dash, the GitHub CLI, varlock, jq, Python's json, `PyYAML` and HCL. `PowerShell` is not in the package
//! registries; `powershell.rs` parses what was written for it by the rules of its documentation.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/bundles.rs"]
mod bundles;
mod outputs;
#[path = "../support/parsed.rs"]
mod parsed;
mod pems;
mod powershell;
mod readers;
mod referees;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../referees/mod.rs"]
mod referees_installed;
mod schemas;
#[path = "../support/seeded.rs"]
mod seeded;
mod values;

use latchkey::engine::base::secret::Secret;
use latchkey::engine::env::Dialect;
use latchkey::engine::env::read::Meaning;
use readers::Reader;
use values::Values;

/// How many values each reader reads back.
const COUNT: usize = 10_000;

/// The programs of a dialect.
fn programs(dialect: Dialect) -> &'static [Reader] {
    match dialect {
        Dialect::Npm => &[Reader::Dotenv("dotenv-17"), Reader::Dotenv("dotenv-18")],
        Dialect::NpmExpand => &[
            Reader::DotenvExpand("dotenv-expand-12"),
            Reader::DotenvExpand("dotenv-expand-1000"),
        ],
        Dialect::Python => &[Reader::PythonDotenv, Reader::PythonDotenvOld],
        Dialect::Compose => &[Reader::Compose],
        Dialect::DockerRun => &[Reader::Docker],
        Dialect::Systemd => &[Reader::Systemd],
        Dialect::Shell => &[Reader::Shell("bash"), Reader::Shell("dash")],
        Dialect::Godotenv => &[Reader::GitHubCli],
        Dialect::Varlock => &[Reader::Varlock],
    }
}

/// Writes values until `COUNT` of them succeed, and has the reader read them back.
fn values_are_read_back(dialect: Dialect) {
    let mut values = Values::new(1045);
    let mut lines = Vec::with_capacity(COUNT);
    while lines.len() < COUNT {
        let value = values.next_value();
        let mut token = Secret::with_capacity(value.len());
        if dialect.write(&value, &mut token).is_ok() {
            lines.push((format!("{}\n", token.expose()), value));
        }
    }
    for &reader in programs(dialect) {
        are_read(reader, &lines);
    }
}

/// What the engine reads in lines of random text, the reader must read too.
fn lines_mean_what_the_engine_reads(dialect: Dialect) {
    let mut values = Values::new(1046);
    let mut lines = Vec::with_capacity(COUNT);
    while lines.len() < COUNT {
        let mut line = match values.below(5) {
            0 => values.next_value(),
            1 => format!("'{}'", values.next_value()),
            2 => format!("\"{}\"", values.next_value()),
            3 => format!("'{}' # {}", values.next_value(), values.next_ascii()),
            _ => format!(" {} # {}", values.next_ascii(), values.next_ascii()),
        };
        line.push('\n');
        if line.contains(['\r', '\0']) {
            continue; // refused before values are looked at
        }
        // A decorator of varlock, which is no comment, however much white space stands before it.
        let mut comments = line.split('#').skip(1);
        let decorated = comments.any(|comment| comment.trim_start().starts_with('@'));
        if decorated && dialect == Dialect::Varlock {
            continue;
        }
        if let Ok(reading) = dialect.read(&line)
            && reading.lead.len() + reading.token.len() + reading.tail.len() == line.len()
            && reading.tail.ends_with('\n')
            && let Meaning::Text(value) = reading.meaning
        {
            lines.push((line.clone(), value.to_string()));
        }
    }
    // The rules are those of the reader's present version.
    are_read(programs(dialect)[0], &lines);
}

/// Has `reader` read variables, each given as the text after `NAME=` and the expected value.
fn are_read(reader: Reader, lines: &[(String, String)]) {
    for batch in lines.chunks(reader.batch()) {
        let text = batch
            .iter()
            .enumerate()
            .fold(String::new(), |text, (at, (line, _))| {
                text + &format!("V{at}={line}")
            });
        let read = readers::read(reader, &text, batch.len());
        for (at, (line, meant)) in batch.iter().enumerate() {
            assert_eq!(
                read.get(&format!("V{at}")),
                Some(meant),
                "{reader:?} read {line:?}"
            );
        }
    }
}

macro_rules! reader_tests {
    ($($module:ident: $dialect:expr;)*) => {
        #[test]
        fn every_reader_is_asked() {
            assert_eq!([$($dialect),*], Dialect::ALL);
        }

        $(
        mod $module {
            use super::*;

            #[test]
            fn takes_back_every_value_that_was_not_refused() {
                values_are_read_back($dialect);
            }

            #[test]
            fn reads_lines_as_the_engine_does() {
                lines_mean_what_the_engine_reads($dialect);
            }
        }
    )*};
}

reader_tests! {
    dotenv: Dialect::Npm;
    dotenv_expand: Dialect::NpmExpand;
    python_dotenv: Dialect::Python;
    compose: Dialect::Compose;
    docker_run: Dialect::DockerRun;
    systemd: Dialect::Systemd;
    shell: Dialect::Shell;
    github_cli: Dialect::Godotenv;
    varlock: Dialect::Varlock;
}
