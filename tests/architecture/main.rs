//! The structure of the package, as tests: which layer may import which, what the engine may not use, how views
//! are opened, that what reads is fuzzed, and that each dependency says why it is there.
//!
//! Reads the sources as text, without comment lines. Each rule is also tested on a text that breaks it.
#![cfg(not(target_arch = "wasm32"))]

mod owners;
mod parsers;
mod rooms;
mod styles;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Imports run one way, from right to left.
const LAYERS: [&str; 7] = [
    "engine",
    "browser",
    "card",
    "components",
    "pages",
    "app",
    "main",
];

/// The crates that the engine may not use.
const BROWSER_CRATES: [&str; 6] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "getrandom",
];

/// The files below `folder` that end in one of `extensions`, with their texts; none when the folder does not
/// exist.
fn texts(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| extensions.iter().any(|wanted| end == *wanted))
            {
                let name = path
                    .strip_prefix(root)
                    .expect("it was found below the root")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("the file is text")));
            }
        }
    }
    found.sort();
    found
}

/// The text without comment lines.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |all, line| all + line + "\n")
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The name that a text begins with.
fn name_at(text: &str) -> String {
    text.chars().take_while(|c| is_name(*c)).collect()
}

/// The text after each occurrence of `name` as a whole word.
fn after_word<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(name)
        .filter(move |(at, _)| {
            !code[..*at].ends_with(is_name) && !code[at + name.len()..].starts_with(is_name)
        })
        .map(move |(at, _)| &code[at + name.len()..])
}

/// The first segments of all paths into a crate that is called by one of `roots`: `engine` of
/// `crate::engine::base::random` and of `use crate::{engine::random, …}`.
fn modules_named(code: &str, roots: &[&str]) -> Vec<String> {
    let mut named = Vec::new();
    for path in roots.iter().flat_map(|root| after_word(code, root)) {
        let Some(rest) = path.trim_start().strip_prefix("::").map(str::trim_start) else {
            continue;
        };
        let Some(group) = rest.strip_prefix('{') else {
            named.push(name_at(rest));
            continue;
        };
        let (mut depth, mut segment) = (0_i32, Some(String::new()));
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => named.extend(segment.replace(String::new())),
                ':' if depth == 0 => named.extend(segment.take()),
                c if depth == 0 && is_name(c) => {
                    if let Some(segment) = &mut segment {
                        segment.push(c);
                    }
                }
                _ => {}
            }
        }
        named.extend(segment);
    }
    named
}

/// The layer of a file, by its path in `src`; `None` for `lib.rs`, which declares them all, and for the worker.
fn layer_of(path: &str) -> Option<usize> {
    let top = path.strip_prefix("src/")?.split('/').next()?;
    LAYERS
        .iter()
        .position(|layer| *layer == top.trim_end_matches(".rs"))
}

fn layer_faults(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let fault = |what: &str| format!("{path} names {what}");
    let mut faults = Vec::new();
    if let Some(own) = layer_of(path) {
        let higher = modules_named(&code, &["crate", "latchkey"])
            .into_iter()
            .filter(|name| {
                LAYERS
                    .iter()
                    .position(|layer| layer == name)
                    .is_some_and(|theirs| theirs > own)
            });
        faults.extend(higher.map(|name| fault(&name)));
        if own == 0 {
            faults.extend(
                BROWSER_CRATES
                    .iter()
                    .filter(|name| code.contains(**name))
                    .map(|name| fault(name)),
            );
        }
        // What is in the first load works without the framework.
        let is_first = ["browser", "card", "app", "main"].contains(&LAYERS[own]);
        if is_first && code.contains("leptos") {
            faults.push(fault("leptos"));
        }
    } else if path.starts_with("src/bin/") {
        // `crate` is the binary itself there.
        let others = modules_named(&code, &["latchkey"])
            .into_iter()
            .filter(|name| name != "engine" && name != "browser");
        faults.extend(others.map(|name| fault(&name)));
        for rest in after_word(&code, "browser") {
            if !rest
                .trim_start()
                .trim_start_matches("::")
                .trim_start()
                .starts_with("rng")
            {
                faults.push(fault("more of browser than rng"));
            }
        }
    }
    faults
}

/// A global class keeps Leptos from setting `innerHTML`, which the page's Trusted Types refuse.
fn view_faults(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let opened = |rest: &str| {
        let squeezed: String = rest
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(12)
            .collect();
        squeezed == r#"{class="lk","#
    };
    after_word(&code, "view")
        .filter_map(|rest| rest.strip_prefix('!'))
        .filter(|rest| !opened(rest))
        .map(|rest| format!("{path}: view!{}", rest.chars().take(40).collect::<String>()))
        .collect()
}

/// Dependencies of a manifest with no comment line directly above them.
fn unexplained(path: &str, manifest: &str) -> Vec<String> {
    let (mut inside, mut explained, mut depth) = (false, false, 0_i32);
    let mut faults = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if depth == 0 && line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if depth == 0 && inside && line.contains('=') && !line.starts_with('#') && !explained
        {
            faults.push(format!("{path}: {line}"));
        }
        if !line.starts_with('#') {
            for c in line.chars() {
                depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
            }
        }
        explained = line.starts_with('#');
    }
    faults
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_layer_names_a_higher_one_and_the_engine_knows_no_browser() {
    let files = texts("src", &["rs"]);
    assert!(
        files.iter().any(|(path, _)| layer_of(path) == Some(0)),
        "the engine was not found"
    );
    none(
        files
            .iter()
            .flat_map(|(path, text)| layer_faults(path, text))
            .collect(),
    );
}

#[test]
fn every_view_is_opened_with_the_global_class() {
    none(
        texts("src", &["rs"])
            .iter()
            .flat_map(|(path, text)| view_faults(path, text))
            .collect(),
    );
}

#[test]
fn nothing_refers_to_a_folder_outside_of_the_project() {
    let outside = concat!("../", "shared");
    let files = ["src", "tests", "scripts", "style"]
        .iter()
        .flat_map(|folder| {
            texts(
                folder,
                &[
                    "rs", "toml", "sh", "py", "js", "mjs", "html", "css", "md", "json", "txt",
                ],
            )
        });
    none(
        files
            .filter(|(_, text)| text.contains(outside))
            .map(|(path, _)| path)
            .collect(),
    );
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = (
        "Cargo.toml".to_owned(),
        fs::read_to_string(root.join("Cargo.toml")).unwrap(),
    );
    let others = ["bench", "scripts", "src", "tests"]
        .iter()
        .flat_map(|folder| texts(folder, &["toml"]))
        .filter(|(path, _)| path.ends_with("Cargo.toml"));
    none(
        others
            .chain([own])
            .flat_map(|(path, text)| unexplained(&path, &text))
            .collect(),
    );
}

#[test]
fn the_rules_find_what_breaks_them() {
    for (path, text) in [
        ("src/engine/key/token.rs", "use leptos::prelude::*;"),
        ("src/engine.rs", "fn x() { getrandom::fill(&mut []); }"),
        ("src/engine/key/token.rs", "use crate::browser::rng;"),
        ("src/browser/rng.rs", "use leptos::prelude::*;"),
        ("src/browser/rng.rs", "fn x() { crate::pages::token::x() }"),
        (
            "src/components/key.rs",
            "use crate::{engine::{token, spec}, app};",
        ),
        ("src/card/view.rs", "use leptos::prelude::*;"),
        ("src/app.rs", "use leptos::mount::mount_to;"),
        ("src/card.rs", "use crate::components::alert;"),
        ("src/pages.rs", "use crate::{app::start};"),
        (
            "src/bin/worker/main.rs",
            "use latchkey::browser::clipboard;",
        ),
        (
            "src/bin/worker/main.rs",
            "use latchkey::{browser::{rng, clipboard}};",
        ),
        ("src/bin/worker/main.rs", "use latchkey::pages;"),
    ] {
        assert!(!layer_faults(path, text).is_empty(), "{path}: {text}");
    }
    for text in [
        "view! { <p/> }",
        "view!(class=\"lk\",)",
        "view! {\n class=\"x\", <p/> }",
        "leptos::view! {}",
    ] {
        assert!(!view_faults("", text).is_empty(), "{text}");
    }
    for manifest in [
        "[dependencies]\nuuid = \"1\"",
        "[target.'cfg(unix)'.dev-dependencies]\n# Why.\na = \"1\"\nb = \"1\"",
        "[dependencies]\n# Why.\na = { features = [\n\"b\",\n] }\nc = \"1\"",
    ] {
        assert_eq!(unexplained("", manifest).len(), 1, "{manifest}");
    }
}

#[test]
fn the_rules_let_pass_what_keeps_them() {
    for (path, text) in [
        (
            "src/engine/key/token.rs",
            "// leptos knows more\nuse crate::engine::base::random; use super::spec;",
        ),
        (
            "src/pages/token.rs",
            "use crate::{browser::rng, components::{key, app_name}, engine};",
        ),
        (
            "src/main.rs",
            "mod app; fn main() { latchkey::browser::panic::install(); }",
        ),
        ("src/lib.rs", "pub mod pages;"),
        (
            "src/bin/worker/main.rs",
            "use latchkey::browser::rng::Crypto; use latchkey::engine::protocol;",
        ),
    ] {
        none(layer_faults(path, text));
    }
    for text in [
        "view! { class=\"lk\", <p/> }",
        "view! {\n    class = \"lk\",\n <p/> }",
        "// view! { <p/> }",
        "review!()",
    ] {
        none(view_faults("", text));
    }
    none(unexplained(
        "",
        "[package]\na = 1\n[dependencies]\n# Why.\na = { features = [\n\"b\",\n] }\n[lints]\nb = 1",
    ));
}
