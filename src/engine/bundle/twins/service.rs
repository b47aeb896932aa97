//! What a password is for: the service, its product where that is named, and whose account it is.

use crate::engine::bundle::{
    Row,
    name::{Hint, hint},
};

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Database,
    Cache,
    Queue,
    /// Another, or none that is named.
    None,
}

/// The words of names and of URL schemes, the product that each names, and its service. The first that fits
/// counts.
const PRODUCTS: &[(&str, &str, Service)] = &[
    ("CLICKHOUSE", "clickhouse", Service::Database),
    ("MONGO", "mongo", Service::Database),
    ("MARIA", "mysql", Service::Database),
    ("MYSQL", "mysql", Service::Database),
    ("MSSQL", "mssql", Service::Database),
    ("SQLSERVER", "mssql", Service::Database),
    ("ORACLE", "oracle", Service::Database),
    ("POSTGRES", "postgres", Service::Database),
    ("PGSQL", "postgres", Service::Database),
    ("PG", "postgres", Service::Database),
    ("ECTO", "", Service::Database),
    ("REDIS", "redis", Service::Cache),
    ("VALKEY", "redis", Service::Cache),
    ("CACHE", "", Service::Cache),
    ("RABBIT", "rabbit", Service::Queue),
    ("AMQP", "rabbit", Service::Queue),
    ("NATS", "nats", Service::Queue),
    ("MQ", "", Service::Queue),
    ("SQL", "", Service::Database),
    ("DATABASE", "", Service::Database),
    ("DB", "", Service::Database),
];

/// Words of a name that name neither a service nor an account.
const COMMON: &[&str] = &[
    "ASYNC",
    "CONNECTION",
    "CONNECTIONSTRINGS",
    "CONN",
    "DEFAULT",
    "DIRECT",
    "DSN",
    "JDBC",
    "PASS",
    "PASSPHRASE",
    "PASSWD",
    "PASSWORD",
    "PW",
    "PWD",
    "SECRET",
    "STRING",
    "URI",
    "URL",
    "USER",
];

/// Words of a name that do not tell one account of a service from another, in lower case.
const FILLERS: &[&str] = &[
    "app", "auth", "backend", "host", "initdb", "main", "master", "server",
];

/// What a row's password is for.
#[derive(Debug)]
pub(super) struct Account {
    pub service: Service,
    /// The product; empty where only the service is named.
    product: &'static str,
    /// The other words of the name, in lower case.
    words: Vec<String>,
    /// The whole text of a connection string, in lower case and without its password; empty for a variable.
    text: String,
}

impl Account {
    pub fn of(row: &Row) -> Self {
        let text = row.text_around();
        let scheme = text.split("://").next().filter(|_| text.contains("://"));
        let upper = row.name.to_ascii_uppercase();
        let named = scheme
            .and_then(|scheme| product(&scheme.to_ascii_uppercase()))
            .or_else(|| product(&upper))
            .or_else(|| product(&text.to_ascii_uppercase()));
        let (service, product) = named.unwrap_or((Service::None, ""));
        let words = upper.split(['_', '-', '.']);
        let words = words
            .filter(|word| word.len() > 1 && !COMMON.contains(word))
            .filter(|word| !PRODUCTS.iter().any(|(known, _, _)| word.contains(known)))
            .map(str::to_ascii_lowercase)
            .collect();
        Self {
            service,
            product,
            words,
            text,
        }
    }

    /// How well this account is that of `leader`; `None` when it is another.
    pub fn fit(&self, leader: &Self) -> Option<usize> {
        let products = [self.product, leader.product];
        let other = products[0] != products[1] && !products.contains(&"");
        if self.service != leader.service || other {
            return None;
        }
        let mentioned =
            |word: &&String| self.words.contains(word) || self.text.contains(word.as_str());
        let fitting = leader.words.iter().filter(mentioned).count();
        let odd = leader.words.len() - fitting;
        if self.service == Service::None {
            // Only names can show that the two are one account.
            let named = !self.text.is_empty() && odd == 0 && fitting > 0;
            return named.then_some(fitting);
        }
        let same = 2 * usize::from(products[0] == products[1]);
        if self.text.is_empty() {
            // Two variables: one of them may be the common name of the other's account.
            let within =
                |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
            let one = within(&self.words, &leader.words) || within(&leader.words, &self.words);
            return one.then_some(same);
        }
        // Each word of the leader that the string has speaks for it, each that it lacks against it.
        Some((8 + same + 2 * fitting).saturating_sub(odd))
    }

    /// The user of a URL, where it names one.
    pub fn user(&self) -> Option<&str> {
        let (user, after) = self.text.split_once("://")?.1.split_once(':')?;
        (after.starts_with('@') && !user.is_empty()).then_some(user)
    }

    /// How well the kept account `kept` is the other half of this one: the variable that sets the password of a
    /// string, or the string that uses it. `None` where it may be another. `same_user` says that both are of one user.
    pub fn half(&self, kept: &Self, same_user: bool) -> Option<usize> {
        let strings = !self.text.is_empty() && !kept.text.is_empty();
        if strings {
            let server = |account: &Self| {
                let rest = account.text.split_once("://")?.1;
                Some(rest.split(['/', '?']).next()?.to_owned())
            };
            let one = same_user && self.service != Service::None
                || server(self).is_some_and(|name| server(kept) == Some(name));
            return self.fit(kept).filter(|_| one);
        }
        let (string, variable) = if self.text.is_empty() {
            (kept, self)
        } else {
            (self, kept)
        };
        let fit = string.fit(variable)?;
        let is_said = |word: &String| {
            FILLERS.contains(&word.as_str())
                || string.words.contains(word)
                || string.text.contains(word.as_str())
        };
        let privileged = string
            .user()
            .filter(|user| ["admin", "root"].contains(user));
        let of_root = privileged.is_none_or(|user| variable.words.iter().any(|word| word == user));
        if string.text.is_empty() {
            let all = |some: &Self, other: &Self| {
                some.words
                    .iter()
                    .all(|word| FILLERS.contains(&word.as_str()) || other.words.contains(word))
            };
            return Some(fit).filter(|_| all(self, kept) && all(kept, self));
        }
        let named = string.service != Service::None
            || string.text.contains("://")
            || variable
                .words
                .iter()
                .any(|word| string.words.contains(word));
        let one = same_user || of_root && variable.words.iter().all(is_said);
        Some(fit).filter(|_| named && one)
    }
}

/// The service and the product that a name or text in upper case speaks of.
fn product(text: &str) -> Option<(Service, &'static str)> {
    let found = PRODUCTS.iter().find(|(word, _, _)| text.contains(word))?;
    Some((found.2, found.1))
}

/// Whether a row is for a password, which one place sets and others use.
pub(super) fn is_password(row: &Row) -> bool {
    row.is_in_url() || hint(&row.name) == Hint::Password
}
