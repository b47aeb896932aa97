//! State of the import box: the text, what it is taken for, by whose rules it is read, and what became of it.
//!
//! A text whose signs disagree is not imported before a person has said what it is.

use super::import_errors::{ImportErrors, read};
use super::import_text::{ImportText, is_long};
use super::state::BundleState;
use super::words;
use crate::browser::held_text::HeldText;
use crate::browser::rng::BrowserRng;
use crate::browser::task::{pause, spawn};
use crate::browser::{clock, dom, files};
use crate::engine::base::pause::Pause;
use crate::engine::bundle::Bundle;
use crate::engine::bundle::import::{ImportFormat, ParsedImport, Source, parse_in_parts};
use crate::engine::env::error::{repair, with_line_feeds};
use futures_util::future::{AbortHandle, abortable};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{ClipboardEvent, Element, Event};
use zeroize::Zeroizing;

/// The import box.
#[derive(Clone, Copy)]
pub struct ImportState {
    state: BundleState,
    /// The text.
    pub text: ImportText,
    /// What the person said that the text is; `None` where the page decides.
    pub source: RwSignal<Option<Source>>,
    /// What a person chose to read the text as.
    reader: RwSignal<Option<ImportFormat>>,
    /// What the text was read as.
    read_by: RwSignal<Option<ImportFormat>>,
    /// The profile that a person chose, of a schema with several.
    profile: RwSignal<Option<String>>,
    /// The profiles of the schema, and the one that was read.
    pub profiles: RwSignal<(Vec<String>, Option<String>)>,
    /// The variables that the question is about: whether this is an example or somebody's own file.
    pub question: RwSignal<Option<Vec<String>>>,
    /// What is wrong with the text.
    pub errors: RwSignal<ImportErrors>,
    /// What it was imported as, and what else was said of it.
    done: RwSignal<Option<(Source, String)>>,
    file_name: StoredValue<String>,
    /// Whether the choices were made for the text in the box, not for the next one.
    for_this_text: StoredValue<bool>,
    /// How often the text was changed by hand.
    edits: StoredValue<u32>,
    under_way: StoredValue<Option<UnderWay>>,
}

/// The latest import, until it is done.
struct UnderWay {
    stop: AbortHandle,
    /// Whether a file is still read for it.
    is_reading: bool,
}

/// What an import was begun with; the person may change it meanwhile.
struct Begun {
    file_name: String,
    edits: u32,
    /// Where the focus was.
    focus: Option<Element>,
    reveals: bool,
}

impl ImportState {
    /// An empty box.
    pub fn new(state: BundleState) -> Self {
        Self {
            state,
            text: ImportText::new(),
            source: RwSignal::default(),
            reader: RwSignal::default(),
            read_by: RwSignal::default(),
            profile: RwSignal::default(),
            profiles: RwSignal::default(),
            question: RwSignal::default(),
            errors: RwSignal::default(),
            done: RwSignal::default(),
            file_name: StoredValue::default(),
            for_this_text: StoredValue::default(),
            edits: StoredValue::default(),
            under_way: StoredValue::default(),
        }
    }

    /// The reader to show: the chosen one, else the one whose rules were used.
    pub fn shown_reader(self) -> Option<ImportFormat> {
        self.reader.get().or_else(|| self.read_by.get())
    }

    /// Imports the text in the box, `repaired` with its line endings corrected, and brings the result into view.
    pub fn import(self, repaired: bool) {
        self.run(repaired, true);
    }

    /// To be called when a paste is about to replace all of the box's text: the new text is imported.
    fn arriving(self) {
        spawn(async move {
            // The browser puts the text into the field after the event.
            TimeoutFuture::new(0).await;
            if !self.text.is_empty() {
                self.import(false);
            }
        });
    }

    /// Imports the text in the box. `reveal` brings the result into view, which is only wanted when the person is
    /// done with the box.
    fn run(self, repaired: bool, reveal: bool) {
        let Some(mut text) = self.text.get() else {
            return;
        };
        if repaired {
            text = Arc::new(Zeroizing::new(repair(&text)));
            self.text.put(&text, false);
        }
        self.question.set(None);
        let mut begun = Begun {
            file_name: self.file_name.get_value(),
            edits: self.edits.get_value(),
            focus: None,
            reveals: reveal,
        };
        self.begin(false, async move {
            TimeoutFuture::new(0).await;
            if text.trim().is_empty() {
                self.errors
                    .set(ImportErrors::saying(words::NOTHING_TO_IMPORT));
                return;
            }
            if is_long(&text) {
                self.state.say(words::IMPORTING.to_owned());
            }
            begun.focus = dom::focused();
            let mut pause = pause();
            let profile = self.profile.get_untracked();
            let reader = self.reader.get_untracked();
            let name = &begun.file_name;
            let parsed = parse_in_parts(&text, name, reader, profile.as_deref(), &mut pause).await;
            // What was parsed has its own copy.
            drop(text);
            TimeoutFuture::new(0).await;
            match parsed {
                Ok(parsed) => self.decide(parsed, &begun, &mut pause).await,
                Err(_) if self.is_edited(&begun) => {}
                Err(error) => self.errors.set(ImportErrors::of(&error)),
            }
        });
    }

    /// Imports a parsed text as what it is, or asks what that is.
    async fn decide(self, parsed: ParsedImport, begun: &Begun, pause: &mut Pause) {
        let (read_as, dialect) = (parsed.read_as(), parsed.reader());
        let guess = parsed.guess_in_parts(&begun.file_name, pause).await;
        let profile = parsed.profile().map(str::to_owned);
        self.profiles.set((parsed.profiles().to_vec(), profile));
        let chosen = self.source.get_untracked();
        let source = chosen.or(guess.source());
        if source.is_none() {
            let names = parsed.at_stake_in_parts(pause).await;
            if !names.is_empty() {
                // The answer would be about another text.
                if self.is_edited(begun) {
                    return;
                }
                self.errors.set(ImportErrors::default());
                self.read_by.set(Some(read_as));
                self.question.set(Some(names));
                self.state.say(words::NOT_IMPORTED_YET.to_owned());
                return;
            }
        }
        // Where both answers are the same, none of the values is replaced.
        let source = source.unwrap_or(Source::Own);
        let remark = parsed.remark();
        // The tab's own source of random numbers stays free for what else a person does in a pause.
        let mut rng = BrowserRng::new();
        let now = clock::seconds();
        match Bundle::import_in_parts(parsed, source, now, &mut rng, pause).await {
            Ok(imported) => {
                let mut remarks = String::new();
                if let Some(remark) = remark {
                    remarks.push(' ');
                    remarks.push_str(remark);
                }
                remarks.push_str(guess.doubt(source));
                let words = words::imported(&imported, source) + &remarks;
                TimeoutFuture::new(0).await;
                self.state.accept(imported, dialect);
                if !self.is_edited(begun) {
                    self.text.hold_long();
                }
                self.errors.set(ImportErrors::default());
                self.read_by.set(Some(read_as));
                self.done.set(Some((source, remarks)));
                self.state.say(words);
                if self.is_left() {
                    // What leaving the tab has overwritten must not come after it.
                    self.state.undo.forget();
                } else if begun.reveals && !self.has_moved(begun) {
                    self.state.reveal();
                }
            }
            Err(error) => self.errors.set(ImportErrors::of(&error)),
        }
    }

    /// Begins `work` in place of what is under way, which is dropped with all that it holds.
    fn begin(self, is_reading: bool, work: impl Future<Output = ()> + 'static) {
        self.stop();
        let (work, stop) = abortable(work);
        let own = stop.clone();
        self.under_way
            .set_value(Some(UnderWay { stop, is_reading }));
        spawn(async move {
            let _ = work.await;
            // Reading a file ends with the beginning of its import.
            if !own.is_aborted() {
                self.under_way.set_value(None);
            }
        });
    }

    /// Stops the import that is under way, if there is one.
    pub fn stop(self) {
        self.under_way.update_value(|under_way| {
            if let Some(under_way) = under_way.take() {
                under_way.stop.abort();
            }
        });
    }

    /// Whether the text was changed by hand since.
    fn is_edited(self, begun: &Begun) -> bool {
        self.edits.get_value() != begun.edits
    }

    /// Whether the person has gone on to something else: the focus stays there.
    fn has_moved(self, begun: &Begun) -> bool {
        let focus = dom::focused();
        self.is_edited(begun) || focus.is_some() && focus != begun.focus
    }

    /// Whether another tab is open.
    fn is_left(self) -> bool {
        let field = self.text.field.get_untracked();
        field.is_none_or(|field| field.offset_parent().is_none())
    }

    /// Reads a file and imports it, unless the next one comes before it was read, or the tab is left.
    pub fn take(self, files: Vec<files::ChosenFile>) {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        self.begin(true, async move {
            let text = read(&file).await;
            match text {
                _ if self.is_left() => self
                    .errors
                    .set(ImportErrors::saying(&words::left_while_read(&file.name()))),
                Ok(text) => {
                    self.forget_choices();
                    self.profile.set(None);
                    self.text.put(&Arc::new(text), true);
                    self.file_name.set_value(file.name());
                    self.import(false);
                }
                Err(words) => self.errors.set(ImportErrors::saying(&words)),
            }
        });
    }

    /// Answers the question, and brings the result into view.
    pub fn answer(self, source: Source) {
        self.source.set(Some(source));
        self.for_this_text.set_value(true);
        self.import(false);
    }

    /// Says what the text is.
    pub fn choose_source(self, source: Option<Source>) {
        self.source.set(source);
        self.again();
    }

    /// Chooses the reader by whose rules the text is read.
    pub fn choose_reader(self, reader: Option<ImportFormat>) {
        self.reader.set(reader);
        self.read_by.set(None);
        self.again();
    }

    /// Chooses the profile of a schema.
    pub fn choose_profile(self, profile: String) {
        self.profile.set(Some(profile));
        self.again();
    }

    /// Imports the text again after a changed choice, if it is being imported or was imported, asked about or found invalid.
    fn again(self) {
        let is_reading = self.under_way.with_value(|under_way| {
            let under_way = under_way.as_ref();
            under_way.map(|under_way| under_way.is_reading)
        });
        if is_reading == Some(true) {
            // The choice is for the file that comes.
            self.for_this_text.set_value(false);
            return;
        }
        let there = is_reading.is_some()
            || self.state.bundle.read_untracked().is_imported()
            || self.question.read_untracked().is_some()
            || self.errors.read_untracked().of_text;
        self.for_this_text.set_value(there);
        if there {
            self.run(false, false);
        }
    }

    /// Called when the text was changed by hand.
    pub fn edited(self) {
        self.text.release();
        self.was_edited();
    }

    /// The question and the errors about the text before no longer apply.
    fn was_edited(self) {
        self.edits
            .update_value(|edits| *edits = edits.wrapping_add(1));
        self.file_name.set_value(String::new());
        self.profile.set(None);
        self.question.set(None);
        if !self.errors.read_untracked().of_text {
            self.errors.set(ImportErrors::default());
        }
    }

    /// Empties the box.
    pub fn clear(self) {
        self.stop();
        self.text.clear();
        self.file_name.set_value(String::new());
        self.question.set(None);
        self.errors.set(ImportErrors::default());
        self.done.set(None);
        self.choose_nothing();
    }

    /// To be called after an undo. The box keeps its text; an empty one gets the text of the bundle that is back.
    pub fn follow(self) {
        self.stop();
        self.question.set(None);
        self.errors.set(ImportErrors::default());
        self.choose_nothing();
        let bundle = self.state.bundle.read_untracked();
        let source = bundle.source();
        self.done.set(source.map(|source| (source, String::new())));
        let Some(document) = bundle.document() else {
            return;
        };
        self.read_by.set(Some(document.dialect().into()));
        if self.text.is_empty() {
            let text = Zeroizing::new(document.text().to_owned());
            self.text.put(&Arc::new(text), true);
        }
    }

    /// What the latest import made of the file, while that is what is there.
    pub fn summary(self) -> Option<String> {
        let bundle = self.state.bundle.read();
        let holds = self.errors.read().lines.is_empty()
            && self.question.read().is_none()
            && bundle.is_imported();
        let done = self.done.get().filter(|_| holds);
        done.map(|(source, remarks)| words::imported(&bundle, source) + &remarks)
    }

    /// What was chosen for the text before does not hold for a new one.
    fn forget_choices(self) {
        if self.for_this_text.get_value() {
            self.choose_nothing();
        }
    }

    fn choose_nothing(self) {
        self.for_this_text.set_value(false);
        self.source.set(None);
        self.reader.set(None);
        self.read_by.set(None);
        self.profile.set(None);
        self.profiles.set(Default::default());
    }
}

/// What a person does in the box.
impl ImportState {
    /// To be called with a paste, before the browser does it. One in place of all of the text is imported; one into the
    /// middle of a text is an edit by hand, and imports nothing.
    pub fn paste(self, event: &ClipboardEvent) {
        let is_new = self.text.is_replaced();
        let pasted = HeldText::of_paste(event).filter(|pasted| pasted.units() > 0);
        let Some(pasted) = pasted else { return };
        if self.take_arriving(&pasted, is_new) {
            event.prevent_default();
        }
        if is_new {
            self.forget_choices();
            self.arriving();
        }
    }

    /// Imports a text that was dropped on the empty box.
    pub fn take_text(self, text: &str) {
        // With the line ends that it would have in the box.
        let text = Zeroizing::new(with_line_feeds(text));
        self.forget_choices();
        self.text.put(&Arc::new(text), false);
        self.was_edited();
        self.import(false);
    }

    /// To be called with what is put into the box in another way than by a paste, such as a drop, before the browser does
    /// it.
    pub fn arrive(self, event: &Event) {
        let arriving = HeldText::of_input(event);
        if arriving.is_some_and(|text| self.take_arriving(&text, self.text.is_replaced())) {
            event.prevent_default();
        }
    }

    fn take_arriving(self, arriving: &HeldText, is_new: bool) -> bool {
        let is_taken = self.text.take(arriving, is_new);
        if is_taken {
            self.was_edited();
        }
        is_taken
    }

    /// Empties a box that cannot be edited.
    pub fn empty(self) {
        self.stop();
        self.text.clear();
        self.was_edited();
        self.errors.set(ImportErrors::default());
        if let Some(field) = self.text.field.get_untracked() {
            dom::focus(&field);
        }
        self.state.say(words::TEXT_CLEARED.to_owned());
    }
}
