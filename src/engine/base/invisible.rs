//! Characters without width, which come along with text that is copied from a page, a document or a dialog.

/// Whether a character is a soft hyphen, a zero-width character, a mark of direction or a byte order mark. The dialog
/// for certificates of Windows, for example, has a left-to-right mark (U+200E) before each digest.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// The text without white space and [invisible characters](is_invisible) at its ends.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Whether a character is white space or [invisible](is_invisible).
#[must_use]
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}
