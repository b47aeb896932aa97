//! Messages of the Bundle tab: counts, lists of names, what a change did.

use crate::engine::bundle::rendered::RenderError;
use crate::engine::bundle::{Bundle, RowId};

/// What changed: the variable of this name, and those that changed with it.
pub fn in_words(bundle: &Bundle, changed: &[RowId], name: Option<&str>) -> String {
    let others: Vec<&str> = bundle
        .rows()
        .iter()
        .filter(|row| changed.contains(&row.id()) && Some(row.name()) != name)
        .map(crate::engine::bundle::Row::name)
        .collect();
    match name {
        Some(name) if others.is_empty() => format!("{name} changed."),
        Some(name) => format!("{name} changed, and with it {}.", listed(&others)),
        None if others.is_empty() => "There is no new value to make.".to_owned(),
        None if others.len() == bundle.rows().len() => "All values made anew.".to_owned(),
        None => format!("{} made anew.", counted(others.len(), "value")),
    }
}

/// How many names are spelt out.
const SPELT_OUT: usize = 5;

/// The first names, and how many more there are.
pub fn listed(names: &[&str]) -> String {
    let shown = names.len().min(SPELT_OUT);
    match names.len() - shown {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..shown].join(", ")),
    }
}

/// `1 value`, `2 values`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Why there is no file: the first error, and how many more there are.
pub fn refused(errors: &[RenderError]) -> String {
    let first = errors.first().map(ToString::to_string);
    let first = first.unwrap_or_default();
    match errors.len() {
        0 | 1 => first,
        many => format!("{first} So it is with {} more.", many - 1),
    }
}
