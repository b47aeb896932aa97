//! The options of the Token tab: what was typed, what it means, and what is wrong with it.

use crate::components::anatomy::Named;
use crate::components::field::{Field, FieldKind};
use crate::components::radio::RadioField;
use crate::components::select::SelectField;
use crate::engine::checksum::Checksum;
use crate::engine::entropy::{Entropy, EntropyError, in_words};
use crate::engine::format::{Format, Unit};
use crate::engine::prefix::{Environment, Prefix, PrefixError};
use crate::engine::spec::TokenSpec;
use crate::engine::token::PartKind;
use leptos::prelude::*;

/// What is chosen, as typed. Text that is wrong stays as it is; the last good key stays with it.
#[derive(Clone, Copy)]
pub struct Options {
    format: RwSignal<Format>,
    prefix: RwSignal<String>,
    environment: RwSignal<Environment>,
    entropy: RwSignal<String>,
    checksum: RwSignal<Checksum>,
    read_prefix: Memo<Result<Prefix, PrefixError>>,
    read_entropy: Memo<Result<Entropy, EntropyError>>,
    /// The last good one.
    spec: Memo<TokenSpec>,
}

impl Options {
    /// The defaults: `sk_live_`, 256 bits of base62, a GitHub style checksum.
    pub fn new() -> Self {
        let default = TokenSpec::default();
        let format = RwSignal::new(default.format);
        let prefix = RwSignal::new(default.prefix.to_string());
        let environment = RwSignal::new(default.environment);
        let entropy = RwSignal::new(default.entropy.to_string());
        let checksum = RwSignal::new(default.checksum);
        let read_prefix = Memo::new(move |_| prefix.read().parse());
        let read_entropy = Memo::new(move |_| entropy.read().parse());
        let spec = Memo::new(move |last: Option<&TokenSpec>| {
            match (read_prefix.get(), read_entropy.get()) {
                (Ok(prefix), Ok(entropy)) => TokenSpec {
                    format: format.get(),
                    prefix,
                    environment: environment.get(),
                    entropy,
                    checksum: checksum.get(),
                },
                _ => last.cloned().unwrap_or_default(),
            }
        });
        Self {
            format,
            prefix,
            environment,
            entropy,
            checksum,
            read_prefix,
            read_entropy,
            spec,
        }
    }

    /// What to mint; none while a field is wrong.
    pub fn spec_untracked(self) -> Option<TokenSpec> {
        let good =
            self.read_prefix.read_untracked().is_ok() && self.read_entropy.read_untracked().is_ok();
        good.then(|| self.spec.get_untracked())
    }

    /// The environment of the key on screen, as a word for its badge.
    pub fn environment_badge(self) -> &'static str {
        match self.spec.read().environment {
            Environment::None => "no environment",
            environment => environment.label(),
        }
    }

    /// The parts of the key on screen, named.
    pub fn anatomy(self) -> Signal<Vec<Named>> {
        Signal::derive(move || {
            let spec = self.spec.read();
            let mut parts = Vec::new();
            let mut name = |kind: PartKind, words: String| {
                parts.push(Named {
                    class: kind.id(),
                    words,
                });
            };
            if !spec.prefix.as_str().is_empty() {
                name(PartKind::Prefix, "prefix: whose key".to_owned());
            }
            if spec.environment != Environment::None {
                name(PartKind::Environment, "environment".to_owned());
            }
            let size = spec.size();
            name(
                PartKind::Random,
                format!(
                    "{} random symbols, {} bits",
                    size.symbols,
                    in_words(size.bits)
                ),
            );
            if spec.checksum != Checksum::None {
                name(
                    PartKind::Checksum,
                    "checksum: mistypes are refused".to_owned(),
                );
            }
            parts
        })
    }

    fn entropy_hint(self) -> String {
        let size = self.spec.read().size();
        let bits = in_words(size.bits);
        match size.unit {
            Unit::Symbols => format!("64 to 4096; {} symbols hold {bits} bits", size.count),
            Unit::Bytes => format!(
                "64 to 4096; {} bytes as {} symbols, {bits} bits",
                size.count, size.symbols
            ),
        }
    }
}

/// The fields of the options.
#[component]
pub fn TokenOptions(
    /// What is chosen.
    options: Options,
    /// Called after every change.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let formats = Format::ALL
        .map(|format| (format.id(), format.label()))
        .to_vec();
    let environments = Environment::ALL
        .map(|environment| (environment.label(), environment.label()))
        .to_vec();
    let checksums = Checksum::ALL
        .map(|checksum| (checksum.id(), checksum.label()))
        .to_vec();
    view! { class="lk",
        <div class="options">
            <SelectField
                id="token-format"
                label="Format"
                options=formats
                value=Signal::derive(move || options.format.get().id())
                on_change=move |id: String| {
                    options.format.set(id.parse().unwrap_or_default());
                    on_change.run(());
                }
            />
            <Field
                id="token-prefix"
                label="Prefix"
                value=options.prefix
                error=Signal::derive(move || options.read_prefix.read().as_ref().err().map(ToString::to_string))
                hint="letters, digits, _ - and . or nothing"
                on_input=move |text| {
                    options.prefix.set(text);
                    on_change.run(());
                }
            />
            <RadioField
                name="token-environment"
                label="Environment"
                options=environments
                value=Signal::derive(move || options.environment.get().label())
                on_change=move |label: &'static str| {
                    options.environment.set(label.parse().unwrap_or_default());
                    on_change.run(());
                }
            />
            <Field
                id="token-entropy"
                label="Entropy (bits)"
                kind=FieldKind::Number {
                    min: u32::from(Entropy::MIN.bits()),
                    max: u32::from(Entropy::MAX.bits()),
                }
                value=options.entropy
                error=Signal::derive(move || options.read_entropy.read().as_ref().err().map(ToString::to_string))
                hint=Signal::derive(move || options.entropy_hint())
                warning=Signal::derive(move || options.spec.read().weakness().map(|weakness| weakness.to_string()))
                on_input=move |text| {
                    options.entropy.set(text);
                    on_change.run(());
                }
            />
            <SelectField
                id="token-checksum"
                label="Checksum"
                options=checksums
                value=Signal::derive(move || options.checksum.get().id())
                on_change=move |id: String| {
                    options.checksum.set(id.parse().unwrap_or_default());
                    on_change.run(());
                }
            />
        </div>
    }
}
