//! Pasted keys: what is told of a key never holds it.

use crate::input::{Seeded, text};
use latchkey::engine::inspect::{Inspection, MOST_SHOWN, inspect, inspect_first};
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use latchkey::engine::key::token::PartKind;
use std::sync::LazyLock;

/// The moment of the inspection, in seconds since 1970.
const NOW: i64 = 1_795_651_200;
/// What is typed to verify JWTs with.
const SECRET: &str = "a-secret-that-stands-in-no-input";
/// So many symbols of a secret in a row may not be told.
const MOST: usize = 9;

/// A key as the page makes it, and the random part of it.
static KEY: LazyLock<(String, String)> = LazyLock::new(|| {
    let token = TokenSpec::default()
        .mint(Supplies::default(), &mut Seeded::new(1))
        .expect("the source never fails");
    let part = token
        .parts()
        .iter()
        .find(|part| part.kind == PartKind::Random);
    let random = part.map(|part| token.part(part).to_owned());
    (
        token.text().expose().to_owned(),
        random.expect("every key has a random part"),
    )
});

/// A pasted text, as it is and with a key in place of `~`.
///
/// # Panics
/// Where a count is wrong, or a secret is told.
pub fn keys(data: &[u8]) {
    let given = text(data);
    let inspection = counted(&given);
    assert!(!told(&inspection).contains(SECRET) || given.contains(SECRET));

    let (key, random) = &*KEY;
    let pasted = given.replace('~', key);
    if pasted == given {
        return;
    }
    let inspection = counted(&pasted);
    // Of a public key all is told, and what its owner wrote behind it.
    if !inspection
        .findings
        .iter()
        .any(|found| found.name == "OpenSSH public key")
    {
        let told = told(&inspection);
        for start in 0..=random.len() - MOST {
            let piece = &random[start..start + MOST];
            // What compares it may have shown it to the fuzzer.
            assert!(
                given.contains(piece) || !told.contains(piece),
                "{given:?}: {told}"
            );
        }
    }
}

/// Everything that is said.
fn told(inspection: &Inspection) -> String {
    format!("{inspection:?}")
}

/// The findings on a text, counted.
fn counted(given: &str) -> Inspection {
    let inspection = inspect(given, SECRET, NOW);
    assert!(inspection.valid + inspection.wrong <= inspection.count);
    assert!(inspection.unknown <= inspection.count);
    assert_eq!(
        inspection.findings.len(),
        inspection.count.min(MOST_SHOWN) as usize
    );
    let lines = given.split(['\n', '\r']).count();
    let mut before = 0;
    for found in &inspection.findings {
        let line = found.line as usize;
        assert!(before < line && line <= lines, "{given:?}");
        before = line;
        assert!(!found.name.is_empty() && !found.made_of.is_empty());
        assert!(!found.check.word().is_empty() && !found.check.detail().is_empty());
    }
    let only_counted = inspect_first(given, SECRET, NOW, 0);
    assert!(only_counted.findings.is_empty());
    assert_eq!(
        Inspection {
            findings: Vec::new(),
            ..inspection.clone()
        },
        only_counted
    );
    inspection
}
