//! What a bundle can be written as: the consumer, the name of its file, and the text.

use super::Row;
use crate::engine::{
    dotenv::{self, Obstacle},
    secret::Secret,
};
use std::{fmt, str::FromStr};

/// Who reads the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// A `.env` file for npm's `dotenv` and most frameworks.
    Dotenv,
}

impl Output {
    /// All outputs, in the order a list should show them.
    pub const ALL: [Self; 1] = [Self::Dotenv];

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dotenv => ".env",
        }
    }

    /// A short lower-case name for the `value` of a select; [`FromStr`] takes it back.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dotenv => "dotenv",
        }
    }

    /// The name that the consumer expects its file to have.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Dotenv => ".env",
        }
    }

    /// Writes `rows`, or says of each value why this reader cannot carry it.
    pub(super) fn render(self, rows: &[Row]) -> Result<Rendered, Vec<Refusal>> {
        let size = rows
            .iter()
            .map(|row| row.name().len() + row.value().len() + "=''\n".len())
            .sum();
        let mut text = Secret::with_capacity(size);
        let mut notes = Vec::new();
        let mut refusals = Vec::new();
        for row in rows {
            text.push_str(row.name());
            text.push('=');
            let value = row.value().expose();
            match dotenv::npm::write(value, &mut text) {
                Ok(()) if dotenv::is_plain(value) => {}
                Ok(()) => notes.push(Note::Quoted {
                    name: row.name().to_owned(),
                }),
                Err(obstacle) => refusals.push(Refusal {
                    name: row.name().to_owned(),
                    output: self,
                    obstacle,
                }),
            }
            text.push('\n');
        }
        if refusals.is_empty() {
            Ok(Rendered { text, notes })
        } else {
            Err(refusals)
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// No output has this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownOutput;

impl fmt::Display for UnknownOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such output. Choose one from the list.")
    }
}

impl std::error::Error for UnknownOutput {}

impl FromStr for Output {
    type Err = UnknownOutput;

    fn from_str(id: &str) -> Result<Self, UnknownOutput> {
        Self::ALL
            .into_iter()
            .find(|output| output.id() == id)
            .ok_or(UnknownOutput)
    }
}

/// The finished text, and what its user should know of it.
#[derive(Debug)]
pub struct Rendered {
    /// The file's content, ending in a newline.
    pub text: Secret,
    /// Remarks that hold no secret, in the order of the rows.
    pub notes: Vec<Note>,
}

/// A remark on a finished text. Its `Display` is a sentence for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The value stands in quotes, which not every reader takes off.
    Quoted {
        /// The variable's name.
        name: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quoted { name } => write!(
                f,
                "{name} is in quotes, since a reader would mangle it without them. Two readers mangle it all the \
                 same: docker run --env-file makes the quotes part of the value, and dotenv-expand replaces $ \
                 even inside them."
            ),
        }
    }
}

/// A value that a reader cannot carry. Its `Display` names variable, reader and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The variable's name.
    pub name: String,
    /// The reader.
    pub output: Output,
    /// The reason.
    pub obstacle: Obstacle,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            output,
            obstacle,
        } = self;
        write!(f, "{name} cannot be written for {output}: {obstacle}.")
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::Output;

    #[test]
    fn every_id_names_its_output() {
        for output in Output::ALL {
            assert_eq!(output.id().parse(), Ok(output));
        }
        assert!("".parse::<Output>().is_err());
    }
}
