//! The words on the formats: how they are grouped, and when to use each.

use crate::engine::key::entropy::Strength;
use crate::engine::key::format::Format;
use crate::engine::key::spec::TokenSpec;

/// The groups of the list of formats, in the order of [`Format::ALL`].
const GROUPS: [(&str, &[Format]); 4] = [
    (
        "API keys",
        &[
            Format::Base62,
            Format::Base58,
            Format::Base64Url,
            Format::Base64,
            Format::Hex,
            Format::Base32,
            Format::NanoId,
        ],
    ),
    (
        "Identifiers",
        &[Format::UuidV4, Format::UuidV7, Format::Ulid],
    ),
    (
        "For people",
        &[Format::Password, Format::Passphrase, Format::Pin],
    ),
    ("Your own", &[Format::Custom]),
];

/// The groups with the id and the label of each format.
pub fn groups() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let pair = |format: &Format| (format.id(), format.label());
    GROUPS
        .iter()
        .map(|(heading, formats)| (*heading, formats.iter().map(pair).collect()))
        .collect()
}

/// When to use a format.
pub fn advice(format: Format) -> &'static str {
    match format {
        Format::Base62 => "For most keys: letters and digits only.",
        Format::Base58 => "For keys that are typed off a screen: no 0, O, I, l.",
        Format::Base64Url => "For JWT secrets and in URLs; holds - and _.",
        Format::Base64 => "Where a framework asks for base64; not for URLs.",
        Format::Hex => "Where a tool asks for hex: openssl rand -hex.",
        Format::Base32 => "For keys that are read out: capitals and digits.",
        Format::NanoId => "For short ids, as the nanoid package makes them.",
        Format::UuidV4 => "For ids of records: random. No secret.",
        Format::UuidV7 => "For primary keys: sorts by time. No secret.",
        Format::Ulid => "Sorts by time, shorter than a UUID. No secret.",
        Format::Password => "For accounts, kept in a password manager.",
        Format::Passphrase => "For what you type from memory.",
        Format::Pin => "Only where tries are limited: a card, a phone.",
        Format::Custom => "Where only certain symbols are allowed.",
    }
}

/// What stands in the place of prefix and environment where a format has neither: a label and a sentence.
pub fn instead_of_head(spec: &TokenSpec) -> (&'static str, String) {
    if spec.format.is_fixed() {
        let name = spec.format.label();
        let words = format!(
            "None: with them it would be no {name} any more. An identifier is no secret; for access use a key."
        );
        ("Prefix and environment", words)
    } else {
        ("Strength", Strength::of(spec.bits()).to_string())
    }
}

/// The text of a link that makes such keys.
pub fn link_text(format: Format) -> String {
    if format.stands_alone() {
        format!("Make a {} in your browser", format.label())
    } else {
        "Make an API key in your browser".to_owned()
    }
}
