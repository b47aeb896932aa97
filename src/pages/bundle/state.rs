//! The state of the Bundle tab: the bundle, its rendered file, and the actions on them.
//!
//! Choosing a preset never discards work. It replaces the bundle only while that is nothing but an earlier
//! choice, and keeps the replaced one for "Add preset".

use super::undo::{BundleChoices, Undo};
use super::words::{self, in_words, refused};
use crate::browser::clock;
use crate::browser::rng::BrowserRng;
use crate::browser::task::for_a_while;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::output::Output;
use crate::engine::bundle::preset::Preset;
use crate::engine::bundle::render::{Rendered, Rendering};
use crate::engine::bundle::{Bundle, BundleError, Decision, RowId};
use crate::engine::env::Dialect;
use crate::engine::link::bundle::BundleOptions;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The bundle of the tab and its random numbers.
#[derive(Clone, Copy)]
pub struct BundleState {
    /// The bundle shown.
    pub bundle: RwSignal<Bundle>,
    /// The preset selected in the list.
    pub preset: RwSignal<Preset>,
    /// The number of the bundle: row ids are unique within one bundle only.
    pub number: RwSignal<u32>,
    /// Whether the bundle is more than a chosen preset.
    pub kept: RwSignal<bool>,
    /// The choice that this one replaced.
    pub before: RwSignal<Option<(Preset, Bundle)>>,
    /// The reader of the rendered file.
    pub output: RwSignal<Output>,
    /// How often the tab was started over.
    pub started: RwSignal<u32>,
    /// How often a change was undone.
    pub undone: RwSignal<u32>,
    /// How often a result was to be brought into view.
    pub arrived: RwSignal<u32>,
    /// How often many values changed at once, so that the rows are to be grouped anew.
    pub regrouped: RwSignal<u32>,
    /// The bundle before such a change.
    pub undo: Undo,
    /// Whether a person chose the reader of the rendered file.
    output_chosen: StoredValue<bool>,
    /// The reader of the latest import.
    read_by: StoredValue<Option<Dialect>>,
    /// Whether values are shown in clear.
    pub shown: RwSignal<bool>,
    /// The rendered file, or why there is none.
    pub rendered: RwSignal<Option<Rendered>>,
    /// The rendering of the latest change, until it is done.
    rendering: StoredValue<Option<Rendering>>,
    /// Goes on with it.
    pending: StoredValue<Option<Timeout>, LocalStorage>,
    rng: StoredValue<BrowserRng, LocalStorage>,
    announce: Callback<String>,
    /// Sets the alert.
    pub set_alert: WriteSignal<Option<String>>,
}

impl BundleState {
    /// No bundle yet.
    pub fn new(announce: Callback<String>, set_alert: WriteSignal<Option<String>>) -> Self {
        let state = Self {
            bundle: RwSignal::default(),
            preset: RwSignal::new(Preset::ALL[0]),
            number: RwSignal::default(),
            kept: RwSignal::default(),
            before: RwSignal::default(),
            output: RwSignal::new(Output::ALL[0]),
            started: RwSignal::default(),
            undone: RwSignal::default(),
            arrived: RwSignal::default(),
            regrouped: RwSignal::default(),
            undo: Undo::new(),
            output_chosen: StoredValue::default(),
            read_by: StoredValue::default(),
            shown: RwSignal::default(),
            rendered: RwSignal::default(),
            rendering: StoredValue::default(),
            pending: StoredValue::new_local(None),
            rng: StoredValue::new_local(BrowserRng::new()),
            announce,
            set_alert,
        };
        // In tasks of its own: with many variables rendering is as much work as the change itself.
        Effect::new(move |_| {
            state.bundle.track();
            let rendering = Rendering::new(state.output.get());
            state.rendering.set_value(Some(rendering));
            state.render_later();
        });
        state
    }

    /// Announces a short sentence in the status line.
    pub fn say(self, words: String) {
        self.announce.run(words);
    }

    /// Chooses a preset; see the module.
    pub fn choose(self, preset: Preset) {
        let chosen = self.preset.get_untracked();
        self.preset.set(preset);
        if !self.kept.get_untracked()
            && let Some(former) = self.fill()
        {
            self.before.set(Some((chosen, former)));
        }
    }

    /// Starts over with the chosen preset alone.
    pub fn start_over(self) {
        self.started.update(|count| *count = count.wrapping_add(1));
        let choices = self.choices();
        self.kept.set(false);
        self.before.set(None);
        if let Some(former) = self.fill() {
            self.undo.keep(choices, former);
        }
    }

    /// Brings the result into view.
    pub fn reveal(self) {
        self.arrived.update(|count| *count = count.wrapping_add(1));
    }

    /// Brings back the bundle before the last change of many values.
    pub fn undo(self) {
        let Some((choices, bundle)) = self.undo.take() else {
            return;
        };
        self.preset.set(choices.preset);
        self.kept.set(choices.kept);
        self.before.set(None);
        self.output_chosen.set_value(choices.output_chosen);
        self.output.set(choices.output);
        self.read_by.set_value(choices.read_by);
        self.set_alert.set(None);
        self.put(bundle);
        self.undone.update(|count| *count = count.wrapping_add(1));
        self.say(words::UNDONE.to_owned());
    }

    fn choices(self) -> BundleChoices {
        BundleChoices {
            preset: self.preset.get_untracked(),
            kept: self.kept.get_untracked(),
            output: self.output.get_untracked(),
            output_chosen: self.output_chosen.get_value(),
            read_by: self.read_by.get_value(),
        }
    }

    /// Replaces the bundle by one of the chosen preset, and returns the replaced one.
    fn fill(self) -> Option<Bundle> {
        let preset = self.preset.get_untracked();
        let made = self.with_rng(|now, rng| Bundle::from_preset(preset, now, rng))?;
        self.set_alert
            .set(made.as_ref().err().map(ToString::to_string));
        if !self.output_chosen.get_value() {
            self.output.set(Output::ALL[0]);
        }
        let former = self.put(made.unwrap_or_default());
        Some(former)
    }

    /// Adds the chosen preset to the bundle, or to the one that the choice replaced; returns whether it did.
    pub fn add(self) -> bool {
        let preset = self.preset.get_untracked();
        let mut before = None;
        if !self.kept.get_untracked() {
            self.before.update_untracked(|kept| before = kept.take());
        }
        let answer = if let Some((label, mut bundle)) = before {
            let answer = self.with_rng(|now, rng| bundle.add_preset(preset, now, rng));
            if answer == Some(Ok(())) {
                self.put(bundle);
                self.before.set(None);
            } else {
                self.before.set(Some((label, bundle)));
            }
            answer
        } else {
            self.with_rng(|now, rng| {
                let mut answer = Ok(());
                self.undo.forget();
                self.bundle
                    .update(|bundle| answer = bundle.add_preset(preset, now, rng));
                answer
            })
        };
        match answer {
            Some(Ok(())) => {
                self.kept.set(true);
                self.set_alert.set(None);
                let count = self.bundle.read_untracked().rows().len();
                self.say(words::preset_added(preset, count));
                true
            }
            Some(Err(error)) => {
                self.set_alert.set(Some(error.to_string()));
                false
            }
            None => false,
        }
    }

    /// Puts a bundle that was read by the rules of `reader` in place of the present one. The rendered file is then
    /// for that reader too, unless a person chose another one for a text of the same reader, or another format.
    pub fn accept(self, imported: Bundle, reader: Dialect) {
        let choices = self.choices();
        let same = self.read_by.get_value() == Some(reader);
        let is_env = self.output.get_untracked().dialect().is_some();
        if !self.output_chosen.get_value() || is_env && !same {
            self.output_chosen.set_value(false);
            self.output.set(Output::for_dialect(reader));
        }
        self.read_by.set_value(Some(reader));
        let former = self.put(imported);
        self.undo.keep(choices, former);
        self.kept.set(true);
        self.before.set(None);
        self.set_alert.set(None);
    }

    /// Writes the file for another reader.
    pub fn choose_output(self, output: Output) {
        self.output_chosen.set_value(true);
        self.calm();
        self.output.set(output);
    }

    /// Clears the alert, unless it says why there is no bundle.
    pub fn calm(self) {
        if !self.is_empty() {
            self.set_alert.set(None);
        }
    }

    /// Whether there is no bundle: there were no random numbers for one.
    fn is_empty(self) -> bool {
        let bundle = self.bundle.read_untracked();
        bundle.rows().is_empty() && !bundle.is_imported()
    }

    /// Regenerates a row, and those that depend on it.
    pub fn regenerate(self, name: &str) {
        let answer = self.change(|bundle, now, rng| bundle.regenerate(name, now, rng));
        self.tell(answer, Some(name));
    }

    /// Regenerates all rows that have minted values.
    pub fn regenerate_all(self) {
        if self.is_empty() {
            self.fill();
            if self.is_empty() {
                return;
            }
        }
        let answer = self.change_many(|bundle, now, rng| bundle.regenerate_all(now, rng));
        self.tell(answer, None);
    }

    /// Gives a row the value that a person entered. Nothing is announced: it changes with every keystroke.
    pub fn enter(self, id: RowId, text: &Secret) {
        let answer = self.change(|bundle, now, _| bundle.enter(id, text, now));
        self.kept.set(true);
        match answer {
            Some(Err(error)) => self.set_alert.set(Some(error.to_string())),
            _ => self.calm(),
        }
    }

    /// Changes the decision on a row.
    pub fn decide(self, id: RowId, decision: Decision) {
        self.edit(id, |bundle, now, rng| bundle.decide(id, decision, now, rng));
    }

    /// Applies a person's change to the row `id`.
    pub fn edit(
        self,
        id: RowId,
        change: impl FnOnce(&mut Bundle, u64, &mut BrowserRng) -> Result<Vec<RowId>, BundleError>,
    ) {
        let answer = self.change(change);
        self.kept.set(true);
        let name = self
            .bundle
            .with_untracked(|bundle| bundle.by_id(id).map(|row| row.name().to_owned()));
        self.tell(answer, name.as_deref());
    }

    /// Changes the bundle and returns the rows whose values changed.
    pub fn change(
        self,
        change: impl FnOnce(&mut Bundle, u64, &mut BrowserRng) -> Result<Vec<RowId>, BundleError>,
    ) -> Option<Result<Vec<RowId>, BundleError>> {
        let answer = self.with_rng(|now, rng| {
            self.bundle
                .try_update(|bundle| change(bundle, now, rng))
                .unwrap_or(Ok(Vec::new()))
        });
        if matches!(answer, Some(Ok(_))) {
            self.undo.forget();
        }
        answer
    }

    /// The same for a change of many values, which can be undone.
    pub fn change_many(
        self,
        change: impl FnOnce(&mut Bundle, u64, &mut BrowserRng) -> Result<Vec<RowId>, BundleError>,
    ) -> Option<Result<Vec<RowId>, BundleError>> {
        let before = self.bundle.with_untracked(Bundle::snapshot);
        let answer = self.change(change);
        if matches!(answer, Some(Ok(_))) {
            self.undo.keep(self.choices(), before);
            self.regrouped
                .update(|count| *count = count.wrapping_add(1));
        }
        answer
    }

    /// Passes the rendered text to `use_text`, or alerts why there is none.
    pub fn with_text(self, use_text: impl FnOnce(&str)) {
        // What is not written yet is written now: a browser lets a page copy within a press only.
        if let Some(rendering) = self.take_rendering() {
            let rendered = rendering.finish(&self.bundle.read_untracked());
            self.show(rendered);
        }
        if self.is_empty() {
            self.set_alert.update(|alert| {
                alert.get_or_insert_with(|| words::NO_BUNDLE.to_owned());
            });
            return;
        }
        match &*self.rendered.read_untracked() {
            Some(Ok(rendered)) => use_text(rendered.text.expose()),
            Some(Err(errors)) => self.set_alert.set(Some(refused(errors))),
            None => {}
        }
    }

    fn render_later(self) {
        let later = Timeout::new(0, move || self.render());
        self.pending.set_value(Some(later));
    }

    /// Renders some more of the bundle for its reader.
    fn render(self) {
        let Some(mut rendering) = self.take_rendering() else {
            return;
        };
        let bundle = self.bundle.read_untracked();
        if let Some(rendered) = for_a_while(|| rendering.step(&bundle)) {
            self.show(rendered);
        } else {
            self.rendering.set_value(Some(rendering));
            self.render_later();
        }
    }

    fn take_rendering(self) -> Option<Rendering> {
        let mut taken = None;
        self.rendering
            .update_value(|rendering| taken = rendering.take());
        taken
    }

    fn show(self, rendered: Rendered) {
        self.pending.set_value(None);
        self.rendered.set(Some(rendered));
    }

    /// Overwrites everything.
    pub fn wipe(self) {
        self.shown.set(false);
        self.kept.set(false);
        self.before.set(None);
        self.undo.forget();
        self.rendering.set_value(None);
        self.rendered.set(None);
        self.put(Bundle::new());
    }

    fn put(self, bundle: Bundle) -> Bundle {
        self.undo.forget();
        self.number
            .update(|number| *number = number.wrapping_add(1));
        let mut former = Bundle::new();
        self.bundle
            .update(|present| former = std::mem::replace(present, bundle));
        former
    }

    fn with_rng<T>(self, make: impl FnOnce(u64, &mut BrowserRng) -> T) -> Option<T> {
        self.rng.try_update_value(|rng| make(clock::seconds(), rng))
    }

    fn tell(self, answer: Option<Result<Vec<RowId>, BundleError>>, name: Option<&str>) {
        match answer {
            Some(Ok(changed)) => {
                self.set_alert.set(None);
                let bundle = self.bundle.read_untracked();
                self.say(in_words(&bundle, &changed, name));
            }
            Some(Err(error)) => self.set_alert.set(Some(error.to_string())),
            None => {}
        }
    }
}

/// Following a link.
impl BundleState {
    /// Puts a bundle of what a link asks for in place of the present one.
    pub fn follow(self, options: &BundleOptions) {
        if options.ask_for_secrets() {
            let made = self.with_rng(|now, rng| {
                let mut bundle = Bundle::new();
                // A preset that does not go with those before it is left out, and named.
                let mut answer = Ok(());
                for preset in &options.presets {
                    answer = answer.and(bundle.add_preset(*preset, now, rng));
                }
                (
                    answer.and(bundle.add_variables(&options.variables, now, rng)),
                    bundle,
                )
            });
            let Some((answer, bundle)) = made else { return };
            self.set_alert
                .set(answer.err().map(|error| error.to_string()));
            if let Some(preset) = options.presets.first() {
                self.preset.set(*preset);
            }
            self.put(bundle);
            self.kept.set(true);
            self.before.set(None);
        }
        if let Some(output) = options.output {
            self.output_chosen.set_value(true);
            self.output.set(output);
        }
    }

    /// Writes the file for the usual reader again.
    pub fn forget_output(self) {
        self.output_chosen.set_value(false);
        self.output.set(Output::ALL[0]);
    }
}
