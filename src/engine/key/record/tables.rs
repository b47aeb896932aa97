//! Records in SQL. Each statement is safe to run twice: the table and its indexes are created if they do not exist, an
//! existing row stays, and only the status of a key is updated.

use super::written::{RecordValue, entries};
use super::{KeyRecord, RecordStatus};
use crate::engine::base::secret::Secret;
use crate::engine::syntax::{json, sql};

/// The columns of a key's status, which are updated in an existing row.
const FATE: [&str; 5] = [
    "status",
    "revoked_at",
    "grace_until",
    "replaced_by",
    "replaces",
];
/// The entry that is nested in the other outputs, and the columns that it becomes here.
const RATE_LIMIT: &str = "rate_limit";
const RATE_LIMITS: [(&str, &str); 3] = [
    ("requests", "rate_limit_requests"),
    ("per_seconds", "rate_limit_per_seconds"),
    ("burst", "rate_limit_burst"),
];

/// The columns of a record, the primary key first.
fn row(record: &KeyRecord) -> Vec<(&'static str, RecordValue)> {
    let mut row = Vec::new();
    for (name, value) in entries(record) {
        match value {
            _ if name == RATE_LIMIT => row.extend(rate_limits(value)),
            value if name == "sha256" => row.insert(0, (name, value)),
            value => row.push((name, value)),
        }
    }
    row
}

fn rate_limits(value: RecordValue) -> impl Iterator<Item = (&'static str, RecordValue)> {
    let mut limits = match value {
        RecordValue::Entries(limits) => limits,
        _ => Vec::new(),
    };
    RATE_LIMITS.into_iter().map(move |(limit, column)| {
        let place = limits.iter().position(|(name, _)| *name == limit);
        let value = place.map(|place| limits.swap_remove(place).1);
        (column, value.unwrap_or(RecordValue::Nothing))
    })
}

/// The table, its indexes and the rows, for PostgreSQL.
pub(super) fn postgres(records: &[KeyRecord], out: &mut Secret) {
    out.push_str(include_str!("tables/postgres.sql"));
    rows(records, postgres_texts, out);
}

/// The same for `SQLite`, where a list is a JSON text.
pub(super) fn sqlite(records: &[KeyRecord], out: &mut Secret) {
    out.push_str(include_str!("tables/sqlite.sql"));
    rows(records, json_texts, out);
}

fn postgres_texts(texts: &[String], out: &mut Secret) {
    if texts.is_empty() {
        out.push_str("'{}'");
        return;
    }
    out.push_str("array[");
    for (at, text) in texts.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        sql::string(text, out);
    }
    out.push(']');
}

fn json_texts(texts: &[String], out: &mut Secret) {
    let mut list = Secret::with_capacity(64);
    super::written::list(texts, json::string, &mut list);
    sql::string(list.expose(), out);
}

type ListWriter = fn(&[String], &mut Secret);

fn rows(records: &[KeyRecord], texts: ListWriter, out: &mut Secret) {
    for record in records {
        let row = row(record);
        out.push_str("\ninsert into api_keys (");
        for (at, (name, _)) in row.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            out.push_str(name);
        }
        out.push_str("\n) values (");
        for (at, (_, one)) in row.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            value(one, texts, out);
        }
        out.push_str("\n) on conflict do nothing;\n");
        if record.status != RecordStatus::Active {
            update(record, texts, out);
        }
    }
}

/// Updates the status of a key whose row may already exist.
fn update(record: &KeyRecord, texts: ListWriter, out: &mut Secret) {
    out.push_str("\nupdate api_keys set");
    let row = row(record);
    let fate = row.iter().filter(|(name, _)| FATE.contains(name));
    for (at, (name, one)) in fate.enumerate() {
        out.push_str(if at == 0 { "\n  " } else { ",\n  " });
        out.push_str(name);
        out.push_str(" = ");
        value(one, texts, out);
    }
    out.push_str("\nwhere sha256 = ");
    sql::string(&record.key.sha256, out);
    // A key that was revoked in the meantime stays revoked.
    if record.status != RecordStatus::Revoked {
        out.push_str(" and status <> 'revoked'");
    }
    out.push_str(";\n");
}

fn value(one: &RecordValue, texts: ListWriter, out: &mut Secret) {
    match one {
        // A row has no nested entries.
        RecordValue::Nothing | RecordValue::Entries(_) => out.push_str("null"),
        RecordValue::Number(number) => out.push_str(&number.to_string()),
        RecordValue::Text(text) => {
            sql::string(text, out);
        }
        RecordValue::Texts(list) => texts(list, out),
    }
}
