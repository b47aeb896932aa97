//! Where a value holds its secret, and how the secret is written there.

use super::{id::RowId, url};
use crate::engine::base::secret::Secret;
use std::{ops::Range, slice};

/// Where a row holds its secret.
#[derive(Debug)]
pub(super) enum Place {
    /// The value is the secret.
    Whole,
    /// The secret is a part of the value, at one place or several.
    Within {
        /// The text before the secret, between its places, and after it.
        around: Vec<Secret>,
        syntax: PlaceSyntax,
        /// For each place, the row that its secret is taken from, if any. Empty where all places have one secret.
        each: Vec<Option<RowId>>,
    },
}

/// How a text writes a secret that is a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceSyntax {
    /// As it is.
    Plain,
    /// Percent-encoded, as in a URL.
    Percent,
    /// As ADO.NET quotes a value: in `"` or `'`, which are doubled inside.
    AdoNet,
    /// As ODBC and the JDBC driver of SQL Server quote a value: in braces, with `}` doubled inside.
    Braces,
    /// As libpq quotes a value: in `'`, with `\'` and `\\` inside.
    Libpq,
    /// Within a string of JSON.
    Json,
}

impl Place {
    /// The places `at` in `value`, with one secret in all of them.
    pub fn within(
        value: &str,
        at: impl IntoIterator<Item = Range<usize>>,
        syntax: PlaceSyntax,
    ) -> Self {
        let mut around = Vec::new();
        let mut from = 0;
        for place in at {
            around.push(value[from..place.start].into());
            from = place.end;
        }
        around.push(value[from..].into());
        Self::Within {
            around,
            syntax,
            each: Vec::new(),
        }
    }

    /// For each of several secrets, the row that it is taken from, if any; empty where there is only one secret.
    pub fn each(&self) -> &[Option<RowId>] {
        match self {
            Self::Whole => &[],
            Self::Within { each, .. } => each,
        }
    }

    /// The value that holds `secret` in this place.
    pub fn fill(&self, secret: &Secret) -> Secret {
        self.fill_each(slice::from_ref(secret))
    }

    /// The value that holds these secrets in its places; places beyond the last secret hold the first.
    pub fn fill_each(&self, secrets: &[Secret]) -> Secret {
        let first = secrets.first().map_or("", Secret::expose);
        let Self::Within { around, syntax, .. } = self else {
            return Secret::from(first);
        };
        let secret = |at: usize| syntax.write(secrets.get(at).map_or(first, Secret::expose));
        let written: Vec<Secret> = (1..around.len()).map(|at| secret(at - 1)).collect();
        let size = around.iter().chain(&written).map(Secret::len).sum();
        let mut out = Secret::with_capacity(size);
        for (at, piece) in around.iter().enumerate() {
            if at > 0 {
                out.push_str(written[at - 1].expose());
            }
            out.push_str(piece.expose());
        }
        out
    }

    /// The secret inside `value`, the first of several; `None` if the text around it is another.
    pub fn bare(&self, value: &Secret) -> Option<Secret> {
        let Self::Within {
            around,
            syntax,
            each,
        } = self
        else {
            return Some(Secret::from(value.expose()));
        };
        if !each.is_empty() {
            return self.bare_each(value)?.into_iter().next();
        }
        let rest = value.expose().strip_prefix(around.first()?.expose())?;
        let others = around[1..].iter().map(Secret::len).sum::<usize>();
        let places = around.len() - 1;
        let length = rest.len().checked_sub(others)?.checked_div(places)?;
        let (written, rest) = rest.split_at_checked(length)?;
        rest.starts_with(around[1].expose())
            .then(|| syntax.read(written))?
    }

    /// The secrets inside the JSON text `value`, each of which ends before an unescaped quote; `None` if the text
    /// around them is another.
    pub fn bare_each(&self, value: &Secret) -> Option<Vec<Secret>> {
        let Self::Within { around, syntax, .. } = self else {
            return None;
        };
        let mut rest = value.expose().strip_prefix(around.first()?.expose())?;
        let mut secrets = Vec::with_capacity(around.len() - 1);
        for piece in &around[1..] {
            let mut escaped = false;
            let end = rest.find(|symbol: char| {
                let ends = symbol == '"' && !escaped;
                escaped = symbol == '\\' && !escaped;
                ends
            })?;
            secrets.push(syntax.read(&rest[..end])?);
            rest = rest[end..].strip_prefix(piece.expose())?;
        }
        Some(secrets)
    }
}

impl PlaceSyntax {
    /// `secret` as it is written.
    pub fn write(self, secret: &str) -> Secret {
        let mut out = Secret::with_capacity(3 * secret.len() + 2);
        match self {
            Self::Percent => url::percent_encode(secret, &mut out),
            Self::Plain => out.push_str(secret),
            Self::AdoNet => {
                let odd = secret.contains([';', '"', '\'', '=']) || secret.trim() != secret;
                match (odd, secret.contains('"')) {
                    (false, _) => out.push_str(secret),
                    (true, true) if !secret.contains('\'') => {
                        quote(secret, '\'', '\'', '\'', &mut out);
                    }
                    _ => quote(secret, '"', '"', '"', &mut out),
                }
            }
            Self::Braces => {
                if secret.contains([
                    ';', '{', '}', '[', ']', '(', ')', ',', '?', '*', '=', '!', '@', ' ',
                ]) {
                    quote(secret, '{', '}', '}', &mut out);
                } else {
                    out.push_str(secret);
                }
            }
            Self::Libpq => {
                if secret.is_empty() || secret.contains([' ', '\'', '\\', '\t', '\n']) {
                    quote(secret, '\'', '\'', '\\', &mut out);
                } else {
                    out.push_str(secret);
                }
            }
            Self::Json => {
                for symbol in secret.chars() {
                    if symbol == '"' || symbol == '\\' {
                        out.push('\\');
                    }
                    out.push(symbol);
                }
            }
        }
        out
    }

    /// The secret that `written` stands for; `None` where it is malformed.
    pub fn read(self, written: &str) -> Option<Secret> {
        let between = |open: char, close: char| written.strip_prefix(open)?.strip_suffix(close);
        match self {
            Self::Percent => url::percent_decode(written),
            Self::AdoNet => Some(
                match ['"', '\'']
                    .into_iter()
                    .find(|mark| written.starts_with(*mark))
                {
                    Some(mark) => unquote(between(mark, mark)?, mark, mark),
                    None => written.into(),
                },
            ),
            Self::Braces if written.starts_with('{') => Some(unquote(between('{', '}')?, '}', '}')),
            Self::Libpq if written.starts_with('\'') => {
                Some(unquote(between('\'', '\'')?, '\\', '\''))
            }
            Self::Plain | Self::Braces | Self::Libpq => Some(written.into()),
            // Other escapes stay: they stand for characters that secrets do not have.
            Self::Json => Some(unquote(written, '\\', '"')),
        }
    }
}

/// Appends `text` between two marks, with the closing mark, and the escape itself, escaped.
fn quote(text: &str, open: char, close: char, escape: char, out: &mut Secret) {
    out.push(open);
    for symbol in text.chars() {
        if symbol == close || symbol == escape {
            out.push(escape);
        }
        out.push(symbol);
    }
    out.push(close);
}

/// `text` with each `escape` before itself or `mark` removed.
fn unquote(text: &str, escape: char, mark: char) -> Secret {
    let mut out = Secret::with_capacity(text.len());
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        match symbols.peek() {
            Some(next) if symbol == escape && (*next == escape || *next == mark) => {
                out.push(*next);
                symbols.next();
            }
            _ => out.push(symbol),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [PlaceSyntax; 6] = [
        PlaceSyntax::Plain,
        PlaceSyntax::Percent,
        PlaceSyntax::AdoNet,
        PlaceSyntax::Braces,
        PlaceSyntax::Libpq,
        PlaceSyntax::Json,
    ];

    #[test]
    fn each_syntax_reads_what_it_writes() {
        let secrets = [
            "", "abc", "a;b", "a'b", "a\"b", "a'b\"c", "a}b", "{x}", "a\\b", "a b", "a=b", "=",
            "a%41b", "é/@:", "''", "\\'", "}}",
        ];
        for syntax in ALL {
            for secret in secrets {
                let written = syntax.write(secret);
                let read = syntax.read(written.expose()).expect("it was just written");
                assert_eq!(read.expose(), secret, "{syntax:?} {written:?}");
            }
        }
    }

    #[test]
    fn a_secret_is_quoted_only_where_it_must_be() {
        for (syntax, secret, expected) in [
            (PlaceSyntax::Percent, "a/b", "a%2Fb"),
            (PlaceSyntax::AdoNet, "a/b", "a/b"),
            (PlaceSyntax::AdoNet, "a;b", "\"a;b\""),
            (PlaceSyntax::AdoNet, "a\"b", "'a\"b'"),
            (PlaceSyntax::AdoNet, "a'b\"c", "\"a'b\"\"c\""),
            (PlaceSyntax::Braces, "a}b", "{a}}b}"),
            (PlaceSyntax::Braces, "ab", "ab"),
            (PlaceSyntax::Libpq, "a b'c\\", "'a b\\'c\\\\'"),
            (PlaceSyntax::Libpq, "a/b+c=", "a/b+c="),
            (PlaceSyntax::Json, "a\"b\\", "a\\\"b\\\\"),
        ] {
            assert_eq!(syntax.write(secret).expose(), expected, "{syntax:?}");
        }
    }

    #[test]
    fn a_secret_at_several_places_is_filled_in_and_taken_out() {
        let place = Place::Within {
            around: vec!["x:".into(), "@a,x:".into(), "@b".into()],
            syntax: PlaceSyntax::Percent,
            each: Vec::new(),
        };
        let value = place.fill(&Secret::from("p/q"));
        assert_eq!(value.expose(), "x:p%2Fq@a,x:p%2Fq@b");
        assert_eq!(place.bare(&value).expect("it is there").expose(), "p/q");
        assert!(place.bare(&Secret::from("y")).is_none());
    }

    #[test]
    fn each_place_may_have_a_secret_of_its_own() {
        let place = Place::Within {
            around: vec!["{\"a\":\"".into(), "\",\"b\":\"".into(), "\"}".into()],
            syntax: PlaceSyntax::Json,
            each: vec![None, None],
        };
        let secrets = [Secret::from("p\"q\\"), Secret::from("")];
        let value = place.fill_each(&secrets);
        assert_eq!(value.expose(), r#"{"a":"p\"q\\","b":""}"#);
        let read = place.bare_each(&value).expect("they are there");
        let read: Vec<&str> = read.iter().map(Secret::expose).collect();
        assert_eq!(read, ["p\"q\\", ""]);
        assert!(place.bare_each(&Secret::from("{\"a\":\"")).is_none());
    }
}
