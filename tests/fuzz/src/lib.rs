//! What is fuzzed: each parser of what comes from outside, as a function of bytes that panics where a property does
//! not hold.
//!
//! A file for each kind of input. `targets/` has a program for each function, which `scripts/fuzz.sh` builds with
//! libFuzzer; the tests here run each function on the inputs in `seeds/` without it.

pub mod digest;
pub mod env;
pub mod import;
pub mod input;
pub mod inspect;
pub mod key;
pub mod link;
pub mod message;
pub mod pair;
#[path = "../../support/parsed.rs"]
mod parsed;
pub mod password;
pub mod record;
pub mod schema;
pub mod syntax;
pub mod totp;

#[cfg(test)]
mod tests;
