//! What only one place may do: start a worker, know a tab; and what no place may do: keep code for the tests alone,
//! or take the bench's code into them.

use super::{after_word, code, is_name, name_at, none, texts};
use std::collections::BTreeMap;

/// Where workers are started and ended.
const WORKER_OWNERS: [&str; 2] = ["src/browser/ask.rs", "src/browser/worker.rs"];

/// Names of a worker outside of its owners.
fn strange_workers(path: &str, text: &str) -> Vec<String> {
    if WORKER_OWNERS.contains(&path) || path.starts_with("src/bin/") {
        return Vec::new();
    }
    let code = code(text);
    ["WorkerHandle", "Worker"]
        .iter()
        .filter(|name| after_word(&code, name).next().is_some())
        .map(|name| format!("{path} names {name}"))
        .collect()
}

/// What components may use besides each other: how numbers are written, and which key moves in a tab list.
const FOR_COMPONENTS: [&str; 2] = ["engine::base", "browser::tab_keys"];

/// Components get values and give events: they know neither the rooms of the engine, which are the tabs' own things,
/// nor the browser.
fn knowing_components(path: &str, text: &str) -> Vec<String> {
    if !path.starts_with("src/components") {
        return Vec::new();
    }
    let code = FOR_COMPONENTS.iter().fold(code(text), |code, allowed| {
        code.replace(&format!("crate::{allowed}"), "")
    });
    super::modules_named(&code, &["crate", "latchkey"])
        .into_iter()
        .filter(|name| name != "components")
        .map(|name| format!("{path} names {name}"))
        .collect()
}

/// The files of the bench that a test takes in by its path.
fn taken_from_bench(path: &str, text: &str) -> Vec<String> {
    code(text)
        .lines()
        .filter(|line| line.trim_start().starts_with("#[path") && line.contains("bench"))
        .map(|line| format!("{path}: {}", line.trim()))
        .collect()
}

/// `code` without its test modules.
pub(super) fn untested(text: &str) -> String {
    let code = code(text);
    let mut kept = String::new();
    let mut rest = code.as_str();
    while let Some((before, tests)) = rest.split_once("#[cfg(test)]\n") {
        kept += before;
        rest = tests.split_once("\n}").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The public functions of `src` that no other code names.
fn unused(files: &[(String, String)]) -> Vec<String> {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    let mut functions = Vec::new();
    for (path, text) in files {
        let code = untested(text);
        for word in code.split(|symbol| !is_name(symbol)) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
        for rest in after_word(&code, "fn") {
            let name = name_at(rest.trim_start());
            let before = &code[..code.len() - rest.len()];
            let line = before.rsplit('\n').next().unwrap_or_default();
            *words.entry(name.clone()).or_default() -= 1;
            if line.trim_start().starts_with("pub ") {
                functions.push((path, name));
            }
        }
    }
    functions
        .into_iter()
        .filter(|(_, name)| words.get(name) == Some(&0))
        .map(|(path, name)| format!("{path}: {name}"))
        .collect()
}

#[test]
fn only_one_place_starts_workers() {
    let files = texts("src", &["rs"]);
    none(
        files
            .iter()
            .flat_map(|(path, text)| strange_workers(path, text))
            .collect(),
    );
}

#[test]
fn no_component_knows_a_tab() {
    let files = texts("src", &["rs"]);
    none(
        files
            .iter()
            .flat_map(|(path, text)| knowing_components(path, text))
            .collect(),
    );
}

#[test]
fn no_test_takes_code_from_the_bench() {
    let files = texts("tests", &["rs"]);
    none(
        files
            .iter()
            .flat_map(|(path, text)| taken_from_bench(path, text))
            .collect(),
    );
}

#[test]
fn no_public_function_is_there_for_the_tests_alone() {
    let mut files = texts("src", &["rs"]);
    // The bench and the referees ask the engine as the page does.
    files.extend(texts("bench", &["rs"]));
    files.extend(texts("tests/referees", &["rs"]));
    none(unused(&files));
}

#[test]
fn the_rules_about_owners_find_what_breaks_them() {
    for (path, text) in [
        (
            "src/pages/hashes.rs",
            "use crate::browser::worker::WorkerHandle;",
        ),
        ("src/card.rs", "fn x() { web_sys::Worker::new(\"\") }"),
    ] {
        assert_eq!(strange_workers(path, text).len(), 1, "{path}");
    }
    for text in [
        "use crate::engine::bundle::Row;",
        "fn x() { crate::browser::dom::x() }",
    ] {
        assert_eq!(knowing_components("src/components/row.rs", text).len(), 1);
    }
    let path = "#[path = \"../bench/src/table.rs\"]\nmod table;";
    assert_eq!(taken_from_bench("tests/x.rs", path).len(), 1);
    let file = |text: &str| vec![("src/x.rs".to_owned(), text.to_owned())];
    let alone = "pub fn alone() {}\n#[cfg(test)]\nmod tests {\n    fn x() { super::alone() }\n}\n";
    assert_eq!(unused(&file(alone)).len(), 1);
    none(unused(&file("pub fn called() {}\nfn x() { called() }")));
    none(strange_workers(
        "src/browser/ask.rs",
        "use super::worker::WorkerHandle;",
    ));
    none(knowing_components(
        "src/components/row.rs",
        "use crate::components::field::Field;",
    ));
}
