//! Tells placeholders from real values.

use zeroize::Zeroizing;

/// Words that occur in placeholders only.
const WORDS: [&str; 23] = [
    "changeme",
    "change_me",
    "change-me",
    "changethis",
    "change_this",
    "change-this",
    "change_it",
    "replaceme",
    "replace_me",
    "replace-me",
    "replace_with",
    "replace-with",
    "placeholder",
    "insecure",
    "not-secure",
    "your-",
    "your_",
    "-here",
    "_here",
    "example",
    "dummy",
    "generate",
    "random",
];

/// Values that are placeholders only as a whole.
const WHOLE: [&str; 9] = [
    "todo",
    "tbd",
    "fixme",
    "none",
    "null",
    "undefined",
    "...",
    "…",
    "secret-key",
];

/// Whether `value` is a placeholder that nobody would use as it is: `changeme`, `your-key-here`, `xxx`,
/// `<secret>`, `this_password_is_insecure`, forty zeros.
pub(super) fn is_placeholder(value: &str) -> bool {
    let lower = Zeroizing::new(value.trim().to_ascii_lowercase());
    let enclosed = [("<", ">"), ("[", "]"), ("{{", "}}"), ("__", "__")]
        .iter()
        .any(|(open, close)| lower.len() > 2 && lower.starts_with(open) && lower.ends_with(close));
    enclosed
        || WHOLE.contains(&lower.as_str())
        || WORDS.iter().any(|word| lower.contains(word))
        || lower.starts_with("change")
        || is_monotone(&lower)
        || lower
            .split(['-', '_', ' '])
            .any(|part| part.len() > 2 && part.bytes().all(|byte| byte == b'x'))
}

/// Whether a value is one character over and over, or counts up: `0000`, `****`, `0123456789abcdef`.
fn is_monotone(value: &str) -> bool {
    let bytes = value.as_bytes();
    let same = bytes.windows(2).all(|pair| pair[0] == pair[1]);
    let counts = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        .starts_with(value)
        || "1234567890123456789012345678901234567890".starts_with(value)
        || "abcdefghijklmnopqrstuvwxyz".starts_with(value);
    bytes.len() > 2 && (same || counts)
}

/// Whether a value looks random: long, and not made of words.
pub(super) fn looks_random(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    value.len() >= 16
        && digits >= 2
        && letters >= 2
        && !value.contains(' ')
        && !is_placeholder(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_values() {
        for value in [
            "changeme",
            "CHANGE_ME",
            "please-change-this",
            "your-api-key-here",
            "YOUR_SECRET",
            "xxx",
            "xxxxxxxx",
            "sk-xxxx",
            "<secret>",
            "{{ secret }}",
            "[password]",
            "this_password_is_insecure_and_should_be_updated",
            "0000000000000000",
            "********",
            "0123456789abcdef",
            "1234567890",
            "TODO",
            "...",
            "your-super-secret-jwt-token-with-at-least-32-characters-long",
            "REPLACE_ME_WITH_LONG_SECRET",
            "changePassword",
            "long-and-random-alphanumeric-string",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
        for value in [
            "",
            "postgres",
            "hunter2",
            "correct horse battery",
            "a",
            "10",
            "aGVsbG8gd29ybGQ=",
            "xx",
            "f3b1c09a",
            "prod-db-password-2024",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn drawn_values_look_random() {
        assert!(looks_random(concat!("f3b1c09ad2", "e84c5796a1b2c3")));
        assert!(!looks_random("postgres"));
        assert!(!looks_random("mysecretpassword"));
        assert!(!looks_random("your-secret-1234567890"));
    }
}
