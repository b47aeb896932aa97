//! Empties the functions that write a value in Debug form, before the program is split.
//!
//! Only the message of a panic would hold that form, and the page's panic hook shows none: it could hold a secret.
//! Yet each `expect` brings the `Debug` of its error, and that of a string brings tables of which characters can be
//! printed. rustc's `-Zfmt-debug=none` does the same, but is not stable.

use crate::{SiteError, sections};
use std::collections::BTreeSet;
use std::ops::Range;
use wasm_encoder::Encode as _;
use wasmparser::{
    BinaryReader, KnownCustom, Name, Parser, Payload, RelocAddendKind, RelocSectionReader, TypeRef,
    ValType,
};

/// The body of a function that writes nothing and succeeds: no locals, `i32.const 0`, `end`.
const EMPTY: [u8; 4] = [0x00, 0x41, 0x00, 0x0b];

/// The custom section with the places in the code that the linker filled in; splitting moves code by it.
const RELOCATIONS: &str = "reloc.CODE";

/// The program with all implementations of `Debug` emptied. What only they called is then unused.
pub(crate) fn without_debug(program: &[u8]) -> Result<Vec<u8>, SiteError> {
    let emptied = implementations(program)?;
    if emptied.is_empty() {
        return Err(SiteError::Unexpected(
            "no function of the program is named as an implementation of Debug: has the compiler changed its names?",
        ));
    }
    // The relocations come after the code.
    let mut bodies = Vec::new();
    sections::change(program, |payload, data| match payload {
        Payload::CodeSectionStart { .. } => {
            let (code, moved) = empty(data, &emptied)?;
            bodies = moved;
            Ok(Some(code))
        }
        Payload::CustomSection(section) if section.name() == RELOCATIONS => {
            match section.as_known() {
                KnownCustom::Reloc(relocations) => moved(&relocations, &bodies).map(Some),
                _ => Err(SiteError::BadWasm("its relocations are damaged".to_owned())),
            }
        }
        _ => Ok(None),
    })
}

/// The functions that implement `Debug::fmt`, numbered as in the code section.
fn implementations(program: &[u8]) -> Result<BTreeSet<usize>, SiteError> {
    let mut fitting_types = Vec::new();
    let mut imported = 0;
    let mut types = Vec::new();
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    let kind = kind?;
                    // The value and the formatter; whether it failed.
                    fitting_types.push(
                        kind.params() == [ValType::I32, ValType::I32]
                            && kind.results() == [ValType::I32],
                    );
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section {
                    types.push(kind? as usize);
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else {
                    continue;
                };
                for names in names {
                    let Name::Function(names) = names? else {
                        continue;
                    };
                    for naming in names {
                        let naming = naming?;
                        let Some(function) = (naming.index as usize).checked_sub(imported) else {
                            continue;
                        };
                        let fits = types
                            .get(function)
                            .and_then(|kind| fitting_types.get(*kind));
                        if fits == Some(&true) && is_debug(naming.name) {
                            found.insert(function);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Whether a symbol is an implementation of `core::fmt::Debug::fmt`, in either of rustc's manglings.
fn is_debug(symbol: &str) -> bool {
    symbol.contains("core..fmt..Debug$") && symbol.contains("$GT$3fmt17h")
        || symbol.starts_with("_RNvX") && symbol.contains("5Debug3fmt")
}

/// A function's body, before and after others were emptied.
struct Body {
    /// Where it was in the code section.
    before: Range<usize>,
    /// Where it starts now; `None` if it was emptied itself.
    after: Option<usize>,
}

/// The code section with these functions emptied, and where each body went.
fn empty(code: &[u8], emptied: &BTreeSet<usize>) -> Result<(Vec<u8>, Vec<Body>), SiteError> {
    let mut reader = BinaryReader::new(code, 0);
    let mut section = Vec::with_capacity(code.len());
    let mut bodies = Vec::new();
    let count = reader.read_var_u32()?;
    count.encode(&mut section);
    for function in 0..count as usize {
        let length = reader.read_var_u32()? as usize;
        let start = reader.current_position();
        let body = reader.read_bytes(length)?;
        let is_emptied = emptied.contains(&function);
        let body = if is_emptied { &EMPTY } else { body };
        body.len().encode(&mut section);
        bodies.push(Body {
            before: start..start + length,
            after: (!is_emptied).then_some(section.len()),
        });
        section.extend(body);
    }
    Ok((section, bodies))
}

/// The section of relocations, for the code after it was changed.
fn moved(relocations: &RelocSectionReader<'_>, bodies: &[Body]) -> Result<Vec<u8>, SiteError> {
    let outside = || SiteError::BadWasm("a relocation is outside of all functions".to_owned());
    let mut entries = Vec::new();
    let mut count: u32 = 0;
    for entry in relocations.entries() {
        let entry = entry?;
        let offset = entry.offset as usize;
        let body = bodies.partition_point(|body| body.before.end <= offset);
        let body = bodies
            .get(body)
            .filter(|body| body.before.contains(&offset))
            .ok_or_else(outside)?;
        let Some(after) = body.after else { continue };
        entries.push(entry.ty as u8);
        (offset - body.before.start + after).encode(&mut entries);
        entry.index.encode(&mut entries);
        if !matches!(entry.ty.addend_kind(), RelocAddendKind::None) {
            entry.addend.encode(&mut entries);
        }
        count += 1;
    }
    let mut section = Vec::with_capacity(entries.len() + 10);
    relocations.section_index().encode(&mut section);
    count.encode(&mut section);
    section.extend(entries);
    Ok(sections::named(RELOCATIONS, &section))
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, RELOCATIONS, is_debug, without_debug};
    use crate::sections;
    use wasm_encoder::{
        CodeSection, EntityType, FunctionSection, ImportSection, Module, NameMap, NameSection,
        TypeSection, ValType,
    };
    use wasmparser::{KnownCustom, Parser, Payload};

    const DEBUG: &str = "_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt17hd1e859ac51203c39E";
    /// `call 0`, its index in five bytes as the linker writes it.
    const CALL: [u8; 6] = [0x10, 0x80, 0x80, 0x80, 0x80, 0x00];

    /// A body that calls the imported function `calls` times.
    fn body(calls: usize) -> Vec<u8> {
        [&[0x00], CALL.repeat(calls).as_slice(), &[0x41, 0x07, 0x0b]].concat()
    }

    /// A program of functions of these names and calls, each of the type of `Debug::fmt` or of no parameters; the
    /// place of every call is among the relocations.
    fn program(functions: &[(&str, usize, bool)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        types
            .ty()
            .function([ValType::I32, ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        let mut kinds = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut names = NameMap::new();
        let mut relocations = Vec::new();
        // After the count of the functions, which is one byte here, like each length.
        let mut offset = 1;
        for (index, (name, calls, fits)) in (1..).zip(functions) {
            kinds.function(u32::from(*fits));
            let body = body(*calls);
            for call in 0..*calls {
                // A function's index, at the byte after `call`; symbol 5.
                relocations.extend([0, offset + 2 + 6 * u8::try_from(call).expect("few") + 1, 5]);
            }
            // A memory address with an addend of 3, symbol 6, at the constant.
            let constant = offset + u8::try_from(body.len()).expect("short") - 1;
            relocations.extend([4, constant, 6, 3]);
            offset += 1 + u8::try_from(body.len()).expect("short");
            code.raw(&body);
            names.append(index, name);
        }
        let mut module = Module::new();
        module.section(&types);
        module.section(&imports);
        module.section(&kinds);
        module.section(&code);
        let mut program = module.finish();
        let count = relocations.len();
        assert!(count < 128);
        let entries = functions
            .iter()
            .map(|(_, calls, _)| calls + 1)
            .sum::<usize>();
        let mut section = vec![3, u8::try_from(entries).expect("few")];
        section.extend(relocations);
        sections::append_custom(&mut program, RELOCATIONS, &section);
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&section);
        // Without the header of a module.
        program.extend(&module.finish()[8..]);
        program
    }

    /// The bodies of a program, and what it has at its relocations.
    /// A relocation: its offset, its kind and what it adds.
    type Relocation = (u32, u8, i64);

    fn parsed(program: &[u8]) -> (Vec<Vec<u8>>, Vec<Relocation>) {
        let mut bodies = Vec::new();
        let mut start = 0;
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            match payload.expect("a good module") {
                Payload::CodeSectionStart { range, .. } => start = range.start,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Reloc(relocations) = section.as_known() {
                        for entry in relocations.entries() {
                            let entry = entry.expect("a good relocation");
                            let at = usize::try_from(start).expect("small") + entry.offset as usize;
                            found.push((entry.index, program[at], entry.addend));
                        }
                    }
                }
                _ => {}
            }
        }
        (bodies, found)
    }

    #[test]
    fn implementations_of_debug_are_emptied_and_relocations_move_with_the_code() {
        let before = program(&[
            ("_ZN1a17h0E", 1, true),
            (DEBUG, 2, true),
            ("_ZN1b17h0E", 2, false),
            ("_RNvXsj_NtCsg_4core3fmtcNtB5_5Debug3fmt", 1, true),
            ("_ZN1c17h0E", 0, true),
        ]);
        let (bodies, relocations) = parsed(&without_debug(&before).expect("a good program"));
        let empty = EMPTY.to_vec();
        assert_eq!(bodies, [body(1), empty.clone(), body(2), empty, body(0)]);
        // The index of a call begins with 0x80, the constant is 7.
        let call = (5, 0x80, 0);
        let constant = (6, 0x07, 3);
        assert_eq!(
            relocations,
            [call, constant, call, call, constant, constant]
        );
    }

    #[test]
    fn a_function_that_is_only_named_like_one_stays() {
        let before = program(&[(DEBUG, 1, false), (DEBUG, 1, true)]);
        let (bodies, _) = parsed(&without_debug(&before).expect("a good program"));
        assert_eq!(bodies, [body(1), EMPTY.to_vec()]);
    }

    #[test]
    fn a_program_whose_functions_are_named_otherwise_is_refused() {
        assert!(without_debug(&program(&[("_ZN1a17h0E", 1, true)])).is_err());
    }

    #[test]
    fn a_relocation_outside_of_the_code_is_refused() {
        let mut bad = program(&[(DEBUG, 0, true)]);
        sections::append_custom(&mut bad, RELOCATIONS, &[3, 1, 0, 120, 5]);
        assert!(without_debug(&bad).is_err());
    }

    #[test]
    fn both_manglings_are_known() {
        for symbol in [
            DEBUG,
            "_ZN4core3fmt3num49_$LT$impl$u20$core..fmt..Debug$u20$for$u20$u8$GT$3fmt17h0123E",
            "_RNvXs_NtNtCsg_4core3ops5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmtB8_",
        ] {
            assert!(is_debug(symbol), "{symbol}");
        }
        for symbol in [
            "_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$3fmt17hd1e859ac51203c39E",
            "_ZN1a42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt28_$u7b$$u7b$closure$u7d$$u7d$17h0E",
            "_RNvXsq_NtCsg_4core4cellNtB5_11BorrowErrorNtNtB7_3fmt7Display3fmt",
            "main",
        ] {
            assert!(!is_debug(symbol), "{symbol}");
        }
    }
}
