//! Commands that put the key into a secrets manager, or its record into a database.
//!
//! Those for the key ask for it without echoing it and pass it on by standard input: an argument would be in the list
//! of processes and in the shell's history.

use super::Terms;
use super::output::RecordOutput;
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::{json, shell};

/// A secrets manager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretStore {
    /// AWS Secrets Manager.
    #[default]
    Aws,
    /// `HashiCorp` Vault.
    Vault,
    /// Secrets of GitHub Actions.
    GitHub,
    /// A Secret of Kubernetes.
    Kubernetes,
    /// 1Password.
    OnePassword,
}

choices!(impl SecretStore {
    Aws = "aws", "AWS Secrets Manager";
    Vault = "vault", "HashiCorp Vault";
    GitHub = "github", "GitHub Actions (gh)";
    Kubernetes = "kubernetes", "Kubernetes (kubectl)";
    OnePassword = "1password", "1Password (op)";
});

/// Asks for the key; for bash and zsh.
const ASK: &str = "printf 'Paste the key, then press Enter: ' >&2; IFS= read -rs KEY";
/// Passes it on. `printf` is built into the shell, so its arguments are not in the list of processes.
const HAND_ON: &str = "printf %s \"$KEY\" | ";

impl SecretStore {
    /// The commands for a key of these terms.
    #[must_use]
    pub fn write(self, terms: &Terms) -> String {
        let name = slug(terms);
        let word = |text: &str| quoted(text, shell::word);
        let command = match self {
            Self::Aws => format!(
                "aws secretsmanager create-secret --name {} --secret-string file:///dev/stdin",
                word(&name)
            ),
            Self::Vault => format!("vault kv put -mount=secret {} api_key=-", word(&name)),
            Self::GitHub => "gh secret set API_KEY".to_owned(),
            Self::Kubernetes => format!(
                "kubectl create secret generic {} --from-file=API_KEY=/dev/stdin",
                word(&name)
            ),
            Self::OnePassword => {
                let title = terms.label.as_deref().unwrap_or(&name);
                let item = format!(
                    "{{title: {}, category: \"API_CREDENTIAL\", fields: [{{id: \"credential\", type: \"CONCEALED\", label: \"credential\", value: .}}]}}",
                    quoted(title, json::string)
                );
                format!("jq -Rs {} | op item create -", word(&item))
            }
        };
        format!("{ASK}\n{HAND_ON}{command}\nunset KEY\n")
    }
}

/// A database that keeps the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordDatabase {
    /// PostgreSQL.
    #[default]
    Postgres,
    /// `SQLite`.
    Sqlite,
}

choices!(impl RecordDatabase {
    Postgres = "postgres", "PostgreSQL (psql)";
    Sqlite = "sqlite", "SQLite (sqlite3)";
});

impl RecordDatabase {
    /// The SQL that its command runs.
    #[must_use]
    pub const fn output(self) -> RecordOutput {
        match self {
            Self::Postgres => RecordOutput::Postgres,
            Self::Sqlite => RecordOutput::Sqlite,
        }
    }

    /// The command that runs the downloaded SQL: all of it, or nothing if a statement fails.
    #[must_use]
    pub fn command(self) -> String {
        let file = self.output().file_name();
        match self {
            // Without the server's address: it may have a password in it, which would be an argument.
            Self::Postgres => format!(
                "psql --no-psqlrc --set=ON_ERROR_STOP=1 --single-transaction --file={file}\n"
            ),
            Self::Sqlite => format!("sqlite3 -bail app.db 'begin' '.read {file}' 'commit'\n"),
        }
    }
}

fn quoted<T>(text: &str, quote: fn(&str, &mut Secret) -> T) -> String {
    let mut out = Secret::with_capacity(text.len() + 2);
    quote(text, &mut out);
    out.expose().to_owned()
}

/// A name of letters, digits and hyphens, which all of them accept.
fn slug(terms: &Terms) -> String {
    let mut name = String::from("api-key");
    for word in terms
        .label
        .as_deref()
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
    {
        name.push('-');
        name.push_str(&word.to_ascii_lowercase());
    }
    name.truncate(60);
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::full;
    use super::{RecordDatabase, SecretStore, slug};

    #[test]
    fn a_name_is_made_of_the_label() {
        let mut terms = full().terms;
        assert_eq!(slug(&terms), "api-key-it-s-billing-100");
        terms.label = None;
        assert_eq!(slug(&terms), "api-key");
        terms.label = Some("ключ".to_owned());
        assert_eq!(slug(&terms), "api-key");
        terms.label = Some("x".repeat(200));
        assert_eq!(slug(&terms).len(), 60);
    }

    #[test]
    fn no_command_names_the_key_but_by_standard_input() {
        for store in SecretStore::ALL {
            let text = store.write(&full().terms);
            assert_eq!(text.matches("$KEY").count(), 1, "{text}");
            assert!(text.contains("printf %s \"$KEY\" | "), "{text}");
        }
    }

    #[test]
    fn the_commands_of_a_database_run_the_file_that_is_downloaded() {
        for database in RecordDatabase::ALL {
            let command = database.command();
            assert!(command.contains(database.output().file_name()), "{command}");
            assert_eq!(command.lines().count(), 1, "{command}");
        }
    }
}
