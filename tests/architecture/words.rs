//! Names within the engine: one meaning a name, and one word for failure. And the words that a person reads: those of
//! each tab, of the key card, of the shell and of the small views stand in one file each.

use super::owners::untested;
use super::{LAYERS, after_word, layer_of, name_at, none, texts};
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
                let name = name_at(rest.trim_start());
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

/// The files that hold words: one for each tab, and one for what the tabs share; one for each of the other layers.
const WORDS: &str = "/words.rs";

/// The ends of attributes whose text a person sees or hears.
const SPOKEN: [&str; 6] = [
    "label=",
    "title=",
    "summary=",
    "hint=",
    "placeholder=",
    "what=",
];

/// What comes before a text that no visitor of the page reads: classes, ids, paths, and words for programmers.
const UNSEEN: [&str; 8] = [
    "class=",
    "aria-describedby=",
    "include_str!(",
    "reason=",
    "expect(",
    "unreachable!(",
    "panic!(",
    "#[path=",
];

/// Lists of classes that stand outside of an attribute.
const CLASSES: [&str; 2] = ["verdict good", "verdict bad"];

/// What sets the classes of an element, in the same statement as their names.
const SETS_CLASSES: &str = "set_class_name(";

/// The layer whose literals are names of the browser's own, of keys and of events: there only sentences are words.
const SEAM: &str = "src/browser/";

/// The code without what errors say of themselves.
fn without_errors(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, implementation)) = rest.split_once("impl fmt::Display for ") {
        kept += before;
        rest = implementation
            .split_once("\n}")
            .map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The string literals of a code, each between the code before it and the code after it.
fn literals(code: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find(['"', '\'', '/']) {
        let start = at + next;
        let rest = &code[start..];
        let escaped = |text: &str| if text.starts_with('\\') { 2 } else { 1 };
        if rest.starts_with("//") {
            at = start + rest.find('\n').unwrap_or(rest.len());
        } else if let Some(symbol) = rest.strip_prefix('\'') {
            // A character, or a lifetime.
            let after = symbol.char_indices().nth(escaped(symbol));
            let closed = after.filter(|(_, c)| *c == '\'');
            at = start + 1 + closed.map_or(0, |(at, _)| at + 1);
        } else if let Some(text) = rest.strip_prefix('"') {
            let mut length = 0;
            while let Some(c) = text[length..].chars().next().filter(|c| *c != '"') {
                length += c.len_utf8();
                if c == '\\' {
                    length += text[length..].chars().next().map_or(0, char::len_utf8);
                }
            }
            let end = (length + 1).min(text.len());
            found.push((&code[..start], &text[..length], &text[end..]));
            at = start + 1 + end;
        } else {
            at = start + 1;
        }
    }
    found
}

/// The text with `0` in the place of what a format puts into it.
fn filled(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        all + "0" + part.split_once('}').map_or(part, |(_, after)| after)
    })
}

/// Whether a text begins as a sentence or a label does.
fn begins_as_sentence(text: &str) -> bool {
    let mut letters = text.trim().chars();
    letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
}

/// Whether a text reads like words: it begins as a sentence or a label does, ends as a sentence does, or is set off
/// from others by a space.
fn reads_as_words(text: &str) -> bool {
    let text = filled(text);
    text.contains(|c: char| c.is_ascii_alphabetic())
        && (begins_as_sentence(&text) || text.contains(' ') || text.ends_with(['.', ':', '?', '…']))
}

/// The code before a literal without its spaces; only as much of it as can matter.
fn squeezed_end(before: &str) -> String {
    let line = before.trim_end();
    let from = line.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let tail = line[from..].chars().filter(|c| !c.is_whitespace());
    tail.collect()
}

/// The words in a file that has others to hold them. One word in lower case is told from an id only where it stands in an element or
/// in an attribute.
fn stray_words(path: &str, text: &str) -> Vec<String> {
    let code = without_errors(&untested(text));
    let is_stray = |(before, literal, after): &(&str, &str, &str)| {
        if path.starts_with(SEAM) {
            return begins_as_sentence(literal) && literal.contains(' ');
        }
        let statement = before.rsplit(';').next().unwrap_or_default();
        if statement.contains(SETS_CLASSES) {
            return false;
        }
        let before = squeezed_end(before);
        let after = after.trim_start();
        // A pattern is compared, not shown.
        let is_pattern = after.starts_with("=>");
        if is_pattern
            || CLASSES.contains(literal)
            || UNSEEN.iter().any(|code| before.ends_with(code))
        {
            return false;
        }
        // The text of an element, or of an attribute that is read.
        let is_child = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->")
            || after.starts_with("</");
        let is_spoken = SPOKEN.iter().any(|attribute| before.ends_with(attribute));
        reads_as_words(literal)
            || (is_child || is_spoken) && literal.contains(|c: char| c.is_ascii_alphabetic())
    };
    literals(&code)
        .into_iter()
        .filter(is_stray)
        .map(|(_, literal, _)| format!("{path}: {literal:?}"))
        .collect()
}

#[test]
fn the_words_of_a_tab_and_of_each_layer_stand_in_one_file() {
    let spoken = 1..LAYERS.len() - 1;
    let files = texts("src", &["rs"])
        .into_iter()
        .filter(|(path, _)| layer_of(path).is_some_and(|layer| spoken.contains(&layer)));
    let (words, others): (Vec<_>, Vec<_>) = files.partition(|(path, _)| path.ends_with(WORDS));
    let in_folder = |folder: &str| {
        let of_folder = words.iter().filter(|(path, _)| path.starts_with(folder));
        of_folder.count()
    };
    assert_eq!(
        in_folder("src/pages/"),
        8,
        "five tabs, the server record, what is handed to people and what they share"
    );
    assert_eq!(
        words.len(),
        8 + 4,
        "the card, the shell, the small views and the seam"
    );
    none(
        others
            .iter()
            .flat_map(|(path, text)| stray_words(path, text))
            .collect(),
    );
}

#[test]
fn the_rule_about_words_finds_words_and_nothing_else() {
    for text in [
        r#"view! { class="lk", <button class="button">"Cancel"</button> }"#,
        r#"view! { class="lk", <p>"not listed"</p> }"#,
        r#"view! { class="lk", <p>{count}"files"</p> }"#,
        r#"view! { class="lk", <Field label="length"/> }"#,
        r#"view! { class="lk", <p aria-label="keys"></p> }"#,
        r#"fn x() { announce.run("Cancelled.".to_owned()) }"#,
        r#"fn x() { let what = if y { "Hide" } else { z }; }"#,
        r#"fn x() { format!("{name} changed.") }"#,
        r#"fn x() { format!(" for {name}") }"#,
        r#"fn x() { format!("{count} OK") }"#,
        r#"fn x() { let how = if y { ", masked" } else { "" }; }"#,
        r#"fn x() -> char { '"' } const Y: &str = "made here, masked until shown";"#,
        r#"const X: &str = "a \"quoted\" text";"#,
        r#"fn x() { y.set_class_name("button large"); z("Copy ") }"#,
        "impl fmt::Display for X {\n    \"Not this.\"\n}\nconst X: &str = \"This one.\";",
    ] {
        assert_eq!(stray_words("", text).len(), 1, "{text}");
    }
    for text in [
        r#"const COPIED: &str = "Copied ✓";"#,
        r#"fn x() { format!("Stopped in {file}. Reload.") }"#,
    ] {
        assert_eq!(stray_words("src/browser/x.rs", text).len(), 1, "{text}");
    }
    for text in [
        r#"view! { class="lk", <div class="button small" id="token-format" aria-live="polite"> " " </div> }"#,
        r#"view! { class="lk", <td>{words::CANCEL}</td> "↻" " · " }"#,
        r#"fn x() { dom::by_id("token-generate"); format!("{address}#{options}"); format!("{} {check}") }"#,
        r#"fn x() { match key { "Escape" => close(), "g" | "c" => press(key) } }"#,
        r#"fn x() { RwSignal::new("API_KEY_SHA256"); y.expect("it was made above"); }"#,
        r#"#[expect(clippy::x, reason = "facts that do not depend on each other")]"#,
        "fn x() {\n    y(); // It says \"Press Show\".\n    // \"Press Show\"\n}",
        "#[cfg(test)]\nmod tests {\n    const X: &str = \"Some words.\";\n}\n",
        r"fn x<'a>(y: &'a str) -> char { '\'' }",
        r#"fn x() { y.set_class_name(if z { "button large" } else { "button large main" }); }"#,
        "impl fmt::Display for X {\n    \"The browser refused.\"\n}",
    ] {
        none(stray_words("", text));
    }
    none(stray_words(
        "src/browser/x.rs",
        r#"fn x() { all("Worker", "Escape", "(prefers-color-scheme: dark)", "tabs > [role=tab]") }"#,
    ));
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
