//! Normalising a pasted hash before it is parsed, and the errors of pasted hashes.

use super::{ParamsError, Scheme};
use std::borrow::Cow;
use std::fmt;

/// The hash itself, without the user of an htpasswd line and with single dollar signs.
pub(super) fn unwrap(text: &str) -> Result<Cow<'_, str>, HashError> {
    let start = text.find('$').ok_or(if text.is_empty() {
        HashError::Empty
    } else {
        HashError::NoHash
    })?;
    // Only a user's name may precede the hash, with the colon that ends it.
    if start > 0 && !text[..start].ends_with(':') {
        return Err(HashError::NoHash);
    }
    let text = &text[start..];
    Ok(if text.starts_with("$$") {
        text.replace("$$", "$").into()
    } else {
        text.into()
    })
}

/// passlib writes PBKDF2's iterations without a name, and `.` where base64 has `+`.
pub(super) fn of_passlib(text: &str) -> Cow<'_, str> {
    let mut fields = text.split('$');
    match (
        fields.nth(1),
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next(),
    ) {
        (Some(name @ "pbkdf2-sha256"), Some(rounds), Some(salt), Some(hash), None)
            if rounds.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            format!(
                "${name}$i={rounds}${}${}",
                salt.replace('.', "+"),
                hash.replace('.', "+")
            )
            .into()
        }
        _ => text.into(),
    }
}

/// A scheme's name, short enough for a message.
pub(super) fn shorten(name: &str) -> String {
    name.chars().take(20).collect()
}

/// Why a pasted text cannot be verified against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HashError {
    /// There is none.
    Empty,
    /// It does not have the form of a stored hash.
    NoHash,
    /// It is a hash of another scheme, of this name.
    Unsupported(String),
    /// It begins like a hash of this scheme, but is incomplete or malformed.
    Damaged(Scheme),
    /// Its parameters exceed the limits.
    Params(ParamsError),
    /// It was made with a key or associated data that it does not contain.
    Keyed,
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Paste the stored hash."),
            Self::NoHash => f.write_str(
                "This is no stored password hash: those begin with $, such as $argon2id$ or $2b$.",
            ),
            Self::Unsupported(name) => write!(
                f,
                "The scheme {name} cannot be verified here; Argon2, bcrypt, scrypt and PBKDF2-HMAC-SHA256 can."
            ),
            Self::Damaged(scheme) => {
                write!(
                    f,
                    "This is not a whole {} hash. Was part of it left behind in copying?",
                    scheme.label()
                )
            }
            Self::Params(error) => error.fmt(f),
            Self::Keyed => {
                f.write_str("This hash was made with a key or data that are not part of it.")
            }
        }
    }
}

impl std::error::Error for HashError {}
