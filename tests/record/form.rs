//! The form of a record: what is wrong with a field is said of that field, and of no other.

use crate::{filled, now};
use latchkey::engine::key::record::draft::RecordField::{
    AllowedIps, AllowedOrigins, Burst, Created, Environment, Expires, Grace, Label, Owner,
    QuotaDay, QuotaMonth, Requests, Rotate, Scopes,
};
use latchkey::engine::key::record::draft::{RecordDraft, RecordField, grace_days};

/// The text of a field.
fn text_of(draft: &mut RecordDraft, field: RecordField) -> &mut String {
    match field {
        Label => &mut draft.label,
        Owner => &mut draft.owner,
        Environment => &mut draft.environment,
        Scopes => &mut draft.scopes,
        Created => &mut draft.created,
        Expires => &mut draft.expires,
        Rotate => &mut draft.rotate,
        Requests => &mut draft.requests,
        Burst => &mut draft.burst,
        QuotaDay => &mut draft.quota_day,
        QuotaMonth => &mut draft.quota_month,
        AllowedIps => &mut draft.allowed_ips,
        AllowedOrigins => &mut draft.allowed_origins,
        Grace => panic!("the grace is not part of the form"),
    }
}

/// The filled form with another text in one field.
fn with(field: RecordField, text: &str) -> RecordDraft {
    let mut draft = filled();
    text.clone_into(text_of(&mut draft, field));
    draft
}

/// Texts that are wrong in their field, and what is said beside it.
const WRONG: [(RecordField, &str, &str); 23] = [
    (Owner, "a\tb", "control character"),
    (Environment, "a\u{7}b", "control character"),
    (Scopes, "invoices: read", "white space"),
    (Scopes, "a:b\ninvoices", "“invoices”"),
    (Scopes, "*:read", "star"),
    (Created, "yesterday", "2027-05-31"),
    (Created, "2026-02-30", "no such day"),
    (Created, "2026-01-02T03:04:05", "zone"),
    (Expires, "soon", "2027-05-31"),
    // The present moment is past already.
    (Expires, "2026-11-26T20:00:00Z", "in the past"),
    (Rotate, "0", "from 1 to 36,500"),
    // The key expires in 364 days and four hours.
    (Rotate, "365", "after the key has expired"),
    (Requests, "1.5", "from 1 to 2,147,483,647"),
    (Requests, "", "A burst needs a limit"),
    (Burst, "-1", "whole number"),
    (QuotaDay, "many", "whole number"),
    (QuotaMonth, "2147483648", "whole number"),
    (QuotaMonth, "9999", "at least 10,000"),
    (AllowedIps, "203.0.113.300", "IP address"),
    (AllowedIps, "203.0.113.0/33", "from 0 to 32"),
    (AllowedIps, "2001:db8::/129", "from 0 to 128"),
    (AllowedIps, "10.0.0.1/8", "10.0.0.0/8"),
    (AllowedOrigins, "https://a.example/x", "without a path"),
];

/// Asserts that this text in `field` is told beside one field only, and in these words.
fn assert_told(field: RecordField, bad: &str, beside: RecordField, said: &str) {
    let read = with(field, bad).read(now());
    let told: Vec<RecordField> = read.errors.iter().map(|(field, _)| *field).collect();
    assert_eq!(told, [beside], "{bad:?} in {field:?}: {:?}", read.errors);
    let words = read.error(beside).unwrap_or_default();
    assert!(words.contains(said), "{bad:?} in {field:?}: {words}");
    assert_eq!(read.terms, None, "{bad:?} in {field:?}");
}

#[test]
fn every_wrong_text_is_told_beside_its_field_and_nowhere_else() {
    for (field, bad, said) in WRONG {
        assert_told(field, bad, field, said);
    }
    assert_told(Label, &"x".repeat(201), Label, "at most 200");
    // The date that is to be changed is the later one.
    assert_told(Created, "2028-01-01", Expires, "before it is created");
    let latest = with(Rotate, "364").read(now());
    assert!(latest.terms.is_some(), "{:?}", latest.errors);
}

#[test]
fn what_allows_a_great_deal_is_warned_of_and_taken() {
    for (field, wide) in [
        (Scopes, "*"),
        (Scopes, "admin"),
        (Scopes, "invoices:*"),
        (Scopes, "invoices:read\ncustomers:admin"),
        (AllowedIps, "203.0.113.0/24\n0.0.0.0/0"),
        (AllowedIps, "::/0"),
    ] {
        let read = with(field, wide).read(now());
        let words = read.warning(field).unwrap_or_default();
        let named = wide.lines().last().unwrap_or_default();
        assert!(words.starts_with(named), "{wide}: {words}");
        assert!(read.terms.is_some(), "{wide}: {:?}", read.errors);
    }
    assert!(filled().read(now()).warnings.is_empty());
}

#[test]
fn the_grace_is_a_number_of_days_and_may_be_none() {
    assert_eq!(grace_days("0"), Ok(0));
    assert_eq!(grace_days(" 30 "), Ok(30));
    for (bad, said) in [
        ("", "0 ends it now"),
        ("x", "whole number"),
        ("36501", "36,500"),
    ] {
        let words = grace_days(bad).expect_err("it is no number of days");
        assert!(words.contains(said), "{bad:?}: {words}");
    }
}

#[test]
fn invisible_characters_at_the_ends_of_an_entry_are_no_part_of_it() {
    let mut draft = with(
        AllowedIps,
        "\u{200e}203.0.113.0/24\u{200b}\n\u{feff}2001:db8::/33",
    );
    "\u{202a}invoices:read\u{202c}".clone_into(text_of(&mut draft, Scopes));
    "\u{200e}2027-11-26".clone_into(text_of(&mut draft, Expires));
    let read = draft.read(now());
    let terms = read.terms.unwrap_or_else(|| panic!("{:?}", read.errors));
    assert_eq!(terms.allowed_ips, ["203.0.113.0/24", "2001:db8::/33"]);
    assert_eq!(terms.scopes, ["invoices:read"]);
    assert!(terms.expires.is_some());
}
