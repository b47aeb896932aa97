//! Values that everybody tries first: well-known passwords, and values made of such words and of the names
//! around them.
//!
//! A file in use may have one too, so a weak value is a sign of an example but no proof.

use super::name::{Hint, hint};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::env::document::Document;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// Well-known passwords, and the words that passwords in examples are made of. Sorted, for binary search.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "a", "abc", "access", "account", "admin", "administrator", "an", "and", "api", "app", "at", "auth", "baseball",
    "batman", "be", "change", "connect", "cookie", "database", "db", "default", "demo", "dev", "development",
    "dragon", "encryption", "example", "fake", "foo", "foobar", "football", "for", "foryou", "guest",
    "hash", "hello", "here", "iloveyou", "in", "insecure", "is", "it", "jwt", "key", "least", "letmein", "local",
    "localhost", "login", "long", "mail", "mariadb", "master", "me", "minio", "mongo", "monkey", "monster",
    "must", "my", "mysql", "new", "ninja", "not", "of", "owner", "pass", "passphrase", "passwd", "password", "pg",
    "please", "postgres", "postgresql", "princess", "private", "production", "psql", "pw", "pwd", "qwerty",
    "qwertyuiop", "rabbit", "rabbitmq", "really", "redis", "replace", "root", "sa", "safe", "salt", "sample", "secret",
    "secure", "server", "service", "session", "shadow", "should", "some", "starwars",
    "string", "strong", "sunshine", "super", "superman", "sys", "system", "temp", "test", "testing", "the",
    "this", "to", "token", "top", "trustno", "updated", "use", "user", "value", "very", "weak", "welcome", "your",
];

/// The lengths of the words, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=20;

/// The longest text that is cut into words, in bytes: a longer one is unlikely to consist of a few words.
const MOST: usize = 64;

/// Whether `value` is made of well-known words and of those that `is_near` accepts (words of the variable's name or
/// of its surroundings), with nothing but digits and signs beside them: `adminadmin`, `supersecret`, `P@ssw0rd1!`, and
/// `botpass` near a `bot`. Words are in lower case.
pub(super) fn is_weak(value: &str, is_near: impl Fn(&str) -> bool) -> bool {
    let letters = letters(value);
    !value.is_empty()
        && (letters.is_empty() && value.len() < 12
            || is_made_of(letters.as_bytes(), |word| {
                is_word(word) || word.len() > 1 && is_near(word)
            })
            || is_sequence(value))
}

/// Whether `word`, in lower case, is one of the well-known ones.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

/// `value` in lower case, without the digits and signs at its ends and the other signs inside, and with letters for the
/// digits and signs that stand for them: `P@ssw0rd1!` is `password`.
fn letters(value: &str) -> Zeroizing<String> {
    let trimmed = value.trim_matches(|symbol: char| {
        !symbol.is_ascii_alphabetic() && symbol != '$' && symbol != '@'
    });
    let letters = trimmed.chars().filter_map(|symbol| match symbol {
        '@' | '4' => Some('a'),
        '3' => Some('e'),
        '1' | '!' => Some('i'),
        '0' => Some('o'),
        '$' | '5' => Some('s'),
        '7' => Some('t'),
        symbol => (symbol.is_ascii_alphanumeric() || !symbol.is_ascii())
            .then(|| symbol.to_ascii_lowercase()),
    });
    let mut out = Zeroizing::new(String::with_capacity(value.len()));
    out.extend(letters);
    out
}

/// Whether `text`, of at most [`MOST`] bytes, can be cut into words; an empty one cannot.
pub(super) fn is_made_of(text: &[u8], is_word: impl Fn(&str) -> bool) -> bool {
    if text.is_empty() || text.len() > MOST {
        return false;
    }
    // Whether the text up to each offset can be cut into words.
    let mut cut = [false; MOST + 1];
    cut[0] = true;
    for end in 1..=text.len() {
        cut[end] = LENGTHS
            .take_while(|length| *length <= end)
            .filter(|length| cut[end - length])
            .filter_map(|length| str::from_utf8(&text[end - length..end]).ok())
            .any(&is_word);
    }
    cut[text.len()]
}

/// Whether `word`, in lower case, is one of the words of `text`, whatever their case.
pub(super) fn stands_in(text: &str, word: &str) -> bool {
    text.split(|symbol: char| !symbol.is_ascii_alphabetic())
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// The values of the text's settings: a password that is also a user's name or a database's is no secret.
pub(super) async fn settings<'a>(document: &'a Document, pause: &mut Pause) -> HashSet<&'a str> {
    let mut values = HashSet::new();
    for entry in document.entries() {
        if let Some(value) = entry.value.as_ref().map(Secret::expose)
            && value.len() > 2
            && hint(document.slice(&entry.name)) == Hint::Setting
        {
            values.insert(value);
        }
        pause.after_row().await;
    }
    values
}

/// Whether two in three letters and digits repeat or follow the one before, whatever their case: `abCdEfGh`, `123456`.
/// Values of fewer than five are no sequences.
pub(super) fn is_sequence(value: &str) -> bool {
    let mut symbols = value
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|symbol| symbol.to_ascii_lowercase());
    let Some(mut last) = symbols.next() else {
        return false;
    };
    let (mut pairs, mut following) = (0, 0);
    for symbol in symbols {
        pairs += 1;
        following += usize::from(symbol == last || symbol == last + 1);
        last = symbol;
    }
    pairs >= 4 && 3 * following >= 2 * pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(value: &str) -> bool {
        is_weak(value, |word| stands_in("BOT_PASSWORD ledger", word))
    }

    #[test]
    fn the_words_are_sorted() {
        let mut sorted = WORDS.to_vec();
        sorted.sort_unstable();
        assert_eq!(WORDS, sorted);
    }

    #[test]
    fn words_that_everybody_tries_are_weak() {
        for value in [
            "adminadmin",
            "supersecret",
            "monster",
            "P@ssw0rd1!",
            "my-secret-password",
            "postgres",
            "botpass",
            "ledger_secret",
            "123456",
            "dragon1",
            "letmein!",
            "abCdEfGhIjklMNOPqrstuvWXYZ012",
            "aaaaaa",
        ] {
            assert!(weak(value), "{value}");
        }
    }

    #[test]
    fn other_words_and_drawn_values_are_not() {
        for value in [
            "",
            "hunter2-kept",
            "correct horse battery staple",
            "p@$$w0rd-Xy12",
            "botpasskq",
            "9f2c61b0a7d84e35c18b",
            "xK9random4Lq82Zt0aQ",
            "Exchangeratehere_99",
            "482915730284",
        ] {
            assert!(!weak(value), "{value}");
        }
    }
}
