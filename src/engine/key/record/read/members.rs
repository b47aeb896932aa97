//! The members of a record's object, parsed one by one, with their errors collected.

use crate::engine::base::date::Moment;
use crate::engine::base::number::grouped;
use crate::engine::key::record::draft::{LONGEST, MOST, MOST_DAYS, MOST_REQUESTS, text_error};
use crate::engine::key::record::period::Period;
use crate::engine::key::record::range::{IpRange, origin};
use crate::engine::key::record::scope;
use crate::engine::key::record::{
    KeyRecord, KeyTrace, RateLimit, RecordStatus, SCHEMA_VERSION, Terms,
};
use crate::engine::syntax::tree::Tree;

/// A whole number, written in digits alone.
pub(super) fn whole(value: &Tree) -> Option<u32> {
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
pub(super) struct RecordMembers<'a> {
    members: &'a [(String, Tree)],
    known: Vec<&'static str>,
    /// Fields that are wrong, and what is wrong.
    pub errors: Vec<(String, String)>,
}

impl<'a> RecordMembers<'a> {
    /// A reader of `members`, none of which was read yet.
    pub fn new(members: &'a [(String, Tree)]) -> Self {
        Self {
            members,
            known: Vec::new(),
            errors: Vec::new(),
        }
    }

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
        let mut fields = RecordMembers::new(members);
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
                    .ok_or_else(|| "is not an origin, such as https://app.example.com.".to_owned())
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

    /// The record.
    pub fn record(&mut self) -> KeyRecord {
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

    /// An unknown field is an error, since it could restrict the key.
    pub fn refuse_unknown(&mut self) {
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
