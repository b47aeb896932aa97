//! The secret found inside a value.

use crate::engine::bundle::place::{Place, PlaceSyntax};
use std::ops::Range;

/// The secret in a value.
#[derive(Debug)]
pub(in crate::engine::bundle) struct EmbeddedSecret {
    /// Its byte ranges in the value. Several ranges hold the same secret, but in JSON each may hold another.
    pub places: Vec<Range<usize>>,
    pub syntax: PlaceSyntax,
    pub owner: Owner,
}

/// Who sets the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine::bundle) enum Owner {
    /// Whoever runs the server.
    Own,
    /// A provider.
    Provider,
    /// Unknown: a value that looks real is kept.
    Unclear,
}

impl EmbeddedSecret {
    pub fn new(place: Range<usize>, syntax: PlaceSyntax, owner: Owner) -> Self {
        Self {
            places: vec![place],
            syntax,
            owner,
        }
    }

    /// The secret as it is written in `value`.
    pub fn written<'a>(&self, value: &'a str) -> &'a str {
        &value[self.places[0].clone()]
    }

    /// The place of the secret in `value`.
    pub fn place(&self, value: &str) -> Place {
        Place::within(value, self.places.iter().cloned(), self.syntax)
    }
}

/// Whether a parameter of this name is a password.
pub(super) fn is_password_key(key: &str) -> bool {
    let key = key.trim();
    ["password", "pwd", "passwd", "pass"]
        .iter()
        .any(|known| key.eq_ignore_ascii_case(known))
}
