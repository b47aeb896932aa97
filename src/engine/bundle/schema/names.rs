//! Which kind of schema a text is, by the name of its file or by its content.

use super::kind::Schema;

/// Decorators that only a schema has. `@see` and `@param` stand in the comments of other files too.
const DECORATORS: [&str; 14] = [
    "currentEnv",
    "defaultRequired",
    "defaultSensitive",
    "docs",
    "envFlag",
    "generateTsTypes",
    "generateTypes",
    "internal",
    "optional",
    "plugin",
    "public",
    "required",
    "sensitive",
    "type",
];

/// The kind of schema that `text` is, from a file called `name`; `None` for a plain `.env`.
pub(in crate::engine::bundle) fn recognised(text: &str, name: &str) -> Option<Schema> {
    let ends = |end: &str| {
        let at = name.len().checked_sub(end.len());
        at.and_then(|at| name.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    if ends("env.schema") {
        return Some(Schema::Varlock);
    }
    if ends("secretspec.toml") {
        return Some(Schema::Secretspec);
    }
    if ends("app.json") || text.trim_start().starts_with('{') {
        return Some(Schema::AppJson);
    }
    let mut lines = text.lines().map(str::trim);
    // Headers in brackets are no variables in any reader of a `.env`.
    if lines
        .clone()
        .any(|line| line.starts_with("[profiles.") || line == "[profiles]")
    {
        return Some(Schema::Secretspec);
    }
    lines
        .any(|line| line.strip_prefix('#').is_some_and(decorates))
        .then_some(Schema::Varlock)
}

/// Whether a comment begins with a decorator of a schema.
fn decorates(comment: &str) -> bool {
    let Some(rest) = comment.trim_start().strip_prefix('@') else {
        return false;
    };
    let end = rest.find(|symbol: char| !symbol.is_ascii_alphanumeric());
    DECORATORS.contains(&&rest[..end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_told_by_its_name() {
        for (name, expected) in [
            (".env.schema", Some(Schema::Varlock)),
            ("env.schema", Some(Schema::Varlock)),
            ("secretspec.toml", Some(Schema::Secretspec)),
            ("app.json", Some(Schema::AppJson)),
            (".env", None),
            (".env.example", None),
            ("schema.env", None),
        ] {
            assert_eq!(recognised("PORT=3000\n", name), expected, "{name}");
        }
    }

    #[test]
    fn a_schema_is_told_by_what_stands_in_it() {
        for (text, expected) in [
            ("# @sensitive\nA=\n", Some(Schema::Varlock)),
            (
                "#@type=string(minLength=8) @required\nA=\n",
                Some(Schema::Varlock),
            ),
            ("# @defaultSensitive=false\n# ---\n", Some(Schema::Varlock)),
            (
                "[project]\nname = 'x'\n\n[profiles.default]\n",
                Some(Schema::Secretspec),
            ),
            ("\n {\"env\": {}}", Some(Schema::AppJson)),
            ("# mail me @type or @sensitive\nA=1\n", None),
            ("# @see https://example.org\n# @typed by hand\nA=1\n", None),
            ("A='# @sensitive'\n", None),
            ("", None),
        ] {
            assert_eq!(recognised(text, ""), expected, "{text}");
        }
    }
}
