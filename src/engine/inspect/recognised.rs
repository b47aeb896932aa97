//! A key whose form is known: what it is, its parts, and what they say.

use super::finding::{Fact, KeyCheck};
use super::symbols::KeySymbols;
use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;

/// A key whose form is known.
pub(super) struct RecognisedKey {
    /// What it is.
    pub name: String,
    /// Live or test, as far as it says so.
    pub environment: Option<Environment>,
    /// The verdict on its checksum.
    pub check: KeyCheck,
    /// Its parts from left to right; they cover it, or there are none.
    pub parts: Vec<FoundPart>,
    /// What it is made of, where the parts do not say it.
    pub made_of: Option<String>,
    /// The most entropy it can hold, where the parts do not say it; 0 for what holds none.
    pub bits: Option<f64>,
    /// What it holds besides.
    pub facts: Vec<Fact>,
    /// Where the part begins that a server hashes.
    pub hashed_from: usize,
    /// What is off about it.
    pub notices: Vec<String>,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// Whether too little entropy is a weakness of this key, and not usual for its kind.
    pub may_be_weak: bool,
}

/// A part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundPart {
    pub kind: PartKind,
    /// Its length in bytes; all of them are ASCII.
    pub length: usize,
    pub symbols: KeySymbols,
    /// What it is called here, where its kind has another name.
    pub label: Option<&'static str>,
}

impl FoundPart {
    pub fn new(kind: PartKind, length: usize, symbols: KeySymbols) -> Self {
        Self {
            kind,
            length,
            symbols,
            label: None,
        }
    }

    /// The same part under another name.
    pub fn called(self, label: &'static str) -> Self {
        Self {
            label: Some(label),
            ..self
        }
    }

    /// A part with nothing to guess: a prefix, an environment.
    pub fn plain(kind: PartKind, length: usize) -> Self {
        Self::new(kind, length, KeySymbols::Printable)
    }

    /// What it is called, with its length where that says something.
    pub fn noun(self) -> String {
        let Self {
            length, symbols, ..
        } = self;
        if let Some(label) = self.label {
            return format!("{label} ({length})");
        }
        match self.kind {
            PartKind::Random if length == 1 => "1 character".to_owned(),
            PartKind::Random => format!("{length} {}", symbols.noun()),
            PartKind::Prefix | PartKind::Environment => self.kind.label().to_owned(),
            kind => format!("{} ({length})", kind.label()),
        }
    }
}

impl RecognisedKey {
    pub fn new(name: impl Into<String>, check: KeyCheck) -> Self {
        Self {
            name: name.into(),
            environment: None,
            check,
            parts: Vec::new(),
            made_of: None,
            bits: None,
            facts: Vec::new(),
            hashed_from: 0,
            notices: Vec::new(),
            is_public: false,
            may_be_weak: false,
        }
    }

    pub fn with_parts(mut self, parts: Vec<FoundPart>) -> Self {
        self.parts = parts.into_iter().filter(|part| part.length > 0).collect();
        self
    }

    pub fn with_facts(mut self, facts: impl IntoIterator<Item = Fact>) -> Self {
        self.facts.extend(facts);
        self
    }

    pub fn with_notice(mut self, notice: impl Into<String>) -> Self {
        self.notices.push(notice.into());
        self
    }

    /// The most entropy of its random parts in bits; `None` where that is not known.
    pub fn bits(&self) -> Option<f64> {
        let random = |part: &&FoundPart| part.kind == PartKind::Random;
        self.bits.or_else(|| {
            let random: Vec<&FoundPart> = self.parts.iter().filter(random).collect();
            let bits = random.iter().map(|part| part.symbols.bits(part.length));
            (!random.is_empty()).then(|| bits.sum())
        })
    }

    /// What it is made of: `prefix, 30 base62 symbols, checksum (6)`.
    pub fn made_of(&self) -> String {
        self.made_of.clone().unwrap_or_else(|| {
            let nouns: Vec<String> = self.parts.iter().map(|part| part.noun()).collect();
            nouns.join(", ")
        })
    }
}
