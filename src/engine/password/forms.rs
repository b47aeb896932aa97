//! The forms of a stored hash: each begins with `$`, with `{`, or with the name of its scheme.

mod braced;
mod dollar;
mod foreign;
mod named;

use super::error::HashError;
use super::stored::Stored;

/// Parses one stored hash, with nothing before or behind it.
///
/// # Errors
/// [`HashError`]; [`HashError::NoHash`] where `text` does not begin like a stored hash.
pub(super) fn read(text: &str) -> Result<Stored, HashError> {
    match text.as_bytes().first() {
        Some(b'$') => dollar::read(text),
        Some(b'{') => braced::read(text),
        _ => named::read(text),
    }
}
