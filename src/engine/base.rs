//! What every other module uses: secrets, randomness, SHA-256, encodings, numbers, dates, choices, options.

pub mod arriving;
pub mod choices;
pub mod date;
pub mod encode;
pub mod health;
pub mod invisible;
pub mod number;
pub mod pace;
pub mod pairs;
pub mod pause;
pub mod random;
pub mod secret;
pub mod sha256;
pub mod stack;
pub mod utc;
