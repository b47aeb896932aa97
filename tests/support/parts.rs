//! What a key is made of, for the tests that name each part.

use latchkey::engine::key::token::{PartKind, Token};

/// The parts of a key in order, each with its text.
pub fn parts(token: &Token) -> Vec<(PartKind, &str)> {
    token
        .parts()
        .iter()
        .map(|part| (part.kind, token.part(part)))
        .collect()
}
