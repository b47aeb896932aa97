//! The state of the text: its digest, its white space and whether it is the expected one.
//!
//! The text and the HMAC key may be secrets. They exist only where they were entered: every computation reads them
//! from there, and only digests are kept. SHA-256 of a text of ordinary length is computed at once; the worker does
//! everything else.

use super::choices::HashChoices;
use super::entry::{AT_ONCE, TextEntry};
use super::hashed::TextResult;
use super::text_digests::TextDigests;
use super::words;
use crate::browser::dom;
use crate::components::field::FieldKind;
use crate::components::verdict::Ruling;
use crate::engine::base::secret::Secret;
use crate::engine::digest::hmac::KeyFormat;
use crate::engine::digest::list;
use crate::engine::digest::task::{ComputedDigests, Key, Task};
use crate::engine::digest::verdict::{Answer, Judgement, PastedDigests, Verdict};
use crate::engine::digest::{Algorithm, DigestFormat};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;

/// How many digests of a list are shown; copies and files hold all.
const SHOWN: usize = 200;

/// The text's fields and the choices beside them.
#[derive(Clone, Copy)]
pub struct Text {
    /// The text itself.
    pub entry: TextEntry,
    /// The field of the HMAC key.
    pub key_field: NodeRef<html::Input>,
    /// The selected algorithm.
    pub algorithm: RwSignal<Algorithm>,
    /// How digests are shown.
    pub form: RwSignal<DigestFormat>,
    /// How the key is encoded.
    pub key_format: RwSignal<KeyFormat>,
    /// What there is to say about how the key is used.
    pub key_note: RwSignal<Option<&'static str>>,
    /// Whether every line is hashed separately.
    pub by_line: RwSignal<bool>,
    /// The expected digest, as pasted.
    pub expected: RwSignal<String>,
    /// The digests found in it.
    pub pasted: Memo<Option<PastedDigests>>,
    /// The result for the text.
    pub hashed: RwSignal<TextResult>,
    hash: TextDigests,
    changed: Trigger,
}

impl Text {
    /// Nothing entered yet.
    pub fn new(choices: HashChoices, announce: Callback<String>) -> Self {
        let hashed = RwSignal::new(TextResult::Busy);
        let (algorithm, expected) = (choices.algorithm, RwSignal::new(String::new()));
        let text = Self {
            entry: TextEntry::new(announce),
            key_field: NodeRef::new(),
            algorithm,
            form: choices.form,
            key_format: choices.key_format,
            key_note: RwSignal::default(),
            by_line: choices.by_line,
            expected,
            pasted: Memo::new(move |_| {
                let expected = expected.read();
                // Of a longer text only the beginning is here, whose verdict would not be on all of it.
                let is_long = expected.chars().nth(FieldKind::Lines.most()).is_some();
                let read = || PastedDigests::read(&expected, algorithm.get());
                if is_long { None } else { read() }
            }),
            hashed,
            hash: TextDigests::new(hashed),
            changed: Trigger::new(),
        };
        let further = Memo::new(move |_| text.further());
        Effect::new(move |_| text.hash(further.get()));
        // Kept, not derived: the notice stays, and the focus on its button, while the next digest is computed.
        Effect::new(move |_| {
            let hashed = hashed.read();
            let change = hashed.computed().and_then(|computed| computed.line_ends);
            if let Some(change) = change {
                text.entry.set_line_ends(change);
            }
        });
        text
    }

    /// To be called when the key has changed, or to try again.
    pub fn change(self) {
        self.changed.notify();
    }

    /// Empties the fields and forgets what was computed.
    pub fn wipe(self) {
        if let Some(field) = self.key_field.get_untracked() {
            field.set_value("");
        }
        self.expected.set(String::new());
        self.entry.empty();
    }

    /// Whether the digest that is shown may be stale, of an older text.
    pub fn is_waiting(self) -> bool {
        self.hash.is_pending() && !self.has_more()
    }

    /// Whether the digest that is shown is of this text, and only further algorithms are pending.
    fn has_more(self) -> bool {
        matches!(
            &*self.hashed.read_untracked(),
            TextResult::Known { more: true, .. }
        )
    }

    /// The algorithms besides the selected one that the expected digest can be of.
    fn further(self) -> Vec<Algorithm> {
        let selected = self.algorithm.get();
        let pasted = self.pasted.read();
        let algorithms = pasted
            .as_ref()
            .map(PastedDigests::algorithms)
            .unwrap_or_default();
        algorithms
            .into_iter()
            .filter(|algorithm| *algorithm != selected)
            .collect()
    }

    /// The key as it was typed; `None` where there is none or the algorithm has no HMAC.
    fn key(self) -> Option<Key> {
        let field = self.key_field.get();
        let format = self.key_format.get();
        let text = Secret::from(field?.value());
        (!text.is_empty() && self.algorithm.get().has_hmac()).then_some(Key { text, format })
    }

    /// Computes the wanted digests of the text, here or in the worker.
    fn hash(self, also: Vec<Algorithm>) {
        self.changed.track();
        self.entry.edited.track();
        let long = self.entry.long.read();
        let task = Task {
            algorithm: self.algorithm.get(),
            key: self.key(),
            by_line: self.by_line.get(),
            crlf: self.entry.crlf.get(),
            unseen: long.as_ref().map(|long| long.unseen),
            also,
        };
        self.key_note.set(task.key.as_ref().and_then(Key::note));
        let Some(field) = self.entry.field.get() else {
            return;
        };
        if let Some(Err(error)) = task.key.as_ref().map(Key::read) {
            self.hash.stop();
            self.hashed.set(TextResult::NoKey(error));
            return;
        }
        if let Some(long) = &*long {
            self.leave_to_worker(task, long.text.value());
            return;
        }
        let at_once = (field.text_length() <= AT_ONCE)
            .then(|| task.compute_light(Secret::from(field.value()).expose()))
            .flatten();
        let Some(computed) = at_once else {
            self.leave_to_worker(task, &dom::held_value(&field));
            return;
        };
        let selected = task.algorithm;
        let more =
            !task.by_line && !task.also.is_empty() && !is_match(&self.judge(&computed, false));
        if more {
            self.hash.ask(task, &dom::held_value(&field));
        } else {
            self.hash.stop();
        }
        self.hashed.set(TextResult::Known {
            algorithm: selected,
            keyed: false,
            computed,
            more,
        });
    }

    /// Leaves all of a task to the worker.
    fn leave_to_worker(self, task: Task, text: &JsValue) {
        if self.has_more() {
            // Of an older text.
            self.hashed.set(TextResult::Busy);
        }
        self.hash.ask(task, text);
    }

    /// The judgements on the text; none on an empty text, which nobody hashes on purpose.
    fn judge(self, computed: &ComputedDigests, keyed: bool) -> Vec<Judgement> {
        let pasted = self.pasted.read();
        match &*pasted {
            Some(pasted) if computed.bytes > 0 => {
                pasted.judge_with(keyed, |one| computed.digest(one))
            }
            _ => Vec::new(),
        }
    }

    /// The verdict on the expected digest; `None` where nothing is expected, or while a pending digest can change it.
    pub fn ruling(self) -> Option<Ruling> {
        let hashed = self.hashed.read();
        let TextResult::Known {
            computed,
            more,
            keyed,
            ..
        } = &*hashed
        else {
            return None;
        };
        let judgements = self.judge(computed, *keyed);
        // Another algorithm may still match.
        let open = *more && !is_match(&judgements);
        (!open && !self.by_line.get())
            .then(|| Answer::of(&judgements, self.algorithm.get()))
            .flatten()
            .map(super::ruling::ruling)
    }

    /// Why what is expected is compared with nothing: there is no text, or each line has a digest of its own.
    pub fn not_compared(self) -> Option<&'static str> {
        if self.pasted.read().is_none() {
            return None;
        }
        let hashed = self.hashed.read();
        let is_empty = hashed
            .computed()
            .is_some_and(|computed| computed.bytes == 0);
        match () {
            () if is_empty => Some(words::NO_TEXT_TO_COMPARE),
            () if self.by_line.get() => Some(words::LINES_ARE_NOT_COMPARED),
            () => None,
        }
    }

    /// The digest as it is shown, or the first ones of the lines.
    pub fn shown(self) -> String {
        let hashed = self.hashed.read();
        let form = self.form.get();
        if let Some(digest) = hashed.digest() {
            return form.show(&digest).unwrap_or_default();
        }
        let lines = hashed.lines();
        let mut shown = list::digests(&lines[..lines.len().min(SHOWN)], form).unwrap_or_default();
        if lines.len() > SHOWN {
            shown.push('…');
        }
        shown.truncate(shown.trim_end().len());
        shown
    }

    /// All that "Copy" copies: the digest, or all digests of the lines, one per line.
    pub fn all(self) -> String {
        let hashed = self.hashed.read_untracked();
        let form = self.form.get_untracked();
        match hashed.digest() {
            Some(digest) => form.show(&digest),
            None => list::digests(hashed.lines(), form),
        }
        .unwrap_or_default()
    }

    /// All digests of the lines as a CSV table.
    pub fn csv(self) -> String {
        let hashed = self.hashed.read_untracked();
        let TextResult::Known {
            algorithm,
            keyed,
            computed,
            ..
        } = &*hashed
        else {
            return String::new();
        };
        let hmac = if *keyed { "hmac-" } else { "" };
        let head = format!("{hmac}{}", algorithm.id());
        list::csv(&computed.lines, &head, self.form.get_untracked()).unwrap_or_default()
    }

    /// What the digest is of, in words.
    pub fn says(self) -> String {
        let (algorithm, keyed, bytes) = match &*self.hashed.read() {
            TextResult::Busy => return words::computing(self.algorithm.get()),
            TextResult::NoKey(error) => return error.to_string(),
            TextResult::Failed(_) => return words::not_computed(self.algorithm.get()),
            TextResult::Known {
                algorithm,
                keyed,
                computed,
                ..
            } => (*algorithm, *keyed, computed.bytes),
        };
        if self.by_line.get() {
            words::digests_of_lines(algorithm, keyed)
        } else {
            words::digest_of_text(algorithm, keyed, bytes, self.entry.crlf.get())
        }
    }
}

/// Whether everything that was pasted matches.
fn is_match(judgements: &[Judgement]) -> bool {
    !judgements.is_empty()
        && judgements
            .iter()
            .all(|judgement| judgement.verdict == Verdict::Match)
}
