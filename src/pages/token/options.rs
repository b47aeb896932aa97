//! The fields of the options. Their content is a [`Draft`], which parses and validates it.

use crate::card;
use crate::components::check::CheckField;
use crate::components::field::{Field, FieldKind};
use crate::components::radio::RadioField;
use crate::components::select::SelectField;
use crate::engine::base::number::{Limits, grouped};
use crate::engine::key::batch::KEYS;
use crate::engine::key::body::class::SymbolClass;
use crate::engine::key::body::passphrase::Separator;
use crate::engine::key::checksum::Checksum;
use crate::engine::key::draft::{Draft, ParsedDraft};
use crate::engine::key::entropy::in_words;
use crate::engine::key::format::Format;
use crate::engine::key::prefix::Environment;
use crate::engine::key::spec::TokenSpec;
use leptos::prelude::*;

/// The draft, its parsed form, and the last valid form of a key.
#[derive(Clone, Copy)]
pub struct Options {
    draft: RwSignal<Draft>,
    parsed: Memo<ParsedDraft>,
    spec: Memo<TokenSpec>,
}

impl Options {
    /// The options of the last visit, or the defaults.
    pub fn new() -> Self {
        let draft = RwSignal::new(card::remembered());
        let parsed = Memo::new(move |_| draft.read().read());
        let spec = Memo::new(move |last: Option<&TokenSpec>| {
            let parsed = parsed.read();
            parsed
                .spec
                .clone()
                .or_else(|| last.cloned())
                .unwrap_or_default()
        });
        Self {
            draft,
            parsed,
            spec,
        }
    }

    /// What to mint and how many; `None` while a field is invalid.
    pub fn wanted(self) -> Option<(TokenSpec, u32)> {
        let parsed = self.parsed.read_untracked();
        Some((parsed.spec.clone()?, *parsed.many.as_ref().ok()?))
    }

    /// The number in "How many"; one while it is invalid.
    pub fn many(self) -> u32 {
        self.parsed.read().many.as_ref().copied().unwrap_or(1)
    }

    /// The draft.
    pub fn draft(self) -> RwSignal<Draft> {
        self.draft
    }

    /// Remembers the options, unless one of them is invalid.
    fn remember(self) {
        if self.parsed.read_untracked().spec.is_some() {
            card::remember(&self.draft.read_untracked());
        }
    }

    fn is_usual(self) -> bool {
        self.draft.read().to_remember() == Draft::default()
    }

    /// The error message of a field.
    fn error<E: ToString + 'static>(
        self,
        pick: impl Fn(&ParsedDraft) -> Option<E> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || pick(&self.parsed.read()).map(|error| error.to_string()))
    }

    /// What to say of a checksum whose symbols are not those of the random part.
    fn stands_out(self) -> Option<&'static str> {
        let draft = self.draft.read();
        (draft.format.usual_checksum() == Checksum::OwnAlphabet
            && matches!(draft.checksum, Checksum::GitHub | Checksum::WholeKey))
        .then_some("6 symbols of base62, which are not all of this format's alphabet")
    }

    fn entropy_hint(self) -> String {
        let spec = self.spec.read();
        let size = spec.size();
        let bits = in_words(size.bits);
        match spec.entropy_limits() {
            None => format!("fixed by the format: {bits} bits"),
            Some(limits) => format!("{}; this holds {bits} bits", range(limits)),
        }
    }

    fn length_hint(self) -> String {
        let spec = self.spec.read();
        let unit = spec.size().unit.name();
        match spec.length_limits() {
            None => format!("fixed by the format, in {unit}"),
            Some(limits) => format!("{} {unit}", range(limits)),
        }
    }
}

/// The limits of a field, in words.
fn range(limits: Limits) -> String {
    format!(
        "{} to {}",
        grouped(limits.least.into()),
        grouped(limits.most.into())
    )
}

/// The fields.
#[component]
pub fn TokenOptions(
    /// Their content.
    options: Options,
    /// Called after every change that may need another key.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let draft = options.draft;
    let change = move |change: &dyn Fn(&mut Draft)| {
        draft.update(|draft| change(draft));
        options.remember();
        on_change.run(());
    };
    let format = Memo::new(move |_| draft.read().format);
    let alone = Signal::derive(move || format.get().stands_alone());
    let formats = Format::ALL
        .map(|format| (format.id(), format.label()))
        .to_vec();
    let environments = Environment::ALL
        .map(|choice| (choice.id(), choice.label()))
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
                value=Signal::derive(move || format.get().id())
                on_change=move |id: String| {
                    change(&|draft| draft.choose_format(id.parse().unwrap_or_default()));
                }
            />
            <div hidden=alone>
                <Field
                    id="token-prefix"
                    label="Prefix"
                    value=Signal::derive(move || draft.read().prefix.clone())
                    error=options.error(|parsed| parsed.prefix)
                    hint="letters, digits, _ - and ., up to 32, or nothing"
                    on_input=move |text: String| change(&|draft| draft.prefix.clone_from(&text))
                />
            </div>
            <div hidden=alone>
                <RadioField
                    name="token-environment"
                    label="Environment"
                    options=environments
                    value=Signal::derive(move || draft.read().environment.id())
                    on_change=move |id: &'static str| {
                        change(&|draft| draft.environment = id.parse().unwrap_or_default());
                    }
                />
            </div>
            <FormatOptions options=options on_change=change/>
            <Field
                id="token-entropy"
                label="Entropy (bits)"
                kind=FieldKind::Number
                locked=Signal::derive(move || options.spec.read().entropy_limits().is_none())
                value=Signal::derive(move || draft.read().entropy().to_owned())
                error=options.error(|parsed| parsed.entropy)
                hint=Signal::derive(move || options.entropy_hint())
                warning=Signal::derive(move || options.spec.read().weakness().map(|weakness| weakness.to_string()))
                on_input=move |text: String| change(&|draft| draft.type_entropy(text.clone()))
            />
            <Field
                id="token-length"
                label="Length"
                kind=FieldKind::Number
                locked=Signal::derive(move || options.spec.read().length_limits().is_none())
                value=Signal::derive(move || draft.read().length().to_owned())
                error=options.error(|parsed| parsed.length)
                hint=Signal::derive(move || options.length_hint())
                on_input=move |text: String| change(&|draft| draft.type_length(text.clone()))
            />
            <div hidden=alone>
                <SelectField
                    id="token-checksum"
                    label="Checksum"
                    options=checksums
                    value=Signal::derive(move || draft.read().checksum.id())
                    warning=Signal::derive(move || options.stands_out())
                    on_change=move |id: String| change(&|draft| draft.checksum = id.parse().unwrap_or_default())
                />
            </div>
            <Field
                id="token-many"
                label="How many"
                kind=FieldKind::Number
                value=Signal::derive(move || draft.read().many.clone())
                error=options.error(|parsed| parsed.many.as_ref().err().copied())
                hint=range(KEYS)
                on_input=move |text: String| change(&|draft| draft.many.clone_from(&text))
            />
            <div class="checks" hidden=alone>
                <CheckField
                    label="Key id in front of the secret"
                    value=Signal::derive(move || draft.read().key_id)
                    on_change=move |on| change(&|draft| draft.key_id = on)
                />
                <span class="hint">"public and random, for servers that look a key up by it"</span>
                <span class="error" aria-live="polite">{options.error(|parsed| parsed.error)}</span>
            </div>
            <div class="checks">
                <button
                    type="button"
                    class="button small"
                    hidden=move || options.is_usual()
                    on:click=move |_| change(&|draft| *draft = Draft::default())
                >
                    "Forget options"
                </button>
                <span class="hint">"options are remembered in this browser, keys never"</span>
            </div>
        </div>
    }
}

/// The fields that only one format has.
#[component]
fn FormatOptions(
    /// Their content.
    options: Options,
    /// Changes the draft.
    on_change: impl Fn(&dyn Fn(&mut Draft)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let draft = options.draft;
    let format = Memo::new(move |_| draft.read().format);
    let rule = move |change: &dyn Fn(&mut Draft)| {
        on_change(&|draft: &mut Draft| draft.change_rule(|draft| change(draft)));
    };
    move || match format.get() {
        Format::Password => password_fields(options, rule).into_any(),
        Format::Passphrase => passphrase_fields(draft, rule).into_any(),
        Format::Custom => view! { class="lk",
            <div class="wide">
                <Field
                    id="token-alphabet"
                    label="Alphabet"
                    value=Signal::derive(move || draft.read().alphabet.clone())
                    error=options.error(|parsed| parsed.alphabet)
                    hint="2 to 94 different printable ASCII symbols"
                    on_input=move |text: String| rule(&|draft| draft.alphabet.clone_from(&text))
                />
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// The fields of passwords: which characters, and which not.
fn password_fields(
    options: Options,
    rule: impl Fn(&dyn Fn(&mut Draft)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let draft = options.draft;
    let classes = SymbolClass::ALL.map(|class| {
        let choose = move |on| {
            rule(&|draft| {
                // In the order of the classes, so that equal choices give equal drafts.
                let chosen = |other: &SymbolClass| {
                    if *other == class {
                        on
                    } else {
                        draft.classes.contains(other)
                    }
                };
                draft.classes = SymbolClass::ALL.into_iter().filter(chosen).collect();
            });
        };
        view! { class="lk",
            <CheckField
                label=class.label()
                value=Signal::derive(move || draft.read().classes.contains(&class))
                on_change=choose
            />
        }
    });
    view! { class="lk",
        <fieldset class="checks wide">
            <legend class="label">"Characters"</legend>
            <div class="row">{classes.collect_view()}</div>
            <div class="row">
                <CheckField
                    label="At least one of each class"
                    value=Signal::derive(move || draft.read().one_of_each)
                    on_change=move |on| rule(&|draft| draft.one_of_each = on)
                />
                <CheckField
                    label="Exclude look-alikes 0 O 1 I l |"
                    value=Signal::derive(move || draft.read().without_look_alikes)
                    on_change=move |on| rule(&|draft| draft.without_look_alikes = on)
                />
            </div>
            <Field
                id="token-exclude"
                label="Exclude symbols"
                value=Signal::derive(move || draft.read().without.clone())
                error=options.error(|parsed| parsed.password)
                hint="each character typed here is left out"
                on_input=move |text: String| rule(&|draft| draft.without.clone_from(&text))
            />
        </fieldset>
    }
}

/// The fields of passphrases: how words are put together.
fn passphrase_fields(
    draft: RwSignal<Draft>,
    rule: impl Fn(&dyn Fn(&mut Draft)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let separators = Separator::ALL
        .map(|separator| (separator.id(), separator.label()))
        .to_vec();
    view! { class="lk",
        <SelectField
            id="token-separator"
            label="Separator"
            options=separators
            value=Signal::derive(move || draft.read().passphrase.separator.id())
            on_change=move |id: String| {
                rule(&|draft| draft.passphrase.separator = id.parse().unwrap_or_default());
            }
        />
        <div class="checks">
            <CheckField
                label="Capitals"
                value=Signal::derive(move || draft.read().passphrase.capitals)
                on_change=move |on| rule(&|draft| draft.passphrase.capitals = on)
            />
            <CheckField
                label="A digit"
                value=Signal::derive(move || draft.read().passphrase.digit)
                on_change=move |on| rule(&|draft| draft.passphrase.digit = on)
            />
        </div>
    }
}
