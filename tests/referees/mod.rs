//! Access to the reference implementations that `scripts/referees.sh` installs. One that is missing fails the
//! test.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

const REMEDY: &str = "run scripts/referees.sh, which installs it";

/// The project's root folder, found from the tests of any package.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find(|folder| folder.join("scripts/tools.sh").is_file())
        .expect("the tests are below the project")
        .to_owned()
}

/// The environment's folder.
fn folder() -> PathBuf {
    installed("LATCHKEY_REFEREES")
}

/// The folder that this variable names, or that the rule of `scripts/tools.sh` gives it.
pub(crate) fn installed(variable: &str) -> PathBuf {
    if let Some(folder) = std::env::var_os(variable) {
        return folder.into();
    }
    let output = Command::new("sh")
        .args([
            "-euc",
            &format!(". scripts/tools.sh; printf %s \"${variable}\""),
        ])
        .current_dir(root())
        .output()
        .expect("sh runs");
    String::from_utf8(output.stdout)
        .expect("the folder's name is UTF-8")
        .into()
}

/// The Python of the reference implementations.
pub(crate) fn python() -> Command {
    let folder = folder();
    assert!(
        folder.join("complete").exists(),
        "no referees in {}: {REMEDY}",
        folder.display()
    );
    let mut python = Command::new(folder.join("bin/python"));
    // Isolated from the caller's modules, and without byte code beside the sources.
    python.args(["-I", "-B"]);
    python
}

/// A file of the package `cryptography_vectors`.
#[allow(
    dead_code,
    reason = "not every test that shares this file reads vectors"
)]
pub(crate) fn vectors(name: &str) -> String {
    let lib = folder().join("lib");
    let packages =
        fs::read_dir(&lib).unwrap_or_else(|_| panic!("no vectors in {}: {REMEDY}", lib.display()));
    packages
        .flatten()
        .map(|python| {
            python
                .path()
                .join("site-packages/cryptography_vectors")
                .join(name)
        })
        .find_map(|file| fs::read_to_string(file).ok())
        .unwrap_or_else(|| panic!("no vectors {name} in {}: {REMEDY}", lib.display()))
}

/// The script of axe-core, which checks the document that it runs in for accessibility.
#[allow(
    dead_code,
    reason = "not every test that shares this file opens a page"
)]
pub(crate) fn axe() -> String {
    let file = installed("LATCHKEY_AXE").join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}: {REMEDY}", file.display()))
}

/// A program, from Debian's package of the same name or one that the script installs.
#[allow(
    dead_code,
    reason = "not every test that shares this file asks a program"
)]
pub(crate) fn program(name: &str) -> Command {
    let found = Command::new("sh")
        .args(["-c", "command -v \"$0\"", name])
        .output()
        .expect("sh runs");
    assert!(found.status.success(), "no {name}: {REMEDY}");
    Command::new(name)
}

/// A program of PostgreSQL, which Debian keeps off the path, as a user that the server runs as.
#[allow(
    dead_code,
    reason = "not every test that shares this file asks PostgreSQL"
)]
pub(crate) fn postgres(name: &str) -> Command {
    let find = "command -v \"$0\" || ls /usr/lib/postgresql/*/bin/\"$0\" | tail -n 1";
    let path = answer(Command::new("sh").args(["-c", find, name]), b"");
    let path = path.trim();
    assert!(!path.is_empty(), "no {name}: {REMEDY}");
    // The server refuses to run as root; Debian's package creates a user for it.
    if answer(Command::new("id").arg("-u"), b"").trim() == "0" {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", path]);
        command
    } else {
        Command::new(path)
    }
}

/// The output of `program` for `input`. It must succeed.
pub(crate) fn answer(program: &mut Command, input: &[u8]) -> String {
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program:?} does not start ({error}): {REMEDY}"));
    let mut stdin = child.stdin.take().expect("it is piped");
    // Written while the output is read: a program that replies line by line would block on a full pipe. One
    // that exits before it has read all prints why.
    let output = thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).is_ok());
        child.wait_with_output().expect("the program ends")
    });
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?} failed: {complaint}");
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}

/// An empty folder of this name for one test's files.
#[allow(
    dead_code,
    reason = "not every test that shares this file writes files"
)]
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}
