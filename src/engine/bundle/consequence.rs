//! What else has to be done when a secret in use is replaced: a new value in a file changes nothing in a database,
//! and makes unreadable what was encrypted with the old one.

use super::{
    Bundle, Class, Decision, Row,
    name::{Hint, hint},
    placeholder::is_placeholder_in,
    source::Source,
};
use crate::engine::base::secret::Secret;

/// What replacing a secret of some kind takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is also set in the database, or in another service or node.
    SetElsewhere,
    /// What was encrypted with the old key cannot be read with the new one.
    Unreadable,
    /// What was hashed with the old salt or pepper does not match any more.
    Unmatched,
    /// Sessions and tokens that were signed with the old secret end.
    SignedOut,
}

/// The variables whose replaced values have an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The effect.
    pub effect: Effect,
    /// The variables' names.
    pub names: Vec<String>,
}

impl Effect {
    const ALL: [Self; 4] = [
        Self::SetElsewhere,
        Self::Unreadable,
        Self::Unmatched,
        Self::SignedOut,
    ];

    /// What is to be done, in words for the page.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SetElsewhere => {
                "change it in the database or other service too: that keeps the old one until then."
            }
            Self::Unreadable => {
                "what was encrypted with the old key becomes unreadable. Decrypt it first, or keep the old key."
            }
            Self::Unmatched => "what was hashed with the old value does not match the new one.",
            Self::SignedOut => {
                "sessions and tokens signed with the old secret end: everybody signs in again."
            }
        }
    }

    fn of(row: &Row) -> Option<Self> {
        let words: Vec<String> = row
            .name
            .split(|symbol: char| !symbol.is_ascii_alphanumeric())
            .map(str::to_ascii_uppercase)
            .collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let last = |known: &str| words.last().is_some_and(|word| word == known);
        let ends = |known: &str| row.name.to_ascii_uppercase().ends_with(known);
        let encrypts = has(&[
            "CIPHER",
            "CREDENTIALS",
            "CREDS",
            "CRYPT",
            "CRYPTO",
            "DECRYPTION",
            "ENC",
            "ENCRYPT",
            "ENCRYPTED",
            "ENCRYPTION",
            "ENCRYPTIONKEY",
            "FERNET",
            "KMS",
            "MASTER",
            "MASTERKEY",
            "OPENSSL",
            "OTP",
            "TOTP",
            "VAULT",
        ]);
        let signs = has(&[
            "AUTH", "COOKIE", "JWT", "NEXTAUTH", "SESSION", "SIGNING", "TOKEN",
        ]);
        let shared = last("TOKEN") && !has(&["JWT", "SESSION"])
            || ends("API_KEY")
            || has(&["ERLANG", "SHARED", "TURN", "WEBHOOK"]);
        // The clients of these servers have the same key, or one derived from it.
        let of_server = has(&[
            "GARAGE",
            "MEILI",
            "MEILISEARCH",
            "MINIO",
            "RUSTFS",
            "SEAWEEDFS",
        ]);
        match () {
            () if row.is_in_url() || hint(&row.name) == Hint::Password => Some(Self::SetElsewhere),
            () if of_server => Some(Self::SetElsewhere),
            () if encrypts || ends("DB_KEY_BASE") || row.name == "APP_KEY" => {
                Some(Self::Unreadable)
            }
            () if has(&["HASH", "PEPPER", "SALT"]) => Some(Self::Unmatched),
            () if shared => Some(Self::SetElsewhere),
            () if row.pair_value().is_some() => Some(Self::SignedOut),
            () if signs || ends("SECRET_KEY") || ends("SECRET_KEY_BASE") || ends("APP_SECRET") => {
                Some(Self::SignedOut)
            }
            () => None,
        }
    }
}

impl Bundle {
    /// What has to be done besides writing the new file, since values in use were replaced in it. Empty for an
    /// example, whose values were never in use.
    #[must_use]
    pub fn consequences(&self) -> Vec<Consequence> {
        if self.source != Some(Source::Own) {
            return Vec::new();
        }
        let replaced: Vec<(&Row, Effect)> = self
            .rows
            .iter()
            .filter(|row| was_in_use(row))
            .filter_map(|row| Some((row, Effect::of(row)?)))
            .collect();
        let named = |effect: Effect| {
            let rows = replaced.iter().filter(|(_, other)| *other == effect);
            let names: Vec<String> = rows.map(|(row, _)| row.name.clone()).collect();
            (!names.is_empty()).then_some(Consequence { effect, names })
        };
        Effect::ALL.into_iter().filter_map(named).collect()
    }
}

/// Whether a row has a new secret in place of an imported one that was no placeholder.
fn was_in_use(row: &Row) -> bool {
    let new = matches!(row.decision, Decision::Mint | Decision::SameAs(_));
    let before = row.origin.as_ref().and_then(|origin| origin.value.as_ref());
    let used = before.is_some_and(|value| {
        let secret = row.place.bare(value);
        let secret = secret.as_ref().map_or("", Secret::expose);
        !secret.is_empty()
            && !is_placeholder_in(Source::Own, secret)
            && value.expose() != row.value.expose()
    });
    new && used && row.class == Class::Own
}
