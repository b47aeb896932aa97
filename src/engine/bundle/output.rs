//! What a bundle can be written as: the consumer, the name of its file, and the command that reads it.

use super::names;
use crate::engine::base::choices::choices;
use crate::engine::env::Dialect;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How an output is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// A `.env` file that keeps the imported text around the values.
    EnvFile(Dialect),
    /// A `.env` file with one line per variable and nothing else.
    EnvLines(Dialect),
    /// `export` lines of a shell.
    Exports,
    /// Assignments of `PowerShell`.
    PowerShell,
    /// A JSON object.
    Json,
    /// A YAML mapping.
    Yaml,
    /// A YAML mapping within a Kubernetes Secret.
    Kubernetes,
    /// HCL assignments.
    Tfvars,
    /// Names without values.
    Example,
}

/// The fixed properties of an output.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    file_name: &'static str,
    command: Option<&'static str>,
    pub syntax: Syntax,
    /// Whether it allows a variable of this name.
    pub allows_name: fn(&str) -> bool,
    /// Whether it can hold an empty value.
    pub holds_empty: bool,
}

impl Facts {
    const fn new(file_name: &'static str, syntax: Syntax) -> Self {
        Self {
            file_name,
            command: None,
            syntax,
            allows_name: |_| true,
            holds_empty: true,
        }
    }

    const fn taken_by(self, command: &'static str) -> Self {
        Self {
            command: Some(command),
            ..self
        }
    }

    const fn with_names(self, allows_name: fn(&str) -> bool) -> Self {
        Self {
            allows_name,
            ..self
        }
    }

    const fn without_empty_values(self) -> Self {
        Self {
            holds_empty: false,
            ..self
        }
    }
}

choices! {
    /// Who reads the bundle.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub enum Output -> Facts {
        /// A `.env` file for npm's `dotenv` and most frameworks.
        Dotenv = "dotenv", ".env", &Facts::new(".env", Syntax::EnvFile(Dialect::Npm));
        /// A `.env` file for npm's `dotenv` with `dotenv-expand`.
        DotenvExpand = "dotenv-expand", ".env for dotenv-expand", &Facts::new(".env", Syntax::EnvFile(Dialect::NpmExpand));
        /// A `.env` file for `python-dotenv`.
        PythonDotenv = "python-dotenv", ".env for python-dotenv", &Facts::new(".env", Syntax::EnvFile(Dialect::Python));
        /// A `.env` file for Docker Compose.
        Compose = "compose", ".env for Docker Compose", &Facts::new(".env", Syntax::EnvFile(Dialect::Compose));
        /// A `.env.local` file for npm's `varlock`, beside its `.env.schema`.
        Varlock = "varlock", ".env.local for varlock", &Facts::new(".env.local", Syntax::EnvFile(Dialect::Varlock))
            .taken_by("varlock load");
        /// A file for `docker run --env-file`.
        DockerRun = "docker-run", "docker run --env-file", &Facts::new("docker.env", Syntax::EnvFile(Dialect::DockerRun))
            .taken_by("docker run --env-file docker.env IMAGE");
        /// A file for `EnvironmentFile=` of systemd.
        Systemd = "systemd", "systemd EnvironmentFile", &Facts::new("app.env", Syntax::EnvFile(Dialect::Systemd))
            .taken_by("EnvironmentFile=/etc/APP/app.env")
            .with_names(names::is_identifier);
        /// `export` lines for a POSIX shell.
        Posix = "posix", "POSIX shell exports", &Facts::new("env.sh", Syntax::Exports)
            .taken_by(". ./env.sh")
            .with_names(names::is_free_in_shell);
        /// Assignments for `PowerShell`.
        PowerShell = "powershell", "PowerShell", &Facts::new("env.ps1", Syntax::PowerShell)
            .taken_by(". ./env.ps1")
            .without_empty_values();
        /// A JSON object.
        Json = "json", "JSON", &Facts::new("env.json", Syntax::Json);
        /// A YAML mapping.
        Yaml = "yaml", "YAML", &Facts::new("env.yaml", Syntax::Yaml);
        /// A Kubernetes Secret.
        Kubernetes = "kubernetes", "Kubernetes Secret", &Facts::new("secret.yaml", Syntax::Kubernetes)
            .taken_by("kubectl apply -f secret.yaml")
            .with_names(names::is_secret_key);
        /// Variables for Terraform.
        Tfvars = "tfvars", "Terraform tfvars", &Facts::new("secrets.auto.tfvars", Syntax::Tfvars)
            .with_names(names::is_hcl);
        /// A file for `gh secret set`.
        GitHubCli = "github-cli", "GitHub CLI", &Facts::new("secrets.env", Syntax::EnvLines(Dialect::Godotenv))
            .taken_by("gh secret set --env-file secrets.env")
            .with_names(names::is_github_secret)
            .without_empty_values();
        /// A JSON object for AWS Secrets Manager.
        AwsSecretsManager = "aws", "AWS Secrets Manager", &Facts::new("secrets.json", Syntax::Json)
            .taken_by("aws secretsmanager create-secret --name APP --secret-string file://secrets.json");
        /// A JSON object for Vault.
        Vault = "vault", "Vault", &Facts::new("secrets.json", Syntax::Json)
            .taken_by("vault kv put secret/APP @secrets.json");
        /// The names with empty values, safe to commit.
        Example = "example", ".env.example", &Facts::new(".env.example", Syntax::Example);
    }
}

impl Output {
    /// The name that the consumer expects its file to have.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        self.row().file_name
    }

    /// The command or setting that reads the file; `None` where the consumer finds it by its name or there is
    /// no single consumer.
    #[must_use]
    pub const fn command(self) -> Option<&'static str> {
        self.row().command
    }

    /// The `.env` reader that this is, if it is one.
    #[must_use]
    pub const fn dialect(self) -> Option<Dialect> {
        match self.row().syntax {
            Syntax::EnvFile(dialect) | Syntax::EnvLines(dialect) => Some(dialect),
            _ => None,
        }
    }

    /// The output that has the same reader as an imported text; plain `.env` where there is none.
    #[must_use]
    pub fn for_dialect(dialect: Dialect) -> Self {
        let same = Self::ALL
            .into_iter()
            .find(|output| output.dialect() == Some(dialect));
        same.unwrap_or(Self::Dotenv)
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

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
