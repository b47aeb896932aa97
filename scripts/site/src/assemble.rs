//! Finishes Trunk's output: the boot script, its place in the policy, and the integrity of the wasm.
//!
//! Trunk's own bootstrap is left out (`inject_scripts = false`): it hands the wasm exports, and with
//! them all of its memory, to `window`, and its integrity does not cover the wasm. In its place the
//! glue of wasm-bindgen and `src/boot.js` become one inline module script, so that the policy can name
//! it by hash and allow no other script at all, not even from the page's own origin.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256, Sha384};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the page could not be finished.
#[derive(Debug)]
pub enum AssembleError {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// There is not exactly one file of this kind.
    NotOne(String),
    /// A text lacks a part that has to be there, or holds one that must not be.
    Unexpected(&'static str),
}

impl fmt::Display for AssembleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::NotOne(kind) => write!(f, "expected exactly one {kind} in Trunk's output"),
            Self::Unexpected(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for AssembleError {}

/// Where `index.html` wants the names and the integrity of the worker's files.
const WORKER_PLACE: &str = "<!-- worker files -->";
/// Where `index.html` wants the script.
const SCRIPT_PLACE: &str = "<!-- boot script -->";
/// Where the policy in `index.html` wants the hash of the script.
const SCRIPT_HASH: &str = "'boot-script-hash'";
/// Where the policy in `index.html` wants the hashes of the styles.
const STYLE_HASH: &str = "'style-hash'";

/// Finishes the page in `stage`, with the boot script of the project in `project`.
///
/// # Errors
/// [`AssembleError`] when Trunk's output is not what this was written for. The stage is then unfinished
/// and must not be published.
pub fn assemble(project: &Path, stage: &Path) -> Result<(), AssembleError> {
    let page_path = stage.join("index.html");
    let glue_path = only(stage, "latchkey-", ".js")?;
    let wasm_path = only(stage, "latchkey-", "_bg.wasm")?;

    let glue = read(&glue_path)?;
    let boot = read(&project.join("src/boot.js"))?;
    let wasm = fs::read(&wasm_path).map_err(|error| AssembleError::Io(wasm_path.clone(), error))?;
    let script = script(&glue, &boot, &file_name(&wasm_path), &wasm)?;
    let page = page(&read(&page_path)?, &script, &worker(project, stage)?)?;

    fs::write(&page_path, page).map_err(|error| AssembleError::Io(page_path, error))?;
    fs::remove_file(&glue_path).map_err(|error| AssembleError::Io(glue_path, error))
}

/// The one inline script: the glue, then the boot script with the wasm's name and integrity.
fn script(glue: &str, boot: &str, wasm_name: &str, wasm: &[u8]) -> Result<String, AssembleError> {
    if glue.lines().any(|line| line.starts_with("import ")) {
        return Err(AssembleError::Unexpected(
            "the glue imports a further script, which the policy refuses",
        ));
    }
    // The module exports nothing that anyone could import: it has no address.
    let glue: String = glue
        .lines()
        .filter(|line| !line.starts_with("export {"))
        .flat_map(|line| [line, "\n"])
        .collect();
    if !glue.contains("async function __wbg_init(") {
        return Err(AssembleError::Unexpected(
            "the glue has no function __wbg_init",
        ));
    }
    let boot = replace_once(boot, "WASM_NAME", wasm_name)?;
    let boot = replace_once(&boot, "WASM_INTEGRITY", &integrity(wasm))?;
    let script = format!("{glue}{boot}");
    // Either would end or re-open the script element in the middle of the script.
    if script.contains("</script") || script.contains("<!--") || script.contains("<script") {
        return Err(AssembleError::Unexpected(
            "the script holds a piece of HTML that would end it early",
        ));
    }
    Ok(script)
}

/// Puts the worker's script together and gives its files names that change with their content. Answers
/// with the elements that tell the page their names and their integrity.
fn worker(project: &Path, stage: &Path) -> Result<String, AssembleError> {
    let (glue_path, wasm_path) = (stage.join("worker.js"), stage.join("worker_bg.wasm"));
    let glue = read(&glue_path)?;
    if !glue.starts_with("let wasm_bindgen") {
        return Err(AssembleError::Unexpected(
            "the worker's glue is not of the kind that needs no module",
        ));
    }
    let script = format!("{glue}\n{}", read(&project.join("src/worker.js"))?);
    let wasm = fs::read(&wasm_path).map_err(|error| AssembleError::Io(wasm_path.clone(), error))?;
    let script_element = publish(stage, "worker-script", "js", script.as_bytes())?;
    let wasm_element = publish(stage, "worker-wasm", "wasm", &wasm)?;
    for path in [glue_path, wasm_path] {
        fs::remove_file(&path).map_err(|error| AssembleError::Io(path, error))?;
    }
    Ok(format!("{script_element}\n    {wasm_element}"))
}

/// Writes a file under a name that holds its hash, and names it in a `meta` element: "file integrity".
fn publish(
    stage: &Path,
    meta: &str,
    extension: &str,
    content: &[u8],
) -> Result<String, AssembleError> {
    let hash: String = Sha256::digest(content)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = format!("worker-{hash}.{extension}");
    let path = stage.join(&name);
    fs::write(&path, content).map_err(|error| AssembleError::Io(path, error))?;
    Ok(format!(
        "<meta name=\"{meta}\" content=\"{name} {}\">",
        integrity(content)
    ))
}

/// Subresource Integrity of a file.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// The page with the script in it, the worker's files, and the hashes of script and styles in its policy.
fn page(page: &str, script: &str, worker: &str) -> Result<String, AssembleError> {
    let mut style_hashes: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<style") {
        let (_, after) = after
            .split_once('>')
            .ok_or(AssembleError::Unexpected("a style element without its end"))?;
        let (style, after) = after
            .split_once("</style>")
            .ok_or(AssembleError::Unexpected("a style element without its end"))?;
        style_hashes.push(policy_hash(style));
        rest = after;
    }
    if style_hashes.is_empty() {
        return Err(AssembleError::Unexpected("the page has no inline style"));
    }
    let page = replace_once(page, STYLE_HASH, &style_hashes.join(" "))?;
    let page = replace_once(&page, WORKER_PLACE, worker)?;
    let page = replace_once(&page, SCRIPT_HASH, &policy_hash(script))?;
    let page = replace_once(
        &page,
        SCRIPT_PLACE,
        &format!("<script type=\"module\">{script}</script>"),
    )?;
    Ok(page)
}

/// The source expression of Content Security Policy Level 3 that allows exactly `text`.
fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn replace_once(text: &str, place: &'static str, with: &str) -> Result<String, AssembleError> {
    if text.matches(place).count() == 1 {
        Ok(text.replacen(place, with, 1))
    } else {
        Err(AssembleError::NotOne(format!("\"{place}\"")))
    }
}

fn only(folder: &Path, start: &str, end: &str) -> Result<PathBuf, AssembleError> {
    let entries =
        fs::read_dir(folder).map_err(|error| AssembleError::Io(folder.to_owned(), error))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = file_name(path);
            name.starts_with(start) && name.ends_with(end)
        })
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(path), true) => Ok(path),
        _ => Err(AssembleError::NotOne(format!("file \"{start}…{end}\""))),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn read(path: &Path) -> Result<String, AssembleError> {
    fs::read_to_string(path).map_err(|error| AssembleError::Io(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::{page, policy_hash, script};

    const GLUE: &str =
        "async function __wbg_init(x) {}\nexport { initSync, __wbg_init as default };\n";
    const BOOT: &str = "load('WASM_NAME', 'WASM_INTEGRITY');\n";

    #[test]
    fn the_script_names_the_wasm_by_its_integrity() {
        let script = script(GLUE, BOOT, "a_bg.wasm", b"abc").expect("a good script");
        // SHA-384 of "abc", FIPS 180-2 appendix D.
        assert!(script.contains(
            "'a_bg.wasm', 'sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn'"
        ));
        assert!(!script.contains("export"));
    }

    #[test]
    fn a_glue_that_would_load_or_end_the_script_is_refused() {
        assert!(
            script(
                &format!("import {{ a }} from './b.js';\n{GLUE}"),
                BOOT,
                "a",
                b""
            )
            .is_err()
        );
        assert!(script(&format!("{GLUE}'</script>'"), BOOT, "a", b"").is_err());
        assert!(script("", BOOT, "a", b"").is_err());
        assert!(script(GLUE, "no places", "a", b"").is_err());
    }

    #[test]
    fn the_policy_names_the_script_and_every_style_by_hash() {
        let html = "<meta content=\"'boot-script-hash' 'style-hash'\"><style>a</style><style x>b</style><!-- worker files --><!-- boot script -->";
        let page = page(html, "let x;", "<meta name=w>").expect("a good page");
        for part in [policy_hash("let x;"), policy_hash("a"), policy_hash("b")] {
            assert!(page.contains(&part), "{part} is missing in {page}");
        }
        // The empty string's SHA-256 in base64 is well known.
        assert_eq!(
            policy_hash(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }
}
