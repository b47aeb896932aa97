//! Secrets in comments: what must not be seen in a masked text, nor stand in one that is committed.
//!
//! A comment is prose and holds a secret in a few ways only: as a commented-out variable, in a connection string or
//! in JSON, behind a word or an option that announces it (`was hunter2`, `-u admin:hunter2`), as all that stands
//! beside a value, or as something that looks drawn. The rest of a comment stays, since people need it.

use super::{
    inside,
    name::{Hint, hint},
    placeholder::looks_random,
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
    if let Some(start) = comment.find('{') {
        let members = inside::members("", &comment[start..]).into_iter();
        let places: Vec<_> = members
            .map(|(place, _)| start + place.start..start + place.end)
            .collect();
        if !places.is_empty() {
            return places;
        }
    }
    let mut found = Vec::new();
    let mut announced = Announced::No;
    // `-p` is a password to some programs, and a port or path to others.
    let login = [
        "login",
        "mariadb",
        "mongosh",
        "mysql",
        "mysqldump",
        "redis-cli",
        "sshpass",
    ];
    let login = words(comment).any(|word| login.contains(&&comment[word]));
    for word in words(comment) {
        let text = &comment[word.clone()];
        let glued = text
            .strip_prefix("-p")
            .filter(|rest| login && !rest.is_empty());
        let secret = in_word(text)
            .or_else(|| glued.map(|_| 2..text.len()))
            .or_else(|| {
                // `<token>` stands for one.
                let open = comment[..word.start].ends_with('<');
                announced.reveals(text).filter(|_| !open)
            });
        if let Some(secret) = secret {
            found.push(word.start + secret.start..word.start + secret.end);
        }
        announced = announced.after(text, login);
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
        // One word or two: no prose, but what the value is or was.
        let known = words(tail).take(3).collect::<Vec<_>>();
        let bare = known.len() < 3;
        let chosen = known
            .into_iter()
            .filter(|word| looks_chosen(&tail[word.clone()]));
        let places = secrets(tail);
        return if bare && places.is_empty() {
            chosen.collect()
        } else {
            places
        };
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

/// The secret in a word that shows by itself that it has one: a connection string with a password, `NAME=value` with
/// the name of a secret, something that looks drawn.
fn in_word(word: &str) -> Option<Range<usize>> {
    let inside = inside::find("", word);
    if let Some(place) = inside.and_then(|inside| inside.places.into_iter().next()) {
        return Some(place);
    }
    if word.contains("://") {
        return None;
    }
    if let Some((name, value)) = word.split_once(['=', ':']) {
        let assigned = word[name.len()..].starts_with('=');
        let name = name.trim_start_matches('-');
        let named = if assigned {
            is_name(name) && !matches!(hint(name), Hint::Setting)
        } else {
            // `admin:hunter2`
            ["admin", "guest", "me", "root", "test", "user"].contains(&name) && looks_chosen(value)
        };
        if named && !value.is_empty() && !value.starts_with(['$', '<']) {
            let quotes = value.len() - value.trim_start_matches(['"', '\'']).len();
            return Some(word.len() - value.len() + quotes..word.len());
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
    /// An option that takes a password: `--password`.
    Option,
    /// A word or an option for a user with a password: `login`, `-u`.
    Login,
}

impl Announced {
    fn after(self, word: &str, login: bool) -> Self {
        let bare = word.trim_start_matches('-');
        let is = |words: &[&str]| words.iter().any(|known| bare.eq_ignore_ascii_case(known));
        let option =
            bare.len() < word.len() && bare.starts_with(|first: char| first.is_alphabetic());
        match () {
            () if option && (word == "-u" || is(&["user"])) => Self::Login,
            () if option && login && is(&["p", "a"]) => Self::Option,
            () if option && is(&["password", "pass", "requirepass", "secret", "token"]) => {
                Self::Option
            }
            () if option => Self::No,
            () if is(&["login", "credentials", "creds", "log", "signin"]) => Self::Login,
            () if self == Self::Login && is(&["in", "as", "with"]) => self,
            () if is(&["was", "old", "formerly", "previously", "former", "previous"]) => {
                Self::Former
            }
            () if is(&[
                "password",
                "passwd",
                "passphrase",
                "passcode",
                "pass",
                "pw",
                "pwd",
                "secret",
                "token",
                "key",
                "bearer",
                "basic",
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
            () if is(&["is", "=", ">", "→", "value", "the", "to", "be"]) => self,
            () => Self::No,
        }
    }

    /// The secret that was announced, if it is in `word`.
    fn reveals(self, word: &str) -> Option<Range<usize>> {
        let after_user = || {
            let (user, password) = word.split_once([':', '/'])?;
            let port = password.bytes().all(|digit| digit.is_ascii_digit());
            (!user.is_empty() && !port && !password.starts_with(['$', '<', '/']))
                .then(|| user.len() + 1..word.len())
        };
        match self {
            Self::No => None,
            Self::Option => (!word.starts_with(['-', '$', '<'])).then_some(0..word.len()),
            Self::Login => after_user(),
            _ => looks_chosen(word).then_some(0..word.len()),
        }
    }
}

/// Whether a word is a variable's name, and that of a secret.
fn names_secret(word: &str) -> bool {
    word.contains(['_', '-']) && is_name(word) && hint(word) != Hint::Setting
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

    fn hidden(comment: &str, places: Vec<Range<usize>>) -> String {
        let mut left = comment.to_owned();
        for place in places.into_iter().rev() {
            left.replace_range(place, "…");
        }
        left
    }

    #[track_caller]
    fn hides(comment: &str, expected: &str) {
        assert_eq!(hidden(comment, secrets(comment)), expected);
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
            ("# mysql -u root -pswordfish app", "# mysql -u root -p… app"),
            ("# mysql -p swordfish", "# mysql -p …"),
            ("# redis-cli -a swordfish ping", "# redis-cli -a … ping"),
            ("# sshpass -p swordfish ssh db", "# sshpass -p … ssh db"),
            ("# tool --password swordfish x", "# tool --password … x"),
            ("# login admin:swordfish", "# login admin:…"),
            ("# log in as owner:swordfish.", "# log in as owner:…."),
            ("# admin:sw0rdfish", "# admin:…"),
            ("# creds: neo4j/swordfish", "# creds: neo4j/…"),
            (
                "# curl -u admin:swordfish https://x/",
                "# curl -u admin:… https://x/",
            ),
            ("# curl --user a:swordfish x", "# curl --user a:… x"),
            (
                "# Authorization: Bearer sw0rdfish",
                "# Authorization: Bearer …",
            ),
            (
                "# curl -H 'X-Api-Key: sw0rdfish'",
                "# curl -H 'X-Api-Key: …'",
            ),
            (
                "# {\"user\":\"a\",\"password\":\"swordfish\"}",
                "# {\"user\":\"a\",\"password\":\"…\"}",
            ),
            (
                "# e.g. {\"token\": \"a b\"} or",
                "# e.g. {\"token\": \"…\"} or",
            ),
            (
                "# was Server=db;Uid=sa;Password=swordfish;",
                "# was Server=db;Uid=sa;Password=…;",
            ),
            (
                "# was app:swordfish@tcp(db:3306)/x",
                "# was app:…@tcp(db:3306)/x",
            ),
            (
                "# postgres://db/x?user=a&password=swordfish",
                "# postgres://db/x?user=a&password=…",
            ),
            ("# with password='swordfish'", "# with password='…'"),
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
            "# docker run -p 8080:80 -p5432 postgres:16alpine",
            "# mysql -p",
            "# curl -u admin:$PASSWORD x",
            "# login with the user of the database",
            "# log in at http://admin:8080/",
            "# ssh -p 2222 me@host",
            "# {\"user\":\"a\"}",
            "# tool --password $DB_PASSWORD",
            "# tool --token <token>",
            "# mail me@example.org",
            "# basic authentication, bearer tokens",
            "# git clone git@example.org:a/b",
            "#",
            "",
        ] {
            hides(comment, comment);
        }
    }

    #[test]
    fn a_word_beside_a_value_is_what_it_was() {
        for (tail, expected) in [
            (" # sw0rdfish", " # …"),
            (" # old: sw0rdfish", " # old: …"),
            (" # prod sw0rdfish", " # prod …"),
            (" #sw0rdfish", " #…"),
            (" # 32 bytes", " # 32 bytes"),
            (" # base64", " # base64"),
            (" # v2", " # v2"),
            (" # not used since python3", " # not used since python3"),
            ("", ""),
        ] {
            assert_eq!(hidden(tail, secrets_beside(tail)), expected);
        }
    }
}
