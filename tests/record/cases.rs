//! The table of cases that every check function is asked, and the verdict each must give.

use crate::{filled, key, now, terms};
use latchkey::engine::base::date::Moment;
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::record::draft::RecordDraft;
use latchkey::engine::key::record::output::RecordOutput;
use latchkey::engine::key::record::{KeyRecord, RecordStatus, Terms};
use latchkey::engine::key::spec::TokenSpec;
use serde_json::{Value, json};

/// A form of keys with the terms of their record: what one function is made for.
pub(crate) struct Variant {
    pub spec: TokenSpec,
    pub terms: Terms,
}

/// One question to a function.
pub(crate) struct Case {
    /// Which variant's function is asked.
    pub variant: usize,
    /// What it is about.
    pub name: &'static str,
    pub key: String,
    /// The record that the look-up finds.
    pub record: Option<KeyRecord>,
    pub scope: &'static str,
    pub ip: &'static str,
    pub origin: &'static str,
    pub now: Moment,
    /// The verdict, and what must be looked up; `-` where nothing may be.
    pub expected: String,
}

impl Case {
    /// For a program that reads JSON.
    pub fn json(&self) -> Value {
        let record = self.record.as_ref().map_or(Value::Null, |record| {
            let text = RecordOutput::Json.write(std::slice::from_ref(record), now());
            serde_json::from_str(&text).expect("it is JSON")
        });
        json!({
            "variant": self.variant, "key": self.key, "record": record, "scope": self.scope,
            "ip": self.ip, "origin": self.origin, "now": self.now.to_string(),
        })
    }
}

pub(crate) fn variants() -> Vec<Variant> {
    let full = terms(&filled());
    let plain = terms(&RecordDraft {
        expires: "2027-11-26".to_owned(),
        ..RecordDraft::default()
    });
    let bare = TokenSpec {
        prefix: "".parse().expect("a prefix may be empty"),
        environment: Environment::None,
        ..TokenSpec::default()
    };
    let variant = |spec: TokenSpec, terms: &Terms| Variant {
        spec,
        terms: terms.clone(),
    };
    vec![
        variant(TokenSpec::default(), &full),
        variant(TokenSpec::default(), &plain),
        variant(
            TokenSpec {
                key_id: true,
                ..TokenSpec::default()
            },
            &full,
        ),
        variant(
            TokenSpec {
                checksum: Checksum::WholeKey,
                prefix: "my-app.v1".parse().expect("it is a prefix"),
                ..TokenSpec::default()
            },
            &Terms {
                scopes: full.scopes.clone(),
                ..plain.clone()
            },
        ),
        variant(
            TokenSpec {
                format: Format::Hex,
                checksum: Checksum::OwnAlphabet,
                ..bare.clone()
            },
            &Terms {
                allowed_ips: full.allowed_ips.clone(),
                ..plain.clone()
            },
        ),
        variant(
            TokenSpec {
                format: Format::Custom,
                // What string literals escape in one language or another.
                alphabet: "\"'\\$%{}#`a1".parse::<Alphabet>().expect("eleven symbols"),
                checksum: Checksum::OwnAlphabet,
                ..bare.clone()
            },
            &Terms {
                scopes: full.scopes.clone(),
                ..plain.clone()
            },
        ),
        variant(
            TokenSpec {
                format: Format::Base64Url,
                checksum: Checksum::None,
                ..TokenSpec::default()
            },
            &plain,
        ),
        variant(
            TokenSpec {
                key_id: true,
                checksum: Checksum::WholeKey,
                ..bare
            },
            &Terms {
                allowed_origins: full.allowed_origins.clone(),
                ..plain
            },
        ),
    ]
}

fn moment(text: &str) -> Moment {
    text.parse().expect("it is a moment")
}

/// `key` with another symbol of the key in one place.
fn changed(key: &str, place: usize) -> String {
    let mut symbols: Vec<u8> = key.bytes().collect();
    // Of the key's own last part, so that only the checksum can tell.
    let other = key.bytes().rev().find(|symbol| *symbol != symbols[place]);
    symbols[place] = other.expect("no key is of one symbol");
    String::from_utf8(symbols).expect("keys are ASCII")
}

/// All cases, the same for each variant as far as its record has the field.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (variant, Variant { spec, terms }) in variants().iter().enumerate() {
        let (presented, record) = key(spec, terms, 10 + variant as u64);
        let (other, _) = key(spec, terms, 90 + variant as u64);
        let looked_up = |key: &str, record: &KeyRecord| match &record.key.key_id {
            Some(_) => {
                let start = spec.head().len();
                key[start..start + 8].to_owned()
            }
            None if key == presented => record.key.sha256.clone(),
            None => sha256(key),
        };
        let usual = |name, verdict: &str, record: &KeyRecord| Case {
            variant,
            name,
            key: presented.clone(),
            record: Some(record.clone()),
            scope: "invoices:read",
            ip: "203.0.113.9",
            origin: "https://app.example.com",
            now: now(),
            expected: format!("{verdict} {}", looked_up(&presented, record)),
        };
        cases.push(usual("valid", "valid", &record));

        // The form of the key.
        let has_checksum = spec.checksum_in_key() != Checksum::None;
        let last = presented.len() - 1;
        for (name, place) in [("wrong checksum", last), ("mistyped", last - 9)] {
            let mut case = usual(name, "malformed", &record);
            case.key = changed(&presented, place);
            case.expected = if has_checksum {
                "malformed -".to_owned()
            } else {
                format!("unknown {}", looked_up(&case.key, &record))
            };
            cases.push(case);
        }
        let mut bad = vec!["", "x", "sk_live_", "é"];
        let cut = &presented[..presented.len().min(spec.head().len() + 5)];
        bad.push(cut);
        let place = presented.len() - 12;
        let accented = format!("{}é{}", &presented[..place], &presented[place + 1..]);
        if has_checksum {
            bad.push(&accented);
        }
        let strange = format!("xx_live_{}", &presented[presented.len() - 20..]);
        if !spec.head().is_empty() {
            bad.push(&strange);
        }
        for bad in bad {
            // Without a checksum there is only the head to be wrong.
            if has_checksum || !bad.starts_with(&spec.head()) || bad == spec.head() {
                let mut case = usual("bad form", "malformed", &record);
                case.key = bad.to_owned();
                case.expected = "malformed -".to_owned();
                cases.push(case);
            }
        }

        // The look-up.
        let mut unknown = usual("no record", "unknown", &record);
        unknown.record = None;
        cases.push(unknown);
        let mut wrong = usual("wrong key", "unknown", &record);
        wrong.expected = format!("unknown {}", looked_up(&other, &record));
        wrong.key.clone_from(&other);
        cases.push(wrong);

        // Its life.
        let revoked = |status, at: Option<&str>| {
            let mut record = record.clone();
            record.status = status;
            record.revoked_at = at.map(moment);
            record
        };
        for record in [
            revoked(RecordStatus::Revoked, Some("2026-11-26")),
            revoked(RecordStatus::Revoked, None),
            revoked(RecordStatus::Active, Some("2026-11-26")),
        ] {
            cases.push(usual("revoked", "revoked", &record));
        }
        for (at, verdict) in [
            ("2027-11-25T23:59:59Z", "valid"),
            ("2027-11-26T00:00:00Z", "expired"),
            ("2030-01-01", "expired"),
        ] {
            let mut case = usual("expiry", verdict, &record);
            case.now = moment(at);
            cases.push(case);
        }
        let (mut old, mut new) = (record.clone(), record.clone());
        new.key.sha256 = "cd".repeat(32);
        old.rotate(&mut new, now(), 7).expect("it is in use");
        for (at, verdict) in [
            ("2026-12-03T19:59:59Z", "valid"),
            ("2026-12-03T20:00:00Z", "replaced"),
            ("2027-01-01", "replaced"),
        ] {
            let mut case = usual("grace", verdict, &old);
            case.now = moment(at);
            cases.push(case);
        }
        let mut without_grace = old.clone();
        without_grace.grace_until = None;
        cases.push(usual("replaced without grace", "replaced", &without_grace));
        old.revoke(now());
        cases.push(usual("revoked in grace", "revoked", &old));

        // What it may do, and from where.
        if !terms.scopes.is_empty() {
            let with = |scope: &str| {
                let mut record = record.clone();
                record.terms.scopes = vec!["customers:read".to_owned(), scope.to_owned()];
                record
            };
            for (scope, asked, verdict) in [
                ("invoices:read", "invoices:write", "scope"),
                ("invoices:read", "invoices", "scope"),
                ("invoices:read", "", "scope"),
                ("invoices:read", "invoices:read:all", "scope"),
                ("invoices:*", "invoices:delete", "valid"),
                ("invoices:*", "invoicesx:delete", "scope"),
                ("*", "anything:at-all", "valid"),
                ("admin", "invoices:read", "scope"),
            ] {
                let mut case = usual("scope", verdict, &with(scope));
                case.scope = asked;
                cases.push(case);
            }
            let mut none = record.clone();
            none.terms.scopes.clear();
            cases.push(usual("no scopes in the record found", "scope", &none));
        }
        if !terms.allowed_ips.is_empty() {
            for (ip, verdict) in [
                ("203.0.113.0", "valid"),
                ("203.0.113.255", "valid"),
                ("203.0.114.0", "ip"),
                ("203.0.112.255", "ip"),
                ("198.51.100.7", "valid"),
                ("198.51.100.6", "ip"),
                ("::ffff:203.0.113.9", "valid"),
                ("::ffff:cb00:7109", "valid"),
                ("::ffff:203.0.114.9", "ip"),
                ("2001:db8::1", "valid"),
                ("2001:db8:7fff:ffff::", "valid"),
                ("2001:db8:8000::", "ip"),
                ("2001:db9::1", "ip"),
                ("::203.0.113.9", "ip"),
                ("", "ip"),
                ("localhost", "ip"),
                ("203.0.113.9/24", "ip"),
                ("203.0.113", "ip"),
            ] {
                let mut case = usual("ip", verdict, &record);
                case.ip = ip;
                cases.push(case);
            }
        }
        if !terms.allowed_origins.is_empty() {
            for origin in [
                "",
                "null",
                "https://example.com",
                "https://app.example.com.evil.example",
            ] {
                let mut case = usual("origin", "origin", &record);
                case.origin = origin;
                cases.push(case);
            }
        }
    }
    cases
}

/// The SHA-256 in hex, from another implementation than the engine's use of it.
fn sha256(text: &str) -> String {
    let output = crate::referees::answer(
        &mut std::process::Command::new("sha256sum"),
        text.as_bytes(),
    );
    output[..64].to_owned()
}
