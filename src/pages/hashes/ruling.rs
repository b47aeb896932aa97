//! The answers of the engine, as the component for a verdict takes them.

use crate::components::verdict::Ruling;
use crate::engine::digest::verdict::Answer;

/// An answer as the component shows it.
pub fn ruling(answer: Answer) -> Ruling {
    Ruling {
        good: answer.good,
        word: answer.word,
        detail: answer.detail,
    }
}
