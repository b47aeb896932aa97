//! Tells placeholders from real values.
//!
//! A value is split into words at everything but letters and digits, and at the capitals of `changePassword`.
//! Only whole words count: `xK9random4Lq82Zt0aQ` has none.

mod lists;

use super::{
    command::{self, CommandOutput},
    source::Source,
    weak::{is_made_of, is_word},
    words,
};
use lists::{ADJECTIVES, FILL, NOUNS, OBJECTS, PEOPLES, PREFIXES, TELLING, WHOLE};
use zeroize::Zeroizing;

/// Whether `value` is a placeholder that nobody would use as it is: `changeme`, `your-key-here`, `xxx`,
/// `<secret>`, `this_password_is_insecure`, forty zeros, a command.
pub(in crate::engine) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let lower = Zeroizing::new(value.to_ascii_lowercase());
    is_enclosed(&lower)
        || WHOLE.contains(&lower.as_str())
        || is_monotone(&lower)
        || has_telling_words(value)
        || is_command(value)
}

/// Whether `value` is a placeholder in a text of this `source`. In an example everything that reads like one is; in
/// one's own file only what nobody would use, since a passphrase may consist of any words, those of placeholders too.
pub(super) fn is_placeholder_in(source: Source, value: &str) -> bool {
    is_placeholder(value) && (source == Source::Example || is_sure(value.trim()))
}

/// Whether the placeholder `value` is a word that a user or a database may be called too: beside one of that name it
/// is the weak password of a file in use.
pub(super) fn is_name_too(value: &str) -> bool {
    let lower = Zeroizing::new(value.to_ascii_lowercase());
    [TELLING, WHOLE].iter().any(|list| list.contains(&&**lower))
        && lower.len() > 4
        && !is_one_of_several(&lower)
}

/// Whether a placeholder begins as the keys of some issuer do: `sk_test_xxx`, `whsec_...`.
pub(in crate::engine) fn is_issuers(value: &str) -> bool {
    let value = value.trim();
    let Some((prefix, rest)) = value.split_once(['_', '-']) else {
        return false;
    };
    let left_out = rest.is_empty() || rest.ends_with("...") || rest.ends_with('…');
    PREFIXES.contains(&prefix) && (left_out || is_placeholder(value))
}

/// Whether the placeholder `value` is surely nobody's passphrase: it consists of words of placeholders only, and tells
/// somebody to fill it in. Any other word may make it a passphrase.
fn is_sure(value: &str) -> bool {
    let lower = Zeroizing::new(value.to_ascii_lowercase());
    if WHOLE.contains(&lower.as_str()) || is_monotone(&lower) || is_command(value) {
        return true;
    }
    let digit = |symbol: char| symbol.is_ascii_digit();
    let mut parts = value.split(|symbol: char| !symbol.is_alphanumeric());
    if parts.any(|part| part.trim_matches(digit).contains(digit)) {
        return false;
    }
    let inside = &lower[..].trim_matches(['<', '>', '{', '}']);
    let plain = |symbol: char| symbol.is_alphabetic() || " -_.".contains(symbol);
    let enclosed = is_enclosed(&lower);
    if enclosed && lower.starts_with(['<', '{']) && inside.chars().all(plain) {
        return true;
    }
    let words = split(value);
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    let capitals = !value.contains(|symbol: char| symbol.is_ascii_lowercase());
    let mark = capitals && words.len() == 1 && TELLING.contains(&words[0]);
    words.iter().any(|word| crosses(word) > 5)
        || !words.is_empty()
            && words.iter().all(|word| is_known(word))
            && (is_addressed(&words)
                || mark
                || enclosed && has_noun(&words) && !is_peoples(&words)
                || has_noun(&words) && counts_itself(value))
}

/// Whether `words`, each of them one of placeholders, are an instruction, or name what is to be filled in.
fn is_addressed(words: &[&str]) -> bool {
    let noun = has_noun(words);
    let has = |word: &str| words.contains(&word);
    let changes = |at: usize| {
        let after = words.get(at + 1).copied().unwrap_or_default();
        let denied = at > 0 && words[at - 1] == "not";
        let named = noun && ["by", "the", "to", "with", "your"].contains(&after);
        let rest = words.get(at + 2..).unwrap_or_default();
        ["change", "replace"].contains(&words[at])
            && !denied
            && (["asap", "immediately", "it", "me", "now", "this"].contains(&after)
                || ["before", "in"].contains(&after) && (has("production") || has("prod"))
                || named && !is_peoples(rest)
                || words.len() == 2 && NOUNS.contains(&after))
    };
    let be = |two: &[&str]| two[0] == "be" && ["changed", "replaced", "updated"].contains(&two[1]);
    if (0..words.len()).any(|at| changes(at) || is_one_of_several(words[at]))
        || words.windows(2).any(be)
        || words.iter().any(|word| crosses(word) > 3)
        || words.iter().all(|word| crosses(word) > 2)
    {
        return true;
    }
    let leads = ["enter", "insert", "paste", "please", "put", "set", "use"];
    let mut rest = words.iter().skip_while(|word| leads.contains(word));
    let made_of = ["alphanumeric", "chars", "hex", "string"];
    let ends = words.last() == Some(&"here") || words.first() == Some(&"generate");
    !is_peoples(words)
        && (noun && (ends || rest.next() == Some(&"your"))
            || has("random") && made_of.iter().any(|word| has(word))
            || has("placeholder")
            || has("fixme")
            || words.len() < 3 && has("example"))
}

/// Whether one of these words is also common in sentences and passphrases.
fn is_peoples(words: &[&str]) -> bool {
    words.iter().any(|word| PEOPLES.contains(word))
}

/// The length of a word of nothing but `x`; 0 for any other word.
fn crosses(word: &str) -> usize {
    let all = word.bytes().all(|byte| byte == b'x');
    if all { word.len() } else { 0 }
}

/// Whether a word is one that placeholders are made of.
fn is_known(word: &str) -> bool {
    let lists = [TELLING, OBJECTS, NOUNS, ADJECTIVES, FILL, PREFIXES];
    is_number(word)
        || is_word(word)
        || crosses(word) > 0
        || lists.iter().any(|list| list.contains(&word))
        || is_one_of_several(word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is several words of a placeholder written together and nothing else: `changemeplease`,
/// `yoursecretkey`. Such a word is in no list of words for passphrases.
fn is_one_of_several(word: &str) -> bool {
    let made_of = |rest: &str, more: &[&str]| {
        let nouns = |word: &str| {
            [NOUNS, ADJECTIVES, more]
                .iter()
                .any(|list| list.contains(&word))
        };
        rest.is_empty() || is_made_of(rest.as_bytes(), nouns)
    };
    let word = word.strip_prefix("please").unwrap_or(word);
    let change = ["change", "replace"]
        .iter()
        .find_map(|verb| word.strip_prefix(verb));
    let object = change.and_then(|rest| {
        let objects = ["me", "this", "it", "your", "now", "asap"];
        objects.iter().find_map(|object| rest.strip_prefix(object))
    });
    object.is_some_and(|rest| made_of(rest, &["before", "immediately", "later", "now", "please"]))
        || word
            .strip_prefix("your")
            .is_some_and(|rest| !rest.is_empty() && made_of(rest, &["here"]))
}

/// Whether a value that is no secret still has to be filled in: `https://your-domain.com`, `<name>`.
pub(super) fn is_open(value: &str) -> bool {
    // `example.com` can be a valid host, and `random` the name of a strategy.
    let mild = [
        "example", "dummy", "insecure", "your", "yourself", "random", "generate", "here", "not",
    ];
    let value = value.trim();
    let enclosed = value.len() > 2 && value.starts_with('<') && value.ends_with('>');
    let words = split(value);
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    enclosed
        || (0..words.len()).any(|at| {
            (!mild.contains(&words[at]) && is_telling_word(&words, at))
                || (words[at] == "your" && words.len() > 1 && is_telling_word(&words, at))
        })
}

/// Whether a value stands in brackets, or in underscores that are used as such.
fn is_enclosed(value: &str) -> bool {
    [("<", ">"), ("[", "]"), ("{{", "}}"), ("__", "__")]
        .iter()
        .any(|(open, close)| value.len() > 2 && value.starts_with(open) && value.ends_with(close))
}

/// Whether a value holds the words of a placeholder, wherever they stand in it.
fn has_telling_words(value: &str) -> bool {
    let words = split(value);
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    (0..words.len()).any(|at| is_telling_word(&words, at))
        || (words.len() > 2 && has_noun(&words) && counts_itself(value))
}

fn has_noun(words: &[&str]) -> bool {
    words.iter().any(|word| NOUNS.contains(word))
}

/// Whether the word at `at`, given the words around it, marks a placeholder.
fn is_telling_word(words: &[&str], at: usize) -> bool {
    let before_object = |list: &[&str]| words.get(at + 1).is_some_and(|next| list.contains(next));
    match words[at] {
        word if TELLING.contains(&word) => true,
        "change" => words.len() == 1 || before_object(OBJECTS),
        "replace" => before_object(OBJECTS),
        "your" | "random" | "generate" | "here" => words.len() > 1 && has_noun(words),
        "not" => before_object(&["secure", "safe"]),
        word if crosses(word) > 2 => true,
        word => written_together(word),
    }
}

/// Whether the value says how long it should be: `my-32-character-key`.
fn counts_itself(value: &str) -> bool {
    value.len() <= 256 && words::counts(&Zeroizing::new(value.to_ascii_lowercase()))
}

/// Whether a word begins with several words of a placeholder written together: `changemeplease`, `yoursecretkey`.
fn written_together(word: &str) -> bool {
    // Not `replacement`.
    let objects = |rest: &str| {
        !rest.starts_with("ment") && OBJECTS.iter().any(|object| rest.starts_with(object))
    };
    let nouns = |rest: &str| {
        let mut words = NOUNS.iter().chain(ADJECTIVES);
        words.any(|word| rest.starts_with(word))
    };
    let change = word.strip_prefix("please").unwrap_or(word);
    let change = change
        .strip_prefix("change")
        .or_else(|| change.strip_prefix("replace"));
    change.is_some_and(objects) || word.strip_prefix("your").is_some_and(nouns)
}

/// The words of `value` in lower case, without the digits at their ends. A part with digits inside is not a word.
fn split(value: &str) -> Vec<Zeroizing<String>> {
    let mut words = Vec::new();
    for part in value.split(|symbol: char| !symbol.is_alphanumeric()) {
        let bare = part.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
        if bare.is_empty() || bare.contains(|symbol: char| symbol.is_ascii_digit()) {
            // `base64` keeps its digits, and a number stays one.
            if !part.is_empty() && (part.len() <= 4 || part.eq_ignore_ascii_case("base64")) {
                words.push(Zeroizing::new(part.to_ascii_lowercase()));
            }
            continue;
        }
        if part.eq_ignore_ascii_case("base64") {
            words.push(Zeroizing::new("base64".to_owned()));
            continue;
        }
        let mut start = 0;
        let bytes = bare.as_bytes();
        for at in 1..bytes.len() {
            if bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase() {
                words.push(Zeroizing::new(bare[start..at].to_ascii_lowercase()));
                start = at;
            }
        }
        words.push(Zeroizing::new(bare[start..].to_ascii_lowercase()));
    }
    words
}

/// What a command makes that stands in place of a value: `$(openssl rand -hex 32)`, in backticks or brackets, or bare.
pub(super) fn command(value: &str) -> Option<CommandOutput> {
    let value = value.trim();
    let inside = value
        .strip_prefix("$(")
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| {
            value
                .strip_prefix('`')
                .and_then(|rest| rest.strip_suffix('`'))
        })
        .or_else(|| {
            value
                .strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'))
        })
        .or_else(|| {
            value
                .strip_prefix("{{")
                .and_then(|rest| rest.strip_suffix("}}"))
        });
    let bare = inside.is_none();
    let text = inside.unwrap_or(value).trim();
    if (!bare || command::can_begin(text))
        && let Some(found) = command::find(text).first()
        && (!bare || found.span.start == 0)
    {
        return Some(found.makes);
    }
    let lower = Zeroizing::new(text.to_ascii_lowercase());
    // Other values may be secrets, of which no copies are made.
    let dashed = lower
        .contains("openssl")
        .then(|| lower.replace(['-', '_'], " "))?;
    named(&dashed)
}

/// What a command with dashes for spaces makes: of `run-openssl-rand-hex-32`, `text` is `run openssl rand hex 32`.
fn named(text: &str) -> Option<CommandOutput> {
    let (_, rest) = text.split_once("openssl rand ")?;
    let kind = ["hex ", "base64 "].into_iter().find_map(|kind| {
        let count = rest.trim_start().strip_prefix(kind)?;
        Some(format!("openssl rand -{kind}{count}"))
    })?;
    command::find(&kind).first().map(|found| found.makes)
}

/// Whether a value is a command that generates a secret.
fn is_command(value: &str) -> bool {
    command(value).is_some()
}

/// Whether a value is a command of a shell, in `$(…)`, whatever it does.
pub(super) fn is_substitution(value: &str) -> bool {
    value.starts_with("$(") && value.ends_with(')')
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

/// Whether a value looks random: at least 16 bytes, two digits and two letters among them, no space, no placeholder.
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
    use super::super::format::SecretFormat;
    use super::*;

    #[test]
    fn placeholders_are_told_from_values() {
        for value in [
            "changeme",
            "CHANGE_ME",
            "changeme123",
            "ChangeMeNow!",
            "changethispassword",
            "please-change-this",
            "please_change_it",
            "change_to_a_long_one",
            "your-api-key-here",
            "YOUR_SECRET",
            "yoursecretkey",
            "yourStrong(!)Password",
            "yourstrongpassword",
            "put_the_token_here",
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
            "replace_with_48_byte_base64_key",
            "my-32-character-ultra-secure-secret",
            "changePassword",
            "long-and-random-alphanumeric-string",
            "generate_a_new_key",
            "aRandomSecret",
            "$(openssl rand -hex 32)",
            "`openssl rand -base64 48`",
            "<openssl rand -base64 64>",
            "openssl rand -hex 32",
            "output-of-openssl-rand-hex-32",
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
            "qR7random2Kd81Ws5eN",
            "generated-for-us-2023-Qq4",
            "Interchangeme",
            "Exchangedesk_41",
            "exampleton7Gh2",
            "over_there-99",
            "purple-random-tiger-42",
            "is-this-your-card",
            "randomised",
            "sphere",
            "replacement-parts-4U",
            "32-bit-tiger-lake",
            "here-be-dragons-99",
            "my-long-horse-battery-here-2",
            "very-random-stable",
            "Tk7-xX2x-9Kc",
            "unchanged-melon",
            "$(cat /run/secrets/db)",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn in_ones_own_file_only_what_nobody_would_use_is_a_placeholder() {
        for value in [
            "changeme",
            "CHANGE_ME",
            "ChangeMeNow!",
            "please_change_it",
            "your-api-key-here",
            "YOUR_SECRET",
            "yoursecretkey",
            "yourStrong(!)Password",
            "put_the_token_here",
            "xxx",
            "xxx-xxx",
            "sk-xxxx",
            "sk-proj-xxxxxxxxxxxx",
            "<secret>",
            "<your tenant>",
            "{{ secret }}",
            "[password]",
            "this_password_is_insecure_and_should_be_updated",
            "0000000000000000",
            "TODO",
            "...",
            "your-super-secret-jwt-token-with-at-least-32-characters-long",
            "REPLACE_ME_WITH_LONG_SECRET",
            "replace_with_48_byte_base64_key",
            "my-32-character-ultra-secure-secret",
            "example",
            "example-password",
            "long-and-random-alphanumeric-string",
            "generate_a_new_key",
            "$(openssl rand -hex 32)",
            "output-of-openssl-rand-hex-32",
            "changePassword",
            "change-me-in-production",
            "insecure_must_be_changed",
            "CHANGE_THIS_TO_SOMETHING_RANDOM",
            "replace_with_a_real_password",
            "your-256-bit-secret",
            "dev-token-change-before-production",
            "fixme",
            "replace-with-your-token",
            "enter_your_password",
            "FIXME",
            "__SECRET_KEY__",
            "your-postgres-password",
            "random-hex-string",
            "token-here",
        ] {
            assert!(is_placeholder(value), "{value}");
            assert!(is_placeholder_in(Source::Own, value), "{value}");
        }
        for value in [
            "cobweb-example-tulip-drone-oval-ninth",
            "example-secret-tulip",
            "change-default-password",
            "Replace-Secret-Domain7",
            "random.private.salt",
            "changemelonturtle",
            "changedefaultpassword",
            "here-lies-the-secret-garden-of-oz",
            "my-dummy-is-named-otto",
            "todo-tomato-tornado",
            "your-key-9f2c61b0a7d84e35",
            "changeme-f2c61b0a7d84e35x",
            "[k9#dowP&qL",
            "XXX{jyjf",
            "<Ab3$kLm8nopq>",
            "sphere",
        ] {
            assert!(!is_placeholder_in(Source::Own, value), "{value}");
        }
    }

    #[test]
    fn a_passphrase_with_words_of_placeholders_is_none_in_ones_own_file() {
        for value in [
            // One more word.
            "change-this-acme-prod",
            "your-acme-api-key-here",
            "changeme-heron",
            "SafeNotSorry",
            "NotSecureAtSea",
            "RandomWalkHash",
            "ReplaceTheBatteries99",
            "change-in-the-weather",
            "change.your.tune",
            "YourSecretGarden",
            "TheKeyIsUnderHere",
            "leave-this-key-here-ok",
            "HereComesTheKey",
            "DoNotReplaceThis!",
            "generate-token-toucans",
            "placeholder-heron",
            "random string orchestra",
            "TodoMundo",
            // A word alone, or a sentence that is no instruction.
            "todo",
            "todo77",
            "dummy",
            "yourself",
            "insecure",
            "not secure",
            "aRandomSecret",
            "your secret is safe with me",
            "my-secret-is-your-secret",
            "not-change-this",
            "__dragon__",
            "[heron lake]",
            "[my key]",
            "change-in-the-secret-service",
            "[-!-]",
        ] {
            assert!(!is_placeholder_in(Source::Own, value), "{value}");
        }
    }

    #[test]
    fn a_placeholder_with_an_issuers_prefix_is_known() {
        for value in [
            "sk_test_xxx",
            "whsec_...",
            "pk-lf-…",
            "ghp_xxxxxxxx",
            "tr_prod_your_key",
            "sk-",
        ] {
            assert!(is_issuers(value), "{value}");
        }
        for value in [
            "",
            "sk",
            "xxx",
            "my_xxx",
            "db-changeme",
            concat!("sk_live_4f9", "Qm2Zr8Kx1"),
            "re-elected",
            "tr-heron",
            "changeme",
        ] {
            assert!(!is_issuers(value), "{value}");
        }
    }

    #[test]
    fn a_word_that_may_be_a_name_too_is_told_from_a_demand() {
        for value in ["example", "Random", "placeholder"] {
            assert!(is_name_too(value), "{value}");
        }
        for value in ["changeme", "xxx", "null", "your-key", "heron", ""] {
            assert!(!is_name_too(value), "{value}");
        }
    }

    #[test]
    fn a_command_in_a_value_says_the_format() {
        let hex = |bytes| Some(CommandOutput::Format(SecretFormat::Hex { bytes }));
        let base64 = |bytes| Some(CommandOutput::Format(SecretFormat::Base64 { bytes }));
        for (value, expected) in [
            ("$(openssl rand -hex 24)", hex(24)),
            ("`openssl rand -base64 48`", base64(48)),
            ("<openssl rand -base64 64>", base64(64)),
            ("{{ openssl rand -hex 16 }}", hex(16)),
            ("openssl rand -hex 32", hex(32)),
            ("replace-with-openssl-rand-hex-32", hex(32)),
            ("$(openssl rand 32 | frob)", Some(CommandOutput::Unknown)),
            ("$(cat /run/secrets/db)", None),
            ("hunter2", None),
        ] {
            assert_eq!(command(value), expected, "{value}");
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
