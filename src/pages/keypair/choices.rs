//! The choices of the tab as signals, remembered between visits. What is typed is not: a key id and a comment may
//! name a person, and a passphrase is a secret.

use crate::browser::storage;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::output::Output;
use crate::engine::link::keypair::{PairChoices, PairOptions};
use leptos::prelude::*;

/// Where the choices are remembered.
const REMEMBERED: &str = "latchkey.keypair";

/// The choices.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Purpose, algorithm, size.
    pub options: RwSignal<PairOptions>,
    /// Who reads the line for a `.env`.
    pub output: RwSignal<Output>,
    /// How the private key is written there; `None` for what that reader reads best.
    pub form: RwSignal<Option<EnvForm>>,
    /// Whether a link chose: then nothing is remembered.
    pub are_of_link: RwSignal<bool>,
}

impl Choices {
    /// The choices of the last visit, or the usual ones. From now on each change is remembered, unless a link chose.
    pub fn remembered() -> Self {
        let line = storage::get(REMEMBERED).unwrap_or_default();
        let PairChoices {
            options,
            output,
            form,
        } = PairChoices::from_line(&line);
        let choices = Self {
            options: RwSignal::new(options),
            output: RwSignal::new(output),
            form: RwSignal::new(form),
            are_of_link: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let line = choices.line();
            if !choices.are_of_link.get() {
                storage::keep(REMEMBERED, &line);
            }
        });
        choices
    }

    /// Whether all are as usual.
    pub fn are_usual(self) -> bool {
        self.line().is_empty()
    }

    /// Makes all as usual.
    pub fn reset(self) {
        let usual = PairChoices::default();
        self.options.set(usual.options);
        self.output.set(usual.output);
        self.form.set(usual.form);
    }

    fn line(self) -> String {
        let choices = PairChoices {
            options: self.options.get(),
            output: self.output.get(),
            form: self.form.get(),
        };
        choices.to_line()
    }
}
