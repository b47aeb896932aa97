//! Secrets in comments: what must not be seen in a masked text, nor stand in one that is committed.
//!
//! A comment is prose and holds a secret in a few ways only: as a commented-out variable, as the password of a
//! URL, behind a word that announces it (`was hunter2`), or as something that looks drawn. The rest of a comment
//! stays, since people need it.

use super::{
    name::{Hint, hint},
    placeholder::looks_random,
    url,
};
use crate::engine::env::document::{commented_out, is_name};
use std::ops::Range;

/// Where secrets stand in a line, which is a comment or ends in one, from `#` or `;` on.
pub(super) fn secrets(comment: &str) -> Vec<Range<usize>> {
    let whole = commented_out(comment).or_else(|| described(comment));
    if let Some(start) = whole {
        let value = comment[start..].trim();
        let start = comment.len() - comment[start..].trim_start().len();
        let place = start..start + value.len();
        return if value.is_empty() {
            Vec::new()
        } else {
            vec![place]
        };
    }
    let mut found = Vec::new();
    let mut announced = Announced::No;
    for word in words(comment) {
        let text = &comment[word.clone()];
        let secret = in_word(text).or_else(|| announced.reveals(text).then_some(0..text.len()));
        if let Some(secret) = secret {
            found.push(word.start + secret.start..word.start + secret.end);
        }
        announced = announced.after(text);
    }
    found
}

/// Where secrets stand in `tail`, the rest of a line behind a value. `#word` without a blank may be the rest of the
/// value, by the rules of another reader.
pub(super) fn secrets_beside(tail: &str) -> Vec<Range<usize>> {
    let comment = tail.trim_start_matches([' ', '\t']);
    let word = comment.strip_prefix('#').map_or("", |rest| {
        &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())]
    });
    if word.is_empty() {
        return secrets(tail);
    }
    let start = tail.len() - comment.len() + 1;
    let end = start + word.len();
    let rest = secrets(&tail[end..]).into_iter();
    std::iter::once(start..end)
        .chain(rest.map(|place| end + place.start..end + place.end))
        .collect()
}

/// Where the value begins in `# NAME: value` with the name of a secret. Several words are prose.
fn described(comment: &str) -> Option<usize> {
    let prose = [
        "required",
        "optional",
        "none",
        "empty",
        "string",
        "random",
        "generated",
        "automatic",
        "unset",
    ];
    let (before, after) = comment.split_once(':')?;
    let name = before.trim_matches(|symbol: char| matches!(symbol, '#' | ';' | ' ' | '\t'));
    let value = after.trim();
    let told =
        value.contains([' ', '\t']) || prose.iter().any(|word| value.eq_ignore_ascii_case(word));
    (!told && is_name(name) && hint(name) != Hint::Setting).then_some(comment.len() - after.len())
}

/// The words of a text without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let around = |symbol: char| "\"'`()[]{}<>,;:.#".contains(symbol);
    text.split_inclusive([' ', '\t', '\n', '\r'])
        .scan(0, move |end, piece| {
            let start = *end;
            *end += piece.len();
            let trimmed = piece.trim_end();
            let word = trimmed.trim_start_matches(around);
            let start = start + trimmed.len() - word.len();
            Some(start..start + word.trim_end_matches(around).len())
        })
        .filter(|word| !word.is_empty())
}

/// The secret in a word that shows by itself that it has one: a URL with a password, `NAME=value` with the name of
/// a secret, something that looks drawn.
fn in_word(word: &str) -> Option<Range<usize>> {
    if let Some(parts) = url::split(word) {
        let start = parts.before.len();
        return Some(start..start + parts.password.len());
    }
    if word.contains("://") {
        return None;
    }
    if let Some((name, value)) = word.split_once('=') {
        let name = name.trim_start_matches('-');
        let secret = is_name(name) && !matches!(hint(name), Hint::Setting);
        if secret && !value.is_empty() && !value.starts_with(['$', '<']) {
            return Some(word.len() - value.len()..word.len());
        }
    }
    let drawn = word.len() >= 20
        && looks_random(word)
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte));
    drawn.then_some(0..word.len())
}

/// Whether the words before announce a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    No,
    /// A word for a secret: `password`, `token`.
    Named,
    /// A word for what was: `was`, `formerly`.
    Former,
}

impl Announced {
    fn after(self, word: &str) -> Self {
        let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        match () {
            () if is(&["was", "old", "formerly", "previously", "former", "previous"]) => {
                Self::Former
            }
            () if is(&[
                "password",
                "passwd",
                "passphrase",
                "pass",
                "pw",
                "pwd",
                "secret",
                "token",
                "key",
            ]) =>
            {
                // `the old password hunter2`
                if self == Self::Former {
                    self
                } else {
                    Self::Named
                }
            }
            () if names_secret(word) => Self::Named,
            () if is(&["is", "=", "->", "→", "value", "the", "to", "be"]) => self,
            () => Self::No,
        }
    }

    /// Whether `word` is the secret that was announced.
    fn reveals(self, word: &str) -> bool {
        self != Self::No && looks_chosen(word)
    }
}

/// Whether a word is a variable's name, and that of a secret.
fn names_secret(word: &str) -> bool {
    word.contains('_') && is_name(word) && hint(word) != Hint::Setting
}

/// Whether a word looks like a password rather than prose: letters with digits or signs among them, and not the
/// name of an algorithm, a version or a file.
fn looks_chosen(word: &str) -> bool {
    let technical = [
        "base", "sha", "md", "utf", "aes", "hs", "rs", "es", "ps", "ed", "oauth", "ipv", "http",
        "tls", "ssl", "rfc", "iso", "pbkdf", "argon", "hmac", "blake", "secp", "v",
    ];
    let letters = word.len()
        - word
            .trim_start_matches(|symbol: char| symbol.is_ascii_alphabetic())
            .len();
    let known = technical
        .iter()
        .any(|known| word[..letters].eq_ignore_ascii_case(known));
    let has = |kind: fn(char) -> bool| word.contains(kind);
    let mixed = has(|symbol| symbol.is_ascii_alphabetic())
        && has(|symbol| symbol.is_ascii_digit() || "!@#$%^&*?+".contains(symbol));
    word.len() >= 5
        && mixed
        && !known
        && !word.contains(['/', '(', ')', '='])
        && !word.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn hides(comment: &str, expected: &str) {
        let mut left = comment.to_owned();
        for place in secrets(comment).into_iter().rev() {
            left.replace_range(place, "…");
        }
        assert_eq!(left, expected);
    }

    #[test]
    fn secrets_in_comments_are_found() {
        for (comment, expected) in [
            ("#OLD=a former one", "#OLD=…"),
            ("## ADMIN_PASSWORD=swordfish", "## ADMIN_PASSWORD=…"),
            ("# # export  TOKEN = swordfish  ", "# # export  TOKEN = …  "),
            ("; ADMIN_TOKEN=x", "; ADMIN_TOKEN=…"),
            ("# SIGNING_KEY: swordfish", "# SIGNING_KEY: …"),
            (
                "# DB_PASSWORD: sw0rdfish, please keep",
                "# DB_PASSWORD: …, please keep",
            ),
            ("#PIN_TOKEN:swordfish", "#PIN_TOKEN:…"),
            ("# password: swordfish", "# password: …"),
            ("# redis://:sw0rd@cache:6379/0", "# redis://:…@cache:6379/0"),
            (
                "# e.g. (mysql://u:p%40@db/x), or so",
                "# e.g. (mysql://u:…@db/x), or so",
            ),
            ("# was sw0rdfish", "# was …"),
            (
                "# the old password was sw0rdfish.",
                "# the old password was ….",
            ),
            ("# root's password is fish&chips", "# root's password is …"),
            (
                "# docker run -e MYSQL_ROOT_PASSWORD=swordfish mysql",
                "# docker run -e MYSQL_ROOT_PASSWORD=… mysql",
            ),
            ("# mysql --password=swordfish", "# mysql --password=…"),
            (
                concat!("# f3b1c09ad2", "e84c5796a1b2c3 until May"),
                "# … until May",
            ),
        ] {
            hides(comment, expected);
        }
    }

    #[test]
    fn prose_stays() {
        for comment in [
            "# not a variable: hunter",
            "# openssl rand -hex 32",
            "# Password: at least 12 characters",
            "# the secret key, base64 or sha256",
            "# a key is 32 bytes (AES256), was 16 before v2",
            "# see https://example.org/docs/2024/secret-key-9f2c61b0a7d84e35",
            "# NOTE: keep this",
            "# TODO: rotate",
            "# Port: 5432",
            "# LEDGER_API_KEY: from the dashboard of Ledger, under Settings",
            "# LEDGER_API_KEY: optional",
            "# this was changed in 2020",
            "# password for postgres15",
            "# DB_PASSWORD=",
            "# psql postgres://app@db/app",
            "# run with PORT=8080 LEVEL=debug",
            "#",
            "",
        ] {
            hides(comment, comment);
        }
    }
}
