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
        // This form and the first are those that `tests/e2e/record/texts.rs` compares with what is on screen.
        variant(
            TokenSpec {
                key_id: true,
                ..TokenSpec::default()
            },
            &plain,
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

/// A key of a variant, about which cases are made.
struct Asked {
    at: usize,
    spec: TokenSpec,
    terms: Terms,
    key: String,
    record: KeyRecord,
}

impl Asked {
    fn new(at: usize, Variant { spec, terms }: Variant) -> Self {
        let (key, record) = key(&spec, &terms, 10 + at as u64);
        Self {
            at,
            spec,
            terms,
            key,
            record,
        }
    }

    /// What must be looked up for a key.
    fn looked_up(&self, key: &str) -> String {
        if self.spec.has_key_id() {
            let start = self.spec.head().len();
            key[start..start + 8].to_owned()
        } else {
            sha256(key)
        }
    }

    /// The key, presented as it should be, with this record.
    fn with(&self, name: &'static str, verdict: &str, record: &KeyRecord) -> Case {
        Case {
            variant: self.at,
            name,
            key: self.key.clone(),
            record: Some(record.clone()),
            scope: "invoices:read",
            ip: "203.0.113.9",
            origin: "https://app.example.com",
            now: now(),
            expected: format!("{verdict} {}", self.looked_up(&self.key)),
        }
    }

    /// The same with its own record.
    fn usual(&self, name: &'static str, verdict: &str) -> Case {
        self.with(name, verdict, &self.record)
    }

    /// Keys that are mistyped or none at all.
    fn forms(&self) -> Vec<Case> {
        let has_checksum = self.spec.checksum_in_key() != Checksum::None;
        let malformed = |name, key: String| {
            let mut case = self.usual(name, "malformed");
            "malformed -".clone_into(&mut case.expected);
            case.key = key;
            case
        };
        let mut cases = Vec::new();
        let last = self.key.len() - 1;
        for (name, place) in [("wrong checksum", last), ("mistyped", last - 9)] {
            let mut case = malformed(name, changed(&self.key, place));
            if !has_checksum {
                case.expected = format!("unknown {}", self.looked_up(&case.key));
            }
            cases.push(case);
        }
        let head = self.spec.head();
        let place = self.key.len() - 12;
        let accented = format!("{}é{}", &self.key[..place], &self.key[place + 1..]);
        let strange = format!("xx_live_{}", &self.key[self.key.len() - 20..]);
        for bad in [
            "",
            "x",
            "sk_live_",
            "é",
            &self.key[..head.len() + 5],
            &accented,
            &strange,
        ] {
            // Without a checksum there is only the head to be wrong.
            if has_checksum || !bad.starts_with(&head) || bad == head {
                cases.push(malformed("bad form", bad.to_owned()));
            }
        }
        cases
    }

    /// Keys that no record is of.
    fn strangers(&self) -> Vec<Case> {
        let mut none = self.usual("no record", "unknown");
        none.record = None;
        let (other, _) = key(&self.spec, &self.terms, 90 + self.at as u64);
        let mut wrong = self.usual("wrong key", "unknown");
        wrong.expected = format!("unknown {}", self.looked_up(&other));
        wrong.key = other;
        vec![none, wrong]
    }

    /// Revocation, expiry, grace.
    fn life(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        for (status, at) in [
            (RecordStatus::Revoked, Some("2026-11-26")),
            (RecordStatus::Revoked, None),
            (RecordStatus::Active, Some("2026-11-26")),
        ] {
            let mut record = self.record.clone();
            record.status = status;
            record.revoked_at = at.map(moment);
            cases.push(self.with("revoked", "revoked", &record));
        }
        for (at, verdict) in [
            ("2027-11-25T23:59:59Z", "valid"),
            ("2027-11-26T00:00:00Z", "expired"),
            ("2030-01-01", "expired"),
        ] {
            let mut case = self.usual("expiry", verdict);
            case.now = moment(at);
            cases.push(case);
        }
        let (mut old, mut new) = (self.record.clone(), self.record.clone());
        new.key.sha256 = "cd".repeat(32);
        old.rotate(&mut new, now(), 7).expect("it is in use");
        for (at, verdict) in [
            ("2026-12-03T19:59:59Z", "valid"),
            ("2026-12-03T20:00:00Z", "replaced"),
            ("2027-01-01", "replaced"),
        ] {
            let mut case = self.with("grace", verdict, &old);
            case.now = moment(at);
            cases.push(case);
        }
        let mut without_grace = old.clone();
        without_grace.grace_until = None;
        cases.push(self.with("replaced without grace", "replaced", &without_grace));
        old.revoke(now());
        cases.push(self.with("revoked in grace", "revoked", &old));
        cases
    }

    /// What the key may do, where the record says so.
    fn scopes(&self) -> Vec<Case> {
        if self.terms.scopes.is_empty() {
            return Vec::new();
        }
        let mut none = self.record.clone();
        none.terms.scopes.clear();
        let mut cases = vec![self.with("no scopes in the record found", "scope", &none)];
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
            let mut record = self.record.clone();
            record.terms.scopes = vec!["customers:read".to_owned(), scope.to_owned()];
            let mut case = self.with("scope", verdict, &record);
            case.scope = asked;
            cases.push(case);
        }
        cases
    }

    /// Where the key may be used from, where the record says so.
    fn places(&self) -> Vec<Case> {
        let mut cases = Vec::new();
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
            if !self.terms.allowed_ips.is_empty() {
                let mut case = self.usual("ip", verdict);
                case.ip = ip;
                cases.push(case);
            }
        }
        for (range, ip, verdict) in [
            ("::/0", "2001:db8::1", "valid"),
            ("::/0", "203.0.113.9", "ip"),
            ("::/0", "::ffff:203.0.113.9", "ip"),
            ("0.0.0.0/0", "203.0.113.9", "valid"),
            ("0.0.0.0/0", "::ffff:203.0.113.9", "valid"),
            ("0.0.0.0/0", "2001:db8::1", "ip"),
            ("198.51.100.7/32", "198.51.100.8", "ip"),
            ("2001:db8::1/128", "2001:db8::2", "ip"),
        ] {
            if !self.terms.allowed_ips.is_empty() {
                let mut record = self.record.clone();
                record.terms.allowed_ips = vec![range.to_owned()];
                let mut case = self.with("ip of another kind", verdict, &record);
                case.ip = ip;
                cases.push(case);
            }
        }
        for origin in [
            "",
            "null",
            "https://example.com",
            "https://app.example.com.evil.example",
        ] {
            if !self.terms.allowed_origins.is_empty() {
                let mut case = self.usual("origin", "origin");
                case.origin = origin;
                cases.push(case);
            }
        }
        cases
    }
}

/// All cases, the same for each variant as far as its record has the field.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, variant) in variants().into_iter().enumerate() {
        let asked = Asked::new(at, variant);
        cases.push(asked.usual("valid", "valid"));
        cases.extend(asked.forms());
        cases.extend(asked.strangers());
        cases.extend(asked.life());
        cases.extend(asked.scopes());
        cases.extend(asked.places());
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
