//! The options of Text and Files as signals, remembered between visits.

use crate::browser::storage;
use crate::engine::digest::hmac::KeyFormat;
use crate::engine::digest::options::DigestOptions;
use crate::engine::digest::server_config::Target;
use crate::engine::digest::{Algorithm, DigestFormat};
use leptos::prelude::*;

/// Where the options are remembered.
const REMEMBERED: &str = "latchkey.hashes";

/// The options.
#[derive(Clone, Copy)]
pub struct HashChoices {
    /// The selected algorithm, of Text and Files.
    pub algorithm: RwSignal<Algorithm>,
    /// How digests are shown, in both.
    pub form: RwSignal<DigestFormat>,
    /// How the HMAC key is encoded.
    pub key_format: RwSignal<KeyFormat>,
    /// Whether every line of the text is hashed separately.
    pub by_line: RwSignal<bool>,
    /// The configuration that the digest is written for.
    pub target: RwSignal<Target>,
    /// The algorithms that are computed of files besides.
    pub also: RwSignal<Vec<Algorithm>>,
    /// Whether a link chose them: then they are not remembered.
    pub are_of_link: RwSignal<bool>,
}

impl HashChoices {
    /// The options of the last visit, or the usual ones. From now on each change is remembered, unless a link chose.
    pub fn remembered() -> Self {
        let line = storage::get(REMEMBERED).unwrap_or_default();
        let options = DigestOptions::from_line(&line);
        let choices = Self {
            algorithm: RwSignal::new(options.algorithm),
            form: RwSignal::new(options.form),
            key_format: RwSignal::new(options.key_format),
            by_line: RwSignal::new(options.by_line),
            target: RwSignal::new(options.target),
            also: RwSignal::new(options.also),
            are_of_link: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let line = choices.options().to_line();
            if !choices.are_of_link.get() {
                storage::keep(REMEMBERED, &line);
            }
        });
        choices
    }

    /// Selects an algorithm; a form that it does not have is replaced by hex.
    pub fn select(self, algorithm: Algorithm) {
        self.algorithm.set(algorithm);
        if !self.form.get_untracked().fits(algorithm) {
            self.form.set(DigestFormat::default());
        }
    }

    /// Whether all are as usual.
    pub fn are_usual(self) -> bool {
        self.options() == DigestOptions::default()
    }

    /// Makes all as usual.
    pub fn reset(self) {
        let usual = DigestOptions::default();
        self.algorithm.set(usual.algorithm);
        self.form.set(usual.form);
        self.key_format.set(usual.key_format);
        self.by_line.set(usual.by_line);
        self.target.set(usual.target);
        self.also.set(usual.also);
    }

    fn options(self) -> DigestOptions {
        DigestOptions {
            algorithm: self.algorithm.get(),
            form: self.form.get(),
            key_format: self.key_format.get(),
            by_line: self.by_line.get(),
            target: self.target.get(),
            also: self.also.get(),
        }
    }
}
