//! Schemas: what they declare is imported, whatever they say of it.

use crate::import;
use crate::input::{choice, text as decoded};
use crate::parsed::{parse_any, parse_chosen};
use latchkey::engine::bundle::import::{ImportFormat, Schema, Source};

/// A whole schema of each kind.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn text(data: &[u8]) {
    let Some((schema, rest)) = choice(&Schema::ALL, data) else {
        return;
    };
    let given = decoded(rest);
    match parse_chosen(&given, ImportFormat::Schema(schema), None) {
        Ok(parsed) => {
            for profile in parsed.profiles() {
                let chosen = parse_chosen(&given, ImportFormat::Schema(schema), Some(profile));
                assert!(chosen.is_ok(), "a profile that is offered cannot be read");
            }
            import::bundle(&given, parsed, Source::Example);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// How each kind of schema declares a variable: the name of its file, and what stands around the declaration.
const KINDS: [(&str, &str, &str); 4] = [
    (".env.schema", "# @sensitive @type=string(", ")\nCODE=\n"),
    (
        ".env.schema",
        "# @sensitive @type=string(matches=\"",
        "\")\nCODE=\n",
    ),
    (
        "secretspec.toml",
        "[profiles.default]\nCODE = { description = \"a code\", ",
        " }\n",
    ),
    ("app.json", "{\"env\": {\"CODE\": {", "}}}\n"),
];

/// The declaration of one variable.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn declared(data: &[u8]) {
    let Some(((file, before, behind), rest)) = choice(&KINDS, data) else {
        return;
    };
    let said = decoded(rest).replace(['\n', '\r', '\0'], " ");
    let given = format!("{before}{said}{behind}");
    if let Ok(parsed) = parse_any(&given, file, None) {
        import::bundle(&given, parsed, Source::Example);
    }
}
