//! The finished password hash in the forms in which it is stored.

use super::password_hash::PasswordHash;
use super::words;
use crate::engine::password::{SchemeChoice, htpasswd_line, with_doubled_dollars};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// The hash, or its line of an htpasswd file, and the same for Docker Compose.
#[component]
pub fn StoredForms(
    /// The requests and their results.
    password_hash: PasswordHash,
    /// What is stored.
    choice: Memo<SchemeChoice>,
    /// The user of the htpasswd line.
    user: RwSignal<String>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let made = password_hash.made();
    let is_line = move || choice.get() == SchemeChoice::Htpasswd;
    let made_hash = move || {
        let made = made.read();
        made.as_ref().map(|made| made.result.clone())
    };
    let hash = move || made_hash().filter(|_| !is_line()).unwrap_or_default();
    let hash = Memo::new(move |_| hash());
    let line = move || {
        let line = made_hash().filter(|_| is_line());
        line.and_then(|hash| htpasswd_line(&user.read(), &hash).ok())
            .unwrap_or_default()
    };
    let line = Memo::new(move |_| line());
    let compose = Memo::new(move |_| {
        let text = if is_line() { line.get() } else { hash.get() };
        with_doubled_dollars(&text)
    });
    let time = move || made.read().as_ref().map_or(0, |made| made.took);
    let shown = move |name: &'static str,
                      copy: &'static str,
                      shortcut: Option<&'static str>,
                      text: Memo<String>| {
        view! { class="lk",
            <div hidden=move || text.read().is_empty()>
                <p class="says">{name}</p>
                <div class="row">
                    <p class="digest" role="group" aria-label=name>{text}</p>
                    <button
                        type="button"
                        class="button small"
                        aria-keyshortcuts=shortcut
                        on:click=move |_| copy_shown(name, &text.read_untracked(), announce, set_alert)
                    >
                        {copy}
                    </button>
                </div>
            </div>
        }
    };
    view! { class="lk",
        <div class="band results" hidden=move || made.read().is_none()>
            {shown(words::STORED_HASH, words::COPY_STORED_HASH, Some("c"), hash)}
            {shown(words::HTPASSWD_LINE, words::COPY_HTPASSWD_LINE, Some("c"), line)}
            {shown(words::FOR_COMPOSE, words::COPY_FOR_COMPOSE, None, compose)}
            <p class="says">{move || words::took(time())}</p>
        </div>
    }
}
