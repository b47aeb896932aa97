//! A variable of the bundle in the words of the table "Secrets".

use super::secret_editor::RowChoices;
use super::secrets_table::{SecretRow, ValueDisplay};
use super::value_field::Entry;
use super::words;
use crate::engine::bundle::group::Group;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::{Bundle, Class, Decision, Row};

/// A row as the table shows it.
pub fn describe(bundle: &Bundle, row: &Row) -> SecretRow {
    let leader = match row.decision() {
        Decision::SameAs(leader) => Some(leader),
        _ => row.twin(),
    };
    let twin = leader
        .and_then(|leader| bundle.by_id(leader))
        .map(|leader| (leader.id(), leader.name().to_owned()));
    let derived_from = bundle.derived_from(row);
    let decision = match (row.decision(), &twin) {
        _ if row.is_off() => words::COMMENTED_OUT.to_owned(),
        _ if row.missing().is_some() => words::MISSING.to_owned(),
        (Decision::SameAs(_), Some((_, name))) => words::same_secret_as(name),
        (Decision::Mint | Decision::SameAs(_), _) => match derived_from {
            Some(private) => words::derived(private, row.kind()),
            None => words::new_secret(row.kind()),
        },
        (Decision::Keep, _) if row.value().is_empty() && !row.is_template() => {
            words::LEFT_EMPTY.to_owned()
        }
        (Decision::Keep, _) => words::KEPT.to_owned(),
        (Decision::Blank, _) => words::LEFT_BLANK.to_owned(),
    };
    SecretRow {
        id: row.id(),
        name: row.name().to_owned(),
        decision,
        reason: match (row.decision(), row.reason()) {
            _ if row.is_entered() => words::ENTERED_HERE.to_owned(),
            _ if row.missing().is_some() => words::made_from(row.missing().unwrap_or_default()),
            (Decision::Keep, reason) if !row.differing().is_empty() => {
                let readers: Vec<&str> = row
                    .differing()
                    .iter()
                    .map(|reader| reader.label())
                    .collect();
                words::read_otherwise(reason, &readers)
            }
            // The decision names it already.
            (Decision::SameAs(_), Reason::SameValue { .. }) => words::HAD_THE_SAME_VALUE.to_owned(),
            (_, reason) => reason.to_string(),
        },
        elsewhere: bundle.group(row) == Group::Provider,
        entry: entry(bundle, row),
        entered: row.is_entered(),
        off: row.is_off(),
        own: derived_from.is_none()
            && (row.class() == Class::Own && !row.is_off()
                || matches!(row.decision(), Decision::Mint | Decision::SameAs(_))),
        value: if row.is_off() {
            ValueDisplay::Off
        } else if row.missing().is_some() {
            ValueDisplay::Missing
        } else if row.is_waiting() {
            ValueDisplay::Waiting
        } else if row.value().is_empty() && !row.is_template() {
            ValueDisplay::Empty
        } else if bundle.is_clear(row) {
            ValueDisplay::Clear
        } else {
            ValueDisplay::Masked
        },
        choices: RowChoices {
            decision: row.decision(),
            kind: row.kind(),
            commented: row.is_commented(),
            in_url: row.is_in_url(),
            derived: derived_from.is_some(),
            can_keep: row.has_imported_value() || row.decision() == Decision::Keep,
            twin,
        },
    }
}

/// The field in which a person enters the value, where it is one that only a person has.
fn entry(bundle: &Bundle, row: &Row) -> Option<Entry> {
    let kept = matches!(row.decision(), Decision::Keep) && !row.is_template();
    let secret = match (bundle.group(row), row.class(), row.reason()) {
        _ if !kept => return None,
        (Group::Look, Class::Setting, Reason::Placeholder) => false,
        (Group::Provider, ..)
        | (Group::Look, _, Reason::KeyPair)
        | (Group::Look, Class::Own, _) => true,
        (Group::Look, class, _) if row.is_entered() => class != Class::Setting,
        _ => return None,
    };
    Some(Entry {
        secret,
        instead_of: if row.value().is_empty() {
            Some(String::new())
        } else {
            bundle
                .is_clear(row)
                .then(|| row.value().expose().to_owned())
                .filter(|_| !row.is_entered())
        },
    })
}
