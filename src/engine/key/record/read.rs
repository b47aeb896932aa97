//! Reads the JSON of a record back, and says of each field what is wrong with it.

use super::draft::{LONGEST, MOST, MOST_DAYS, MOST_REQUESTS, text_error};
use super::range::{IpRange, origin};
use super::{
    KeyRecord, KeyTrace, RateLimit, RecordStatus, SCHEMA_VERSION, Terms, period::Period, scope,
};
use crate::engine::base::date::Moment;
use crate::engine::base::number::grouped;
use crate::engine::syntax::json;
use crate::engine::syntax::tree::{SyntaxError, Tree};
use std::fmt;

/// The most bytes of a text that are read.
const LONGEST_TEXT: usize = 1 << 16;

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// There is none.
    Empty,
    /// It is longer than any record.
    TooLong,
    /// It is no JSON.
    Syntax(SyntaxError),
    /// It is JSON, but no object.
    NoObject,
    /// There are several.
    Several(usize),
    /// It holds a key in clear, or what looks like one.
    HoldsKey,
    /// It is of a version that is not known here.
    Newer(u32),
    /// Fields that are missing, wrong or not known: name and what is wrong.
    Fields(Vec<(String, String)>),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Paste the old record, as JSON."),
            Self::TooLong => f.write_str("This is too long for a record. Paste one record, as JSON."),
            Self::Syntax(error) => write!(f, "This is no JSON. {error}"),
            Self::NoObject => f.write_str("This is JSON, but no record. Paste the record's object, with its braces."),
            Self::Several(count) => write!(f, "These are {count} records. Paste one of them."),
            Self::HoldsKey => f.write_str(
                "This has a field \"key\". A record holds no key: take the field out, and replace the key if others could read it.",
            ),
            Self::Newer(version) => write!(
                f,
                "This record is of version {version}. This page knows version {SCHEMA_VERSION}: use a newer one."
            ),
            Self::Fields(fields) => {
                for (at, (name, what)) in fields.iter().enumerate() {
                    write!(f, "{}{name}: {what}", if at == 0 { "" } else { " " })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for RecordError {}

/// The record that a text is: an object, or an array of one.
///
/// # Errors
/// [`RecordError`] says what is wrong, field by field.
pub fn record(text: &str) -> Result<KeyRecord, RecordError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(RecordError::Empty);
    }
    if text.len() > LONGEST_TEXT {
        return Err(RecordError::TooLong);
    }
    let tree = json::parse(text).map_err(RecordError::Syntax)?;
    let tree = match &tree {
        Tree::List(list) => match &list[..] {
            [one] => one,
            [] => return Err(RecordError::NoObject),
            several => return Err(RecordError::Several(several.len())),
        },
        one => one,
    };
    let members = tree.members().ok_or(RecordError::NoObject)?;
    if tree.get("key").is_some() {
        return Err(RecordError::HoldsKey);
    }
    // First: what follows would be wrong about a newer one.
    if let Some(version) = tree.get("schema_version").and_then(whole)
        && version > SCHEMA_VERSION
    {
        return Err(RecordError::Newer(version));
    }
    let mut fields = Fields {
        members,
        known: Vec::new(),
        errors: Vec::new(),
    };
    let record = fields.record();
    fields.refuse_unknown();
    if fields.errors.is_empty() {
        Ok(record)
    } else {
        Err(RecordError::Fields(fields.errors))
    }
}

fn whole(value: &Tree) -> Option<u32> {
    match value {
        Tree::Scalar(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().ok()
        }
        _ => None,
    }
}

fn is_null(value: &Tree) -> bool {
    matches!(value, Tree::Scalar(word) if word == "null")
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The members of an object being read.
struct Fields<'a> {
    members: &'a [(String, Tree)],
    known: Vec<&'static str>,
    errors: Vec<(String, String)>,
}

impl<'a> Fields<'a> {
    fn error(&mut self, name: &str, what: impl Into<String>) {
        self.errors.push((name.to_owned(), what.into()));
    }

    /// A field that may be missing or null.
    fn find(&mut self, name: &'static str) -> Option<&'a Tree> {
        self.known.push(name);
        let members = self.members;
        let (_, value) = members.iter().find(|(other, _)| other == name)?;
        (!is_null(value)).then_some(value)
    }

    fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.find(name)?;
        let Some(text) = value.text() else {
            self.error(name, "it must be a text or null.");
            return None;
        };
        if let Some(what) = text_error(text) {
            self.error(name, what);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A field that must be there.
    fn needed(&mut self, name: &'static str, what: &str, is_right: fn(&str) -> bool) -> String {
        let text = self.find(name).and_then(Tree::text).unwrap_or_default();
        if !is_right(text) {
            self.error(name, what);
        }
        text.to_owned()
    }

    fn moment(&mut self, name: &'static str) -> Option<Moment> {
        let value = self.find(name)?;
        match value.text().map(str::parse) {
            Some(Ok(moment)) => Some(moment),
            Some(Err(error)) => {
                self.error(name, ToString::to_string(&error));
                None
            }
            None => {
                self.error(name, "it must be a date in quotes, or null.");
                None
            }
        }
    }

    fn number(&mut self, name: &'static str, most: u32) -> Option<u32> {
        let value = self.find(name)?;
        let number = whole(value).filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let most = grouped(most.into());
            self.error(
                name,
                format!("it must be a whole number from 1 to {most}, or null."),
            );
        }
        number
    }

    fn list(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Vec<String> {
        let entries = match self.find(name) {
            None => &[],
            Some(Tree::List(list)) => &list[..],
            Some(_) => {
                self.error(name, "it must be a list of texts.");
                &[]
            }
        };
        if entries.len() > MOST {
            self.error(name, format!("it has more than {MOST} entries."));
        }
        let mut texts = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match entry.text().map(&read) {
                Some(Ok(text)) => texts.push(text),
                Some(Err(what)) => self.error(name, format!("entry {} {what}", at + 1)),
                None => self.error(name, format!("entry {} must be a text.", at + 1)),
            }
        }
        texts
    }

    fn rate_limit(&mut self) -> Option<RateLimit> {
        const NAME: &str = "rate_limit";
        let value = self.find(NAME)?;
        let Some(members) = value.members() else {
            self.error(NAME, "it must be an object or null.");
            return None;
        };
        let mut fields = Fields {
            members,
            known: Vec::new(),
            errors: Vec::new(),
        };
        let requests = fields.number("requests", MOST_REQUESTS);
        let period = fields
            .number("per_seconds", MOST_REQUESTS)
            .and_then(Period::of_seconds);
        let burst = fields.number("burst", MOST_REQUESTS);
        fields.refuse_unknown();
        let errors = fields.errors;
        let is_right = errors.is_empty();
        let inner = errors
            .into_iter()
            .map(|(name, what)| (format!("{NAME}.{name}"), what));
        self.errors.extend(inner);
        match (requests, period) {
            (Some(requests), Some(period)) => Some(RateLimit {
                requests,
                per_seconds: period.seconds(),
                burst,
            }),
            _ if is_right => {
                self.error(
                    NAME,
                    "it needs requests, and per_seconds of 1, 60, 3600 or 86400.",
                );
                None
            }
            _ => None,
        }
    }

    fn terms(&mut self) -> Terms {
        let label = self.text("label");
        let owner = self.text("owner");
        let environment = self.text("environment");
        let scopes = self.list("scopes", |scope| match scope::check(scope) {
            Ok(()) => Ok(scope.to_owned()),
            Err(error) => Err(error.to_string()),
        });
        let created = self.moment("created");
        if created.is_none() && !self.errors.iter().any(|(name, _)| name == "created") {
            self.error("created", "it is missing.");
        }
        let terms = Terms {
            label,
            owner,
            environment,
            scopes,
            created: created.unwrap_or_else(|| Moment::of_milliseconds(0)),
            expires: self.moment("expires"),
            rotate_every_days: self.number("rotate_every_days", MOST_DAYS),
            rate_limit: self.rate_limit(),
            quota_per_day: self.number("quota_per_day", MOST_REQUESTS),
            quota_per_month: self.number("quota_per_month", MOST_REQUESTS),
            allowed_ips: self.list("allowed_ips", |entry| {
                let range = entry.parse::<IpRange>();
                range
                    .map(|range| range.to_string())
                    .map_err(|error| error.to_string())
            }),
            allowed_origins: self.list("allowed_origins", |entry| {
                origin(entry)
                    .ok_or_else(|| "is no origin, such as https://app.example.com.".to_owned())
            }),
        };
        if terms
            .expires
            .is_some_and(|expires| expires <= terms.created)
            && created.is_some()
        {
            self.error("expires", "it is not after created.");
        }
        terms
    }

    fn record(&mut self) -> KeyRecord {
        if self.find("schema_version").and_then(whole) != Some(SCHEMA_VERSION) {
            self.error("schema_version", format!("it must be {SCHEMA_VERSION}."));
        }
        let key = KeyTrace {
            sha256: self.needed(
                "sha256",
                "it must be 64 hex digits in lower case.",
                is_sha256,
            ),
            masked: self.needed(
                "masked",
                "it must be the masked key, with dots in it.",
                |text| text.contains('•') && text_error(text).is_none(),
            ),
            key_id: self.text("key_id"),
        };
        let terms = self.terms();
        let status = self.find("status").and_then(Tree::text).map(str::parse);
        let status = if let Some(Ok(status)) = status {
            status
        } else {
            self.error("status", "it must be active, replaced or revoked.");
            RecordStatus::Active
        };
        let record = KeyRecord {
            key,
            terms,
            status,
            revoked_at: self.moment("revoked_at"),
            grace_until: self.moment("grace_until"),
            replaced_by: self.hash("replaced_by"),
            replaces: self.hash("replaces"),
            last_used_at: self.moment("last_used_at"),
            last_used_from: self.text("last_used_from"),
        };
        if (record.status == RecordStatus::Revoked) != record.revoked_at.is_some() {
            self.error(
                "revoked_at",
                "it must be there where the status is revoked, and only there.",
            );
        }
        if record.status == RecordStatus::Replaced && record.grace_until.is_none() {
            self.error(
                "grace_until",
                "it must be there where the status is replaced.",
            );
        }
        record
    }

    fn hash(&mut self, name: &'static str) -> Option<String> {
        let text = self.text(name)?;
        if !is_sha256(&text) {
            self.error(name, "it must be 64 hex digits in lower case, or null.");
        }
        Some(text)
    }

    /// A field that is not known could restrict the key: it is not dropped in silence.
    fn refuse_unknown(&mut self) {
        let known = std::mem::take(&mut self.known);
        for (name, _) in self.members {
            if !known.iter().any(|known| known == name) {
                let name: String = name
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(LONGEST)
                    .collect();
                self.error(
                    &name,
                    "no record has this field. Remove it, or correct its name.",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::output::RecordOutput;
    use super::super::tests::{full, moment};
    use super::super::{KeyRecord, KeyTrace};
    use super::{RecordError, record};

    fn written(record: &KeyRecord) -> String {
        RecordOutput::Json.write(std::slice::from_ref(record), moment("2026-11-26"))
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let mut record_ = full();
        let mut new = full();
        new.key.sha256 = "cd".repeat(32);
        for _ in 0..3 {
            assert_eq!(record(&written(&record_)), Ok(record_.clone()));
            assert_eq!(
                record(&format!("\u{feff} [{}]", written(&record_))),
                Ok(record_.clone())
            );
            if record_.rotate(&mut new, moment("2027-01-01"), 7).is_err() {
                record_.revoke(moment("2027-01-02"));
            }
        }
        let key = KeyTrace {
            key_id: None,
            ..full().key
        };
        let mut plain = KeyRecord::new(key, full().terms);
        plain.terms = super::super::draft::RecordDraft::default()
            .read(moment("2026-11-26"))
            .terms
            .unwrap();
        assert_eq!(record(&written(&plain)), Ok(plain));
    }

    #[test]
    fn what_is_no_record_is_refused_with_the_field_and_what_is_wrong() {
        let good = written(&full());
        let with = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            good.replacen(from, to, 1)
        };
        for (text, said) in [
            (String::new(), "Paste the old record"),
            ("x".repeat(1 << 17), "too long"),
            ("{".to_owned(), "This is no JSON. Line 1"),
            ("[]".to_owned(), "no record"),
            ("3".to_owned(), "no record"),
            (format!("[{good},{good}]"), "These are 2 records"),
            (
                with("\"schema_version\": 1", "\"schema_version\": 2"),
                "of version 2",
            ),
            (
                with("\"schema_version\": 1", "\"schema_version\": \"1\""),
                "schema_version: it must be 1.",
            ),
            (
                with("\"sha256\"", "\"key\": \"sk_live_x\", \"sha256\""),
                "A record holds no key",
            ),
            (with("abab", "ABAB"), "sha256: it must be 64 hex digits"),
            (
                with(
                    "sk_live_BRTRKFsL_\\u2022\\u2022\\u2022\\u2022",
                    "sk_live_BRTRKFsL_",
                ),
                "masked",
            ),
            (
                with("\"owner\"", "\"color\""),
                "color: no record has this field",
            ),
            (
                with("\"owner\": \"acme\"", "\"owner\": 3"),
                "owner: it must be a text",
            ),
            (
                with("invoices:read", "invoices read"),
                "scopes: entry 1 has white space",
            ),
            (
                with("203.0.113.0/24", "203.0.113.7/24"),
                "allowed_ips: entry 1 has bits behind",
            ),
            (
                with("https://app.example.com", "https://app.example.com/"),
                "allowed_origins: entry 1 is no origin",
            ),
            (
                with("2027-11-26T00:00:00Z", "2025-11-26T00:00:00Z"),
                "expires: it is not after created",
            ),
            (
                with("2027-11-26T00:00:00Z", "soon"),
                "expires: That is no date",
            ),
            (
                with("\"rotate_every_days\": 90", "\"rotate_every_days\": 0"),
                "rotate_every_days: it must be a whole number",
            ),
            (with("\"burst\": 20", "\"burst\": -1"), "rate_limit.burst"),
            (
                with("\"per_seconds\": 60", "\"per_seconds\": 61"),
                "rate_limit: it needs requests",
            ),
            (
                with("\"status\": \"active\"", "\"status\": \"gone\""),
                "status: it must be active",
            ),
            (
                with("\"status\": \"active\"", "\"status\": \"revoked\""),
                "revoked_at: it must be there",
            ),
            (
                with("\"status\": \"active\"", "\"status\": \"replaced\""),
                "grace_until: it must be there",
            ),
            (
                with("\"replaces\": null", "\"replaces\": \"x\""),
                "replaces: it must be 64",
            ),
            (
                with("\"created\": \"2026-11-26T20:00:00Z\",", ""),
                "created: it is missing",
            ),
        ] {
            let error = record(&text).unwrap_err();
            assert!(error.to_string().contains(said), "{said}: {error}");
        }
        assert_eq!(
            record("{}")
                .map(|_| ())
                .unwrap_err()
                .to_string()
                .matches("it must be")
                .count(),
            4
        );
        assert_eq!(record("null"), Err(RecordError::NoObject));
    }
}
