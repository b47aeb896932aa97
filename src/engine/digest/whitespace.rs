//! White space at the ends of a text: invisible, easily copied along, and hashed like everything else.
//!
//! White space is Unicode's property `White_Space`, and the invisible characters that pasted text carries at
//! its ends: the byte order mark, the zero-width ones and the marks of direction.

use crate::engine::base::invisible::{is_blank, trimmed};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};

/// The white space at the two ends of a text that has some; [`inspect`] makes it.
///
/// Its `Display` is the warning for the page: `The text ends with a newline; it is hashed too.`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edges {
    start: Vec<SpaceRun>,
    end: Vec<SpaceRun>,
    /// Whether there is nothing else in the text.
    only: bool,
}

/// The white space at the ends of `text`; `None` where there is none.
#[must_use]
pub fn inspect(text: &str) -> Option<Edges> {
    let rest = text.trim_start_matches(is_blank);
    let start = runs(&text[..text.len() - rest.len()]);
    let end = runs(&rest[trimmed(rest).len()..]);
    let only = rest.is_empty();
    (!start.is_empty() || !end.is_empty()).then_some(Edges { start, end, only })
}

/// A run of one kind of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SpaceRun {
    kind: SpaceKind,
    count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum SpaceKind {
    Space,
    Tab,
    Newline,
    WindowsNewline,
    CarriageReturn,
    NoBreakSpace,
    ByteOrderMark,
    Other(char),
}

impl SpaceKind {
    /// The kind of the first characters of `text` and the number of bytes they take.
    fn first_of(text: &str) -> Option<(Self, usize)> {
        if text.starts_with("\r\n") {
            return Some((Self::WindowsNewline, 2));
        }
        let character = text.chars().next()?;
        let kind = match character {
            ' ' => Self::Space,
            '\t' => Self::Tab,
            '\n' => Self::Newline,
            '\r' => Self::CarriageReturn,
            '\u{a0}' | '\u{202f}' => Self::NoBreakSpace,
            '\u{feff}' => Self::ByteOrderMark,
            other => Self::Other(other),
        };
        Some((kind, character.len_utf8()))
    }
}

fn runs(mut blank: &str) -> Vec<SpaceRun> {
    let mut runs: Vec<SpaceRun> = Vec::new();
    while let Some((kind, len)) = SpaceKind::first_of(blank) {
        match runs.last_mut() {
            Some(last) if last.kind == kind => last.count += 1,
            _ => runs.push(SpaceRun { kind, count: 1 }),
        }
        blank = &blank[len..];
    }
    runs
}

impl fmt::Display for SpaceRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.kind {
            SpaceKind::Space => ("a space", "spaces"),
            SpaceKind::Tab => ("a tab", "tabs"),
            SpaceKind::Newline => ("a newline", "newlines"),
            SpaceKind::WindowsNewline => ("a Windows newline (CR LF)", "Windows newlines (CR LF)"),
            SpaceKind::CarriageReturn => ("a carriage return", "carriage returns"),
            SpaceKind::NoBreakSpace => ("a no-break space", "no-break spaces"),
            SpaceKind::ByteOrderMark => ("a byte order mark", "byte order marks"),
            SpaceKind::Other(_) => ("an invisible character", "invisible characters"),
        };
        if self.count == 1 {
            f.write_str(one)?;
        } else {
            write!(f, "{} {many}", self.count)?;
        }
        if let SpaceKind::Other(character) = self.kind {
            write!(f, " (U+{:04X})", u32::from(character))?;
        }
        Ok(())
    }
}

/// `a space`, `a space and a tab`, `a space, a tab and a newline`; past three runs the rest is one phrase.
fn list(f: &mut fmt::Formatter<'_>, runs: &[SpaceRun]) -> fmt::Result {
    const SHOWN: usize = 3;
    for (index, run) in runs.iter().take(SHOWN).enumerate() {
        let last = index + 1 == runs.len();
        f.write_str(if index == 0 {
            ""
        } else if last {
            " and "
        } else {
            ", "
        })?;
        write!(f, "{run}")?;
    }
    if runs.len() > SHOWN {
        f.write_str(" and more white space")?;
    }
    Ok(())
}

impl fmt::Display for Edges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The text ")?;
        if self.only {
            f.write_str("is nothing but ")?;
            list(f, &self.start)?;
        } else {
            if !self.start.is_empty() {
                f.write_str("begins with ")?;
                list(f, &self.start)?;
            }
            if !self.end.is_empty() {
                f.write_str(if self.start.is_empty() {
                    "ends with "
                } else {
                    " and ends with "
                })?;
                list(f, &self.end)?;
            }
        }
        let count: usize = self
            .start
            .iter()
            .chain(&self.end)
            .map(|run| run.count)
            .sum();
        f.write_str(if count == 1 {
            "; it is hashed too"
        } else {
            "; they are hashed too"
        })?;
        f.write_char('.')
    }
}

#[cfg(test)]
mod tests {
    use super::inspect;
    use crate::engine::base::invisible::trimmed;

    fn warning(text: &str) -> String {
        inspect(text)
            .map(|edges| edges.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_text_without_white_space_at_its_ends_has_no_warning() {
        for text in ["", "key", "a key\nof two lines", "a\u{a0}b"] {
            assert_eq!(inspect(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_warning_says_which_white_space_stands_where() {
        let table = [
            ("key\n", "The text ends with a newline; it is hashed too."),
            (
                "key\r\n",
                "The text ends with a Windows newline (CR LF); it is hashed too.",
            ),
            (
                "key\r",
                "The text ends with a carriage return; it is hashed too.",
            ),
            (" key", "The text begins with a space; it is hashed too."),
            (
                "  key",
                "The text begins with 2 spaces; they are hashed too.",
            ),
            (
                "key\u{a0}",
                "The text ends with a no-break space; it is hashed too.",
            ),
            (
                "\u{feff}key",
                "The text begins with a byte order mark; it is hashed too.",
            ),
            (
                "key\u{200b}",
                "The text ends with an invisible character (U+200B); it is hashed too.",
            ),
            (
                "\u{200e}key",
                "The text begins with an invisible character (U+200E); it is hashed too.",
            ),
            (
                "\tkey \n",
                "The text begins with a tab and ends with a space and a newline; they are hashed too.",
            ),
            (
                "key \t\n",
                "The text ends with a space, a tab and a newline; they are hashed too.",
            ),
            (
                "key \t \t",
                "The text ends with a space, a tab, a space and more white space; they are hashed too.",
            ),
            ("\n", "The text is nothing but a newline; it is hashed too."),
        ];
        for (text, expected) in table {
            assert_eq!(warning(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_remedy_leaves_nothing_to_warn_of() {
        for text in [
            "\u{feff} key\u{a0}\r\n",
            "\u{200b}\tkey",
            "\u{200e}key",
            " \n ",
            "key",
        ] {
            assert_eq!(inspect(trimmed(text)), None, "{text:?}");
        }
        assert_eq!(trimmed("\u{feff} a key\u{a0}\r\n"), "a key");
    }
}
