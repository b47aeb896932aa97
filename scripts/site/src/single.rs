//! The whole page in one file, which opens from disk without a network.
//!
//! It is the finished page with another first script: in the place of the one that requests the program stands one
//! that holds all files, packed with gzip, and answers the requests of the page itself. The module script is the same,
//! byte for byte. The policy has no source left that could reach a network.

use crate::SiteError;
use crate::error::{read, read_text};
use crate::page::policy_hash;
use crate::script::{compact, replace_once, without_markup};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::Compression;
use flate2::GzBuilder;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The source expression that lets the hosted page request its own files.
const OWN_REQUESTS: &str = " connect-src 'self';";
/// What in `src/unpack.js` becomes the packed files.
const PACKED_PLACE: &str = "/* packed files */";
/// What a program's name in `dist` begins with.
const PROGRAM: &str = "latchkey-";

/// Writes the finished page in `dist` as one file, with the first script of the project in `project`.
///
/// # Errors
/// [`SiteError`] when `dist` holds no finished page, or the file cannot be written.
pub fn single(project: &Path, dist: &Path, file: &Path) -> Result<(), SiteError> {
    let page = read_text(&dist.join("index.html"))?;
    let script = unpacking_script(&read_text(&project.join("src/unpack.js"))?, &page, dist)?;
    let page = with_early_script(&page, &script)?;
    fs::write(file, page).map_err(|error| SiteError::Io(file.to_owned(), error))
}

/// The first script of the single file, with all files of `dist` that the page names.
fn unpacking_script(source: &str, page: &str, dist: &Path) -> Result<String, SiteError> {
    let (mut packed, mut programs) = (String::new(), Vec::new());
    for name in names(dist)? {
        if !page.contains(&name) {
            continue;
        }
        if name.starts_with(PROGRAM) {
            programs.push(name.clone());
        }
        let content = STANDARD.encode(gzip(&read(&dist.join(&name))?));
        let _ = write!(packed, "[\"{name}\", \"{content}\"],");
    }
    let [program] = &programs[..] else {
        return Err(SiteError::NotOne("program that the page names".to_owned()));
    };
    let script = replace_once(source, PACKED_PLACE, &packed)?;
    without_markup(compact(&replace_once(&script, "PROGRAM_FILE", program)?))
}

/// The files of a folder by name, sorted: the order of a folder is that of its disk.
fn names(folder: &Path) -> Result<Vec<String>, SiteError> {
    let entries = fs::read_dir(folder).map_err(|error| SiteError::Io(folder.to_owned(), error))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name != "index.html")
        .collect();
    names.sort();
    Ok(names)
}

/// `content` as gzip (RFC 1952), without a time and a system in its header: the same content packs to the same bytes.
fn gzip(content: &[u8]) -> Vec<u8> {
    const UNKNOWN_SYSTEM: u8 = 255;
    let header = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut packing = header.write(Vec::new(), Compression::best());
    packing
        .write_all(content)
        .and_then(|()| packing.finish())
        .expect("memory can be written")
}

/// The page with `script` in the place of its first script, its hash in the policy, and no source for requests.
fn with_early_script(page: &str, script: &str) -> Result<String, SiteError> {
    let none = SiteError::Unexpected("the page has no script in its head: it is not finished");
    let (_, rest) = page.split_once("<script>").ok_or(none)?;
    let (hosted, _) = rest
        .split_once("</script>")
        .ok_or(SiteError::Unexpected("a script without its end"))?;
    let page = page.replacen(
        &format!("<script>{hosted}</script>"),
        &format!("<script>{script}</script>"),
        1,
    );
    let page = page.replacen(&policy_hash(hosted), &policy_hash(script), 1);
    if !page.contains(&policy_hash(script)) {
        return Err(SiteError::Unexpected(
            "the policy does not name the first script",
        ));
    }
    replace_once(&page, OWN_REQUESTS, "")
}

#[cfg(test)]
mod tests {
    use super::{gzip, single};
    use crate::page::policy_hash;
    use crate::script::compact;
    use flate2::read::GzDecoder;
    use std::fs;
    use std::io::Read as _;
    use std::path::Path;

    const MODULE: &str = "start([\"latchkey-1.wasm\", \"part-2.wasm\", \"worker-3.js\"]);\n";

    fn project() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    /// A finished page with three files.
    fn finished() -> tempfile::TempDir {
        let dist = tempfile::tempdir().expect("a folder");
        let early = "let early;\n";
        let (first, second) = (policy_hash(early), policy_hash(MODULE));
        let page = format!(
            "<meta content=\"default-src 'none'; script-src {first} {second}; connect-src 'self'; base-uri 'none'\">\
             <script>{early}</script><script type=\"module\">{MODULE}</script>"
        );
        for (name, content) in [
            ("index.html", page.as_str()),
            ("latchkey-1.wasm", "the program"),
            ("part-2.wasm", "a part"),
            ("worker-3.js", "the worker"),
            ("robots.txt", "for hosts"),
        ] {
            fs::write(dist.path().join(name), content).expect("a file");
        }
        dist
    }

    fn made(dist: &Path) -> Result<String, crate::SiteError> {
        let file = dist.join("../single.html");
        let file =
            tempfile::NamedTempFile::new_in(file.parent().expect("a folder")).expect("a file");
        single(project(), dist, file.path())?;
        Ok(fs::read_to_string(file.path()).expect("the file"))
    }

    #[test]
    fn every_file_that_the_page_names_is_in_the_single_one() {
        let dist = finished();
        let page = made(dist.path()).expect("a finished page");
        for (name, content) in [
            ("latchkey-1.wasm", "the program"),
            ("part-2.wasm", "a part"),
            ("worker-3.js", "the worker"),
        ] {
            use base64::{Engine as _, engine::general_purpose::STANDARD};
            let (_, rest) = page.split_once(&format!("[\"{name}\", \"")).expect(name);
            let (packed, _) = rest.split_once('"').expect("an end");
            let packed = STANDARD.decode(packed).expect("base64");
            let mut unpacked = String::new();
            let read = GzDecoder::new(&packed[..]).read_to_string(&mut unpacked);
            assert!(read.is_ok() && unpacked == content, "{name}: {unpacked}");
        }
        assert!(!page.contains("robots.txt"));
        assert!(page.contains("request(\"latchkey-1.wasm\")"), "{page}");
    }

    #[test]
    fn its_policy_reaches_no_network_and_covers_both_scripts() {
        let dist = finished();
        let page = made(dist.path()).expect("a finished page");
        assert!(!page.contains("connect-src"), "{page}");
        assert!(page.contains(&format!("<script type=\"module\">{MODULE}</script>")));
        let (_, rest) = page.split_once("<script>").expect("a script");
        let (early, _) = rest.split_once("</script>").expect("its end");
        assert_eq!(early, compact(early));
        for script in [early, MODULE] {
            assert_eq!(page.matches(&policy_hash(script)).count(), 1);
        }
        assert!(!page.contains(&policy_hash("let early;\n")));
    }

    #[test]
    fn the_same_page_makes_the_same_file() {
        let files =
            [finished(), finished()].map(|dist| made(dist.path()).expect("a finished page"));
        assert_eq!(files[0], files[1]);
        assert_eq!(gzip(b"abc"), gzip(b"abc"));
    }

    #[test]
    fn a_page_that_is_not_finished_is_refused() {
        for (name, content) in [
            ("latchkey-1.wasm", None),
            (
                "index.html",
                Some("<script>let early;\n</script>latchkey-1.wasm"),
            ),
            ("index.html", Some("latchkey-1.wasm")),
        ] {
            let dist = finished();
            let path = dist.path().join(name);
            match content {
                Some(content) => fs::write(path, content).expect("a file"),
                None => fs::remove_file(path).expect("a file less"),
            }
            assert!(made(dist.path()).is_err(), "{name}");
        }
    }
}
