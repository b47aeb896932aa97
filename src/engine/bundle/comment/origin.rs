//! Where a comment says that its value comes from, other than in plain words for getting it: the page of a provider, an
//! application registered there, something that exists already, or a tool that hashes or makes keys.

use super::prose::{has_word, sentences, words};
use crate::engine::bundle::name::is_issuer;

/// Whether the comment tells of a place that has the value already. `prose` is in lower case.
pub(super) fn is_held_elsewhere(prose: &str) -> bool {
    let urls = prose.split_whitespace().filter_map(|word| {
        let (_, url) = word.split_once("://")?;
        Some(url.trim_end_matches(['.', ',', ')', '>', ';']))
    });
    let manuals = ["docs", "documentation", "guide", "manual", "readme", "wiki"];
    urls.map(|url| url.split(['/', '#', '?'])).any(is_keys_page)
        || clauses(prose).any(|clause| {
            let words: Vec<&str> = words(clause).collect();
            !has_word(clause, &manuals)
                && (is_taken(&words)
                    || (0..words.len()).any(|at| {
                        let rest = &words[at..];
                        is_registered(rest) || is_existing(rest, &words) || is_of_issuer(rest)
                    }))
        })
}

/// Whether the parts of an address are those of a page on which a provider shows keys.
fn is_keys_page<'a>(mut parts: impl Iterator<Item = &'a str>) -> bool {
    let pages = [
        "access-tokens",
        "api-keys",
        "api-tokens",
        "api_keys",
        "apikey",
        "apikeys",
        "app-passwords",
        "apppasswords",
        "credentials",
        "developers",
        "keys",
        "personal-access-tokens",
        "tokens",
    ];
    let about = [
        "blob",
        "blog",
        "configuration",
        "docs",
        "documentation",
        "guide",
        "help",
        "tree",
        "wiki",
    ];
    let host = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    host.contains('.')
        && !host.starts_with("docs.")
        && !rest.iter().any(|part| about.contains(part))
        && rest.iter().any(|part| pages.contains(part))
}

/// Whether the words tell to fetch the value: `copy it from`, `find this under`.
fn is_taken(words: &[&str]) -> bool {
    matches!(
        words,
        [
            "copy" | "find" | "get" | "paste" | "take",
            "both" | "it" | "one" | "them" | "this" | "yours",
            "at" | "from" | "in" | "on" | "under",
            ..
        ]
    ) && !words
        .iter()
        .any(|word| word.ends_with("random") || *word == "env")
}

/// Whether the words begin with the registration of an application at a provider: `you created the app`, `after
/// registering a bot`, `the app you created`.
fn is_registered(words: &[&str]) -> bool {
    let app = |word: &&str| ["app", "application", "bot", "client", "integration"].contains(word);
    let made = |word: &str| {
        [
            "create",
            "created",
            "creating",
            "register",
            "registered",
            "registering",
        ]
        .contains(&word)
    };
    match words {
        [
            "after" | "by" | "have" | "once" | "when" | "you",
            verb,
            "a" | "an" | "the" | "your",
            rest @ ..,
        ] if made(verb) => rest.iter().take(3).any(|word| app(word)),
        [noun, "you", verb, ..] => app(noun) && made(verb),
        _ => false,
    }
}

/// Whether the words begin with a thing that is there already: `for the existing database`. A warning not to change the
/// value there is none.
fn is_existing(words: &[&str], clause: &[&str]) -> bool {
    let things = [
        "account", "bucket", "cluster", "database", "db", "mailbox", "server", "user",
    ];
    let warning = |word: &&str| {
        word.starts_with("chang") || ["break", "breaks", "not", "t", "upgrading"].contains(word)
    };
    matches!(words, ["for" | "of" | "to", "a" | "an" | "the" | "your", "existing", rest @ ..]
        if rest.iter().take(2).any(|word| things.contains(word)))
        && !clause.iter().any(warning)
}

/// Whether the words begin with a provider's or a device's password: `your Docker Hub password`, `your router's
/// password`.
fn is_of_issuer(words: &[&str]) -> bool {
    let ["your", rest @ ..] = words else {
        return false;
    };
    let noun = |word: &&str| ["credentials", "key", "password", "token"].contains(word);
    let Some(end) = rest.iter().take(4).position(|word| noun(&word)) else {
        return false;
    };
    let mut before = rest[..end]
        .iter()
        .rev()
        .skip_while(|word| ["account", "s"].contains(word));
    before.next().is_some_and(|word| {
        ["hub", "isp", "mailbox", "nas", "router", "vpn", "wifi"].contains(word) || is_issuer(word)
    })
}

/// Whether the comment says that the value is a password hash, or a key that a tool makes. `prose` is in lower case.
pub(super) fn is_of_a_tool(prose: &str) -> bool {
    clauses(prose).any(|clause| {
        let words: Vec<&str> = words(clause).collect();
        (0..words.len())
            .any(|at| is_subject(&words[..at]) && (is_hash(&words[at..]) || is_key(&words[at..])))
    })
}

/// Whether what follows these words is the value itself, and not what it is used for or one way to write it.
fn is_subject(before: &[&str]) -> bool {
    let others = [
        "added",
        "can",
        "decrypt",
        "decrypts",
        "encrypt",
        "encrypts",
        "instead",
        "length",
        "may",
        "not",
        "or",
        "passphrase",
        "password",
        "path",
        "pepper",
        "preferably",
        "protects",
        "salt",
        "secret",
        "seed",
        "size",
        "unlocks",
        "use",
        "used",
        "uses",
    ];
    // `the admin password as a bcrypt hash`
    let as_hash = before.ends_with(&["as", "a"]) || before.ends_with(&["as", "an"]);
    let mut words = before.iter();
    !words.any(|word| others.contains(word) && !(as_hash && *word == "password"))
}

fn is_hash(words: &[&str]) -> bool {
    let scheme = |word: &str| {
        ["apr1", "bcrypt", "htpasswd", "scrypt", "yescrypt"].contains(&word)
            || word.starts_with("argon2")
    };
    let (found, next) = match words {
        [first, "digest" | "hash" | "hashed", rest @ ..] if scheme(first) => (true, rest.first()),
        ["hashed", "password", rest @ ..] | ["password", "hash", rest @ ..] => (true, rest.first()),
        ["hash", "of", rest @ ..] => (rest.contains(&"password"), None),
        _ => (false, None),
    };
    let size = [
        "cost", "factor", "key", "pepper", "rounds", "salt", "secret",
    ];
    found && !next.is_some_and(|next| size.contains(next))
}

fn is_key(words: &[&str]) -> bool {
    let (found, next) = match words {
        [
            "pem",
            "encoded" | "format" | "formatted" | "key" | "private" | "rsa",
            ..,
        ] => (true, None),
        [
            "ec" | "ecdsa" | "ed25519" | "rsa",
            "private",
            "key",
            rest @ ..,
        ]
        | ["rsa", "key", rest @ ..] => (true, rest.first()),
        _ => (false, None),
    };
    found
        && !next.is_some_and(|next| {
            [
                "file",
                "id",
                "length",
                "passphrase",
                "password",
                "path",
                "size",
            ]
            .contains(next)
        })
}

fn clauses(prose: &str) -> impl Iterator<Item = &str> {
    let clauses = sentences(prose).flat_map(|sentence| sentence.split([',', ':', '(', ')']));
    clauses.map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_has_already_is_noticed() {
        for prose in [
            "https://console.example.com/settings/api-keys",
            "create one: https://account.example.org/app-passwords.",
            "secret of the client you registered at the bank",
            "enter the secret here after registering your application",
            "you get it when you create the bot with @frob",
            "copy it from the settings page after the first login",
            "take them from the other node",
            "password of the existing mailbox",
            "credentials for an existing cluster",
            "your docker hub token",
            "your nas's password",
            "your spotify account password",
            "your vpn password",
        ] {
            assert!(is_held_elsewhere(prose), "{prose}");
        }
        for prose in [
            "",
            "https://docs.example.com/api-keys",
            "https://example.com/docs/tokens",
            "https://example.com/configuration/options#secret",
            "https://secrets.example.app/32",
            "http://localhost/keys",
            "signs tokens of registered applications",
            "used to register new users",
            "users create an app with it",
            "password of the admin account created on first start",
            "do not change this for an existing database",
            "changing it for an existing server signs everybody out",
            "for existing users to log in",
            "your database password",
            "your own password",
            "your app's secret key",
            "your admin token",
            "get one from /dev/urandom",
            "find it in the documentation",
            "copy this file",
            "copy it from .env.sample and fill it in",
            "https://example.com/frob/tree/main/keys",
        ] {
            assert!(!is_held_elsewhere(prose), "{prose}");
        }
    }

    #[test]
    fn what_a_tool_makes_is_noticed() {
        for prose in [
            "argon2id hash of the root password",
            "the hashed password of the dashboard",
            "the admin password as a bcrypt hash",
            "admin password (bcrypt hash)",
            "password hash, see the manual",
            "hash of the admin's password",
            "a pem formatted key that signs tokens",
            "rsa private key",
            "an rsa key in pem",
        ] {
            assert!(is_of_a_tool(prose), "{prose}");
        }
        for prose in [
            "",
            "salt for the bcrypt hash",
            "pepper, added to the password hash",
            "used for the password hash",
            "bcrypt hash rounds",
            "a password or an argon2 hash",
            "can be a bcrypt hash",
            "hashes passwords",
            "used to hash api keys",
            "passphrase of the rsa private key",
            "encrypts the rsa key",
            "rsa key size",
            "path of the pem key",
            "hash of the commit",
            "the secret key",
        ] {
            assert!(!is_of_a_tool(prose), "{prose}");
        }
    }
}
