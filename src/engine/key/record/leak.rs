//! The command that finds a key in the history of a repository, without naming the key.

use super::KeyTrace;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::shell;

/// The command that lists the commits that added or removed a line with this key, by its known beginning and end.
#[must_use]
pub fn find_in_history(key: &KeyTrace) -> String {
    let (start, end) = key.masked.split_once("••••").unwrap_or((&key.masked, ""));
    let pattern = format!("{}[^[:space:]]+{}", escaped(start), escaped(end));
    let mut out = Secret::from("git log --all --oneline -G ");
    shell::word(&pattern, &mut out);
    out.push('\n');
    out.expose().to_owned()
}

/// A text as a POSIX extended regular expression.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        // No others: GNU gives some escaped characters a meaning, such as `\'`.
        if "\\.[](){}*+?^$|".contains(symbol) {
            out.push('\\');
        }
        out.push(symbol);
    }
    out
}
