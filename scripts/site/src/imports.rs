//! Short names for what the program imports from its glue.
//!
//! wasm-bindgen names each import by what it calls and a hash. A visitor downloads every name twice, in the glue
//! and in the wasm, and the hashes do not compress.

use crate::{SiteError, sections};

/// The program and its glue, both with short names for the imports that wasm-bindgen named by a hash.
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
    Ok((wasm, glue))
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
}
