//! Extracts the program's pieces from their custom sections, and packs them into few parts.
//!
//! A piece is a wasm module, one for each set of tabs that need what is in it. A part is a file: to keep the
//! requests few, a part holds several pieces, one after the other.

use crate::bindgen::{PARTS_SECTION, PIECE_SECTION};
use crate::{SiteError, sections};
use std::collections::BTreeMap;

/// The part of the tab that the page opens with. It holds all that this tab needs, even what others need too.
const FIRST: &str = "token";
/// The part with what several of the other tabs need.
const SHARED: &str = "shared";

/// The program's parts and split points.
#[derive(Debug)]
pub(crate) struct PackedProgram {
    /// Each part's name and content, in the order in which an idle page requests them.
    pub parts: Vec<(String, Vec<u8>)>,
    /// The split points of the program by name, each with its pieces.
    pub splits: Vec<(String, Vec<Place>)>,
}

/// The location of a piece.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The name of the part.
    pub part: String,
    /// Where in the part it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Packs the pieces that are in `program`, without their custom sections.
pub(crate) fn pack(program: &[u8]) -> Result<PackedProgram, SiteError> {
    let splits = splits(program)?;
    if splits.iter().any(|(name, _)| name == SHARED) {
        return Err(SiteError::Unexpected(
            "\"shared\" is the name of the part that tabs share, and cannot be a tab's own",
        ));
    }
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for (piece, content) in pieces(program)? {
        let users: Vec<&str> = splits
            .iter()
            .filter(|(_, pieces)| pieces.contains(&piece))
            .map(|(name, _)| name.as_str())
            .collect();
        let part = match users[..] {
            [] => return Err(SiteError::Unexpected("nothing calls for one of the pieces")),
            [only] => only,
            _ if users.contains(&FIRST) => FIRST,
            _ => SHARED,
        };
        let bytes = parts.entry(part.to_owned()).or_default();
        let start = bytes.len();
        bytes.extend(sections::without_custom(content, &[])?);
        let place = Place {
            part: part.to_owned(),
            start,
            end: bytes.len(),
        };
        if places.insert(piece.clone(), place).is_some() {
            return Err(SiteError::NotOne(format!("piece \"{piece}\"")));
        }
    }
    let splits = splits
        .into_iter()
        .map(|(name, pieces)| {
            let found: Result<Vec<Place>, SiteError> = pieces
                .iter()
                .map(|piece| {
                    let place = places.get(piece).cloned();
                    place.ok_or_else(|| SiteError::NotOne(format!("piece \"{piece}\"")))
                })
                .collect();
            Ok((name, found?))
        })
        .collect::<Result<_, SiteError>>()?;
    let mut parts: Vec<(String, Vec<u8>)> = parts.into_iter().collect();
    // Stable: parts of equal rank stay in the order of their names.
    parts.sort_by_key(|(name, _)| match name.as_str() {
        FIRST => 0,
        SHARED => 1,
        _ => 2,
    });
    Ok(PackedProgram { parts, splits })
}

/// The pieces by name.
fn pieces(program: &[u8]) -> Result<Vec<(String, &[u8])>, SiteError> {
    sections::custom(program, PIECE_SECTION)?
        .into_iter()
        .map(|section| {
            let zero = section.iter().position(|byte| *byte == 0);
            zero.and_then(|zero| {
                let name = str::from_utf8(&section[..zero]).ok()?;
                Some((name.to_owned(), &section[zero + 1..]))
            })
            .ok_or(SiteError::Unexpected("a piece of the program has no name"))
        })
        .collect()
}

/// The split points, each with the names of its pieces.
fn splits(program: &[u8]) -> Result<Vec<(String, Vec<String>)>, SiteError> {
    let mut splits = Vec::new();
    for section in sections::custom(program, PARTS_SECTION)? {
        let lines = str::from_utf8(section)
            .map_err(|_| SiteError::Unexpected("the list of parts is no text"))?;
        for line in lines.lines() {
            let mut words = line.split_whitespace().map(str::to_owned);
            if let Some(name) = words.next() {
                splits.push((name, words.collect()));
            }
        }
    }
    Ok(splits)
}

#[cfg(test)]
mod tests {
    use super::{PackedProgram, pack};
    use crate::SiteError;
    use crate::bindgen::{PARTS_SECTION, PIECE_SECTION};
    use crate::sections::tests::module;
    use crate::sections::{append_custom, without_custom};

    /// A program with pieces of these names in it; the import of each module is from its own name.
    fn program(pieces: &[&str], splits: &str) -> Vec<u8> {
        let mut program = module("browser");
        for name in pieces {
            let mut section = format!("{name}\0").into_bytes();
            section.extend(module(name));
            append_custom(&mut program, PIECE_SECTION, &section);
        }
        append_custom(&mut program, PARTS_SECTION, splits.as_bytes());
        program
    }

    fn packed(pieces: &[&str], splits: &str) -> Result<PackedProgram, SiteError> {
        pack(&program(pieces, splits))
    }

    #[test]
    fn the_first_tab_needs_one_part_and_the_others_share_one() {
        let packed = packed(
            &["all", "others", "some", "b", "h", "t"],
            "bundle all others some b\nhashes all others h\ntoken all some t\n",
        )
        .expect("a good program");
        let names: Vec<&str> = packed.parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["token", "shared", "bundle", "hashes"]);

        let used = |split: &str| -> Vec<&str> {
            let (_, places) = packed
                .splits
                .iter()
                .find(|(name, _)| name == split)
                .expect("the split");
            places.iter().map(|place| place.part.as_str()).collect()
        };
        assert_eq!(used("token"), ["token"; 3]);
        assert_eq!(used("bundle"), ["token", "shared", "token", "bundle"]);
        assert_eq!(used("hashes"), ["token", "shared", "hashes"]);
    }

    #[test]
    fn a_piece_is_a_whole_module_without_custom_sections_where_the_list_says() {
        let pieces = ["one", "three"];
        let packed = packed(&pieces, "token one three\n").expect("a good program");
        let [(_, content)] = &packed.parts[..] else {
            panic!("one part: {:?}", packed.parts);
        };
        let (_, places) = &packed.splits[0];
        for (place, name) in places.iter().zip(pieces) {
            let bare = without_custom(&module(name), &[]).expect("a good module");
            assert_eq!(content[place.start..place.end], bare);
        }
        assert_eq!(places[0].end, places[1].start);
        assert_eq!(places[1].end, content.len());
    }

    #[test]
    fn a_program_that_was_not_cut_has_no_parts() {
        let packed = pack(&module("browser")).expect("a good program");
        assert!(packed.parts.is_empty() && packed.splits.is_empty());
    }

    #[test]
    fn a_list_that_does_not_go_with_the_pieces_is_refused() {
        assert!(packed(&["a"], "token a b\n").is_err());
        assert!(packed(&["a", "b"], "token a\n").is_err());
        assert!(packed(&["a", "a"], "token a\n").is_err());
        assert!(packed(&["a"], "shared a\n").is_err());
        let mut nameless = module("browser");
        append_custom(&mut nameless, PIECE_SECTION, b"no zero byte");
        assert!(pack(&nameless).is_err());
    }
}
