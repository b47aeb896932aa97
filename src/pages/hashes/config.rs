//! The digest, ready to paste into a server's configuration or database.

use crate::components::field::Field;
use crate::components::select::SelectField;
use crate::engine::digest::server_config::Target;
use crate::engine::digest::{Digest, Encoding};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// A digest as a line of a configuration.
#[component]
pub fn ConfigCard(
    /// The digest, while there is one.
    #[prop(into)]
    digest: Signal<Option<Digest>>,
    /// The selected encoding.
    #[prop(into)]
    encoding: Signal<Encoding>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let target = RwSignal::new(Target::default());
    let name = RwSignal::new("API_KEY_SHA256".to_owned());
    let written = Memo::new(move |_| {
        digest
            .get()
            .map(|digest| target.get().write(&name.read(), &digest, encoding.get()))
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
        <section class="card more" aria-label="For a server">
            <div class="top">
                <div class="options flat">
                    <SelectField
                        id="hash-target"
                        label="Server config"
                        options=targets
                        value=Signal::derive(move || target.get().id())
                        on_change=move |id: String| target.set(id.parse::<Target>().unwrap_or_default())
                    />
                    <div hidden=move || !target.get().has_name()>
                        <Field
                            id="hash-name"
                            label="Name"
                            value=name
                            on_input=move |text| name.set(text)
                            error=name_error
                        />
                    </div>
                </div>
                <div class="result" hidden=move || line.read().is_empty()>
                    <p class="digest" role="group" aria-label="Config line">{line}</p>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| copy_shown("Config line", &line.read_untracked(), announce, set_alert)
                    >
                        "Copy config line"
                    </button>
                </div>
            </div>
        </section>
    }
}
