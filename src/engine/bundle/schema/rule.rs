//! What a schema says about one variable, and what becomes of the variable because of it.

use super::super::{
    Class, Decision,
    format::SecretFormat,
    name::{Hint, hint},
    place::Place,
    placeholder::{is_placeholder, is_placeholder_in},
    plan::{Plan, values::is_setting_value},
    reason::Reason,
    shape,
    source::Source,
};
use super::spelling::Spelling;

/// What a schema says about one variable.
#[derive(Debug, Default)]
pub(in crate::engine::bundle) struct Rule {
    /// Where its value comes from.
    pub origin: ValueOrigin,
    /// Whether it is a secret, if the schema says so of this variable or of all.
    pub secret: Option<bool>,
    /// Whether it needs a value.
    pub required: Option<bool>,
    /// How it is spelled.
    pub spelling: Spelling,
    /// The type, if it is one of which no value is generated.
    pub kind: Option<String>,
    /// Where it is described.
    pub docs: Option<String>,
}

/// Where a value comes from.
#[derive(Debug, Default)]
pub(in crate::engine::bundle) enum ValueOrigin {
    /// Nothing is said.
    #[default]
    Open,
    /// It is generated in this format.
    Drawn(SecretFormat),
    /// It is generated; the format is not said.
    Secret,
    /// Somebody else has it.
    Elsewhere,
    /// It cannot be made here.
    Unmade(Reason),
}

/// The variable that a rule is for.
#[derive(Clone, Copy)]
pub(in crate::engine::bundle) struct RuleSubject<'a> {
    pub name: &'a str,
    /// Its value; `None` where that refers to other variables.
    pub value: Option<&'a str>,
    /// Whether a provider is known to issue it.
    pub issued: bool,
    /// Whether the text is taken for an example or for a file in use.
    pub source: Source,
}

impl Rule {
    /// Overrides `plan`, which was made without the schema, by what the schema says.
    pub fn apply(&self, plan: Plan, subject: RuleSubject<'_>) -> Plan {
        let Some(value) = subject.value else {
            return plan;
        };
        let real = subject.source == Source::Own
            && !value.is_empty()
            && !is_placeholder_in(Source::Own, value);
        if real || matches!(plan.reason, Reason::Hash) {
            return plan;
        }
        match &self.origin {
            ValueOrigin::Open => self.open(plan, subject, value),
            ValueOrigin::Drawn(kind) => drawn(*kind, Place::Whole),
            ValueOrigin::Secret => {
                // A format that follows from the name or a comment holds here too.
                let told = plan.class == Class::Own && !matches!(plan.reason, Reason::Name);
                let exact = shape::prescribed(subject.name).is_some();
                drawn(
                    if told || exact {
                        plan.kind
                    } else {
                        SecretFormat::Hex { bytes: 32 }
                    },
                    Place::Whole,
                )
            }
            ValueOrigin::Elsewhere => self.issued(&plan),
            ValueOrigin::Unmade(reason) => Plan::keep(Class::Setting, plan.kind, reason.clone()),
        }
    }

    /// Plans a variable that the schema only describes.
    fn open(&self, plan: Plan, subject: RuleSubject<'_>, value: &str) -> Plan {
        let blank = value.is_empty() || is_placeholder(value);
        match self.secret {
            Some(true) => self.secret(plan, subject, value),
            Some(false) => {
                let reason = match (value.is_empty(), self.required) {
                    (true, Some(true)) => Reason::Required,
                    (true, _) => Reason::BlankSetting,
                    (false, _) if blank => Reason::Placeholder,
                    (false, _) => Reason::Setting,
                };
                let keeps = matches!(
                    plan.reason,
                    Reason::Structured
                        | Reason::Command
                        | Reason::UrlPassword
                        | Reason::InnerSecret
                );
                if keeps {
                    plan
                } else {
                    Plan::keep(Class::Setting, plan.kind, reason)
                }
            }
            None if plan.decision == Decision::Mint && matches!(plan.place, Place::Whole) => {
                self.draw(plan, value)
            }
            None if plan.class == Class::Issued => self.issued(&plan),
            None if value.is_empty() && self.spelling.unclear => {
                Plan::keep(Class::Setting, plan.kind, Reason::Spelling)
            }
            None if value.is_empty() && self.required == Some(true) => {
                let unsaid = matches!(plan.reason, Reason::BlankSetting | Reason::Optional);
                Plan {
                    reason: if unsaid {
                        Reason::Required
                    } else {
                        plan.reason
                    },
                    ..plan
                }
            }
            None => plan,
        }
    }

    /// Plans a variable that the schema calls a secret.
    fn secret(&self, plan: Plan, subject: RuleSubject<'_>, value: &str) -> Plan {
        let blank = value.is_empty() || is_placeholder(value);
        let hint = hint(subject.name);
        if matches!(plan.place, Place::Within { .. })
            || matches!(plan.reason, Reason::Structured | Reason::Command)
        {
            return plan;
        }
        let elsewhere = matches!(plan.reason, Reason::Elsewhere);
        let described = hint == Hint::Unclear && self.docs.is_some();
        if subject.issued || elsewhere || described {
            return self.issued(&plan);
        }
        if let Some(kind) = &self.kind {
            let reason = Reason::Undrawn { kind: kind.clone() };
            return if blank {
                Plan::keep(Class::Setting, plan.kind, reason)
            } else {
                plan
            };
        }
        if hint == Hint::KeyPair || matches!(plan.reason, Reason::KeyPair) {
            return plan;
        }
        if value.is_empty() && self.required == Some(false) {
            return Plan::keep(Class::Own, plan.kind, Reason::MayBeEmpty);
        }
        if plan.decision != Decision::Mint && !blank && is_setting_value(value) {
            return plan;
        }
        // A variable that is named as an address or a user gets no random value.
        if names_a_place(subject.name) && self.spelling.is_free() {
            let reason = if value.is_empty() {
                Reason::Required
            } else {
                plan.reason
            };
            return Plan::keep(Class::Setting, plan.kind, reason);
        }
        self.draw(plan, value)
    }

    /// Plans a new value in the spelling of the schema.
    fn draw(&self, plan: Plan, value: &str) -> Plan {
        if let Some(kind) = &self.kind {
            let reason = Reason::Undrawn { kind: kind.clone() };
            return if value.is_empty() {
                Plan::keep(Class::Setting, plan.kind, reason)
            } else {
                plan
            };
        }
        if plan.kind.is_bound() {
            return plan;
        }
        if value.is_empty() && self.required == Some(false) && plan.class == Class::Own {
            return Plan::keep(Class::Own, plan.kind, Reason::MayBeEmpty);
        }
        match self.spelling.fit(plan.kind) {
            None => Plan::keep(Class::Setting, plan.kind, Reason::Spelling),
            Some((kind, place)) => {
                let same = kind == plan.kind && plan.decision == Decision::Mint;
                let reason = if same && self.spelling.is_free() {
                    plan.reason
                } else {
                    Reason::Schema
                };
                Plan {
                    reason,
                    ..drawn(kind, place)
                }
            }
        }
    }

    fn issued(&self, plan: &Plan) -> Plan {
        let reason = match &self.docs {
            Some(docs) => Reason::IssuedAt { docs: docs.clone() },
            None if matches!(plan.reason, Reason::Elsewhere) => Reason::Elsewhere,
            None => Reason::Issued,
        };
        Plan::keep(Class::Issued, plan.kind, reason)
    }
}

/// The plan for a new value of `kind`.
fn drawn(kind: SecretFormat, place: Place) -> Plan {
    Plan {
        decision: Decision::Mint,
        place,
        ..Plan::keep(Class::Own, kind, Reason::Schema)
    }
}

/// Whether a name ends in a word for a value that is never random: an address, a user, an id.
fn names_a_place(name: &str) -> bool {
    const LAST: [&str; 19] = [
        "ADDRESS", "BUCKET", "DATABASE", "DOMAIN", "DSN", "EMAIL", "ENDPOINT", "HOST", "HOSTNAME",
        "ID", "LOGIN", "NAME", "PATH", "PORT", "REGION", "URI", "URL", "USER", "USERNAME",
    ];
    let last = name.rsplit(['_', '-', '.']).next().unwrap_or_default();
    LAST.iter().any(|word| last.eq_ignore_ascii_case(word))
}
