//! Password hashes: made with a salt of their own and verified, in the worker.

use super::password_hash::PasswordHash;
use crate::browser::lifecycle;
use crate::components::field::{Field, FieldKind};
use crate::components::select::SelectField;
use crate::components::verdict::{Ruling, VerdictLine};
use crate::engine::base::secret::Secret;
use crate::engine::password::{
    Field as Cost, Input, Params, ParamsError, Scheme, htpasswd_line, with_doubled_dollars,
};
use crate::pages::copying::copy_shown;
use leptos::{html, prelude::*};

/// Ids of the parameters' fields; no scheme has more.
const IDS: [&str; 3] = ["password-cost-1", "password-cost-2", "password-cost-3"];

fn read(field: Cost, text: &str) -> Result<u32, ParamsError> {
    let number = text.trim().parse().ok();
    number
        .filter(|number| (field.min..=field.max).contains(number))
        .ok_or(ParamsError::OutOfBounds(field))
}

fn defaults(scheme: Scheme) -> Vec<String> {
    let params = Params::of(scheme);
    params.values().iter().map(ToString::to_string).collect()
}

/// The group "Password hash".
#[component]
pub fn PasswordCard(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let password_hash = PasswordHash::new(announce);
    let field = NodeRef::<html::Input>::new();
    let scheme = RwSignal::new(Scheme::default());
    let values = RwSignal::new(defaults(Scheme::default()));
    let stored = RwSignal::new(String::new());
    let params = Memo::new(move |_| {
        let scheme = scheme.get();
        let numbers = scheme
            .fields()
            .iter()
            .zip(&*values.read())
            .map(|(field, text)| read(*field, text))
            .collect::<Result<Vec<_>, _>>()?;
        Params::new(scheme, &numbers)
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        stored.set(String::new());
        password_hash.forget();
    }));
    on_cleanup(move || leave.dispose());
    let password = move || {
        let field = field.get_untracked();
        field.map_or_else(|| Secret::from(""), |field| Secret::from(field.value()))
    };
    let hash = move |_| match params.get_untracked() {
        Ok(params) => password_hash.hash(password(), params),
        // Said under its field.
        Err(_) => announce.run("The password was not hashed.".to_owned()),
    };
    let verify = move |_| password_hash.verify(password(), stored.get_untracked());
    // What is wrong with an input, or with none of them.
    let error_of = move |input: Option<Input>| {
        Memo::new(move |_| {
            let error = password_hash.error().read();
            let error = error.as_ref().filter(|error| error.input == input);
            error.map(|error| error.message.clone())
        })
    };
    let weak = move || {
        let weak = params.get().is_ok_and(|params| params.is_weak());
        weak.then_some("OWASP advises more than this.")
    };
    let costs = move || {
        let scheme = scheme.get();
        scheme
            .fields()
            .iter()
            .zip(IDS)
            .zip(0..)
            .map(|((cost, id), index)| {
                let input = Input::Cost(index);
                let place = usize::from(index);
                let value =
                    Memo::new(move |_| values.read().get(place).cloned().unwrap_or_default());
                let asked = error_of(Some(input));
                let error = move || {
                    let of_all = |error: &ParamsError| error.input() == input;
                    let own = read(*cost, &value.read()).err();
                    own.or_else(|| params.get().err().filter(of_all))
                        .map(|error| error.to_string())
                        .or_else(|| asked.get())
                };
                view! { class="lk",
                    <Field
                        id=id
                        label=cost.label
                        kind=FieldKind::Number
                        value=value
                        on_input=move |text| {
                            values.update(|values| {
                                if let Some(value) = values.get_mut(place) {
                                    *value = text;
                                }
                            });
                            password_hash.change(input);
                        }
                        error=Signal::derive(error)
                        hint=format!("{} to {}", cost.min, cost.max)
                    />
                }
            })
            .collect_view()
    };
    let schemes = Scheme::ALL
        .map(|scheme| (scheme.id(), scheme.label()))
        .to_vec();
    let ruling = move || {
        let verified = password_hash.verified().read();
        verified.as_ref().map(|verified| Ruling {
            good: verified.result.matches,
            word: if verified.result.matches {
                "Match"
            } else {
                "No match"
            }
            .to_owned(),
            detail: format!("{} Took {}.", verified.result.detail, took(verified.took)),
        })
    };
    let password_error = error_of(Some(Input::Password));
    let stored_error = error_of(Some(Input::Stored));
    let error = error_of(None);
    let running = move || password_hash.elapsed().read().is_some();
    let elapsed = move || {
        password_hash
            .elapsed()
            .get()
            .map(|elapsed| format!("Hashing: {}", took(elapsed)))
    };
    view! { class="lk",
        <fieldset class="card more">
            <legend class="unseen">"Password hash"</legend>
            <div class="top">
                <p class="heading" aria-hidden="true">"Password hash"</p>
                <div class="options flat">
                    <div class="field">
                        <label class="label" for="password">"Password"</label>
                        <input
                            node_ref=field
                            id="password"
                            class="input mono"
                            type="password"
                            autocomplete="off"
                            spellcheck="false"
                            autocapitalize="none"
                            aria-describedby="password-hint"
                            aria-invalid=move || password_error.read().is_some().then_some("true")
                            on:input=move |_| password_hash.change(Input::Password)
                        />
                        <div id="password-hint" aria-live="polite">
                            <span class="error" hidden=move || password_error.read().is_none()>
                                {password_error}
                            </span>
                        </div>
                    </div>
                    <SelectField
                        id="password-scheme"
                        label="Scheme"
                        options=schemes
                        value=Signal::derive(move || scheme.get().id())
                        on_change=move |id: String| {
                            let chosen = id.parse::<Scheme>().unwrap_or_default();
                            values.set(defaults(chosen));
                            scheme.set(chosen);
                            password_hash.change(Input::Cost(0));
                        }
                        warning=Signal::derive(weak)
                    />
                    {costs}
                </div>
                <div aria-live="polite">
                    <p class="error" hidden=move || error.read().is_none()>{error}</p>
                </div>
                <div class="actions">
                    <button type="button" class="button main" disabled=running on:click=hash>"Hash password"</button>
                </div>
                <div class="progress" hidden=move || !running()>
                    <span class="label">{elapsed}</span>
                    <div class="row">
                        <progress aria-label="Hashing the password"></progress>
                        <button type="button" class="button small" on:click=move |_| password_hash.cancel()>"Cancel"</button>
                    </div>
                </div>
            </div>
            <StoredForms password_hash=password_hash announce=announce set_alert=set_alert/>
            <div class="band">
                <Field
                    id="password-stored"
                    label="Hash to verify against"
                    kind=FieldKind::Lines
                    value=stored
                    on_input=move |text| {
                        stored.set(text);
                        password_hash.change(Input::Stored);
                    }
                    error=stored_error
                    hint="The hash, or the lines it stands in, as of htpasswd, /etc/shadow, LDAP, Django, Flask or Spring."
                />
                <div class="under">
                    <button type="button" class="button small" disabled=running on:click=verify>"Verify password"</button>
                    <VerdictLine ruling=Signal::derive(ruling)/>
                </div>
            </div>
        </fieldset>
    }
}

/// `0.4 s`.
fn took(milliseconds: u64) -> String {
    format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
}

/// The finished hash in all its forms.
#[component]
fn StoredForms(
    /// The requests and their results.
    password_hash: PasswordHash,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let user = RwSignal::new("admin".to_owned());
    let made = password_hash.made();
    let hash = Memo::new(move |_| {
        let made = made.read();
        made.as_ref()
            .map_or_else(String::new, |made| made.result.clone())
    });
    let time = move || made.read().as_ref().map_or(0, |made| made.took);
    let is_bcrypt = Memo::new(move |_| hash.read().starts_with("$2"));
    let line = Memo::new(move |_| {
        let is_bcrypt = is_bcrypt.get();
        is_bcrypt.then(|| htpasswd_line(&user.read(), &hash.read()))
    });
    let user_error = move || match &*line.read() {
        Some(Err(error)) => Some(error.to_string()),
        _ => None,
    };
    let htpasswd = Memo::new(move |_| match &*line.read() {
        Some(Ok(line)) => line.clone(),
        _ => String::new(),
    });
    let compose = Memo::new(move |_| {
        let text = if is_bcrypt.get() {
            htpasswd.get()
        } else {
            hash.get()
        };
        with_doubled_dollars(&text)
    });
    let shown = move |name: &'static str, copy: &'static str, text: Memo<String>| {
        view! { class="lk",
            <div hidden=move || text.read().is_empty()>
                <p class="says">{name}</p>
                <div class="row">
                    <p class="digest" role="group" aria-label=name>{text}</p>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| copy_shown(name, &text.read_untracked(), announce, set_alert)
                    >
                        {copy}
                    </button>
                </div>
            </div>
        }
    };
    view! { class="lk",
        <div class="band results" hidden=move || hash.read().is_empty()>
            {shown("Stored hash", "Copy stored hash", hash)}
            <div hidden=move || !is_bcrypt.get()>
                <Field
                    id="password-user"
                    label="User"
                    value=user
                    on_input=move |text| user.set(text)
                    error=Signal::derive(user_error)
                    hint="For the htpasswd line."
                />
            </div>
            {shown("htpasswd line", "Copy htpasswd line", htpasswd)}
            {shown("For Docker Compose", "Copy for Docker Compose", compose)}
            <p class="says">{move || format!("Took {}.", took(time()))}</p>
        </div>
    }
}
