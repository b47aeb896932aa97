//! Pasted text that a browser is slow to lay out in a text area, however fast the page is.
//!
//! Chromium lays out the whole text area again for each pasted line: two thousand lines take ten seconds. It shapes a
//! run of complex script again from each place where a line could begin: a hundred thousand letters of Arabic without
//! a space take six.

/// The most lines whose insertion is left to the browser.
const MOST_LINES: usize = 200;
/// The longest run without white space that is accepted, in characters, if any of them is of a complex script.
pub const LONGEST_RUN: usize = 10_000;

/// How a pasted text is put into a text area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By the browser itself.
    Usual,
    /// In one piece, since it has many lines.
    AtOnce,
    /// Not at all, since it would freeze the page.
    Refused,
}

impl Arrival {
    /// How `text` is put into a text area.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let is_endless = |word: &str| {
            word.len() > LONGEST_RUN
                && word.chars().nth(LONGEST_RUN).is_some()
                && word.chars().any(is_complex)
        };
        if text.split(char::is_whitespace).any(is_endless) {
            Self::Refused
        } else if text.lines().nth(MOST_LINES).is_some() {
            Self::AtOnce
        } else {
            Self::Usual
        }
    }
}

/// Whether a character may be shaped together with its neighbours: any but those of Latin script, of East Asian scripts
/// and pictographs.
const fn is_complex(character: char) -> bool {
    !matches!(
        character,
        '\0'..='\u{2ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{1f000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Arrival, LONGEST_RUN};

    #[test]
    fn a_long_run_of_complex_script_is_refused() {
        for unit in ["\u{301}", "e\u{301}", "م", "\u{fffd}", "\u{202e}", "क"] {
            let run = |characters: usize| unit.repeat(characters.div_ceil(unit.chars().count()));
            assert_eq!(
                Arrival::of(&run(LONGEST_RUN + 1)),
                Arrival::Refused,
                "{unit}"
            );
            let apart = format!("{} {0}", run(LONGEST_RUN));
            assert_eq!(Arrival::of(&apart), Arrival::Usual, "{unit}");
        }
    }

    #[test]
    fn what_the_browser_draws_fast_is_left_to_it() {
        for text in ["", "a", "a\nb", "é", "漢", "😀", "${", "\0"] {
            assert_eq!(Arrival::of(&text.repeat(100)), Arrival::Usual, "{text:?}");
        }
        for text in ["a", "é", "漢", "😀", "${", "\0", " "] {
            assert_eq!(
                Arrival::of(&text.repeat(300_000)),
                Arrival::Usual,
                "{text:?}"
            );
        }
    }

    #[test]
    fn many_lines_come_at_once() {
        assert_eq!(Arrival::of(&"a\n".repeat(200)), Arrival::Usual);
        assert_eq!(Arrival::of(&"a\n".repeat(201)), Arrival::AtOnce);
        assert_eq!(Arrival::of(&"\n".repeat(201)), Arrival::AtOnce);
    }
}
