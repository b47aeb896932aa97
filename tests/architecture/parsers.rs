//! Whatever reads a text or bytes from outside is fuzzed: each such function of the engine is in the table, with the
//! programs of `tests/fuzz` that reach it.

use super::{after_word, name_at, none, texts};

/// The files with functions that read, below `src/engine`, and the programs that fuzz them.
#[rustfmt::skip]
const PARSERS: [(&str, &[&str]); 50] = [
    ("base/choices.rs", &["link"]),
    ("base/date.rs", &["record", "record_form"]),
    ("base/number.rs", &["key_options"]),
    ("bundle/import.rs", &["import", "import_comment"]),
    ("bundle/pair/made.rs", &["private_key"]),
    ("bundle/pair/written.rs", &["import_value", "private_key"]),
    ("bundle/place.rs", &["import_value"]),
    ("bundle/schema/pattern.rs", &["schema", "schema_type"]),
    ("digest/decoding.rs", &["encoded_bytes"]),
    ("digest/expected.rs", &["expected_digest"]),
    ("digest/expected/named.rs", &["expected_digest"]),
    ("digest/hmac.rs", &["encoded_bytes"]),
    ("digest/options.rs", &["encoded_bytes"]),
    ("digest/sums/name.rs", &["checksum_list"]),
    ("digest/sums/parse.rs", &["checksum_list"]),
    ("digest/sums/pasted.rs", &["expected_digest"]),
    ("digest/sums/powershell.rs", &["checksum_list"]),
    ("digest/sums/text.rs", &["checksum_list"]),
    ("digest/verdict.rs", &["expected_digest"]),
    ("digest/whitespace.rs", &["encoded_bytes"]),
    ("env/document/parser.rs", &["env_document"]),
    ("env/error.rs", &["env_document"]),
    ("env/readers.rs", &["env_value"]),
    ("inspect.rs", &["inspected_key"]),
    ("key/alphabet.rs", &["key_options"]),
    ("key/draft.rs", &["remembered_draft"]),
    ("key/entropy.rs", &["key_options"]),
    ("key/prefix.rs", &["key_options"]),
    ("key/record/draft.rs", &["record_form"]),
    ("key/record/range.rs", &["record", "record_form"]),
    ("key/record/read.rs", &["record"]),
    ("key/spec.rs", &["key_options"]),
    ("key/totp/address.rs", &["totp_label"]),
    ("link/bundle.rs", &["link"]),
    ("link/hashes.rs", &["link"]),
    ("link/keypair.rs", &["link"]),
    ("link/query.rs", &["link"]),
    ("link/token.rs", &["link"]),
    ("pair.rs", &["private_key"]),
    ("pair/ec.rs", &["private_key"]),
    ("pair/rsa.rs", &["private_key"]),
    ("pair/signing.rs", &["private_key"]),
    ("password/draft.rs", &["password_options"]),
    ("password/params.rs", &["password_options"]),
    ("password/pasted.rs", &["stored_password"]),
    ("password/stored.rs", &["stored_password"]),
    ("password/verdict.rs", &["stored_password"]),
    ("protocol.rs", &["message"]),
    ("syntax/json/parser.rs", &["syntax_tree"]),
    ("syntax/toml/parser.rs", &["syntax_tree"]),
];

/// What the names of functions that read begin with.
const NAMES: [&str; 12] = [
    "decode",
    "from_der",
    "from_line",
    "from_number",
    "from_rsa",
    "from_str",
    "guess",
    "inspect",
    "open",
    "parse",
    "read",
    "verify",
];
/// What their documentation begins with.
const VERBS: [&str; 5] = ["Decodes", "Parses", "Reads", "Removes", "Validates"];

/// The functions of a file that read a text or bytes and that other files can call.
fn readers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The first line of the documentation above the line.
    let mut says = None;
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\n') {
        let code = line.trim_start();
        let is_open = code.starts_with("pub fn ") || code.starts_with("pub const fn ");
        if let Some(words) = code.strip_prefix("/// ") {
            says.get_or_insert(words);
        } else if is_open || code.starts_with("fn from_str(") {
            let head = rest.split_once('{').map_or(rest, |(head, _)| head);
            let given = head.split_once("->").map_or(head, |(given, _)| given);
            let name = after_word(code, "fn")
                .next()
                .map(|rest| name_at(rest.trim_start()));
            let name = name.unwrap_or_default();
            let is_named = NAMES.iter().any(|known| {
                name.strip_prefix(known)
                    .is_some_and(|end| end.is_empty() || end.starts_with('_'))
            });
            let verb = says.and_then(|words| words.split(' ').next());
            let reads = is_named || verb.is_some_and(|verb| VERBS.contains(&verb));
            let takes = after_word(given, "str").next().is_some() || given.contains("[u8]");
            if reads && takes {
                found.push(name);
            }
            says = None;
        } else if !code.starts_with("//") && !code.starts_with("#[") {
            says = None;
        }
        rest = behind;
    }
    found
}

/// Files with functions that read and no program, and rows without such functions.
fn unfuzzed(files: &[(String, String)], table: &[(&str, &[&str])]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rows: Vec<&str> = table.iter().map(|(file, _)| *file).collect();
    for (path, text) in files {
        let names = readers(text);
        let file = path.strip_prefix("src/engine/").unwrap_or(path);
        let row = rows.iter().position(|row| *row == file);
        match row {
            Some(at) if !names.is_empty() => {
                rows.swap_remove(at);
            }
            None if !names.is_empty() => {
                faults.push(format!(
                    "{path} has {}, and no program fuzzes it",
                    names.join(", ")
                ));
            }
            _ => {}
        }
    }
    faults.extend(
        rows.iter()
            .map(|row| format!("{row} has no function that reads")),
    );
    faults
}

#[test]
fn every_function_that_reads_what_comes_from_outside_is_fuzzed() {
    none(unfuzzed(&texts("src/engine", &["rs"]), &PARSERS));
    let programs: Vec<String> = texts("tests/fuzz/targets", &["rs"])
        .iter()
        .filter_map(|(path, _)| {
            path.strip_prefix("tests/fuzz/targets/")?
                .strip_suffix(".rs")
        })
        .map(str::to_owned)
        .collect();
    let mut named: Vec<&str> = PARSERS
        .iter()
        .flat_map(|(_, programs)| programs.iter().copied())
        .collect();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named, programs);
}

#[test]
fn a_function_that_reads_is_told_from_one_that_does_not() {
    for text in [
        "pub fn parse(text: &str) -> Option<Self> {\n",
        "    pub fn read_hex(\n        text: &str,\n    ) -> Result<Vec<u8>, HexError> {\n",
        "    fn from_str(text: &str) -> Result<Self, Self::Err> {\n",
        "/// Parses a record.\n///\n/// # Errors\n#[must_use]\npub fn record(text: &str) -> Result<KeyRecord, RecordError> {\n",
        "pub fn open(bytes: &'a [u8]) -> Result<(Run, &'a [u8]), MessageError> {\n",
    ] {
        assert_eq!(readers(text).len(), 1, "{text}");
        let file = [("src/engine/x.rs".to_owned(), text.to_owned())];
        assert_eq!(unfuzzed(&file, &[]).len(), 1);
        none(unfuzzed(&file, &[("x.rs", &["import"])]));
    }
    for text in [
        "pub fn write(text: &str) -> String {\n",
        "pub fn read(&self) -> u64 {\n",
        "fn read(text: &str) {\n",
        "/// Parses.\nconst X: u8 = 1;\npub fn write(text: &str) {\n",
        "pub fn reading(text: &str) {\n",
    ] {
        none(readers(text));
        let file = [("src/engine/x.rs".to_owned(), text.to_owned())];
        assert_eq!(unfuzzed(&file, &[("x.rs", &["import"])]).len(), 1);
    }
}
