//! Classifies a variable by its name: a secret to generate, a secret that a provider issues, or no secret.
//!
//! A name is split at `_`, `-` and `.`. When in doubt, the rules leave a value unchanged.

mod lists;

use super::{format::SecretFormat, shape};
use lists::{
    CACHES, COMPOUND, HOME, ISSUED_PAIRS, ISSUERS, MAIL, OWN, OWN_API, OWN_SERVERS, PAIRS,
    PASSWORDS, PLACES, PUBLIC, QUALIFIERS, SECRETS, SERVERS, SETTINGS, SWITCHES, TOKENS, TOOLS,
};
use std::collections::HashSet;

/// The classification of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// A password to generate.
    Password,
    /// A key, secret, salt or token to generate.
    Secret,
    /// A key or token that is either generated or issued by a provider.
    Unclear,
    /// A secret that a provider issues.
    Issued,
    /// A private key or certificate of a pair, or a value that only its own tool can make.
    KeyPair,
    /// No secret.
    Setting,
}

impl Hint {
    /// The default format for such a name.
    pub const fn kind(self) -> SecretFormat {
        match self {
            Self::Password | Self::Setting => shape::PASSWORD,
            _ => SecretFormat::Hex { bytes: 32 },
        }
    }
}

/// Classifies `name`.
pub(super) fn hint(name: &str) -> Hint {
    if shape::exact(name).is_some() {
        return Hint::Secret;
    }
    let name = name.to_ascii_uppercase();
    let words = words(&name);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Hint::Setting;
    };
    let has = |list: &[&str]| words.iter().any(|word| is_in(list, word));
    let side_by_side = |pair: &(&str, &str)| words.windows(2).any(|two| (two[0], two[1]) == *pair);
    let password = has(PASSWORDS) || (has(CACHES) && *last == "AUTH");
    let secret = has(SECRETS);
    let public = has(PUBLIC) || name.starts_with("REACT_APP_");
    let setting = is_in(SETTINGS, last) || is_in(SWITCHES, first);
    // The one secret among names that end in BASE.
    let base = name.ends_with("_KEY_BASE");
    let telling = [PASSWORDS, SECRETS, TOKENS]
        .iter()
        .any(|list| is_in(list, last));
    let telling = telling || base || (has(CACHES) && *last == "AUTH");
    let place = *last == "KEY"
        && !has(OWN)
        && words
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|word| is_in(PLACES, word));
    if public || (setting && !base) || !telling || place {
        return Hint::Setting;
    }
    let before = words.iter().rev().nth(1);
    // The password of a server or of a store of keys is one's own; that of one key came with the key.
    let of_pair = has(PAIRS)
        && (!is_in(PASSWORDS, last)
            || before.is_some_and(|word| matches!(*word, "CERT" | "KEY" | "PEM")));
    if is_in(TOOLS, &name) || of_pair || (is_in(TOKENS, last) && side_by_side(&("PRIVATE", last))) {
        return Hint::KeyPair;
    }
    let own = base || has(HOME) || (password && has(SERVERS)) || name.starts_with("GITEA__");
    if (is_issued(&words) && !own)
        || (has(PASSWORDS) && has(MAIL))
        || ISSUED_PAIRS.iter().any(side_by_side)
    {
        return Hint::Issued;
    }
    let own_token = if has(&["API"]) {
        has(OWN_API)
            || (words.len() == 2 && *first == "API")
            // An encryption key of the API, not a key to one.
            || before.is_some_and(|word| *word != "API" && is_in(OWN, word))
    } else {
        has(OWN)
    };
    match (password, secret || own_token || base) {
        (true, _) => Hint::Password,
        (false, true) => Hint::Secret,
        (false, false) => Hint::Unclear,
    }
}

/// Whether a name has a word for a secret in it, whatever it is the name of: `PASSWORD_MIN_LENGTH`,
/// `JWT_SECRET_PREVIOUS`.
pub(super) fn mentions_secret(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let telling = |word: &&str| {
        [PASSWORDS, SECRETS, TOKENS]
            .iter()
            .any(|list| is_in(list, word))
            || matches!(*word, "OLD" | "PREVIOUS")
    };
    words(&name).iter().any(telling)
}

/// Whether a name is that of a setting, and not only of nothing known.
pub(super) fn is_setting(name: &str) -> bool {
    const MORE: [&str; 9] = [
        "DEBUG",
        "ENV",
        "ENVIRONMENT",
        "LANG",
        "LOCALE",
        "LOG",
        "TIMEZONE",
        "TZ",
        "WORKERS",
    ];
    let name = name.to_ascii_uppercase();
    let words = words(&name);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    is_in(SETTINGS, last) || is_in(SWITCHES, first) || MORE.contains(last)
}

/// Whether a secret of this name is one half of what an issuer hands out: `X_KEY` or `X_ID` with `X_SECRET`. `names`
/// are all names of the text in upper case.
pub(super) fn is_half_of_a_pair(name: &str, names: &HashSet<String>) -> bool {
    const PUBLIC_HALVES: [&str; 9] = [
        "_ACCESS_KEY_ID",
        "_ACCESS_KEY",
        "_API_KEY",
        "_APP_ID",
        "_CLIENT_ID",
        "_CONSUMER_KEY",
        "_KEY_ID",
        "_KEY",
        "_ID",
    ];
    const SECRET_HALVES: [&str; 3] = ["_SECRET_KEY", "_API_SECRET", "_SECRET"];
    let name = name.to_ascii_uppercase();
    let halves = |mine: &[&str], others: &[&str]| {
        mine.iter().any(|end| {
            name.strip_suffix(end).is_some_and(|of| {
                !is_own_pair(of)
                    && others
                        .iter()
                        .any(|other| names.contains(&format!("{of}{other}")))
            })
        })
    };
    halves(&SECRET_HALVES, &PUBLIC_HALVES) || halves(&PUBLIC_HALVES, &SECRET_HALVES)
}

/// Whether a pair of this name is of one's own application or server.
fn is_own_pair(of: &str) -> bool {
    let words: Vec<&str> = of
        .split(['_', '-', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.last().copied().unwrap_or_default();
    let generic = words.len() < 2 && matches!(last, "" | "API" | "APP" | "ACCESS" | "CLIENT");
    generic
        || (last != "APP" && is_in(OWN, last))
        || words.first() == Some(&"JWT")
        || words.iter().any(|word| is_in(OWN_SERVERS, word))
}

/// What a name calls its secret: its last word, with the words for passwords as one.
pub(super) fn noun(name: &str) -> String {
    let name = name.to_ascii_uppercase();
    let words = words(&name);
    let last = words.last().copied().unwrap_or_default();
    match last {
        last if is_in(PASSWORDS, last) => "PASSWORD",
        "SECRETS" => "SECRET",
        "KEYS" | "BASE" => "KEY",
        last => last,
    }
    .to_owned()
}

/// The words of a name that tell it from others, in lower case.
pub(super) fn own_words(name: &str) -> Vec<String> {
    let name = name.to_ascii_uppercase();
    let words = words(&name);
    let telling = words.iter().filter(|word| {
        word.len() > 2
            && ![PASSWORDS, SECRETS, TOKENS]
                .iter()
                .any(|list| is_in(list, word))
    });
    telling.map(|word| word.to_ascii_lowercase()).collect()
}

/// Splits an upper-case name into words, `DBPASS` into two, and drops trailing qualifiers: `SECRET_KEY_V1` is a
/// key.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name
        .split(['_', '-', '.'])
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            let known = COMPOUND.iter().find(|(end, _)| word.ends_with(end));
            let back = known.map_or(word.len(), |(_, back)| *back);
            <[&str; 2]>::from(word.split_at(word.len() - back))
        })
        .filter(|word| !word.is_empty())
        .collect();
    let qualifies = |word: &&str| {
        let number = word.strip_prefix('V').unwrap_or(word);
        number.bytes().all(|digit| digit.is_ascii_digit()) || is_in(QUALIFIERS, word)
    };
    while words.len() > 1 && words.last().is_some_and(qualifies) {
        words.pop();
    }
    words
}

/// Whether the name contains an issuer of keys and tokens: among its first two words, or anywhere when the word
/// is distinctive, which is `AWS`, `S3` or more than four letters.
fn is_issued(words: &[&str]) -> bool {
    let named = |(at, word): (usize, &&str)| {
        let distinct = word.len() > 4 || ["AWS", "S3"].contains(word);
        (at < 2 || distinct) && is_in(ISSUERS, word)
    };
    words.iter().enumerate().any(named) || words[0].starts_with("OAUTH")
}

/// Binary search: the lists are sorted.
fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn all(expected: Hint, names: &[&str]) {
        for name in names {
            assert_eq!(hint(name), expected, "{name}");
        }
    }

    #[test]
    fn the_lists_are_sorted_and_searched() {
        let lists = [
            ISSUERS,
            SETTINGS,
            SWITCHES,
            OWN,
            PUBLIC,
            OWN_API,
            PASSWORDS,
            SECRETS,
            TOKENS,
            CACHES,
            PAIRS,
            MAIL,
            QUALIFIERS,
            PLACES,
            SERVERS,
            HOME,
            TOOLS,
            OWN_SERVERS,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn passwords_that_one_sets_oneself() {
        all(
            Hint::Password,
            &[
                "POSTGRES_PASSWORD",
                "DB_PASS",
                "REDIS_PASSWORD",
                "MINIO_ROOT_PASSWORD",
                "REDIS_AUTH",
                "DASHBOARD_PASSWORD",
                "RABBITMQ_DEFAULT_PASS",
                "KEYCLOAK_ADMIN_PASSWORD",
                "db-password",
                "PGPASSWORD",
                "PAPERLESS_DBPASS",
                "GITLAB_ROOT_PASSWORD",
                "SENTRY_DB_PASSWORD",
                "GITEA__database__PASSWD",
                "SSH_PASSWORD",
                "SSL_TRUST_STORE_PASSWORD",
            ],
        );
    }

    #[test]
    fn secrets_that_one_draws_oneself() {
        all(
            Hint::Secret,
            &[
                "SECRET_KEY",
                "SECRET_KEY_BASE",
                "NEXTAUTH_SECRET",
                "JWT_SECRET",
                "SALT",
                "API_TOKEN_SALT",
                "ENCRYPTION_KEY",
                "APP_KEY",
                "APP_KEYS",
                "UTILS_SECRET",
                "TOTP_VAULT_KEY",
                "VAULT_ENC_KEY",
                "PLUGIN_DAEMON_KEY",
                "COOKIE_SECRET",
                "CALENDSO_ENCRYPTION_KEY",
                "N8N_ENCRYPTION_KEY",
                "CRON_SECRET",
                "API_KEY",
                "PLUGIN_DIFY_INNER_API_KEY",
                "API_ENCRYPTION_KEY",
                "MY_API_SIGNING_KEY",
                "AES_KEY",
                "MINIO_ACCESS_KEY",
                "AIRFLOW__CORE__FERNET_KEY",
                "API_SECRET",
                "ADMIN_TOKEN",
                "_APP_OPENSSL_KEY_V1",
                "JWT_SECRET_2",
                "FLOWISE_SECRETKEY_OVERWRITE",
                "ZITADEL_MASTERKEY",
                "NEXT_PRIVATE_ENCRYPTION_KEY",
                "GITEA__security__INTERNAL_TOKEN",
                "GITLAB_SECRETS_OTP_KEY_BASE",
                "CREDS_IV",
            ],
        );
    }

    #[test]
    fn secrets_that_somebody_else_issues() {
        all(
            Hint::Issued,
            &[
                "OPENAI_API_KEY",
                "STRIPE_SECRET_KEY",
                "STRIPE_WEBHOOK_SECRET",
                "AWS_SECRET_ACCESS_KEY",
                "SENTRY_AUTH_TOKEN",
                "TWILIO_AUTH_TOKEN",
                "GOOGLE_SECRET",
                "GOOGLE_CLIENT_SECRET",
                "AUTH_GITHUB_CLIENT_SECRET",
                "SMTP_PASS",
                "SMTP_PASSWORD",
                "EMAIL_SERVER_PASSWORD",
                "MAIL_PASSWORD",
                "OIDC_CLIENT_SECRET",
                "SLACK_BOT_TOKEN",
                "LANGFUSE_EE_LICENSE_KEY",
                "LDAP_BIND_PASSWORD",
                "NEW_RELIC_LICENSE_KEY",
                "S3_SECRET_KEY",
                "NOTION_INTEGRATION_TOKEN",
                "FB_APP_SECRET",
                "AZURE_BLOB_ACCOUNT_KEY",
                "_APP_STORAGE_S3_SECRET",
                "NEXT_PRIVATE_STRIPE_API_KEY",
                "SUPABASE_SERVICE_ROLE_KEY",
                "LDAP_PASS",
                "VAULT_TOKEN",
                "TS_AUTHKEY",
                "GITEA__mailer__PASSWD",
            ],
        );
    }

    #[test]
    fn settings_are_no_secrets() {
        all(
            Hint::Setting,
            &[
                "PORT",
                "S3_BUCKET_NAME",
                "SECRET_NAME",
                "PASSWORD_RESET_URL",
                "JWT_EXPIRY",
                "ACCESS_TOKEN_EXPIRE_MINUTES",
                "SENTRY_DSN",
                "AWS_ACCESS_KEY_ID",
                "POSTGRES_USER",
                "STRIPE_PUBLISHABLE_KEY",
                "NEXT_PUBLIC_STRIPE_KEY",
                "RECAPTCHA_SITE_KEY",
                "ENABLE_PASSWORD_LOGIN",
                "SECRET_KEY_FILE",
                "PASSWORD_MIN_LENGTH",
                "JWT_SECRET_PREVIOUS",
                "GENERIC_TIMEZONE",
                "KEYBOARD",
                "PASSWORD_RESET_URL_ALLOW_LIST",
                "PASSWORD_HASHER",
                "SECRET_MANAGER_PROJECT",
                "CACHE_KEY",
                "PRIMARY_KEY",
                "KEYCLOAK_ADMIN",
                "BYPASS",
                "HTPASSWD",
                "MAX_TOKENS",
                "",
                "_",
            ],
        );
    }

    #[test]
    fn keys_of_pairs_are_told_apart() {
        all(
            Hint::KeyPair,
            &[
                "JWT_PRIVATE_KEY",
                "SSL_KEY",
                "GITHUB_APP_PRIVATE_KEY",
                "TLS_KEY",
                "RAILS_MASTER_KEY",
                "SSH_KEY_PASSPHRASE",
                "TLS_CERT_PASSWORD",
            ],
        );
    }

    #[test]
    fn keys_and_tokens_of_unknown_origin_are_unclear() {
        all(
            Hint::Unclear,
            &[
                "QDRANT_API_KEY",
                "WEAVIATE_API_KEY",
                "ACME_TOKEN",
                "SANDBOX_API_KEY",
            ],
        );
    }
}
