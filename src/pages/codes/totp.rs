//! The TOTP secret: its address, the address as a QR code, and the current code, by which a person sees that the phone
//! agrees. All of them are secrets, and go with the secret.

use super::once::{OnceActions, OneTimeSecret, Stage};
use super::words;
use crate::browser::{clock, dom, lifecycle};
use crate::components::alert::Alert;
use crate::components::field::Field;
use crate::components::select::SelectField;
use crate::engine::key::spec::Supplies;
use crate::engine::key::token::Token;
use crate::engine::key::totp::address::{LabelError, account, address, issuer};
use crate::engine::key::totp::{TotpHash, qr, seconds_left};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;

/// The elements that show a secret. No signal holds it: Leptos would keep what it rendered.
#[derive(Clone, Copy)]
struct Places {
    secret: NodeRef<html::P>,
    address: NodeRef<html::P>,
    picture: NodeRef<html::Div>,
    code: NodeRef<html::Span>,
}

impl Places {
    fn empty(self) {
        self.show_secret("");
        self.empty_address();
        self.show_code("");
    }

    fn show_secret(self, text: &str) {
        if let Some(place) = self.secret.get_untracked() {
            dom::show_text(&place, text);
        }
    }

    fn show_code(self, text: &str) {
        if let Some(place) = self.code.get_untracked() {
            dom::show_text(&place, text);
        }
    }

    fn empty_address(self) {
        if let Some(place) = self.address.get_untracked() {
            dom::show_text(&place, "");
        }
        if let Some(place) = self.picture.get_untracked() {
            dom::show_text(&place, "");
        }
    }

    fn show_address(self, text: &str) {
        if let Some(place) = self.address.get_untracked() {
            dom::show_text(&place, text);
        }
        if let (Some(place), Some(drawing)) = (self.picture.get_untracked(), qr::draw(text)) {
            dom::show_path(&place, drawing.size, drawing.path.expose(), words::QR_CODE);
        }
    }
}

/// The current code, which ticks while there is a secret and the person can see it.
#[derive(Clone, Copy)]
struct Clock {
    once: OneTimeSecret<Token>,
    hash: RwSignal<TotpHash>,
    /// For how many more seconds the code is valid.
    left: RwSignal<u64>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    places: Places,
}

impl Clock {
    /// Shows the code of this second, and calls itself at the next one.
    fn tick(self) {
        let now = clock::milliseconds();
        let seconds = now / 1000;
        let code = |token: &Token| {
            let code = self.hash.get_untracked().code(token.text(), seconds);
            self.places.show_code(code.expose());
        };
        let ticks = !dom::is_hidden() && self.once.with(code).is_some();
        // Dropping the former timer cancels it.
        self.timer.set_value(ticks.then(|| {
            self.left.set(seconds_left(seconds));
            let rest = u32::try_from(1000 - now % 1000).unwrap_or(1000);
            Timeout::new(rest, move || self.tick())
        }));
    }
}

/// The secret and what follows from it.
#[component]
pub fn TotpView(
    /// Whether its format is chosen.
    is_wanted: Memo<bool>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let once = OneTimeSecret::<Token>::new(announce);
    let hash = RwSignal::new(TotpHash::default());
    let issuer_text = RwSignal::new(words::ISSUER_EXAMPLE.to_owned());
    let account_text = RwSignal::new(words::ACCOUNT_EXAMPLE.to_owned());
    let masked = RwSignal::new(String::new());
    let left = RwSignal::new(0_u64);
    let places = Places {
        secret: NodeRef::new(),
        address: NodeRef::new(),
        picture: NodeRef::new(),
        code: NodeRef::new(),
    };
    let wrong = |error: Option<LabelError>| error.map(|error| error.to_string());
    let issuer_error = Memo::new(move |_| wrong(issuer(&issuer_text.read()).err()));
    let account_error = Memo::new(move |_| wrong(account(&account_text.read()).err()));
    let is_good = move || issuer_error.read().is_none() && account_error.read().is_none();
    let is_fresh = Memo::new(move |_| once.stage() == Stage::Fresh);
    let is_copied = Memo::new(move |_| once.stage() == Stage::Copied);

    let make = move || {
        let spec = hash.get_untracked().spec();
        if once.make(|rng| spec.mint(Supplies::default(), rng)) {
            masked.set(once.with(Token::masked).unwrap_or_default());
        }
    };
    once.follow(is_wanted, make, move || places.empty());
    let generate = move |()| {
        make();
        if once.stage_untracked() == Stage::Fresh {
            announce.run(words::NEW_SECRET.to_owned());
        }
    };
    let address_of = move |token: &Token| {
        let (issuer, account) = (issuer_text.read_untracked(), account_text.read_untracked());
        address(hash.get_untracked(), token.text(), &issuer, &account).ok()
    };
    Effect::new(move |_| {
        once.track();
        issuer_text.track();
        account_text.track();
        if places.secret.get().is_none() {
            return;
        }
        match once.stage() {
            Stage::Absent => places.empty(),
            Stage::Copied => {
                places.empty();
                places.show_secret(&masked.read_untracked());
            }
            Stage::Fresh => {
                once.with(|token| {
                    places.show_secret(token.text().expose());
                    match address_of(token) {
                        Some(address) => places.show_address(address.expose()),
                        None => places.empty_address(),
                    }
                });
            }
        }
    });

    let clock = Clock {
        once,
        hash,
        left,
        timer: StoredValue::new_local(None),
        places,
    };
    Effect::new(move |_| {
        once.track();
        if places.code.get().is_some() {
            clock.tick();
        }
    });
    // The part lives as long as the page.
    lifecycle::on_visibility(move || clock.tick())
        .into_iter()
        .for_each(EventListener::forget);

    let hashes = TotpHash::ALL.map(|hash| (hash.id(), hash.label())).to_vec();
    let choose = move |id: String| {
        hash.set(id.parse().unwrap_or_default());
        // What was copied stays until another is asked for.
        if once.stage_untracked() != Stage::Copied {
            make();
        }
    };
    view! { class="lk",
        <div node_ref=once.shown()>
            <p class="caption">
                <span>{words::YOUR_SECRET}</span>
                <span hidden=move || !is_fresh.get()>{words::SHOWN_ONCE}" "<code>{masked}</code>" "{words::STAYS}</span>
                <span class="teal" hidden=move || !is_copied.get()>{words::ONLY_HINT}</span>
            </p>
            <p
                role="group"
                aria-label=words::YOUR_SECRET
                class="key"
                class:masked=is_copied
                node_ref=places.secret
            ></p>
            <div class="scan unprinted" class:gone=move || !is_fresh.get()>
                <div class="qr" class:gone=move || !is_good() node_ref=places.picture></div>
                <div class="scan-words">
                    <p class="hint">{words::SCAN}</p>
                    <p class="now">
                        <span class="label">{words::CURRENT_CODE}</span>
                        <span role="group" aria-label=words::CURRENT_CODE class="code" node_ref=places.code></span>
                        // Not announced: it changes every second.
                        <span class="hint" aria-live="off">{move || words::seconds_left(left.get())}</span>
                    </p>
                    <p
                        role="group"
                        aria-label=words::ADDRESS
                        class="digest"
                        class:gone=move || !is_good()
                        node_ref=places.address
                    ></p>
                </div>
            </div>
        </div>
        <OnceActions
            is_copied=is_copied
            copy_label=words::COPY_SECRET
            on_copy=move |()| once.copy(|token| Some(token.text().expose().into()), words::SECRET_COPIED)
            on_generate=generate
        >
            <button
                type="button"
                class="button large"
                disabled=move || !is_copied.get() && !is_good()
                // Not `disabled`, which would take the focus from it.
                aria-disabled=move || is_copied.get().then_some("true")
                on:click=move |_| once.copy(address_of, words::ADDRESS_COPIED)
            >
                {words::COPY_ADDRESS}
            </button>
        </OnceActions>
        <Alert message=once.alert()/>
        <div class="options below">
            <Field
                id="totp-issuer"
                label=words::ISSUER
                value=issuer_text
                error=issuer_error
                hint=words::ISSUER_HINT
                on_input=move |text: String| issuer_text.set(text)
            />
            <Field
                id="totp-account"
                label=words::ACCOUNT
                value=account_text
                error=account_error
                hint=words::ACCOUNT_HINT
                on_input=move |text: String| account_text.set(text)
            />
            <SelectField
                id="totp-hash"
                label=words::ALGORITHM
                options=hashes
                value=Signal::derive(move || hash.get().id())
                hint=words::ALGORITHM_HINT
                on_change=choose
            />
        </div>
        <p class="server">{words::KEEP_THE_SECRET}</p>
    }
}
