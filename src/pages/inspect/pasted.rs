//! The pasted key and what is found out about it.
//!
//! The key and the secret of a JWT exist only in their fields: the worker reads a copy, and ends with it when they are
//! cleared.

use super::words;
use crate::browser::ask::Ask;
use crate::browser::{clock, dom};
use crate::engine::base::secret::Secret;
use crate::engine::inspect::{Inspection, MOST_SHOWN};
use crate::engine::protocol::inspect::InspectKeys;
use gloo::timers::callback::Timeout;
use leptos::{html, prelude::*};

/// The longest text that is inspected, in UTF-16 code units: a megabyte of ASCII.
const LONGEST: u32 = 1 << 20;
/// A verdict is announced once nothing was typed for this long, in milliseconds.
const QUIET_MS: u32 = 700;

/// What is known of the pasted text.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundKeys {
    /// Nothing is pasted.
    Nothing,
    /// The worker is at it for the first time.
    Busy,
    /// It was inspected.
    Known(Inspection),
    /// It was not, and why.
    Failed(String),
}

/// The fields and the findings.
#[derive(Clone, Copy)]
pub struct PastedKey {
    /// The field of the key.
    pub field: NodeRef<html::Textarea>,
    /// The field of the JWT's secret.
    pub secret_field: NodeRef<html::Input>,
    found: RwSignal<FoundKeys>,
    ask: StoredValue<Ask, LocalStorage>,
    /// How many lines are listed.
    most: StoredValue<u32>,
    announce: Callback<String>,
    quiet: StoredValue<Option<Timeout>, LocalStorage>,
}

impl PastedKey {
    /// Nothing pasted yet.
    pub fn new(announce: Callback<String>) -> Self {
        Self {
            field: NodeRef::new(),
            secret_field: NodeRef::new(),
            found: RwSignal::new(FoundKeys::Nothing),
            ask: StoredValue::new_local(Ask::default()),
            most: StoredValue::new(MOST_SHOWN),
            announce,
            quiet: StoredValue::new_local(None),
        }
    }

    /// What is known of the text.
    pub fn found(self) -> RwSignal<FoundKeys> {
        self.found
    }

    /// To be called when the key or the secret has changed.
    pub fn change(self) {
        self.most.set_value(MOST_SHOWN);
        self.inspect();
    }

    /// Lists a hundred more lines. Only the field holds the text, so the worker inspects all of it again.
    pub fn show_further(self) {
        self.most
            .update_value(|most| *most = most.saturating_add(MOST_SHOWN));
        self.inspect();
    }

    fn inspect(self) {
        self.quiet.set_value(None);
        let Some(field) = self.field.get_untracked() else {
            return;
        };
        match field.text_length() {
            0 => return self.clear(),
            1..=LONGEST => {}
            _ => {
                self.ask.with_value(Ask::end);
                self.found
                    .set(FoundKeys::Failed(words::TOO_LONG.to_owned()));
                return;
            }
        }
        if matches!(&*self.found.read_untracked(), FoundKeys::Nothing) {
            self.found.set(FoundKeys::Busy);
        }
        let secret = self.secret_field.get_untracked();
        let request = InspectKeys {
            secret: Secret::from(secret.map_or_else(String::new, |field| field.value())),
            now: i64::try_from(clock::seconds()).unwrap_or(i64::MAX),
            most: self.most.get_value(),
        };
        self.ask.with_value(|ask| {
            ask.ask(request, &[&dom::held_value(&field)], move |reply| {
                self.found.set(match reply {
                    Ok(reply) => FoundKeys::Known(reply.body),
                    Err(error) => FoundKeys::Failed(error.to_string()),
                });
                self.announce_soon();
            });
        });
    }

    /// Empties the fields, forgets the findings, and ends the worker with what its memory holds.
    pub fn clear(self) {
        self.quiet.set_value(None);
        if let Some(field) = self.field.get_untracked() {
            dom::set_value(&field, "");
        }
        if let Some(field) = self.secret_field.get_untracked() {
            field.set_value("");
        }
        self.ask.with_value(Ask::end);
        if !matches!(&*self.found.read_untracked(), FoundKeys::Nothing) {
            self.found.set(FoundKeys::Nothing);
        }
    }

    fn announce_soon(self) {
        let announced = Timeout::new(QUIET_MS, move || {
            if let FoundKeys::Known(inspection) = &*self.found.read_untracked() {
                self.announce.run(words::in_short(inspection));
            }
        });
        self.quiet.set_value(Some(announced));
    }
}
