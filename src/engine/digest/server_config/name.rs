//! Names under which a digest is stored, restricted so that no format needs to quote or escape them.

use std::fmt;

/// Why a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// There is no name.
    Empty,
    /// It begins with a digit or hyphen.
    Start,
    /// It holds a character that is not allowed.
    Character {
        /// The first such character.
        sign: char,
        /// Whether the target allows hyphens.
        hyphen: bool,
    },
    /// It is longer than 128 characters.
    TooLong,
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 128;

/// Validates a name: that of an environment variable in POSIX (XBD 8.1), lower case letters allowed, and with
/// `hyphen` also `-`.
pub(super) fn check(name: &str, hyphen: bool) -> Result<(), NameError> {
    let allowed =
        |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || (hyphen && sign == '-');
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if let Some(sign) = name.chars().find(|&sign| !allowed(sign)) {
        return Err(NameError::Character { sign, hyphen });
    }
    if name.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Err(NameError::Start);
    }
    if name.len() > LONGEST_NAME {
        return Err(NameError::TooLong);
    }
    Ok(())
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Give the name under which the digest is stored."),
            Self::Start => f.write_str("The name must begin with a letter or an underscore."),
            Self::Character { sign, hyphen } => {
                // `escape_debug` shows what a name with an invisible character would hide.
                write!(
                    f,
                    "The name holds “{}”: use letters, digits",
                    sign.escape_debug()
                )?;
                f.write_str(if *hyphen {
                    ", underscores and hyphens."
                } else {
                    " and underscores."
                })
            }
            Self::TooLong => write!(f, "The name is longer than {LONGEST_NAME} characters."),
        }
    }
}

impl std::error::Error for NameError {}

#[cfg(test)]
mod tests {
    use super::check;

    fn message(name: &str, hyphen: bool) -> Option<String> {
        check(name, hyphen).err().map(|error| error.to_string())
    }

    #[test]
    fn a_name_that_could_break_out_is_refused() {
        let table = [
            ("", "Give the name under which the digest is stored."),
            ("1A", "The name must begin with a letter or an underscore."),
            (
                "A B",
                "The name holds “ ”: use letters, digits and underscores.",
            ),
            (
                "A-B",
                "The name holds “-”: use letters, digits and underscores.",
            ),
            (
                "A\n",
                "The name holds “\\n”: use letters, digits and underscores.",
            ),
            (
                "A\"",
                "The name holds “\\\"”: use letters, digits and underscores.",
            ),
            (
                "Ä",
                "The name holds “Ä”: use letters, digits and underscores.",
            ),
        ];
        for (name, expected) in table {
            assert_eq!(message(name, false).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(message(&"A".repeat(128), false), None);
        assert!(message(&"A".repeat(129), false).is_some());
    }

    #[test]
    fn a_hyphen_is_good_where_the_format_takes_it() {
        assert_eq!(message("api-key", true), None);
        assert!(message("-", true).is_some());
        assert!(message("a.b", true).is_some());
    }
}
