//! What a comment says about the origin of a value, beside plain instructions to get it: the page of a provider, an
//! application registered there, something that exists already, or a tool that hashes or makes keys.

use super::prose::{has_word, sentences, words};
use crate::engine::bundle::name::is_issuer;

/// Whether the comment says that the value exists elsewhere already. `prose` is in lower case.
pub(super) fn is_held_elsewhere(prose: &str) -> bool {
    let urls = sentences(prose)
        .filter(|sentence| !has_word(sentence, &PURPOSES))
        .flat_map(str::split_whitespace)
        .filter_map(|word| {
            let (_, url) = word.split_once("://")?;
            Some(url.trim_end_matches(['.', ',', ')', '>']))
        });
    let manuals = ["docs", "documentation", "guide", "manual", "readme", "wiki"];
    urls.map(|url| url.split(['/', '#', '?']).collect::<Vec<_>>())
        .any(|parts| is_keys_page(&parts))
        || clauses(prose).any(|clause| {
            let words: Vec<&str> = words(clause).collect();
            !has_word(clause, &manuals)
                && (is_taken(&words)
                    || (0..words.len()).any(|at| is_existing(&words[at..], &words))
                    || !has_word(clause, &PURPOSES)
                        && (0..words.len()).any(|at| {
                            let rest = &words[at..];
                            is_registered(rest) || is_of_issuer(rest)
                        }))
        })
}

/// Whether `parts`, the host of an address and the parts of its path, are those of a page on which a provider shows keys.
fn is_keys_page(parts: &[&str]) -> bool {
    let pages = [
        "access-tokens",
        "api-keys",
        "api-tokens",
        "api_keys",
        "apikey",
        "apikeys",
        "app-passwords",
        "apppasswords",
        "developers",
        "personal-access-tokens",
    ];
    // These may also be a chapter or a folder, unless the page is one of an account.
    let others = ["credentials", "keys", "tokens"];
    let accounts = ["account", "apis", "profile", "settings", "user"];
    let hosts = [
        "account",
        "console.",
        "dash",
        "manage.",
        "platform.",
        "portal.",
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
    let [host, path @ ..] = parts else {
        return false;
    };
    let has = |list: &[&str]| path.iter().any(|part| list.contains(part));
    let account = has(&accounts) || hosts.iter().any(|start| host.starts_with(start));
    host.contains('.')
        && !host.starts_with("docs.")
        && !has(&about)
        && (has(&pages) || account && has(&others))
}

/// Whether the words are an instruction to get the value: `copy it from`, `find this under`.
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
        ] if made(verb) => rest.iter().take(3).any(app),
        [noun, "you", verb, ..] => app(noun) && made(verb),
        _ => false,
    }
}

/// Whether the words begin with a thing that is there already: `for the existing database`. A warning not to change the
/// value does not count.
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

/// Whether the words begin with a provider's or a device's password: `your Docker Hub password`, `of your router`,
/// `from your Slack app`. A server of one's own may bear an issuer's name too; its password is not the issuer's.
fn is_of_issuer(words: &[&str]) -> bool {
    let issues = |word: &str| {
        [
            "email", "fi", "hub", "isp", "mail", "mailbox", "nas", "router", "vpn", "wifi",
        ]
        .contains(&word)
            || is_issuer(word)
    };
    let servers = [
        "container",
        "database",
        "instance",
        "installation",
        "server",
    ];
    let noun = |word: &str| ["credentials", "key", "password", "token"].contains(&word);
    match words {
        ["of" | "from", "your", whose, rest @ ..] if issues(whose) => {
            !rest.iter().take(2).any(|word| servers.contains(word))
        }
        ["your", rest @ ..] => {
            let end = rest.iter().take(4).position(|word| noun(word));
            let mut before = rest[..end.unwrap_or_default()].iter().rev();
            let whose = before.find(|word| !["account", "s"].contains(word));
            whose.is_some_and(|word| issues(word))
        }
        ["gave", "you", ..] => true,
        _ => false,
    }
}

/// Words for what a value is used for: in a clause with one of these, other things may be found elsewhere.
const PURPOSES: [&str; 12] = [
    "encrypt",
    "encrypted",
    "encryption",
    "encrypts",
    "log",
    "protects",
    "sign",
    "signs",
    "stores",
    "use",
    "used",
    "uses",
];

/// Whether the comment says that the value is a password hash, or a key that a tool makes. `prose` is in lower case.
pub(super) fn is_of_a_tool(prose: &str) -> bool {
    clauses(prose).any(|clause| {
        let words: Vec<&str> = words(clause).collect();
        (0..words.len())
            .any(|at| is_subject(&words[..at]) && (is_hash(&words[at..]) || is_key(&words[at..])))
    })
}

/// Whether what follows these words is the value itself, not what it is used for or one of several ways to write it.
fn is_subject(before: &[&str]) -> bool {
    // `the admin password as a bcrypt hash`
    let is_hashed = matches!(before, [.., "as", "a" | "an"]);
    !before
        .iter()
        .any(|word| OTHERS.contains(word) && !(is_hashed && *word == "password"))
}

/// Words for things other than the value, or for what is done with it later.
#[rustfmt::skip]
const OTHERS: [&str; 28] = [
    "added", "can", "decrypt", "decrypts", "encrypt", "encrypts", "instead", "length", "may", "not", "or",
    "passphrase", "password", "path", "pepper", "preferably", "protects", "salt", "saved", "secret", "seed", "size",
    "stored", "stores", "unlocks", "use", "used", "uses",
];

fn is_hash(words: &[&str]) -> bool {
    let scheme = |word: &str| {
        ["apr1", "bcrypt", "htpasswd", "scrypt", "yescrypt"].contains(&word)
            || word.starts_with("argon2")
    };
    // `bcrypt hash rounds`, `bcrypt hashed on start`
    let others = [
        "automatically",
        "before",
        "cost",
        "factor",
        "key",
        "on",
        "pepper",
        "rounds",
        "salt",
        "secret",
        "when",
    ];
    match words {
        ["htpasswd", "entry" | "line", ..] => true,
        ["hash", "of", rest @ ..] => rest.contains(&"password") && !rest.contains(&"stored"),
        [first, "digest" | "hash" | "hashed" | "phc", rest @ ..] if scheme(first) => {
            !rest.first().is_some_and(|next| others.contains(next))
        }
        ["hashed", "password", rest @ ..] | ["password", "hash", rest @ ..] => {
            !rest.first().is_some_and(|next| others.contains(next))
        }
        _ => false,
    }
}

fn is_key(words: &[&str]) -> bool {
    let others = [
        "file",
        "id",
        "length",
        "passphrase",
        "password",
        "path",
        "size",
    ];
    match words {
        [
            "pem",
            "encoded" | "format" | "formatted" | "key" | "private" | "rsa",
            ..,
        ] => true,
        [
            "ec" | "ecdsa" | "ed25519" | "es256" | "rs256" | "rsa",
            "private",
            "key",
            rest @ ..,
        ]
        | ["rsa", "key", rest @ ..] => !rest.first().is_some_and(|next| others.contains(next)),
        _ => false,
    }
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
            "your wi-fi password",
            "the password of your nas",
            "from your discord application",
            "the token that @frob gave you",
            "https://console.example.com/apis/credentials",
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
            "https://example.com/frob/keys",
            "password to log in at https://app.example.com/api-keys",
            "stores your openai key encrypted",
            "used by the bot you register here",
            "root password of your gitlab server",
            "your gitlab root password",
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
            "an argon2 phc string",
            "htpasswd line of the proxy",
            "rs256 private key",
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
            "the hash of the password is stored",
            "will be stored as a bcrypt hash",
            "bcrypt hashed on start",
            "the secret key",
        ] {
            assert!(!is_of_a_tool(prose), "{prose}");
        }
    }
}
