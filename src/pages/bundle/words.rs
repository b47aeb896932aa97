//! Messages of the Bundle tab: counts, lists of names, headings, what an import or a change did.

use crate::engine::bundle::enter::Unfilled;
use crate::engine::bundle::group::Group;
use crate::engine::bundle::import::Source;
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

/// The heading of a group of variables; empty for none.
pub fn heading(group: Group, count: usize) -> String {
    match (group, count) {
        (_, 0) => String::new(),
        (Group::Provider, _) => format!("{count} from a provider"),
        (Group::Look, _) => format!("{count} to look at"),
        (Group::New, _) => counted(count, "new secret"),
        (Group::Kept, 1) => "1 kept as it is".to_owned(),
        (Group::Kept, _) => format!("{count} kept as they are"),
        (Group::Off, _) => format!("{count} commented out"),
    }
}

/// What there is to say beside the heading of a group.
pub const fn hint(group: Group) -> &'static str {
    match group {
        Group::Provider => "type them in, or leave them for later",
        Group::Look => "this page cannot tell whether they are right",
        Group::New => "made here, masked until shown",
        Group::Kept => "no secrets, or your own values",
        Group::Off => "switch on what you need",
    }
}

/// A summary of an import.
pub fn imported(bundle: &Bundle, source: Source) -> String {
    let mut counts = [0_usize; Group::ALL.len()];
    for row in bundle.rows() {
        counts[bundle.group(row) as usize] += 1;
    }
    let count = |group: Group| counts[group as usize];
    let source = match source {
        Source::Example => "an example, whose secrets are public",
        Source::Own => "your own .env, whose real values stay",
    };
    let new = counted(count(Group::New), "new secret");
    let mut words = format!("Read as {source}: {new}, {} kept", count(Group::Kept));
    match count(Group::Provider) {
        0 => {}
        1 => words += ", 1 to get from its provider",
        many => {
            let more = format!(", {many} to get from their providers");
            words.push_str(&more);
        }
    }
    match count(Group::Look) {
        0 => {}
        many => {
            let more = format!(", {many} to look at");
            words.push_str(&more);
        }
    }
    words.push('.');
    match count(Group::Off) {
        0 => {}
        many => {
            let more = format!(" {many} more commented out: switch on what you need.");
            words.push_str(&more);
        }
    }
    words
}

/// What is still to be filled in, one sentence for each kind.
pub fn unfilled(unfilled: &Unfilled) -> Vec<String> {
    let names = |names: &[String]| listed(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut lines = Vec::new();
    match unfilled.placeholders.len() {
        0 => {}
        1 => lines.push(format!(
            "1 still holds a placeholder: {}",
            unfilled.placeholders[0]
        )),
        many => lines.push(format!(
            "{many} still hold a placeholder: {}",
            names(&unfilled.placeholders)
        )),
    }
    if !unfilled.empty.is_empty() {
        lines.push(format!(
            "Get from its provider: {}.",
            names(&unfilled.empty)
        ));
    }
    lines
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
