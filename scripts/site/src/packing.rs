//! Extracts the program's pieces from their custom sections, and packs them into few parts.
//!
//! A piece is a wasm module, one for each set of tabs that need what is in it. A part is a file: to keep the
//! requests few, a part holds several pieces, one after the other.

use crate::bindgen::{PARTS_SECTION, PIECE_SECTION};
use crate::{SiteError, sections};
use std::collections::{BTreeMap, BTreeSet};

/// The part of the tab that the page opens with. It holds all that this tab needs, even what others need too.
const FIRST: &str = "token";
/// The part with what several of the other tabs need.
const SHARED: &str = "shared";

/// The program's parts and split points.
#[derive(Debug)]
pub(crate) struct PackedProgram {
    /// The parts, in the order in which an idle page requests them.
    pub parts: Vec<Part>,
    /// The names of the split points, in the order of the bits of [`Piece::users`].
    pub splits: Vec<String>,
}

/// A file with pieces of the program.
#[derive(Debug)]
pub(crate) struct Part {
    /// The name of the tab whose part it is, or [`SHARED`].
    pub name: String,
    /// The pieces, one after the other.
    pub content: Vec<u8>,
    /// The same pieces, in the same order.
    pub pieces: Vec<Piece>,
}

/// What the page has to know of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its length in bytes.
    pub size: usize,
    /// The split points that need it, a bit each. Few enough for the bitwise operators of JavaScript, which work on 32
    /// bits with a sign.
    pub users: u32,
}

/// The most split points that [`Piece::users`] can tell.
const MOST_SPLITS: usize = 31;

/// Packs the pieces that are in `program`, without their custom sections.
pub(crate) fn pack(program: &[u8]) -> Result<PackedProgram, SiteError> {
    let splits = splits(program)?;
    if splits.iter().any(|(name, _)| name == SHARED) {
        return Err(SiteError::Unexpected(
            "\"shared\" is the name of the part that tabs share, and cannot be a tab's own",
        ));
    }
    if splits.len() > MOST_SPLITS {
        return Err(SiteError::Unexpected(
            "there are more split points than bits",
        ));
    }
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut packed = BTreeSet::new();
    for (piece, content) in pieces(program)? {
        let users: Vec<usize> = (0..splits.len())
            .filter(|split| splits[*split].1.contains(&piece))
            .collect();
        let is_for_first = || users.iter().any(|split| splits[*split].0 == FIRST);
        let name = match users[..] {
            [] => return Err(SiteError::Unexpected("nothing calls for one of the pieces")),
            [only] => splits[only].0.as_str(),
            _ if is_for_first() => FIRST,
            _ => SHARED,
        };
        let part = parts.entry(name.to_owned()).or_insert_with(|| Part {
            name: name.to_owned(),
            content: Vec::new(),
            pieces: Vec::new(),
        });
        let content = sections::without_custom(content, &[])?;
        part.pieces.push(Piece {
            size: content.len(),
            users: users.iter().fold(0, |bits, split| bits | 1 << split),
        });
        part.content.extend(content);
        if !packed.insert(piece.clone()) {
            return Err(SiteError::NotOne(format!("piece \"{piece}\"")));
        }
    }
    let mut called = splits.iter().flat_map(|(_, pieces)| pieces);
    if let Some(piece) = called.find(|piece| !packed.contains(*piece)) {
        return Err(SiteError::NotOne(format!("piece \"{piece}\"")));
    }
    let mut parts: Vec<Part> = parts.into_values().collect();
    // Stable: parts of equal rank stay in the order of their names.
    parts.sort_by_key(|part| match part.name.as_str() {
        FIRST => 0,
        SHARED => 1,
        _ => 2,
    });
    let splits = splits.into_iter().map(|(name, _)| name).collect();
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
        let names: Vec<&str> = packed.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["token", "shared", "bundle", "hashes"]);

        assert_eq!(packed.splits, ["bundle", "hashes", "token"]);
        let users = |part: usize| -> Vec<u32> {
            let pieces = packed.parts[part].pieces.iter();
            pieces.map(|piece| piece.users).collect()
        };
        assert_eq!(users(0), [0b111, 0b101, 0b100]);
        assert_eq!(users(1), [0b011]);
        assert_eq!((users(2), users(3)), (vec![0b001], vec![0b010]));
    }

    #[test]
    fn a_piece_is_a_whole_module_without_custom_sections_where_the_list_says() {
        let pieces = ["one", "three"];
        let packed = packed(&pieces, "token one three\n").expect("a good program");
        let [part] = &packed.parts[..] else {
            panic!("one part: {:?}", packed.parts);
        };
        let mut rest = part.content.as_slice();
        for (piece, name) in part.pieces.iter().zip(pieces) {
            let bare = without_custom(&module(name), &[]).expect("a good module");
            let (content, others) = rest.split_at(piece.size);
            assert_eq!(content, bare);
            rest = others;
        }
        assert!(part.pieces.len() == 2 && rest.is_empty());
    }

    #[test]
    fn as_many_split_points_are_told_apart_as_a_number_of_javascript_has_bits() {
        let lines = |many: usize| -> String {
            let lines: Vec<String> = (0..many).map(|n| format!("tab{n} all\n")).collect();
            lines.concat()
        };
        let packed = packed(&["all"], &lines(31)).expect("a good program");
        assert_eq!(packed.parts[0].pieces[0].users, i32::MAX.unsigned_abs());
        assert!(pack(&program(&["all"], &lines(32))).is_err());
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
