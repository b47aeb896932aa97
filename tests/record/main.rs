//! The server record as those see it who get it: every text that the engine writes is read or run by the real thing.
//!
//! `scripts/referees.sh` installs what is asked here.
#![cfg(not(target_arch = "wasm32"))]
#[path = "../support/filled.rs"]
mod filled;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../referees/mod.rs"]
mod referees;
#[path = "../support/seeded.rs"]
mod seeded;

mod cases;
mod checks;
mod commands;
mod form;
mod outputs;
mod tables;

use filled::filled;
use latchkey::engine::base::date::Moment;
use latchkey::engine::key::record::draft::RecordDraft;
use latchkey::engine::key::record::{KeyRecord, KeyTrace, Terms};
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use seeded::Seeded;

/// The moment at which everything here happens.
fn now() -> Moment {
    "2026-11-26T20:00:00Z".parse().expect("it is a moment")
}

fn terms(draft: &RecordDraft) -> Terms {
    let read = draft.read(now());
    let complaints = format!("{:?}", read.errors);
    read.terms.unwrap_or_else(|| panic!("{complaints}"))
}

/// A key of this form in clear, and its record.
fn key(spec: &TokenSpec, terms: &Terms, seed: u64) -> (String, KeyRecord) {
    let token = spec
        .mint(Supplies::default(), &mut Seeded::new(seed))
        .expect("the seeded source does not fail");
    let trace = KeyTrace::new(token.sha256_hex(), token.masked(), spec);
    let record = KeyRecord::new(trace, terms.clone());
    (token.text().expose().to_owned(), record)
}

/// Records of everything that can become of a key: in use with all and with no fields, replaced, its successor, and
/// revoked.
fn records() -> Vec<KeyRecord> {
    let spec = TokenSpec {
        key_id: true,
        ..TokenSpec::default()
    };
    let (full, empty) = (terms(&filled()), terms(&RecordDraft::default()));
    let (_, used) = key(&spec, &full, 1);
    let (_, plain) = key(&TokenSpec::default(), &empty, 2);
    let (_, mut old) = key(&spec, &full, 3);
    let (_, mut new) = key(&spec, &full, 4);
    old.rotate(&mut new, now(), 7)
        .expect("the old one is in use");
    let (_, mut revoked) = key(&spec, &full, 5);
    revoked.revoke(now());
    vec![used, plain, old, new, revoked]
}
