//! Why no pair was made.

use crate::engine::base::random::RandomError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A field that a person fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairField {
    /// The key id.
    Kid,
    /// The comment.
    Comment,
    /// The passphrase.
    Passphrase,
}

/// Why no pair was made. Its `Display` is a sentence for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairError {
    /// The purpose does not offer the algorithm.
    Algorithm,
    /// The purpose does not offer the size of the RSA key.
    Bits,
    /// The key id holds a control character.
    KidControl,
    /// The comment holds a line break.
    CommentLineBreak,
    /// The comment holds another control character.
    CommentControl,
    /// A passphrase was asked for, and there is none.
    PassphraseEmpty,
    /// There were no random bytes.
    Random(RandomError),
    /// The browser cannot make RSA keys.
    NoRsa,
    /// The browser's answer is not an RSA key of the size that was asked for.
    NotRsa,
    /// An encoding failed, which no input is known to cause.
    Encoding,
}

impl PairError {
    /// The field that the message is about, if there is one.
    #[must_use]
    pub const fn field(&self) -> Option<PairField> {
        match self {
            Self::KidControl => Some(PairField::Kid),
            Self::CommentLineBreak | Self::CommentControl => Some(PairField::Comment),
            Self::PassphraseEmpty => Some(PairField::Passphrase),
            _ => None,
        }
    }
}

impl fmt::Display for PairError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Algorithm => "This algorithm is not for this purpose. Choose one from the list.",
            Self::Bits => "RSA keys of this size are not made here. Choose one from the list.",
            Self::KidControl => {
                "The key id has a control character, such as a tab or a line break. Remove it."
            }
            Self::CommentLineBreak => {
                "The comment has a line break, and the key's line would end there. Remove it."
            }
            Self::CommentControl => "The comment has a control character, such as a tab. Remove it.",
            Self::PassphraseEmpty => "Give a passphrase, or choose to have none.",
            Self::Random(error) => return error.fmt(f),
            Self::NoRsa => {
                "This browser makes no RSA keys here: it does so only over HTTPS or on localhost, and some not at \
                 all. Choose another algorithm, or another browser."
            }
            Self::NotRsa => {
                "This browser's RSA key is not what was asked for, so it was not used. Try another browser, or \
                 choose another algorithm."
            }
            Self::Encoding => "This key could not be written. Reload the page, or choose another algorithm.",
        })
    }
}

impl std::error::Error for PairError {}

impl From<RandomError> for PairError {
    fn from(error: RandomError) -> Self {
        Self::Random(error)
    }
}
