//! By which reader's rules a text is parsed, and which other readers would read its lines differently.

use super::hash::is_escaped_hash;
use crate::engine::base::pause::Pause;
use crate::engine::env::Dialect;
use crate::engine::env::document::{Document, Entry};
use crate::engine::env::error::{DocumentError, DocumentErrorKind, ValueError};
use crate::engine::env::write::is_sure;

/// Parses `text` by the rules of its most likely reader: Docker Compose, as for most self-hosting files, or
/// npm's `dotenv` where those rules do not fit.
///
/// # Errors
/// What is wrong with a text that is invalid or ambiguous.
pub(super) async fn parse(text: &str, pause: &mut Pause) -> Result<Document, Vec<DocumentError>> {
    let backtick = text.lines().any(|line| {
        line.split_once('=')
            .is_some_and(|(_, value)| value.starts_with('`'))
    });
    if backtick {
        return Document::parse_in_parts(text, Dialect::Npm, pause).await;
    }
    match Document::parse_in_parts(text, Dialect::Compose, pause).await {
        Ok(document) if takes_dollars_literally(&document) => {
            // A text with a `$` has fewer errors by the rules of npm's dotenv; where it has some, this parse stays.
            let literal = Document::parse_in_parts(text, Dialect::Npm, pause).await;
            Ok(literal.unwrap_or(document))
        }
        Ok(document) => Ok(document),
        Err(errors) => {
            let hashes = errors.iter().all(|error| {
                matches!(
                    error.kind,
                    DocumentErrorKind::Value(ValueError::DollarInHash { .. })
                )
            });
            if hashes && mentions_compose(text) {
                return Err(errors);
            }
            Document::parse_in_parts(text, Dialect::Npm, pause).await
        }
    }
}

/// Whether a `$` in the text is unlikely to be meant as Docker Compose, for which `document` was parsed, reads it:
/// there `p@$$w0rd` loses a dollar and `ab$cd9` loses what follows it. An unmistakable reference, `${NAME}` or
/// `$NAME`, or a password hash with each `$` doubled decides the opposite for the whole text.
fn takes_dollars_literally(document: &Document) -> bool {
    if mentions_compose(document.text()) {
        return false;
    }
    let mut literal = false;
    for entry in document.entries() {
        let token = document.slice(&entry.token);
        if token.starts_with('\'') || !token.contains('$') {
            continue;
        }
        if is_escaped_hash(token.trim_matches('"')) {
            return false;
        }
        if entry.value.is_none() {
            let mut after = token.split('$').skip(1);
            if after.any(|after| after.starts_with('{') || is_constant(after)) {
                return false;
            }
            literal = true;
        }
        literal |= token.contains("$$");
    }
    literal
}

/// Whether a text begins with a name in upper case, as variables have.
fn is_constant(text: &str) -> bool {
    let end = text
        .find(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '_')
        .unwrap_or(text.len());
    let name = &text[..end];
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && !name.contains(|symbol: char| symbol.is_ascii_lowercase())
}

fn mentions_compose(text: &str) -> bool {
    text.lines().any(|line| {
        line.as_bytes()
            .windows(7)
            .any(|part| part.eq_ignore_ascii_case(b"compose"))
    })
}

/// The readers whose rules for a file called `.env` differ most often.
const COMPARED: [Dialect; 4] = [
    Dialect::Npm,
    Dialect::NpmExpand,
    Dialect::Python,
    Dialect::Compose,
];

/// The readers of a `.env` that would read the variable `entry` differently from the one that `document` was parsed
/// for. Empty for a value that refers to others: expanding it is what such a reader is for.
pub(super) fn differing(document: &Document, entry: &Entry) -> Vec<Dialect> {
    let Some(value) = entry.value.as_ref() else {
        return Vec::new();
    };
    let (token, tail) = (document.slice(&entry.token), document.tail(entry));
    let plain = token == value.expose() && is_sure(token);
    if token.is_empty() || plain && !tail.starts_with('#') {
        return Vec::new();
    }
    let text = &document.text()[entry.token.start..entry.lines.end];
    COMPARED
        .into_iter()
        .filter(|reader| *reader != document.dialect() && !reader.reads_as(text, value.expose()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::base::pause::at_once;

    #[track_caller]
    fn reader(text: &str) -> Dialect {
        let parsed = at_once(parse(text, &mut Pause::never()));
        parsed.expect("no faults").dialect()
    }

    #[test]
    fn a_text_is_read_for_compose_unless_its_dollars_say_otherwise() {
        for text in [
            "A=1\n",
            "A=${B}\n",
            "A=${B:-x}\nC=p@$$w\n",
            "A=x$HOME\nC=a$b\n",
            "COMPOSE_PROJECT_NAME=x\nA=p@$$w\n",
            "# docker compose up\nA=a$bc9\n",
            "A='p@$$w'\n",
            "A=cost$5\n",
            "A=$$2b$$10$$abcdefghijklmnopqrstuu\n",
            "A=p@$$w\nB=\"me:$$apr1$$abcdefgh$$abcdefghijklmnopqrstuu\"\n",
        ] {
            assert_eq!(reader(text), Dialect::Compose, "{text}");
        }
        for text in [
            "A=p@$$w\n",
            "A=ab$cd9f\n",
            "A=`x`\n",
            "A=\"p@$$w\"\n",
            "A=$2b$10$abcdefghijklmnopqrstuu\n",
        ] {
            assert_eq!(reader(text), Dialect::Npm, "{text}");
        }
    }

    #[track_caller]
    fn differs(text: &str, reader: Dialect, expected: &[Dialect]) {
        let document = Document::parse(text, reader).expect("no faults");
        assert_eq!(
            differing(&document, &document.entries()[0]),
            expected,
            "{text}"
        );
    }

    #[test]
    fn readers_that_read_a_line_otherwise_are_named() {
        use Dialect::{Compose, Npm, NpmExpand, Python};
        differs("A=p@$$w\n", Npm, &[NpmExpand, Compose]);
        differs("A=abc#def\n", Npm, &[Python, Compose]);
        differs("A=abc#def\n", Compose, &[Npm, NpmExpand]);
        differs("A=\"C:\\new\\table\"\n", Npm, &[Python, Compose]);
        differs(
            "A=$2b$10$abcdefghijklmnopqrstuu\n",
            Npm,
            &[NpmExpand, Compose],
        );
        for text in [
            "A=1\n",
            "A=plain # comment\n",
            "A='quoted'\n",
            "A=cost$5\n",
            "A=\n",
            "A= # x\n",
            "A=x y\n",
        ] {
            differs(text, Npm, &[]);
        }
        differs("A=${B}\n", Compose, &[]);
    }
}
