//! The workflow that releases on GitHub, as far as it can be checked elsewhere: GitHub's schema accepts it, its actions
//! are pinned, the job that may write runs none of the project's code, and its scripts do what they say.
#![cfg(not(target_arch = "wasm32"))]

mod referees;

use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const WORKFLOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.github/workflows/release.yml");

/// The workflow as JSON.
fn workflow() -> Value {
    let mut python = referees::python();
    // YAML 1.1 reads the key "on" as true: without the resolver all scalars are strings.
    python.args([
        "-c",
        "import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.BaseLoader)))",
        WORKFLOW,
    ]);
    let output = python.output().expect("Python runs");
    serde_json::from_slice(&output.stdout).expect("the workflow is YAML")
}

fn steps<'a>(workflow: &'a Value, job: &str) -> &'a [Value] {
    workflow["jobs"][job]["steps"]
        .as_array()
        .expect("the job has steps")
}

/// The scripts of a job's steps.
fn scripts<'a>(workflow: &'a Value, job: &str) -> Vec<&'a str> {
    steps(workflow, job)
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect()
}

/// Runs a script as GitHub does, in this folder.
fn run(script: &str, folder: &Path) {
    passes(script, folder).unwrap_or_else(|told| panic!("{script}: {told}"));
}

/// Whether it succeeds; what it says where it does not.
fn passes(script: &str, folder: &Path) -> Result<(), String> {
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder)
        .output()
        .expect("bash runs");
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What `make release` does once its files are there: the end of its script.
fn sums_script() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/release.sh");
    let script = fs::read_to_string(path).expect("the script is there");
    let (_, end) = script
        .split_once("-- single dist latchkey.html\n")
        .expect("it writes the single file");
    end.to_owned()
}

#[test]
fn the_release_workflow_fits_the_schema_of_github() {
    let mut python = referees::python();
    python.args([
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        WORKFLOW,
    ]);
    let output = python.output().expect("Python runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn every_action_of_the_release_is_pinned_to_a_commit() {
    let text = fs::read_to_string(WORKFLOW).expect("the workflow is there");
    let mut count = 0;
    for line in text.lines() {
        let Some((_, action)) = line.split_once("uses: ") else {
            continue;
        };
        count += 1;
        let (name, rest) = action.split_once('@').expect("an action has a version");
        let (commit, version) = rest.split_once(" # v").expect("the commit's tag is named");
        assert!(name.starts_with("actions/"), "{name} is not GitHub's own");
        assert!(
            commit.len() == 40 && commit.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "{action} can change"
        );
        assert!(version.starts_with(|digit: char| digit.is_ascii_digit()));
    }
    assert_eq!(count, 4);
}

#[test]
fn the_job_that_may_write_runs_none_of_the_projects_code() {
    let workflow = workflow();
    assert_eq!(workflow["permissions"], json!({}));
    assert_eq!(
        workflow["jobs"]["build"]["permissions"],
        json!({ "contents": "read" })
    );
    assert_eq!(
        workflow["jobs"]["publish"]["permissions"],
        json!({ "contents": "write", "id-token": "write", "attestations": "write" })
    );
    for step in steps(&workflow, "publish") {
        let uses = step["uses"].as_str().unwrap_or_default();
        assert!(!uses.starts_with("actions/checkout@"));
        let script = step["run"].as_str().unwrap_or_default();
        for command in ["make", "cargo", "npm", "sh ", "./"] {
            assert!(!script.contains(command), "it runs {command}");
        }
    }
    // A tag's name is anybody's text: it reaches a script as a variable, never as a part of it.
    for job in ["build", "publish"] {
        for script in scripts(&workflow, job) {
            assert!(!script.contains("${{"), "{script}");
        }
    }
}

#[test]
fn what_the_release_makes_is_attested_and_checked_before() {
    let workflow = workflow();
    let made = scripts(&workflow, "build");
    let makefile = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Makefile"))
        .expect("the Makefile is there");
    for target in ["release-check", "release"] {
        assert!(made.contains(&format!("make {target}").as_str()));
        assert!(makefile.contains(&format!("\n{target}: ")));
    }
    let [download, check, attest, publish] = steps(&workflow, "publish") else {
        panic!("the second job has other steps");
    };
    assert!(
        download["uses"]
            .as_str()
            .is_some_and(|uses| uses.contains("download-artifact"))
    );
    assert!(
        check["run"]
            .as_str()
            .is_some_and(|script| script.contains("sha256sum --check --strict SHA256SUMS"))
    );
    assert_eq!(attest["with"], json!({ "subject-checksums": "SHA256SUMS" }));
    assert!(
        publish["run"]
            .as_str()
            .is_some_and(|script| script.contains("--draft"))
    );
}

/// Jobs are not run by root there, and GitHub ends one after six hours.
#[test]
fn the_job_that_checks_can_install_what_it_lacks_and_ends_within_the_limit() {
    let workflow = workflow();
    let build = &workflow["jobs"]["build"];
    assert_eq!(build["runs-on"], "ubuntu-24.04");
    let minutes = build["timeout-minutes"].as_str().map(str::parse::<u16>);
    assert!(matches!(minutes, Some(Ok(1..=360))), "{minutes:?}");
    let folder = TempDir::new().expect("a folder");
    let script = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("the folder can be written");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    };
    // What a runner has: another user than root, apt, and a sudo that asks nobody.
    script("id", "echo 1001");
    script(
        "apt-get",
        "[ \"$AS_ROOT\" = yes ] && echo \"$DEBIAN_FRONTEND: $*\" >&2",
    );
    let installed = || {
        let path = std::env::var("PATH").expect("there is a path");
        let output = Command::new("sh")
            .args([
                "-euc",
                ". scripts/apt.sh; apt_asks_nobody && apt_install caddy xvfb",
            ])
            .env("PATH", format!("{}:{path}", folder.path().display()))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("sh runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        output.status.success().then_some(told)
    };
    script("sudo", "exit 1");
    assert_eq!(installed(), None);
    // `-k` leaves out a password that was typed before.
    script(
        "sudo",
        "while [ \"${1#-}\" != \"$1\" ]; do case $1 in -k | -n) shift ;; *) exit 1 ;; esac; done\nAS_ROOT=yes exec \"$@\"",
    );
    assert_eq!(
        installed().as_deref(),
        Some(
            "noninteractive: update -qq\nnoninteractive: install -y -qq --no-install-recommends caddy xvfb\n"
        )
    );
    for name in ["setup", "referees", "readers"] {
        let path = format!("{}/scripts/{name}.sh", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).expect("the script is there");
        assert!(
            text.contains("\n. scripts/apt.sh\n"),
            "{name}.sh installs otherwise"
        );
    }
}

#[test]
fn a_tag_that_is_not_the_version_stops_the_release() {
    let workflow = workflow();
    let check = steps(&workflow, "build")
        .iter()
        .find(|step| step["env"]["TAG"].is_string())
        .and_then(|step| step["run"].as_str())
        .expect("the tag is checked");
    let is_taken = |tag: &str| {
        Command::new("bash")
            .args(["-eo", "pipefail", "-c", check])
            .env("TAG", tag)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("bash runs")
            .success()
    };
    assert!(is_taken(concat!("v", env!("CARGO_PKG_VERSION"))));
    assert!(!is_taken("v0.0.1"));
    // No pattern either.
    assert!(!is_taken("v.*"));
    assert!(!is_taken(""));
}

#[test]
fn the_sums_name_every_file_of_a_release_and_the_readmes_command_checks_them() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
        .expect("the README is there");
    let check = readme
        .split('`')
        .find(|words| words.starts_with("sha256sum "))
        .expect("the README says how to check a download");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path();
    let files = [
        "dist/_headers",
        "dist/a-0123456789abcdef.wasm",
        "dist/index.html",
        "latchkey.html",
    ];
    fs::create_dir(path.join("dist")).expect("a folder");
    for file in files {
        fs::write(path.join(file), file).expect("the folder can be written");
    }
    run(&sums_script(), path);
    let sums = fs::read_to_string(path.join("SHA256SUMS")).expect("the sums are there");
    let mut named: Vec<&str> = sums
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(_, name)| name)
        .collect();
    named.sort_unstable();
    assert_eq!(named, files);
    run(check, path);

    // A person downloads one file and the sums.
    fs::remove_dir_all(path.join("dist")).expect("it was there");
    run(check, path);
    fs::write(path.join("latchkey.html"), "changed").expect("it can be written");
    assert!(passes(check, path).is_err());
    fs::remove_file(path.join("latchkey.html")).expect("it was there");
    assert!(passes(check, path).is_err(), "nothing was checked");
}

#[test]
fn the_archive_of_a_release_depends_on_its_files_alone_and_passes_its_own_check() {
    let workflow = workflow();
    let build = scripts(&workflow, "build");
    let pack = build
        .iter()
        .find(|script| script.contains("dist.tar"))
        .expect("there is an archive");
    let publish = scripts(&workflow, "publish");
    let check = publish.first().expect("the download is checked");
    let sums = ["@1000000000", "@1700000000"].map(|time| {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path();
        fs::create_dir(path.join("dist")).expect("a folder");
        for file in ["dist/index.html", "dist/a.wasm", "latchkey.html"] {
            fs::write(path.join(file), file).expect("the folder can be written");
        }
        run(&format!("touch -d {time} dist dist/*"), path);
        run(&sums_script(), path);
        run(pack, path);
        // As the second job finds it: without the folder.
        fs::remove_dir_all(path.join("dist")).expect("the folder is there");
        run(check, path);
        fs::read_to_string(path.join("SHA256SUMS")).expect("the sums are there")
    });
    assert_eq!(sums[0], sums[1]);
    assert_eq!(sums[0].lines().count(), 4);
}
