//! The words of a comment, and which of them look like passwords.

use std::ops::Range;

/// The words of a text without the punctuation around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
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

/// Whether a word looks like a password rather than prose: letters with digits or signs among them, and not the
/// name of an algorithm, a version or a file.
pub(super) fn looks_chosen(word: &str) -> bool {
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

/// Whether a word looks like a password even in a sentence: it has a sign, or a digit with a capital or another digit.
pub(super) fn looks_strong(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let capital = word.contains(|symbol: char| symbol.is_ascii_uppercase());
    word.contains(['!', '@', '#', '$', '%', '^', '&', '*', '?'])
        || digits > 1
        || digits > 0 && capital
}
