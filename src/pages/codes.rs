//! What servers hand to people: a TOTP secret with its QR code, and recovery codes.
//!
//! A part of its own, which the Token tab opens in the key's card when one of the two formats is chosen. It makes them,
//! shows them once, and overwrites them when they were copied.

mod once;
mod recovery;
mod totp;
mod words;

use crate::engine::key::format::Format;
use crate::pages::mounting::{announce, mount_at, with_styles};
use leptos::prelude::*;
use recovery::RecoveryView;
use totp::TotpView;

/// Where the part is to be mounted, and which of its formats is chosen.
#[derive(Clone, Copy)]
pub struct CodesOrder {
    place: &'static str,
    wanted: Signal<Option<Format>>,
}

impl CodesOrder {
    /// The chosen format in the element with this id.
    pub fn new(place: &'static str, wanted: Signal<Option<Format>>) -> Self {
        Self { place, wanted }
    }
}

/// Mounts the part.
pub fn mount(order: CodesOrder) {
    let CodesOrder { place, wanted } = order;
    with_styles(include_str!("../../style/codes.css"));
    mount_at(
        place,
        move || view! { class="lk", <CodesPart wanted=wanted announce=announce()/> },
    );
}

/// The chosen format.
#[component]
pub fn CodesPart(
    /// Which it is; none while another format is chosen.
    wanted: Signal<Option<Format>>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let is = move |format| Memo::new(move |_| wanted.get() == Some(format));
    let (totp, recovery) = (is(Format::Totp), is(Format::RecoveryCodes));
    view! { class="lk",
        <div hidden=move || !totp.get()>
            <TotpView is_wanted=totp announce=announce/>
        </div>
        <div hidden=move || !recovery.get()>
            <RecoveryView is_wanted=recovery announce=announce/>
        </div>
    }
}
