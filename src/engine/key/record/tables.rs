//! Records in SQL. Each statement is safe to run twice: the table and its indexes are made where they are not there
//! yet, a row that is there stays, and only what becomes of a key is updated.

use super::{KeyRecord, RecordStatus};
use crate::engine::base::date::Moment;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::sql;

/// A value of a row.
enum Cell<'a> {
    Nothing,
    Number(u32),
    Text(&'a str),
    Texts(&'a [String]),
    Moment(Moment),
}

fn text(text: Option<&String>) -> Cell<'_> {
    text.map_or(Cell::Nothing, |text| Cell::Text(text))
}

fn number(number: Option<u32>) -> Cell<'static> {
    number.map_or(Cell::Nothing, Cell::Number)
}

fn moment(moment: Option<Moment>) -> Cell<'static> {
    moment.map_or(Cell::Nothing, Cell::Moment)
}

/// The columns that say what became of a key.
fn fate(record: &KeyRecord) -> [(&'static str, Cell<'_>); 5] {
    [
        ("status", Cell::Text(record.status.id())),
        ("revoked_at", moment(record.revoked_at)),
        ("grace_until", moment(record.grace_until)),
        ("replaced_by", text(record.replaced_by.as_ref())),
        ("replaces", text(record.replaces.as_ref())),
    ]
}

fn row(record: &KeyRecord) -> Vec<(&'static str, Cell<'_>)> {
    let (key, terms) = (&record.key, &record.terms);
    let rate = terms.rate_limit;
    let mut row = vec![
        ("sha256", Cell::Text(&key.sha256)),
        ("schema_version", Cell::Number(super::SCHEMA_VERSION)),
        ("masked", Cell::Text(&key.masked)),
        ("key_id", text(key.key_id.as_ref())),
        ("label", text(terms.label.as_ref())),
        ("owner", text(terms.owner.as_ref())),
        ("environment", text(terms.environment.as_ref())),
        ("scopes", Cell::Texts(&terms.scopes)),
        ("created", Cell::Moment(terms.created)),
        ("expires", moment(terms.expires)),
        ("rotate_every_days", number(terms.rotate_every_days)),
        (
            "rate_limit_requests",
            number(rate.map(|rate| rate.requests)),
        ),
        (
            "rate_limit_per_seconds",
            number(rate.map(|rate| rate.per_seconds)),
        ),
        ("rate_limit_burst", number(rate.and_then(|rate| rate.burst))),
        ("quota_per_day", number(terms.quota_per_day)),
        ("quota_per_month", number(terms.quota_per_month)),
        ("allowed_ips", Cell::Texts(&terms.allowed_ips)),
        ("allowed_origins", Cell::Texts(&terms.allowed_origins)),
    ];
    row.extend(fate(record));
    row.push(("last_used_at", moment(record.last_used_at)));
    row.push(("last_used_from", text(record.last_used_from.as_ref())));
    row
}

/// The table, its indexes and the rows, for PostgreSQL.
pub(super) fn postgres(records: &[KeyRecord], out: &mut Secret) {
    out.push_str(include_str!("tables/postgres.sql"));
    rows(records, postgres_texts, out);
}

/// The same for `SQLite`, where lists are JSON.
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
    super::written::list(texts, crate::engine::syntax::json::string, &mut list);
    sql::string(list.expose(), out);
}

type WriteTexts = fn(&[String], &mut Secret);

fn rows(records: &[KeyRecord], texts: WriteTexts, out: &mut Secret) {
    for record in records {
        let row = row(record);
        out.push_str("\ninsert into api_keys (");
        for (at, (name, _)) in row.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            out.push_str(name);
        }
        out.push_str("\n) values (");
        for (at, (_, cell)) in row.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            value(cell, texts, out);
        }
        out.push_str("\n) on conflict do nothing;\n");
        if record.status != RecordStatus::Active {
            update(record, texts, out);
        }
    }
}

/// What became of a key whose row may be there already.
fn update(record: &KeyRecord, texts: WriteTexts, out: &mut Secret) {
    out.push_str("\nupdate api_keys set");
    for (at, (name, cell)) in fate(record).iter().enumerate() {
        out.push_str(if at == 0 { "\n  " } else { ",\n  " });
        out.push_str(name);
        out.push_str(" = ");
        value(cell, texts, out);
    }
    out.push_str("\nwhere sha256 = ");
    sql::string(&record.key.sha256, out);
    // A key that was revoked meanwhile stays so.
    if record.status != RecordStatus::Revoked {
        out.push_str(" and status <> 'revoked'");
    }
    out.push_str(";\n");
}

fn value(cell: &Cell<'_>, texts: WriteTexts, out: &mut Secret) {
    match cell {
        Cell::Nothing => out.push_str("null"),
        Cell::Number(number) => out.push_str(&number.to_string()),
        Cell::Text(text) => {
            sql::string(text, out);
        }
        Cell::Texts(list) => texts(list, out),
        Cell::Moment(moment) => {
            sql::string(&moment.to_string(), out);
        }
    }
}
