//! Server records, typed and pasted: what is taken is within its limits, and is read again as it was.

use crate::input::text;
use latchkey::engine::base::date::Moment;
use latchkey::engine::key::record::draft::{RecordDraft, grace_days};
use latchkey::engine::key::record::leak::find_in_history;
use latchkey::engine::key::record::output::RecordOutput;
use latchkey::engine::key::record::period::Period;
use latchkey::engine::key::record::range::IpRange;
use latchkey::engine::key::record::store::SecretStore;
use latchkey::engine::key::record::{KeyRecord, KeyTrace, Terms, read};

/// 2026-11-26, in milliseconds since 1970.
const NOW: u64 = 1_795_723_200_000;
/// The most entries of a list, days, and requests.
const ENTRIES: usize = 100;
const DAYS: u32 = 36_500;
const REQUESTS: u32 = 2_147_483_647;

fn now() -> Moment {
    Moment::of_milliseconds(NOW)
}

/// A pasted record.
///
/// # Panics
/// Where one is taken that is out of its limits, or is not the same once it is written and read again.
pub fn pasted(data: &[u8]) {
    let given = text(data);
    match read::record(&given) {
        Ok(record) => same_again(&record),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The form of a record: a line for each field, the period in the first byte.
///
/// # Panics
/// Where a field is taken that is out of its limits, or the record of it is not the same again.
pub fn form(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let given = text(rest);
    let mut lines = given.split('\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let grace = line();
    if let Ok(days) = grace_days(&grace) {
        assert!(days <= DAYS);
    }
    let draft = RecordDraft {
        label: line(),
        owner: line(),
        environment: line(),
        scopes: line(),
        created: line(),
        expires: line(),
        rotate: line(),
        requests: line(),
        period: Period::ALL[usize::from(first.wrapping_sub(b'a')) % Period::ALL.len()],
        burst: line(),
        quota_day: line(),
        quota_month: line(),
        allowed_ips: line(),
        allowed_origins: line(),
    };
    let parsed = draft.read(now());
    assert_eq!(parsed.terms.is_none(), !parsed.errors.is_empty());
    let said = parsed.errors.iter().chain(&parsed.warnings);
    assert!(said.into_iter().all(|(_, words)| !words.is_empty()));
    if let Some(terms) = parsed.terms {
        let trace = KeyTrace {
            sha256: "ab".repeat(32),
            masked: "sk_live_••••4f2a".to_owned(),
            key_id: None,
        };
        same_again(&KeyRecord::new(trace, terms));
    }
}

/// A record that was taken: within its limits, written as everything there is, and read again.
fn same_again(record: &KeyRecord) {
    limited(&record.terms);
    for output in RecordOutput::ALL {
        assert!(!output.write(std::slice::from_ref(record), now()).is_empty());
    }
    let written = RecordOutput::Json.write(std::slice::from_ref(record), now());
    assert_eq!(read::record(&written).as_ref(), Ok(record), "{written}");
    for store in SecretStore::ALL {
        assert!(!store.write(&record.terms).is_empty());
    }
    assert_eq!(find_in_history(&record.key).lines().count(), 1);
    // The form of the next key: of its fields those are right that a form can check alone.
    let next = RecordDraft::after(record, now()).read(now());
    if let Some(terms) = next.terms {
        // What a list has twice a form has once.
        let kept = |scope| terms.scopes.contains(scope);
        assert!(record.terms.scopes.iter().all(kept));
        limited(&terms);
    }
}

fn limited(terms: &Terms) {
    for list in [&terms.scopes, &terms.allowed_ips, &terms.allowed_origins] {
        assert!(list.len() <= ENTRIES);
        assert!(list.iter().all(|entry| !entry.contains(char::is_control)));
    }
    for range in &terms.allowed_ips {
        let again = range.parse::<IpRange>().map(|range| range.to_string());
        assert_eq!(again.as_ref(), Ok(range));
    }
    for origin in &terms.allowed_origins {
        assert!(origin.contains("://") && origin.is_ascii() && !origin.ends_with('/'));
    }
    for moment in [Some(terms.created), terms.expires].into_iter().flatten() {
        assert_eq!(moment.to_string().parse(), Ok(moment));
    }
    assert!(terms.expires.is_none_or(|expires| expires > terms.created));
    let days = 1..=DAYS;
    assert!(terms.rotate_every_days.is_none_or(|of| days.contains(&of)));
    let rate = terms.rate_limit;
    for count in [
        terms.quota_per_day,
        terms.quota_per_month,
        rate.map(|rate| rate.requests),
        rate.and_then(|rate| rate.burst),
    ] {
        assert!(count.is_none_or(|count| (1..=REQUESTS).contains(&count)));
    }
    assert!(rate.is_none_or(|rate| Period::of_seconds(rate.per_seconds).is_some()));
}
