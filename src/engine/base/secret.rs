//! Text that is overwritten when it is dropped and that no `Debug` output shows.
//!
//! Does not promise that the operating system or the browser keeps no copy of its own.

use serde::{Deserialize, Deserializer, Serializer};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret text.
///
/// It is filled once within the capacity it was made with; where it must grow, the old buffer is overwritten.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// An empty secret with room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// Appends `text`, moving to a larger buffer and overwriting the old one where there is no room.
    pub fn push_str(&mut self, text: &str) {
        self.reserve(text.len());
        self.0.push_str(text);
    }

    /// Appends one character, like [`Secret::push_str`].
    pub fn push(&mut self, symbol: char) {
        self.reserve(symbol.len_utf8());
        self.0.push(symbol);
    }

    /// The text in clear. Do not keep what this returns.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn reserve(&mut self, more: usize) {
        let needed = self.0.len() + more;
        if needed > self.0.capacity() {
            let mut larger = String::with_capacity(needed.max(self.0.capacity() * 2));
            larger.push_str(&self.0);
            self.0.zeroize();
            self.0 = larger;
        }
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(••••)")
    }
}

/// Serializes a secret in clear, for the messages between the page and its worker.
pub(in crate::engine) fn in_clear<S: Serializer>(
    text: &Secret,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text.expose())
}

/// Deserializes what [`in_clear`] wrote.
pub(in crate::engine) fn from_clear<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Secret, D::Error> {
    <&str>::deserialize(deserializer).map(Secret::from)
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_output_does_not_show_the_text() {
        assert!(!format!("{:?}", Secret::from("hunter2")).contains("hunter2"));
    }

    #[test]
    fn text_grows_past_the_first_capacity() {
        let mut secret = Secret::with_capacity(1);
        secret.push_str("ab");
        secret.push('é');
        secret.push_str(&"x".repeat(100));
        assert_eq!(secret.expose(), format!("abé{}", "x".repeat(100)));
    }
}
