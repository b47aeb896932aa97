//! Parses from a comment which format a secret should have.
//!
//! Commands come first (`openssl rand -hex 32`), since they are unambiguous; then words (`64 characters
//! in hex`); then lengths (`at least 32 characters`).

use super::format::{FormatFamily, SecretFormat};

/// A format that a comment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestedFormat {
    pub kind: SecretFormat,
    /// Whether the size is only a lower bound.
    pub open: bool,
}

/// What a comment says about its variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CommentMeaning {
    /// The format that it asks for.
    pub asked: Option<RequestedFormat>,
    /// Whether the variable may stay empty.
    pub optional: bool,
}

/// Parses `comment`.
pub(super) fn said(comment: &str) -> CommentMeaning {
    CommentMeaning {
        asked: format(comment),
        optional: allows_empty(comment),
    }
}

/// The format that the comment asks for.
fn format(comment: &str) -> Option<RequestedFormat> {
    if comment.is_empty() {
        return None;
    }
    let comment = comment.to_ascii_lowercase();
    let exact = |kind| RequestedFormat { kind, open: false };
    let asked = command(&comment).map(exact).or_else(|| words(&comment));
    asked.filter(|asked| is_sensible(asked.kind))
}

/// Whether the comment says that the variable may stay empty.
fn allows_empty(comment: &str) -> bool {
    let comment = comment.to_ascii_lowercase();
    [
        "optional",
        "leave empty",
        "leave blank",
        "leave it empty",
        "leave it blank",
        "leave this empty",
        "leave unset",
    ]
    .iter()
    .any(|words| comment.contains(words))
}

fn is_sensible(kind: SecretFormat) -> bool {
    kind.size()
        .is_none_or(|size| (FormatFamily::LEAST..=FormatFamily::MOST).contains(&size))
}

/// The format that a command in the comment makes.
fn command(comment: &str) -> Option<SecretFormat> {
    let after = |words: &str| comment.split_once(words).map(|(_, after)| after);
    if let Some(rest) = after("openssl rand") {
        return openssl(rest);
    }
    if let Some(rest) = after("token_hex") {
        return Some(SecretFormat::Hex {
            bytes: number(rest).unwrap_or(32),
        });
    }
    if let Some(rest) = after("token_urlsafe") {
        return Some(SecretFormat::Base64Url {
            bytes: number(rest).unwrap_or(32),
        });
    }
    if let Some(rest) = after("randombytes") {
        let bytes = number(rest)?;
        return Some(match () {
            () if rest.contains("base64url") => SecretFormat::Base64Url { bytes },
            () if rest.contains("base64") => SecretFormat::Base64 { bytes },
            () => SecretFormat::Hex { bytes },
        });
    }
    if let Some(rest) = after("phx.gen.secret") {
        // Its argument counts characters of base64, not bytes.
        let length = number(rest.lines().next().unwrap_or_default()).unwrap_or(64);
        return Some(SecretFormat::Base64 {
            bytes: length / 4 * 3,
        });
    }
    if let Some(rest) = after("pwgen") {
        return number(rest).map(|length| SecretFormat::Alphanumeric { length });
    }
    if comment.contains("/dev/urandom") {
        let count = number(after("head -c").or_else(|| after("count="))?)?;
        return Some(
            if comment.contains("base64") && !comment.contains("tr -dc") {
                SecretFormat::Base64 { bytes: count }
            } else {
                SecretFormat::Alphanumeric { length: count }
            },
        );
    }
    let fixed = [
        ("rails secret", SecretFormat::Hex { bytes: 64 }),
        ("rake secret", SecretFormat::Hex { bytes: 64 }),
        ("uuidgen", SecretFormat::Uuid),
        ("key:generate", SecretFormat::Laravel),
        ("get_random_secret_key", SecretFormat::Django { length: 50 }),
        ("fernet", SecretFormat::Base64UrlPadded { bytes: 32 }),
        ("auth secret", SecretFormat::Base64 { bytes: 32 }),
    ];
    fixed
        .iter()
        .find(|(words, _)| comment.contains(words))
        .map(|(_, kind)| *kind)
}

/// What `openssl rand` makes with the arguments `rest`: `-hex 32`, `-base64 32`, or `32 | base64`.
fn openssl(rest: &str) -> Option<SecretFormat> {
    let line = rest.lines().next().unwrap_or_default();
    let bytes = number(line)?;
    if line.contains("hex") {
        Some(SecretFormat::Hex { bytes })
    } else if line.contains("base64") {
        Some(SecretFormat::Base64 { bytes })
    } else {
        None
    }
}

/// The first number in the text, if it begins within the first 16 bytes.
fn number(text: &str) -> Option<u16> {
    let start = text
        .find(|symbol: char| symbol.is_ascii_digit())
        .filter(|at| *at < 16)?;
    // The 64 of `base64` is no count.
    if text[..start].ends_with("base") {
        return number(&text[start + 2..]);
    }
    let digits = &text[start..];
    let end = digits
        .find(|symbol: char| !symbol.is_ascii_digit())
        .unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// A format described in words.
fn words(comment: &str) -> Option<RequestedFormat> {
    let words: Vec<&str> = comment
        .split(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '+')
        .filter(|word| !word.is_empty())
        .collect();
    let has = |word: &str| words.contains(&word);
    let bound = ["least", "minimum", "min", "longer", "more"];
    let open = words
        .iter()
        .any(|word| bound.contains(word) || word.ends_with('+'));
    let exact = |kind| Some(RequestedFormat { kind, open: false });
    let letters = |count: u16| {
        let length = if open { count.max(32) } else { count };
        Some(RequestedFormat {
            kind: SecretFormat::Alphanumeric { length },
            open,
        })
    };
    let hex = has("hex") || has("hexadecimal");
    let base64 = has("base64");
    if let Some(bytes) = counted(&words, &["byte", "bytes"]) {
        return match () {
            () if hex => exact(SecretFormat::Hex { bytes }),
            () if base64 => exact(SecretFormat::Base64 { bytes }),
            // The secret is ASCII text: one character a byte.
            () => letters(bytes),
        };
    }
    if let Some(bits) = counted(&words, &["bit", "bits"]).filter(|bits| bits % 8 == 0) {
        let bytes = bits / 8;
        return exact(if base64 {
            SecretFormat::Base64 { bytes }
        } else {
            SecretFormat::Hex { bytes }
        });
    }
    let characters = [
        "character",
        "characters",
        "char",
        "chars",
        "digit",
        "digits",
        "letters",
        "symbols",
    ];
    match counted(&words, &characters) {
        Some(count) if hex => exact(SecretFormat::Hex {
            bytes: count.div_ceil(2),
        }),
        Some(count) => letters(count),
        None if has("uuid") || has("uuidv4") || has("guid") => exact(SecretFormat::Uuid),
        None => None,
    }
}

/// The number before one of `units`, with at most three words between them (`64 random string characters`); the
/// last of several numbers (`16, 24 or 32 bytes`).
fn counted(words: &[&str], units: &[&str]) -> Option<u16> {
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| units.contains(word))
        .find_map(|(at, _)| {
            let near = &words[at.saturating_sub(4)..at];
            near.iter()
                .rev()
                .find_map(|word| word.trim_end_matches('+').parse().ok())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn asks(comment: &str, expected: Option<SecretFormat>) {
        assert_eq!(
            format(comment).map(|asked| asked.kind),
            expected,
            "{comment}"
        );
    }

    #[test]
    fn commands_are_obeyed() {
        let hex = |bytes| Some(SecretFormat::Hex { bytes });
        let base64 = |bytes| Some(SecretFormat::Base64 { bytes });
        asks("# Generate with `openssl rand -hex 32`", hex(32));
        asks("# openssl rand -base64 32", base64(32));
        asks(
            "# You can generate one using `openssl rand -base64 42`.",
            base64(42),
        );
        asks("# run: openssl rand 32 | base64", base64(32));
        asks("# `bundle exec rails secret`", hex(64));
        asks("# RAILS_ENV=production bundle exec rake secret", hex(64));
        asks("# uuidgen", Some(SecretFormat::Uuid));
        asks("# php artisan key:generate", Some(SecretFormat::Laravel));
        asks("# mix phx.gen.secret", base64(48));
        asks("# mix phx.gen.secret 32", base64(24));
        asks(
            "# python -c 'import secrets; print(secrets.token_hex(16))'",
            hex(16),
        );
        asks(
            "# secrets.token_urlsafe(48)",
            Some(SecretFormat::Base64Url { bytes: 48 }),
        );
        asks(
            "# node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"",
            hex(32),
        );
        asks(
            "# require('crypto').randomBytes(64).toString('base64')",
            base64(64),
        );
        asks(
            "# Fernet.generate_key()",
            Some(SecretFormat::Base64UrlPadded { bytes: 32 }),
        );
        asks("# head -c 32 /dev/urandom | base64", base64(32));
        asks(
            "# pwgen -s 64 1",
            Some(SecretFormat::Alphanumeric { length: 64 }),
        );
        asks(
            "# tr -dc A-Za-z0-9 </dev/urandom | head -c 40",
            Some(SecretFormat::Alphanumeric { length: 40 }),
        );
    }

    #[test]
    fn commands_come_before_words() {
        let comment = "# 64 string characters in hex format, generate via: openssl rand -hex 32";
        asks(comment, Some(SecretFormat::Hex { bytes: 32 }));
    }

    #[test]
    fn words_are_obeyed() {
        let letters = |length| Some(SecretFormat::Alphanumeric { length });
        asks(
            "# 64 characters in hex",
            Some(SecretFormat::Hex { bytes: 32 }),
        );
        asks(
            "# a 32-byte hex string",
            Some(SecretFormat::Hex { bytes: 32 }),
        );
        asks(
            "# base64-encoded 32-byte key",
            Some(SecretFormat::Base64 { bytes: 32 }),
        );
        asks("# 256 bits", Some(SecretFormat::Hex { bytes: 32 }));
        asks("# at least 32 characters", letters(32));
        asks("# at least 12 chars", letters(32));
        asks("# minimum 64 characters", letters(64));
        asks("# must be exactly 20 characters", letters(20));
        asks("# must be 16, 24 or 32 bytes", letters(32));
        asks("# a 32+ character string", letters(32));
        asks("# a random UUID", Some(SecretFormat::Uuid));
    }

    #[test]
    fn lower_bounds_are_told_from_lengths() {
        assert!(format("# at least 32 characters").unwrap().open);
        assert!(!format("# 32 characters").unwrap().open);
    }

    #[test]
    fn comments_without_a_format_ask_for_nothing() {
        for comment in [
            "",
            "# the key",
            "# get yours at https://example.org/keys",
            "# 2 keys",
            "# openssl rand",
            "# 4 characters",
            "# port 5432",
            "# 99999999999999999999 characters",
            "# see RFC 7518 for base64",
        ] {
            asks(comment, None);
        }
    }

    #[test]
    fn leave_to_stay_empty_is_noticed() {
        assert!(allows_empty("# (Optional) the password"));
        assert!(allows_empty("# Leave blank for none"));
        assert!(!allows_empty("# the password"));
    }
}
