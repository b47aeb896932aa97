//! Names within the engine: one meaning a name, and one word for failure.

use super::owners::untested;
use super::{after_word, is_name, none, texts};
use std::collections::BTreeMap;

/// The keywords that begin the definition of a type.
const KEYWORDS: [&str; 4] = ["struct", "enum", "trait", "type"];

/// Other words for failure, which the names of types do not end in.
const FAILURES: [&str; 6] = ["Fault", "Failure", "Problem", "Mistake", "Unknown", "Err"];

/// The types that a text defines, without those that implement a trait's.
fn types(text: &str) -> Vec<String> {
    let code = untested(text);
    KEYWORDS
        .iter()
        .flat_map(|keyword| {
            after_word(&code, keyword).filter_map(|rest| {
                let line = code[..code.len() - rest.len()].rsplit('\n').next()?;
                let is_free = !line.starts_with(' ') || *keyword != "type";
                let name: String = rest
                    .trim_start()
                    .chars()
                    .take_while(|c| is_name(*c))
                    .collect();
                (is_free && name.starts_with(|first: char| first.is_ascii_uppercase()))
                    .then_some(name)
            })
        })
        .collect()
}

/// The names that several files define, with these files.
fn repeated(files: &[(String, String)]) -> Vec<String> {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, text) in files {
        for name in types(text) {
            owners.entry(name).or_default().push(path);
        }
    }
    owners
        .into_iter()
        .filter(|(_, paths)| paths.len() > 1)
        .map(|(name, paths)| format!("{name}: {}", paths.join(", ")))
        .collect()
}

/// The types that use another word for failure than `Error`.
fn failures(path: &str, text: &str) -> Vec<String> {
    types(text)
        .into_iter()
        .filter(|name| FAILURES.iter().any(|word| name.ends_with(word)))
        .map(|name| format!("{path}: {name}"))
        .collect()
}

#[test]
fn a_name_has_one_meaning_in_the_engine() {
    none(repeated(&texts("src/engine", &["rs"])));
}

#[test]
fn types_of_failure_are_called_errors() {
    let files = texts("src", &["rs"]);
    none(
        files
            .iter()
            .flat_map(|(path, text)| failures(path, text))
            .collect(),
    );
}

#[test]
fn the_rules_about_names_find_what_breaks_them() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("src/engine/a.rs", "pub struct Row;\nenum Kind {}\n"),
        file(
            "src/engine/b.rs",
            "struct Row {}\nimpl FromStr for X {\n    type Err = E;\n}\n",
        ),
        file(
            "src/engine/c.rs",
            "trait Kind {}\nimpl FromStr for Y {\n    type Err = E;\n}\n",
        ),
    ];
    assert_eq!(
        repeated(&files),
        [
            "Kind: src/engine/a.rs, src/engine/c.rs",
            "Row: src/engine/a.rs, src/engine/b.rs"
        ]
    );
    assert_eq!(failures("src/x.rs", "pub enum ParseFailure {}").len(), 1);
    none(failures("src/x.rs", "pub enum ParseError {}"));
}
