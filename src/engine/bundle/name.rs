//! Classifies a variable by its name: a secret to generate, a secret that a provider issues, or no secret.
//!
//! A name is split at `_`, `-` and `.`. When in doubt, the rules leave a value unchanged.

mod lists;

use super::{format::SecretFormat, shape};
use lists::{
    CACHES, ENDS, FRONTS, HOME, HOOKED, ISSUED_PAIRS, ISSUERS, MAIL, OWN, OWN_API, OWN_SERVERS,
    PAIRS, PASSWORDS, PLACES, PUBLIC, QUALIFIERS, SECRETS, SERVERS, SETTINGS, SHORT_ENDS, SWITCHES,
    TOKENS, TOOLS, TURNED_KEYS, TURNED_PASSWORDS, TURNED_SECRETS,
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
    // The number of a pin on a circuit board is no secret.
    let pin = *last == "PIN" && (has(OWN) || has(SERVERS));
    let cache = *last == "AUTH" && has(CACHES);
    // The one secret among names that end in BASE.
    let base = name.ends_with("_KEY_BASE");
    // Most names are no secrets', and are not looked at further.
    if !(cache
        || pin
        || base
        || [PASSWORDS, SECRETS, TOKENS]
            .iter()
            .any(|list| is_in(list, last)))
    {
        return Hint::Setting;
    }
    let password = has(PASSWORDS) || cache || pin;
    let secret = has(SECRETS);
    let public = has(PUBLIC) || name.starts_with("REACT_APP_");
    let setting = is_in(SETTINGS, last) || is_in(SWITCHES, first);
    // `HASH_PASSWORDS` is a setting for the passwords of others.
    let whose = ["BROKER", "CLIENT", "USER", "USERS"];
    let others = *last == "PASSWORDS"
        && !words
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|word| whose.contains(word) || is_in(SERVERS, word));
    let place = *last == "KEY"
        && !has(OWN)
        && words
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|word| is_in(PLACES, word));
    if public || (setting && !base) || others || place {
        return Hint::Setting;
    }
    let before = words.iter().rev().nth(1);
    // The password of a server or of a key store is one's own; that of a single key came with the key.
    let of_pair = has(PAIRS)
        && (!is_in(PASSWORDS, last)
            || before.is_some_and(|word| matches!(*word, "CERT" | "KEY" | "PEM")));
    if is_in(TOOLS, &name) || of_pair || (is_in(TOKENS, last) && side_by_side(&("PRIVATE", last))) {
        return Hint::KeyPair;
    }
    let own = base
        || has(HOME)
        || (password && has(SERVERS))
        || name.starts_with("GITEA__")
        || is_chosen(&words);
    if (is_issued(&words) && !own)
        || (has(PASSWORDS) && has(MAIL))
        || ISSUED_PAIRS.iter().any(side_by_side)
        // An app password, which a server of one's own issues for an account.
        || matches!(words[..], ["NEXTCLOUD" | "WORDPRESS" | "WP", "APP", last] if is_in(PASSWORDS, last))
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

/// Whether a name is known to be that of a setting: [`Hint::Setting`] is also the hint for an unknown name.
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

/// Whether a secret of this name is half of a pair that a provider issues: `X_KEY` or `X_ID` with `X_SECRET`. `names`
/// are all names of the text in upper case.
pub(super) fn is_half_of_a_pair(name: &str, names: &HashSet<String>) -> bool {
    const PUBLIC_HALVES: [&str; 13] = [
        "_PUBLIC_KEY",
        "_PUBLISHABLE_KEY",
        "_SITE_KEY",
        "_SITEKEY",
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
    let mut half = String::with_capacity(name.len() + PUBLIC_HALVES[4].len());
    let mut halves = |mine: &[&str], others: &[&str]| {
        mine.iter().any(|end| {
            name.strip_suffix(end).is_some_and(|of| {
                !is_own_pair(of)
                    && others.iter().any(|other| {
                        half.clear();
                        half.push_str(of);
                        half.push_str(other);
                        names.contains(half.as_str())
                    })
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
        // The server creates its first project with these keys.
        || words.contains(&"INIT")
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

/// The words that tell a name from others: those of more than two letters that mean no secret, in lower case.
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
/// key. A name that is turned round is turned back: `PASSWORD_DB` is `DB_PASSWORD`.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name
        .split(['_', '-', '.'])
        .filter(|word| !word.is_empty())
        .flat_map(|word| <[&str; 2]>::from(word.split_at(word.len() - end_length(word))))
        .filter(|word| !word.is_empty())
        .collect();
    let qualifies = |word: &&str| {
        let number = word.strip_prefix('V').unwrap_or(word);
        number.bytes().all(|digit| digit.is_ascii_digit()) || is_in(QUALIFIERS, word)
    };
    while words.len() > 1 && words.last().is_some_and(qualifies) {
        words.pop();
    }
    if let [before @ .., secret, last] = words.as_mut_slice() {
        let turned = match *secret {
            "SECRET" | "SECRETS" => {
                is_in(TURNED_SECRETS, last) || *last == "USER" && !before.is_empty()
            }
            "KEY" => is_in(TURNED_KEYS, last),
            word => is_in(PASSWORDS, word) && is_in(TURNED_PASSWORDS, last),
        };
        if turned {
            std::mem::swap(secret, last);
        }
    }
    words
}

/// How long the second of two words is that are written as one: `DBPASS`, `SESSIONKEY`; 0 for a single word.
fn end_length(word: &str) -> usize {
    let is_front = |front: &str| FRONTS.iter().any(|known| front.ends_with(known));
    let short = |end: &&&str| word.strip_suffix(**end).is_some_and(is_front);
    let end = ENDS.iter().find(|end| word.ends_with(**end));
    let end = end.or_else(|| SHORT_ENDS.iter().find(short));
    end.map_or(0, |end| end.len())
}

/// Whether whoever runs an application chooses this secret, though its name contains an issuer's.
fn is_chosen(words: &[&str]) -> bool {
    let has = |word: &str| words.contains(&word);
    let of_browsers = match words {
        [.., "COOKIE" | "CSRF" | "SESSION", last] => {
            is_in(SECRETS, last) || last.starts_with("KEY")
        }
        _ => false,
    };
    let hook = has("WEBHOOK") && has("SECRET") && words.iter().any(|word| is_in(HOOKED, word));
    // Servers that one can run oneself.
    let server = matches!(
        words,
        ["GITEA" | "POSTHOG" | "SENTRY", "SECRET", "KEY"]
            | ["SENTRY", "SYSTEM", "SECRET", "KEY"]
            | ["POSTHOG", "SECRET"]
    );
    of_browsers || hook || server
}

/// Whether the name contains an issuer of keys and tokens: among its first two words, or anywhere when the word
/// is distinctive, which is `AWS`, `S3` or more than four letters.
pub(super) fn is_issued(words: &[&str]) -> bool {
    let named = |(at, word): (usize, &&str)| {
        let distinct = word.len() > 4 || ["AWS", "S3"].contains(word);
        (at < 2 || distinct) && is_in(ISSUERS, word)
    };
    let oauth = words[0].starts_with("OAUTH") && !words.contains(&"JWT");
    // A network provider's: `NORDVPN`. An OpenVPN server is one's own.
    let vpn = words[0].len() > 3 && words[0].ends_with("VPN") && words[0] != "OPENVPN";
    words.iter().enumerate().any(named) || oauth || vpn
}

/// Whether a word, in any case, names an issuer. Short names are left out, since they have other meanings too.
pub(super) fn is_issuer(word: &str) -> bool {
    word.len() > 3 && is_in(ISSUERS, &word.to_ascii_uppercase())
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
            TURNED_KEYS,
            TURNED_PASSWORDS,
            TURNED_SECRETS,
            HOOKED,
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
                "PASSWORD_POSTGRES",
                "APP_PASS_REDIS",
                "PASSWD_DB",
                "DB_PASS_PHRASE",
                "BROKER_PASSWORDS",
                "MQ_USER_PASSWORDS",
                "DBPW",
                "rootPwd",
                "STOREPASS",
                "LDAP_ADMINPW",
                "DOOR_ADMIN_PASSCODE",
                "MASTER_PIN",
                "POSTGRES_APP_PASSWORD",
                "OPENVPN_ADMIN_PASSWORD",
                "VPN_PASSWORD",
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
                "JWT_SECRET_COOKIE",
                "SECRET_CSRF",
                "SECRET_REFRESH",
                "AUTH_SECRET_STRING_V2",
                "TOKEN_SECRET_USER",
                "SECRETS_SESSION",
                "HYDRA_SECRETS_CIPHER",
                "KEY_SIGNING",
                "COOKIEKEY",
                "HMACKEY",
                "sessionToken",
                // An issuer's word in the name of a secret of one's own.
                "OAUTH2_PROXY_SESSION_SECRET",
                "OAUTH2_JWT_SECRET",
                "GOOGLE_COOKIE_KEY",
                "DISCORD_SESSION_SECRET",
                "GITLAB_WEBHOOK_SECRET",
                "GITHUB_APP_WEBHOOK_SECRET",
                "TELEGRAM_WEBHOOK_SECRET_TOKEN",
                "SENTRY_SYSTEM_SECRET_KEY",
                "POSTHOG_SECRET",
                "GITEA_SECRET_KEY",
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
                "AWS_SECRET_ACCESS",
                "AWS_SESSION_TOKEN",
                "SLACK_WEBHOOK_SECRET",
                "GITHUB_CLIENT_SECRET",
                "SENTRY_SECRET",
                "OAUTH_SECRET",
                "PASSWORD_SMTP",
                "NGROK_AUTHTOKEN",
                "PROTONVPN_PASSWORD",
                "WP_APP_PASSWORD",
                "GMAIL_APP_PASSWORD",
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
                "HOTKEY",
                "USERKEY",
                "CACHE_KEY_JWT",
                "COMPASS",
                "MONKEY",
                "LED_PIN",
                "USE_SECRET_COOKIE",
                "ALLOW_WEAK_PASSWORDS",
                "HASH_PASSWORDS",
                "RECENT_PASSWORDS",
                "PASSWORD_ENCRYPTION",
                "PASSWORD_HASH",
                "PASSWORD_AUTH",
                "PASSWORD_USER",
                "SECRET_USER",
                "CACHE_KEY_SESSION",
                "KEY_VAULT",
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
