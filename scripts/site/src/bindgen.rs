//! Wraps wasm-bindgen in Trunk's builds, removes from the program what no visit runs, and splits it where its source
//! is marked.
//!
//! Trunk handles one wasm file for each program. So the parts pass through Trunk's folders in custom sections
//! of that file; [`crate::assemble`] extracts them.

use crate::error::read;
use crate::{SiteError, debug, exports, sections};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The custom section with one piece of the program: its name, a zero byte and the piece, which is itself a
/// wasm module.
pub(crate) const PIECE_SECTION: &str = "latchkey-piece";
/// The custom section that lists the parts. One line for each part: its name, then its pieces.
pub(crate) const PARTS_SECTION: &str = "latchkey-parts";

/// The module that the functions at the split points are imported from.
const MARK: &str = "__wasm_split_placeholder__";
/// The module that the glue imports the parts' loaders from. There is no such file: [`crate::assemble`] puts
/// loaders of our own in its place.
pub(crate) const LOADERS: &str = "./__wasm_split.js";

/// Trunk's command line for wasm-bindgen.
struct Order {
    program: PathBuf,
    folder: PathBuf,
    name: String,
    /// Everything but the program.
    options: Vec<OsString>,
}

impl Order {
    /// Parses `arguments` as Trunk writes them: every option is one word, the program the only other word.
    fn read(arguments: &[OsString]) -> Result<Self, SiteError> {
        let option = |start: &str| {
            arguments
                .iter()
                .filter_map(|argument| argument.to_str()?.strip_prefix(start))
                .next_back()
                .ok_or_else(|| SiteError::NotOne(format!("option \"{start}…\" for wasm-bindgen")))
        };
        let (options, programs): (Vec<OsString>, Vec<OsString>) = arguments
            .iter()
            .cloned()
            .partition(|argument| argument.as_encoded_bytes().starts_with(b"-"));
        let [program] = &programs[..] else {
            return Err(SiteError::NotOne("program for wasm-bindgen".to_owned()));
        };
        Ok(Self {
            program: program.into(),
            folder: option("--out-dir=")?.into(),
            name: option("--out-name=")?.to_owned(),
            options,
        })
    }

    /// Whether the program comes from cargo's folder for release builds.
    fn is_release(&self) -> bool {
        self.program.parent().and_then(Path::file_name) == Some(OsStr::new("release"))
    }
}

/// Runs `tool`, the real wasm-bindgen, with `arguments`. A program with split points is split into parts first;
/// a program of a release build loses its names.
///
/// # Errors
/// [`SiteError`] when the program cannot be read or split, and when wasm-bindgen fails.
pub fn bindgen(tool: &Path, arguments: &[OsString]) -> Result<(), SiteError> {
    let order = Order::read(arguments)?;
    let program = read(&order.program)?;
    if sections::imports_from(&program, MARK)? {
        let program = exports::without_classes(&program)?;
        let program = debug::without_debug(&program)?;
        // Beside wasm-bindgen's own output; Trunk copies by name, and leaves this folder alone.
        let folder = order.folder.join(format!("{}-parts", order.name));
        // Leftovers of an interrupted build would be taken for parts.
        remove_folder(&folder)?;
        cut(tool, &order, &program, &folder)?;
        return remove_folder(&folder);
    }
    let mut command = Command::new(tool);
    command.args(&order.options).arg(&order.program);
    if order.is_release() {
        command.args(WITHOUT_NAMES);
    }
    run(tool, command)
}

const WITHOUT_NAMES: [&str; 2] = ["--remove-name-section", "--remove-producers-section"];

fn cut(tool: &Path, order: &Order, program: &[u8], folder: &Path) -> Result<(), SiteError> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADERS;
    options.emit_dwarf = false;
    let made = wasm_split_cli_support::transform(options)
        .map_err(|error| SiteError::NotCut(format!("{error:#}")))?;

    let mut command = Command::new(tool);
    command
        .args(&order.options)
        .arg(&main)
        // The parts import memory and table by the linker's names; the names of functions are not needed.
        .args(["--keep-lld-exports", "--no-demangle"])
        .args(WITHOUT_NAMES);
    run(tool, command)?;

    let output = order.folder.join(format!("{}_bg.wasm", order.name));
    let mut wasm = read(&output)?;
    let mut pieces = made.split_modules;
    // The library's order is not stable; the same source has to give the same page.
    pieces.sort();
    for path in pieces {
        let mut content = path
            .file_stem()
            .unwrap_or_default()
            .as_encoded_bytes()
            .to_vec();
        content.push(0);
        content.extend(read(&path)?);
        sections::append_custom(&mut wasm, PIECE_SECTION, &content);
    }
    let mut parts: Vec<String> = made
        .prefetch_map
        .iter()
        .map(|(part, pieces)| format!("{part} {}\n", pieces.join(" ")))
        .collect();
    parts.sort();
    sections::append_custom(&mut wasm, PARTS_SECTION, parts.concat().as_bytes());
    fs::write(&output, wasm).map_err(|error| SiteError::Io(output, error))
}

fn run(tool: &Path, mut command: Command) -> Result<(), SiteError> {
    let status = command
        .status()
        .map_err(|error| SiteError::Io(tool.to_owned(), error))?;
    if status.success() {
        Ok(())
    } else {
        Err(SiteError::Bindgen)
    }
}

fn remove_folder(folder: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SiteError::Io(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Order;
    use std::ffi::OsString;
    use std::path::Path;

    fn order(arguments: &[&str]) -> Option<Order> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        Order::read(&arguments).ok()
    }

    #[test]
    fn what_trunk_asks_for_is_understood() {
        let release = order(&[
            "--target=web",
            "--out-dir=/t/wasm-bindgen/release",
            "--out-name=latchkey",
            "/t/wasm32-unknown-unknown/release/latchkey.wasm",
            "--no-typescript",
        ])
        .expect("a good order");
        assert_eq!(release.folder, Path::new("/t/wasm-bindgen/release"));
        assert_eq!(release.name, "latchkey");
        assert_eq!(
            release.program,
            Path::new("/t/wasm32-unknown-unknown/release/latchkey.wasm")
        );
        assert_eq!(release.options.len(), 4);
        assert!(release.is_release());

        let debug = order(&[
            "--out-dir=/release",
            "--out-name=w",
            "/release/debug/w.wasm",
        ]);
        assert!(!debug.expect("a good order").is_release());
    }

    #[test]
    fn what_lacks_something_is_refused() {
        assert!(order(&["--out-dir=a", "--out-name=b"]).is_none());
        assert!(order(&["--out-dir=a", "--out-name=b", "c", "d"]).is_none());
        assert!(order(&["--out-dir=a", "c"]).is_none());
        assert!(order(&["--out-name=b", "c"]).is_none());
    }
}
