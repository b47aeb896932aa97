//! What pair is wanted: the purpose first, then the algorithm, then what only some of them have.

use super::making::PairWish;
use super::words;
use crate::components::check::CheckField;
use crate::components::field::Field;
use crate::components::secret_field::SecretField;
use crate::components::select::SelectField;
use crate::engine::base::secret::Secret;
use crate::engine::link::keypair::PairOptions;
use crate::engine::pair::error::{PairError, PairField};
use crate::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};
use leptos::{html, prelude::*};

/// The sizes of RSA keys as choices.
const SIZES: [(u16, &str); 3] = [(2048, "2048"), (3072, "3072"), (4096, "4096")];

/// The options in sight.
#[derive(Clone, Copy)]
pub struct PairDraft {
    /// Purpose, algorithm, size.
    pub options: RwSignal<PairOptions>,
    kid: RwSignal<String>,
    comment: RwSignal<String>,
    is_encrypted: RwSignal<bool>,
    /// The passphrase exists only in its field.
    field: NodeRef<html::Input>,
    is_shown: RwSignal<bool>,
    /// What was wrong with the passphrase at the last "Generate".
    passphrase_error: RwSignal<Option<String>>,
    /// What is asked for. What the purpose has no use for is left out.
    pub wish: Memo<PairWish>,
    /// What is wrong with the other fields.
    pub error: Memo<Option<PairError>>,
}

impl PairDraft {
    /// The chosen options, and the other fields empty.
    pub fn new(options: RwSignal<PairOptions>) -> Self {
        let (kid, comment) = (RwSignal::default(), RwSignal::default());
        let is_encrypted = RwSignal::default();
        let wish = Memo::new(move |_| {
            let options = options.get();
            let text = |field: RwSignal<String>, wants: Purpose| {
                if options.purpose == wants {
                    field.get()
                } else {
                    String::new()
                }
            };
            PairWish {
                options,
                kid: text(kid, Purpose::Tokens),
                comment: text(comment, Purpose::Ssh),
                is_encrypted: options.purpose == Purpose::Ssh && is_encrypted.get(),
            }
        });
        Self {
            options,
            kid,
            comment,
            is_encrypted,
            field: NodeRef::new(),
            is_shown: RwSignal::default(),
            passphrase_error: RwSignal::default(),
            wish,
            error: Memo::new(move |_| spec(&wish.read(), None).validate().err()),
        }
    }

    /// What is asked for, for the worker: with the passphrase.
    pub fn spec(self, wish: &PairWish) -> PairSpec {
        let passphrase = || {
            let field = self.field.get_untracked();
            field.map_or_else(|| Secret::from(""), |field| Secret::from(field.value()))
        };
        spec(wish, wish.is_encrypted.then(passphrase))
    }

    /// Notes what was wrong with the passphrase.
    pub fn mark(self, error: &PairError) {
        if error.field() == Some(PairField::Passphrase) {
            self.passphrase_error.set(Some(error.to_string()));
            if let Some(field) = self.field.get_untracked() {
                // The browser may refuse; the error stands beside the field in any case.
                let _ = field.focus();
            }
        }
    }

    /// Empties the field of the passphrase.
    pub fn forget(self) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
        self.is_shown.set(false);
    }
}

fn spec(wish: &PairWish, passphrase: Option<Secret>) -> PairSpec {
    let PairOptions {
        purpose,
        algorithm,
        bits,
    } = wish.options;
    PairSpec {
        purpose,
        algorithm,
        bits,
        kid: wish.kid.clone(),
        comment: wish.comment.clone(),
        passphrase,
    }
}

/// The fields.
#[component]
pub fn PairFields(
    /// The options.
    draft: PairDraft,
) -> impl IntoView {
    let options = draft.options;
    let purpose = Memo::new(move |_| options.read().purpose);
    let is = move |wanted: Purpose| move || purpose.get() != wanted;
    let algorithms = Memo::new(move |_| {
        let each = purpose.get().algorithms().iter();
        each.map(|one| (one.id(), one.label())).collect::<Vec<_>>()
    });
    let sizes = Memo::new(move |_| {
        let sizes = purpose.get().rsa_bits();
        let all = SIZES.iter().filter(|(bits, _)| sizes.contains(bits));
        all.map(|(_, label)| (*label, *label)).collect::<Vec<_>>()
    });
    let size = move || {
        let bits = options.read().bits;
        SIZES
            .iter()
            .find(|(size, _)| *size == bits)
            .map_or("", |(_, label)| *label)
    };
    let error_of = move |field: PairField| {
        Signal::derive(move || {
            let error = draft.error.read();
            let error = error.as_ref().filter(|error| error.field() == Some(field));
            error.map(ToString::to_string)
        })
    };
    let error = draft.passphrase_error;
    let is_off = move || !draft.is_encrypted.get();
    view! { class="lk",
        <div class="options flat">
            <SelectField
                id="keypair-purpose"
                label=words::PURPOSE
                options=Purpose::ALL.map(|purpose| (purpose.id(), purpose.label())).to_vec()
                value=Signal::derive(move || purpose.get().id())
                on_change=move |id: String| {
                    options.set(PairOptions::of(id.parse::<Purpose>().unwrap_or_default()));
                }
            />
            <SelectField
                id="keypair-algorithm"
                label=words::ALGORITHM
                options=algorithms
                value=Signal::derive(move || options.read().algorithm.id())
                on_change=move |id: String| {
                    options.update(|options| options.algorithm = id.parse::<PairAlgorithm>().unwrap_or_default());
                }
            />
            <div hidden=move || !options.read().algorithm.is_rsa()>
                <SelectField
                    id="keypair-size"
                    label=words::KEY_SIZE
                    options=sizes
                    value=Signal::derive(size)
                    on_change=move |id: String| {
                        options.update(|options| options.bits = id.parse().unwrap_or(options.bits));
                    }
                />
            </div>
            <div hidden=is(Purpose::Tokens)>
                <Field
                    id="keypair-kid"
                    label=words::KID
                    value=draft.kid
                    on_input=move |text| draft.kid.set(text)
                    error=error_of(PairField::Kid)
                    hint=words::KID_HINT
                />
            </div>
            <div hidden=is(Purpose::Ssh)>
                <Field
                    id="keypair-comment"
                    label=words::COMMENT
                    value=draft.comment
                    on_input=move |text| draft.comment.set(text)
                    error=error_of(PairField::Comment)
                    hint=words::COMMENT_HINT
                />
            </div>
            <div class="encrypt" hidden=is(Purpose::Ssh)>
                <CheckField
                    label=words::WITH_PASSPHRASE
                    value=draft.is_encrypted
                    on_change=move |is_on| {
                        error.set(None);
                        draft.is_encrypted.set(is_on);
                    }
                />
                <div hidden=is_off>
                    <SecretField
                        id="keypair-passphrase"
                        label=words::PASSPHRASE
                        field=draft.field
                        is_shown=draft.is_shown
                        show_label=words::SHOW_PASSPHRASE
                        error=error
                        hint=words::PASSPHRASE_HINT
                        on_input=move |()| error.set(None)
                    />
                </div>
            </div>
        </div>
    }
}
