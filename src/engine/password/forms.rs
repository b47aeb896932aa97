//! The forms of a stored hash: each begins with `$`, with `{`, with the name of its scheme, or like ASP.NET's base64.

mod braced;
mod dollar;
mod foreign;
pub(super) mod identity;
mod named;

use super::error::HashError;
use super::stored::StoredHash;

/// Parses one stored hash, with nothing before or after it.
///
/// # Errors
/// [`HashError`]; [`HashError::NoHash`] where `text` does not begin like a stored hash.
pub(super) fn read(text: &str) -> Result<StoredHash, HashError> {
    match text.as_bytes().first() {
        Some(b'$') => dollar::read(text),
        Some(b'{') => braced::read(text),
        _ if identity::begins(text) => identity::read(text),
        _ => named::read(text),
    }
}
