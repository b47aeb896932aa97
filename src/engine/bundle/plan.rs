//! Deciding what becomes of one variable of an imported text.
//!
//! Checked in this order: a value that refers to other variables stays; a password in a URL; a value that is
//! clearly no secret; then the name, with the comment beside or above it and the presets as evidence. The
//! format is one that the name requires, else the comment's or the preset's, else the value's, else one that the
//! name suggests.

mod values;

use super::{
    Class, Decision, Row, RowId,
    comment::{self, CommentMeaning, RequestedFormat},
    format::SecretFormat,
    known::Known,
    name::{Hint, hint},
    placeholder::is_placeholder,
    preset::Preset,
    reading::differing,
    reason::Reason,
    row::{Anchor, Origin},
    shape,
    source::Source,
    url::{self, Parts, Place},
    weak::{is_weak, stands_in},
};
use crate::engine::base::secret::Secret;
use crate::engine::env::document::{Document, Entry};
use std::{collections::HashSet, ops::Range};
use values::{OWN_SCHEMES, is_rented, is_setting_value, is_structured};

/// What becomes of one variable.
pub(super) struct Plan {
    class: Class,
    kind: SecretFormat,
    decision: Decision,
    reason: Reason,
    place: Place,
}

impl Plan {
    fn keep(class: Class, kind: SecretFormat, reason: Reason) -> Self {
        Self {
            class,
            kind,
            decision: Decision::Keep,
            reason,
            place: Place::Whole,
        }
    }

    /// The row of the variable with the number `entry`.
    pub fn into_row(self, id: RowId, entry: usize, document: &Document) -> Row {
        let place = &document.entries()[entry];
        let value = place
            .value
            .as_ref()
            .map(|value| Secret::from(value.expose()));
        Row {
            id,
            name: document.slice(&place.name).to_owned(),
            kind: self.kind,
            class: self.class,
            decision: self.decision,
            reason: self.reason,
            value: Secret::from(value.as_ref().map_or("", Secret::expose)),
            place: self.place,
            origin: Some(Origin { value }),
            twin: None,
            anchor: Anchor::Entry(entry),
            missing: None,
            differing: differing(document, place),
        }
    }

    /// The row of the commented-out variable with the number `at`, which is left as it is until a person wants it.
    pub fn into_offer(self, id: RowId, at: usize, document: &Document) -> Row {
        let place = &document.commented()[at];
        Row {
            id,
            name: document.slice(&place.name).to_owned(),
            kind: self.kind,
            class: self.class,
            decision: Decision::Keep,
            reason: Reason::CommentedOut,
            value: Secret::with_capacity(0),
            place: Place::Whole,
            origin: Some(Origin {
                value: Some(Secret::with_capacity(0)),
            }),
            twin: None,
            anchor: Anchor::Comment(at),
            missing: None,
            differing: Vec::new(),
        }
    }
}

/// Decides on the variables of one text.
pub(super) struct Planner<'a> {
    document: &'a Document,
    /// All names in it.
    names: HashSet<&'a str>,
    known: Known,
    source: Source,
    above: Above,
    /// The comment above commented-out variables.
    aside: Above,
}

/// The comment above a run of variables, parsed once for the run. Once a secret has taken its format from the
/// comment, the comment applies to the secrets directly after it, up to the first variable that is no secret.
#[derive(Default)]
struct Above {
    lines: Range<usize>,
    said: CommentMeaning,
    taken: bool,
}

impl<'a> Planner<'a> {
    /// A planner for the variables of `document`.
    pub fn new(document: &'a Document, source: Source) -> Self {
        let names = document
            .entries()
            .iter()
            .map(|entry| document.slice(&entry.name))
            .collect();
        Self {
            document,
            known: Known::new(document.text(), &names),
            names,
            source,
            above: Above::default(),
            aside: Above::default(),
        }
    }

    /// Decides on the variable at `entry`. Entries must be planned in the order of the text.
    pub fn plan(&mut self, entry: &Entry) -> Plan {
        if self.above.lines != entry.above {
            self.above = Above {
                lines: entry.above.clone(),
                said: comment::said(self.document.slice(&entry.above)),
                taken: false,
            };
        }
        let beside = comment::said(self.document.tail(entry).trim());
        let plan = self.decide(entry, beside, self.above.said);
        if plan.class == Class::Own {
            self.above.taken |= plan.reason == Reason::Comment;
        } else if self.above.taken {
            self.above.said = CommentMeaning::default();
        }
        plan
    }

    /// Decides on the commented-out variable at `entry`: what it would become if it were in use, where that is a
    /// new value. Entries must come in the order of the text.
    pub fn offer(&mut self, entry: &Entry) -> Option<Plan> {
        let name = self.document.slice(&entry.name);
        let value = entry.value.as_ref().map(Secret::expose)?;
        let blank = value.is_empty()
            || is_placeholder(value)
            || is_weak(value, |word| stands_in(name, word));
        if !blank || self.names.contains(name) {
            return None;
        }
        if self.aside.lines != entry.above {
            self.aside = Above {
                lines: entry.above.clone(),
                said: comment::said(self.document.slice(&entry.above)),
                taken: false,
            };
        }
        let beside = comment::said(self.document.tail(entry).trim());
        let plan = self.decide(entry, beside, self.aside.said);
        let minted = plan.class == Class::Own && plan.decision == Decision::Mint;
        (minted && matches!(plan.place, Place::Whole)).then_some(plan)
    }

    fn decide(&self, entry: &Entry, beside: CommentMeaning, above: CommentMeaning) -> Plan {
        let name = self.document.slice(&entry.name);
        let Some(value) = entry.value.as_ref().map(Secret::expose) else {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Template);
        };
        if let Some(parts) = url::split(value) {
            return self.url(&parts);
        }
        let hint = hint(name);
        if is_setting_value(value) {
            return Plan::keep(Class::Setting, hint.kind(), setting(value));
        }
        if is_structured(value) {
            return Plan::keep(Class::Setting, hint.kind(), Reason::Structured);
        }
        let known = self.known.kind(name);
        if known.is_none() {
            let fillable = value.is_empty() || is_placeholder(value);
            let asked = beside.asked.is_some() || above.asked.is_some();
            let class = match hint {
                Hint::Issued if beside.asked.is_none() => Class::Issued,
                Hint::Unclear if !asked && (fillable || self.source == Source::Own) => {
                    Class::Issued
                }
                Hint::KeyPair => Class::Setting,
                Hint::Setting if beside.asked.is_none() || !fillable => Class::Setting,
                _ => Class::Own,
            };
            match class {
                Class::Own => {}
                Class::Issued => return Plan::keep(class, hint.kind(), Reason::Issued),
                Class::Setting => {
                    let reason = if hint == Hint::KeyPair {
                        Reason::KeyPair
                    } else {
                        setting(value)
                    };
                    return Plan::keep(class, hint.kind(), reason);
                }
            }
        }
        let (kind, reason) = format(beside.asked.or(above.asked), known, name, value);
        let optional = beside.optional || above.optional;
        self.own(kind, reason, value, optional)
    }

    /// Plans a secret that can be generated here.
    fn own(&self, kind: SecretFormat, reason: Reason, value: &str, optional: bool) -> Plan {
        if let Some(from) = kind.made_from().filter(|from| !self.names.contains(from)) {
            return Plan::keep(
                Class::Own,
                shape::PASSWORD,
                Reason::NothingToMakeItFrom { name: from },
            );
        }
        if value.is_empty() && optional {
            return Plan::keep(Class::Own, kind, Reason::Optional);
        }
        let real = if is_weak(value, |_| false) {
            Reason::Weak
        } else {
            Reason::Real
        };
        let plan = Plan::keep(Class::Own, kind, real);
        if self.source == Source::Own && !value.is_empty() && !is_placeholder(value) {
            plan
        } else {
            Plan {
                decision: Decision::Mint,
                reason,
                ..plan
            }
        }
    }

    /// Plans a password inside a URL.
    fn url(&self, parts: &Parts<'_>) -> Plan {
        let scheme = parts.scheme.to_ascii_lowercase();
        let scheme = scheme.split('+').next().unwrap_or_default();
        let place = Place::Url {
            before: parts.before.into(),
            after: parts.after.into(),
        };
        let plan = Plan {
            place,
            ..Plan::keep(Class::Own, shape::PASSWORD, Reason::Real)
        };
        let decoded = url::percent_decode(parts.password);
        match decoded {
            // This reader takes the `$` for text, but the reference is meant for another reader.
            _ if parts.password.starts_with('$') => {
                Plan::keep(Class::Setting, shape::PASSWORD, Reason::Template)
            }
            None => Plan::keep(Class::Setting, shape::PASSWORD, Reason::Setting),
            _ if !OWN_SCHEMES.contains(&scheme) || is_rented(parts.after) => Plan {
                class: Class::Issued,
                reason: Reason::Issued,
                ..plan
            },
            Some(password) if self.source == Source::Own && !is_placeholder(password.expose()) => {
                plan
            }
            Some(_) => Plan {
                decision: Decision::Mint,
                reason: Reason::UrlPassword,
                ..plan
            },
        }
    }
}

/// The format of a secret, and what it was taken from.
fn format(
    asked: Option<RequestedFormat>,
    known: Option<(Preset, SecretFormat)>,
    name: &str,
    value: &str,
) -> (SecretFormat, Reason) {
    if let (None, Some(kind)) = (known, shape::exact(name))
        && asked.is_none_or(|asked| asked.open)
    {
        return (kind, Reason::Name);
    }
    let open = asked.is_none_or(|asked| asked.open);
    match (known, asked) {
        (Some((preset, kind)), _) if open || kind.is_bound() => (kind, Reason::Preset(preset)),
        (_, Some(asked)) => (asked.kind, Reason::Comment),
        _ => match shape::of_value(value) {
            Some(kind) => (kind, Reason::Shape),
            None => (hint(name).kind(), Reason::Name),
        },
    }
}

fn setting(value: &str) -> Reason {
    if value.is_empty() {
        Reason::BlankSetting
    } else {
        Reason::Setting
    }
}
