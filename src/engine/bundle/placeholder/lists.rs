//! Word lists for recognising placeholders.

/// Words each of which alone marks a placeholder.
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

/// What follows `change` and `replace` in a placeholder, as a word of its own or written together with them.
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

/// Words that say what the value should be. Beside them `your`, `here`, `random` and `generate` mark a placeholder.
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

/// Words that may stand before a noun.
pub const ADJECTIVES: &[&str] = &[
    "long", "new", "own", "safe", "secure", "some", "strong", "super", "ultra", "very",
];

/// Words between the others, which mark no placeholder by themselves.
#[rustfmt::skip]
pub const FILL: &[&str] = &[
    "actual", "bit", "bits", "byte", "changed", "else", "enter", "generate", "lengthy", "max", "min", "one", "prod", "random", "real",
    "replaced", "set", "something",
];

/// What the keys of issuers begin with.
#[rustfmt::skip]
pub const PREFIXES: &[&str] = &[
    "dop", "ghp", "ghs", "glpat", "gsk", "hf", "npm", "pat", "phc", "pk", "re", "rk", "shpat", "sk", "tr", "whsec",
    "xapp", "xoxb", "xoxp",
];

/// Words of placeholders and of weak passwords that people also use in sentences and passphrases: beside one of these,
/// only a plain `change me` is surely a placeholder.
#[rustfmt::skip]
pub const PEOPLES: &[&str] = &[
    "baseball", "batman", "be", "dragon", "football", "for", "hello", "in", "is", "it", "letmein", "me", "monkey",
    "monster", "my", "ninja", "not", "on", "princess", "shadow", "sunshine", "superman", "to", "welcome",
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
