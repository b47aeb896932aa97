//! Short names for what the program and its glue import from each other.
//!
//! wasm-bindgen names each import by what it calls and a hash; the compiler names exports by their path and a hash. A
//! visitor downloads every name twice, in the glue and in the wasm, and the hashes do not compress.

use crate::{SiteError, sections};

/// The program and its glue, both with short names for the imports and exports that were named by a hash.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), SiteError> {
    let mut glue = glue.to_owned();
    let mut count = 0;
    let wasm = sections::rename_imports(wasm, |name| {
        if !is_hashed(name) {
            return Ok(None);
        }
        let short = format!("i{count}");
        count += 1;
        glue = replace_word(&glue, name, &short)?;
        Ok(Some(short))
    })?;
    let mut count = 0;
    let wasm = sections::rename_exports(&wasm, |name| {
        if !is_mangled(name) {
            return Ok(None);
        }
        let short = format!("e{count}");
        count += 1;
        glue = replace_words(&glue, name, &short)?;
        Ok(Some(short))
    })?;
    Ok((wasm, glue))
}

/// `_ZN12wasm_bindgen7convert8closures1_6invoke17h79a8cfc2e5363a91E`, or the same in rustc's newer mangling. Where
/// several are alike, wasm-bindgen appends a number.
fn is_mangled(name: &str) -> bool {
    name.starts_with("_ZN") || name.starts_with("_R")
}

/// Replaces the name of an export, which the glue also gives to the function that calls it.
fn replace_words(glue: &str, name: &str, short: &str) -> Result<String, SiteError> {
    if words(glue, short).next().is_some() {
        return Err(SiteError::Unexpected(
            "the glue has a name already that an export would be shortened to",
        ));
    }
    let mut own = String::with_capacity(glue.len());
    let mut end = 0;
    for start in words(glue, name) {
        own.push_str(&glue[end..start]);
        own.push_str(short);
        end = start + name.len();
    }
    if end == 0 {
        return Err(SiteError::Unexpected(
            "the program has an export that the glue does not call",
        ));
    }
    own.push_str(&glue[end..]);
    Ok(own)
}

/// Where `name` stands in the script as a whole word.
fn words(script: &str, name: &str) -> impl Iterator<Item = usize> {
    let in_word = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    };
    script
        .match_indices(name)
        .map(|(start, _)| start)
        .filter(move |start| {
            let bytes = script.as_bytes();
            let before = start.checked_sub(1).and_then(|place| bytes.get(place));
            !in_word(before) && !in_word(bytes.get(start + name.len()))
        })
}

/// `__wbg_now_aa4ccb83129e9e55`.
fn is_hashed(name: &str) -> bool {
    const DIGITS: usize = 16;
    let Some((start, hash)) = name.rsplit_once('_') else {
        return false;
    };
    start.starts_with("__wb")
        && hash.len() == DIGITS
        && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Replaces the only occurrence of a key in the glue's object of imports.
fn replace_word(glue: &str, name: &str, short: &str) -> Result<String, SiteError> {
    let key = format!("{name}:");
    if glue.matches(name).count() == 1 && glue.contains(&key) {
        return Ok(glue.replacen(name, short, 1));
    }
    Err(SiteError::NotOne(format!("key \"{name}\" in the glue")))
}

#[cfg(test)]
mod tests {
    use super::{is_hashed, shorten};
    use crate::sections::tests::module_importing;
    use wasm_encoder::{ExportKind, ExportSection, Module};

    const HASHED: &str = "__wbg_now_aa4ccb83129e9e55";

    #[test]
    fn wasm_and_glue_lose_the_same_names() {
        let wasm = module_importing("./glue.js", HASHED);
        let glue = format!("imports = {{ {HASHED}: function() {{}}, other: 1 }};");
        let (wasm, glue) = shorten(&wasm, &glue).expect("a good program");
        assert_eq!(wasm, module_importing("./glue.js", "i0"));
        assert_eq!(glue, "imports = { i0: function() {}, other: 1 };");
    }

    #[test]
    fn names_without_a_hash_stay() {
        for name in [
            "__wasm_split_load_token",
            "__wbindgen_start",
            "memory",
            "__wbg_now_aa4c",
        ] {
            assert!(!is_hashed(name), "{name}");
            let wasm = module_importing("./glue.js", name);
            let (same, glue) = shorten(&wasm, "glue").expect("a good program");
            assert_eq!((same, glue.as_str()), (wasm, "glue"));
        }
    }

    #[test]
    fn a_glue_that_names_an_import_otherwise_is_refused() {
        let wasm = module_importing("./glue.js", HASHED);
        for glue in [
            String::new(),
            HASHED.to_owned(),
            format!("{HASHED}: 1, {HASHED}: 2"),
        ] {
            assert!(shorten(&wasm, &glue).is_err(), "{glue}");
        }
    }

    /// A module that exports a memory by each of these names.
    fn module_exporting(names: &[&str]) -> Vec<u8> {
        let mut exports = ExportSection::new();
        for name in names {
            exports.export(name, ExportKind::Memory, 0);
        }
        let mut module = Module::new();
        module.section(&exports);
        module.finish()
    }

    #[test]
    fn mangled_exports_lose_their_names_where_they_are_called_too() {
        let wasm = module_exporting(&["memory", "_ZN1a17h0E_13", "_ZN1a17h0E"]);
        let glue =
            "function _ZN1a17h0E(a) { wasm._ZN1a17h0E(a); wasm._ZN1a17h0E_13(a, wasm.memory); }";
        let (wasm, glue) = shorten(&wasm, glue).expect("a good program");
        assert_eq!(wasm, module_exporting(&["memory", "e0", "e1"]));
        assert_eq!(
            glue,
            "function e1(a) { wasm.e1(a); wasm.e0(a, wasm.memory); }"
        );
    }

    #[test]
    fn an_export_is_not_shortened_to_a_name_that_is_taken() {
        let wasm = module_exporting(&["_ZN1a17h0E"]);
        assert!(shorten(&wasm, "wasm._ZN1a17h0E(e0);").is_err());
        assert!(shorten(&wasm, "wasm._ZN1a17h0E(he0);").is_ok());
        assert!(shorten(&wasm, "no call").is_err());
    }
}
