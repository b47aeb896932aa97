//! The record as JSON, YAML, TOML and as a calendar, read by others.

use crate::referees::{answer, python};
use crate::{filled, now, records, terms};
use latchkey::engine::key::record::KeyRecord;
use latchkey::engine::key::record::output::RecordOutput;
use latchkey::engine::key::record::read;
use serde_json::{Value, json};
use std::path::Path;

/// What `outputs.py` says about these questions.
fn ask(questions: &Value) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = answer(
        python()
            .arg(folder.join("tests/record/outputs.py"))
            .arg(folder.join("docs/record.schema.json")),
        questions.to_string().as_bytes(),
    );
    serde_json::from_str(&said).expect("it answers in JSON")
}

fn question(output: RecordOutput, records: &[KeyRecord]) -> Value {
    json!([output.id(), output.write(records, now())])
}

/// `value` without what there is not, as TOML has it.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_nulls(value)))
            .collect(),
        Value::Array(list) => list.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

#[test]
fn json_yaml_and_toml_say_the_same_to_their_parsers() {
    let records = records();
    let one = &records[..1];
    let said = ask(&json!([
        question(RecordOutput::Json, one),
        question(RecordOutput::Yaml, one),
        question(RecordOutput::Toml, one),
        question(RecordOutput::Json, &records),
        question(RecordOutput::Yaml, &records),
        question(RecordOutput::Toml, &records),
    ]));
    assert_eq!(said[0]["label"], json!(terms(&filled()).label), "{said:?}");
    assert_eq!(said[0]["scopes"].as_array().map(Vec::len), Some(3));
    assert_eq!(said[0]["rate_limit"]["burst"], 50);
    assert_eq!(said[1], said[0]);
    assert_eq!(said[2], without_nulls(&said[0]));
    assert_eq!(said[3].as_array().map(Vec::len), Some(records.len()));
    assert_eq!(said[4], said[3]);
    assert_eq!(said[5]["api_keys"], without_nulls(&said[3]));
}

#[test]
fn every_record_is_valid_by_the_schema_and_read_back_the_same() {
    for record in records() {
        let text = RecordOutput::Json.write(std::slice::from_ref(&record), now());
        assert_eq!(ask(&json!([["schema", text]])), [Value::Null], "{text}");
        assert_eq!(read::record(&text), Ok(record));
    }
}

#[test]
fn the_schema_refuses_what_the_page_refuses() {
    let good = RecordOutput::Json.write(&records()[..1], now());
    let good: Value = serde_json::from_str(&good).expect("it is JSON");
    let mut questions = Vec::new();
    let mut texts = Vec::new();
    for (field, value) in [
        ("schema_version", json!(2)),
        ("schema_version", json!("1")),
        ("sha256", json!("AB".repeat(32))),
        ("sha256", json!("ab")),
        ("masked", json!("sk_live_1234")),
        ("color", json!("red")),
        ("key", json!("sk_live_x")),
        ("owner", json!(3)),
        ("label", json!("x".repeat(201))),
        ("scopes", json!(["in voices:read"])),
        ("scopes", json!(["invoices"])),
        ("scopes", json!(["*:read"])),
        ("scopes", json!("invoices:read")),
        ("created", json!("yesterday")),
        ("created", Value::Null),
        ("expires", json!("2027-13-01T00:00:00Z")),
        ("rotate_every_days", json!(0)),
        ("rotate_every_days", json!(1.5)),
        ("rate_limit", json!({"requests": 1})),
        ("rate_limit", json!({"requests": 1, "per_seconds": 7})),
        (
            "rate_limit",
            json!({"requests": 1, "per_seconds": 60, "color": 1}),
        ),
        ("quota_per_day", json!(-1)),
        ("allowed_ips", json!(["example.com"])),
        ("allowed_origins", json!(["https://example.com/path"])),
        ("status", json!("gone")),
        ("status", json!("revoked")),
        ("status", json!("replaced")),
        ("revoked_at", json!("2027-01-01T00:00:00Z")),
        ("replaces", json!("x")),
    ] {
        let mut changed = good.clone();
        changed[field] = value;
        let text = changed.to_string();
        assert!(read::record(&text).is_err(), "the page takes {text}");
        questions.push(json!(["schema", text]));
        texts.push(text);
    }
    for (said, text) in ask(&json!(questions)).iter().zip(texts) {
        assert!(said.is_string(), "the schema takes {text}");
    }
}

#[test]
fn the_calendar_has_the_dates_of_every_key_in_use_with_a_reminder_a_week_before() {
    let records = records();
    let said = ask(&json!([question(RecordOutput::Calendar, &records)]));
    let events = said[0].as_array().expect("it lists the events");
    let of = |record: &KeyRecord, kind: &str| {
        let uid = format!("{}-{kind}@latchkey", record.key.sha256);
        let event = events.iter().find(|event| event["uid"] == uid.as_str());
        event.map(|event| event["start"].as_str().unwrap_or_default().to_owned())
    };
    let [used, plain, old, new, revoked] = &records[..] else {
        panic!("these are five records");
    };
    assert_eq!(
        of(used, "rotate").as_deref(),
        Some("2027-02-24T20:00:00+00:00")
    );
    assert_eq!(
        of(used, "expires").as_deref(),
        Some("2027-11-26T00:00:00+00:00")
    );
    assert_eq!(
        of(old, "grace").as_deref(),
        Some("2026-12-03T20:00:00+00:00")
    );
    assert!(of(new, "rotate").is_some() && of(plain, "rotate").is_none());
    assert!(of(old, "rotate").is_none() && of(revoked, "expires").is_none());
    assert_eq!(events.len(), 5, "{events:?}");
    for event in events {
        assert_eq!(event["before"], json!([7 * 86_400]), "{event}");
        let title = event["summary"].as_str().unwrap_or_default();
        let label = terms(&filled()).label.expect("it has one");
        assert!(title.contains(&label) && title.contains('•'), "{title}");
    }
}
