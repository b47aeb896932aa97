//! The one key of the page, and what may be kept of it after it is overwritten.

use super::words;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::Token;
use std::rc::Rc;

/// The one key of the page.
#[derive(Default)]
pub enum Key {
    /// There is none: the browser gave no random numbers, or the page was left.
    #[default]
    Absent,
    /// It is made elsewhere and not here yet, or many keys are wanted.
    Pending,
    /// In clear, until it is copied.
    Fresh {
        /// The key, shared while the browser copies it.
        token: Rc<Token>,
        /// What may be kept of it.
        shown: KeySummary,
    },
    /// Copied: what was in clear is overwritten. An identifier stays in the document.
    Copied {
        /// What is kept of it.
        shown: KeySummary,
    },
}

/// What may be kept of a key.
pub struct KeySummary {
    /// What it is, as on the button that copies it: `key`, `password`, `UUID`.
    pub noun: &'static str,
    /// Whether it is no secret, but an identifier.
    pub is_public: bool,
    /// The masked form; empty for an identifier, which is shown whole.
    pub masked: String,
    /// The SHA-256 in hex.
    pub sha256: String,
    /// What was hashed and what to do with it, in words.
    pub hashed: String,
    /// The environment it names; empty for none.
    pub environment: &'static str,
    /// Its parts: the class that colours each, and a few words on what it is.
    pub parts: Vec<(&'static str, String)>,
}

impl Key {
    /// A key that was just made in the form `spec`.
    pub fn fresh(token: Token, spec: &TokenSpec) -> Self {
        let is_public = spec.format.is_public();
        let shown = KeySummary {
            noun: words::noun(spec.format),
            is_public,
            masked: if is_public {
                String::new()
            } else {
                token.masked()
            },
            sha256: token.sha256_hex(),
            hashed: words::what_to_store(spec),
            environment: spec.environment_in_key().trim_end_matches('_'),
            parts: token
                .parts()
                .iter()
                .map(|part| (part.kind.id(), words::part(part.kind, spec)))
                .collect(),
        };
        let token = Rc::new(token);
        Self::Fresh { token, shown }
    }

    /// What may be kept of it; none where there is no key.
    pub fn shown(&self) -> Option<&KeySummary> {
        match self {
            Self::Absent | Self::Pending => None,
            Self::Fresh { shown, .. } | Self::Copied { shown } => Some(shown),
        }
    }

    /// Overwrites the key and keeps its [`KeySummary`].
    pub fn into_copied(self) -> Self {
        match self {
            Self::Fresh { shown, .. } => Self::Copied { shown },
            other => other,
        }
    }
}
