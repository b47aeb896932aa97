//! Line endings: a text field turns each into a line feed (HTML, "API value"), which changes the digest.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The line endings of a pasted text that a text field has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineEndingChange {
    /// All were CR LF: the text can be hashed with them again.
    CrLf,
    /// They were CR, or of several kinds: which was where is lost.
    Other,
}

/// What a text field changes in `text`; `None` where there are only line feeds, or none.
#[must_use]
pub fn changed(text: &str) -> Option<LineEndingChange> {
    let count = |end: u8| text.bytes().filter(|byte| *byte == end).count();
    let returns = count(b'\r');
    if returns == 0 {
        return None;
    }
    let pairs = text.as_bytes().windows(2);
    let pairs = pairs.filter(|two| *two == b"\r\n").count();
    Some(if pairs == returns && pairs == count(b'\n') {
        LineEndingChange::CrLf
    } else {
        LineEndingChange::Other
    })
}

/// `text` as a text field holds it: with a line feed in place of every CR LF and every other CR.
#[must_use]
pub fn with_lf(text: &str) -> Zeroizing<String> {
    // Never grown: growing would leave a copy.
    let mut lf = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\r') {
        lf.push_str(line);
        lf.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    lf.push_str(rest);
    lf
}

/// `text`, which has only line feeds, with CR LF in their place.
#[must_use]
pub fn with_crlf(text: &str) -> Zeroizing<String> {
    let feeds = text.bytes().filter(|byte| *byte == b'\n').count();
    // Never grown: growing would leave a copy.
    let mut crlf = Zeroizing::new(String::with_capacity(text.len() + feeds));
    for piece in text.split_inclusive('\n') {
        match piece.strip_suffix('\n') {
            Some(line) => {
                crlf.push_str(line);
                crlf.push_str("\r\n");
            }
            None => crlf.push_str(piece),
        }
    }
    crlf
}

#[cfg(test)]
mod tests {
    use super::{LineEndingChange, changed, with_crlf, with_lf};

    #[test]
    fn what_a_text_field_changes_is_known() {
        for text in ["", "a", "a\nb\n"] {
            assert_eq!(changed(text), None, "{text:?}");
        }
        assert_eq!(changed("a\r\nb\r\n"), Some(LineEndingChange::CrLf));
        for text in ["a\rb", "a\r\nb\n", "\r\n\r", "\r\r\n", "\n\r"] {
            assert_eq!(changed(text), Some(LineEndingChange::Other), "{text:?}");
        }
    }

    #[test]
    fn a_text_field_has_only_line_feeds() {
        for (text, lf) in [
            ("", ""),
            ("a\nb", "a\nb"),
            ("a\r\nb\r\n", "a\nb\n"),
            ("\ra\r\r\nb\n\r", "\na\n\nb\n\n"),
        ] {
            assert_eq!(*with_lf(text), lf, "{text:?}");
            assert_eq!(changed(&with_lf(text)), None, "{text:?}");
        }
        let text = "é\r\n\r\nb";
        assert_eq!(*with_crlf(&with_lf(text)), text);
    }

    #[test]
    fn every_line_feed_becomes_cr_lf() {
        for (text, crlf) in [
            ("", ""),
            ("a", "a"),
            ("a\nb", "a\r\nb"),
            ("\n\n", "\r\n\r\n"),
        ] {
            assert_eq!(*with_crlf(text), crlf);
        }
    }
}
