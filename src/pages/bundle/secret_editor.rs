//! The controls of an opened row: what becomes of the variable, its format and its size.

use super::words;
use crate::components::field::{Field, FieldKind};
use crate::engine::base::number::ungrouped;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::format::{FormatFamily, SecretFormat};
use crate::engine::bundle::pair::value::{PairContent, PairValue};
use crate::engine::bundle::{Decision, RowId};
use crate::engine::pair::part::{PairKey, PairPart};
use leptos::prelude::*;

/// The id of the controls, of which there is one set at a time.
pub const EDITOR_ID: &str = "secret-editor";

/// What can be chosen for a row.
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts that do not depend on each other"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChoices {
    /// The present decision.
    pub decision: Decision,
    /// The format that a new value has or would have.
    pub kind: SecretFormat,
    /// Whether the variable is commented out in the imported text.
    pub commented: bool,
    /// Whether there is an imported value to keep.
    pub can_keep: bool,
    /// Whether its secret is a part of the value, in which no key pair has a place.
    pub in_url: bool,
    /// Whether it is derived from a private key that is kept, which has an algorithm already.
    pub derived: bool,
    /// The row whose secret it has or may have, and that row's name.
    pub twin: Option<(RowId, String)>,
}

/// The ids and wordings of the decisions that a row has a choice of.
fn decisions(choices: &RowChoices) -> Vec<(&'static str, String)> {
    let mut decisions = vec![("mint", words::NEW_VALUE.to_owned())];
    if let Some((_, name)) = &choices.twin {
        decisions.push(("same", words::same_secret_choice(name)));
    }
    if choices.commented {
        decisions.push(("keep", words::LEAVE_COMMENTED_OUT.to_owned()));
    } else if choices.can_keep {
        decisions.push(("keep", words::KEEP_THE_VALUE.to_owned()));
    }
    decisions.push(("blank", words::LEAVE_BLANK.to_owned()));
    decisions
}

fn decision_id(decision: Decision) -> &'static str {
    match decision {
        Decision::Mint => "mint",
        Decision::SameAs(_) => "same",
        Decision::Keep => "keep",
        Decision::Blank => "blank",
    }
}

/// The size that is typed, where it is one of the family's.
fn size(text: &str, family: FormatFamily) -> Option<u16> {
    let (least, most) = family.sizes();
    let number = ungrouped(text)?.parse().ok();
    number.filter(|number| (least..=most).contains(number))
}

/// What a format takes from a key pair: its algorithm, the part, and how that is written; `None` for other formats.
fn pair_part(format: SecretFormat) -> Option<(PairKey, PairPart, EnvForm)> {
    match format {
        SecretFormat::Pair(PairValue {
            key,
            content: PairContent::Part { part, text },
        }) => Some((key, part, text)),
        _ => None,
    }
}

fn of_pair(key: PairKey, part: PairPart, text: EnvForm) -> SecretFormat {
    SecretFormat::Pair(PairValue {
        key,
        content: PairContent::Part { part, text },
    })
}

/// The controls of one row.
#[component]
pub fn SecretEditor(
    /// The row.
    id: RowId,
    /// The variable's name.
    name: String,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<RowChoices>,
    /// Called when another decision is chosen for the row.
    on_decide: Callback<(RowId, Decision)>,
    /// Called when another format or size is chosen for the row.
    on_kind: Callback<(RowId, SecretFormat)>,
) -> impl IntoView {
    let kind = Memo::new(move |_| choices.read().kind);
    let typed = RwSignal::new(None::<String>);
    let options = Memo::new(move |_| decisions(&choices.read()));
    let formats = Memo::new(move |_| {
        let in_url = choices.read().in_url;
        let families = FormatFamily::ALL.into_iter();
        let mut formats: Vec<_> = families
            .filter(|family| !(in_url && matches!(family, FormatFamily::Pair(_))))
            .map(|family| (family.label(), family.label().to_owned()))
            .collect();
        if kind.get().family().is_none() {
            formats.insert(0, ("own", kind.get().to_string()));
        }
        formats
    });
    let decide = move |chosen: String| {
        let twin = choices.read_untracked().twin.as_ref().map(|twin| twin.0);
        let decision = match (chosen.as_str(), twin) {
            ("same", Some(twin)) => Decision::SameAs(twin),
            ("keep", _) => Decision::Keep,
            ("blank", _) => Decision::Blank,
            _ => Decision::Mint,
        };
        on_decide.run((id, decision));
    };
    let reformat = move |chosen: String| {
        let family = FormatFamily::ALL
            .into_iter()
            .find(|family| family.label() == chosen);
        if let Some(family) = family {
            typed.set(None);
            let (least, most) = family.sizes();
            let present = kind.get_untracked();
            let size = present.size().unwrap_or(32).clamp(least, most);
            let format = match (family, pair_part(present)) {
                // Another part of the same pair.
                (FormatFamily::Pair(part), Some((key, _, text))) => of_pair(key, part, text),
                _ => family.with_size(size),
            };
            on_kind.run((id, format));
        }
    };
    let resize = move |text: String| {
        if let Some(family) = kind.get_untracked().family()
            && let Some(size) = size(&text, family)
        {
            on_kind.run((id, family.with_size(size)));
        }
        typed.set(Some(text));
    };
    let pair = Memo::new(move |_| pair_part(kind.get()));
    let rekey = move |chosen: String| {
        if let (Some((_, part, text)), Ok(key)) = (pair.get_untracked(), chosen.parse()) {
            on_kind.run((id, of_pair(key, part, text)));
        }
    };
    let rewrite = move |chosen: String| {
        if let (Some((key, part, _)), Ok(text)) = (pair.get_untracked(), chosen.parse()) {
            on_kind.run((id, of_pair(key, part, text)));
        }
    };
    let keys: Vec<_> = PairKey::ALL
        .map(|key| (key.id(), key.label().to_owned()))
        .into();
    let texts: Vec<_> = EnvForm::ALL
        .map(|text| (text.id(), text.label().to_owned()))
        .into();
    let is_pem = move || pair.get().is_some_and(|(_, part, _)| part.is_pem());
    let minted = move || choices.read().decision == Decision::Mint;
    let unit = move || kind.get().family().and_then(FormatFamily::unit);
    let shown = move || {
        let typed = typed.get();
        typed.unwrap_or_else(|| kind.get().size().unwrap_or_default().to_string())
    };
    let wrong = move || {
        let family = kind.get().family()?;
        let (least, most) = family.sizes();
        let wrong = size(&shown(), family).is_none();
        wrong.then(|| words::from_to(least, most))
    };
    let for_name = words::for_variable(&name);
    view! { class="lk",
        <div id=EDITOR_ID class="editor">
            <RowSelect
                id="secret-decision"
                label=words::DECISION
                of=for_name.clone()
                options=options
                value=Signal::derive(move || decision_id(choices.read().decision))
                on_change=decide
            />
            <div hidden=move || !minted()>
                <RowSelect
                    id="secret-format"
                    label=words::FORMAT
                    of=for_name.clone()
                    options=formats
                    value=Signal::derive(move || kind.get().family().map_or("own", FormatFamily::label))
                    on_change=reformat
                />
            </div>
            <div hidden=move || !minted() || pair.read().is_none() || choices.read().derived>
                <RowSelect
                    id="secret-algorithm"
                    label=words::ALGORITHM
                    of=for_name.clone()
                    options=keys
                    value=Signal::derive(move || {
                        pair.get().map_or("", |(key, ..)| key.id())
                    })
                    on_change=rekey
                />
            </div>
            <div hidden=move || !minted() || !is_pem()>
                <RowSelect
                    id="secret-text"
                    label=words::WRITTEN_AS
                    of=for_name.clone()
                    options=texts
                    value=Signal::derive(move || {
                        pair.get().map_or("", |(_, _, text)| text.id())
                    })
                    on_change=rewrite
                />
            </div>
            <div hidden=move || !minted() || unit().is_none()>
                <Field
                    id="secret-size"
                    label=words::SIZE
                    of=for_name
                    kind=FieldKind::Number
                    value=Signal::derive(shown)
                    on_input=resize
                    error=Signal::derive(wrong)
                    hint=Signal::derive(move || unit().unwrap_or_default().to_owned())
                />
            </div>
        </div>
    }
}

/// A list to choose from, whose wordings depend on the row.
#[component]
fn RowSelect(
    /// The element's id; must be unique on the page.
    id: &'static str,
    /// What is shown above the list.
    label: &'static str,
    /// Added to the accessible name.
    of: String,
    /// The choices: value and wording.
    #[prop(into)]
    options: Signal<Vec<(&'static str, String)>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value when another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let choices = move || {
        let options = options.get().into_iter();
        options
            .map(|(id, wording)| {
                view! { class="lk",
                    <option value=id prop:selected=move || value.get() == id>{wording}</option>
                }
            })
            .collect_view()
    };
    view! { class="lk",
        <div class="field">
            <label class="label" for=id>{label}<span class="unseen">{of}</span></label>
            <span class="select">
                <select
                    id=id
                    class="input"
                    autocomplete="off"
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {choices}
                </select>
            </span>
        </div>
    }
}
