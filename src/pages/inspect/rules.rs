//! Rules with which scanners find keys of a person's own form.

use super::words;
use crate::card;
use crate::components::check::CheckField;
use crate::components::field::{Field, FieldKind};
use crate::components::fold::Fold;
use crate::components::radio::RadioField;
use crate::components::select::SelectField;
use crate::engine::key::checksum::Checksum;
use crate::engine::key::draft::Draft;
use crate::engine::key::format::Format;
use crate::engine::key::prefix::Environment;
use crate::engine::key::scanner::{self, Scanner};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// The options of the Token tab; in the usual format where keys of the chosen one have no rule.
fn of_token_tab() -> Draft {
    let mut draft = card::remembered();
    if !scanner::has_rule(draft.format) {
        draft.choose_format(Format::default());
    }
    draft
}

/// The form of the keys, and the rule for each scanner.
#[component]
pub fn ScannerRules(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Where an error of copying goes.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let draft = RwSignal::new(of_token_tab());
    let chosen = RwSignal::new(Scanner::Gitleaks);
    let parsed = Memo::new(move |_| draft.read().read());
    let rule = Memo::new(move |_| {
        let parsed = parsed.read();
        let spec = parsed.spec.as_ref();
        spec.map(|spec| scanner::rule(spec, chosen.get()))
    });
    let text = Memo::new(move |_| match &*rule.read() {
        Some(Ok(rule)) => rule.clone(),
        _ => String::new(),
    });
    // What is wrong with the form as a whole, beside the field that it is about.
    let refused = move |is_prefix: bool| {
        let rule = rule.read();
        match &*rule {
            Some(Err(error)) if error.is_about_prefix() == is_prefix => Some(error.to_string()),
            _ => None,
        }
    };
    let parsed_error = move || parsed.read().error.map(|error| error.to_string());
    let prefix_error = move || {
        let typed = parsed.read().prefix.map(|error| error.to_string());
        typed.or_else(|| refused(true))
    };
    let length_error = move || parsed.read().length.map(|error| error.to_string());
    let format_warning = Memo::new(move |_| refused(false).or_else(parsed_error));
    let formats = Format::ALL
        .into_iter()
        .filter(|format| scanner::has_rule(*format))
        .map(|format| (format.id(), format.label()))
        .collect::<Vec<_>>();
    let checksums = Checksum::ALL.map(|sum| (sum.id(), sum.label())).to_vec();
    let environments = Environment::ALL
        .map(|environment| (environment.id(), environment.label()))
        .to_vec();
    let scanners = Scanner::ALL.map(|one| (one.id(), one.label())).to_vec();
    let field = move |read: fn(&Draft) -> String| Signal::derive(move || read(&draft.read()));
    let take = move |_| {
        draft.set(of_token_tab());
        announce.run(words::TAKEN.to_owned());
    };
    view! { class="lk",
        <Fold title=words::SCANNER_RULES summary=words::SCANNER_SUMMARY>
            <div role="group" aria-label=words::SCANNER_RULES>
                <div class="options flat">
                    <Field
                        id="scanner-prefix"
                        label=words::PREFIX
                        value=field(|draft| draft.prefix.clone())
                        on_input=move |text| draft.update(|draft| draft.prefix = text)
                        error=Signal::derive(prefix_error)
                    />
                    <RadioField
                        name="scanner-environment"
                        label=words::ENVIRONMENT
                        options=environments
                        value=Signal::derive(move || draft.read().environment.id())
                        on_change=move |id: &'static str| {
                            draft.update(|draft| draft.environment = id.parse().unwrap_or_default());
                        }
                    />
                    <SelectField
                        id="scanner-format"
                        label=words::FORMAT
                        options=formats
                        value=Signal::derive(move || draft.read().format.id())
                        on_change=move |id: String| {
                            draft.update(|draft| draft.choose_format(id.parse().unwrap_or_default()));
                        }
                    />
                    <Field
                        id="scanner-length"
                        label=words::LENGTH
                        kind=FieldKind::Number
                        value=field(|draft| draft.length().to_owned())
                        on_input=move |text| draft.update(|draft| draft.type_length(text))
                        error=Signal::derive(length_error)
                    />
                    <SelectField
                        id="scanner-checksum"
                        label=words::CHECKSUM
                        options=checksums
                        value=Signal::derive(move || draft.read().checksum.id())
                        on_change=move |id: String| {
                            draft.update(|draft| draft.checksum = id.parse().unwrap_or_default());
                        }
                    />
                    <SelectField
                        id="scanner-kind"
                        label=words::RULE_FOR
                        options=scanners
                        value=Signal::derive(move || chosen.get().id())
                        on_change=move |id: String| chosen.set(id.parse().unwrap_or_default())
                    />
                </div>
                <div class="under">
                    <CheckField
                        label=words::KEY_ID
                        value=Signal::derive(move || draft.read().key_id)
                        on_change=move |key_id| draft.update(|draft| draft.key_id = key_id)
                    />
                    <button type="button" class="button small" on:click=take>{words::TAKE_TOKENS}</button>
                </div>
                <div aria-live="polite">
                    <p class="error" hidden=move || format_warning.read().is_none()>{format_warning}</p>
                </div>
                <p class="hint" hidden=move || !text.read().is_empty()>{words::NO_RULE}</p>
                <div hidden=move || text.read().is_empty()>
                    <p class="hint">{move || chosen.get().hint()}</p>
                    <pre class="rule" role="group" aria-label=words::RULE tabindex="0">{text}</pre>
                    <button
                        type="button"
                        class="button small"
                        aria-keyshortcuts="c"
                        on:click=move |_| copy_shown(words::RULE, &text.get_untracked(), announce, set_alert)
                    >
                        {words::COPY_RULE}
                    </button>
                </div>
                <p class="hint">{words::SCANNER_HINT}</p>
            </div>
        </Fold>
    }
}
