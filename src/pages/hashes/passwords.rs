//! Password hashes: made with a salt of their own and verified, in the worker.

use super::password_costs::CostFields;
use super::password_hash::PasswordHash;
use super::stored_forms::StoredForms;
use super::words;
use crate::browser::lifecycle;
use crate::components::alert::Alert;
use crate::components::field::{Field, FieldKind};
use crate::components::heading::CardHeading;
use crate::components::secret_field::SecretField;
use crate::components::select::SelectField;
use crate::components::verdict::{Ruling, VerdictLine};
use crate::components::waiting::Waiting;
use crate::engine::base::secret::Secret;
use crate::engine::password::{Input, PasswordDraft, SchemeChoice, check_user};
use leptos::{html, prelude::*};

/// The view "Passwords".
#[component]
pub fn PasswordsView(
    /// The scheme and its costs.
    draft: RwSignal<PasswordDraft>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let password_hash = PasswordHash::new(announce);
    let field = NodeRef::<html::Input>::new();
    let is_shown = RwSignal::new(false);
    let user = RwSignal::new("admin".to_owned());
    let stored = RwSignal::new(String::new());
    let choice = Memo::new(move |_| draft.read().choice());
    let params = Memo::new(move |_| draft.read().read());
    let is_line = move || choice.get() == SchemeChoice::Htpasswd;
    let user_error = Memo::new(move |_| check_user(&user.read()).err());
    // Another scheme or other costs make another hash.
    Effect::new(move |last: Option<_>| {
        let params = params.get();
        if last.is_some_and(|last| last != params) {
            password_hash.change(Input::Cost(0));
        }
        params
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        is_shown.set(false);
        stored.set(String::new());
        password_hash.forget();
    }));
    on_cleanup(move || leave.dispose());
    let password = move || {
        let field = field.get_untracked();
        field.map_or_else(|| Secret::from(""), |field| Secret::from(field.value()))
    };
    let is_running = Memo::new(move |_| password_hash.elapsed().read().is_some());
    let is_refused = move || {
        let is_running = is_running.get_untracked();
        if is_running {
            announce.run(words::ONE_PASSWORD_AT_A_TIME.to_owned());
        }
        is_running
    };
    let hash = move |_| {
        if is_refused() {
            return;
        }
        let is_user_wrong = choice.get_untracked() == SchemeChoice::Htpasswd
            && user_error.get_untracked().is_some();
        match params.get_untracked() {
            Ok(params) if !is_user_wrong => password_hash.hash(password(), params),
            // The error is under its field already.
            _ => announce.run(words::FIELD_IS_MARKED.to_owned()),
        }
    };
    let verify = move |_| {
        if is_refused() {
            return;
        }
        let stored = stored.get_untracked();
        // The field says that it is too long: only its beginning is here.
        if stored.chars().nth(FieldKind::Lines.most()).is_some() {
            announce.run(words::PASSWORD_NOT_VERIFIED.to_owned());
        } else {
            password_hash.verify(password(), stored);
        }
    };
    // The error of an input; of `None`, the error that concerns no single input.
    let error_of = move |input: Option<Input>| {
        Memo::new(move |_| {
            let error = password_hash.error().read();
            let error = error.as_ref().filter(|error| error.input == input);
            error.map(|error| error.message.clone())
        })
    };
    let weak = move || {
        let weak = params.get().is_ok_and(|params| params.is_weak());
        weak.then_some(words::WEAK_COSTS)
    };
    let schemes = SchemeChoice::ALL
        .map(|choice| (choice.id(), choice.label()))
        .to_vec();
    let ruling = move || {
        let verified = password_hash.verified().read();
        verified.as_ref().map(|verified| Ruling {
            good: verified.result.matches,
            word: if verified.result.matches {
                words::MATCH
            } else {
                words::NO_MATCH
            }
            .to_owned(),
            detail: words::verdict_detail(&verified.result.detail, verified.took),
        })
    };
    let password_error = error_of(Some(Input::Password));
    let stored_error = error_of(Some(Input::Stored));
    let error = error_of(None);
    // Not `disabled`, which would take the focus from the button.
    let running = move || is_running.get().then_some("true");
    let elapsed = move || password_hash.elapsed().get().map(words::hashing);
    view! { class="lk",
        <div class="card" role="group" aria-labelledby="password-title">
            <div class="top">
                <CardHeading id="password-title" title=words::PASSWORD_HASH summary=words::PASSWORD_HASH_SUMMARY/>
                <div class="options flat">
                    <SecretField
                        id="password"
                        label=words::PASSWORD
                        field=field
                        is_shown=is_shown
                        show_label=words::SHOW_PASSWORD
                        error=password_error
                        on_input=move |()| password_hash.change(Input::Password)
                    />
                    <SelectField
                        id="password-scheme"
                        label=words::SCHEME
                        options=schemes
                        value=Signal::derive(move || choice.get().id())
                        on_change=move |id: String| {
                            draft.update(|draft| draft.choose(id.parse::<SchemeChoice>().unwrap_or_default()));
                        }
                        warning=Signal::derive(weak)
                    />
                    <div hidden=move || !is_line()>
                        <Field
                            id="password-user"
                            label=words::USER
                            value=user
                            on_input=move |text| user.set(text)
                            error=Signal::derive(move || user_error.get().map(|error| error.to_string()))
                            hint=words::USER_HINT
                        />
                    </div>
                    <CostFields draft=draft params=params error=password_hash.error()/>
                </div>
                <div aria-live="polite">
                    <p class="error" hidden=move || error.read().is_none()>{error}</p>
                </div>
                <div class="actions">
                    <button
                        type="button"
                        class="button main"
                        aria-keyshortcuts="g"
                        aria-disabled=running
                        on:click=hash
                    >
                        {words::HASH_PASSWORD}
                    </button>
                </div>
                <Waiting
                    label=words::HASHING_THE_PASSWORD
                    words=Signal::derive(elapsed)
                    on_cancel=move |()| password_hash.cancel()
                />
            </div>
            <StoredForms
                password_hash=password_hash
                choice=choice
                user=user
                announce=announce
                set_alert=set_alert
            />
            <div class="band">
                <h3>{words::VERIFY_A_PASSWORD}</h3>
                <Field
                    id="password-stored"
                    label=words::VERIFY_AGAINST
                    kind=FieldKind::Lines
                    value=stored
                    on_input=move |text| {
                        stored.set(text);
                        password_hash.change(Input::Stored);
                    }
                    error=stored_error
                    hint=words::VERIFY_AGAINST_HINT
                />
                <div class="under">
                    <button type="button" class="button small" aria-disabled=running on:click=verify>{words::VERIFY_PASSWORD}</button>
                    <VerdictLine ruling=Signal::derive(ruling)/>
                </div>
            </div>
        </div>
        <Alert message=alert/>
    }
}
