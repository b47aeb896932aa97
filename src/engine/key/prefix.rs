//! What precedes the random part: a prefix that says whose key it is, and the environment.
//!
//! A prefix holds letters, digits, `_`, `-` and `.`: all of them pass unchanged through HTTP headers
//! (RFC 6750 `b64token`), URLs (RFC 3986 unreserved), shells and `.env` files.

use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A validated prefix, such as `sk`; may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prefix(String);

impl Prefix {
    /// The most characters a prefix can have.
    pub const MAX: usize = 32;

    /// The prefix as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The prefix as it stands in a key: followed by `_`, unless it is empty or ends in a separator of
    /// its own (`_`, `-` or `.`).
    #[must_use]
    pub fn in_key(&self) -> String {
        let separated = self.0.is_empty() || self.0.ends_with(['_', '-', '.']);
        format!("{}{}", self.0, if separated { "" } else { "_" })
    }
}

impl Default for Prefix {
    /// `sk`, secret key.
    fn default() -> Self {
        Self("sk".into())
    }
}

impl FromStr for Prefix {
    type Err = PrefixError;

    fn from_str(text: &str) -> Result<Self, PrefixError> {
        let refused = text
            .chars()
            .enumerate()
            .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')));
        if let Some((at, found)) = refused {
            return Err(PrefixError::Character {
                found,
                place: at + 1,
            });
        }
        if text.len() > Self::MAX {
            return Err(PrefixError::TooLong { length: text.len() });
        }
        Ok(Self(text.into()))
    }
}

impl TryFrom<String> for Prefix {
    type Error = PrefixError;

    fn try_from(text: String) -> Result<Self, PrefixError> {
        text.parse()
    }
}

impl From<Prefix> for String {
    fn from(prefix: Prefix) -> Self {
        prefix.0
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text cannot be a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixError {
    /// A character that a prefix cannot hold.
    Character {
        /// The character.
        found: char,
        /// Its position, counted from 1.
        place: usize,
    },
    /// More than [`Prefix::MAX`] characters.
    TooLong {
        /// How many characters there are.
        length: usize,
    },
}

impl fmt::Display for PrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { found, place } => write!(
                f,
                "A prefix cannot hold {} (character {place}). Use letters A to Z, digits, _, - and . only.",
                CharacterName(*found)
            ),
            Self::TooLong { length } => {
                write!(
                    f,
                    "This prefix has {length} characters. Use at most {}.",
                    Prefix::MAX
                )
            }
        }
    }
}

impl std::error::Error for PrefixError {}

/// A name for a character that may not be visible by itself.
pub(super) struct CharacterName(pub(super) char);

impl fmt::Display for CharacterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ' ' => f.write_str("a space"),
            '\t' => f.write_str("a tab"),
            '\n' | '\r' => f.write_str("a line break"),
            '"' => f.write_str("a double quote"),
            '\'' => f.write_str("a single quote"),
            '`' => f.write_str("a backtick"),
            c if c.is_control() => write!(f, "a control character (U+{:04X})", u32::from(c)),
            c if c.is_whitespace() => write!(f, "white space (U+{:04X})", u32::from(c)),
            // Combining marks, direction marks and the like would change the sentence around them, or be invisible.
            c if !c.is_ascii() && !c.is_alphanumeric() => {
                write!(f, "the character U+{:04X}", u32::from(c))
            }
            c => write!(f, "“{c}”"),
        }
    }
}

/// Which installation a key belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Environment {
    /// The key of a service in production.
    #[default]
    Live,
    /// A key for testing.
    Test,
    /// The key names no environment.
    None,
}

choices!(impl Environment {
    Live = "live", "live";
    Test = "test", "test";
    None = "none", "none";
});

impl Environment {
    /// The environment as it stands in a key: `live_`, `test_` or nothing.
    #[must_use]
    pub fn in_key(self) -> &'static str {
        match self {
            Self::Live => "live_",
            Self::Test => "test_",
            Self::None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Environment, Prefix, PrefixError};

    #[test]
    fn prefixes_seen_in_the_open_are_accepted_and_get_one_separator() {
        for (typed, in_key) in [
            ("", ""),
            ("sk", "sk_"),
            ("ghp_", "ghp_"),
            ("github_pat", "github_pat_"),
            ("sk-", "sk-"),
            ("SG.", "SG."),
            ("xoxb-", "xoxb-"),
        ] {
            assert_eq!(typed.parse::<Prefix>().unwrap().in_key(), in_key);
        }
    }

    #[test]
    fn a_refused_prefix_says_which_character_and_what_to_do() {
        for (typed, said) in [
            ("s k", "a space (character 2)"),
            ("sk\t", "a tab (character 3)"),
            ("\nsk", "a line break (character 1)"),
            ("\"sk\"", "a double quote (character 1)"),
            ("sk'", "a single quote (character 3)"),
            ("`sk`", "a backtick (character 1)"),
            ("s\u{0}k", "a control character (U+0000) (character 2)"),
            ("sk\u{a0}", "white space (U+00A0) (character 3)"),
            ("sk\u{200b}", "the character U+200B (character 3)"),
            ("sk\u{202e}", "the character U+202E (character 3)"),
            ("clé", "“é” (character 3)"),
            ("sk$", "“$” (character 3)"),
            ("sk/", "“/” (character 3)"),
        ] {
            let message = typed.parse::<Prefix>().unwrap_err().to_string();
            assert!(message.contains(said), "{message}");
            assert!(message.contains("Use letters"), "{message}");
        }
    }

    #[test]
    fn a_prefix_has_at_most_32_characters() {
        assert!("a".repeat(32).parse::<Prefix>().is_ok());
        assert_eq!(
            "a".repeat(33).parse::<Prefix>(),
            Err(PrefixError::TooLong { length: 33 })
        );
    }

    #[test]
    fn an_environment_is_read_from_its_label() {
        for environment in Environment::ALL {
            assert_eq!(environment.label().parse(), Ok(environment));
        }
    }
}
