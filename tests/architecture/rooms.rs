//! The rooms, the top-level modules of the engine: which may import which. And no import cycles, in the engine or
//! above it.
//!
//! An import is any path from one file to another, in `use` or in the code. A `pub use` is a re-export, not an
//! import: whoever names the item imports the file that defines it. Comments and test modules do not count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Each room and the rooms it may import.
const ROOMS: [(&str, &[&str]); 11] = [
    ("base", &[]),
    ("syntax", &["base"]),
    ("key", &["base", "syntax"]),
    ("digest", &["base", "syntax"]),
    ("password", &["base"]),
    ("pair", &["base", "syntax"]),
    ("env", &["base", "syntax"]),
    ("bundle", &["base", "syntax", "key", "pair", "env"]),
    (
        "inspect",
        &["base", "syntax", "key", "digest", "password", "bundle"],
    ),
    (
        "protocol",
        &[
            "base", "key", "pair", "digest", "password", "bundle", "inspect",
        ],
    ),
    ("link", &["base", "key", "pair", "digest", "env", "bundle"]),
];

/// A module as its path below `src`, one name per element.
type Module = Vec<String>;

/// The imports and re-exports of a file.
#[derive(Default)]
struct File {
    imports: Vec<Vec<String>>,
    handed_on: Vec<Vec<String>>,
}

/// The module of a file of the page; `None` for the worker, a crate of its own.
fn module_of(path: &str) -> Option<Module> {
    let below = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    (!below.starts_with("bin/")).then(|| below.split('/').map(str::to_owned).collect())
}

/// `code` without its test modules, each of which ends at the next line that begins with a brace.
fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::new();
    while let Some((before, tests)) = rest.split_once("#[cfg(test)]\nmod ") {
        kept += before;
        rest = tests.split_once("\n}").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The paths of a `use` tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        let parts = path.split("::").map(str::trim);
        return vec![
            parts
                .filter(|part| !part.is_empty() && *part != "self")
                .map(str::to_owned)
                .collect(),
        ];
    };
    let before = before.trim_end().trim_end_matches("::");
    let (mut depth, mut start) = (0, 0);
    let mut found = Vec::new();
    let group = group
        .trim_end()
        .strip_suffix('}')
        .unwrap_or(group)
        .to_owned()
        + ",";
    for (at, symbol) in group.char_indices() {
        match symbol {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = group[start..at].trim();
                if !branch.is_empty() {
                    found.extend(leaves(&format!("{before}::{branch}")));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn read(text: &str) -> File {
    let code = without_tests(&super::code(text));
    let mut file = File::default();
    let mut rest = code.as_str();
    let mut body = String::new();
    while let Some(at) = rest.find("use ") {
        let before = &rest[..at];
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        let Some((tree, after)) = rest[at + 4..].split_once(';') else {
            break;
        };
        if line.is_empty() {
            file.imports.extend(leaves(tree));
        } else if line.starts_with("pub") {
            file.handed_on.extend(leaves(tree));
        } else {
            // `use ` at the end of another word, or inside a string.
            body += &rest[..at + 4];
            rest = &rest[at + 4..];
            continue;
        }
        body += before;
        rest = after;
    }
    body += rest;
    let inside = |symbol: char| super::is_name(symbol) || symbol == ':';
    file.imports.extend(
        body.split(|symbol| !inside(symbol))
            .filter(|path| path.contains("::"))
            .map(|path| {
                let parts = path.split("::").filter(|part| !part.is_empty());
                parts.map(str::to_owned).collect()
            }),
    );
    file
}

/// The imports of each module, as far as they are among `files`.
fn imports(files: &[(String, String)]) -> BTreeMap<Module, BTreeSet<Module>> {
    let read: BTreeMap<Module, File> = files
        .iter()
        .filter_map(|(path, text)| Some((module_of(path)?, read(text))))
        .collect();
    read.iter()
        .map(|(module, file)| {
            let imported = file
                .imports
                .iter()
                .filter_map(|path| target(&read, module, path, 0))
                .filter(|imported| imported != module);
            (module.clone(), imported.collect())
        })
        .collect()
}

/// The module that `path` leads to, as written in `module`.
fn target(
    files: &BTreeMap<Module, File>,
    module: &Module,
    path: &[String],
    depth: usize,
) -> Option<Module> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let whole: Module = match path.first()?.as_str() {
        // The binary names the library by its name.
        "crate" | "latchkey" => path[1..].to_vec(),
        "super" => [&module[..module.len().checked_sub(ups)?], &path[ups..]].concat(),
        "self" => [module, &path[1..]].concat(),
        child if files.contains_key(&[module.as_slice(), &[child.to_owned()]].concat()) => {
            [module, path].concat()
        }
        _ => return None,
    };
    let length = (0..=whole.len())
        .rev()
        .find(|length| files.contains_key(&whole[..*length]))?;
    let (found, name) = (whole[..length].to_vec(), whole.get(length));
    let handed_on = name.and_then(|name| {
        let file = &files[&found];
        file.handed_on.iter().find(|path| path.last() == Some(name))
    });
    match handed_on {
        Some(path) if depth < 4 => target(files, &found, path, depth + 1),
        _ => Some(found),
    }
}

/// The imports between rooms that are not allowed.
fn forbidden(files: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (module, imported) in imports(files) {
        let [layer, room, ..] = &module[..] else {
            continue;
        };
        if layer != "engine" {
            continue;
        }
        let allowed = ROOMS.iter().find(|(name, _)| name == room);
        for other in &imported {
            // The layers have a test of their own.
            let Some(theirs) = other.get(1).filter(|theirs| *theirs != room) else {
                continue;
            };
            if !allowed.is_some_and(|(_, rooms)| rooms.contains(&theirs.as_str())) {
                faults.push(format!("{} imports {}", module.join("/"), other.join("/")));
            }
        }
        if allowed.is_none() {
            faults.push(format!("{room} is no room"));
        }
    }
    faults
}

/// The shortest import cycles, each once.
fn circles(files: &[(String, String)]) -> Vec<String> {
    let imports = imports(files);
    let mut circles = BTreeMap::new();
    for start in imports.keys() {
        let mut ways = VecDeque::from([vec![start]]);
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop_front() {
            let next = &imports[way[way.len() - 1]];
            if next.contains(start) {
                let members: BTreeSet<&Module> = way.iter().copied().collect();
                circles.entry(members).or_insert_with(|| {
                    let names: Vec<String> = way.iter().map(|module| module.join("/")).collect();
                    format!("{} → {}", names.join(" → "), start.join("/"))
                });
                break;
            }
            for module in next {
                if seen.insert(module) {
                    ways.push_back([way.as_slice(), &[module]].concat());
                }
            }
        }
    }
    circles.into_values().collect()
}

#[test]
fn no_room_imports_one_that_it_may_not() {
    let files = super::texts("src", &["rs"]);
    for (room, _) in ROOMS {
        let there = |(path, _): &(String, String)| *path == format!("src/engine/{room}.rs");
        assert!(files.iter().any(there), "{room} was not found");
    }
    super::none(forbidden(&files));
}

#[test]
fn no_files_import_each_other() {
    super::none(circles(&super::texts("src", &["rs"])));
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files
        .iter()
        .map(|(path, text)| (format!("src/engine/{path}.rs"), (*text).to_owned()))
        .collect()
}

#[test]
fn an_import_of_a_room_that_is_not_below_is_found() {
    for (path, text) in [
        ("base/secret", "use crate::engine::key::spec::TokenSpec;"),
        (
            "key/spec",
            "use crate::engine::{base::secret, digest::value};",
        ),
        ("key/spec", "use super::super::password::scheme::Scheme;"),
        (
            "digest/value",
            "fn x() { crate::engine::password::scheme::x() }",
        ),
        ("env/read", "use crate::engine::bundle::row;"),
        ("attic/chest", "fn x() {}"),
    ] {
        let files = owned(&[
            (path, text),
            ("base/secret", ""),
            ("key/spec", ""),
            ("digest/value", ""),
            ("password/scheme", ""),
            ("bundle/row", ""),
        ]);
        // Of two files with one name the first counts.
        let files: BTreeMap<_, _> = files.into_iter().rev().collect();
        let files: Vec<_> = files.into_iter().collect();
        assert_eq!(forbidden(&files).len(), 1, "{path}: {text}");
    }
}

#[test]
fn a_circle_is_found_however_the_files_name_each_other() {
    for files in [
        [
            ("key", ""),
            ("key/a", "use super::b::B;"),
            ("key/b", "use super::a;"),
        ],
        // Through a re-export of the room.
        [
            ("key", "pub use a::A;"),
            ("key/a", "use super::b::B;"),
            ("key/b", "use super::A;"),
        ],
        // Between a file and its parent module.
        [
            ("key", "use a::A;"),
            ("key/a", "fn x() { super::x() }"),
            ("key/b", ""),
        ],
        // Through a third file, in a group, beside an import that is not part of the cycle.
        [
            ("key", ""),
            ("key/a", "use super::{c::C,\n b::{self, B}};"),
            ("key/b", "fn x() -> crate::engine::key::a::A {}"),
        ],
    ] {
        assert_eq!(circles(&owned(&files)).len(), 1, "{files:?}");
    }
}

#[test]
fn what_is_no_import_makes_no_circle() {
    let files = owned(&[
        (
            "key",
            "pub mod a;\npub mod b;\npub use a::A;\npub use b::B;",
        ),
        (
            "key/a",
            "use super::b::B;\n// use super::c;\nfn x() { B::new() }",
        ),
        (
            "key/b",
            "/// See [`super::a`].\nfn x() {}\n\n#[cfg(test)]\nmod tests {\n    use super::super::a;\n}\n",
        ),
    ]);
    super::none(circles(&files));
    super::none(forbidden(&files));
}
