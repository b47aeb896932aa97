//! The words of the Bundle tab.

use crate::engine::base::number::grouped;
use crate::engine::bundle::enter::UnfilledVariables;
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::group::Group;
use crate::engine::bundle::import::Source;
use crate::engine::bundle::preset::Preset;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::rendered::RenderError;
use crate::engine::bundle::{Bundle, RowId};
use std::collections::HashSet;

// Where to start: the import box.
pub const START_FROM_FILE: &str = "Start from your file";
pub const IMPORT_LABEL: &str = "Import .env.example";
pub const IMPORT_PLACEHOLDER: &str = "Paste a .env.example or your own .env, or drop the file here";
pub const IMPORT_HINT: &str =
    "Comments, order and quotes stay; only secrets are filled. Nothing leaves this page.";
pub const LONG_TEXT: &str = "Too long to edit here: the box shows the beginning, all of it is imported. A paste replaces it.";
pub const CLEAR_TEXT: &str = "Clear";
pub const TEXT_CLEARED: &str = "Text cleared.";
pub const IMPORT: &str = "Import";
pub const IMPORT_A_FILE: &str = "Import a file";
pub const CORRECT_AND_IMPORT: &str = "Correct and import";
pub const IMPORTING: &str = "Importing…";
pub const NOTHING_TO_IMPORT: &str = "There is nothing to import: paste or drop a file first.";

/// How many problems are not listed.
pub fn further_problems(count: usize) -> String {
    format!("{} more.", counted(count, "problem"))
}

/// A file was dropped, and the tab left.
pub fn left_while_read(file: &str) -> String {
    format!("{file} was not imported, since the tab was left while it was read. Drop it again.")
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
    let kept = grouped(count(Group::Kept) as u64);
    let mut words = format!("Read as {source}: {new}, {kept} kept");
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

// What the imported text is, and how it is read.
pub const THIS_FILE_IS: &str = "This file is";
pub const AUTOMATIC: &str = "Automatic";
pub const EXAMPLE: &str = "Example";
pub const MY_OWN: &str = "My own .env";
pub const READ_AS: &str = "Read as";
pub const PROFILE: &str = "Profile";
pub const NOT_IMPORTED_YET: &str = "Not imported yet: is this an example, or your own .env?";
pub const QUESTION: &str = "Is this an example, or your own .env?";
pub const QUESTION_WHY: &str = " It has signs of both; nothing is imported until you say.";
pub const OWN_MEANS: &str =
    "My own .env: they stay as they are. Only blanks and placeholders are filled.";
pub const IT_IS_AN_EXAMPLE: &str = "It is an example";
pub const IT_IS_MY_OWN: &str = "It is my own";

/// What becomes of these variables where the text is an example.
pub fn example_means(names: &str) -> String {
    format!("Example: new values for {names}.")
}

// Where to start: the presets.
pub const START_FROM_PRESET: &str = "Start from a preset";
pub const PRESET: &str = "Preset";
pub const ADD_PRESET: &str = "Add preset";
pub const START_OVER: &str = "Start over";
pub const CHOOSE_A_PRESET: &str = "Choose one; then choose another and add it.";

/// What "Add preset" does, while there is a bundle to add to.
pub fn adds_below(preset: Preset) -> String {
    format!("Adds {preset} to the bundle below.")
}

/// What it does while the preset stands in the place of another bundle.
pub fn adds_to_former(preset: Preset, former: Preset) -> String {
    format!("Adds {preset} to {former}, which it replaced.")
}

/// The preset is added, which makes so many variables.
pub fn preset_added(preset: Preset, count: usize) -> String {
    format!("{preset} added: {} in the bundle.", variables(count))
}

// The head of the result.
pub const UNDO: &str = "Undo";
pub const UNDONE: &str = "Undone: every value is as it was before.";
pub const REGENERATE_ALL: &str = "Regenerate all";
pub const NO_BUNDLE: &str = "There is no bundle: no values were made.";
pub const NO_PAIR: &str = "A key pair was not made: ";
pub const TRY_AGAIN: &str = "Try again";

/// How many variables there are.
pub fn variables(count: usize) -> String {
    counted(count, "variable")
}

/// What changed: the variable of this name, and those that changed with it.
pub fn in_words(bundle: &Bundle, changed: &[RowId], name: Option<&str>) -> String {
    let changed: HashSet<&RowId> = changed.iter().collect();
    let others: Vec<&str> = bundle
        .rows()
        .iter()
        .filter(|row| changed.contains(&row.id()) && Some(row.name()) != name)
        .map(crate::engine::bundle::Row::name)
        .collect();
    match name {
        Some(name) if others.is_empty() => format!("{name} changed."),
        Some(name) => format!("{name} changed, and with it {}.", listed(&others)),
        None if others.is_empty() => "There is nothing to regenerate.".to_owned(),
        None if others.len() == bundle.rows().len() => "All values regenerated.".to_owned(),
        None => format!("{} regenerated.", counted(others.len(), "value")),
    }
}

// The file and its buttons.
pub const COPY_BUNDLE: &str = "Copy bundle";
pub const BUNDLE_COPIED: &str = "Bundle copied.";
pub const COPY_BY_HAND: &str =
    "Press Show, select the text and press Ctrl+C (on a Mac: Command+C).";
pub const DOWNLOAD_INSTEAD: &str = "Press Download instead.";
pub const BEGINNING_OF_FILE: &str =
    "Only the beginning is shown here. Copy and Download give all of it.";
pub const DOWNLOAD: &str = "Download";
/// Follows "Download" where only a screen reader reads it.
pub const DOWNLOAD_OF: &str = " bundle";
pub const DOWNLOAD_STARTED: &str = "Download started.";
pub const THE_FILE: &str = "The file";
pub const BUNDLE: &str = "Bundle";
pub const OUTPUT: &str = "Output";
pub const SHOW: &str = "Show";
pub const HIDE: &str = "Hide";
pub const SHOW_VALUES: &str = "Show values";
pub const HIDE_VALUES: &str = "Hide values";
/// The command follows.
pub const TAKEN_BY: &str = "Taken by ";
pub const KEEP_OUT: &str = "Keep it out of version control.";
pub const LINK_TEXT: &str = "Make these secrets in your browser";

/// The saved file lacks its dot.
pub fn rename_to(name: &str) -> String {
    format!("Browsers drop the dot of a file's name: rename the saved file to {name}.")
}

/// What is still to be filled in, one sentence for each kind.
pub fn unfilled(unfilled: &UnfilledVariables) -> Vec<String> {
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
    let providers = match unfilled.empty.len() {
        0 => return lines,
        1 => "its provider",
        _ => "their providers",
    };
    lines.push(format!("Get from {providers}: {}.", names(&unfilled.empty)));
    lines
}

/// Why there is no file: the first error, and how many more there are.
pub fn refused(errors: &[RenderError]) -> String {
    let first = errors.first().map(ToString::to_string);
    let first = first.unwrap_or_default();
    match errors.len() {
        0 | 1 => first,
        many => format!("{first} And {} more.", many - 1),
    }
}

// The table and its groups.
pub const SECRETS: &str = "Secrets";
pub const VARIABLE: &str = "Variable";
pub const VALUE: &str = "Value";
pub const ACTION: &str = "Action";

/// The heading of a group of variables; empty for none.
pub fn heading(group: Group, count: usize) -> String {
    let number = grouped(count as u64);
    match (group, count) {
        (_, 0) => String::new(),
        (Group::Provider, _) => format!("{number} from a provider"),
        (Group::Look, _) => format!("{number} to look at"),
        (Group::New, _) => counted(count, "new secret"),
        (Group::Kept, 1) => "1 kept as it is".to_owned(),
        (Group::Kept, _) => format!("{number} kept as they are"),
        (Group::Off, _) => format!("{number} commented out"),
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

/// Lists more rows of the table.
pub fn show_further(count: usize) -> String {
    format!("Show more: {count} are not listed")
}

// A row: what stands in the place of its value.
pub const EMPTY: &str = "empty";
pub const BEING_COMPUTED: &str = "being computed";
pub const MISSING: &str = "missing";
pub const OFF: &str = "off";
pub const REPLACE_IT: &str = "replace it";

// A row: what becomes of it, and why.
pub const COMMENTED_OUT: &str = "commented out";
pub const LEFT_EMPTY: &str = "left empty";
pub const KEPT: &str = "kept";
pub const LEFT_BLANK: &str = "left blank";
pub const ENTERED_HERE: &str = "entered here";
pub const HAD_THE_SAME_VALUE: &str = "had the same value";

/// It has the secret of another row.
pub fn same_secret_as(name: &str) -> String {
    format!("same secret as {name}")
}

/// It is the public key of a private one that is kept.
pub fn derived(from: &str, format: SecretFormat) -> String {
    format!("derived from {from}: {format}")
}

/// It has a new secret of this format.
pub fn new_secret(format: SecretFormat) -> String {
    format!("new: {format}")
}

/// It depends on a value that is not there.
pub fn made_from(name: &str) -> String {
    format!("made from {name}, whose value this page does not know")
}

/// Its line means something else to these readers.
pub fn read_otherwise(reason: &Reason, readers: &[&str]) -> String {
    format!(
        "{reason} · {} would read this line differently",
        listed(readers)
    )
}

// A row: its buttons.
pub const SWITCH_ON: &str = "Switch on";

/// The name of the button that switches a row on.
pub fn switch_on(name: &str) -> String {
    format!("{SWITCH_ON} {name}")
}

/// The name of the button that makes a new value.
pub fn regenerate(name: &str) -> String {
    format!("Regenerate {name}")
}

/// The name of the button that opens the controls.
pub fn change(name: &str) -> String {
    format!("Change {name}")
}

/// The name of the button that shows what is typed.
pub fn show(name: &str) -> String {
    format!("{SHOW} {name}")
}

/// The name of the button that hides it again.
pub fn hide(name: &str) -> String {
    format!("{HIDE} {name}")
}

// A row: its controls.
pub const DECISION: &str = "Decision";
pub const NEW_VALUE: &str = "New value";
pub const LEAVE_COMMENTED_OUT: &str = "Leave it commented out";
pub const KEEP_THE_VALUE: &str = "Keep the value";
pub const LEAVE_BLANK: &str = "Leave blank";
pub const FORMAT: &str = "Format";
pub const SIZE: &str = "Size";
pub const ALGORITHM: &str = "Algorithm";
pub const WRITTEN_AS: &str = "Written as";

/// The choice to have the secret of another row.
pub fn same_secret_choice(name: &str) -> String {
    format!("Same secret as {name}")
}

/// Which sizes there are.
pub fn from_to(least: u16, most: u16) -> String {
    format!("From {least} to {most}.")
}

/// Follows the names of the controls where only a screen reader reads it.
pub fn for_variable(name: &str) -> String {
    format!(" for {name}")
}

// Rotation.
pub const KEEP_OLD_VALUES: &str = "Keep old values as NAME_PREVIOUS";
pub const ROTATE: &str = "Rotate";
pub const NO_OLD_VALUES: &str = "Read as an example: there are no old values to keep.";

/// So many secrets were rotated.
pub fn rotated(made: usize) -> String {
    format!("{} rotated.", counted(made, "secret"))
}

/// The same, where old values were to be kept and there were none.
pub fn rotated_none_kept(made: usize, source: Option<Source>) -> String {
    let why = if source == Some(Source::Example) {
        "the values of an example were never in use"
    } else {
        "none was in use"
    };
    let made = counted(made, "secret");
    format!("{made} rotated; no old value kept: {why}.")
}

/// The same, where old values were kept.
pub fn rotated_and_kept(made: usize, previous: usize) -> String {
    let made = counted(made, "secret");
    let old = counted(previous, "old value");
    format!("{made} rotated; {old} kept as NAME_PREVIOUS.")
}

// Lists and counts.

/// How many names are spelt out.
pub const SPELT_OUT: usize = 6;

/// The first names, and how many more there are.
pub fn listed(names: &[&str]) -> String {
    let shown = names.len().min(SPELT_OUT);
    match names.len() - shown {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..shown].join(", ")),
    }
}

/// `1 value`, `2 values`.
fn counted(count: usize, what: &str) -> String {
    let number = grouped(count as u64);
    format!("{number} {what}{}", if count == 1 { "" } else { "s" })
}
