//! The words of the Token tab, but for those of the key card, which has its own.

use crate::engine::base::number::{Limits, grouped};
use crate::engine::key::entropy::Strength;
use crate::engine::key::format::Format;
use crate::engine::key::spec::TokenSpec;

// What is announced of keys.
pub const NEW_KEY_MADE: &str = "New key made.";
pub const NO_KEY_MADE: &str = "No key made: correct the marked field first.";
pub const OWN_OPTIONS_BACK: &str = "Your own options are back.";

/// A batch was begun.
pub fn making_keys(many: u32) -> String {
    format!("Making {} keys.", grouped(many.into()))
}

/// A batch is made.
pub fn keys_made(keys: u32) -> String {
    format!("{} keys made.", grouped(keys.into()))
}

/// The browser was handed a file.
pub fn download_started(name: &str) -> String {
    format!("Download started: {name}.")
}

// The options in sight.
pub const FORMAT: &str = "Format";
pub const PREFIX: &str = "Prefix";
pub const PREFIX_HINT: &str = "letters, digits, _ - and ., up to 32, or nothing";
pub const ENVIRONMENT: &str = "Environment";
pub const HOW_MANY: &str = "How many";
pub const GENERATE: &str = "Generate";

// The further options.
pub const MORE_OPTIONS: &str = "More options";
pub const MORE_OPTIONS_SUMMARY: &str = "length, checksum, key id, characters";
pub const ENTROPY: &str = "Entropy (bits)";
pub const LENGTH: &str = "Length";
pub const CHECKSUM: &str = "Checksum";
pub const CHECKSUM_STANDS_OUT: &str =
    "6 base62 symbols, not all of which are in this format's alphabet";
pub const KEY_ID: &str = "Key id in front of the secret";
pub const KEY_ID_HINT: &str = "public and random, for servers that look a key up by it";
pub const REMEMBERED_HINT: &str = "options are remembered in this browser, keys never";

/// The limits of a field.
pub fn range(limits: Limits) -> String {
    format!(
        "{} to {}",
        grouped(limits.least.into()),
        grouped(limits.most.into())
    )
}

/// What the entropy may be, and how many bits the key holds.
pub fn entropy_hint(limits: Option<Limits>, bits: &str) -> String {
    match limits {
        None => format!("fixed by the format: {bits} bits"),
        Some(limits) => format!("{}; this holds {bits} bits", range(limits)),
    }
}

/// What the length may be.
pub fn length_hint(limits: Option<Limits>, unit: &str) -> String {
    match limits {
        None => format!("fixed by the format, in {unit}"),
        Some(limits) => format!("{} {unit}", range(limits)),
    }
}

// The options of one format.
pub const ALPHABET: &str = "Alphabet";
pub const ALPHABET_HINT: &str = "2 to 94 different printable ASCII symbols";
pub const CHARACTERS: &str = "Characters";
pub const ONE_OF_EACH: &str = "At least one of each class";
pub const NO_LOOK_ALIKES: &str = "Exclude look-alikes 0 O 1 I l |";
pub const EXCLUDE: &str = "Exclude symbols";
pub const EXCLUDE_HINT: &str = "each character typed here is left out";
pub const SEPARATOR: &str = "Separator";
pub const CAPITALS: &str = "Capitals";
pub const A_DIGIT: &str = "A digit";

// Batches: their progress, the list and the file.
pub const MAKING_KEYS: &str = "Making keys";
pub const WRITING_THE_FILE: &str = "Writing the file";
pub const KEYS_CANCELLED: &str = "Cancelled: no keys were made.";
pub const FILE_CANCELLED: &str = "Cancelled: no file was saved, and the keys are still here.";
pub const PRESS_GENERATE: &str = "press Generate to make them";
pub const BEING_MADE: &str = "being made";
pub const ALL_MASKED: &str = "masked; the file holds them in clear";
pub const KEYS: &str = "Keys";
pub const KEYS_MASKED: &str = "Keys, masked";
pub const FILE_FORMAT: &str = "File format";
pub const DOWNLOAD: &str = "Download";

/// How many keys are to be made.
pub fn keys_wanted(keys: u32) -> String {
    format!("{} keys", grouped(keys.into()))
}

/// How many keys a batch has.
pub fn all_different(keys: u32) -> String {
    format!("{} keys made, all different", grouped(keys.into()))
}

/// The list shows only the first keys.
pub fn first_listed(listed: usize, are_masked: bool) -> String {
    let how = if are_masked { ", masked" } else { "" };
    format!("the first {listed} of them{how}; the file holds all")
}

// The server record.
/// A batch that is too large for server records.
pub fn records_up_to(keys: u32) -> String {
    format!(
        "Server records are made for up to {} keys at once. For more, the file with hashes has what your server needs.",
        grouped(keys.into())
    )
}

/// The button that opens the server record of so many keys.
pub fn set_up(keys: usize) -> &'static str {
    if keys == 1 {
        "Set this key up on your server"
    } else {
        "Set these keys up on your server"
    }
}
pub const SET_UP_HINT: &str = "its record, how to store, use, check and rotate it";

// What is handed to people.
pub const TRY_AGAIN: &str = "Try again";

// The copied keys.
pub const COPIED_KEYS: &str = "Copied keys";
pub const COPIED_KEYS_HINT: &str =
    "masked, with the SHA-256 of each; this list is gone with the page";
pub const COPIED_KEYS_LIST: &str = "Copied keys, masked";

// For the beginner.
pub const NEW_TO_KEYS: &str = "New to API keys?";
pub const NEW_TO_KEYS_SUMMARY: &str = "what a key is, where to keep it, what a leak costs";
pub const YOUR_API: &str = "\
    Your API gives a key to each program that calls it, and lets in whoever sends one. The keys made here are for an API \
    of your own: OpenAI, Stripe and the like accept only keys that they issued, on their own pages.";
pub const NO_OAUTH_TOKEN: &str = "\
    A key is not an OAuth token. A key is issued by you to a program, lives until you revoke it, and may do what you \
    noted beside its hash. An OAuth token is issued by a login server after a person agreed, lives for minutes or \
    hours, and may do what that person allowed.";
pub const PREFIX_AND_CHECKSUM: &str = "\
    The prefix says whose key it is and whether it is live. A person sees it, and so do the scanners that look for \
    leaked keys in repositories. The checksum at the end lets a server refuse a mistyped key before it looks \
    anything up; it adds nothing to the secrecy.";
pub const HASH_ONLY: &str = "\
    The server stores the SHA-256 only: whoever reads its database cannot get back to the key. When a key comes in, hash \
    it and look the hash up. A slow password hash is not needed for random keys.";
pub const WHERE_TO_KEEP: &str = "\
    Keep the key itself in a secrets manager, or in an environment variable that is filled from one: never in code, \
    in a repository, in a link or in a chat. It is shown once, so that there is one copy: where you put it. Lost \
    keys are replaced, not looked up.";
pub const WHEN_LEAKED: &str = "\
    To your API, whoever has a leaked key is its owner: they read and change whatever it allows, at your cost, until \
    you revoke it. Deleting the commit does not help, since it was copied within minutes. Revoke first, issue a new \
    one, then read the log for what was done with the old one. A key that allows little costs little.";

/// The heading in the list of formats under which one stands.
fn group(format: Format) -> &'static str {
    match format {
        Format::Base62
        | Format::Base58
        | Format::Base64Url
        | Format::Base64
        | Format::Hex
        | Format::Base32
        | Format::NanoId => "API keys",
        Format::UuidV4 | Format::UuidV7 | Format::Ulid => "Identifiers",
        Format::Password | Format::Passphrase | Format::Pin => "For people",
        Format::Custom => "Your own",
        Format::Totp | Format::RecoveryCodes => "Handed to people",
    }
}

/// The headings of the list of formats, with the id and the label of each format, in the order of [`Format::ALL`].
pub fn groups() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let pair = |format: &Format| (format.id(), format.label());
    Format::ALL
        .chunk_by(|one, next| group(*one) == group(*next))
        .map(|formats| (group(formats[0]), formats.iter().map(pair).collect()))
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
        Format::UuidV4 => "For ids of records: random. Not a secret.",
        Format::UuidV7 => "For primary keys: sorts by time. Not a secret.",
        Format::Ulid => "Sorts by time, shorter than a UUID. Not a secret.",
        Format::Password => "For accounts, kept in a password manager.",
        Format::Passphrase => "For what you type from memory.",
        Format::Pin => "Only where tries are limited: a card, a phone.",
        Format::Custom => "Where only certain symbols are allowed.",
        Format::Totp => "For an authenticator app: the second factor.",
        Format::RecoveryCodes => "For the day the phone is lost: each works once.",
    }
}

/// What stands in the place of prefix and environment where a format has neither: a label and a sentence.
pub fn instead_of_head(spec: &TokenSpec) -> (&'static str, String) {
    if spec.format == Format::Totp {
        let words = "None: an app and your server take the base32 as it is.";
        ("Prefix and environment", words.to_owned())
    } else if spec.format.is_public() {
        let name = spec.format.label();
        let words = format!(
            "None: with them it would no longer be a {name}. An identifier is not a secret; for access use a key."
        );
        ("Prefix and environment", words)
    } else {
        ("Strength", Strength::of(spec.bits()).to_string())
    }
}

/// The text of a link that makes such keys.
pub fn link_text(format: Format) -> String {
    if format == Format::RecoveryCodes {
        "Make recovery codes in your browser".to_owned()
    } else if format.stands_alone() {
        format!("Make a {} in your browser", format.label())
    } else {
        "Make an API key in your browser".to_owned()
    }
}
