//! The sections of a wasm module, as far as this tool reads and writes them.

use crate::SiteError;
use wasm_encoder::{CustomSection, Encode as _, Module, RawSection, Section as _};
use wasmparser::{BinaryReader, Parser, Payload, TypeRef};

/// Whether the module imports anything from `module`.
pub(crate) fn imports_from(wasm: &[u8], module: &str) -> Result<bool, SiteError> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                if import?.module == module {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// The contents of all custom sections of this name, in their order.
pub(crate) fn custom<'a>(wasm: &'a [u8], name: &str) -> Result<Vec<&'a [u8]>, SiteError> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload?
            && section.name() == name
        {
            found.push(section.data());
        }
    }
    Ok(found)
}

/// Appends a custom section to the module.
pub(crate) fn append_custom(wasm: &mut Vec<u8>, name: &str, data: &[u8]) {
    let section = CustomSection {
        name: name.into(),
        data: data.into(),
    };
    section.append_to(wasm);
}

/// The module with another content in some sections. `change` is called with each section and its content, which for
/// a custom section begins with its name; `None` keeps the content.
pub(crate) fn change(
    wasm: &[u8],
    mut change: impl FnMut(&Payload<'_>, &[u8]) -> Result<Option<Vec<u8>>, SiteError>,
) -> Result<Vec<u8>, SiteError> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        let data = section_data(wasm, range)?;
        let changed = change(&payload, data)?;
        module.section(&RawSection {
            id,
            data: changed.as_deref().unwrap_or(data),
        });
    }
    Ok(module.finish())
}

/// The content of a custom section: its name, then `data`.
pub(crate) fn named(name: &str, data: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(name.len() + data.len() + 5);
    name.encode(&mut content);
    content.extend(data);
    content
}

/// The module with other names for its imports: `rename` says which, and `None` keeps a name.
pub(crate) fn rename_imports(
    wasm: &[u8],
    rename: impl FnMut(&str) -> Result<Option<String>, SiteError>,
) -> Result<Vec<u8>, SiteError> {
    renamed(wasm, true, rename)
}

/// The module with other names for its exports: `rename` says which, and `None` keeps a name.
pub(crate) fn rename_exports(
    wasm: &[u8],
    rename: impl FnMut(&str) -> Result<Option<String>, SiteError>,
) -> Result<Vec<u8>, SiteError> {
    renamed(wasm, false, rename)
}

/// The entries of both sections are alike: an import has its module's name before its own, and a type where an export
/// has a kind and an index.
fn renamed(
    wasm: &[u8],
    imports: bool,
    mut rename: impl FnMut(&str) -> Result<Option<String>, SiteError>,
) -> Result<Vec<u8>, SiteError> {
    change(wasm, |payload, data| {
        match payload {
            Payload::ImportSection(_) if imports => {}
            Payload::ExportSection(_) if !imports => {}
            _ => return Ok(None),
        }
        let mut reader = BinaryReader::new(data, 0);
        let mut renamed = Vec::with_capacity(data.len());
        let count = reader.read_var_u32()?;
        count.encode(&mut renamed);
        for _ in 0..count {
            if imports {
                reader.read_string()?.encode(&mut renamed);
            }
            let name = reader.read_string()?;
            match rename(name)? {
                Some(other) => other.as_str().encode(&mut renamed),
                None => name.encode(&mut renamed),
            }
            let start = reader.current_position();
            if imports {
                reader.read::<TypeRef>()?;
            } else {
                reader.read_u8()?;
                reader.read_var_u32()?;
            }
            renamed.extend(&data[start..reader.current_position()]);
        }
        Ok(Some(renamed))
    })
}

/// The module without its custom sections except those named in `kept`: a browser runs it just the same.
pub(crate) fn without_custom(wasm: &[u8], kept: &[&str]) -> Result<Vec<u8>, SiteError> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CustomSection(section) = &payload
            && !kept.contains(&section.name())
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = section_data(wasm, range)?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

fn section_data<T>(wasm: &[u8], range: std::ops::Range<T>) -> Result<&[u8], SiteError>
where
    usize: TryFrom<T>,
{
    usize::try_from(range.start)
        .ok()
        .zip(usize::try_from(range.end).ok())
        .and_then(|(start, end)| wasm.get(start..end))
        .ok_or_else(|| SiteError::BadWasm("a section ends behind the module".to_owned()))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{append_custom, custom, imports_from, without_custom};
    use crate::SiteError;

    /// A module that imports a function by these names, and nothing else.
    pub(crate) fn module_importing(module: &str, name: &str) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        let length = |text: &str| u8::try_from(text.len()).expect("a short name");
        wasm.extend([2, length(module) + length(name) + 5, 1, length(module)]);
        wasm.extend(module.as_bytes());
        wasm.push(length(name));
        wasm.extend(name.as_bytes());
        wasm.extend([0, 0]);
        wasm
    }

    /// A module that imports the function `f` from `place`, with two custom sections.
    pub(crate) fn module(place: &str) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        append_custom(&mut wasm, "name", b"names");
        // One type, of a function without parameters and results; one import of that type.
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        let length = u8::try_from(place.len()).expect("a short name");
        wasm.extend([2, length + 6, 1, length]);
        wasm.extend(place.as_bytes());
        wasm.extend([1, b'f', 0, 0]);
        append_custom(&mut wasm, "mine", b"data");
        wasm
    }

    #[test]
    fn imports_are_found_by_their_module() {
        assert!(imports_from(&module("here"), "here").expect("a good module"));
        assert!(!imports_from(&module("here"), "there").expect("a good module"));
    }

    #[test]
    fn custom_sections_are_found_and_taken_out() {
        let mut wasm = module("here");
        append_custom(&mut wasm, "mine", b"");
        assert_eq!(
            custom(&wasm, "mine").expect("a good module"),
            [&b"data"[..], b""]
        );
        let bare = without_custom(&wasm, &[]).expect("a good module");
        assert_eq!(
            bare,
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0a\x01\x04here\x01f\0\0"
        );
        assert_eq!(without_custom(&bare, &[]).expect("a good module"), bare);
        let named = without_custom(&wasm, &["name"]).expect("a good module");
        assert_eq!(custom(&named, "name").expect("a good module"), [b"names"]);
        assert!(custom(&named, "mine").expect("a good module").is_empty());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let mut short = module("here");
        short.pop();
        for wasm in [&b""[..], b"text", &short] {
            assert!(matches!(
                without_custom(wasm, &[]),
                Err(SiteError::BadWasm(_))
            ));
            assert!(custom(wasm, "mine").is_err());
        }
    }
}
