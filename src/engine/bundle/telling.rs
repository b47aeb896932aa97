//! Values that people repeat without meaning one secret: `testsecret`, `adminadmin`, a product's name.

use super::weak::is_made_of;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// Words that weak secrets are made of, in lower case and sorted.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "abc", "access", "admin", "api", "app", "auth", "changeit", "changeme", "cookie", "db", "default", "demo", "dev",
    "development", "docker", "encryption", "guest", "hello", "hunter", "jwt", "key", "letmein", "local", "localhost",
    "login", "master", "mongo", "monster", "my", "mysql", "pass", "passwd", "password", "pg", "postgres",
    "postgresql", "private", "prod", "pw", "pwd", "qwerty", "redis", "root", "sample", "secret", "secretkey", "secure",
    "server", "session", "some", "staging", "super", "sys", "system", "test", "testing", "token", "user",
    "very", "web", "welcome", "world",
];

/// Words at the end of a value that say what it is: `ghostpassword`.
const ENDS: &[&str] = &["key", "pass", "password", "pw", "pwd", "secret", "token"];

/// Values of fewer bytes may be equal by chance: `secret`, `postgres`.
const TELLING: usize = 9;

/// Whether nobody would repeat `value` by chance. `names` are the words of the names in the text, in upper case.
pub(super) fn is_telling(value: &str, names: &HashSet<String>) -> bool {
    let lower = Zeroizing::new(value.to_ascii_lowercase());
    let one_word = lower.bytes().all(|byte| byte.is_ascii_lowercase());
    let compound = ENDS
        .iter()
        .any(|end| lower.strip_suffix(end).is_some_and(|start| start.len() > 2));
    value.len() >= TELLING
        && !is_made_of_words(&lower)
        && (!one_word || compound)
        && !names.contains(lower.to_ascii_uppercase().as_str())
}

/// Whether a value consists of weak words and numbers only: `testsecret`, `admin-password-123`.
fn is_made_of_words(lower: &str) -> bool {
    lower
        .split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .all(|part| {
            let bare = part.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
            bare.is_empty()
                || bare.len() <= 40
                    && is_made_of(bare.as_bytes(), |word| WORDS.binary_search(&word).is_ok())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_words_tell_nothing() {
        let names = HashSet::from(["PAPERTRAIL".to_owned()]);
        for value in [
            "admin",
            "secret123",
            "testsecret",
            "adminadmin",
            "super-secret-key",
            "mysecretpassword",
            "postgres_password_1234",
            "PASSWORD1234",
            "papertrail",
            "storefront",
        ] {
            assert!(!is_telling(value, &names), "{value}");
        }
        for value in [
            "ghostpassword",
            "reallysecurerootpassword",
            "frob-sandbox",
            "frobnic123456",
            "f3b1c09ad2e84c57",
            "Tr0ub4dor&3",
        ] {
            assert!(is_telling(value, &names), "{value}");
        }
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted());
    }
}
