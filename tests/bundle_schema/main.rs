//! Importing schemas: what becomes of each variable, by what the schema says of it.
#![cfg(not(target_arch = "wasm32"))]

mod app_json;
#[path = "../support/parsed.rs"]
mod parsed;
mod properties;
#[path = "../support/rendered.rs"]
mod rendered;
mod secretspec;
#[path = "../support/seeded.rs"]
mod seeded;
mod varlock;

use latchkey::engine::bundle::import::{ParsedImport, Source};
use latchkey::engine::bundle::{Bundle, Class, Decision, Row};
use parsed::parse_any;
use rendered::written;
use seeded::Seeded;

/// The time of every import here.
const NOW: u64 = 1_700_000_000;

/// The bundle of a parsed schema.
fn filled(parsed: ParsedImport) -> Bundle {
    Bundle::import(parsed, Source::Example, NOW, &mut Seeded::new(11))
        .expect("the source never fails")
}

/// The bundle of the schema `text`, from a file called `name`.
fn import(text: &str, name: &str) -> Bundle {
    filled(parse_any(text, name, None).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// What becomes of a row, in short: `new: 32 letters and digits (as the schema asks)`.
fn fate(row: &Row) -> String {
    let decision = match (row.decision(), row.class()) {
        (Decision::Mint, _) => format!("new: {}", row.kind()),
        (Decision::SameAs(_), _) => "same".to_owned(),
        (_, Class::Issued) => "issued".to_owned(),
        _ if row.is_template() => "template".to_owned(),
        _ => format!("kept: {:?}", row.value().expose()),
    };
    format!("{decision} ({})", row.reason())
}

/// Whether the variable `name` of the schema has this fate.
#[track_caller]
fn becomes(bundle: &Bundle, name: &str, expected: &str) {
    let row = bundle
        .row(name)
        .unwrap_or_else(|| panic!("no {name} in {bundle:?}"));
    assert_eq!(fate(row), expected, "{name}");
}
