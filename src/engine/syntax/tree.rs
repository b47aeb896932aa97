//! A value of JSON or TOML, with the members of each table in the order of the text.

use crate::engine::base::secret::Secret;
use std::fmt;

/// A value.
#[derive(Debug)]
pub enum Tree {
    /// A string.
    Text(Secret),
    /// `true` or `false`.
    Bool(bool),
    /// A number as written, or another scalar: a date, `null`.
    Scalar(String),
    /// An array.
    List(Vec<Tree>),
    /// A table or object, without duplicate names.
    Table(Vec<(String, Tree)>),
}

/// How deep arrays and tables may be nested.
pub(super) const DEPTH: u32 = 40;

impl Tree {
    /// The member of that name; `None` also if this is no table.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let members = self.members()?;
        let member = members.iter().find(|(other, _)| other == name);
        member.map(|(_, value)| value)
    }

    /// The members in order, if it is a table.
    #[must_use]
    pub fn members(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Table(members) => Some(members),
            _ => None,
        }
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.expose()),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub const fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer, if it is one from 0 to 65,535. Underscores between digits and other bases are TOML's.
    #[must_use]
    pub fn number(&self) -> Option<u16> {
        let Self::Scalar(written) = self else {
            return None;
        };
        let digits = written.replace('_', "");
        let base = |mark: &str, base| Some((digits.strip_prefix(mark)?, base));
        let (digits, base) = base("0x", 16)
            .or_else(|| base("0o", 8))
            .or_else(|| base("0b", 2))
            .unwrap_or((&digits, 10));
        u16::from_str_radix(digits, base).ok()
    }
}

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, without a full stop.
    pub what: String,
}

impl SyntaxError {
    /// The error at the byte `at` of `text`.
    pub(super) fn at(text: &str, at: usize, what: &str) -> Self {
        let before = &text.as_bytes()[..at.min(text.len())];
        Self {
            line: 1 + memchr::memchr_iter(b'\n', before).count(),
            what: what.to_owned(),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}.", self.line, self.what)
    }
}

impl std::error::Error for SyntaxError {}
