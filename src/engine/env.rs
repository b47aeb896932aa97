//! The `.env` text format, which each of its readers takes otherwise.
//!
//! There is no standard. Each module below follows the parser of one [`Dialect`]: how it reads a value,
//! and ways to write one. What is written is read again by the same rules before it is used, and a value
//! that no way carries is refused with an [`Obstacle`], never changed.
//!
//! Reading is stricter than the readers themselves: where one of them guesses (text behind a closing
//! quote, a quote without its end), this one says what is wrong.

mod compose;
mod docker;
pub mod document;

mod expand;
mod godotenv;
mod npm;
pub mod problem;
mod python;
pub mod read;
mod shell;
mod systemd;
pub mod write;

use crate::engine::base::secret::Secret;
use read::{Fault, Reading};
use std::fmt;
use write::Obstacle;

/// A reader of `.env` files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// npm's `dotenv`, versions 16 to 18.
    Npm,
    /// npm's `dotenv` with `dotenv-expand` run on the result, as Next.js and Vite do.
    NpmExpand,
    /// `PyPI`'s `python-dotenv`.
    Python,
    /// Docker Compose, version 2: `.env` and `env_file`.
    Compose,
    /// `docker run --env-file`.
    DockerRun,
    /// `EnvironmentFile=` of a systemd unit.
    Systemd,
    /// A POSIX shell that sources the file.
    Shell,
    /// Go's `godotenv`, which `gh secret set --env-file` uses.
    Godotenv,
}

impl Dialect {
    /// All readers, in the order a list should show them.
    pub const ALL: [Self; 8] = [
        Self::Npm,
        Self::NpmExpand,
        Self::Python,
        Self::Compose,
        Self::DockerRun,
        Self::Systemd,
        Self::Shell,
        Self::Godotenv,
    ];

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Npm => "dotenv",
            Self::NpmExpand => "dotenv-expand",
            Self::Python => "python-dotenv",
            Self::Compose => "Docker Compose",
            Self::DockerRun => "docker run --env-file",
            Self::Systemd => "systemd",
            Self::Shell => "a shell",
            Self::Godotenv => "GitHub CLI",
        }
    }

    /// Reads the value that stands at the start of `text`, just behind `NAME=`.
    ///
    /// # Errors
    /// [`Fault`] when the reader would fail there, or take the text otherwise than it looks.
    pub fn read(self, text: &str) -> Result<Reading<'_>, Fault> {
        match self {
            Self::Npm => npm::read(text),
            Self::NpmExpand => expand::read(text),
            Self::Python => python::read(text),
            Self::Compose => compose::read(text),
            Self::DockerRun => docker::read(text),
            Self::Systemd => systemd::read(text),
            Self::Shell => shell::read(text),
            Self::Godotenv => godotenv::read(text),
        }
    }

    /// Appends `value` to `out` as it stands behind `NAME=`, in quotes where it needs them.
    ///
    /// # Errors
    /// [`Obstacle`] when there is no way to write the value that is read back as it was. Nothing has then
    /// been appended.
    pub fn write(self, value: &str, out: &mut Secret) -> Result<(), Obstacle> {
        write::write(self, value, out)
    }

    /// Ways to write a value in quotes, the plainest first. Not all of them need be right for it.
    fn quoted(self, value: &str) -> Vec<Secret> {
        match self {
            Self::Npm => npm::quoted(value),
            Self::NpmExpand => expand::quoted(value),
            Self::Python => python::quoted(value),
            Self::Compose => compose::quoted(value),
            Self::DockerRun => Vec::new(),
            Self::Systemd => systemd::quoted(value),
            Self::Shell => shell::quoted(value),
            Self::Godotenv => godotenv::quoted(value),
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Whether every reader takes the value as it stands, without quotes.
///
/// That is `[A-Za-z0-9_./+=:,-]*`: hex, base58, base62, base64, base64url and Laravel's key fit.
#[must_use]
pub fn is_plain(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_./+=:,-".contains(&byte))
}
