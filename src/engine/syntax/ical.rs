//! iCalendar (RFC 5545): content lines, folded, and values of the type TEXT.

use crate::engine::base::secret::Secret;

/// The longest line, in bytes, without its line break.
const LONGEST: usize = 75;

/// A text as a value: backslashes, semicolons, commas and newlines are escaped, other control characters left out.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '\\' | ';' | ',' => out.extend(['\\', symbol]),
            '\n' => out.push_str("\\n"),
            _ if symbol.is_control() => {}
            _ => out.push(symbol),
        }
    }
    out
}

/// Appends a content line. One that is too long is folded, never inside a character.
pub fn line(name: &str, value: &str, out: &mut Secret) {
    let mut room = LONGEST;
    for symbol in [name, ":", value].into_iter().flat_map(str::chars) {
        if symbol.len_utf8() > room {
            out.push_str("\r\n ");
            room = LONGEST - 1;
        }
        out.push(symbol);
        room -= symbol.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{line, text};
    use crate::engine::base::secret::Secret;

    #[test]
    fn what_separates_values_is_escaped() {
        assert_eq!(text("a\\b;c,d\ne\rf:\"g\""), "a\\\\b\\;c\\,d\\nef:\"g\"");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = Secret::with_capacity(0);
        let value = "é".repeat(100);
        line("SUMMARY", &value, &mut out);
        let lines: Vec<&str> = out.expose().split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75), "{lines:?}");
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        let unfolded = out.expose().replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{value}\r\n"));
    }
}
