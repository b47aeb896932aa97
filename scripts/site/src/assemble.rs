//! Finishes Trunk's output: names every file by its content, and puts the scripts and their policy in place.
//!
//! Trunk's own bootstrap is left out (`inject_scripts = false`): it hands the wasm exports, and with them all of
//! its memory, to `window`, and its integrity does not cover the wasm. In its place the list of parts
//! (`src/parts.js`), the glue of wasm-bindgen and `src/boot.js` become one inline module script, so that the
//! policy can name it by hash and allow no other script at all, not even from the page's own origin.

use crate::error::{read, read_text};
use crate::packing::Part;
use crate::script::{Lists, PublishedFile, Sources};
use crate::{SiteError, imports, packing, page, script, sections, version};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256, Sha384};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The names of functions, for the stack traces of a debug build; a release build has none left.
const KEPT: [&str; 1] = ["name"];

/// Finishes the page in `stage`, with the scripts of the project in `project`.
///
/// # Errors
/// [`SiteError`] when Trunk's output is not as expected. The stage is then unfinished and must not be
/// published.
pub fn assemble(project: &Path, stage: &Path) -> Result<(), SiteError> {
    let page_path = stage.join("index.html");
    let glue_path = only(stage, "latchkey-", ".js")?;
    let wasm_path = only(stage, "latchkey-", "_bg.wasm")?;
    let worker_glue_path = stage.join("worker.js");
    let worker_wasm_path = stage.join("worker_bg.wasm");

    let (wasm, glue) = imports::shorten(&read(&wasm_path)?, &read_text(&glue_path)?)?;
    let program = sections::without_custom(&wasm, &KEPT)?;
    let program = publish(stage, "latchkey", "wasm", &program)?;
    let packed = packing::pack(&wasm)?;
    let mut parts = Vec::new();
    for Part { name, content, .. } in &packed.parts {
        // A part may hold several modules. It is still named wasm, so that hosts know that it is worth
        // compressing.
        let part = publish(stage, &format!("part-{name}"), "wasm", content)?;
        parts.push((name.clone(), part));
    }
    let (worker_wasm, worker_glue) =
        imports::shorten(&read(&worker_wasm_path)?, &read_text(&worker_glue_path)?)?;
    let worker = worker_script(&worker_glue, &read_text(&project.join("src/worker.js"))?)?;
    let worker_wasm = sections::without_custom(&worker_wasm, &KEPT)?;
    parts.push((
        "worker-script".to_owned(),
        publish(stage, "worker", "js", worker.as_bytes())?,
    ));
    parts.push((
        "worker-wasm".to_owned(),
        publish(stage, "worker", "wasm", &worker_wasm)?,
    ));

    let lists = Lists {
        program: &program,
        parts: &parts,
        packed: &packed,
    };
    let early = script::early(&read_text(&project.join("src/early.js"))?, &program)?;
    let module = script::module(
        &Sources {
            parts: &read_text(&project.join("src/parts.js"))?,
            glue: &glue,
            boot: &read_text(&project.join("src/boot.js"))?,
        },
        &lists,
    )?;
    let version = version::of(project)?;
    let page = page::finish(&read_text(&page_path)?, &early, &module, &version)?;
    fs::write(&page_path, page).map_err(|error| SiteError::Io(page_path, error))?;

    for path in [glue_path, wasm_path, worker_glue_path, worker_wasm_path] {
        fs::remove_file(&path).map_err(|error| SiteError::Io(path, error))?;
    }
    if stage.join("snippets").exists() {
        return Err(SiteError::Unexpected(
            "wasm-bindgen brought scripts of its own, which the page's policy refuses",
        ));
    }
    Ok(())
}

/// The worker's script: its glue and its start script.
fn worker_script(glue: &str, start: &str) -> Result<String, SiteError> {
    if !glue.starts_with("let wasm_bindgen") {
        return Err(SiteError::Unexpected(
            "the worker's glue is not of the kind that needs no module",
        ));
    }
    Ok(format!("{glue}\n{start}"))
}

/// Writes a file under a name that contains its hash.
fn publish(
    stage: &Path,
    name: &str,
    extension: &str,
    content: &[u8],
) -> Result<PublishedFile, SiteError> {
    let mut file = format!("{name}-");
    for byte in &Sha256::digest(content)[..8] {
        let _ = write!(file, "{byte:02x}");
    }
    let _ = write!(file, ".{extension}");
    let path = stage.join(&file);
    fs::write(&path, content).map_err(|error| SiteError::Io(path, error))?;
    Ok(PublishedFile {
        file,
        integrity: integrity(content),
    })
}

/// Subresource Integrity of a file.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

fn only(folder: &Path, start: &str, end: &str) -> Result<PathBuf, SiteError> {
    let entries = fs::read_dir(folder).map_err(|error| SiteError::Io(folder.to_owned(), error))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            name.starts_with(start) && name.ends_with(end)
        })
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(path), true) => Ok(path),
        _ => Err(SiteError::NotOne(format!("file \"{start}…{end}\""))),
    }
}

#[cfg(test)]
mod tests {
    use super::{assemble, integrity, worker_script};
    use crate::bindgen::{PARTS_SECTION, PIECE_SECTION};
    use crate::sections::append_custom;
    use crate::sections::tests::module;
    use std::fs;
    use std::path::Path;

    /// Trunk's output for a small program that was split.
    fn staged() -> tempfile::TempDir {
        let stage = tempfile::tempdir().expect("a folder");
        let mut program = module("browser");
        let mut piece = b"chunk_1\0".to_vec();
        piece.extend(module("program"));
        append_custom(&mut program, PIECE_SECTION, &piece);
        append_custom(&mut program, PARTS_SECTION, b"token chunk_1\n");
        let page = "<meta content=\"'script-hashes' 'style-hashes'\"><style>a</style>\
                    <!-- early script --><!-- boot script --><!-- version -->";
        let glue =
            "import * as import1 from \"./__wasm_split.js\"\nasync function __wbg_init() {}\n";
        for (name, content) in [
            ("index.html", page.as_bytes()),
            ("latchkey-0.js", glue.as_bytes()),
            ("latchkey-0_bg.wasm", &program),
            ("worker.js", b"let wasm_bindgen;"),
            ("worker_bg.wasm", &module("worker")),
        ] {
            fs::write(stage.path().join(name), content).expect("a file");
        }
        stage
    }

    fn project() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    #[test]
    fn every_file_of_the_page_is_there_and_named_by_its_integrity() {
        let stage = staged();
        assemble(project(), stage.path()).expect("a good stage");
        let page = fs::read_to_string(stage.path().join("index.html")).expect("the page");
        let mut kinds = Vec::new();
        for entry in fs::read_dir(stage.path()).expect("the folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.expect("a plain name");
            if name == "index.html" {
                continue;
            }
            let content = fs::read(&path).expect("a file");
            assert!(page.contains(name), "{name} is not named in {page}");
            assert!(page.contains(&integrity(&content)), "{name}");
            // A custom section of the modules above.
            assert!(!content.windows(4).any(|bytes| bytes == b"mine"), "{name}");
            let (kind, _) = name.rsplit_once('-').expect("a name with a hash");
            kinds.push(kind.to_owned());
        }
        kinds.sort();
        assert_eq!(kinds, ["latchkey", "part-token", "worker", "worker"]);
    }

    #[test]
    fn the_same_stage_makes_the_same_page() {
        let pages = [staged(), staged()].map(|stage| {
            assemble(project(), stage.path()).expect("a good stage");
            fs::read(stage.path().join("index.html")).expect("the page")
        });
        assert_eq!(pages[0], pages[1]);
    }

    #[test]
    fn a_stage_that_is_otherwise_than_expected_is_refused() {
        for (name, is_there) in [
            ("latchkey-1.js", true),
            ("latchkey-1_bg.wasm", true),
            ("snippets", true),
            ("latchkey-0.js", false),
            ("worker.js", false),
            ("worker_bg.wasm", false),
        ] {
            let stage = staged();
            let path = stage.path().join(name);
            if is_there {
                fs::write(path, "").expect("a file");
            } else {
                fs::remove_file(path).expect("a file less");
            }
            assert!(assemble(project(), stage.path()).is_err(), "{name}");
        }
    }

    #[test]
    fn integrity_is_sha_384() {
        // SHA-384 of "abc", FIPS 180-2 appendix D.
        assert_eq!(
            integrity(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
    }

    #[test]
    fn a_worker_that_would_be_a_module_is_refused() {
        assert!(worker_script("let wasm_bindgen = 1;", "start();").is_ok());
        assert!(worker_script("export default 1;", "start();").is_err());
    }
}
