//! The page's two scripts: the early one, and the module of the list of parts, the glue and the boot script.

use crate::SiteError;
use crate::bindgen::LOADERS;
use crate::packing::{PackedProgram, Piece};
use std::fmt::Write as _;

/// Has Chromium compile all functions of the script at once, while it waits for the program, instead of each when the
/// program first calls it. For other browsers it is a comment.
const EAGER: &str = "//# allFunctionsCalledOnLoad\n";

/// A file of the finished page.
#[derive(Clone, Debug)]
pub(crate) struct PublishedFile {
    /// Its name, which changes with its content.
    pub file: String,
    /// Its Subresource Integrity.
    pub integrity: String,
}

/// What the module script is made of.
pub(crate) struct Sources<'a> {
    /// `src/parts.js`.
    pub parts: &'a str,
    /// The glue of wasm-bindgen.
    pub glue: &'a str,
    /// `src/boot.js`.
    pub boot: &'a str,
}

/// The files that the script lists.
pub(crate) struct Lists<'a> {
    /// The program.
    pub program: &'a PublishedFile,
    /// The parts by name.
    pub parts: &'a [(String, PublishedFile)],
    /// The pieces of the program in them, and its split points.
    pub packed: &'a PackedProgram,
}

/// The script in the head, which requests the program.
pub(crate) fn early(source: &str, program: &PublishedFile) -> Result<String, SiteError> {
    let script = replace_once(source, "PROGRAM_FILE", &program.file)?;
    let script = replace_once(&script, "PROGRAM_INTEGRITY", &program.integrity)?;
    without_markup(compact(&script))
}

/// The module script.
pub(crate) fn module(sources: &Sources<'_>, lists: &Lists<'_>) -> Result<String, SiteError> {
    let mut files = String::new();
    for (name, part) in lists.parts {
        let PublishedFile { file, integrity } = part;
        let _ = write!(files, "[\"{name}\", [\"{file}\", \"{integrity}\"]],");
    }
    let mut pieces = String::new();
    for part in &lists.packed.parts {
        let _ = write!(pieces, "[\"{}\", [", part.name);
        for Piece { size, users } in &part.pieces {
            let _ = write!(pieces, "[{size},{users}],");
        }
        pieces.push_str("]],");
    }
    let splits: Vec<String> = lists
        .packed
        .splits
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    let parts = replace_once(sources.parts, "/* part files */", &files)?;
    let parts = replace_once(&parts, "/* program pieces */", &pieces)?;
    let parts = replace_once(&parts, "/* split points */", &splits.join(", "))?;
    let parts = replace_once(&parts, "PROGRAM_FILE", &lists.program.file)?;
    let glue = glue(sources.glue)?;
    let script = compact(&format!("{parts}{glue}{}", sources.boot));
    without_markup(format!("{EAGER}{script}"))
}

/// The glue with loaders of our own where it would import a script, and without exports: the module has no URL
/// that anyone could import them by.
fn glue(glue: &str) -> Result<String, SiteError> {
    if !glue.contains("async function __wbg_init(") {
        return Err(SiteError::Unexpected("the glue has no function __wbg_init"));
    }
    let mut own = String::new();
    for line in glue.lines() {
        if let Some(import) = line.strip_prefix("import ") {
            let name = import
                .strip_prefix("* as ")
                .and_then(|import| import.strip_suffix(&format!(" from \"{LOADERS}\"")))
                .ok_or(SiteError::Unexpected(
                    "the glue imports a further script, which the policy refuses",
                ))?;
            let _ = writeln!(own, "const {name} = pieceLoaders(() => wasm);");
        } else if !line.starts_with("export {") {
            own.push_str(line.strip_prefix("export ").unwrap_or(line));
            own.push('\n');
        }
    }
    Ok(own)
}

/// The script without empty lines, lines that are only a comment, and indentation, which a visitor need not
/// download. Only the start of a line is examined, so a template must not depend on its indentation or hold
/// a line that begins with `//`.
pub(crate) fn compact(script: &str) -> String {
    let mut short = String::new();
    let mut in_comment = false;
    for line in script.lines().map(str::trim_start) {
        in_comment |= line.starts_with("/*");
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}

/// Rejects a script that would end or reopen its script element.
pub(crate) fn without_markup(script: String) -> Result<String, SiteError> {
    if ["</script", "<!--", "<script"]
        .iter()
        .any(|markup| script.contains(markup))
    {
        return Err(SiteError::Unexpected(
            "the script holds a piece of HTML that would end it early",
        ));
    }
    Ok(script)
}

/// Replaces the only occurrence of `place` in `text` by `with`.
pub(crate) fn replace_once(
    text: &str,
    place: &'static str,
    with: &str,
) -> Result<String, SiteError> {
    if text.matches(place).count() == 1 {
        Ok(text.replacen(place, with, 1))
    } else {
        Err(SiteError::NotOne(format!("\"{place}\"")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, PublishedFile, Sources, compact, early, module};
    use crate::SiteError;
    use crate::packing::{PackedProgram, Part, Piece};

    const GLUE: &str =
        "async function __wbg_init(x) {}\nexport { initSync, __wbg_init as default };\n";
    const PARTS: &str = "new Map([/* part files */]); [/* split points */]; new Map([/* program pieces */]); 'PROGRAM_FILE';\n";

    fn file(name: &str) -> PublishedFile {
        PublishedFile {
            file: format!("{name}-1.wasm"),
            integrity: format!("sha384-{name}"),
        }
    }

    fn made(glue: &str, parts: &str) -> Result<String, SiteError> {
        let part = |name: &str, pieces: &[(usize, u32)]| Part {
            name: name.to_owned(),
            content: Vec::new(),
            pieces: pieces
                .iter()
                .map(|&(size, users)| Piece { size, users })
                .collect(),
        };
        module(
            &Sources {
                parts,
                glue,
                boot: "boot();\n",
            },
            &Lists {
                program: &file("latchkey"),
                parts: &[("a".into(), file("a")), ("b".into(), file("b"))],
                packed: &PackedProgram {
                    parts: vec![part("a", &[(7, 3), (9, 1)]), part("b", &[(8, 2)])],
                    splits: vec!["a".into(), "b".into()],
                },
            },
        )
    }

    #[test]
    fn the_script_names_every_part_by_its_integrity() {
        let script = made(GLUE, PARTS).expect("a good script");
        assert!(
            script.contains(r#"["a", ["a-1.wasm", "sha384-a"]],["b", ["b-1.wasm", "sha384-b"]]"#)
        );
        assert!(script.contains(r#"["a", "b"]"#));
        assert!(script.contains(r#"[["a", [[7,3],[9,1],]],["b", [[8,2],]],]"#));
        assert!(script.contains("'latchkey-1.wasm'"));
        assert!(!script.contains("export"));
        // Read only where the script begins with it.
        assert!(script.starts_with("//# allFunctionsCalledOnLoad\n"));
        let early = early("fetch('PROGRAM_FILE', 'PROGRAM_INTEGRITY')", &file("l")).expect("good");
        assert_eq!(early, "fetch('l-1.wasm', 'sha384-l')\n");
    }

    #[test]
    fn the_import_of_the_loaders_becomes_our_own() {
        let glue = format!(
            "import * as import1 from \"./__wasm_split.js\"\nexport function f() {{}}\n{GLUE}"
        );
        let script = made(&glue, PARTS).expect("a good script");
        assert!(script.contains("const import1 = pieceLoaders(() => wasm);"));
        assert!(script.contains("\nfunction f() {}"));
        assert!(!script.contains("import *"));
    }

    #[test]
    fn a_glue_that_would_load_or_end_the_script_is_refused() {
        assert!(made(&format!("import {{ a }} from './b.js';\n{GLUE}"), PARTS).is_err());
        assert!(made(&format!("{GLUE}'</script>'"), PARTS).is_err());
        assert!(made("", PARTS).is_err());
        assert!(made(GLUE, "no places").is_err());
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        assert_eq!(
            compact("// a\nlet x;\n\n/**\n * b\n */\n  f(); // c\n/* d */\ng();\n"),
            "let x;\nf(); // c\ng();\n"
        );
    }
}
