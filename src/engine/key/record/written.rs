//! A record as a tree of names and values, and that tree as JSON, YAML and TOML.

use super::KeyRecord;
use crate::engine::base::date::Moment;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::{Span, json, toml, yaml};

/// A value of a record.
pub(super) enum RecordValue {
    /// No value.
    Nothing,
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// Named values.
    Entries(Vec<(&'static str, RecordValue)>),
}

fn text(text: Option<&String>) -> RecordValue {
    text.map_or(RecordValue::Nothing, |text| RecordValue::Text(text.clone()))
}

fn number(number: Option<u32>) -> RecordValue {
    number.map_or(RecordValue::Nothing, RecordValue::Number)
}

fn moment(moment: Option<Moment>) -> RecordValue {
    moment.map_or(RecordValue::Nothing, |moment| {
        RecordValue::Text(moment.to_string())
    })
}

/// All fields of a record, in the order of the schema.
pub(super) fn entries(record: &KeyRecord) -> Vec<(&'static str, RecordValue)> {
    let (key, terms) = (&record.key, &record.terms);
    let rate_limit = terms.rate_limit.map_or(RecordValue::Nothing, |rate| {
        RecordValue::Entries(vec![
            ("requests", RecordValue::Number(rate.requests)),
            ("per_seconds", RecordValue::Number(rate.per_seconds)),
            ("burst", number(rate.burst)),
        ])
    });
    vec![
        ("schema_version", RecordValue::Number(super::SCHEMA_VERSION)),
        ("sha256", RecordValue::Text(key.sha256.clone())),
        ("masked", RecordValue::Text(key.masked.clone())),
        ("key_id", text(key.key_id.as_ref())),
        ("label", text(terms.label.as_ref())),
        ("owner", text(terms.owner.as_ref())),
        ("environment", text(terms.environment.as_ref())),
        ("scopes", RecordValue::Texts(terms.scopes.clone())),
        ("created", moment(Some(terms.created))),
        ("expires", moment(terms.expires)),
        ("rotate_every_days", number(terms.rotate_every_days)),
        ("rate_limit", rate_limit),
        ("quota_per_day", number(terms.quota_per_day)),
        ("quota_per_month", number(terms.quota_per_month)),
        ("allowed_ips", RecordValue::Texts(terms.allowed_ips.clone())),
        (
            "allowed_origins",
            RecordValue::Texts(terms.allowed_origins.clone()),
        ),
        ("status", RecordValue::Text(record.status.id().to_owned())),
        ("revoked_at", moment(record.revoked_at)),
        ("grace_until", moment(record.grace_until)),
        ("replaced_by", text(record.replaced_by.as_ref())),
        ("replaces", text(record.replaces.as_ref())),
        ("last_used_at", moment(record.last_used_at)),
        ("last_used_from", text(record.last_used_from.as_ref())),
    ]
}

/// A list of texts in brackets on one line, as JSON, YAML and TOML have it.
pub(super) fn list(texts: &[String], string: fn(&str, &mut Secret) -> Span, out: &mut Secret) {
    out.push('[');
    for (at, text) in texts.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        string(text, out);
    }
    out.push(']');
}

/// An object for one record, an array for several.
pub(super) fn as_json(records: &[KeyRecord], out: &mut Secret) {
    if let [one] = records {
        json_object(&entries(one), "", out);
    } else {
        out.push('[');
        for (at, record) in records.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            json_object(&entries(record), "  ", out);
        }
        out.push_str("\n]");
    }
    out.push('\n');
}

fn json_object(entries: &[(&'static str, RecordValue)], indent: &str, out: &mut Secret) {
    out.push('{');
    for (at, (name, entry)) in entries.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&format!("{indent}  "));
        json::string(name, out);
        out.push_str(": ");
        match entry {
            RecordValue::Nothing => out.push_str("null"),
            RecordValue::Number(number) => out.push_str(&number.to_string()),
            RecordValue::Text(text) => {
                json::string(text, out);
            }
            RecordValue::Texts(texts) => list(texts, json::string, out),
            RecordValue::Entries(entries) => json_object(entries, &format!("{indent}  "), out),
        }
    }
    out.push_str(&format!("\n{indent}}}"));
}

/// A mapping for one record, a sequence for several.
pub(super) fn as_yaml(records: &[KeyRecord], out: &mut Secret) {
    let is_one = records.len() == 1;
    for record in records {
        let mut first = !is_one;
        yaml_mapping(
            &entries(record),
            if is_one { "" } else { "  " },
            &mut first,
            out,
        );
    }
}

fn yaml_mapping(
    entries: &[(&'static str, RecordValue)],
    indent: &str,
    begins: &mut bool,
    out: &mut Secret,
) {
    for (name, entry) in entries {
        out.push_str(if std::mem::take(begins) { "- " } else { indent });
        out.push_str(name);
        out.push(':');
        match entry {
            RecordValue::Nothing => out.push_str(" null\n"),
            RecordValue::Number(number) => out.push_str(&format!(" {number}\n")),
            RecordValue::Text(text) => {
                out.push(' ');
                yaml::string(text, out);
                out.push('\n');
            }
            RecordValue::Texts(texts) => {
                out.push(' ');
                list(texts, yaml::string, out);
                out.push('\n');
            }
            RecordValue::Entries(entries) => {
                out.push('\n');
                yaml_mapping(entries, &format!("{indent}  "), begins, out);
            }
        }
    }
}

/// A document for one record, an array of tables `api_keys` for several. TOML has no null: empty fields are left out.
pub(super) fn as_toml(records: &[KeyRecord], out: &mut Secret) {
    let is_one = records.len() == 1;
    for (at, record) in records.iter().enumerate() {
        if !is_one {
            out.push_str(if at == 0 { "" } else { "\n" });
            out.push_str("[[api_keys]]\n");
        }
        // Tables must follow all plain values.
        let mut tables = Vec::new();
        for (name, entry) in entries(record) {
            if let RecordValue::Entries(entries) = entry {
                tables.push((name, entries));
            } else {
                toml_value(name, &entry, out);
            }
        }
        for (name, entries) in tables {
            let parent = if is_one { "" } else { "api_keys." };
            out.push_str(&format!("\n[{parent}{name}]\n"));
            for (name, entry) in entries {
                toml_value(name, &entry, out);
            }
        }
    }
}

fn toml_value(name: &str, entry: &RecordValue, out: &mut Secret) {
    if matches!(entry, RecordValue::Nothing | RecordValue::Entries(_)) {
        return;
    }
    out.push_str(name);
    out.push_str(" = ");
    match entry {
        RecordValue::Number(number) => out.push_str(&number.to_string()),
        RecordValue::Text(text) => {
            toml::string(text, out);
        }
        RecordValue::Texts(texts) => list(texts, toml::string, out),
        RecordValue::Nothing | RecordValue::Entries(_) => {}
    }
    out.push('\n');
}
