//! How the readers of `.env` files differ, rule by rule; `tests/readback` runs the readers themselves.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::base::secret::Secret;
use latchkey::engine::env::Dialect::{
    self, Compose, DockerRun, Godotenv, Npm, NpmExpand, Python, Shell, Systemd, Varlock,
};
use latchkey::engine::env::error::ValueError;
use latchkey::engine::env::error::WriteError;
use latchkey::engine::env::is_plain;
use latchkey::engine::env::read::Meaning;

/// What `dialect` reads after `NAME=`; `None` when that depends on other variables.
fn read(dialect: Dialect, text: &str) -> Option<String> {
    match dialect.read(text).expect("no fault").meaning {
        Meaning::Text(text) => Some(text.to_string()),
        Meaning::Template => None,
    }
}

#[track_caller]
fn reads(text: &str, expected: &[(Dialect, Option<&str>)]) {
    for (dialect, expected) in expected {
        assert_eq!(
            read(*dialect, text).as_deref(),
            *expected,
            "{dialect}: {text:?}"
        );
    }
}

fn written(dialect: Dialect, value: &str) -> Result<String, WriteError> {
    let mut out = Secret::with_capacity(0);
    dialect
        .write(value, &mut out)
        .map(|()| out.expose().to_owned())
}

#[test]
fn a_hash_truncates_unquoted_values_for_some() {
    reads(
        "ab#c\n",
        &[
            (Npm, Some("ab")),
            (Python, Some("ab#c")),
            (Compose, Some("ab#c")),
            (DockerRun, Some("ab#c")),
            (Systemd, Some("ab#c")),
            (Shell, Some("ab#c")),
            (Godotenv, Some("ab#c")),
        ],
    );
    reads(
        "ab #c\n",
        &[
            (Npm, Some("ab")),
            (Python, Some("ab")),
            (Compose, Some("ab")),
            (DockerRun, Some("ab #c")),
            (Systemd, Some("ab #c")),
            (Shell, Some("ab")),
            (Godotenv, Some("ab")),
        ],
    );
}

#[test]
fn a_dollar_is_literal_or_begins_a_reference() {
    reads(
        "'$X'\n",
        &[
            (Npm, Some("$X")),
            (NpmExpand, None),
            (Python, Some("$X")),
            (Compose, Some("$X")),
            (DockerRun, Some("'$X'")),
            (Systemd, Some("$X")),
            (Shell, Some("$X")),
            (Godotenv, Some("$X")),
        ],
    );
    reads(
        "'${X}'\n",
        &[
            (Npm, Some("${X}")),
            (NpmExpand, None),
            (Python, None),
            (Compose, Some("${X}")),
        ],
    );
    reads(
        "\"$X\"\n",
        &[
            (Npm, Some("$X")),
            (NpmExpand, None),
            (Python, Some("$X")),
            (Compose, None),
            (Systemd, Some("$X")),
            (Shell, None),
            (Godotenv, None),
        ],
    );
    reads(
        "$$\n",
        &[
            (Npm, Some("$$")),
            (Compose, Some("$")),
            (Systemd, Some("$$")),
            (Shell, None),
        ],
    );
}

#[test]
fn escapes_depend_on_the_reader() {
    reads(
        "\"a\\n\\\"b\\\\\"\n",
        &[
            (Python, None),
            (Compose, Some("a\n\"b\\")),
            (Systemd, Some("a\\n\"b\\")),
            (Shell, Some("a\\n\"b\\")),
        ],
    );
    reads(
        "\"a\\nb\\tc\"\n",
        &[
            (Npm, Some("a\nb\\tc")),
            (Python, Some("a\nb\tc")),
            (Compose, Some("a\nb\tc")),
            (Godotenv, Some("a\nbtc")),
        ],
    );
    reads(
        "a\\b\n",
        &[
            (Npm, Some("a\\b")),
            (Python, Some("a\\b")),
            (Compose, Some("a\\b")),
            (DockerRun, Some("a\\b")),
            (Systemd, Some("ab")),
            (Shell, Some("ab")),
        ],
    );
}

#[test]
fn bash_loses_a_delete_character_behind_a_backslash() {
    reads("\"a\\\u{7f}\"\n", &[(Shell, None)]);
    reads("'a\\\u{7f}'\n", &[(Shell, Some("a\\\u{7f}"))]);
}

#[test]
fn compose_looks_for_references_once_the_escapes_are_gone() {
    reads("\"$\\${X}\"\n", &[(Compose, None)]);
    reads("\"\\${X}$$\"\n", &[(Compose, Some("${X}$"))]);
    reads("\"\\\\$X\"\n", &[(Compose, None)]);
    reads("\"\\\\\\$X\"\n", &[(Compose, Some("\\$X"))]);
}

#[test]
fn varlock_computes_what_stands_without_single_quotes() {
    for text in [
        "$X\n",
        "a${X}b\n",
        "\"a$X\"\n",
        "`$(id)`\n",
        "call()\n",
        "[a, b]\n",
        "undefined\n",
    ] {
        reads(text, &[(Varlock, None)]);
    }
    for (text, value) in [
        ("a b # c\n", "a b"),
        ("'$X'\n", "$X"),
        ("'it\\'s'\n", "it's"),
        ("\"cost \\$5 or $6\"\n", "cost $5 or $6"),
        ("\"a\\nb\"\n", "a\nb"),
        ("'a\\nb'\n", "a\\nb"),
        ("'a\nb'\n", "a\nb"),
    ] {
        reads(text, &[(Varlock, Some(value))]);
    }
}

#[test]
fn values_that_every_reader_takes_stand_without_quotes() {
    for value in ["", "abc", "aZ09_./+=:,-", "base64:AbC+/=="] {
        assert!(is_plain(value));
        for dialect in Dialect::ALL {
            assert_eq!(written(dialect, value).as_deref(), Ok(value), "{dialect}");
        }
    }
}

#[test]
fn other_values_stand_in_the_plainest_quotes_that_will_do() {
    let quoted = |dialect, value, expected| {
        assert_eq!(
            written(dialect, value).as_deref(),
            Ok(expected),
            "{dialect} {value:?}"
        );
    };
    for dialect in [
        Npm, NpmExpand, Python, Compose, Systemd, Shell, Godotenv, Varlock,
    ] {
        quoted(dialect, "a#b(c)", "'a#b(c)'");
    }
    quoted(DockerRun, "a#b(c)", "a#b(c)");
    quoted(Npm, "it's", "\"it's\"");
    quoted(Npm, "it's \"x\"", "`it's \"x\"`");
    quoted(Npm, "a\r\nb", "\"a\\r\nb\"");
    quoted(NpmExpand, "a$b c", "'a\\$b c'");
    quoted(NpmExpand, "$1 $ c", "'$1 $ c'");
    quoted(Python, "it's", "'it\\'s'");
    quoted(Compose, "a$b", "'a$b'");
    quoted(Compose, "it's $5", "'it\\'s $5'");
    quoted(Compose, "back\\", "\"back\\\\\"");
    quoted(Compose, "a\\' $b", "\"a\\\\' \\$b\"");
    quoted(Systemd, "it's $`\\", "\"it's \\$\\`\\\\\"");
    quoted(Shell, "it's", "'it'\\''s'");
    quoted(Godotenv, "a\nb---\n", "\"a\\nb---\\n\"");
    quoted(Varlock, "it's $5", "'it\\'s $5'");
    quoted(Varlock, "a\nb", "'a\nb'");
    quoted(Varlock, "random()", "'random()'");
    quoted(Varlock, "undefined", "'undefined'");
}

#[test]
fn what_a_reader_cannot_carry_is_refused_with_the_reason() {
    let refused = |dialect, value, expected| {
        assert_eq!(
            written(dialect, value),
            Err(expected),
            "{dialect} {value:?}"
        );
    };
    let long = "x".repeat(40_000);
    for dialect in Dialect::ALL {
        refused(dialect, "a\0", WriteError::Nul);
    }
    refused(Npm, "'\"` #", WriteError::Quoting);
    refused(Npm, "#\\", WriteError::Quoting);
    refused(NpmExpand, "$(id)", WriteError::Command);
    refused(Python, "${X}", WriteError::Reference);
    refused(DockerRun, "a\nb", WriteError::LineBreak);
    refused(DockerRun, &long, WriteError::TooLong);
    refused(Systemd, "a\u{1b}", WriteError::Control);
    refused(Godotenv, "'a\"", WriteError::Quoting);
    refused(Varlock, "a #\\", WriteError::Quoting);
}

#[test]
fn faults_are_told_apart() {
    for dialect in [Npm, Python, Compose, Systemd, Shell, Godotenv] {
        assert_eq!(
            dialect.read("'x\n").map(|_| ()),
            Err(ValueError::UnclosedQuote),
            "{dialect}"
        );
    }
    for dialect in [Npm, Python, Compose, Godotenv] {
        assert_eq!(
            dialect.read("'x' y\n").map(|_| ()),
            Err(ValueError::TextAfterQuote),
            "{dialect}"
        );
        assert_eq!(
            dialect.read("'x\nB='y'\n").map(|_| ()),
            Err(ValueError::UnclosedQuote),
            "{dialect}"
        );
    }
    let found = Npm.read("'x'\u{85}# y\n").map(|_| ());
    assert_eq!(
        found,
        Err(ValueError::TextAfterQuote),
        "U+0085 is no white space to JavaScript"
    );
    for text in ["a b\n", "a;b\n", "a&\n", "$(id) x\n"] {
        assert!(
            matches!(Shell.read(text).map(|_| ()), Err(ValueError::ShellSyntax)),
            "{text}"
        );
    }
}
