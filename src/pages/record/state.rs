//! What is typed into the form, the old record, and the records that follow from both.

use super::words;
use crate::browser::clock;
use crate::engine::base::date::Moment;
use crate::engine::key::record::draft::{self, ParsedRecordDraft, RecordDraft, RecordField};
use crate::engine::key::record::read;
use crate::engine::key::record::{KeyRecord, KeyTrace, Terms};
use crate::engine::key::spec::TokenSpec;
use leptos::prelude::*;

/// The keys that records are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Their form.
    pub spec: TokenSpec,
    /// What is known of each.
    pub keys: Vec<KeyTrace>,
}

/// This moment.
pub fn now() -> Moment {
    Moment::of_milliseconds(clock::milliseconds())
}

/// What becomes of the old key, as a value of the choice: it is replaced.
pub const REPLACE: &str = "replace";
/// The same: it is revoked.
pub const REVOKE: &str = "revoke";

/// The signals of the part.
#[derive(Clone, Copy)]
pub struct RecordState {
    /// The keys of the records.
    pub subject: Signal<Option<Subject>>,
    /// The form as typed.
    pub draft: RwSignal<RecordDraft>,
    /// The form as read.
    pub form: Memo<ParsedRecordDraft>,
    /// The old record as pasted.
    pub old_text: RwSignal<String>,
    /// The old record as read; none while nothing is pasted.
    pub old: Memo<Option<Result<KeyRecord, String>>>,
    /// "Grace (days)".
    pub grace: RwSignal<String>,
    /// What becomes of the old key.
    pub fate: RwSignal<&'static str>,
}

impl RecordState {
    /// An empty form.
    pub fn new(subject: Signal<Option<Subject>>) -> Self {
        let draft = RwSignal::new(RecordDraft::default());
        // What the form is filled with as long as nobody types something else.
        Effect::new(move |last: Option<(String, String)>| {
            let last = last.unwrap_or_default();
            let Some(subject) = subject.get() else {
                return last;
            };
            let own = (
                now().to_string(),
                subject
                    .spec
                    .environment_in_key()
                    .trim_end_matches('_')
                    .to_owned(),
            );
            draft.update(|draft| {
                if draft.created == last.0 {
                    draft.created.clone_from(&own.0);
                }
                if draft.environment == last.1 {
                    draft.environment.clone_from(&own.1);
                }
            });
            own
        });
        let (old_text, fate) = (RwSignal::default(), RwSignal::new(REPLACE));
        Self {
            subject,
            draft,
            form: Memo::new(move |_| draft.read().read(now())),
            old_text,
            old: Memo::new(move |_| read_old(&old_text.read(), fate.get(), subject)),
            grace: RwSignal::new("7".to_owned()),
            fate,
        }
    }

    /// What is wrong with a field.
    pub fn error(self, field: RecordField) -> Signal<Option<String>> {
        Signal::derive(move || self.form.read().error(field))
    }

    /// The warning about a field.
    pub fn warning(self, field: RecordField) -> Signal<Option<String>> {
        Signal::derive(move || self.form.read().warning(field))
    }

    /// The grace that is typed, or what is wrong with it.
    pub fn grace_days(self) -> Result<u32, String> {
        draft::grace_days(&self.grace.read())
    }

    /// The terms of the form; none while a field is wrong.
    pub fn terms(self) -> Option<Terms> {
        self.form.read().terms.clone()
    }

    /// The records; none while there is no key or a field is wrong.
    pub fn records(self) -> Vec<KeyRecord> {
        let old = self.old.get();
        if let (Some(Ok(old)), REVOKE) = (&old, self.fate.get()) {
            let mut old = old.clone();
            old.revoke(now());
            return vec![old];
        }
        let (Some(subject), Some(terms)) = (self.subject.get(), self.terms()) else {
            return Vec::new();
        };
        let record = |key| KeyRecord::new(key, terms.clone());
        let mut records: Vec<KeyRecord> = subject.keys.into_iter().map(record).collect();
        match old {
            None => records,
            Some(Ok(mut old)) => {
                let (Ok(days), Some(new)) = (self.grace_days(), records.first_mut()) else {
                    return Vec::new();
                };
                // `read_old` has checked this already.
                if old.rotate(new, now(), days).is_err() {
                    return Vec::new();
                }
                records.push(old);
                records
            }
            Some(Err(_)) => Vec::new(),
        }
    }

    /// Fills the form from the old record.
    pub fn take_over(self, announce: Callback<String>) {
        if let Some(Ok(old)) = &*self.old.read_untracked() {
            self.draft.set(RecordDraft::after(old, now()));
            announce.run(words::TAKEN_OVER.to_owned());
        }
    }
}

/// The old record, and that it can be replaced where it is to be; none while nothing is pasted.
fn read_old(
    text: &str,
    fate: &str,
    subject: Signal<Option<Subject>>,
) -> Option<Result<KeyRecord, String>> {
    if text.trim().is_empty() {
        return None;
    }
    let mut old = read::record(text).map_err(|error| error.to_string());
    if fate == REPLACE
        && let (Ok(record), Some(subject)) = (&old, &*subject.read())
        && let Some(key) = subject.keys.first()
        && let Err(error) = record.replaceable(&key.sha256)
    {
        old = Err(error.to_string());
    }
    Some(old)
}
