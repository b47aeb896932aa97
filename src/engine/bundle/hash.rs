//! Password hashes, recognised by their form: `$2b$…`, `$argon2id$…`, `pbkdf2_sha256$…`, `{SSHA}…`.
//!
//! A hash is computed from a password, so no random value can take its place; and its `$` begin no references.

use crate::engine::env::read::CRYPT_SCHEMES;
use zeroize::Zeroizing;

/// The identifiers of PBKDF2 in the modular crypt format (`$id$…`).
const PBKDF2: [&str; 4] = ["pbkdf2", "pbkdf2-sha1", "pbkdf2-sha256", "pbkdf2-sha512"];

/// Hashes as LDAP servers store them, in upper case.
const SCHEMES: &[&str] = &[
    "{ARGON2}",
    "{BCRYPT}",
    "{CRYPT}",
    "{PBKDF2}",
    "{SHA}",
    "{SHA256}",
    "{SHA512}",
    "{SMD5}",
    "{SSHA}",
    "{SSHA256}",
    "{SSHA512}",
];

/// How the hashes of Django and Werkzeug begin.
const FRAMEWORKS: &[&str] = &[
    "argon2$argon2",
    "bcrypt_sha256$",
    "pbkdf2_sha1$",
    "pbkdf2_sha256$",
    "pbkdf2:sha",
    "scrypt:",
    "scrypt$",
];

/// The shortest digest, that of `$1$`: 16 bytes as 22 characters.
const SHORTEST: usize = 22;

/// Whether `value` is a password hash, or users with theirs (`admin:$apr1$…`, several joined by commas); also one of
/// which each `$` is doubled, as Docker Compose takes it.
pub(super) fn is_password_hash(value: &str) -> bool {
    is_plain_hash(value) || is_escaped_hash(value)
}

/// Whether `value` is a password hash with each `$` doubled.
pub(super) fn is_escaped_hash(value: &str) -> bool {
    value.contains("$$") && is_plain_hash(&Zeroizing::new(value.replace("$$", "$")))
}

fn is_plain_hash(value: &str) -> bool {
    let value = value.trim();
    is_hash(value)
        || value
            .split_once(':')
            .is_some_and(|(user, hash)| is_user(user) && is_hash(hash))
        || is_list(value)
}

/// Whether `value` is a list of users with their hashes, which have no comma but for the parameters of Argon2.
fn is_list(value: &str) -> bool {
    let mut users = value.split(',').peekable();
    users.peek().is_some()
        && value.contains(',')
        && users.all(|entry| {
            entry
                .trim()
                .split_once(':')
                .is_some_and(|(user, hash)| is_user(user) && is_hash(hash))
        })
}

fn is_user(user: &str) -> bool {
    !user.is_empty()
        && user
            .chars()
            .all(|symbol| symbol.is_ascii_alphanumeric() || "._@-".contains(symbol))
}

fn is_hash(value: &str) -> bool {
    if let Some(rest) = value.strip_prefix('$') {
        let Some((identifier, rest)) = rest.split_once('$') else {
            return false;
        };
        // bcrypt puts salt and digest into one part.
        let digest = rest.rsplit('$').next().unwrap_or_default();
        let is_known = CRYPT_SCHEMES.contains(&identifier) || PBKDF2.contains(&identifier);
        return is_known && is_digest(digest);
    }
    let upper = value
        .find('}')
        .map(|end| value[..=end].to_ascii_uppercase());
    if let Some(scheme) = upper
        && SCHEMES.contains(&scheme.as_str())
    {
        let rest = &value[scheme.len()..];
        return is_hash(rest) || is_digest(rest.rsplit('$').next().unwrap_or_default());
    }
    FRAMEWORKS.iter().any(|start| value.starts_with(start))
        && value.matches('$').count() >= 2
        && is_digest(value.rsplit('$').next().unwrap_or_default())
}

/// Whether a text is long enough for a digest, and made of the symbols that digests are written in.
fn is_digest(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"./+=-_".contains(&byte);
    text.len() >= SHORTEST && text.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_known_by_their_form() {
        for value in [
            "$2b$12$Q0mIaX1P4yD8s9vTt0mTQeJ8h1o2Xb0oQk7l5rN3cW6yZ4aB2dE1G",
            "admin:$2y$05$Q0mIaX1P4yD8s9vTt0mTQeJ8h1o2Xb0oQk7l5rN3cW6yZ4aB2dE1G",
            "$apr1$k3nQx9Zp$T0c1e2g3i4k5m6o7q8s9u.",
            "a:$apr1$k3nQx9Zp$T0c1e2g3i4k5m6o7q8s9u.,b:$apr1$k3nQx9Zp$T0c1e2g3i4k5m6o7q8s9u.",
            "$1$saltsalt$T0c1e2g3i4k5m6o7q8s9u.",
            "$5$rounds=5000$saltstring$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6o7q8s9u.",
            "$6$saltstring$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6o7q8s9u",
            "$y$j9T$saltsaltsalt$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6o7q8",
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6",
            "$pbkdf2-sha512$25000$c2FsdHNhbHQ$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6o7q8",
            "$P$BT0c1e2g3i4k5m6o7q8s9uT0c1e2g3i",
            "$H$9T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i",
            "$S$DT0c1e2g3i4k5m6o7q8s9uT0c1e2g3iT0c1e2g3i4k5m6o7q8s9uT",
            "$wp$2y$10$Q0mIaX1P4yD8s9vTt0mTQeJ8h1o2Xb0oQk7l5rN3cW6yZ4aB2dE1G",
            "admin:$P$BT0c1e2g3i4k5m6o7q8s9uT0c1e2g3i",
            "pbkdf2_sha256$600000$c2FsdA$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k5m6o7q8=",
            "scrypt:32768:8:1$c2FsdA$d1e8f36ad1e8f36ad1e8f36ad1e8f36a",
            "{SSHA}T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i4k",
            "{bcrypt}$2a$10$Q0mIaX1P4yD8s9vTt0mTQeJ8h1o2Xb0oQk7l5rN3cW6yZ4aB2dE1G",
        ] {
            assert!(is_password_hash(value), "{value}");
            assert!(!is_escaped_hash(value), "{value}");
            let escaped = value.replace('$', "$$");
            assert!(is_password_hash(&escaped), "{escaped}");
        }
    }

    #[test]
    fn other_values_with_dollars_are_none() {
        for value in [
            "",
            "$",
            "$NAME",
            "${NAME}$OTHER",
            "$2b",
            "$2b$",
            "$6$pack",
            "p@$$w0rd-Xy12",
            "cost$5",
            "$argon2id$v=19$m=65540,t=3,p=4$salt$hash",
            "$P$short",
            "$PASSWORD$T0c1e2g3i4k5m6o7q8s9uT0c1e2g3i",
            "$6$a horse that is correct enough",
            "{\"a\":1}",
            "postgres://u:p@h/d",
            "scrypt",
        ] {
            assert!(!is_password_hash(value), "{value}");
        }
    }
}
