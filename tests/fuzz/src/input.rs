//! What the functions make of the bytes that they are given.

#[path = "../../support/seeded.rs"]
mod seeded;

pub(crate) use seeded::Seeded;
use std::borrow::Cow;

/// A choice of `all` by the first byte, and the rest as text. `None` where there is nothing.
#[must_use]
pub fn choice<'a, T: Copy>(all: &[T], data: &'a [u8]) -> Option<(T, &'a [u8])> {
    let (first, rest) = data.split_first()?;
    // From the letter `a` on, so that seeds can be written by hand.
    let place = usize::from(first.wrapping_sub(b'a')) % all.len();
    Some((all[place], rest))
}

/// The bytes as text. What is no UTF-8 becomes U+FFFD, so that no input is wasted.
#[must_use]
pub fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}
