//! The Inspect tab: a pasted key, what is found out about it, and rules with which scanners find one's own keys.

mod findings;
mod one;
mod pasted;
mod rules;
mod several;
mod words;

use crate::browser::{fragment, lifecycle};
use crate::components::alert::Alert;
use crate::components::heading::CardHeading;
use crate::components::left_alone::left_alone;
use crate::pages::mounting::{announce, mount_at, with_styles};
use findings::Findings;
use leptos::prelude::*;
use pasted::{FoundKeys, PastedKey};
use rules::ScannerRules;

/// Its fragment.
const ID: &str = "inspect";

/// Mounts the tab.
pub fn mount() {
    with_styles(include_str!("../../style/inspect.css"));
    mount_at(
        "rest-inspect",
        || view! { class="lk", <InspectPage announce=announce()/> },
    );
}

/// The Inspect tab.
#[component]
pub fn InspectPage(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let pasted = PastedKey::new(announce);
    let failure = Memo::new(move |_| match &*pasted.found().read() {
        FoundKeys::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let is_empty = Memo::new(move |_| matches!(&*pasted.found().read(), FoundKeys::Nothing));
    let takes_secret = Memo::new(move |_| {
        let found = pasted.found().read();
        matches!(&*found, FoundKeys::Known(inspection) if inspection.takes_secret)
    });
    let clear = move |_| {
        pasted.clear();
        set_alert.set(None);
        announce.run(words::CLEARED.to_owned());
    };
    // What was pasted does not stay behind another tab, nor in the browser's memory of a page that was left.
    let left = StoredValue::new_local(lifecycle::on_leave(move || pasted.clear()));
    let other_tab = StoredValue::new_local(fragment::on_change(move |fragment| {
        if fragment::tab(&fragment) != ID {
            pasted.clear();
        }
    }));
    on_cleanup(move || {
        left.dispose();
        other_tab.dispose();
    });

    view! { class="lk",
        <div class="card">
            <div class="top">
                <CardHeading id="inspect-title" title=words::TITLE summary=words::SUMMARY/>
                <div class="field">
                    <label class="label" for="inspect-key">{words::KEY}</label>
                    <textarea
                        node_ref=pasted.field
                        id="inspect-key"
                        class="input mono unprinted"
                        rows="3"
                        {..left_alone()}
                        aria-describedby="inspect-key-hint"
                        aria-invalid=move || failure.read().is_some().then_some("true")
                        on:input=move |_| pasted.change()
                    ></textarea>
                    <div id="inspect-key-hint" aria-live="polite">
                        <span class="error" hidden=move || failure.read().is_none()>{failure}</span>
                        <span class="hint" hidden=move || failure.read().is_some()>{words::KEY_HINT}</span>
                    </div>
                </div>
                // In place always: what was typed into it must not be lost while a key is corrected.
                <div class="field" hidden=move || !takes_secret.get()>
                    <label class="label" for="inspect-secret">{words::JWT_SECRET}</label>
                    <input
                        node_ref=pasted.secret_field
                        id="inspect-secret"
                        class="input mono unprinted"
                        type="text"
                        {..left_alone()}
                        aria-describedby="inspect-secret-hint"
                        on:input=move |_| pasted.change()
                    />
                    <p id="inspect-secret-hint" class="hint">{words::JWT_SECRET_HINT}</p>
                </div>
                <div class="actions" hidden=move || is_empty.get()>
                    <button type="button" class="button" on:click=clear>{words::CLEAR}</button>
                </div>
            </div>
            <Findings pasted=pasted announce=announce set_alert=set_alert/>
        </div>
        <Alert message=alert/>
        <ScannerRules announce=announce set_alert=set_alert/>
        <p class="note">{words::IF_LEAKED}</p>
    }
}
