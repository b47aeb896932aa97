//! The texts that a record is written as.

use super::{KeyRecord, tables, written};
use crate::engine::base::choices::choices;
use crate::engine::base::date::Moment;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::ical;

/// What a record is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordOutput {
    /// JSON by `docs/record.schema.json`.
    #[default]
    Json,
    /// The same in YAML.
    Yaml,
    /// The same in TOML, without empty fields.
    Toml,
    /// A table, its indexes and the rows, for PostgreSQL.
    Postgres,
    /// The same for `SQLite`.
    Sqlite,
    /// The table as a model of Prisma.
    Prisma,
    /// The table for Drizzle.
    Drizzle,
    /// The dates of rotation and expiry, with a reminder.
    Calendar,
}

choices!(impl RecordOutput {
    Json = "json", "JSON";
    Yaml = "yaml", "YAML";
    Toml = "toml", "TOML";
    Postgres = "postgres", "SQL for PostgreSQL";
    Sqlite = "sqlite", "SQL for SQLite";
    Prisma = "prisma", "Prisma model";
    Drizzle = "drizzle", "Drizzle table";
    Calendar = "ics", "Calendar (.ics)";
});

impl RecordOutput {
    /// The name of the file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Json => "api-key.json",
            Self::Yaml => "api-key.yaml",
            Self::Toml => "api-key.toml",
            Self::Postgres => "api-key.postgres.sql",
            Self::Sqlite => "api-key.sqlite.sql",
            Self::Prisma => "schema.prisma",
            Self::Drizzle => "api-keys.ts",
            Self::Calendar => "api-key.ics",
        }
    }

    /// The text for these records, at the moment `now`.
    #[must_use]
    pub fn write(self, records: &[KeyRecord], now: Moment) -> String {
        // The writers append to a `Secret`, since most of what they write is one. A record is not.
        let mut out = Secret::with_capacity(1024);
        match self {
            Self::Json => written::as_json(records, &mut out),
            Self::Yaml => written::as_yaml(records, &mut out),
            Self::Toml => written::as_toml(records, &mut out),
            Self::Postgres => tables::postgres(records, &mut out),
            Self::Sqlite => tables::sqlite(records, &mut out),
            Self::Prisma => out.push_str(include_str!("tables/schema.prisma")),
            Self::Drizzle => out.push_str(include_str!("tables/drizzle.ts")),
            Self::Calendar => calendar(records, now, &mut out),
        }
        out.expose().to_owned()
    }
}

/// The reminder's trigger, a duration (RFC 5545, section 3.3.6): 7 days before the date.
const REMINDER: &str = "-P7D";

/// An iCalendar file (RFC 5545) with the dates of the keys that are in use, each an event with a reminder.
fn calendar(records: &[KeyRecord], now: Moment, out: &mut Secret) {
    let mut line = |name: &str, value: &str| ical::line(name, value, out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Latchkey//Server record//EN");
    for record in records {
        let dates = [
            ("rotate", "Rotate the API key", record.terms.rotates()),
            ("expires", "Expires: the API key", record.terms.expires),
            ("grace", "Grace ends: the API key", record.grace_until),
        ];
        let is_dated = |kind: &str| match kind {
            "grace" => record.status == super::RecordStatus::Replaced,
            _ => record.status == super::RecordStatus::Active,
        };
        for (kind, title, moment) in dates {
            let Some(moment) = moment.filter(|_| is_dated(kind)) else {
                continue;
            };
            let name = match &record.terms.label {
                Some(label) => format!("{title} {} ({label})", record.key.masked),
                None => format!("{title} {}", record.key.masked),
            };
            let name = ical::text(&name);
            line("BEGIN", "VEVENT");
            line("UID", &format!("{}-{kind}@latchkey", record.key.sha256));
            line("DTSTAMP", &now.basic());
            line("DTSTART", &moment.basic());
            line("SUMMARY", &name);
            line("TRANSP", "TRANSPARENT");
            line("BEGIN", "VALARM");
            line("ACTION", "DISPLAY");
            line("DESCRIPTION", &name);
            line("TRIGGER", REMINDER);
            line("END", "VALARM");
            line("END", "VEVENT");
        }
    }
    line("END", "VCALENDAR");
}
