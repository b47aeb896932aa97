//! Deciding what becomes of one variable of an imported text.
//!
//! Checked in this order: a password hash stays; a value that refers to other variables stays; a secret inside a
//! connection string; a value that is clearly no secret; then the name, with the comment beside or above it and the
//! presets as evidence. The format is one that the name requires, else the one that a comment or the value itself asks
//! for, else the preset's, else the value's, else one that the name suggests.

mod asked;
pub(super) mod values;

use super::{
    Class, Decision, Row, RowId,
    comment::{self, CommentMeaning, NoFormat},
    format::SecretFormat,
    hash::is_password_hash,
    inside::{self, EmbeddedSecret, Owner},
    known::PresetEvidence,
    name::{self, Hint, hint},
    pair::value::{PairContent, PairValue},
    place::{Place, PlaceSyntax},
    placeholder::{self, is_name_too, is_placeholder, is_placeholder_in, is_substitution},
    preset::Preset,
    reading::differing,
    reason::Reason,
    row::{Anchor, Origin},
    shape,
    source::Source,
    weak::{is_weak, settings, stands_in},
};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::env::document::{Document, Entry};
use asked::FormatRequest;
use std::{collections::HashSet, ops::Range};
use values::{is_pem, is_setting_value, is_structured};
use zeroize::Zeroizing;

/// What becomes of one variable.
pub(super) struct Plan {
    pub class: Class,
    pub kind: SecretFormat,
    pub decision: Decision,
    pub reason: Reason,
    pub place: Place,
    /// The value, if the reader parses another one: a password hash, whose `$` it takes for references.
    pub value: Option<Secret>,
}

impl Plan {
    pub fn keep(class: Class, kind: SecretFormat, reason: Reason) -> Self {
        Self {
            class,
            kind,
            decision: Decision::Keep,
            reason,
            place: Place::Whole,
            value: None,
        }
    }

    /// The row of the variable with the number `entry`.
    pub fn into_row(self, id: RowId, entry: usize, document: &Document) -> Row {
        let place = &document.entries()[entry];
        let value = self.value.as_ref().or(place.value.as_ref());
        let value = value.map(|value| Secret::from(value.expose()));
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
            entered: false,
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
            entered: false,
        }
    }
}

/// Decides on the variables of one text.
pub(super) struct Planner<'a> {
    document: &'a Document,
    /// All names in it.
    names: HashSet<&'a str>,
    /// The same in upper case.
    upper: HashSet<String>,
    /// Whether a server of one's own stands in for Pusher.
    has_soketi: bool,
    /// The values of its settings.
    settings: HashSet<&'a str>,
    known: PresetEvidence,
    source: Source,
    above: CommentRun,
    /// The comment above commented-out variables.
    aside: CommentRun,
}

/// The comment above a run of variables, parsed once for the run. Once a secret has followed the comment, it applies
/// only to secrets of the same kind directly after it, up to the first variable that is no secret.
#[derive(Default)]
struct CommentRun {
    lines: Range<usize>,
    said: CommentMeaning,
    /// The name of the first secret that followed it.
    first: Option<String>,
    /// The words of that name that the comment has, too.
    first_words: Vec<String>,
    /// The number of variables that followed it.
    followers: usize,
}

impl<'a> Planner<'a> {
    /// A planner for the variables of `document`.
    pub async fn new(document: &'a Document, source: Source, pause: &mut Pause) -> Self {
        let entries = document.entries().iter();
        let names: HashSet<&str> = entries.map(|entry| document.slice(&entry.name)).collect();
        let upper: HashSet<String> = names.iter().map(|name| name.to_ascii_uppercase()).collect();
        pause.here().await;
        let known = PresetEvidence::new(document.text(), &names);
        pause.here().await;
        Self {
            document,
            known,
            settings: settings(document, pause).await,
            has_soketi: upper.iter().any(|name| name.starts_with("SOKETI_")),
            upper,
            names,
            source,
            above: CommentRun::default(),
            aside: CommentRun::default(),
        }
    }

    /// Decides on the variable at `entry`. Entries must be planned in the order of the text.
    pub fn plan(&mut self, entry: &Entry) -> Plan {
        if self.above.lines != entry.above {
            self.above = CommentRun {
                lines: entry.above.clone(),
                said: comment::said(self.document.slice(&entry.above)),
                ..CommentRun::default()
            };
        }
        self.above.followers += 1;
        let name = self.document.slice(&entry.name);
        let beside = comment::said(self.document.tail(entry).trim());
        let above = if self.speaks_of(name) {
            self.above.said
        } else {
            CommentMeaning::default()
        };
        let plan = self.decide(entry, name, beside, above);
        if plan.reason == Reason::KeyPair && !self.above.said.plural {
            // A tool makes one value: the comment says nothing about those after it.
            self.above.said.unmade = None;
        }
        if plan.class == Class::Setting {
            if self.above.first.is_some() {
                self.above.said = CommentMeaning::default();
            }
        } else if self.above.first.is_none()
            && (follows_comment(&plan.reason) || is_kept_own(&plan))
        {
            let comment = self.document.slice(&self.above.lines);
            let comment = Zeroizing::new(comment.to_ascii_lowercase());
            self.above.first = Some(name.to_owned());
            self.above.first_words = name::own_words(name);
            self.above
                .first_words
                .retain(|word| comment.contains(word.as_str()));
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
        // The comment above the variables in use also applies to those after this one.
        std::mem::swap(&mut self.above, &mut self.aside);
        let plan = self.plan(entry);
        std::mem::swap(&mut self.above, &mut self.aside);
        let minted = plan.class == Class::Own && plan.decision == Decision::Mint;
        (minted && matches!(plan.place, Place::Whole)).then_some(plan)
    }

    /// Whether a provider is known to issue the variable `name`, or its name is half of what one hands out.
    pub fn is_issued(&self, name: &str) -> bool {
        self.known.kind(name).is_none()
            && shape::exact(name).is_none()
            && !self.is_of_own_server(name)
            && (hint(name) == Hint::Issued || name::is_half_of_a_pair(name, &self.upper))
    }

    /// Whether a secret is named for a provider but belongs to a server of one's own that stands in for the provider,
    /// and whose settings are in the text: Soketi for Pusher.
    fn is_of_own_server(&self, name: &str) -> bool {
        self.has_soketi && name.to_ascii_uppercase().starts_with("PUSHER_APP_")
    }

    /// Whether the comment above is about the variable `name` too.
    fn speaks_of(&self, name: &str) -> bool {
        let Some(first) = &self.above.first else {
            return true;
        };
        if self.above.said.plural {
            return true;
        }
        if name::noun(first) != name::noun(name) {
            return false;
        }
        // `# the AES key` above `AES_KEY` is about no other key.
        let other = name::own_words(name);
        self.above
            .first_words
            .iter()
            .all(|word| other.contains(word))
    }

    /// Whether `value` is a placeholder in this text; `around` is the text before or after it.
    fn is_placeholder(&self, value: &str, around: &str) -> bool {
        let name = || {
            is_name_too(value)
                && (self.settings.contains(value) || stands_in(around, &value.to_ascii_lowercase()))
        };
        is_placeholder_in(self.source, value) && !(self.source == Source::Own && name())
    }

    /// Whether no secret has followed the comment above yet.
    const fn is_first(&self) -> bool {
        self.above.first.is_none()
    }

    /// Whether the command above makes the variable `name`, whose name is not clearly that of a secret: if the name
    /// mentions one, or if no other variable of the run is a secret that the command may be meant for. Only the first
    /// variable below the comment counts; where the comment speaks of several, each whose name mentions a secret.
    fn is_made(&self, name: &str, asked: FormatRequest) -> bool {
        let entries = self.document.entries();
        let first = entries.partition_point(|entry| entry.lines.start < self.above.lines.start);
        let run = entries[first..].iter();
        let mut run = run.take_while(|entry| entry.above == self.above.lines);
        let meant = |entry: &Entry| hint(self.document.slice(&entry.name)) != Hint::Setting;
        asked.by_command()
            && !name::is_setting(name)
            && match (self.above.said.plural, self.above.followers) {
                (true, _) => name::mentions_secret(name),
                (false, 1) => name::mentions_secret(name) || !run.any(meant),
                (false, _) => false,
            }
    }

    fn decide(
        &self,
        entry: &Entry,
        name: &str,
        beside: CommentMeaning,
        above: CommentMeaning,
    ) -> Plan {
        let Some(value) = entry.value.as_ref().map(Secret::expose) else {
            return self.template(entry, name, beside, above);
        };
        if is_password_hash(value) {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Hash);
        }
        if let Some(inside) = inside::find(name, value) {
            return self.inside(name, value, &inside);
        }
        if is_substitution(value) && placeholder::command(value).is_none() {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Command);
        }
        if is_pem(value) {
            return Plan::keep(Class::Setting, hint(name).kind(), Reason::KeyPair);
        }
        if let Some((preset, kind)) = self.known.kind(name)
            && let SecretFormat::Pair(PairValue {
                content: PairContent::Supabase(_),
                ..
            }) = kind
        {
            // JSON, and still one secret.
            return self.own(kind, Reason::Preset(preset), value, false);
        }
        if is_setting_value(value) || shape::is_circuits_pin(name, value) {
            return Plan::keep(Class::Setting, hint(name).kind(), setting(value));
        }
        if is_structured(value) || inside::is_list(name, value) {
            return Plan::keep(Class::Setting, hint(name).kind(), Reason::Structured);
        }
        self.named(name, value, beside, above)
    }

    /// Plans a value that is nothing but a secret or a setting, by its name.
    fn named(
        &self,
        name: &str,
        value: &str,
        beside: CommentMeaning,
        above: CommentMeaning,
    ) -> Plan {
        let known = self.known.kind(name);
        let asked = FormatRequest::of(value, beside, above);
        let mut hint = hint(name);
        if known.is_none()
            && matches!(hint, Hint::Secret | Hint::Unclear)
            && shape::exact(name).is_none()
            && (name::is_half_of_a_pair(name, &self.upper)
                || placeholder::is_issuers(value) && !asked.by_command())
        {
            hint = Hint::Issued;
        }
        if hint == Hint::Issued && self.is_of_own_server(name) {
            hint = Hint::Secret;
        }
        let secret = matches!(hint, Hint::Password | Hint::Secret | Hint::Unclear);
        let issued = beside.issued || above.issued;
        if secret && (beside.issued || (above.issued && known.is_none())) && !asked.by_command() {
            return Plan::keep(Class::Issued, hint.kind(), Reason::Elsewhere);
        }
        if asked.unmade == Some(NoFormat::ToolsOwn) && known.is_none() && hint != Hint::Setting {
            return Plan::keep(Class::Setting, hint.kind(), Reason::KeyPair);
        }
        if known.is_none() {
            let fillable = value.is_empty() || self.is_placeholder(value, "");
            let class = match hint {
                // A command makes it a secret of one's own; words only describe what the provider issues.
                Hint::Issued
                    if !asked.by_command() || issued || !(asked.here || self.is_first()) =>
                {
                    Class::Issued
                }
                Hint::Unclear
                    if asked.format.is_none() && (fillable || self.source == Source::Own) =>
                {
                    Class::Issued
                }
                Hint::KeyPair => Class::Setting,
                Hint::Setting if !(fillable && (asked.here || self.is_made(name, asked))) => {
                    Class::Setting
                }
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
        let (kind, reason) = format(asked, known, name, value);
        let optional = beside.optional || above.optional;
        self.own(kind, reason, value, optional)
    }

    /// Plans a value that refers to other variables or runs a command.
    fn template(
        &self,
        entry: &Entry,
        name: &str,
        beside: CommentMeaning,
        above: CommentMeaning,
    ) -> Plan {
        let token = self.document.slice(&entry.token);
        let bare = ['"', '\'', '`'].into_iter().find_map(|quote| {
            let inside = token.strip_prefix(quote)?.strip_suffix(quote)?;
            Some(inside)
        });
        let bare = bare.unwrap_or(token);
        if is_password_hash(bare) {
            return Plan {
                value: Some(bare.into()),
                ..Plan::keep(Class::Setting, shape::PASSWORD, Reason::Hash)
            };
        }
        // A shell runs the command each time; in an example it only says what to generate.
        if self.source == Source::Example
            && is_substitution(bare)
            && placeholder::command(bare).is_some()
        {
            return self.named(name, bare, beside, above);
        }
        Plan::keep(Class::Setting, shape::PASSWORD, Reason::Template)
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
        let real = match () {
            () if is_placeholder(value) => Reason::Doubtful,
            () if is_weak(value, |_| false) => Reason::Weak,
            () => Reason::Real,
        };
        let plan = Plan::keep(Class::Own, kind, real);
        if self.source == Source::Own && !value.is_empty() && !self.is_placeholder(value, "") {
            plan
        } else {
            Plan {
                decision: Decision::Mint,
                reason,
                ..plan
            }
        }
    }

    /// Plans a secret inside a connection string.
    fn inside(&self, name: &str, value: &str, inside: &EmbeddedSecret) -> Plan {
        let written = inside.written(value);
        let keep = |class, reason| Plan {
            place: inside.place(value),
            ..Plan::keep(class, shape::PASSWORD, reason)
        };
        // This reader takes the `$` for text, but the reference is meant for another reader.
        if written.starts_with('$') && !is_password_hash(written) {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Template);
        }
        let Some(secret) = inside.syntax.read(written) else {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Structured);
        };
        if is_password_hash(secret.expose()) {
            return Plan::keep(Class::Setting, shape::PASSWORD, Reason::Hash);
        }
        if inside.syntax == PlaceSyntax::Json {
            return self.members(name, value);
        }
        let before = &value[..inside.places[0].start];
        let around = [before, &value[inside.places[0].end..]];
        let open = around
            .iter()
            .all(|around| self.is_placeholder(secret.expose(), around));
        let reason = if inside.syntax == PlaceSyntax::Percent {
            Reason::UrlPassword
        } else {
            Reason::InnerSecret
        };
        match inside.owner {
            Owner::Provider => keep(Class::Issued, Reason::Issued),
            Owner::Unclear if !open => keep(Class::Setting, Reason::Structured),
            Owner::Own if self.source == Source::Own && !open => {
                let doubtful = is_placeholder(secret.expose());
                let reason = if doubtful {
                    Reason::Doubtful
                } else {
                    Reason::Real
                };
                keep(Class::Own, reason)
            }
            Owner::Own | Owner::Unclear => Plan {
                decision: Decision::Mint,
                ..keep(Class::Own, reason)
            },
        }
    }
}

impl Planner<'_> {
    /// Plans the secrets of a JSON object: those that are placeholders, and in an example those that are named as
    /// secrets of one's own.
    fn members(&self, name: &str, value: &str) -> Plan {
        let members = inside::members(name, value);
        let replaced = |(place, hint): &(Range<usize>, Hint)| {
            let written = &value[place.clone()];
            let secret = PlaceSyntax::Json.read(written);
            let secret = secret.as_ref().map_or("", Secret::expose);
            let named = matches!(hint, Hint::Password | Hint::Secret);
            *hint != Hint::Issued
                && !written.starts_with('$')
                && !is_password_hash(secret)
                && (self.is_placeholder(secret, "") || named && self.source == Source::Example)
        };
        let places: Vec<_> = members.iter().filter(|member| replaced(member)).collect();
        let several = members.len() > 1;
        if places.is_empty() {
            let (class, reason) = match members.as_slice() {
                [(_, Hint::Issued)] => (Class::Issued, Reason::Issued),
                _ => (Class::Setting, Reason::Structured),
            };
            return Plan::keep(class, shape::PASSWORD, reason);
        }
        let at = places.iter().map(|(place, _)| place.clone());
        let mut place = Place::within(value, at, PlaceSyntax::Json);
        if let Place::Within { each, .. } = &mut place
            && places.len() > 1
        {
            each.resize(places.len(), None);
        }
        let reason = if several {
            Reason::InnerSecrets
        } else {
            Reason::InnerSecret
        };
        Plan {
            decision: Decision::Mint,
            place,
            ..Plan::keep(Class::Own, shape::PASSWORD, reason)
        }
    }
}

/// Whether the plan keeps a secret that could be made here: in a file in use, the comment above is about it.
fn is_kept_own(plan: &Plan) -> bool {
    plan.class == Class::Own && plan.decision == Decision::Keep
}

/// Whether a plan was made by what a comment says.
const fn follows_comment(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Comment | Reason::Optional | Reason::Elsewhere | Reason::UnknownCommand
    )
}

/// The format of a secret, and where it is taken from.
fn format(
    asked: FormatRequest,
    known: Option<(Preset, SecretFormat)>,
    name: &str,
    value: &str,
) -> (SecretFormat, Reason) {
    let open = asked.format.is_none_or(|format| format.open);
    if let (None, Some(kind)) = (known, shape::prescribed(name)) {
        // Base32 is how authenticators take a secret, however many characters a comment counts.
        let base32 = matches!(kind, SecretFormat::Base32 { .. });
        let other = |kind| !matches!(kind, SecretFormat::Base32 { .. });
        let yields = asked
            .format
            .is_some_and(|format| base32 && !format.command && other(format.kind));
        if open || yields {
            return (kind, Reason::Name);
        }
    }
    if let Some(kind) = shape::pin(name, value) {
        return (kind, Reason::Name);
    }
    let (kind, reason) = match (known, asked.format) {
        (Some((preset, kind)), _) if open || kind.is_bound() => {
            return (kind, Reason::Preset(preset));
        }
        (_, Some(format)) if asked.by_value => (format.kind, Reason::Value),
        (_, Some(format)) => (format.kind, Reason::Comment),
        _ => match shape::of_value(value) {
            Some(kind) => (kind, Reason::Shape),
            None => (hint(name).kind(), Reason::Name),
        },
    };
    if asked.unmade == Some(NoFormat::Unknown) {
        (kind, Reason::UnknownCommand)
    } else {
        (kind, reason)
    }
}

fn setting(value: &str) -> Reason {
    if value.is_empty() {
        Reason::BlankSetting
    } else {
        Reason::Setting
    }
}
