//! Word lists for telling placeholders.

/// Words of which each alone tells a placeholder.
pub const TELLING: &[&str] = &[
    "changeit",
    "changeme",
    "changethis",
    "dummy",
    "example",
    "fixme",
    "insecure",
    "placeholder",
    "replaceme",
    "replacethis",
    "tbd",
    "todo",
    "yourself",
];

/// What stands behind `change` and `replace` in a placeholder, as a word of its own or written together.
pub const OBJECTS: &[&str] = &[
    "asap",
    "before",
    "by",
    "default",
    "during",
    "for",
    "immediately",
    "in",
    "it",
    "key",
    "later",
    "me",
    "now",
    "on",
    "pass",
    "password",
    "secret",
    "that",
    "the",
    "this",
    "to",
    "with",
    "your",
];

/// Words that say what the value should be. `your`, `here`, `random` and `generate` are telling beside them.
pub const NOUNS: &[&str] = &[
    "access",
    "admin",
    "alphanumeric",
    "api",
    "app",
    "auth",
    "base64",
    "bytes",
    "character",
    "characters",
    "chars",
    "client",
    "cookie",
    "credentials",
    "database",
    "db",
    "domain",
    "encryption",
    "hash",
    "hex",
    "id",
    "insert",
    "jwt",
    "key",
    "pass",
    "password",
    "paste",
    "private",
    "put",
    "salt",
    "secret",
    "session",
    "string",
    "token",
    "uuid",
    "value",
];

/// Words that stand before those.
pub const ADJECTIVES: &[&str] = &[
    "long", "new", "own", "safe", "secure", "some", "strong", "super", "very",
];

/// The words above, and of the well-known ones, that a list of words for passphrases has too. Sorted, for binary
/// search.
#[rustfmt::skip]
pub const DICTIONARY: &[&str] = &[
    "account", "change", "character", "client", "default", "domain", "during", "example", "football", "hash", "ninja",
    "password", "princess", "private", "random", "replace", "salt", "sample", "secret", "service", "shadow", "superman",
    "system", "that", "user", "value", "very",
];

/// Values that are placeholders only as a whole.
pub const WHOLE: &[&str] = &[
    "none",
    "null",
    "undefined",
    "...",
    "…",
    "secret-key",
    "random",
    "generate",
];
