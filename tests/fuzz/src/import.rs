//! Imports into a bundle: what is written for a reader is read back, and a mask never shows a new secret.

use crate::input::{Seeded, choice, text as decoded};
use crate::parsed::{at_stake, parse_any};
use latchkey::engine::bundle::import::{ParsedImport, Source, parse};
use latchkey::engine::bundle::output::Output;
use latchkey::engine::bundle::rendered::RenderedText;
use latchkey::engine::bundle::{Bundle, Decision, Row};
use latchkey::engine::env::document::Document;
use serde_json::{Map, Value};

/// The date of signed tokens.
const NOW: u64 = 1_700_000_000;
/// Less than this of a secret may stand in a text by chance.
const LEAST: usize = 8;
/// What the file may be called, and what it is taken for.
const FILES: [(&str, Source); 6] = [
    ("", Source::Example),
    ("", Source::Own),
    (".env", Source::Own),
    (".env.example", Source::Example),
    ("compose.yaml", Source::Own),
    (".env.schema", Source::Example),
];

/// A whole text.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn text(data: &[u8]) {
    let Some(((name, source), rest)) = choice(&FILES, data) else {
        return;
    };
    let given = decoded(rest);
    match parse_any(&given, name, None) {
        Ok(parsed) => bundle(&given, parsed, source),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A comment above a secret, and one beside it.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn comment(data: &[u8]) {
    let said = decoded(data).replace(['\n', '\r', '\0'], " ");
    let given = format!("PORT=3000\n# {said}\nAPI_SECRET=\nJWT_SECRET=changeme # {said}\n");
    if let Ok(document) = parse(&given) {
        bundle(&given, document.into(), Source::Example);
    }
}

/// The value of a secret, of a link and of a setting.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn value(data: &[u8]) {
    let Some((source, rest)) = choice(&[Source::Example, Source::Own], data) else {
        return;
    };
    let value = decoded(rest).replace(['\n', '\r', '\0'], " ");
    let given = format!("DB_PASSWORD={value}\nDATABASE_URL={value}\nFOO={value}\n");
    if let Ok(document) = parse(&given) {
        bundle(&given, document.into(), source);
    }
}

/// Goes through the life of a bundle that was imported from `given`.
///
/// # Panics
/// Where a property of bundles does not hold.
pub fn bundle(given: &str, parsed: ParsedImport, source: Source) {
    let _ = (parsed.guess(""), at_stake(&parsed), parsed.read_as());
    let reader = parsed.reader();
    let mut random = Seeded::new(1);
    let mut bundle =
        Bundle::import(parsed, source, NOW, &mut random).expect("the source never fails");
    let _ = bundle.consequences();
    for output in Output::ALL {
        rendered(given, &bundle, output);
    }
    bundle
        .rotate(source == Source::Own, NOW, &mut random)
        .expect("the source never fails");
    rendered(given, &bundle, Output::for_dialect(reader));
    bundle
        .regenerate_all(NOW, &mut random)
        .expect("the source never fails");
    rendered(given, &bundle, Output::for_dialect(reader));
}

/// What holds of a bundle that is written for `output`.
fn rendered(given: &str, bundle: &Bundle, output: Output) {
    let Ok(rendered) = bundle.render(output) else {
        return;
    };
    let text = rendered.text.expose();
    assert_eq!(rendered.values.len(), rendered.clear.len());
    let mut at = 0;
    for value in &rendered.values {
        assert!(at <= value.start && text.get(value.clone()).is_some());
        at = value.end;
    }
    masked(given, bundle, &rendered);
    if output == Output::Example {
        for row in new(bundle) {
            assert!(
                !text.contains(middle(given, row)),
                "an example has {}",
                row.name()
            );
        }
    } else if let Some(dialect) = output.dialect() {
        let again = Document::parse(text, dialect);
        let again = again.unwrap_or_else(|errors| panic!("{output}: {errors:?}\n{text}"));
        for entry in again.entries() {
            let row = bundle
                .row(again.slice(&entry.name))
                .expect("no other name was written");
            if let Some(value) = entry.value.as_ref().filter(|_| !row.is_template()) {
                assert_eq!(value.expose(), row.value().expose(), "{output}: {text}");
            }
        }
    } else if output == Output::Json {
        let read: Map<String, Value> = serde_json::from_str(text).expect("it is JSON");
        for row in bundle
            .rows()
            .iter()
            .filter(|row| !row.is_off() && !row.is_template())
        {
            assert_eq!(
                read.get(row.name()).and_then(Value::as_str),
                Some(row.value().expose())
            );
        }
    }
}

/// A mask shows nothing of the new secrets.
fn masked(given: &str, bundle: &Bundle, rendered: &RenderedText) {
    let masked = rendered.masked();
    for row in new(bundle) {
        assert!(
            !masked.contains(middle(given, row)),
            "the mask shows {}",
            row.name()
        );
    }
}

/// The rows with a secret that was drawn here.
fn new(bundle: &Bundle) -> impl Iterator<Item = &Row> {
    let drawn = |row: &&Row| row.decision() == Decision::Mint && row.value().len() > LEAST;
    bundle.rows().iter().filter(drawn)
}

/// The middle of a new value: of a link with a new password in it, what is new.
fn middle<'a>(given: &str, row: &'a Row) -> &'a str {
    let value = row.value().expose();
    // The longest piece that the text did not have.
    let pieces = value.split(['/', ':', '@', '=', ',', ';', ' ']);
    let new = pieces.filter(|piece| !given.contains(piece));
    let new = new
        .max_by_key(|piece| piece.len())
        .filter(|piece| piece.len() > LEAST);
    let cut = |piece: &'a str| piece.get(2..piece.len() - 2);
    // Nothing drawn can be told from the text: then no text contains this.
    new.and_then(cut).unwrap_or("\0")
}
