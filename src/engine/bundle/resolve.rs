//! Resolving references to other variables, for consumers that do not expand them.
//!
//! Only what all expanding readers agree on is resolved: `${NAME}`, `${NAME:-default}` and, except by
//! python-dotenv's rules, `$NAME`, each naming a variable that stands earlier in the text. Anything else can be
//! rendered only for the reader it was written for.

use super::{Bundle, row::Anchor};
use crate::engine::base::secret::Secret;

/// The most bytes that the resolved values may have together: with two references per line, each line could double
/// their size.
const MOST: usize = 1 << 21;

/// The values of the rows that refer to others.
#[derive(Default)]
pub(super) struct ResolvedValues {
    /// The resolved value of each row up to the last requested one; `None` where the row has no references or
    /// they cannot be resolved.
    values: Vec<Option<Secret>>,
    /// The length of all these values together, in bytes.
    grown: usize,
}

impl ResolvedValues {
    /// The value of the row at `at` with its references resolved; `None` when they cannot be.
    pub fn value(&mut self, bundle: &Bundle, at: usize) -> Option<Secret> {
        while self.values.len() <= at {
            let value = self.resolve(bundle, self.values.len());
            self.grown += value.as_ref().map_or(0, Secret::len);
            self.values.push(value.filter(|_| self.grown <= MOST));
        }
        self.values[at]
            .as_ref()
            .map(|value| Secret::from(value.expose()))
    }

    fn resolve(&self, bundle: &Bundle, at: usize) -> Option<Secret> {
        let row = &bundle.rows[at];
        if !row.is_template() || self.grown > MOST {
            return None;
        }
        let imported = bundle.imported.as_ref()?;
        let Anchor::Entry(entry) = row.anchor else {
            return None;
        };
        let token = imported.slice(&imported.entries()[entry].token);
        let inner = match token.strip_prefix('"') {
            Some(inner) => inner.strip_suffix('"')?,
            None => token,
        };
        let odd = inner.contains(['\\', '`', '"', '\'', '~']);
        if odd || !inner.contains('$') {
            return None;
        }
        self.text(
            bundle,
            inner,
            at,
            imported.dialect().reader().needs_braces(),
        )
    }

    fn text(&self, bundle: &Bundle, inner: &str, at: usize, braces_only: bool) -> Option<Secret> {
        let mut out = Secret::with_capacity(inner.len());
        let mut rest = inner;
        while let Some((before, after)) = rest.split_once('$') {
            out.push_str(before);
            if braces_only && !after.starts_with('{') {
                out.push('$');
                rest = after;
                continue;
            }
            let (name, default, after) = reference(after)?;
            let defined = bundle.rows.at_name(name).filter(|earlier| *earlier < at);
            let value = match defined.filter(|earlier| !bundle.rows[*earlier].is_off()) {
                Some(earlier) => self.earlier(bundle, earlier)?,
                None => default?,
            };
            out.push_str(match default {
                Some(default) if value.is_empty() => default,
                _ => value,
            });
            if out.len() > MOST {
                return None;
            }
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }

    /// The value of a row before the one that is being resolved.
    fn earlier<'a>(&'a self, bundle: &'a Bundle, at: usize) -> Option<&'a str> {
        let row = &bundle.rows[at];
        if row.is_template() {
            self.values[at].as_ref().map(Secret::expose)
        } else {
            Some(row.value.expose())
        }
    }
}

/// The name and the default of the reference after a `$`, and what follows it.
fn reference(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let (name, default, after) = if let Some(braced) = text.strip_prefix('{') {
        let (inside, after) = braced.split_once('}')?;
        match inside.split_once(":-") {
            Some((name, default)) => (name, Some(default), after),
            None => (inside, None, after),
        }
    } else {
        let end = text
            .find(|symbol| !is_name_symbol(symbol))
            .unwrap_or(text.len());
        (&text[..end], None, &text[end..])
    };
    let plain = default.is_none_or(|default| !default.contains(['$', '{']));
    let named = name.starts_with(|first: char| !first.is_ascii_digit());
    (plain && named && name.chars().all(is_name_symbol)).then_some((name, default, after))
}

fn is_name_symbol(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || symbol == '_'
}
