//! The known readers: one file and one line of the list for each.

mod compose;
pub(super) mod docker;
mod expand;
mod godotenv;
mod npm;
mod python;
mod shell;
mod systemd;
pub(in crate::engine) mod varlock;

use super::error::{ValueError, WriteError};
use super::read::{Meaning, ParsedValue};
use super::reader::Reader;
use super::write;
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use std::fmt;

choices! {
    /// A reader of `.env` files.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Dialect -> dyn Reader {
        /// npm's `dotenv`, versions 16 to 18.
        Npm = "dotenv", "dotenv", &npm::Npm;
        /// npm's `dotenv` with `dotenv-expand` run on the result, as Next.js and Vite do.
        NpmExpand = "dotenv-expand", "dotenv-expand", &expand::NpmExpand;
        /// `PyPI`'s `python-dotenv`.
        Python = "python-dotenv", "python-dotenv", &python::Python;
        /// Docker Compose, version 2: `.env` and `env_file`.
        Compose = "compose", "Docker Compose", &compose::Compose;
        /// `docker run --env-file`.
        DockerRun = "docker-run", "docker run --env-file", &docker::DockerRun;
        /// `EnvironmentFile=` of a systemd unit.
        Systemd = "systemd", "systemd", &systemd::Systemd;
        /// A POSIX shell that sources the file.
        Shell = "shell", "a shell", &shell::Shell;
        /// Go's `godotenv`, which `gh secret set --env-file` uses.
        Godotenv = "godotenv", "GitHub CLI", &godotenv::Godotenv;
        /// npm's `varlock`: a file beside its `.env.schema`.
        Varlock = "varlock", "varlock", &varlock::Varlock;
    }
}

impl Dialect {
    /// Parses the value at the start of `text`, directly after `NAME=`.
    ///
    /// # Errors
    /// [`ValueError`] when the reader would fail there, or would read the text differently from how it looks.
    pub fn read(self, text: &str) -> Result<ParsedValue<'_>, ValueError> {
        self.row().read(text)
    }

    /// Appends `value` to `out` as it is written after `NAME=`, in quotes where it needs them.
    ///
    /// # Errors
    /// [`WriteError`] when no way of writing the value reads back unchanged. Nothing has then been appended.
    pub fn write(self, value: &str, out: &mut Secret) -> Result<(), WriteError> {
        write::write(self.row(), value, out)
    }

    /// Whether it reads `token`, alone on its line, as `value`, and a person would too.
    pub(in crate::engine) fn reads_back(self, token: &str, value: &str) -> bool {
        write::reads_back(self.row(), token, value)
    }

    /// Whether it reads `text`, which stands directly after `NAME=`, as `value`, and nothing of `text` is left over.
    pub(in crate::engine) fn reads_as(self, text: &str, value: &str) -> bool {
        let Ok(parsed) = self.read(text) else {
            return false;
        };
        matches!(parsed.meaning, Meaning::Text(read) if *read == value)
            && parsed.lead.len() + parsed.token.len() + parsed.tail.len() == text.len()
    }

    /// The reader itself.
    pub(in crate::engine) fn reader(self) -> &'static dyn Reader {
        self.row()
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
