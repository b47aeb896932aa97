//! The fields of the options. Their content is a [`Draft`], which parses and validates it.

use super::words;
use crate::card;
use crate::components::check::CheckField;
use crate::components::field::{Field, FieldKind};
use crate::components::fold::Fold;
use crate::components::radio::RadioField;
use crate::components::select::SelectField;
use crate::engine::key::batch::KEYS;
use crate::engine::key::body::class::SymbolClass;
use crate::engine::key::body::passphrase::Separator;
use crate::engine::key::checksum::Checksum;
use crate::engine::key::draft::{Draft, ParsedDraft};
use crate::engine::key::entropy::in_words;
use crate::engine::key::format::Format;
use crate::engine::key::prefix::Environment;
use crate::engine::key::spec::TokenSpec;
use crate::engine::link::token;
use crate::pages::forgetting::ForgetOptions;
use crate::pages::link::FollowedLink;
use crate::pages::mounting::Later;
use leptos::prelude::*;

/// The draft, its parsed form, and the last valid form of a key.
#[derive(Clone, Copy)]
pub struct Options {
    draft: RwSignal<Draft>,
    parsed: Memo<ParsedDraft>,
    spec: Memo<TokenSpec>,
    /// The person's own draft while the one in sight is a link's.
    own: RwSignal<Option<Draft>>,
    link: FollowedLink,
}

impl Options {
    /// The options of the last visit, or the defaults, until `link` brings others.
    pub fn new(link: FollowedLink) -> Self {
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
            own: RwSignal::new(None),
            link,
        }
    }

    /// Shows the options of a link. They are not remembered.
    pub fn follow(self, linked: Draft) {
        let before = self.draft.get_untracked();
        self.own.update(|own| {
            own.get_or_insert(before);
        });
        self.draft.set(linked);
    }

    /// Changes what differs between two drafts of a link, and nothing else.
    pub fn insist(self, raised: &Draft, asked: &Draft) {
        self.draft.update(|draft| draft.take_changes(raised, asked));
    }

    /// Shows the person's own options again.
    pub fn use_own(self) {
        if let Some(own) = self.own.get_untracked() {
            self.own.set(None);
            self.draft.set(own);
        }
    }

    /// Applies a change that the person made by hand, and remembers it: with a link's options in sight that change
    /// alone.
    fn change(self, change: &dyn Fn(&mut Draft)) {
        let before = self.draft.get_untracked();
        self.draft.update(|draft| change(draft));
        let is_linked = self.own.read_untracked().is_some();
        if is_linked {
            let after = self.draft.read_untracked();
            self.own.update(|own| {
                if let Some(own) = own {
                    own.take_changes(&before, &after);
                }
            });
        }
        match &*self.own.read_untracked() {
            Some(own) => remember(own),
            None => remember(&self.draft.read_untracked()),
        }
    }

    /// Forgets what is remembered, and shows the usual options.
    fn forget(self) {
        self.own.set(None);
        self.link.leave();
        self.draft.set(Draft::default());
        card::remember(&Draft::default());
    }

    /// Whether a field is marked that is in sight: the prefix or the number of keys.
    pub fn is_marked_in_sight(self) -> bool {
        let parsed = self.parsed.read_untracked();
        parsed.prefix.is_some() || parsed.many.is_err()
    }

    /// The link to these options; `None` while a field is invalid.
    pub fn link(self) -> Option<String> {
        token::write(&self.draft.read())
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

    /// The chosen format, where a part of its own makes what it is.
    pub fn handed_out(self) -> Option<Format> {
        Some(self.draft.read().format).filter(|format| format.is_handed_out())
    }

    /// The draft.
    pub fn draft(self) -> RwSignal<Draft> {
        self.draft
    }

    /// Whether nothing is remembered.
    fn is_usual(self) -> bool {
        let own = self.own.read();
        own.as_ref().unwrap_or(&self.draft.read()).to_remember() == Draft::default()
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
        .then_some(words::CHECKSUM_STANDS_OUT)
    }

    fn entropy_hint(self) -> String {
        let spec = self.spec.read();
        let size = spec.size();
        words::entropy_hint(spec.entropy_limits(), &in_words(size.bits))
    }

    fn length_hint(self) -> String {
        let spec = self.spec.read();
        let unit = spec.size().unit.name();
        words::length_hint(spec.length_limits(), unit)
    }
}

/// Remembers options, unless one of them is invalid.
fn remember(draft: &Draft) {
    if draft.read().spec.is_some() {
        card::remember(draft);
    }
}

/// The element of the options that are needed less often.
pub const MORE: &str = "token-more";

/// The fields: those that most keys need in sight, the rest folded.
#[component]
pub fn TokenOptions(
    /// Their content.
    options: Options,
    /// Called after every change that may need another key.
    #[prop(into)]
    on_change: Callback<()>,
    /// Called when "Generate" is pressed, which for many keys stands beside their number.
    #[prop(into)]
    on_generate: Callback<()>,
    /// Whether a batch waits to be saved, so that "Generate" is not the primary button.
    #[prop(into)]
    saves_next: Signal<bool>,
) -> impl IntoView {
    let draft = options.draft;
    let change = move |change: &dyn Fn(&mut Draft)| {
        options.change(change);
        on_change.run(());
    };
    let forget = Callback::new(move |()| {
        options.forget();
        on_change.run(());
    });
    let format = Memo::new(move |_| draft.read().format);
    let alone = Signal::derive(move || format.get().stands_alone());
    let instead = Memo::new(move |_| words::instead_of_head(&options.spec.read()));
    let weakness = Memo::new(move |_| {
        let weakness = options.spec.read().weakness().filter(|_| !alone.get())?;
        Some(weakness.to_string())
    });
    let one = Memo::new(move |_| options.many() == 1);
    let environments = Environment::ALL
        .map(|choice| (choice.id(), choice.label()))
        .to_vec();
    let checksums = Checksum::ALL
        .map(|checksum| (checksum.id(), checksum.label()))
        .to_vec();
    view! { class="lk",
        <div class="options sight">
            <Later>
                <SelectField
                    id="token-format"
                    label=words::FORMAT
                    groups=words::groups()
                    value=Signal::derive(move || format.get().id())
                    hint=Signal::derive(move || words::advice(format.get()))
                    on_change=move |id: String| {
                        change(&|draft| draft.choose_format(id.parse().unwrap_or_default()));
                    }
                />
            </Later>
            <Later>
                <div hidden=alone>
                    <Field
                        id="token-prefix"
                        label=words::PREFIX
                        value=Signal::derive(move || draft.read().prefix.clone())
                        error=options.error(|parsed| parsed.prefix)
                        hint=words::PREFIX_HINT
                        on_input=move |text: String| change(&|draft| draft.prefix.clone_from(&text))
                    />
                </div>
            </Later>
            <Later>
                <div hidden=alone>
                    <RadioField
                        name="token-environment"
                        label=words::ENVIRONMENT
                        options=environments
                        value=Signal::derive(move || draft.read().environment.id())
                        on_change=move |id: &'static str| {
                            change(&|draft| draft.environment = id.parse().unwrap_or_default());
                        }
                    />
                </div>
            </Later>
            <Later>
                // In the place of both, so that nothing moves when the format changes.
                <div class="instead" hidden=move || !alone.get()>
                    <span class="label">{move || instead.read().0}</span>
                    <p class="hint" aria-live="polite">{move || instead.read().1.clone()}</p>
                </div>
            </Later>
            <Later>
                <div class="beside-button" hidden=move || format.get().is_handed_out()>
                    <Field
                        id="token-many"
                        label=words::HOW_MANY
                        kind=FieldKind::Number
                        value=Signal::derive(move || draft.read().many.clone())
                        error=options.error(|parsed| parsed.many.as_ref().err().copied())
                        hint=words::range(KEYS)
                        on_input=move |text: String| change(&|draft| draft.many.clone_from(&text))
                    />
                    <button
                        type="button"
                        id="token-generate"
                        class="button"
                        class:main=move || !saves_next.get()
                        aria-keyshortcuts="g"
                        hidden=move || one.get()
                        on:click=move |_| on_generate.run(())
                    >
                        {words::GENERATE}
                    </button>
                </div>
            </Later>
        </div>
        // In sight while the size is not. What is for people has its strength in words instead.
        <div aria-live="polite">
            <p class="warning" hidden=move || weakness.read().is_none()>{weakness}</p>
        </div>
        <Fold id=MORE title=words::MORE_OPTIONS summary=words::MORE_OPTIONS_SUMMARY>
            <div class="options steady">
                <Later>
                    <Field
                        id="token-entropy"
                        label=words::ENTROPY
                        kind=FieldKind::Number
                        locked=Signal::derive(move || options.spec.read().entropy_limits().is_none())
                        value=Signal::derive(move || draft.read().entropy().to_owned())
                        error=options.error(|parsed| parsed.entropy)
                        hint=Signal::derive(move || options.entropy_hint())
                        on_input=move |text: String| change(&|draft| draft.type_entropy(text.clone()))
                    />
                    <Field
                        id="token-length"
                        label=words::LENGTH
                        kind=FieldKind::Number
                        locked=Signal::derive(move || options.spec.read().length_limits().is_none())
                        value=Signal::derive(move || draft.read().length().to_owned())
                        error=options.error(|parsed| parsed.length)
                        hint=Signal::derive(move || options.length_hint())
                        on_input=move |text: String| change(&|draft| draft.type_length(text.clone()))
                    />
                </Later>
                <Later>
                    <div hidden=alone>
                        <SelectField
                            id="token-checksum"
                            label=words::CHECKSUM
                            options=checksums
                            value=Signal::derive(move || draft.read().checksum.id())
                            warning=Signal::derive(move || options.stands_out())
                            on_change=move |id: String| change(&|draft| draft.checksum = id.parse().unwrap_or_default())
                        />
                    </div>
                    <div class="checks" hidden=alone>
                        <CheckField
                            label=words::KEY_ID
                            value=Signal::derive(move || draft.read().key_id)
                            on_change=move |on| change(&|draft| draft.key_id = on)
                        />
                        <span class="hint">{words::KEY_ID_HINT}</span>
                        <span class="error" aria-live="polite">{options.error(|parsed| parsed.error)}</span>
                    </div>
                </Later>
                <Later>
                    <FormatOptions options=options on_change=change/>
                    <div class="checks">
                        <ForgetOptions
                            are_usual=Signal::derive(move || options.is_usual())
                            on_forget=forget
                            hint=words::REMEMBERED_HINT
                        />
                    </div>
                </Later>
            </div>
        </Fold>
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
                    label=words::ALPHABET
                    value=Signal::derive(move || draft.read().alphabet.clone())
                    error=options.error(|parsed| parsed.alphabet)
                    hint=words::ALPHABET_HINT
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
            <legend class="label">{words::CHARACTERS}</legend>
            <div class="row">{classes.collect_view()}</div>
            <div class="row">
                <CheckField
                    label=words::ONE_OF_EACH
                    value=Signal::derive(move || draft.read().one_of_each)
                    on_change=move |on| rule(&|draft| draft.one_of_each = on)
                />
                <CheckField
                    label=words::NO_LOOK_ALIKES
                    value=Signal::derive(move || draft.read().without_look_alikes)
                    on_change=move |on| rule(&|draft| draft.without_look_alikes = on)
                />
            </div>
            <Field
                id="token-exclude"
                label=words::EXCLUDE
                value=Signal::derive(move || draft.read().without.clone())
                error=options.error(|parsed| parsed.password)
                hint=words::EXCLUDE_HINT
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
            label=words::SEPARATOR
            options=separators
            value=Signal::derive(move || draft.read().passphrase.separator.id())
            on_change=move |id: String| {
                rule(&|draft| draft.passphrase.separator = id.parse().unwrap_or_default());
            }
        />
        <div class="checks">
            <CheckField
                label=words::CAPITALS
                value=Signal::derive(move || draft.read().passphrase.capitals)
                on_change=move |on| rule(&|draft| draft.passphrase.capitals = on)
            />
            <CheckField
                label=words::A_DIGIT
                value=Signal::derive(move || draft.read().passphrase.digit)
                on_change=move |on| rule(&|draft| draft.passphrase.digit = on)
            />
        </div>
    }
}
