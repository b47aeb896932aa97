//! Files of environment variables: what is written for a reader is read back, and nothing of a file is lost.

use crate::input::{choice, text};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::env::Dialect;
use latchkey::engine::env::document::Document;
use latchkey::engine::env::error::{DocumentError, repair};
use latchkey::engine::env::read::Meaning;

/// The value of a variable, by one reader: what is read is a piece of the text, and can be written again.
///
/// # Panics
/// Where that does not hold.
pub fn value(data: &[u8]) {
    let Some((dialect, rest)) = choice(&Dialect::ALL, data) else {
        return;
    };
    let given = text(rest);
    written(dialect, &given);
    if let Ok(parsed) = dialect.read(&given) {
        let whole = [parsed.lead, parsed.token, parsed.tail].concat();
        assert!(
            given.starts_with(&whole),
            "the value is no piece of the text"
        );
        assert!(
            // For systemd a carriage return ends a line too.
            whole.len() == given.len() || whole.ends_with(['\n', '\r']),
            "the rest of the line is lost"
        );
        if let Meaning::Text(value) = parsed.meaning {
            written(dialect, &value);
        }
    }
}

/// A value that `dialect` can carry is read back, whatever stands in the next line.
fn written(dialect: Dialect, value: &str) {
    let mut out = Secret::with_capacity(0);
    if dialect.write(value, &mut out).is_err() {
        assert!(out.is_empty(), "a part of a refused value was written");
        return;
    }
    let token = out.expose();
    for next in ["", "\n", "\nNEXT='1'\n"] {
        let text = format!("{token}{next}");
        let parsed = dialect.read(&text).expect("what was written is read");
        assert_eq!(parsed.token, token, "{dialect}");
        match parsed.meaning {
            Meaning::Text(read) => assert_eq!(*read, value, "{dialect}: {token}"),
            Meaning::Template => panic!("{dialect} takes {token} for a template"),
        }
    }
}

/// A file: its variables stand in order and apart from each other, and what is refused is told by line.
///
/// # Panics
/// Where that does not hold.
pub fn document(data: &[u8]) {
    let Some((dialect, rest)) = choice(&Dialect::ALL, data) else {
        return;
    };
    let Ok(decoded) = DocumentError::decode(rest) else {
        return;
    };
    for given in [decoded.to_string(), repair(&decoded)] {
        match Document::parse(&given, dialect) {
            Ok(document) => {
                let mut at = 0;
                for entry in document.entries() {
                    assert!(at <= entry.lines.start && entry.lines.start <= entry.name.start);
                    assert!(entry.name.end < entry.token.start);
                    assert!(entry.token.end <= entry.lines.end);
                    at = entry.lines.end;
                }
                assert!(at <= given.len());
                assert_eq!(document.text(), given);
            }
            Err(errors) => {
                assert!(!errors.is_empty(), "refused without a reason");
                assert!(errors.is_sorted_by_key(|error| error.line));
                let lines = given.split('\n').count();
                assert!(errors.iter().all(|error| (1..=lines).contains(&error.line)));
            }
        }
    }
}
