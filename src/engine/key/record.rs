//! The record that a server keeps of a key: its hash, whose it is, what it may do and for how long. Never the key.
//!
//! A record is made from the hash and the masked form, which remain after the key was copied, so nothing here sees a
//! key. The schema of its JSON is `docs/record.schema.json`.

pub mod check;
pub mod draft;
pub mod leak;
pub mod output;
pub mod period;
pub mod range;
pub mod read;
mod scope;
pub mod store;
mod tables;
pub mod usage;
mod written;

use super::spec::{KEY_ID_LENGTH, TokenSpec};
use crate::engine::base::choices::choices;
use crate::engine::base::date::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of the schema that is written and read here.
pub const SCHEMA_VERSION: u32 = 1;

/// What a record holds of its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTrace {
    /// The SHA-256, in lower-case hex, of the part of the key that a server hashes.
    pub sha256: String,
    /// The masked form.
    pub masked: String,
    /// The public id, where keys of this form have one.
    pub key_id: Option<String>,
}

impl KeyTrace {
    /// The trace of a key of the form `spec`. The key id stands in the masked form.
    #[must_use]
    pub fn new(sha256: String, masked: String, spec: &TokenSpec) -> Self {
        let start = spec.head().len();
        let key_id = masked
            .get(start..start + KEY_ID_LENGTH)
            .filter(|_| spec.has_key_id())
            .map(str::to_owned);
        Self {
            sha256,
            masked,
            key_id,
        }
    }
}

/// How often a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// The most requests in one period.
    pub requests: u32,
    /// The length of the period in seconds.
    pub per_seconds: u32,
    /// The most requests at once.
    pub burst: Option<u32>,
}

/// The part of a record that a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What the key is for.
    pub label: Option<String>,
    /// The owner or the project.
    pub owner: Option<String>,
    /// Where it is used: live, test.
    pub environment: Option<String>,
    /// What it may do, each as `resource:action`.
    pub scopes: Vec<String>,
    /// When it becomes valid.
    pub created: Moment,
    /// When it stops being valid; `None` for never.
    pub expires: Option<Moment>,
    /// The number of days after which it is to be replaced.
    pub rotate_every_days: Option<u32>,
    /// How often it may be used.
    pub rate_limit: Option<RateLimit>,
    /// The most requests per day.
    pub quota_per_day: Option<u32>,
    /// The most requests per month.
    pub quota_per_month: Option<u32>,
    /// The only ranges that it may be used from, as CIDR; any address where there are none.
    pub allowed_ips: Vec<String>,
    /// The only origins that a browser may send it from; any where there are none.
    pub allowed_origins: Vec<String>,
}

impl Terms {
    /// When the key is to be replaced.
    #[must_use]
    pub fn rotates(&self) -> Option<Moment> {
        Some(self.created.plus_days(self.rotate_every_days?))
    }
}

/// The status of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordStatus {
    /// It is in use.
    #[default]
    Active,
    /// Another key replaces it; it is valid until the end of its grace period.
    Replaced,
    /// It is refused.
    Revoked,
}

choices!(impl RecordStatus {
    Active = "active", "active";
    Replaced = "replaced", "replaced";
    Revoked = "revoked", "revoked";
});

/// The record of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// Which key.
    pub key: KeyTrace,
    /// What was decided about it.
    pub terms: Terms,
    /// Its status.
    pub status: RecordStatus,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
    /// The end of its grace period, once it was replaced.
    pub grace_until: Option<Moment>,
    /// The SHA-256 of the key that replaces it.
    pub replaced_by: Option<String>,
    /// The SHA-256 of the key that it replaces.
    pub replaces: Option<String>,
    /// When it was last used; filled in by the server.
    pub last_used_at: Option<Moment>,
    /// From where it was last used; filled in by the server.
    pub last_used_from: Option<String>,
}

impl KeyRecord {
    /// The record of a new key.
    #[must_use]
    pub fn new(key: KeyTrace, terms: Terms) -> Self {
        Self {
            key,
            terms,
            status: RecordStatus::Active,
            revoked_at: None,
            grace_until: None,
            replaced_by: None,
            replaces: None,
            last_used_at: None,
            last_used_from: None,
        }
    }

    /// Replaces this key with that of `new`: this one stays valid for `grace_days`, and the records name each other.
    ///
    /// # Errors
    /// [`RotationError`] where the key cannot be replaced by that one.
    pub fn rotate(
        &mut self,
        new: &mut Self,
        now: Moment,
        grace_days: u32,
    ) -> Result<(), RotationError> {
        self.replaceable(&new.key.sha256)?;
        self.status = RecordStatus::Replaced;
        self.grace_until = Some(now.plus_days(grace_days));
        self.replaced_by = Some(new.key.sha256.clone());
        new.replaces = Some(self.key.sha256.clone());
        Ok(())
    }

    /// Checks that the key whose hash is `by` can replace this one.
    ///
    /// # Errors
    /// [`RotationError`] says why it cannot.
    pub fn replaceable(&self, by: &str) -> Result<(), RotationError> {
        match self.status {
            RecordStatus::Revoked => Err(RotationError::Revoked),
            RecordStatus::Replaced => Err(RotationError::Replaced),
            RecordStatus::Active if self.key.sha256 == by => Err(RotationError::SameKey),
            RecordStatus::Active => Ok(()),
        }
    }

    /// Revokes the key. One that is revoked already keeps its date.
    pub fn revoke(&mut self, now: Moment) {
        self.status = RecordStatus::Revoked;
        self.revoked_at.get_or_insert(now);
    }
}

/// Why a key cannot replace another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationError {
    /// The old one is revoked.
    Revoked,
    /// The old one was replaced before.
    Replaced,
    /// It is the same key.
    SameKey,
}

impl fmt::Display for RotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Revoked => "This key was revoked. A revoked key has no grace: clear the old record and keep the new one.",
            Self::Replaced => "This key was replaced already. Paste the record of the key that replaced it.",
            Self::SameKey => "This is the record of the key on screen. Generate a new key, which then replaces it.",
        })
    }
}

impl std::error::Error for RotationError {}

#[cfg(test)]
pub(crate) mod tests {
    use super::{KeyRecord, KeyTrace, RateLimit, RecordStatus, RotationError, Terms};
    use crate::engine::base::date::Moment;
    use crate::engine::key::spec::TokenSpec;

    pub(crate) fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    /// A record with a value in every field.
    pub(crate) fn full() -> KeyRecord {
        let key = KeyTrace {
            sha256: "ab".repeat(32),
            masked: "sk_live_BRTRKFsL_••••4f2a".to_owned(),
            key_id: Some("BRTRKFsL".to_owned()),
        };
        let terms = Terms {
            label: Some("It's \"Billing\" \\ 100 % $x é 🙂 #1: no".to_owned()),
            owner: Some("acme".to_owned()),
            environment: Some("live".to_owned()),
            scopes: vec!["invoices:read".to_owned(), "invoices:write".to_owned()],
            created: moment("2026-11-26T20:00:00Z"),
            expires: Some(moment("2027-11-26")),
            rotate_every_days: Some(90),
            rate_limit: Some(RateLimit {
                requests: 100,
                per_seconds: 60,
                burst: Some(20),
            }),
            quota_per_day: Some(10_000),
            quota_per_month: Some(200_000),
            allowed_ips: vec!["203.0.113.0/24".to_owned(), "2001:db8::/32".to_owned()],
            allowed_origins: vec!["https://app.example.com".to_owned()],
        };
        KeyRecord::new(key, terms)
    }

    #[test]
    fn the_key_id_is_read_from_the_masked_form() {
        let spec = TokenSpec {
            key_id: true,
            ..TokenSpec::default()
        };
        let masked = "sk_live_BRTRKFsL_••••4f2a".to_owned();
        let trace = KeyTrace::new(String::new(), masked.clone(), &spec);
        assert_eq!(trace.key_id.as_deref(), Some("BRTRKFsL"));
        let trace = KeyTrace::new(String::new(), masked, &TokenSpec::default());
        assert_eq!(trace.key_id, None);
        let trace = KeyTrace::new(String::new(), "sk_live_•".to_owned(), &spec);
        assert_eq!(trace.key_id, None);
    }

    #[test]
    fn after_a_rotation_the_records_name_each_other_and_the_old_one_has_its_grace() {
        let (mut old, mut new) = (full(), full());
        let now = moment("2027-02-24");
        assert_eq!(old.rotate(&mut new, now, 7), Err(RotationError::SameKey));
        assert_eq!(old, full());
        new.key.sha256 = "cd".repeat(32);
        assert_eq!(old.rotate(&mut new, now, 7), Ok(()));
        assert_eq!(old.status, RecordStatus::Replaced);
        assert_eq!(old.grace_until, Some(moment("2027-03-03")));
        assert_eq!(old.replaced_by.as_ref(), Some(&new.key.sha256));
        assert_eq!(new.replaces.as_ref(), Some(&old.key.sha256));
        assert_eq!(new.status, RecordStatus::Active);
        assert_eq!(old.rotate(&mut new, now, 7), Err(RotationError::Replaced));
        old.revoke(now);
        old.revoke(moment("2028-01-01"));
        assert_eq!(old.revoked_at, Some(now));
        assert_eq!(old.rotate(&mut new, now, 7), Err(RotationError::Revoked));
    }
}
