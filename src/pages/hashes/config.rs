//! The digest, ready to paste into a server's configuration or database.

use super::choices::HashChoices;
use super::words;
use crate::components::field::Field;
use crate::components::fold::Fold;
use crate::components::select::SelectField;
use crate::engine::digest::server_config::Target;
use crate::engine::digest::{Digest, DigestFormat, Encoding};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// What opens below a digest: the digest as a line of a configuration.
#[component]
pub fn ConfigFold(
    /// The digest, while there is one.
    #[prop(into)]
    digest: Signal<Option<Digest>>,
    /// The options: the configuration and the encoding.
    choices: HashChoices,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let target = choices.target;
    let name = RwSignal::new("API_KEY_SHA256".to_owned());
    let encoding = move || match choices.form.get() {
        DigestFormat::Bytes(encoding) => encoding,
        DigestFormat::Integrity => Encoding::Base64,
    };
    let written = Memo::new(move |_| {
        digest
            .get()
            .map(|digest| target.get().write(&name.read(), &digest, encoding()))
    });
    let line = Memo::new(move |_| match &*written.read() {
        Some(Ok(line)) => line.clone(),
        _ => String::new(),
    });
    let name_error = Memo::new(move |_| match &*written.read() {
        Some(Err(error)) => Some(error.to_string()),
        _ => None,
    });
    let targets = Target::ALL
        .map(|target| (target.id(), target.label()))
        .to_vec();
    view! { class="lk",
        <div class="opens" hidden=move || digest.read().is_none()>
            <Fold title=words::SERVER_CONFIG summary=words::SERVER_CONFIG_SUMMARY>
                <div class="options flat">
                    <SelectField
                        id="hash-target"
                        label=words::SERVER_CONFIG
                        options=targets
                        value=Signal::derive(move || target.get().id())
                        on_change=move |id: String| target.set(id.parse::<Target>().unwrap_or_default())
                    />
                    <div hidden=move || !target.get().has_name()>
                        <Field
                            id="hash-name"
                            label=words::CONFIG_NAME
                            value=name
                            on_input=move |text| name.set(text)
                            error=name_error
                        />
                    </div>
                </div>
                <div class="row" hidden=move || line.read().is_empty()>
                    <p class="digest" role="group" aria-label=words::CONFIG_LINE>{line}</p>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| copy_shown(words::CONFIG_LINE, &line.read_untracked(), announce, set_alert)
                    >
                        {words::COPY_CONFIG_LINE}
                    </button>
                </div>
            </Fold>
        </div>
    }
}
