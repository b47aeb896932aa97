//! Texts that are not imported: the line, what is wrong, and what to do.

use crate::{NOW, bundles, seeded::Seeded};
use latchkey::engine::bundle::import::{ImportError, Source};
use latchkey::engine::env::Dialect;
use latchkey::engine::env::document::MOST;
use latchkey::engine::env::error::ValueError;
use latchkey::engine::env::error::{DocumentError, DocumentErrorKind, repair};

fn problems(text: &str, dialect: Dialect) -> Vec<DocumentError> {
    match bundles::import(text, Source::Example, dialect, NOW, &mut Seeded::new(1)) {
        Err(ImportError::Document(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn says(text: &str, line: usize, kind: DocumentErrorKind, words: &str) {
    let problems = problems(text, Dialect::Compose);
    assert_eq!(problems, [DocumentError { line, kind }], "{text:?}");
    assert_eq!(problems[0].to_string(), format!("Line {line}: {words}"));
}

#[test]
fn a_duplicate_name_is_named_with_both_lines() {
    let what = DocumentErrorKind::Duplicate {
        name: "A".to_owned(),
        first: 1,
    };
    says(
        "A=1\n\nB=2\nA=3\n",
        4,
        what,
        "A is in line 1 already. Readers disagree on which counts: keep one.",
    );
}

#[test]
fn bad_names_are_refused() {
    let words = "the name may have letters, digits, _, . and - only, and no digit in front.";
    for text in [
        "B=1\n1A=2\n",
        "B=1\nA B=2\n",
        "B=1\nÄ=2\n",
        "B=1\n=2\n",
        "B=1\nA\"=2\n",
        "B=1\nexport =2\n",
    ] {
        let problems = problems(text, Dialect::Compose);
        assert_eq!(problems.len(), 1, "{text:?}");
        assert_eq!(problems[0].line, 2, "{text:?}");
        assert!(
            matches!(
                problems[0].kind,
                DocumentErrorKind::BadName | DocumentErrorKind::NoEquals
            ),
            "{text:?}"
        );
    }
    says("B=1\n1A=2\n", 2, DocumentErrorKind::BadName, words);
}

#[test]
fn a_line_without_an_equals_sign_is_refused() {
    let words = "there is no =. Write NAME=value, or # before a comment.";
    says(
        "A=1\nthis is prose\n",
        2,
        DocumentErrorKind::NoEquals,
        words,
    );
}

#[test]
fn an_unclosed_quote_is_found_at_its_line() {
    let words = "the value begins with a quote that is never closed.";
    let what = DocumentErrorKind::Value(ValueError::UnclosedQuote);
    says("A=1\nB=\"never closed\nC=2\n", 2, what.clone(), words);
    says("A='x\n", 1, what, words);
    let found = problems("A=1\nB=\"never closed\nC=\"x\"\n", Dialect::Compose);
    assert_eq!(found[0].line, 2, "the quote ran on into the next line");
}

#[test]
fn text_behind_a_quote_is_refused() {
    let words =
        "there is text behind the closing quote; put the whole value in one pair of quotes.";
    says(
        "A=\"x\"y\n",
        1,
        DocumentErrorKind::Value(ValueError::TextAfterQuote),
        words,
    );
}

#[test]
fn nul_bytes_are_refused() {
    let words = "there is a NUL byte, which no environment variable can hold. Remove it.";
    says("A=1\nB=\0\n", 2, DocumentErrorKind::Nul, words);
}

#[test]
fn windows_line_ends_are_named_and_can_be_repaired() {
    let words = "the line ends as on Windows (CR LF), and many readers make the CR part of the value. Use LF.";
    let text = "A=1\nB=2\r\nC=3\r\n";
    says(text, 2, DocumentErrorKind::CarriageReturn, words);
    assert!(problems(text, Dialect::Npm)[0].is_repairable());
    assert_eq!(repair(text), "A=1\nB=2\nC=3\n");
}

#[test]
fn a_byte_order_mark_is_named_and_can_be_repaired() {
    let words = "the text begins with a byte order mark, which many readers make part of the first name. Remove it.";
    says("\u{feff}A=1\n", 1, DocumentErrorKind::ByteOrderMark, words);
    assert!(problems("\u{feff}A=1\n", Dialect::Npm)[0].is_repairable());
    assert_eq!(repair("\u{feff}A=1\r\n"), "A=1\n");
}

#[test]
fn files_that_are_not_utf_8_are_refused_at_their_line() {
    let problem = DocumentError::decode(b"A=1\nB=\xe9\n").expect_err("Latin-1 is no UTF-8");
    assert_eq!(
        problem,
        DocumentError {
            line: 2,
            kind: DocumentErrorKind::NotUtf8
        }
    );
    assert_eq!(
        problem.to_string(),
        "Line 2: this is not UTF-8 text. Save the file as UTF-8, or check that it is the right file."
    );
    let decoded = DocumentError::decode("A=é\n".as_bytes());
    assert_eq!(decoded.map(|text| text.to_string()), Ok("A=é\n".to_owned()));
}

/// `text` in UTF-16, after a byte order mark where `mark` says so.
fn utf16(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(bytes_of).collect()
}

#[test]
fn files_in_utf_16_are_decoded_with_and_without_a_byte_order_mark() {
    let text = "A_SECRET=é\r\nB=😀\r\n";
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        for mark in [true, false] {
            let decoded = DocumentError::decode(&utf16(text, mark, order)).expect("it is UTF-16");
            assert_eq!(*decoded, text);
        }
    }
    for empty in [[0xff, 0xfe], [0xfe, 0xff]] {
        assert_eq!(DocumentError::decode(&empty).expect("no text").as_str(), "");
    }
}

#[test]
fn utf_16_with_half_a_character_is_refused_at_its_line() {
    let mut odd = utf16("A=1\nB=2", true, u16::to_le_bytes);
    odd.push(b'x');
    let mut half = utf16("A=1\nB=", true, u16::to_le_bytes);
    half.extend([0x3d, 0xd8, b'x', 0]);
    for bytes in [odd, half] {
        let problem = DocumentError::decode(&bytes).expect_err("half a character");
        let words = "Line 2: half a character is missing in this UTF-16 text. Save the file again, as UTF-8.";
        assert_eq!(problem.to_string(), words);
    }
}

#[test]
fn more_than_a_mebibyte_is_refused() {
    let text = format!("A={}\n", "x".repeat(MOST));
    let problems = problems(&text, Dialect::Compose);
    assert_eq!(
        problems,
        [DocumentError {
            line: 1,
            kind: DocumentErrorKind::TooLong { most: MOST }
        }]
    );
    let text = format!("A={}", "x".repeat(MOST - 2));
    assert!(
        bundles::import(
            &text,
            Source::Example,
            Dialect::Compose,
            NOW,
            &mut Seeded::new(1)
        )
        .is_ok()
    );
}

#[test]
fn every_fault_is_found_at_once() {
    let found = problems("1=2\nA=1\nA=2\nprose\nB='x\n", Dialect::Compose);
    let lines: Vec<_> = found.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [1, 3, 4, 5]);
    let text = ImportError::Document(found).to_string();
    assert_eq!(text.lines().count(), 4);
}

#[test]
fn a_shell_file_that_runs_commands_is_refused() {
    let found = problems("A=x; rm -r y\n", Dialect::Shell);
    assert_eq!(
        found,
        [DocumentError {
            line: 1,
            kind: DocumentErrorKind::Value(ValueError::ShellSyntax)
        }]
    );
}
