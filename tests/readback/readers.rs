//! The programs that read what the engine wrote, each run once for many values.
//!
//! `scripts/readers.sh` installs them. A reader that is missing fails its tests, with one line that says so.

use crate::powershell;
use crate::referees_installed::installed;
use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A program that reads a file of variables.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// npm's dotenv of this alias.
    Dotenv(&'static str),
    /// npm's dotenv 18 with dotenv-expand of this alias.
    DotenvExpand(&'static str),
    /// python-dotenv as installed.
    PythonDotenv,
    /// python-dotenv 1.0.
    PythonDotenvOld,
    /// `docker compose`.
    Compose,
    /// `docker create --env-file`.
    Docker,
    /// systemd's own library.
    Systemd,
    /// A shell that sources the file.
    Shell(&'static str),
    /// `gh secret set --env-file`.
    GitHubCli,
    /// `varlock load`, with a schema of texts.
    Varlock,
    /// `PowerShell`, by its rules.
    PowerShellRules,
    /// jq.
    Jq,
    /// Python's json.
    PythonJson,
    /// `PyYAML`.
    PyYaml,
    /// `PyYAML`, the `stringData` of a Secret.
    KubernetesSecret,
    /// HCL, as Terraform reads it.
    Hcl,
}

impl Reader {
    /// How many variables to give it at once: most take any number, some are quadratic in it.
    pub const fn batch(self) -> usize {
        match self {
            Self::PythonDotenv | Self::PythonDotenvOld | Self::GitHubCli => 1000,
            _ => 10_000,
        }
    }
}

/// Where `scripts/readers.sh` put the programs.
pub fn root() -> PathBuf {
    installed("LATCHKEY_READERS")
}

/// Python with the packages of `scripts/readers.sh`, on a script of `tests/readback/readers`.
pub fn python(script: &str) -> Command {
    let mut command = program(&root().join("python/bin/python"));
    command.arg(scripts().join(script));
    command
}

/// Node with the packages of `scripts/readers.sh`, on a script of `tests/readback/readers`.
pub fn node(script: &str) -> Command {
    let packages = root().join("node/node_modules");
    assert!(packages.exists(), "{}", missing(&packages));
    let mut command = Command::new("node");
    command
        .arg(scripts().join(script))
        .env("NODE_PATH", packages);
    command
}

/// The output of `command`.
pub fn output(mut command: Command) -> Vec<u8> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!(
            "{name} does not run ({error}): {}",
            missing(Path::new(&name))
        )
    });
    assert!(
        output.status.success(),
        "{command:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// The variables `V0`, `V1` and so on, `count` of them, that `reader` finds in `text`.
pub fn read(reader: Reader, text: &str, count: usize) -> HashMap<String, String> {
    let names: Vec<String> = (0..count).map(|at| format!("V{at}")).collect();
    read_names(reader, text, &names)
}

/// The variables of these names that `reader` finds in `text`.
pub fn read_names(reader: Reader, text: &str, names: &[String]) -> HashMap<String, String> {
    let file = Scratch::new(text);
    let debian = root().join("debian/usr");
    let command = match reader {
        Reader::Dotenv(package) => node_on(&file, "dotenv.js", &[package]),
        Reader::DotenvExpand(package) => node_on(&file, "dotenv.js", &["dotenv-18", package]),
        Reader::Hcl => node_on(&file, "hcl.js", &[]),
        Reader::Varlock => {
            let mut command = node_on(&file, "varlock.js", &["-"]);
            command.args(names);
            command
        }
        Reader::PythonDotenv => python_on("python_dotenv.py", &[&file.0]),
        Reader::PythonDotenvOld => {
            python_on("python_dotenv.py", &[&file.0, &root().join("python/old")])
        }
        Reader::Compose => {
            let compose = existing(debian.join("libexec/docker/cli-plugins/docker-compose"));
            python_on("compose.py", &[&compose, &file.0])
        }
        Reader::Docker => python_on(
            "docker.py",
            &[&existing(debian.join("bin/docker")), &file.0],
        ),
        Reader::GitHubCli => python_on("gh.py", &[&existing(debian.join("bin/gh")), &file.0]),
        Reader::Systemd => python_on("systemd.py", &[&file.0]),
        Reader::PythonJson => python_on("structured.py", &[Path::new("json"), &file.0]),
        Reader::PyYaml => python_on("structured.py", &[Path::new("yaml"), &file.0]),
        Reader::KubernetesSecret => python_on("structured.py", &[Path::new("secret"), &file.0]),
        Reader::PowerShellRules => return powershell::read(text),
        Reader::Jq => {
            let mut command = Command::new("jq");
            // Version 1.6 cannot print a NUL; base64 needs none.
            command
                .args(["-r", r#"to_entries[] | "\(.key)=\(.value | @base64)""#])
                .arg(&file.0);
            return base64_lines(&output(command));
        }
        Reader::Shell(shell) => {
            let mut command = Command::new(shell);
            command
                .arg(scripts().join("shell.sh"))
                .arg(&file.0)
                .args(names);
            command
        }
    };
    records(&output(command))
}

/// The variables that varlock loads from `schema` as `.env.schema` with `text` as `.env.local`.
///
/// # Errors
/// What it says when it refuses them.
pub fn load_varlock(schema: &str, text: &str) -> Result<HashMap<String, String>, String> {
    let (schema, text) = (Scratch::new(schema), Scratch::new(text));
    let mut command = node("varlock.js");
    command.arg(&text.0).arg(&schema.0);
    let output = command.output().expect("node runs");
    if output.status.success() {
        Ok(records(&output.stdout))
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn node_on(file: &Scratch, script: &str, arguments: &[&str]) -> Command {
    let mut command = node(script);
    command.arg(&file.0).args(arguments);
    command
}

fn python_on(script: &str, arguments: &[&Path]) -> Command {
    let mut command = python(script);
    command.args(arguments);
    command
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readback/readers")
}

fn program(path: &Path) -> Command {
    Command::new(existing(path.to_owned()))
}

fn existing(path: PathBuf) -> PathBuf {
    assert!(path.exists(), "{}", missing(&path));
    path
}

fn missing(path: &Path) -> String {
    format!(
        "{} is missing: run `sh scripts/readers.sh`, then the tests again.",
        path.display()
    )
}

/// Parses records of `NAME=VALUE`, each ended by a NUL.
fn records(output: &[u8]) -> HashMap<String, String> {
    let text = str::from_utf8(output).expect("readers print UTF-8");
    text.split_terminator('\0')
        .map(|record| record.split_once('=').expect("NAME=VALUE"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn base64_lines(output: &[u8]) -> HashMap<String, String> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let text = str::from_utf8(output).expect("base64 is ASCII");
    text.lines()
        .map(|line| line.split_once('=').expect("NAME=VALUE"))
        .map(|(name, value)| {
            let value = STANDARD.decode(value).expect("jq writes base64");
            (
                name.to_owned(),
                String::from_utf8(value).expect("jq writes UTF-8"),
            )
        })
        .collect()
}

/// A temporary file, removed when it is dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(text: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "latchkey-{}-{}.env",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = env::temp_dir().join(name);
        fs::write(&path, text).expect("the temporary folder takes a file");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
