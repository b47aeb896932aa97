//! The Hashes tab: the digest of a text as it is typed, whether it is the expected one, and the digest
//! ready for a server's configuration.

mod checksum_list;
mod config;
mod file_hashes;
mod files;
mod hashed;
mod link;
mod options;
mod password_hash;
mod passwords;
mod sums_check;
mod text;
mod text_digests;

use crate::browser::{dom, download, lifecycle};
use crate::components::alert::Alert;
use crate::components::band::DigestBand;
use crate::components::check::CheckField;
use crate::engine::digest::Encoding;
use crate::engine::digest::line_ends::Changed;
use crate::pages::copying::copy_shown;
use crate::pages::mounting::{announce, mount_at, with_styles};
use config::ConfigCard;
use files::FilesCard;
use hashed::Hashed;
use leptos::prelude::*;
use link::{HashCopyLink, HashLinkLine};
use options::TextOptions;
use passwords::PasswordCard;
use text::Text;

/// Mounts the tab.
pub fn mount() {
    with_styles(include_str!("../../style/hashes.css"));
    mount_at(
        "rest-hashes",
        || view! { class="lk", <HashesPage announce=announce()/> },
    );
}

/// The Hashes tab.
#[component]
pub fn HashesPage(
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let text = Text::new();
    let (alert, set_alert) = signal(None);
    let digest = Memo::new(move |_| text.hashed.read().digest());
    let edges = Memo::new(move |_| {
        let hashed = text.hashed.read();
        let edges = hashed.computed()?.edges.as_ref().map(ToString::to_string);
        edges.filter(|_| !text.by_line.get())
    });
    let line_ends = move || text.line_ends.get().filter(|_| !text.by_line.get());
    let line_ends = Memo::new(move |_| line_ends());
    let shown = Memo::new(move |_| text.shown());
    let listed = Memo::new(move |_| !text.hashed.read().lines().is_empty());

    let trim = move |_| {
        text.trim();
        announce.run("White space removed from both ends.".to_owned());
    };
    let is_early = move || {
        let early = text.is_waiting();
        if early {
            announce.run("The digest is still being computed.".to_owned());
        }
        early
    };
    let copy = move |()| {
        if is_early() {
            return;
        }
        let name = if text.by_line.get_untracked() {
            "Digests"
        } else {
            "Digest"
        };
        copy_shown(name, &text.all(), announce, set_alert);
    };
    let save = move |_| {
        if is_early() {
            return;
        }
        match download::save("digests.csv", &text.csv()) {
            Ok(()) => {
                set_alert.set(None);
                announce.run("digests.csv handed to the browser to save.".to_owned());
            }
            Err(error) => set_alert.set(Some(error.to_string())),
        }
    };
    let failure = Memo::new(move |_| match &*text.hashed.read() {
        Hashed::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let leave = StoredValue::new_local(lifecycle::on_leave(move || text.wipe()));
    on_cleanup(move || leave.dispose());

    view! { class="lk",
        <HashLinkLine text=text/>
        <div class="card">
            <div class="top">
                <div class="field">
                    <label class="label" for="hash-text">"Text"</label>
                    <textarea
                        node_ref=text.field
                        id="hash-text"
                        class="input"
                        rows="5"
                        autocomplete="off"
                        spellcheck="false"
                        autocapitalize="none"
                        placeholder="Type or paste: the digest follows as you type"
                        aria-describedby="hash-text-warning"
                        on:input=move |_| text.change()
                        on:paste=move |event| {
                            if let Some(pasted) = dom::pasted_text(&event) {
                                text.paste(&pasted);
                            }
                        }
                    ></textarea>
                    <div id="hash-text-warning" aria-live="polite">
                        <p class="warning" hidden=move || edges.read().is_none()>
                            {edges} " "
                            <button type="button" class="link" on:click=trim>"Remove it"</button>
                        </p>
                        <p class="warning" hidden=move || line_ends.get() != Some(Changed::CrLf)>
                            {move || if text.crlf.get() {
                                "Hashed with CRLF line ends, as it was pasted. "
                            } else {
                                "The pasted text had CRLF line ends; a text field makes them LF, and so is the digest. "
                            }}
                            <button
                                type="button"
                                class="link"
                                on:click=move |_| text.crlf.update(|crlf| *crlf = !*crlf)
                            >
                                {move || if text.crlf.get() { "Hash with LF" } else { "Hash with CRLF" }}
                            </button>
                        </p>
                        <p class="warning" hidden=move || line_ends.get() != Some(Changed::Other)>
                            "The pasted text had CR or mixed line ends; a text field makes them LF. For the digest of a file choose the file."
                        </p>
                    </div>
                </div>
                <div class="under">
                    <CheckField
                        label="One digest a line"
                        value=text.by_line
                        on_change=move |by_line| text.by_line.set(by_line)
                    />
                    <button
                        type="button"
                        class="button small"
                        hidden=move || !listed.get()
                        on:click=save
                    >
                        "Download CSV"
                    </button>
                </div>
            </div>
            <DigestBand
                id="hash-digest"
                label="Digest"
                copy_label="Copy digest"
                says=Signal::derive(move || text.says())
                digest=shown
                on_copy=copy
            />
        </div>
        <Alert message=alert/>
        <Alert message=failure/>
        <button
            type="button"
            class="button small"
            hidden=move || failure.read().is_none()
            on:click=move |_| text.change()
        >
            "Try again"
        </button>
        <TextOptions text=text/>
        <p class="note">
            "SHA-256 is right for random keys: nobody can guess 256 random bits, so a fast hash gives nothing away. It is "
            "wrong for passwords, which people choose and machines guess: those need a slow hash such as Argon2id."
        </p>
        <ConfigCard
            digest=digest
            encoding=Signal::derive(move || match text.form.get() {
                crate::engine::digest::DigestFormat::Bytes(encoding) => encoding,
                crate::engine::digest::DigestFormat::Integrity => Encoding::Base64,
            })
            announce=announce
            set_alert=set_alert
        />
        <FilesCard text=text announce=announce set_alert=set_alert/>
        <PasswordCard announce=announce set_alert=set_alert/>
        <HashCopyLink text=text announce=announce set_alert=set_alert/>
    }
}
