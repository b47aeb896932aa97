//! Removes from the program the classes that no script uses, before wasm-bindgen writes their glue.
//!
//! Leptos brings wasm-streams for its server functions, of which this page has none. What it exports to JavaScript
//! stays in the program nevertheless, with all that it calls: a tenth of the first load.

use crate::{SiteError, sections};
use wasm_encoder::Encode as _;
use wasmparser::{BinaryReader, Payload};

/// The classes that wasm-streams exports.
const CLASSES: [&str; 3] = [
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
];

/// The custom section from which wasm-bindgen learns what the program imports and exports: a record for each use of
/// its macro.
const RECORDS: &str = "__wasm_bindgen_unstable";

/// The program without the classes of wasm-streams. Nothing refers to their code then, and splitting leaves it out.
pub(crate) fn without_classes(program: &[u8]) -> Result<Vec<u8>, SiteError> {
    let mut records = [0_usize; CLASSES.len()];
    let mut exports = [0_usize; CLASSES.len()];
    let program = sections::change(program, |payload, data| match payload {
        Payload::CustomSection(section) if section.name() == RECORDS => {
            let kept = without_records(section.data(), &mut records)?;
            Ok(Some(sections::named(RECORDS, &kept)))
        }
        Payload::ExportSection(_) => without_exports(data, &mut exports).map(Some),
        _ => Ok(None),
    })?;
    if records.iter().chain(&exports).any(|found| *found == 0) {
        return Err(SiteError::Unexpected(
            "wasm-streams no longer exports the classes that scripts/site/src/exports.rs takes out of the program",
        ));
    }
    Ok(program)
}

/// The records without those of the classes. A record is a version and a content, each preceded by its length.
fn without_records(
    mut rest: &[u8],
    found: &mut [usize; CLASSES.len()],
) -> Result<Vec<u8>, SiteError> {
    let mut kept = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let record = rest;
        rest = counted(counted(record)?.1)?.1;
        let record = &record[..record.len() - rest.len()];
        // A string in it is preceded by its length too.
        let class = CLASSES.iter().position(|class| {
            let mut name = Vec::new();
            class.encode(&mut name);
            record.windows(name.len()).any(|bytes| bytes == name)
        });
        match class {
            Some(class) => found[class] += 1,
            None => kept.extend(record),
        }
    }
    Ok(kept)
}

/// The bytes after a length of four bytes, as many as it says, and what follows them.
fn counted(data: &[u8]) -> Result<(&[u8], &[u8]), SiteError> {
    data.split_first_chunk::<4>()
        .and_then(|(length, rest)| {
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            rest.split_at_checked(length)
        })
        .ok_or(SiteError::Unexpected(
            "the records for wasm-bindgen are not as its version 0.2.129 writes them",
        ))
}

/// The section of exports without those of the classes, such as `intounderlyingsink_abort_58a9338f50bce61c`.
fn without_exports(data: &[u8], found: &mut [usize; CLASSES.len()]) -> Result<Vec<u8>, SiteError> {
    let mut reader = BinaryReader::new(data, 0);
    let mut kept: Vec<u8> = Vec::with_capacity(data.len());
    let mut count: u32 = 0;
    for _ in 0..reader.read_var_u32()? {
        let start = reader.current_position();
        let name = reader.read::<wasmparser::Export>()?.name;
        let class = CLASSES
            .iter()
            .position(|class| name.contains(&format!("{}_", class.to_lowercase())));
        if let Some(class) = class {
            found[class] += 1;
        } else {
            kept.extend(&data[start..reader.current_position()]);
            count += 1;
        }
    }
    let mut section = Vec::with_capacity(kept.len() + 5);
    count.encode(&mut section);
    section.extend(kept);
    Ok(section)
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, RECORDS, without_classes};
    use crate::sections;
    use wasm_encoder::{ExportKind, ExportSection, Module};

    /// A record as wasm-bindgen's macro writes it.
    fn record(content: &str) -> Vec<u8> {
        let mut record = Vec::new();
        let name_length = u8::try_from(content.len()).expect("a short name");
        for part in [
            b"{\"version\":\"0\"}".to_vec(),
            [&[1, name_length], content.as_bytes(), &[0, 0]].concat(),
        ] {
            let length = u32::try_from(part.len()).expect("a short part");
            record.extend(length.to_le_bytes());
            record.extend(part);
        }
        record
    }

    /// A program of one memory that is exported by these names, with these records.
    fn program(exports: &[&str], records: &[&str]) -> Vec<u8> {
        let mut section = ExportSection::new();
        for name in exports {
            section.export(name, ExportKind::Memory, 0);
        }
        let mut module = Module::new();
        module.section(&section);
        let mut program = module.finish();
        let records: Vec<u8> = records.iter().flat_map(|name| record(name)).collect();
        sections::append_custom(&mut program, RECORDS, &records);
        sections::append_custom(&mut program, "last", b"kept");
        program
    }

    fn all_exports() -> Vec<String> {
        CLASSES
            .iter()
            .map(|class| format!("__wbg_{}_free_0", class.to_lowercase()))
            .collect()
    }

    #[test]
    fn the_classes_lose_their_exports_and_records_and_nothing_else_does() {
        let exports = all_exports();
        let mut names = vec!["memory", "intounderlyingsink_abort_58a9"];
        names.extend(exports.iter().map(String::as_str));
        names.push("into_underlying_source");
        let mut records = vec!["Element"];
        records.extend(CLASSES);
        records.push("new_with_into_underlying_sink");
        let trimmed = without_classes(&program(&names, &records)).expect("a good program");
        let wanted = program(
            &["memory", "into_underlying_source"],
            &["Element", "new_with_into_underlying_sink"],
        );
        assert_eq!(trimmed, wanted);
    }

    #[test]
    fn a_program_without_one_of_the_classes_is_refused() {
        let exports = all_exports();
        let names: Vec<&str> = exports.iter().map(String::as_str).collect();
        assert!(without_classes(&program(&names, &CLASSES)).is_ok());
        for missing in 0..CLASSES.len() {
            let mut fewer = names.clone();
            fewer.remove(missing);
            assert!(without_classes(&program(&fewer, &CLASSES)).is_err());
            let mut fewer = CLASSES.to_vec();
            fewer.remove(missing);
            assert!(without_classes(&program(&names, &fewer)).is_err());
        }
    }

    #[test]
    fn records_of_another_kind_are_refused() {
        let exports = all_exports();
        let names: Vec<&str> = exports.iter().map(String::as_str).collect();
        let mut bad = program(&names, &CLASSES);
        sections::append_custom(&mut bad, RECORDS, &[9, 0, 0, 0, 1]);
        assert!(without_classes(&bad).is_err());
    }
}
