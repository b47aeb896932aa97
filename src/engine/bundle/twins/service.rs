//! What a password is for: the service, its product where that is named, and whose account it is.

use crate::engine::bundle::{Class, Row, name::noun, placeholder::is_placeholder};
use std::collections::HashMap;

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Database,
    Cache,
    Queue,
    Search,
    /// Another, or none that is named.
    None,
}

/// Words of names and of URL schemes, each with the product that it names and its service. The first that fits
/// counts.
const PRODUCTS: &[(&str, &str, Service)] = &[
    ("CLICKHOUSE", "clickhouse", Service::Database),
    ("MONGO", "mongo", Service::Database),
    ("MARIA", "mysql", Service::Database),
    ("MYSQL", "mysql", Service::Database),
    ("MSSQL", "mssql", Service::Database),
    ("SQLSERVER", "mssql", Service::Database),
    ("SA", "mssql", Service::Database),
    ("ORACLE", "oracle", Service::Database),
    ("POSTGRES", "postgres", Service::Database),
    ("PGSQL", "postgres", Service::Database),
    ("PSQL", "postgres", Service::Database),
    ("PG", "postgres", Service::Database),
    ("ECTO", "", Service::Database),
    ("REDIS", "redis", Service::Cache),
    ("VALKEY", "redis", Service::Cache),
    ("CACHE", "", Service::Cache),
    ("RABBIT", "rabbit", Service::Queue),
    ("AMQP", "rabbit", Service::Queue),
    ("NATS", "nats", Service::Queue),
    ("MQ", "", Service::Queue),
    ("ELASTICSEARCH", "elastic", Service::Search),
    ("ELASTIC", "elastic", Service::Search),
    ("OPENSEARCH", "opensearch", Service::Search),
    ("SQL", "", Service::Database),
    ("DATASOURCE", "", Service::Database),
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

/// Words of a name that do not distinguish one account of a service from another, in lower case.
const FILLERS: &[&str] = &[
    "app", "auth", "backend", "host", "initdb", "main", "master", "server",
];

/// Two names of one server: its own, and the one in its clients' or its older settings.
const ALIASES: &[(&str, &str)] = &[
    ("CENTRIFUGE", "CENTRIFUGO"),
    ("COTURN", "TURN"),
    ("DOCUMENT", "ONLYOFFICE"),
    ("ELASTICSEARCH", "ELASTIC"),
    ("GF", "GRAFANA"),
    ("MEILISEARCH", "MEILI"),
    ("NEXTAUTH", "AUTH"),
    ("PGRST", "GOTRUE"),
    ("REVERB", "PUSHER"),
    ("SOKETI", "PUSHER"),
];

/// Words for the account of a server's administrator.
const CHIEFS: &[&str] = &[
    "admin",
    "administrator",
    "postgres",
    "root",
    "sa",
    "superuser",
];

/// Words for accounts beside the administrator's and the application's.
const OTHERS: &[&str] = &[
    "backup",
    "exporter",
    "monitor",
    "monitoring",
    "non",
    "nonroot",
    "readonly",
    "replication",
    "replicator",
];

/// The users that the settings of a text name, by the variable's name in upper case.
#[derive(Debug)]
pub(super) struct Users(HashMap<String, String>);

impl Users {
    pub fn of(rows: &[Row]) -> Self {
        let settings = rows.iter().filter(|row| row.class == Class::Setting);
        let users = settings.filter_map(|row| {
            let name = row.name.to_ascii_uppercase();
            let value = row.value.expose();
            let named = ["USER", "USERNAME"].iter().any(|end| name.ends_with(end));
            let known =
                named && !value.is_empty() && !value.contains('$') && !is_placeholder(value);
            known.then(|| (name, value.to_ascii_lowercase()))
        });
        Self(users.collect())
    }

    /// The user whose password the variable `name`, in upper case, is: `DB_USER` beside `DB_PASSWORD`.
    fn beside(&self, name: &str) -> Option<&String> {
        let ends = ["PASSWORD", "PASSWD", "PASS", "PWD", "PW"];
        let stem = ends.iter().find_map(|end| name.strip_suffix(end))?;
        let names = [format!("{stem}USER"), format!("{stem}USERNAME")];
        let mut names = names
            .iter()
            .map(String::as_str)
            .chain([stem.trim_end_matches('_')]);
        names.find_map(|name| self.0.get(name))
    }
}

/// What a row's password is for.
#[derive(Debug)]
pub(super) struct Account {
    pub service: Service,
    /// The product; empty where only the service is named.
    product: &'static str,
    /// The user, where it is known.
    user: Option<String>,
    /// The other words of the name, in lower case.
    pub(super) words: Vec<String>,
    /// The whole text of a connection string, in lower case and without its password; empty for a variable.
    text: String,
}

impl Account {
    pub fn of(row: &Row, users: &Users) -> Self {
        Self::named(&row.name, row.text_around(), users)
    }

    /// The account of the variable `name`, which is the connection string `text`, or the password where that is empty.
    pub fn named(name: &str, text: String, users: &Users) -> Self {
        let scheme = text.split("://").next().filter(|_| text.contains("://"));
        let upper = name.to_ascii_uppercase();
        let named = scheme
            .and_then(|scheme| mentioned(&scheme.to_ascii_uppercase()))
            .or_else(|| product(|known| words(&upper).any(|word| is_product(word, known))))
            .or_else(|| mentioned(&text.to_ascii_uppercase()));
        let (service, product) = named.unwrap_or((Service::None, ""));
        let words: Vec<String> = words(&upper)
            .filter(|word| word.len() > 1 || word.bytes().all(|digit| digit.is_ascii_digit()))
            .filter(|word| !COMMON.contains(word))
            .filter(|word| !PRODUCTS.iter().any(|(known, _, _)| is_product(word, known)))
            .map(|word| alias(word).unwrap_or(word).to_ascii_lowercase())
            .collect();
        let root = product == "mysql" && words.iter().any(|word| word == "root");
        let user = if text.is_empty() {
            users
                .beside(&upper)
                .cloned()
                .or(root.then(|| "root".to_owned()))
        } else {
            user(&text).map(str::to_owned)
        };
        Self {
            service,
            product,
            user,
            words,
            text,
        }
    }

    /// A score of how well this account matches that of `leader`; `None` if it is another.
    pub fn fit(&self, leader: &Self) -> Option<usize> {
        let products = [self.product, leader.product];
        let other = products[0] != products[1] && !products.contains(&"");
        if self.service != leader.service || other {
            return None;
        }
        let mentioned = |word: &&String| self.mentions(word);
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
            return (self.is_within(leader) && !self.is_apart(leader)).then_some(same);
        }
        // Each word of the leader that the string has counts for it, each that it lacks against it.
        Some((8 + same + 2 * fitting).saturating_sub(odd))
    }

    /// A score of how well `kept` matches as the other half of this account: the variable that sets the password of a
    /// string, or the string that uses it. `None` if it may be another account.
    pub fn half(&self, kept: &Self) -> Option<usize> {
        let known = self.user.is_some() && kept.user.is_some();
        let same_user = known && self.user == kept.user;
        if known && !same_user {
            return None;
        }
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
        let is_said = |word: &String| FILLERS.contains(&word.as_str()) || string.mentions(word);
        let privileged = string
            .user
            .as_deref()
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

    /// A score of how well this account matches that of `leader`, where their values do not show it: a blank, a
    /// placeholder.
    pub fn fit_blank(&self, leader: &Self) -> Option<(bool, usize)> {
        let fit = self.fit(leader)?;
        let known = self.user.is_some() && leader.user.is_some();
        let one = match (known, self.text.is_empty()) {
            (true, _) if self.user != leader.user => false,
            (_, true) => self.words == leader.words,
            (known, false) => {
                let apart = |word: &&String| OTHERS.contains(&word.as_str());
                let is_chief = |user: &str| CHIEFS.contains(&user);
                let chief = !known && leader.words.iter().any(|word| is_chief(word));
                leader
                    .words
                    .iter()
                    .filter(apart)
                    .all(|word| self.mentions(word))
                    && (!chief || self.user.as_deref().is_none_or(is_chief))
            }
        };
        one.then_some((known, fit))
    }

    fn mentions(&self, word: &String) -> bool {
        self.words.contains(word) || self.text.contains(word.as_str())
    }

    /// Whether one has all the words of the other.
    fn is_within(&self, other: &Self) -> bool {
        let within = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
        within(&self.words, &other.words) || within(&other.words, &self.words)
    }

    /// Whether the names or the users show two accounts of one server. `POSTGRES_PASSWORD` is its administrator's.
    fn is_apart(&self, other: &Self) -> bool {
        let has = |account: &Self, list: &[&str]| {
            account
                .words
                .iter()
                .any(|word| list.contains(&word.as_str()))
        };
        let both = [self, other];
        if has(self, OTHERS) != has(other, OTHERS) {
            return true;
        }
        if self.user.is_some() && other.user.is_some() {
            return self.user != other.user;
        }
        let chief = |account: &Self| has(account, CHIEFS);
        chief(self) != chief(other)
            && both
                .iter()
                .any(|account| !chief(account) && account.product != "postgres")
    }
}

/// Whether the names of the variables `one` and `other` show one secret of a server and its client.
pub(super) fn are_counterparts(one: &str, other: &str, users: &Users) -> bool {
    let names = [one, other].map(str::to_ascii_uppercase);
    let [server, client] = &names;
    let alike = words(server).any(|word| {
        let known = alias(word);
        known.is_some() && words(client).any(|other| other != word && alias(other) == known)
    });
    let account = |name| Account::named(name, String::new(), users);
    alike && noun(one) == noun(other) && account(one).is_within(&account(other))
}

/// Whether the variable `name` is of a server that has two names.
pub(super) fn has_alias(name: &str) -> bool {
    words(&name.to_ascii_uppercase()).any(|word| alias(word).is_some())
}

/// The common name of a server that has two, by either of them.
fn alias(word: &str) -> Option<&'static str> {
    let row = ALIASES
        .iter()
        .find(|(other, one)| word == *other || word == *one)?;
    Some(row.1)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|symbol: char| !symbol.is_ascii_alphanumeric())
}

/// Whether a word of a name is this product: `POSTGRES`, `POSTGRESQL`, `DBPASS`, but not `PGADMIN`.
fn is_product(word: &str, known: &str) -> bool {
    word.strip_prefix(known).is_some_and(|rest| {
        rest.is_empty() || COMMON.contains(&rest) || known.len() > 3 && rest.len() < 4
    })
}

/// The service and the product that a text in upper case mentions.
fn mentioned(text: &str) -> Option<(Service, &'static str)> {
    product(|known| {
        if known.len() > 3 {
            text.contains(known)
        } else {
            words(text).any(|word| word == known)
        }
    })
}

fn product(is_named: impl Fn(&str) -> bool) -> Option<(Service, &'static str)> {
    let found = PRODUCTS.iter().find(|(word, _, _)| is_named(word))?;
    Some((found.2, found.1))
}

/// The user in a connection string in lower case, from which the password has been removed.
fn user(text: &str) -> Option<&str> {
    let value = |key: &str| Some(&text[text.find(key)? + key.len()..]);
    let keys = ["user id=", "userid=", "username=", "user=", "uid="];
    let start = match text.split_once("://") {
        Some((_, rest)) if rest.contains('@') => Some(rest),
        _ => keys.into_iter().find_map(value),
    };
    let start = start.or_else(|| text.contains('@').then_some(text))?;
    let user = start.split([':', '/', '@', ';', '&', ' ', ',']).next()?;
    (!user.is_empty() && !user.contains(['$', '{', '<'])).then_some(user)
}
