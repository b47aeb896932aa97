//! What is found about a pasted key. Nothing in it holds the key: its random part is masked.

use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;
use serde::{Deserialize, Serialize};

/// What was found in a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The first keys, in the order of the text.
    pub findings: Vec<KeyFinding>,
    /// How many keys there are in all.
    pub count: u32,
    /// How many of them have a right checksum or signature.
    pub valid: u32,
    /// How many have a wrong one.
    pub wrong: u32,
    /// How many were not recognised.
    pub unknown: u32,
    /// Whether a secret can verify a signature in it: there is a JWT with HMAC.
    pub takes_secret: bool,
}

/// What is known of one key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyFinding {
    /// The line it begins in, from 1.
    pub line: u32,
    /// What it is.
    pub name: String,
    /// Whether its form is known.
    pub is_known: bool,
    /// Live or test, as far as it says so; never [`Environment::None`].
    pub environment: Option<Environment>,
    /// The verdict on its checksum, or on its signature.
    pub check: KeyCheck,
    /// Its parts, the random ones masked.
    pub parts: Vec<MaskedPart>,
    /// What it is made of.
    pub made_of: String,
    /// The most entropy it can hold, in words.
    pub strength: String,
    /// What it holds besides: names and values.
    pub facts: Vec<Fact>,
    /// The form that may stay on screen.
    pub masked: String,
    /// Digests of it: what of, and the digest in hex.
    pub digests: Vec<Fact>,
    /// What is off about it.
    pub notices: Vec<String>,
}

/// The verdict on a checksum, or on a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyCheck {
    /// It was computed and is right.
    Valid(CheckSubject),
    /// It was computed and is a different one.
    Wrong(CheckSubject),
    /// Nothing was computed, and why.
    NotCheckable(String),
}

/// The subject of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckSubject {
    /// The checksum of a key.
    Checksum,
    /// The checksum that keys of this page have by default, of which the key has the length.
    UsualChecksum,
    /// The signature of a token, by the secret that was typed.
    Signature,
    /// The signature of a token, by the secret that was typed, decoded from base64.
    SignatureOfBase64,
}

impl KeyCheck {
    pub(super) fn not(reason: &str) -> Self {
        Self::NotCheckable(reason.to_owned())
    }

    /// The verdict on a checksum that was computed.
    pub(super) fn of(is_right: bool) -> Self {
        if is_right {
            Self::Valid(CheckSubject::Checksum)
        } else {
            Self::Wrong(CheckSubject::Checksum)
        }
    }

    /// Whether it was computed and is right.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Valid(_))
    }

    /// Whether it was computed and is a different one.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    /// The verdict in two words.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Valid(CheckSubject::Checksum | CheckSubject::UsualChecksum) => "checksum valid",
            Self::Wrong(CheckSubject::Checksum | CheckSubject::UsualChecksum) => "checksum wrong",
            Self::Valid(_) => "signature valid",
            Self::Wrong(_) => "signature wrong",
            Self::NotCheckable(_) => "not checkable",
        }
    }

    /// A sentence about the verdict.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Valid(CheckSubject::Checksum | CheckSubject::UsualChecksum) => {
                "It is not mistyped. Only its issuer can tell whether it is in use."
            }
            Self::Wrong(CheckSubject::Checksum) => "It is mistyped, cut off or made up.",
            Self::Wrong(CheckSubject::UsualChecksum) => {
                "Made with this page's usual options it would end in another checksum: it is mistyped, or made \
                 elsewhere."
            }
            Self::Valid(CheckSubject::Signature) => "It is signed with this secret.",
            Self::Valid(CheckSubject::SignatureOfBase64) => {
                "It is signed with this secret, decoded from base64."
            }
            Self::Wrong(CheckSubject::Signature | CheckSubject::SignatureOfBase64) => {
                "It is not signed with this secret, neither as typed nor decoded from base64."
            }
            Self::NotCheckable(reason) => reason,
        }
    }
}

/// A part of a key as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedPart {
    /// What it is for.
    pub kind: PartKind,
    /// What it is called, and how long it is.
    pub label: String,
    /// Its characters, dots in place of what is masked.
    pub text: String,
}

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Fact {
    pub(super) fn new(name: &str, value: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            value: value.into(),
        }
    }
}
