//! The parts of a link that are not understood, in words.
//!
//! Anybody can write a link, and messages about it are shown on this page: of its text they repeat only short
//! names of letters, digits and `_ - .`, so that it cannot put sentences of its own here.

use super::limits::{LONGEST, MOST_ENTRIES, MOST_PARTS};
use crate::engine::base::number::NumberError;
use crate::engine::key::alphabet::AlphabetError;
use crate::engine::key::body::password::PasswordRuleError;
use crate::engine::key::error::SpecError;
use crate::engine::key::prefix::PrefixError;
use std::fmt;

/// A part of a link that was not understood, or not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It is longer than anything that is read.
    TooLong,
    /// It has more parts than are read.
    TooManyParts,
    /// A part has no name.
    Unnamed {
        /// Its position, counted from 1.
        part: usize,
    },
    /// The tab has no such option.
    Unknown {
        /// The name, where it can be repeated.
        name: Option<Word>,
    },
    /// An option is there more than once.
    Twice {
        /// The option.
        name: &'static str,
    },
    /// Another part sets the same thing.
    Clash {
        /// The option that was left out.
        name: &'static str,
        /// The option that counts.
        with: &'static str,
    },
    /// Something else that was chosen does not have the option.
    NotOf {
        /// The option.
        name: &'static str,
        /// What does not have it.
        of: &'static str,
    },
    /// The value of an option is not one that it takes.
    Value {
        /// The option.
        name: &'static str,
        /// What is wrong.
        error: OptionError,
    },
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(
                f,
                "The link's options are longer than {LONGEST} characters: none were read."
            ),
            Self::TooManyParts => write!(f, "Only the first {MOST_PARTS} options were read."),
            Self::Unnamed { part } => write!(f, "Option {part} should read name=value."),
            Self::Unknown { name: Some(name) } => write!(f, "{name}: this tab has no such option."),
            Self::Unknown { name: None } => {
                f.write_str("This tab does not know one of the options.")
            }
            Self::Twice { name } => write!(f, "{name} is there twice: the first counts."),
            Self::Clash { name, with } => write!(f, "{name} was left out: {with} says it already."),
            Self::NotOf { name, of } => write!(f, "{name} was left out: {of} has none."),
            Self::Value { name, error } => write!(f, "{name}: {error}"),
        }
    }
}

impl std::error::Error for LinkError {}

/// Why the value of an option was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionError {
    /// Its bytes are not UTF-8.
    NotText,
    /// It is not one of the choices.
    NoSuchChoice(Option<Word>),
    /// It is neither yes nor no.
    NotYesOrNo,
    /// A list has too many entries.
    TooMany,
    /// An entry of a list is there twice.
    Repeated(Option<Word>),
    /// It is not the name of a variable.
    NotAName,
    /// What a variable asks for is not understood.
    Variable {
        /// The name of the variable.
        name: Word,
        /// What is wrong.
        error: VariableError,
    },
    /// It is not a number that the option takes.
    Number(NumberError),
    /// It is not a prefix.
    Prefix(PrefixError),
    /// It is not an alphabet.
    Alphabet(AlphabetError),
    /// It leaves no rule for passwords that can be kept.
    Password(PasswordRuleError),
    /// It cannot be combined with the other options.
    Spec(SpecError),
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("the value is not valid UTF-8."),
            Self::NoSuchChoice(Some(word)) => write!(f, "there is no “{word}”."),
            Self::NoSuchChoice(None) => f.write_str("there is no such choice."),
            Self::NotYesOrNo => f.write_str("write yes or no."),
            Self::TooMany => write!(f, "only the first {MOST_ENTRIES} were read."),
            Self::Repeated(Some(word)) => write!(f, "{word} is there twice: the first counts."),
            Self::Repeated(None) => f.write_str("one is there twice: the first counts."),
            Self::NotAName => f.write_str(
                "a variable's name has letters, digits, _ - and ., at most 100, and begins with a letter or _.",
            ),
            Self::Variable { name, error } => write!(f, "{name} {error}"),
            Self::Number(error) => error.fmt(f),
            Self::Prefix(error) => error.fmt(f),
            Self::Alphabet(error) => error.fmt(f),
            Self::Password(error) => error.fmt(f),
            Self::Spec(error) => error.fmt(f),
        }
    }
}

/// Why a variable was not taken as the link has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableError {
    /// There is no such format.
    Format,
    /// The format does not come in this size.
    Size {
        /// The smallest size.
        least: u16,
        /// The largest size.
        most: u16,
    },
    /// There is no such algorithm of key pairs.
    Algorithm,
    /// The variables of its pair before it have another algorithm.
    OtherAlgorithm,
    /// A key cannot be written like this.
    Form,
}

impl fmt::Display for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => {
                f.write_str("was left out: write it as NAME:hex:32, with a format of this page.")
            }
            Self::Size { least, most } => {
                write!(
                    f,
                    "was left out: a size is a number from {least} to {most}."
                )
            }
            Self::Algorithm => f.write_str(
                "was left out: write its algorithm as in NAME:private-pem:es256, with one of this page.",
            ),
            Self::OtherAlgorithm => f.write_str("was left out: its pair has another algorithm."),
            Self::Form => {
                f.write_str("was left out: a key is written as lines, escaped or base64.")
            }
        }
    }
}

/// A word of a link that can be repeated: letters, digits, `_`, `-` and `.`, at most [`Word::LONGEST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(String);

impl Word {
    /// The most characters that are repeated.
    pub const LONGEST: usize = 40;

    pub(super) fn of(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let is_word = !text.is_empty() && text.len() <= Self::LONGEST && text.bytes().all(is_plain);
        is_word.then(|| Self(text.to_owned()))
    }

    /// The start of a name that is known to have such characters only.
    pub(super) fn start_of(name: &str) -> Self {
        Self(name.chars().take(Self::LONGEST).collect())
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The parts of a link that were not understood: the first few, and how many more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    listed: Vec<LinkError>,
    more: usize,
}

impl Errors {
    /// How many are listed.
    pub const LISTED: usize = 6;

    pub(super) fn push(&mut self, error: LinkError) {
        if self.listed.len() < Self::LISTED {
            self.listed.push(error);
        } else {
            self.more += 1;
        }
    }

    /// The first of them.
    #[must_use]
    pub fn listed(&self) -> &[LinkError] {
        &self.listed
    }

    /// A sentence each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.listed.iter().map(ToString::to_string).collect();
        if self.more > 0 {
            lines.push(format!("And {} more.", self.more));
        }
        lines
    }
}
