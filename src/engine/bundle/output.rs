//! What a bundle can be written as: the consumer, the name of its file, and the command that takes it.

use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::write::Obstacle;
use std::{fmt, ops::Range, str::FromStr};

/// Who reads the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// A `.env` file for npm's `dotenv` and most frameworks.
    Dotenv,
    /// A `.env` file for npm's `dotenv` with `dotenv-expand`.
    DotenvExpand,
    /// A `.env` file for `python-dotenv`.
    PythonDotenv,
    /// A `.env` file for Docker Compose.
    Compose,
    /// A file for `docker run --env-file`.
    DockerRun,
    /// A file for `EnvironmentFile=` of systemd.
    Systemd,
    /// `export` lines for a POSIX shell.
    Posix,
    /// Assignments for `PowerShell`.
    PowerShell,
    /// A JSON object.
    Json,
    /// A YAML mapping.
    Yaml,
    /// A Kubernetes Secret.
    Kubernetes,
    /// Variables for Terraform.
    Tfvars,
    /// A file for `gh secret set`.
    GitHubCli,
    /// A JSON object for AWS Secrets Manager.
    AwsSecretsManager,
    /// A JSON object for Vault.
    Vault,
    /// The names with empty values, safe to commit.
    Example,
}

use Output as O;

impl Output {
    /// All outputs, in the order a list should show them.
    pub const ALL: [Self; 16] = [
        O::Dotenv,
        O::DotenvExpand,
        O::PythonDotenv,
        O::Compose,
        O::DockerRun,
        O::Systemd,
        O::Posix,
        O::PowerShell,
        O::Json,
        O::Yaml,
        O::Kubernetes,
        O::Tfvars,
        O::GitHubCli,
        O::AwsSecretsManager,
        O::Vault,
        O::Example,
    ];

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.facts().0
    }

    /// A short lower-case name for the `value` of a select; [`FromStr`] takes it back.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.facts().1
    }

    /// The name that the consumer expects its file to have.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        self.facts().2
    }

    /// The command or setting that takes the file; `None` where the consumer finds it by its name
    /// or there is no one consumer.
    #[must_use]
    pub const fn command(self) -> Option<&'static str> {
        match self {
            O::DockerRun => Some("docker run --env-file docker.env IMAGE"),
            O::Systemd => Some("EnvironmentFile=/etc/APP/app.env"),
            O::Posix => Some(". ./env.sh"),
            O::PowerShell => Some(". ./env.ps1"),
            O::Kubernetes => Some("kubectl apply -f secret.yaml"),
            O::GitHubCli => Some("gh secret set --env-file secrets.env"),
            O::AwsSecretsManager => Some(
                "aws secretsmanager create-secret --name APP --secret-string file://secrets.json",
            ),
            O::Vault => Some("vault kv put secret/APP @secrets.json"),
            _ => None,
        }
    }

    /// Label, id and file name.
    const fn facts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            O::Dotenv => (".env", "dotenv", ".env"),
            O::DotenvExpand => (".env for dotenv-expand", "dotenv-expand", ".env"),
            O::PythonDotenv => (".env for python-dotenv", "python-dotenv", ".env"),
            O::Compose => (".env for Docker Compose", "compose", ".env"),
            O::DockerRun => ("docker run --env-file", "docker-run", "docker.env"),
            O::Systemd => ("systemd EnvironmentFile", "systemd", "app.env"),
            O::Posix => ("POSIX shell exports", "posix", "env.sh"),
            O::PowerShell => ("PowerShell", "powershell", "env.ps1"),
            O::Json => ("JSON", "json", "env.json"),
            O::Yaml => ("YAML", "yaml", "env.yaml"),
            O::Kubernetes => ("Kubernetes Secret", "kubernetes", "secret.yaml"),
            O::Tfvars => ("Terraform tfvars", "tfvars", "secrets.auto.tfvars"),
            O::GitHubCli => ("GitHub CLI", "github-cli", "secrets.env"),
            O::AwsSecretsManager => ("AWS Secrets Manager", "aws", "secrets.json"),
            O::Vault => ("Vault", "vault", "secrets.json"),
            O::Example => (".env.example", "example", ".env.example"),
        }
    }

    /// The `.env` reader that this is, if it is one.
    #[must_use]
    pub const fn dialect(self) -> Option<Dialect> {
        match self {
            O::Dotenv => Some(Dialect::Npm),
            O::DotenvExpand => Some(Dialect::NpmExpand),
            O::PythonDotenv => Some(Dialect::Python),
            O::Compose => Some(Dialect::Compose),
            O::DockerRun => Some(Dialect::DockerRun),
            O::Systemd => Some(Dialect::Systemd),
            O::GitHubCli => Some(Dialect::Godotenv),
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
    /// The file's content, ending in a newline unless the imported text did not.
    pub text: Secret,
    /// Where the values stand in it, quotes included, in order.
    pub values: Vec<Range<usize>>,
    /// Remarks that hold no secret, in the order of the rows.
    pub notes: Vec<Note>,
}

/// A remark on a finished text. Its `Display` is a sentence for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// These readers take the values otherwise than the one they are written for.
    Differs {
        /// The variables' names.
        names: Vec<String>,
        /// Those readers of `.env` files that one might have in mind.
        readers: Vec<Dialect>,
    },
    /// The variables have no value, and the reader cannot hold that: they are left out.
    LeftOut {
        /// The variables' names.
        names: Vec<String>,
    },
    /// The values referred to other variables, and stand resolved.
    Resolved {
        /// The variables' names.
        names: Vec<String>,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs { names, readers } => write!(
                f,
                "{} as written here would be read otherwise by {}.",
                in_words(names),
                in_words(readers)
            ),
            Self::LeftOut { names } => write!(
                f,
                "Left out, being empty, which this reader cannot hold: {}.",
                in_words(names)
            ),
            Self::Resolved { names } => write!(
                f,
                "Written out, where the imported text referred to other variables: {}.",
                in_words(names)
            ),
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn in_words<T: fmt::Display>(items: &[T]) -> String {
    let mut items: Vec<String> = items.iter().map(ToString::to_string).collect();
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
        None => String::new(),
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
