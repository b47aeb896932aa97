//! Finds secrets in comments, which must be masked on the screen and left out of a file that is committed.
//!
//! A comment is prose and holds a secret in a few ways only: as a commented-out variable, in a connection string or
//! in JSON, after a label (`staging password -> hunter2`), after a word or an option that announces it (`was hunter2`,
//! `-u admin:hunter2`), alone beside a value, or as a word that looks random. The rest of a comment stays, since people
//! need it.

mod labels;
mod word;

use super::{
    inside,
    name::{Hint, hint},
    placeholder::{is_placeholder, looks_random},
};
use crate::engine::env::document::{commented_out, is_name};
use labels::{announces, credentials, introduced, is_remark, labelled};
use std::ops::Range;
use word::{looks_chosen, looks_strong, words};

/// The byte ranges of the secrets in `comment`, a line from its `#` or `;` on.
pub(super) fn secrets(comment: &str) -> Vec<Range<usize>> {
    if let Some(start) = commented_out(comment) {
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
    if let Some(place) = labelled(comment).or_else(|| introduced(comment)) {
        return vec![place];
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut announced = Announcement::No;
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
    let first = credentials(comment);
    found.extend(first);
    for word in words(comment) {
        if found.last().is_some_and(|last| word.start < last.end) {
            continue;
        }
        let text = &comment[word.clone()];
        let glued = text
            .strip_prefix("-p")
            .filter(|rest| login && !rest.is_empty());
        let secret = in_word(text)
            .or_else(|| glued.map(|_| 2..text.len()))
            .or_else(|| {
                // `<token>` is a placeholder.
                let open = comment[..word.start].ends_with('<');
                announced.reveals(text).filter(|_| !open)
            });
        if let Some(secret) = secret {
            let start = word.start + secret.start;
            found.push(start..quoted_end(comment, start).unwrap_or(word.start + secret.end));
        }
        announced = announced.after(text, login);
    }
    found
}

/// The byte ranges of the secrets in `tail`, the rest of a line after a value. By the rules of another reader, `#word`
/// without a blank may belong to the value, so it counts. Where the value may be a `secret`, more words count.
pub(super) fn secrets_beside(tail: &str, secret: bool) -> Vec<Range<usize>> {
    let comment = tail.trim_start_matches([' ', '\t']);
    let word = comment.strip_prefix('#').map_or("", |rest| {
        &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())]
    });
    if word.is_empty() {
        // One word or two are no prose, but what the value is or was.
        let known = words(tail).count();
        let chosen = words(tail).filter(|word| {
            let text = &tail[word.clone()];
            let labelled = tail[..word.start].trim_end().ends_with(':');
            let chosen = looks_chosen(text);
            known < 3 && chosen
                || secret
                    && !is_remark(text)
                    && !announces(text)
                    && (chosen && (labelled || looks_strong(text))
                        || text.len() > 3 && (known == 1 || labelled && known == 2))
        });
        let mut places = secrets(tail);
        let more: Vec<_> = chosen
            .filter(|word| {
                !places
                    .iter()
                    .any(|place| place.start < word.end && word.start < place.end)
            })
            .collect();
        places.extend(more);
        places.sort_by_key(|place| place.start);
        return places;
    }
    let start = tail.len() - comment.len() + 1;
    let end = start + word.len();
    let rest = secrets(&tail[end..]).into_iter();
    std::iter::once(start..end)
        .chain(rest.map(|place| end + place.start..end + place.end))
        .collect()
}

/// Where a quoted value that begins at `start` ends, if it does not in its own word: `NAME="two words"`.
fn quoted_end(comment: &str, start: usize) -> Option<usize> {
    let quote = comment[..start]
        .chars()
        .next_back()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    comment[..start - 1]
        .ends_with('=')
        .then(|| comment[start..].find(quote).map(|length| start + length))?
}

/// The secret in a URL: a token among its parameters, or the path of a webhook.
fn in_address(word: &str) -> Option<Range<usize>> {
    let (_, rest) = word.split_once("://")?;
    let start = word.len() - rest.len();
    let path = rest.find('/').map_or(word.len(), |slash| start + slash + 1);
    let segment =
        |part: &str| part.len() > 15 && part.contains(|symbol: char| symbol.is_ascii_digit());
    if rest.starts_with("hooks.") && path < word.len() {
        return Some(path..word.len());
    }
    if let Some(at) = word.find("/webhooks/").map(|at| at + 10)
        && word[at..].split('/').any(segment)
    {
        return Some(at..word.len());
    }
    let query = word.find('?')?;
    let mut at = query + 1;
    for pair in word[at..].split('&') {
        if let Some((key, value)) = pair.split_once('=')
            && (["sig", "signature"].contains(&key) || announces(key))
            && !value.is_empty()
            && !value.starts_with(['$', '<', '{'])
            && !is_placeholder(value)
        {
            return Some(at + key.len() + 1..word.len());
        }
        at += pair.len() + 1;
    }
    None
}

/// The secret in a word that shows by itself that it has one: a connection string with a password, `NAME=value` with
/// the name of a secret, or a word that looks random.
fn in_word(word: &str) -> Option<Range<usize>> {
    let inside = inside::find("", word);
    if let Some(place) = inside.and_then(|inside| inside.places.into_iter().next()) {
        return Some(place);
    }
    if word.contains("://") {
        return in_address(word);
    }
    let forms = [
        "AGE-SECRET-KEY-1",
        "AKIA",
        "django-insecure-",
        "ghp_",
        "sk_live_",
        "xoxb-",
        "xoxp-",
    ];
    let jwt = word.starts_with("eyJ") && word.matches('.').count() == 2;
    if jwt
        || forms
            .iter()
            .any(|form| word.len() > form.len() + 7 && word.starts_with(form))
    {
        return Some(0..word.len());
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
enum Announcement {
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

impl Announcement {
    fn after(self, word: &str, login: bool) -> Self {
        let bare = word.trim_start_matches('-');
        let is = |words: &[&str]| words.iter().any(|known| bare.eq_ignore_ascii_case(known));
        let option =
            bare.len() < word.len() && bare.starts_with(|first: char| first.is_alphabetic());
        match () {
            () if option && (word == "-u" || is(&["user"])) => Self::Login,
            () if option && login && is(&["p", "a"]) => Self::Option,
            () if option
                && bare.rsplit('-').next().is_some_and(|last| {
                    ["password", "pass", "requirepass", "secret", "token"].contains(&last)
                }) =>
            {
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
                "passwort",
                "kennwort",
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
    fn what_a_label_announces_goes_whether_it_is_a_word_or_not() {
        for (comment, expected) in [
            (
                "# API_SECRET for staging: gr4vel&Co",
                "# API_SECRET for staging: …",
            ),
            (
                "# prod passphrase => blue kettle lake",
                "# prod passphrase => …",
            ),
            ("# API_SECRET -> gravel", "# API_SECRET -> …"),
            ("# API_SECRET → gravel", "# API_SECRET → …"),
            ("# API_SECRET / gravel", "# API_SECRET / …"),
            ("# API_SECRET (old): gravel", "# API_SECRET (old): …"),
            ("# root password: gravel", "# root password: …"),
            ("# Kennwort: Herbst-88", "# Kennwort: …"),
            ("# contraseña: gravel", "# contraseña: …"),
            ("# passcode: \"two words\"", "# passcode: \"…\""),
            ("# credentials: bob / gravel", "# credentials: bob / …"),
            (
                "# the login for prod: bob:gravel",
                "# the login for prod: bob:…",
            ),
            ("# $env:API_TOKEN = 'gravel'", "# $env:API_TOKEN = '…'"),
            (
                "# API_SECRET: gravel, only in staging",
                "# API_SECRET: …, only in staging",
            ),
            (
                "# username bob, password gravel",
                "# username bob, password …",
            ),
            (
                "# user bob and the passphrase gravel",
                "# user bob and the passphrase …",
            ),
            ("# gravel is the root password", "# … is the root password"),
            ("# gravel was our passphrase.", "# … was our passphrase."),
            ("# Basic auth: bob:gravel", "# Basic auth: bob:…"),
            ("# bob:gravel", "# bob:…"),
            (
                "# The root password is \"gravel\".",
                "# The root password is \"…\".",
            ),
            ("# API_SECRET – gravel", "# API_SECRET – …"),
            (
                "# the default credentials are bob / gravel",
                "# the default credentials are bob / …",
            ),
            ("# API_SECRET: our secret word", "# API_SECRET: …"),
            ("# bob@example.org:gravel", "# bob@example.org:…"),
            ("# bob:gr4vel on the old host", "# bob:… on the old host"),
            (
                "# run -e API_SECRET=\"gray gravel\" x",
                "# run -e API_SECRET=\"…\" x",
            ),
            ("# curl --proxy-pass gravel x", "# curl --proxy-pass … x"),
        ] {
            hides(comment, expected);
        }
    }

    #[test]
    fn what_shows_by_its_form_goes() {
        let jwt = ["eyJhbGciOiJub25lIn0", "e30", "x"].join(".");
        for (comment, secret) in [
            ("# @", jwt.as_str()),
            ("# JWT: @", jwt.as_str()),
            (
                "# see https://api.example.org/v2?page=1&access_token=@",
                "gravelgravel",
            ),
            ("# https://api.example.org/v2?apikey=@", "gravel1"),
            ("# https://blob.example.net/x?sig=@", "gr4vel%3D"),
            ("# https://hooks.chat.example/@", "services/T1/B2/gravel"),
            (
                "# https://chat.example/api/webhooks/@",
                "12/gravelgravelgravel77",
            ),
            ("# rage: @", concat!("AGE-SECRET-KEY-1", "GRAVELGRAVEL")),
            ("# old: @", concat!("django-insecure-", "#g$r^avel(9=")),
        ] {
            hides(&comment.replace('@', secret), &comment.replace('@', "…"));
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
            "# Password reset: enabled",
            "# API keys: those of Acme and of Frob",
            "# the token expires at 12:30",
            "# Secret key: same as on the other server",
            "# password / passphrase",
            "# API_SECRET: <secret>",
            "# This is the password",
            "# API_SECRET is the key",
            "# bcrypt is the password hash",
            "# note:gravel",
            "# localhost:5432",
            "# cache:6379/0",
            "# redis:7-alpine or newer",
            "# user of the database, password below",
            "# user bob, password required",
            "# https://example.org/webhooks/about",
            "# https://example.org/?token=your-token-here",
            "# https://example.org/?page=gravel",
            "# tool --password-file gravel",
            "# Login: see the wiki",
            "# Auth: on",
            "# the password is hashed",
            "# the token is secret",
            "# API_SECRET - signing of links",
            "# API_SECRET: the secret of the API",
            "# Token: created on the page for it",
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
            assert_eq!(hidden(tail, secrets_beside(tail, false)), expected);
        }
    }

    #[test]
    fn beside_a_secret_a_word_may_be_another() {
        for (tail, expected) in [
            (" # gravel", " # …"),
            (" # old: gravel", " # old: …"),
            (" # dev: gravel7, live: Kies44x", " # dev: …, live: …"),
            (
                " # it was Kies2019! until spring",
                " # it was … until spring",
            ),
            (
                " # use Kies2019! on the new host",
                " # use … on the new host",
            ),
            (" # 32 bytes", " # 32 bytes"),
            (" # required", " # required"),
            (" # base64", " # base64"),
            (" # secret", " # secret"),
            (" # v2", " # v2"),
            (" # not used since python3", " # not used since python3"),
            (" # signs the cookies", " # signs the cookies"),
            ("", ""),
        ] {
            assert_eq!(hidden(tail, secrets_beside(tail, true)), expected);
        }
    }
}
