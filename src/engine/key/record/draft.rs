//! The form of a record as typed into its fields, and what is wrong with each.
//!
//! Invalid text stays as it was typed. Lists are typed one entry a line; commas separate entries too.

use super::period::Period;
use super::range::{IpRange, origin};
use super::{KeyRecord, RateLimit, Terms, scope};
use crate::engine::base::date::Moment;
use crate::engine::base::invisible::trimmed;
use crate::engine::base::number::{grouped, ungrouped};
use std::collections::BTreeSet;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordField {
    /// "Label".
    Label,
    /// "Owner or project".
    Owner,
    /// "Environment of the record".
    Environment,
    /// "Scopes".
    Scopes,
    /// "Created".
    Created,
    /// "Expires".
    Expires,
    /// "Rotate every (days)".
    Rotate,
    /// "Requests".
    Requests,
    /// "Burst".
    Burst,
    /// "Quota a day".
    QuotaDay,
    /// "Quota a month".
    QuotaMonth,
    /// "Allowed IP addresses".
    AllowedIps,
    /// "Allowed origins".
    AllowedOrigins,
    /// "Grace (days)", of the record that is replaced.
    Grace,
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordDraft {
    /// "Label".
    pub label: String,
    /// "Owner or project".
    pub owner: String,
    /// "Environment of the record".
    pub environment: String,
    /// "Scopes", one a line.
    pub scopes: String,
    /// "Created"; now where it is empty.
    pub created: String,
    /// "Expires".
    pub expires: String,
    /// "Rotate every (days)".
    pub rotate: String,
    /// "Requests".
    pub requests: String,
    /// The period of the requests.
    pub period: Period,
    /// "Burst".
    pub burst: String,
    /// "Quota a day".
    pub quota_day: String,
    /// "Quota a month".
    pub quota_month: String,
    /// "Allowed IP addresses", one a line.
    pub allowed_ips: String,
    /// "Allowed origins", one a line.
    pub allowed_origins: String,
}

/// A parsed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedRecordDraft {
    /// Its terms; `None` while a field is invalid.
    pub terms: Option<Terms>,
    /// What is wrong, field by field.
    pub errors: Vec<(RecordField, String)>,
    /// What is allowed, but worth a second thought.
    pub warnings: Vec<(RecordField, String)>,
}

impl ParsedRecordDraft {
    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, field: RecordField) -> Option<String> {
        find(&self.errors, field)
    }

    /// The warning about a field.
    #[must_use]
    pub fn warning(&self, field: RecordField) -> Option<String> {
        find(&self.warnings, field)
    }
}

fn find(said: &[(RecordField, String)], field: RecordField) -> Option<String> {
    let (_, words) = said.iter().find(|(other, _)| *other == field)?;
    Some(words.clone())
}

/// The most characters of a line of text.
pub(super) const LONGEST: usize = 200;
/// The most entries of a list.
pub(super) const MOST: usize = 100;
/// The greatest number of days: a hundred years.
pub(super) const MOST_DAYS: u32 = 36_500;
/// The greatest count that every database's integer holds.
pub(super) const MOST_REQUESTS: u32 = 2_147_483_647;

/// The entries of a list, one a line or between commas, each once.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    let mut seen = BTreeSet::new();
    list.split(['\n', ','])
        .map(trimmed)
        .filter(move |entry| !entry.is_empty() && seen.insert(*entry))
}

/// What is wrong with a line of text.
pub(super) fn text_error(text: &str) -> Option<String> {
    if text.chars().any(char::is_control) {
        return Some(
            "This has a control character in it, such as a tab. Type it again without.".to_owned(),
        );
    }
    let length = text.chars().count();
    (length > LONGEST).then(|| format!("This has {length} characters. Use at most {LONGEST}."))
}

impl RecordDraft {
    /// The form of a record that is to replace `old`: with the same terms, created now and valid for as many days.
    #[must_use]
    pub fn after(old: &KeyRecord, now: Moment) -> Self {
        let terms = &old.terms;
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let rate = terms.rate_limit;
        let lived = terms
            .expires
            .map(|expires| expires.days_since(terms.created));
        Self {
            label: terms.label.clone().unwrap_or_default(),
            owner: terms.owner.clone().unwrap_or_default(),
            environment: terms.environment.clone().unwrap_or_default(),
            scopes: terms.scopes.join("\n"),
            created: now.to_string(),
            expires: lived
                .map(|days| now.plus_days(days).to_string())
                .unwrap_or_default(),
            rotate: number(terms.rotate_every_days),
            requests: number(rate.map(|rate| rate.requests)),
            period: rate
                .and_then(|rate| Period::of_seconds(rate.per_seconds))
                .unwrap_or_default(),
            burst: number(rate.and_then(|rate| rate.burst)),
            quota_day: number(terms.quota_per_day),
            quota_month: number(terms.quota_per_month),
            allowed_ips: terms.allowed_ips.join("\n"),
            allowed_origins: terms.allowed_origins.join("\n"),
        }
    }

    /// Reads the form at the moment `now`.
    #[must_use]
    pub fn read(&self, now: Moment) -> ParsedRecordDraft {
        let mut form = FormReader::default();
        let terms = Terms {
            label: form.text(RecordField::Label, &self.label),
            owner: form.text(RecordField::Owner, &self.owner),
            environment: form.text(RecordField::Environment, &self.environment),
            scopes: form.scopes(&self.scopes),
            created: form
                .moment(RecordField::Created, &self.created)
                .unwrap_or(now),
            expires: form.moment(RecordField::Expires, &self.expires),
            rotate_every_days: form.number(RecordField::Rotate, &self.rotate, MOST_DAYS),
            rate_limit: self.rate(&mut form),
            quota_per_day: form.number(RecordField::QuotaDay, &self.quota_day, MOST_REQUESTS),
            quota_per_month: form.number(RecordField::QuotaMonth, &self.quota_month, MOST_REQUESTS),
            allowed_ips: form.ranges(&self.allowed_ips),
            allowed_origins: form.origins(&self.allowed_origins),
        };
        form.dates(&terms, now);
        if let (Some(day), Some(month)) = (terms.quota_per_day, terms.quota_per_month)
            && month < day
        {
            form.error(
                RecordField::QuotaMonth,
                format!(
                    "A month has less than a day. Use at least {}, the quota a day.",
                    grouped(day.into())
                ),
            );
        }
        ParsedRecordDraft {
            terms: form.errors.is_empty().then_some(terms),
            errors: form.errors,
            warnings: form.warnings,
        }
    }

    fn rate(&self, form: &mut FormReader) -> Option<RateLimit> {
        let requests = form.number(RecordField::Requests, &self.requests, MOST_REQUESTS);
        let burst = form.number(RecordField::Burst, &self.burst, MOST_REQUESTS);
        if burst.is_some() && self.requests.trim().is_empty() {
            form.error(
                RecordField::Requests,
                "A burst needs a limit. Type how many requests, or clear the burst.".to_owned(),
            );
        }
        Some(RateLimit {
            requests: requests?,
            per_seconds: self.period.seconds(),
            burst,
        })
    }
}

/// Parses the number of days that a replaced key stays valid.
///
/// # Errors
/// A message that says what to type.
pub fn grace_days(typed: &str) -> Result<u32, String> {
    let mut form = FormReader::default();
    // Without a grace period the old key ends now.
    if typed.trim() == "0" {
        return Ok(0);
    }
    let days = form.number(RecordField::Grace, typed, MOST_DAYS);
    days.ok_or_else(|| {
        find(&form.errors, RecordField::Grace).unwrap_or_else(|| {
            "Type for how many days the old key stays valid; 0 ends it now.".to_owned()
        })
    })
}

/// A form being read.
#[derive(Default)]
struct FormReader {
    errors: Vec<(RecordField, String)>,
    warnings: Vec<(RecordField, String)>,
}

impl FormReader {
    fn error(&mut self, field: RecordField, words: String) {
        self.errors.push((field, words));
    }

    fn warn(&mut self, field: RecordField, words: String) {
        self.warnings.push((field, words));
    }

    fn text(&mut self, field: RecordField, typed: &str) -> Option<String> {
        let text = trimmed(typed);
        if let Some(words) = text_error(text) {
            self.error(field, words);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn moment(&mut self, field: RecordField, typed: &str) -> Option<Moment> {
        if trimmed(typed).is_empty() {
            return None;
        }
        let read = typed.parse();
        if let Err(error) = &read {
            self.error(field, ToString::to_string(error));
        }
        read.ok()
    }

    /// A number from 1 to `most`; `None` where nothing was typed, or after an error.
    fn number(&mut self, field: RecordField, typed: &str, most: u32) -> Option<u32> {
        if typed.trim().is_empty() {
            return None;
        }
        let number = ungrouped(typed).and_then(|digits| digits.parse().ok());
        let number = number.filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let most = grouped(most.into());
            self.error(
                field,
                format!("Type a whole number from 1 to {most}, or leave it empty."),
            );
        }
        number
    }

    /// The entries of a list, each as `read` gives it, or the first error in words.
    fn list(
        &mut self,
        field: RecordField,
        typed: &str,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Vec<String> {
        let (mut list, mut seen) = (Vec::new(), BTreeSet::new());
        for entry in entries(typed) {
            match read(entry) {
                Ok(entry) => {
                    if seen.insert(entry.clone()) {
                        list.push(entry);
                    }
                }
                Err(what) => {
                    self.error(field, format!("“{}” {what}", shortened(entry)));
                    return list;
                }
            }
        }
        if list.len() > MOST {
            self.error(
                field,
                format!("These are {} entries. Use at most {MOST}.", list.len()),
            );
        }
        list
    }

    fn scopes(&mut self, typed: &str) -> Vec<String> {
        let list = self.list(RecordField::Scopes, typed, |entry| {
            match scope::check(entry) {
                Ok(()) => Ok(entry.to_owned()),
                Err(error) => Err(error.to_string()),
            }
        });
        if let Some(wide) = list.iter().find(|entry| scope::is_wide(entry)) {
            self.warn(
                RecordField::Scopes,
                format!("{wide} allows a great deal: whoever has the key can do all of it. Name the few actions that are needed."),
            );
        }
        list
    }

    fn ranges(&mut self, typed: &str) -> Vec<String> {
        let list = self.list(RecordField::AllowedIps, typed, |entry| {
            let range = entry.parse::<IpRange>();
            range
                .map(|range| range.to_string())
                .map_err(|error| error.to_string())
        });
        let is_everything = |entry: &&String| entry.parse().is_ok_and(IpRange::is_everything);
        if let Some(all) = list.iter().find(is_everything) {
            let kind = if all.contains(':') { "IPv6" } else { "IPv4" };
            self.warn(
                RecordField::AllowedIps,
                format!("{all} is every {kind} address: among these it restricts nothing."),
            );
        }
        list
    }

    fn origins(&mut self, typed: &str) -> Vec<String> {
        self.list(RecordField::AllowedOrigins, typed, |entry| {
            origin(entry).ok_or_else(|| {
                "is not an origin. Write it as https://app.example.com, without a path.".to_owned()
            })
        })
    }

    /// Compares the dates with each other and with `now`.
    fn dates(&mut self, terms: &Terms, now: Moment) {
        let Some(expires) = terms.expires else { return };
        if expires <= now {
            self.error(
                RecordField::Expires,
                format!("{expires} is in the past: the key would never be valid. Type a later date, or leave it empty."),
            );
        } else if expires <= terms.created {
            self.error(
                RecordField::Expires,
                "The key would expire before it is created. Type a later date, or an earlier one under Created.".to_owned(),
            );
        } else if let Some(rotates) = terms.rotates()
            && rotates > expires
        {
            self.error(
                RecordField::Rotate,
                format!(
                    "The first rotation would be on {}, after the key has expired on {}. Rotate sooner, or let it expire later.",
                    rotates.date(),
                    expires.date()
                ),
            );
        }
    }
}

/// An entry as a message quotes it: at most 40 characters, control characters replaced.
fn shortened(entry: &str) -> String {
    let mut shown: String = entry
        .chars()
        .take(40)
        .map(|symbol| {
            if symbol.is_control() {
                '\u{fffd}'
            } else {
                symbol
            }
        })
        .collect();
    if entry.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}
