//! Secrets that the words around them announce: a label before them, a sentence that says what they are, or a user.

use super::word::{looks_chosen, words};
use crate::engine::bundle::name::{Hint, hint};
use crate::engine::env::document::is_name;
use std::ops::Range;

/// How far into a comment a label may reach, in bytes.
const FARTHEST: usize = 120;

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Secret,
    /// A user with a password.
    Login,
}

/// The secret after a label that announces one: `NAME: value`, `staging password -> value`, `login: user / value`.
/// `None` if prose follows the label.
pub(super) fn labelled(comment: &str) -> Option<Range<usize>> {
    let marks = [":", "->", "=>", "→", " / ", " = "];
    // These stand in sentences too, where more words follow.
    let weak_marks = [" is ", " was ", " are ", " - ", " – ", " — "];
    let near = comment.bytes().take(FARTHEST).enumerate();
    // Where a mark may begin: one byte is looked at before each of them is.
    let mut places = near.filter(|(_, byte)| matches!(byte, b':' | b'-' | b'=' | b' ' | 0xe2));
    places.find_map(|(at, _)| {
        let here = |marks: &[&'static str]| {
            let mut marks = marks.iter().copied();
            marks.find(|mark| comment[at..].starts_with(mark))
        };
        let (mark, weak) = match here(&marks) {
            Some(mark) => (mark, false),
            None => (here(&weak_marks)?, true),
        };
        let start = at + mark.len();
        let rest = comment[start..].trim();
        let start = comment.len() - comment[start..].trim_start().len();
        if rest.is_empty() || rest.contains("://") || rest.starts_with(['/', '$', '<']) {
            return None;
        }
        let label = label(&comment[..at])?;
        let tail = rest.find(", ").filter(|comma| is_prose(&rest[*comma..]));
        let value = &rest[..tail.unwrap_or(rest.len())];
        let value = value.trim_end_matches(['"', '\'', '`', '.', ',', ';', ')']);
        let end = start + value.len();
        let value = value.trim_start_matches(['"', '\'', '`', '(']);
        if label == Label::Login {
            let mark = value.find([':', '/'])?;
            let (user, password) = (value[..mark].trim(), value[mark + 1..].trim_start());
            let told = !user.is_empty() && !user.contains(' ') && !password.is_empty();
            return told.then(|| end - password.len()..end);
        }
        let words = || value.split(|symbol: char| !symbol.is_alphanumeric());
        let named = words().all(announces) || words().count() > 3 && words().any(announces);
        let sentence = weak && (value.contains(' ') || value.ends_with("ed"));
        (!value.is_empty() && !named && !sentence && !is_prose(value))
            .then(|| end - value.len()..end)
    })
}

/// What `text` announces if it is a label: at most six words, of which the last means a secret, or the last before
/// something like `for production`.
fn label(text: &str) -> Option<Label> {
    let part = |symbol: char| symbol.is_alphanumeric() || "_-.".contains(symbol);
    let words: Vec<&str> = text
        .split(|symbol: char| !part(symbol))
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    let behind = ["at", "for", "in", "of", "on"];
    let login = |word: &str| {
        ["auth", "credentials", "creds", "login"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    };
    let at = words
        .iter()
        .rposition(|word| announces(word) || login(word))
        .filter(|_| words.len() < 7)?;
    let ends = words.get(at + 1).is_none_or(|next| behind.contains(next)) || text.ends_with(')');
    ends.then(|| {
        if login(words[at]) {
            Label::Login
        } else {
            Label::Secret
        }
    })
}

/// Whether a word means a secret, or is the name of a variable with one. A plural, as in `API keys`, is a heading.
pub(super) fn announces(word: &str) -> bool {
    let more = ["contraseña", "kennwort", "passcode", "passwort", "senha"];
    let several = word.ends_with(['s', 'S'])
        && !word.ends_with("ss")
        && !word.ends_with("SS")
        && !word.contains('_');
    more.iter().any(|known| word.eq_ignore_ascii_case(known))
        || is_name(word) && !several && hint(word) != Hint::Setting
}

/// Whether a text after a label describes what belongs there.
fn is_prose(text: &str) -> bool {
    text.split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .any(is_remark)
}

/// Whether a word is common in descriptions of secrets and unlikely in a secret.
pub(super) fn is_remark(word: &str) -> bool {
    let remarks = [
        "are",
        "ask",
        "auto",
        "automatic",
        "base64",
        "bcrypt",
        "byte",
        "bytes",
        "character",
        "characters",
        "chars",
        "comma",
        "copy",
        "created",
        "default",
        "deprecated",
        "do",
        "empty",
        "encrypts",
        "find",
        "for",
        "from",
        "generate",
        "generated",
        "get",
        "hex",
        "if",
        "is",
        "issued",
        "it",
        "keep",
        "least",
        "leave",
        "legacy",
        "length",
        "list",
        "local",
        "maximum",
        "minimum",
        "must",
        "needed",
        "never",
        "none",
        "only",
        "openssl",
        "optional",
        "please",
        "production",
        "random",
        "required",
        "rotate",
        "rotated",
        "same",
        "see",
        "set",
        "should",
        "signs",
        "staging",
        "string",
        "test",
        "these",
        "this",
        "todo",
        "unset",
        "unused",
        "use",
        "used",
        "when",
        "your",
    ];
    remarks.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The secret in a sentence around it: `hunter2 is the password`, `user admin, password hunter2`.
pub(super) fn introduced(comment: &str) -> Option<Range<usize>> {
    let all: Vec<Range<usize>> = words(comment).take(12).collect();
    let is = |at: usize, list: &[&str]| {
        let word = all.get(at).map_or("", |word| &comment[word.clone()]);
        list.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let names = |at: usize| announces(&comment[all[at].clone()]);
    let pronouns = ["above", "below", "here", "that", "this", "what", "which"];
    let last = all.len().checked_sub(1)?;
    if is(1, &["is", "was"])
        && (2..=last.min(4)).any(|at| at == last && names(at))
        && !is(0, &pronouns)
        && !names(0)
    {
        return Some(all[0].clone());
    }
    let user = (0..last).find(|at| is(*at, &["user", "username", "login"]))?;
    let follows = last > user + 2 && last < user + 6 && names(last - 1) && !is(last, &pronouns);
    let follows = follows && !is_remark(&comment[all[last].clone()]);
    follows.then(|| all[last].clone())
}

/// The password in a comment that begins with `user:password`, or is nothing else.
pub(super) fn credentials(comment: &str) -> Option<Range<usize>> {
    let mut words = words(comment);
    let word = words.next()?;
    let (user, password) = comment[word.clone()].split_once(':')?;
    let plain = |symbol: char| symbol.is_ascii_alphanumeric() || "._@+-".contains(symbol);
    let notes = [
        "eslint", "fixme", "hint", "note", "see", "todo", "vim", "warning",
    ];
    let note = notes.iter().any(|known| user.eq_ignore_ascii_case(known));
    let digits = |symbol: char| symbol.is_ascii_digit();
    let alone = words.next().is_none() && !password.chars().all(digits);
    let chosen = looks_chosen(password) && !password.starts_with(digits);
    let told =
        !user.is_empty() && user.chars().all(plain) && !note && !password.contains(['/', '$', '<']);
    (told && (alone || chosen)).then(|| word.end - password.len()..word.end)
}
