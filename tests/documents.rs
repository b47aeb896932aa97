//! What the documents say of the project, as far as a machine can tell: that its counts are right, that the files it
//! names exist, that the recipes are short, and that a release is checked by what they say.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::bundle::output::Output;
use latchkey::engine::bundle::preset::Preset;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::record::check::CheckLanguage;
use latchkey::engine::link;
use std::fs;
use std::path::{Path, PathBuf};

/// The greatest size of a picture in bytes, and the greatest number of lines of the README.
const PICTURE: u64 = 90_000;
const SCREEN: usize = 75;

/// The ends of names that are those of files.
const ENDINGS: [&str; 8] = [".rs", ".toml", ".sh", ".md", ".html", ".css", ".js", ".png"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the document is there")
}

/// All files of the project, but for what is built.
fn files() -> Vec<PathBuf> {
    let mut folders = vec![root().to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            let is_built = ["target", "dist", ".stage", ".git"]
                .iter()
                .any(|name| path == root().join(name));
            if path.is_dir() && !is_built {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

/// What `text` has between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether `name` is that of a file or folder. One with a word in capitals, such as `readers/NAME.rs`, stands for any.
fn is_path(name: &str) -> bool {
    // The single file is built.
    let is_placeholder = ["NAME", "TAB", "*", "latchkey.html"]
        .iter()
        .any(|word| name.contains(word));
    let starts = ["src/", "tests/", "scripts/", "bench/", "style/", "docs/"];
    !is_placeholder
        && !name.contains(' ')
        && (ENDINGS.iter().any(|end| name.ends_with(end))
            || starts.iter().any(|start| name.starts_with(start)))
}

/// The paths that `text` names and that are not there. A path may begin at the root or below it.
fn missing<'a>(text: &'a str, files: &[PathBuf]) -> Vec<&'a str> {
    quoted(text)
        .filter(|name| is_path(name))
        .filter(|name| {
            !root().join(name).exists() && !files.iter().any(|file| file.ends_with(name))
        })
        .collect()
}

/// Whether `name` is a claim, as the names of tests are.
fn is_test_name(name: &str) -> bool {
    let is_part =
        |symbol: char| symbol.is_ascii_lowercase() || symbol.is_ascii_digit() || symbol == '_';
    name.matches('_').count() >= 3 && name.chars().all(is_part)
}

#[test]
fn every_claim_of_the_security_document_names_a_test_that_is_there() {
    let sources: String = files()
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    let document = document("SECURITY.md");
    let claims = document
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1);
    for claim in claims {
        let tests: Vec<&str> = quoted(claim).filter(|name| is_test_name(name)).collect();
        assert!(!tests.is_empty(), "no test holds: {claim}");
        for test in tests {
            assert!(
                sources.contains(&format!("fn {test}(")),
                "{test} is no test"
            );
        }
    }
}

#[test]
fn the_readme_counts_what_there_is() {
    let readme = document("README.md");
    for (count, what) in [
        (Format::ALL.len(), "formats"),
        (Preset::ALL.len(), "frameworks and services"),
        (Output::ALL.len(), "outputs"),
        (CheckLanguage::ALL.len(), "languages"),
    ] {
        let words = format!("{count} {what}");
        assert!(readme.contains(&words), "README.md does not say {words:?}");
    }
}

#[test]
fn the_links_in_the_readme_set_up_what_they_say() {
    let readme = document("README.md");
    let links: Vec<(&str, &str)> = quoted(&readme)
        .filter_map(|text| text.strip_prefix('#')?.split_once('?'))
        .collect();
    assert_eq!(links.len(), 2, "{links:?}");
    for (tab, options) in links {
        let notice = match tab {
            link::token::TAB => link::token::read(options).notice(),
            link::bundle::TAB => link::bundle::read(options).notice(),
            _ => panic!("no link to {tab} is expected"),
        };
        assert!(notice.errors.is_empty(), "{notice:?}");
        assert!(notice.chosen.starts_with("This link chose: "), "{notice:?}");
    }
}

#[test]
fn every_file_that_the_documents_name_is_there() {
    let files = files();
    for name in ["README.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = document(name);
        let missing = missing(&text, &files);
        assert!(missing.is_empty(), "{name} names {missing:?}");
    }
    assert_eq!(
        missing("`src/gone.rs` and `src/lib.rs`", &files),
        ["src/gone.rs"]
    );
}

#[test]
fn the_readme_fits_one_screen_and_its_pictures_are_small() {
    let readme = document("README.md");
    let lines = readme.lines().count();
    assert!(lines <= SCREEN, "README.md has {lines} lines");
    let pictures: Vec<&str> = readme
        .split('"')
        .filter(|word| Path::new(word).extension().is_some_and(|end| end == "png"))
        .collect();
    assert_eq!(pictures, ["docs/token-dark.png", "docs/token-light.png"]);
    for picture in pictures {
        let size = fs::metadata(root().join(picture)).map_or(0, |file| file.len());
        assert!((1..=PICTURE).contains(&size), "{picture} has {size} bytes");
    }
}

#[test]
fn what_the_readmes_picture_marks_has_a_recipe_of_five_lines() {
    let contributing = document("CONTRIBUTING.md");
    let readme = document("README.md");
    let mut recipes = Vec::new();
    for section in contributing
        .split("\n## ")
        .filter(|text| text.starts_with("A "))
    {
        let mut lines = section.lines();
        let title = lines.next().unwrap_or_default();
        let steps: Vec<&str> = lines
            .take_while(|line| !line.is_empty())
            .map(|line| line.split_once(". ").map_or(line, |(number, _)| number))
            .collect();
        assert_eq!(steps, ["1", "2", "3", "4", "5"], "{title}");
        // "A format of keys": the picture says "+ a format".
        recipes.push(title.split(' ').nth(1).unwrap_or_default());
    }
    recipes.sort_unstable();
    let marks = readme.lines().filter_map(|line| line.split_once("+ a "));
    let mut marks: Vec<&str> = marks
        .filter_map(|(_, mark)| mark.split_once(':').map(|(name, _)| name))
        .collect();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks, recipes);
}

/// What `make TARGET` runs, line by line.
fn recipe(target: &str) -> Vec<String> {
    let makefile = document("Makefile");
    let lines = makefile
        .lines()
        .skip_while(|line| !line.starts_with(&format!("{target}:")));
    let commands = lines.skip(1).map_while(|line| line.strip_prefix('\t'));
    commands.map(str::to_owned).collect()
}

/// What a release is checked by, cheapest first, and what must be there before.
const LONG_CHECKS: [(&str, &[&str]); 7] = [
    ("sh scripts/deny.sh", &["sh scripts/setup.sh release"]),
    (
        "sh scripts/bench.sh lighthouse --check",
        &["sh scripts/setup.sh bench", "sh scripts/build.sh"],
    ),
    ("sh scripts/abuse.sh", IN_BROWSERS),
    ("sh scripts/reproduce.sh", &["sh scripts/setup.sh release"]),
    ("sh scripts/fuzz.sh 300000", &[]),
    ("sh scripts/test-engines.sh", IN_BROWSERS),
    ("sh scripts/mutants.sh", &["sh scripts/setup.sh release"]),
];
const IN_BROWSERS: &[&str] = &[
    "sh scripts/setup.sh browser",
    "sh scripts/referees.sh",
    "sh scripts/build.sh",
];

#[test]
fn a_release_is_checked_by_all_that_takes_too_long_for_every_test_run() {
    let recipe = recipe("release-check");
    let place = |command: &str| {
        let found = recipe.iter().position(|line| line == command);
        found.unwrap_or_else(|| panic!("release-check does not run {command:?}: {recipe:?}"))
    };
    let places = LONG_CHECKS.map(|(check, before)| {
        for step in before {
            assert!(place(step) < place(check), "{check} comes before {step}");
        }
        place(check)
    });
    assert!(places.is_sorted(), "{recipe:?}");
}

#[test]
fn every_command_of_the_contributors_table_is_there_and_a_release_check_is_told_step_by_step() {
    let contributing = document("CONTRIBUTING.md");
    let (_, table) = contributing
        .split_once("| command | what it does |\n|---|---|\n")
        .expect("there is a table of commands");
    let commands: Vec<&str> = table
        .lines()
        .map_while(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split_once('`').map(|(command, _)| command))
        .collect();
    for command in &commands {
        match command.split(' ').collect::<Vec<_>>()[..] {
            ["make", target] => assert!(!recipe(target).is_empty(), "no target {target}"),
            ["sh", script, ..] => assert!(root().join(script).exists(), "no {script}"),
            _ => assert!(command.starts_with("cargo "), "what is {command:?}?"),
        }
    }
    let told = commands
        .iter()
        .skip_while(|command| **command != "make release-check")
        .skip(1);
    let told: Vec<&str> = told.take(LONG_CHECKS.len()).copied().collect();
    assert_eq!(told, LONG_CHECKS.map(|(check, _)| check));
}

#[test]
fn the_changelog_has_the_version_and_what_is_to_come() {
    let changelog = document("CHANGELOG.md");
    let headings: Vec<&str> = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(headings[0], "Unreleased");
    let version = concat!(env!("CARGO_PKG_VERSION"), " - 20");
    assert!(headings[1].starts_with(version), "{headings:?}");
}
