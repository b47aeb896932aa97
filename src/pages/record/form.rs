//! The form: whose the key is, what it may do, how long, how often and from where.

use super::state::RecordState;
use super::words;
use crate::components::field::{Field, FieldKind};
use crate::components::fold::Fold;
use crate::components::select::SelectField;
use crate::engine::key::record::draft::{RecordDraft, RecordField, entries};
use crate::engine::key::record::period::Period;
use leptos::prelude::*;

/// A field of the form: where its text stands, and what is said of it.
#[component]
fn RecordInput(
    /// The state of the part.
    state: RecordState,
    /// Which field.
    field: RecordField,
    /// The element's id.
    id: &'static str,
    /// The accessible name.
    label: &'static str,
    /// A hint beside it.
    #[prop(default = "")]
    hint: &'static str,
    /// What it holds.
    #[prop(default = FieldKind::Text)]
    kind: FieldKind,
    /// Its text in the draft.
    text: fn(&mut RecordDraft) -> &mut String,
) -> impl IntoView {
    let value = Memo::new(move |_| {
        state.draft.track();
        // In place: otherwise each field would clone the whole draft at each keystroke.
        let value = state
            .draft
            .try_update_untracked(|draft| text(draft).clone());
        value.unwrap_or_default()
    });
    view! { class="lk",
        <Field
            id=id
            label=label
            kind=kind
            value=value
            on_input=move |typed| state.draft.update(|draft| *text(draft) = typed)
            error=state.error(field)
            warning=state.warning(field)
            hint=hint.to_owned()
        />
    }
}

/// The fields.
#[component]
pub fn RecordForm(
    /// The state of the part.
    state: RecordState,
) -> impl IntoView {
    let chips = move || {
        let draft = state.draft.read();
        let chip = |scope: &str| view! { class="lk", <li>{scope.to_owned()}</li> };
        entries(&draft.scopes).take(100).map(chip).collect_view()
    };
    let has_chips = Memo::new(move |_| entries(&state.draft.read().scopes).next().is_some());
    let periods = Period::ALL
        .map(|period| (period.id(), period.label()))
        .to_vec();
    view! { class="lk",
        <div class="options first">
            <RecordInput state=state field=RecordField::Label id="record-label" label=words::LABEL
                hint=words::LABEL_HINT text=|draft| &mut draft.label/>
            <RecordInput state=state field=RecordField::Owner id="record-owner" label=words::OWNER
                text=|draft| &mut draft.owner/>
            <RecordInput state=state field=RecordField::Environment id="record-environment"
                label=words::ENVIRONMENT hint=words::ENVIRONMENT_HINT text=|draft| &mut draft.environment/>
            <RecordInput state=state field=RecordField::Created id="record-created" label=words::CREATED
                text=|draft| &mut draft.created/>
            <RecordInput state=state field=RecordField::Expires id="record-expires" label=words::EXPIRES
                hint=words::EXPIRES_HINT text=|draft| &mut draft.expires/>
            <RecordInput state=state field=RecordField::Rotate id="record-rotate" label=words::ROTATE_EVERY
                kind=FieldKind::Number text=|draft| &mut draft.rotate/>
            <div class="wide">
                <RecordInput state=state field=RecordField::Scopes id="record-scopes" label=words::SCOPES
                    kind=FieldKind::Lines hint=words::SCOPES_HINT text=|draft| &mut draft.scopes/>
                <ul class="chips" aria-label=words::SCOPES_LIST hidden=move || !has_chips.get()>{chips}</ul>
            </div>
        </div>
        <Fold title=words::LIMITS summary=words::LIMITS_SUMMARY>
            <div class="options flat">
                <RecordInput state=state field=RecordField::Requests id="record-requests"
                    label=words::REQUESTS kind=FieldKind::Number text=|draft| &mut draft.requests/>
                <SelectField
                    id="record-period"
                    label=words::PERIOD
                    options=periods
                    value=Signal::derive(move || state.draft.read().period.id())
                    on_change=move |id: String| {
                        state.draft.update(|draft| draft.period = id.parse().unwrap_or_default());
                    }
                />
                <RecordInput state=state field=RecordField::Burst id="record-burst" label=words::BURST
                    kind=FieldKind::Number hint=words::BURST_HINT text=|draft| &mut draft.burst/>
                <RecordInput state=state field=RecordField::QuotaDay id="record-quota-day"
                    label=words::QUOTA_DAY kind=FieldKind::Number text=|draft| &mut draft.quota_day/>
                <RecordInput state=state field=RecordField::QuotaMonth id="record-quota-month"
                    label=words::QUOTA_MONTH kind=FieldKind::Number text=|draft| &mut draft.quota_month/>
                <div class="wide">
                    <RecordInput state=state field=RecordField::AllowedIps id="record-ips"
                        label=words::ALLOWED_IPS kind=FieldKind::Lines hint=words::ALLOWED_IPS_HINT
                        text=|draft| &mut draft.allowed_ips/>
                </div>
                <div class="wide">
                    <RecordInput state=state field=RecordField::AllowedOrigins id="record-origins"
                        label=words::ALLOWED_ORIGINS kind=FieldKind::Lines hint=words::ALLOWED_ORIGINS_HINT
                        text=|draft| &mut draft.allowed_origins/>
                </div>
            </div>
            <p class="note">{words::LAST_USED}</p>
        </Fold>
    }
}
