//! The styles of a tab reach no other tab. They stay in the document once its part has come, and those of another tab may
//! come before or after them.

use super::{none, texts};
use std::collections::{BTreeMap, BTreeSet};

/// What is there from the first load or with the first later part, for all tabs.
const OF_ALL: [&str; 4] = ["card", "fields", "shell", "theme"];
/// What changes the others for forced colours and for print.
const OF_NONE: &str = "modes";

/// The selectors of a style sheet, without those of keyframes.
fn selectors(css: &str) -> Vec<String> {
    let mut rest = css;
    let mut code = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let mut found = Vec::new();
    for before in code
        .split('{')
        .map(|piece| piece.rsplit(['}', ';']).next().unwrap_or_default())
    {
        let before = before.trim();
        if !before.is_empty() && !before.starts_with('@') && !matches!(before, "from" | "to") {
            // A comma inside of brackets separates no selectors.
            let mut depth = 0;
            let separates = |symbol: char| {
                depth += i32::from(symbol == '(') - i32::from(symbol == ')');
                symbol == ',' && depth == 0
            };
            found.extend(before.split(separates).map(|one| one.trim().to_owned()));
        }
    }
    found
}

/// The classes that a selector names.
fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).map(|class| {
        let end = class.find(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '-');
        &class[..end.unwrap_or(class.len())]
    })
}

/// The selectors of tabs that another tab can match: they have neither an id nor a class of their own.
fn far_reaching(files: &[(&str, &str)]) -> Vec<String> {
    let of_file: BTreeMap<&str, Vec<String>> = files
        .iter()
        .map(|(name, css)| (*name, selectors(css)))
        .collect();
    let mut faults = Vec::new();
    for (name, own) in &of_file {
        if OF_ALL.contains(name) || *name == OF_NONE {
            continue;
        }
        let others: BTreeSet<&str> = of_file
            .iter()
            .filter(|(other, _)| *other != name && **other != OF_NONE)
            .flat_map(|(_, selectors)| selectors.iter().flat_map(|one| classes(one)))
            .collect();
        for selector in own {
            if !selector.contains('#') && classes(selector).all(|class| others.contains(class)) {
                faults.push(format!("style/{name}.css: {selector}"));
            }
        }
    }
    faults
}

#[test]
fn no_style_of_a_tab_reaches_another_tab() {
    let files = texts("style", &["css"]);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, css)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            (name.trim_end_matches(".css"), css.as_str())
        })
        .collect();
    assert!(files.len() > OF_ALL.len() + 1);
    none(far_reaching(&files));
}

#[test]
fn the_rule_about_styles_finds_what_breaks_it() {
    let files = [
        ("card", ".card { color: red; } .band, .row { margin: 0; }"),
        (
            "bundle",
            "/* .a { } */ .card .row { margin: 1px; } .own .row, .card:is(.x, .row) { margin: 2px; } .both { gap: 0; }",
        ),
        (
            "hashes",
            "@media print { .both { gap: 1px; } #panel-hashes .row { gap: 0; } } p { gap: 0; }",
        ),
        ("modes", ".own { color: Canvas; }"),
    ];
    assert_eq!(
        far_reaching(&files),
        [
            "style/bundle.css: .card .row",
            "style/bundle.css: .both",
            "style/hashes.css: .both",
            "style/hashes.css: p",
        ]
    );
}
