//! The words of the Inspect tab.

use crate::engine::base::number::grouped;
use crate::engine::inspect::{Inspection, KeyFinding};

// The field.
pub const TITLE: &str = "Inspect a key";
pub const SUMMARY: &str = "what it is, whether it is well formed, how strong it can be";
pub const KEY: &str = "Key";
pub const KEY_HINT: &str = "\
    Stays in this page; cleared when you leave the tab or the page. Several lines: one verdict a line.";
pub const JWT_SECRET: &str = "JWT secret";
pub const JWT_SECRET_HINT: &str =
    "With it the signature is verified: as typed, or decoded from base64. Stays in this page too.";
pub const CLEAR: &str = "Clear";
pub const CLEARED: &str = "Cleared.";
pub const TOO_LONG: &str = "This is longer than a megabyte. Paste a part of it.";

// The findings.
pub const FINDINGS: &str = "Findings";
pub const NOTHING_PASTED: &str = "\
    Paste a key, a token, a JWT, a PEM file, a digest or a password hash. Nobody is asked about it: only its issuer \
    knows whether it is in use.";
pub const INSPECTING: &str = "Inspecting…";
pub const NOT_INSPECTED: &str = "It was not inspected.";
pub const NO_KEY: &str = "There is nothing in it that could be a key.";
pub const PARTS: &str = "Parts";
pub const MADE_OF: &str = "Made of";
pub const STRENGTH: &str = "Strength";
pub const MASKED: &str = "Masked";
pub const NOTICED: &str = "Noticed";
pub const COPY: &str = "Copy";
pub const HASH: &str = "Hash";
pub const LINE: &str = "Line";
pub const VERDICT: &str = "Verdict";
pub const IF_LEAKED: &str = "\
    If it leaked: revoke it at its issuer first, then make a new one, then look through the log of what it was used \
    for.";

/// The name of the button that copies a digest.
pub fn copy(name: &str) -> String {
    format!("Copy {name}")
}

/// How many keys there are, and how many of each verdict.
pub fn summary(inspection: &Inspection) -> String {
    let Inspection {
        count,
        valid,
        wrong,
        unknown,
        ..
    } = inspection;
    let number = |number: u32| grouped(number.into());
    format!(
        "{} lines: {} valid, {} wrong, {} not recognised",
        number(*count),
        number(*valid),
        number(*wrong),
        number(*unknown)
    )
}

/// Lists more lines of the table; `None` where all are listed.
pub fn show_further(inspection: &Inspection) -> Option<String> {
    let listed = inspection.findings.len() as u64;
    let count = u64::from(inspection.count).saturating_sub(listed);
    (count > 0).then(|| format!("Show more: {} are not listed", grouped(count)))
}

/// What is announced of the findings.
pub fn in_short(inspection: &Inspection) -> String {
    match &inspection.findings[..] {
        [] => NO_KEY.to_owned(),
        [
            KeyFinding {
                name,
                check,
                notices,
                ..
            },
        ] => {
            let noticed = match notices.len() {
                0 => String::new(),
                1 => " 1 thing noticed.".to_owned(),
                more => format!(" {more} things noticed."),
            };
            format!("{name}: {}.{noticed}", check.word())
        }
        _ => format!("{}.", summary(inspection)),
    }
}

// The rules for scanners.
pub const SCANNER_RULES: &str = "Scanner rules";
pub const SCANNER_SUMMARY: &str = "for scanners that find your own keys where they leak";
pub const SCANNER_HINT: &str = "\
    Filled with the options that the Token tab had when this page was opened; changes here are for the rule alone.";
pub const RULE_FOR: &str = "Rule for";
pub const PREFIX: &str = "Prefix";
pub const FORMAT: &str = "Format";
pub const LENGTH: &str = "Length";
pub const CHECKSUM: &str = "Checksum";
pub const ENVIRONMENT: &str = "Environment";
pub const KEY_ID: &str = "With a key id";
pub const RULE: &str = "Rule";
pub const COPY_RULE: &str = "Copy rule";
pub const NO_RULE: &str = "No rule: correct the marked field first.";
pub const TAKE_TOKENS: &str = "Take the options of the Token tab";
pub const TAKEN: &str = "Options of the Token tab taken.";
