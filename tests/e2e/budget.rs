//! The transfer sizes of the page: each file compressed with Brotli at its highest level, and the whole.
//!
//! A size over its budget is either a mistake or a decision, which is then recorded in this table.

use crate::harness::dist;
use std::collections::BTreeMap;
use std::fs;

/// The budget of the first load, until a key can be copied: the document and the program, in bytes.
const FIRST_LOAD: usize = 62_400;
/// The budget of all files together.
const WHOLE: usize = 1_152_000;
/// The budget of each part, by its name in the page's list.
const PARTS: [(&str, usize); 10] = [
    ("token", 151_000),
    ("record", 55_500),
    ("codes", 32_000),
    ("keypair", 35_000),
    ("shared", 43_500),
    ("bundle", 255_500),
    ("hashes", 149_000),
    ("inspect", 28_000),
    ("worker-script", 4_500),
    ("worker-wasm", 342_500),
];

/// The transfer size of a file, in bytes.
fn sent(content: &[u8]) -> usize {
    site::compress(content)
        .expect("memory can be read and written")
        .len()
}

/// The parts that the page's script lists: name and file.
fn listed(page: &str) -> BTreeMap<String, String> {
    let (_, list) = page
        .split_once("partFiles = new Map([")
        .expect("the script has a list of parts");
    let (list, _) = list.split_once("]);").expect("the list has an end");
    let quoted: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    quoted
        .chunks(3)
        .map(|entry| (entry[0].to_owned(), entry[1].to_owned()))
        .collect()
}

#[test]
fn every_file_keeps_within_its_budget() {
    let folder = dist();
    let read = |name: &str| fs::read(folder.join(name)).expect("a file of the page");
    let page = read("index.html");
    let parts = listed(&String::from_utf8_lossy(&page));
    let mut files: Vec<String> = fs::read_dir(&folder)
        .expect("the page is built")
        .map(|entry| {
            let entry = entry.expect("the folder can be listed");
            entry.file_name().to_string_lossy().into_owned()
        })
        .collect();
    // The page does not request what is for search engines and for hosts.
    let is_asked_for =
        |name: &String| !["index.html", "robots.txt", "_headers"].contains(&name.as_str());
    files.retain(|name| is_asked_for(name) && !parts.values().any(|part| part == name));
    let [program] = &files[..] else {
        panic!("besides its parts the page has {files:?}");
    };

    let first = sent(&page) + sent(&read(program));
    let mut table = vec![("first load", first, FIRST_LOAD)];
    let mut whole = first;
    for (name, file) in &parts {
        let size = sent(&read(file));
        whole += size;
        let budget = PARTS.iter().find(|(part, _)| part == name);
        table.push((name, size, budget.map_or(0, |(_, budget)| *budget)));
    }
    table.push(("whole", whole, WHOLE));
    let lines: Vec<String> = table
        .iter()
        .map(|(name, size, budget)| {
            let sign = if size > budget { "  TOO MUCH" } else { "" };
            format!("{name:<14} {size:>7} of {budget:>7} bytes{sign}")
        })
        .collect();
    eprintln!("{}", lines.join("\n"));
    assert!(
        table.iter().all(|(_, size, budget)| size <= budget),
        "the page has grown beyond its budget (Brotli 11):\n{}",
        lines.join("\n")
    );
    assert_eq!(
        parts.len(),
        PARTS.len(),
        "a part has no budget, or a budget no part: {parts:?}"
    );
}
