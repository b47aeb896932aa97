//! `secretspec.toml`, revision 1.0: `[profiles.NAME]` declares secrets, each a table with its description, whether it
//! is required, a default, and `type` with `generate` where it is generated. A profile inherits `[profiles.default]`
//! and overrides single fields of it, unless it says `inherit = false`.

use super::rule::{Rule, ValueOrigin};
use super::writer::{SchemaValue, SchemaWriter, Variable};
use super::{declared::DeclaredSchema, error::SchemaError, kind::Schema};
use crate::engine::bundle::command::{self, Command, CommandOutput};
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::pair::value::PairValue;
use crate::engine::bundle::reason::Reason;
use crate::engine::pair::part::{PairKey, PairPart};
use crate::engine::syntax::toml;
use crate::engine::syntax::tree::Tree;
use std::collections::HashSet;

/// The profile that the others build on.
const BASE: &str = "default";

/// Parses a `secretspec.toml`: its profile `wanted`, else the default one, else the first.
///
/// # Errors
/// [`SchemaError`].
pub(super) fn read(text: &str, wanted: Option<&str>) -> Result<DeclaredSchema, SchemaError> {
    let schema = Schema::Secretspec;
    let tree = toml::parse(text).map_err(|error| SchemaError::Syntax { schema, error })?;
    let profiles = tree
        .get("profiles")
        .and_then(Tree::members)
        .unwrap_or_default();
    let has = |name: &str| profiles.iter().any(|(other, _)| other == name);
    let name = match (wanted, profiles.first()) {
        (Some(wanted), _) if has(wanted) => wanted,
        (Some(wanted), _) => {
            return Err(SchemaError::NoProfile {
                name: wanted.to_owned(),
            });
        }
        (None, Some((first, _))) => {
            if has(BASE) {
                BASE
            } else {
                first
            }
        }
        (None, None) => "",
    };
    let profile = Profile::of(profiles, name);
    let secrets = profile.secrets();
    if secrets.is_empty() {
        return Err(SchemaError::NoVariables {
            place: "the table [profiles.default]",
        });
    }
    let mut writer = SchemaWriter::new();
    let mut written = HashSet::new();
    let mut waiting: Vec<&DeclaredSecret> = Vec::new();
    for secret in &secrets {
        if secret.refers().all(|name| written.contains(name)) {
            writer.variable(profile.variable(secret)?)?;
            written.insert(secret.name);
        } else {
            waiting.push(secret);
        }
        // A value that refers to others is written after them, wherever it is declared.
        while let Some(at) = waiting
            .iter()
            .position(|secret| secret.refers().all(|name| written.contains(name)))
        {
            let secret = waiting.remove(at);
            writer.variable(profile.variable(secret)?)?;
            written.insert(secret.name);
        }
    }
    for secret in waiting {
        writer.variable(Variable {
            value: SchemaValue::None,
            rule: Rule {
                origin: ValueOrigin::Unmade(Reason::Computed {
                    by: "secrets that are not declared before it".to_owned(),
                }),
                ..Rule::default()
            },
            ..profile.variable(secret)?
        })?;
    }
    let several = profiles.len() > 1;
    let extends = tree
        .get("project")
        .and_then(|project| project.get("extends"));
    Ok(DeclaredSchema {
        text: writer.text,
        dialect: SchemaWriter::DIALECT,
        rules: writer.rules,
        profiles: profiles
            .iter()
            .filter(|_| several)
            .map(|(name, _)| name.clone())
            .collect(),
        profile: several.then(|| name.to_owned()),
        remark: extends.map(|_| "It extends another file, which was not read."),
    })
}

/// A profile, and the one that it builds on.
struct Profile<'a> {
    own: Option<&'a Tree>,
    base: Option<&'a Tree>,
}

/// A secret, as the profile declares it and as its base does.
struct DeclaredSecret<'a> {
    name: &'a str,
    own: Option<&'a Tree>,
    base: Option<&'a Tree>,
}

impl<'a> Profile<'a> {
    fn of(profiles: &'a [(String, Tree)], name: &str) -> Self {
        let find = |name: &str| profiles.iter().find(|(other, _)| other == name);
        let own = find(name).map(|(_, profile)| profile);
        let inherit = own.and_then(|own| own.get("defaults")?.get("inherit")?.bool());
        let base = find(BASE).filter(|_| name != BASE && inherit != Some(false));
        Self {
            own,
            base: base.map(|(_, profile)| profile),
        }
    }

    /// The secrets in the order of the text, those of the base first.
    fn secrets(&self) -> Vec<DeclaredSecret<'a>> {
        let members =
            |profile: Option<&'a Tree>| profile.and_then(Tree::members).unwrap_or_default();
        // `[profiles.NAME.defaults]` is no secret.
        let secrets = |profile| {
            members(profile)
                .iter()
                .filter(|(name, _)| name != "defaults")
        };
        let mut all: Vec<DeclaredSecret> = secrets(self.base)
            .map(|(name, declared)| DeclaredSecret {
                name,
                own: self.own.and_then(|own| own.get(name)),
                base: Some(declared),
            })
            .collect();
        let inherited: HashSet<&str> = all.iter().map(|secret| secret.name).collect();
        let added = secrets(self.own).filter(|(name, _)| !inherited.contains(name.as_str()));
        all.extend(added.map(|(name, declared)| DeclaredSecret {
            name,
            own: Some(declared),
            base: None,
        }));
        all
    }

    /// A field of a secret: its own, else that of the profile's defaults, else those of the base.
    fn field(&self, secret: &DeclaredSecret<'a>, field: &str) -> Option<&'a Tree> {
        let of_all = |profile: Option<&'a Tree>| profile?.get("defaults")?.get(field);
        let own = || {
            secret
                .own
                .and_then(|own| own.get(field).or_else(|| of_all(self.own)))
        };
        let base = || {
            secret
                .base
                .and_then(|base| base.get(field).or_else(|| of_all(self.base)))
        };
        own().or_else(base)
    }

    fn variable(&self, secret: &DeclaredSecret<'a>) -> Result<Variable<'a>, SchemaError> {
        let name = secret.name;
        let forms = [secret.own, secret.base];
        if forms
            .into_iter()
            .flatten()
            .any(|form| form.members().is_none())
        {
            return Err(SchemaError::BadForm {
                name: name.escape_debug().to_string(),
            });
        }
        let field = |name| self.field(secret, name);
        let default = field("default").and_then(Tree::text);
        let composed = secret.composed();
        let kind = field("type").and_then(Tree::text);
        let origin = match (field("generate"), composed) {
            (_, Some(_)) | (None | Some(Tree::Bool(false)), None) => {
                let elsewhere = ["ref", "refs", "extract"]
                    .iter()
                    .any(|name| field(name).is_some());
                if elsewhere {
                    ValueOrigin::Elsewhere
                } else {
                    ValueOrigin::Open
                }
            }
            (Some(options), None) => generated(kind, options),
        };
        let required = match field("required") {
            Some(Tree::Bool(required)) => *required,
            // A table: one of several is enough.
            Some(_) => false,
            None => default.is_none(),
        };
        let value = match (composed, default) {
            (Some(composed), _) => SchemaValue::Template(composed),
            (None, Some(default)) => SchemaValue::Text(default),
            (None, None) => SchemaValue::None,
        };
        let mut rule = Rule {
            origin,
            required: Some(required),
            ..Rule::default()
        };
        // Without `generate` a type only says what the secret looks like.
        if let (ValueOrigin::Open, Some(kind)) = (&rule.origin, kind)
            && let ValueOrigin::Drawn(format) = generated(Some(kind), &Tree::Bool(true))
            && kind != "password"
        {
            rule.spelling.only = Some(format);
        }
        Ok(Variable {
            name,
            description: field("description").and_then(Tree::text),
            value,
            rule,
        })
    }
}

impl<'a> DeclaredSecret<'a> {
    /// The template that composes it from other secrets.
    fn composed(&self) -> Option<&'a str> {
        let of = |declared: Option<&'a Tree>| declared?.get("composed")?.text();
        let replaced = self
            .own
            .is_some_and(|own| own.get("default").or(own.get("generate")).is_some());
        of(self.own).or_else(|| of(self.base).filter(|_| !replaced))
    }

    /// The names that its template refers to.
    fn refers(&self) -> impl Iterator<Item = &'a str> {
        let mut rest = self.composed().unwrap_or_default();
        std::iter::from_fn(move || {
            loop {
                let (_, after) = rest.split_once('$')?;
                // `$$` is a literal `$`.
                if let Some(after) = after.strip_prefix('$') {
                    rest = after;
                } else if let Some((name, after)) = after
                    .strip_prefix('{')
                    .and_then(|after| after.split_once('}'))
                {
                    rest = after;
                    return Some(name);
                } else {
                    rest = after;
                }
            }
        })
    }
}

/// The origin of a value with this `type` and these options of `generate`.
fn generated(kind: Option<&str>, options: &Tree) -> ValueOrigin {
    let unmade = |kind: &str| {
        ValueOrigin::Unmade(Reason::Undrawn {
            kind: kind.to_owned(),
        })
    };
    let size = |name: &str, usual: u16| match options.get(name) {
        None => Some(usual),
        Some(size) => size.number().filter(|size| (1..=4096).contains(size)),
    };
    let Some(kind) = kind else {
        return ValueOrigin::Secret;
    };
    let format = match kind {
        "password" => {
            let charset = options
                .get("charset")
                .map(|name| name.text().unwrap_or_default());
            size("length", 32).and_then(|length| match charset {
                None | Some("alphanumeric") => Some(SecretFormat::Alphanumeric { length }),
                // Without quotes and the backslash, which shells and most readers treat specially.
                Some("ascii") => Some(SecretFormat::WordPress { length }),
                Some(_) => None,
            })
        }
        "hex" => size("bytes", 32).map(|bytes| SecretFormat::Hex { bytes }),
        "base64" => size("bytes", 32).map(|bytes| SecretFormat::Base64 { bytes }),
        "uuid" => Some(SecretFormat::Uuid),
        "command" => {
            let command = options
                .get("command")
                .and_then(Tree::text)
                .unwrap_or_default()
                .trim();
            match command::find(command).first() {
                Some(Command {
                    span,
                    makes: CommandOutput::Format(format),
                }) if span.start == 0 => Some(*format),
                _ => {
                    return ValueOrigin::Unmade(Reason::Computed {
                        by: command.to_owned(),
                    });
                }
            }
        }
        "rsa_private_key" => {
            let key = size("bits", 2048).and_then(PairKey::rs256);
            key.map(|key| SecretFormat::Pair(PairValue::plain(key, PairPart::OwnPem)))
        }
        "ssh_private_key" | "openpgp_private_key" => {
            return ValueOrigin::Unmade(Reason::KeyPair);
        }
        other => return unmade(other),
    };
    format.map_or_else(|| unmade(kind), ValueOrigin::Drawn)
}
