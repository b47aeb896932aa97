//! What every room uses: secrets, randomness, encodings, numbers, choices.

pub mod choices;
pub mod encode;
pub mod number;
pub mod pace;
pub mod random;
pub mod secret;
