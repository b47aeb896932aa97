//! Parses the JSON of a record, with an error for each field that is wrong.

mod members;

use super::{KeyRecord, SCHEMA_VERSION};
use crate::engine::base::invisible::trimmed;
use crate::engine::syntax::json;
use crate::engine::syntax::tree::{SyntaxError, Tree};
use members::{RecordMembers, whole};
use std::fmt;

/// The longest text that is parsed, in bytes.
const LONGEST_TEXT: usize = 1 << 16;

/// Why a text is not a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// The text is empty.
    Empty,
    /// It is longer than any record.
    TooLong,
    /// It is not JSON.
    Syntax(SyntaxError),
    /// It is not JSON, but looks like this other format that the page writes records in.
    OtherFormat(&'static str),
    /// It is JSON, but not an object.
    NoObject,
    /// It is an array of several records: of this many.
    Several(usize),
    /// It has a member `key`, which may be the key in clear.
    HoldsKey,
    /// Its schema has this version, newer than [`SCHEMA_VERSION`].
    Newer(u32),
    /// Fields that are missing, wrong or unknown: the name of each, and what is wrong.
    Fields(Vec<(String, String)>),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Paste the old record, as JSON."),
            Self::TooLong => f.write_str("This is too long for a record. Paste one record, as JSON."),
            Self::Syntax(error) => write!(f, "This is not JSON. {error}"),
            Self::OtherFormat(format) => write!(
                f,
                "This looks like {format}. An old record is read as JSON only: write the same fields and values as one object in braces, such as {{\"schema_version\": {SCHEMA_VERSION}, \"sha256\": \"…\"}}."
            ),
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

/// Parses a record: an object, or an array of one object.
///
/// # Errors
/// [`RecordError`] says what is wrong, field by field.
pub fn record(text: &str) -> Result<KeyRecord, RecordError> {
    let text = trimmed(text);
    if text.is_empty() {
        return Err(RecordError::Empty);
    }
    if text.len() > LONGEST_TEXT {
        return Err(RecordError::TooLong);
    }
    let tree = json::parse(text).map_err(|error| {
        other_format(text).map_or(RecordError::Syntax(error), RecordError::OtherFormat)
    })?;
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
    // Checked first: the errors below would be misleading about a newer record.
    if let Some(version) = tree.get("schema_version").and_then(whole)
        && version > SCHEMA_VERSION
    {
        return Err(RecordError::Newer(version));
    }
    let mut fields = RecordMembers::new(members);
    let record = fields.record();
    fields.refuse_unknown();
    if fields.errors.is_empty() {
        Ok(record)
    } else {
        Err(RecordError::Fields(fields.errors))
    }
}

/// The format other than JSON that a text looks like, by its first line that is neither empty nor a comment.
fn other_format(text: &str) -> Option<&'static str> {
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    // `---` begins a document of YAML.
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("---"))?;
    let lower = line.to_ascii_lowercase();
    if ["--", "insert into ", "create table "]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return Some("SQL");
    }
    let table = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if table.is_some_and(|name| is_name(name.trim_matches(['[', ']']))) {
        return Some("TOML");
    }
    let entry = line.strip_prefix("- ").unwrap_or(line);
    if let Some((name, _)) = entry.split_once('=')
        && is_name(name.trim_end())
    {
        return Some("TOML");
    }
    let (name, value) = entry.split_once(':')?;
    (is_name(name) && (value.is_empty() || value.starts_with(' '))).then_some("YAML")
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

    /// The JSON of the full record, with `from` replaced by `to`.
    fn with(from: &str, to: &str) -> String {
        let good = written(&full());
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    }

    #[test]
    fn what_is_no_record_is_refused_in_words() {
        let good = written(&full());
        for (text, said) in [
            (String::new(), "Paste the old record"),
            ("x".repeat(1 << 17), "too long"),
            ("{".to_owned(), "This is not JSON. Line 1"),
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
        ] {
            let error = record(&text).unwrap_err();
            assert!(error.to_string().contains(said), "{said}: {error}");
        }
        assert_eq!(record("null"), Err(RecordError::NoObject));
    }

    #[test]
    fn a_record_in_another_format_is_named_and_json_asked_for() {
        let several = [full(), full()];
        for (output, format) in [
            (RecordOutput::Yaml, "YAML"),
            (RecordOutput::Toml, "TOML"),
            (RecordOutput::Postgres, "SQL"),
            (RecordOutput::Sqlite, "SQL"),
        ] {
            for records in [&several[..1], &several[..]] {
                let text = output.write(records, moment("2026-11-26"));
                assert_eq!(record(&text), Err(RecordError::OtherFormat(format)));
            }
        }
        for (text, format) in [
            ("# kept by hand\n---\nsha256: x", "YAML"),
            ("- sha256: x", "YAML"),
            ("scopes:\n  - a:b", "YAML"),
            ("[rate_limit]\nrequests = 1", "TOML"),
            ("label = \"a: b\"", "TOML"),
            ("INSERT INTO api_keys values (1);", "SQL"),
        ] {
            assert_eq!(
                record(text),
                Err(RecordError::OtherFormat(format)),
                "{text}"
            );
        }
        let said = RecordError::OtherFormat("YAML").to_string();
        assert!(
            said.starts_with("This looks like YAML. An old record is read as JSON only"),
            "{said}"
        );
        assert!(said.contains("{\"schema_version\": 1, "), "{said}");
        // JSON with a slip, and what is none of these.
        for text in [
            "{",
            "[1,",
            "\"schema_version\": 1,",
            "BEGIN:VCALENDAR",
            "https://example.com/?a=b",
            "hello there",
            "#",
        ] {
            let error = record(text).unwrap_err();
            assert!(matches!(error, RecordError::Syntax(_)), "{text}: {error}");
        }
    }

    #[test]
    fn a_wrong_field_is_named_with_what_is_wrong() {
        for (text, said) in [
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
                "allowed_ips: entry 1 has bits set after",
            ),
            (
                with("https://app.example.com", "https://app.example.com/"),
                "allowed_origins: entry 1 is not an origin",
            ),
            (
                with("2027-11-26T00:00:00Z", "2025-11-26T00:00:00Z"),
                "expires: it is not after created",
            ),
            (
                with("2027-11-26T00:00:00Z", "soon"),
                "expires: That is not a date",
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
    }
}
